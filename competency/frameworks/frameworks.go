// SPDX-License-Identifier: Apache-2.0

// Package frameworks ships the competency frameworks of Briques as data:
// which words are official and which are ours is said by the Origin of each.
//
// Only codes, ranks and short official titles are facts taken from official
// texts. Every descriptor, anchor and indicator is the project's own wording
// ("formulation du projet, non officielle"). Where a framework is official,
// the words in another language than its own are our translation. A source
// without VerifiedOn has not been compared with the official text yet.
package frameworks

import (
	"embed"
	"fmt"
	"io/fs"
	"sort"
	"strings"
	"sync"

	"forge.apps.education.fr/eafc/briques/competency"
)

//go:embed *.json
var files embed.FS

// Entry is one shipped version of one framework.
type Entry struct {
	ID         string // short name, "crcn"
	Version    string
	URI        competency.IRI
	Kind       competency.Kind
	Standing   competency.Standing
	Title      competency.Text
	Sources    []competency.Source
	Items      int               // domains, competencies and components
	Competency int               // competencies alone
	Digest     competency.Digest // empty in js builds
}

// List returns every shipped version, by ID, the newest version first.
func List() []Entry {
	all := entries()
	return append([]Entry(nil), all...)
}

var entries = sync.OnceValue(func() []Entry {
	names, err := fs.Glob(files, "*.json")
	if err != nil {
		panic(err) // the pattern is constant
	}
	out := make([]Entry, 0, len(names))
	for _, n := range names {
		id, version := split(n)
		f := mustRead(n)
		e := Entry{ID: id, Version: version, URI: f.URI, Kind: f.Kind, Standing: f.Standing, Title: f.Title,
			Sources: f.Sources, Items: len(f.Items), Digest: digest(f)}
		for i := range f.Items {
			if f.Items[i].Type == competency.ItemCompetency {
				e.Competency++
			}
		}
		out = append(out, e)
	}
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].ID != out[j].ID {
			return out[i].ID < out[j].ID
		}
		return competency.CompareVersions(out[i].Version, out[j].Version) > 0
	})
	return out
})

// split takes "crcn-1.0.0.json" apart.
func split(name string) (id, version string) {
	name = strings.TrimSuffix(name, ".json")
	i := strings.LastIndexByte(name, '-')
	return name[:i], name[i+1:]
}

func mustRead(name string) *competency.Framework {
	data, err := files.ReadFile(name)
	if err != nil {
		panic(err) // the name comes from the same file system
	}
	f, is := competency.Parse(data)
	if err := is.Err(); err != nil {
		panic(fmt.Errorf("%s: %w", name, err)) // a shipped document, held by test
	}
	return f
}

// Raw returns the document of one version as it is shipped; version "" is the
// newest. The error names what exists.
func Raw(id, version string) ([]byte, error) {
	for _, e := range entries() {
		if e.ID == id && (version == "" || version == e.Version) {
			return files.ReadFile(id + "-" + e.Version + ".json")
		}
	}
	return nil, unknown(id, version)
}

// Open returns one version of a shipped framework, a copy that the caller may
// change; version "" is the newest.
func Open(id, version string) (*competency.Framework, error) {
	data, err := Raw(id, version)
	if err != nil {
		return nil, err
	}
	f, is := competency.Parse(data)
	return f, is.Err()
}

func unknown(id, version string) error {
	var ids, versions []string
	for _, e := range entries() {
		if e.ID == id {
			versions = append(versions, e.Version)
		}
		if len(ids) == 0 || ids[len(ids)-1] != e.ID {
			ids = append(ids, e.ID)
		}
	}
	if len(versions) > 0 {
		return fmt.Errorf("framework %q has no version %q; it has %s", id, version, strings.Join(versions, ", "))
	}
	return fmt.Errorf("no framework %q; shipped: %s", id, strings.Join(ids, ", "))
}
