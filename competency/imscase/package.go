// SPDX-License-Identifier: Apache-2.0

package imscase

import (
	"io"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

var limits = strictjson.Limits{Bytes: 64 << 20, Depth: 64, Values: 5_000_000, Names: 4096}

// Package is a CASE package: what was read, and the same made valid.
type Package struct {
	// Repairs lists what Strict does to what was read.
	Repairs issue.Issues
	// Notes lists what is worth knowing and needs no repair (CASE-013), or
	// what no repair can mend (CASE-015).
	Notes issue.Issues

	source string
	root   *node // repaired
	arena  arena
}

// Read reads a package; the error is for reading alone.
func Read(r io.Reader) (*Package, issue.Issues, error) {
	data, err := io.ReadAll(io.LimitReader(r, int64(limits.Bytes)+1))
	if err != nil {
		return nil, nil, err
	}
	p, is := Parse(data)
	return p, is, nil
}

// Parse reads a package and diagnoses it. The issues are the repairs and the
// notes, with line and column. What is no JSON or has no CFDocument gives no
// package.
func Parse(data []byte) (*Package, issue.Issues) {
	src := string(data)
	ps := parser{r: strictjson.NewReader(data, strictjson.Wire, limits), src: src, names: map[string]string{}}
	root := ps.value("")
	is := ps.r.Finish()
	if is.HasErrors() {
		return nil, is
	}
	if doc := root.get("CFDocument"); root.kind != strictjson.Object || doc == nil || doc.kind != strictjson.Object {
		i := ruleDocument.At("")
		i.Line, i.Column = 1, 1
		return nil, issue.Issues{i}
	}
	p := &Package{source: src, root: root, arena: ps.arena}
	rep := newRepairer(p)
	rep.run()
	if len(rep.repairs)+len(rep.notes) > 0 {
		lines := strictjson.NewLines(data)
		p.Repairs, p.Notes = rep.repairs.place(lines), rep.notes.place(lines)
	}
	all := append(append(is, p.Repairs...), p.Notes...)
	all.Sort()
	return p, all
}

// Lossless returns the package as it was read. Of a package made by
// FromFramework it is Strict.
func (p *Package) Lossless() []byte {
	if p.source != "" {
		return []byte(p.source)
	}
	return p.Strict()
}

// Strict returns the package as valid CASE 1.1.
func (p *Package) Strict() []byte {
	return append(p.root.append(make([]byte, 0, len(p.source)+4096)), '\n')
}

// Items returns the number of CFItems.
func (p *Package) Items() int { return count(p.root.get("CFItems")) }

// Associations returns the number of CFAssociations.
func (p *Package) Associations() int { return count(p.root.get("CFAssociations")) }

func count(n *node) int {
	c := 0
	if n != nil {
		for e := n.first; e != nil; e = e.next {
			c++
		}
	}
	return c
}
