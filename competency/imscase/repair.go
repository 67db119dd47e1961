// SPDX-License-Identifier: Apache-2.0

package imscase

import (
	"strconv"
	"strings"

	"github.com/google/uuid"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// finding is an issue whose place is still an offset.
type finding struct {
	issue issue.Issue
	at    uint32
}

type findings []finding

func (fs findings) place(lines *strictjson.Lines) issue.Issues {
	out := make(issue.Issues, len(fs))
	for i, f := range fs {
		if f.at > 0 {
			f.issue.Line, f.issue.Column = lines.Position(int(f.at) - 1)
		}
		out[i] = f.issue
	}
	return out
}

// repairer makes the tree of a package valid and writes down what it does.
type repairer struct {
	*arena
	p              *Package
	space          uuid.UUID
	changed        string // lastChangeDateTime of the document
	titles         map[string]*node
	byURI          map[string]*node
	replaced       map[string]string
	used           map[string]bool
	stray          []stray
	repairs, notes findings
}

func newRepairer(p *Package) *repairer {
	doc := p.root.get("CFDocument")
	uri := doc.get("uri").str()
	if uri == "" {
		uri = doc.get("identifier").str()
	}
	items := p.Items()
	return &repairer{arena: &p.arena, p: p, space: uuid.NewSHA1(uuid.NameSpaceURL, []byte(uri)),
		titles: make(map[string]*node, items+8), byURI: make(map[string]*node, items+8), replaced: map[string]string{},
		used: make(map[string]bool, items+p.Associations()+8)}
}

func (r *repairer) repair(n *node, at issue.Pointer, rule *issue.Rule, args ...any) {
	r.repairs = append(r.repairs, finding{rule.At(at, args...), n.at})
}

// newID returns the UUIDv5 that stands for an old identifier.
func (r *repairer) newID(old string) string {
	if id := competency.ID(strings.ToLower(old)); id.Valid() {
		return string(id)
	}
	return uuid.NewSHA1(r.space, []byte(old)).String()
}

func (r *repairer) run() {
	r.changed = "1970-01-01T00:00:00Z"
	if t, ok := instant(r.p.root.get("CFDocument").get("lastChangeDateTime").str()); ok {
		r.changed = t
	}
	r.index(r.p.root.get("CFDocument"))
	for _, list := range [...]string{"CFItems", "CFRubrics"} {
		r.indexAll(r.p.root.get(list))
	}
	if defs := r.p.root.get("CFDefinitions"); defs != nil {
		for c := defs.first; c != nil; c = c.next {
			r.indexAll(c)
		}
	}
	r.object(r.p.root, packageShape, "", 0)
	r.links()
	if ext := r.p.root.get("extensions"); ext != nil {
		r.p.root.drop("extensions")
		r.p.root.add(ext)
	}
}

func (r *repairer) indexAll(list *node) {
	if list != nil && list.kind == strictjson.Array {
		for c := list.first; c != nil; c = c.next {
			r.index(c)
		}
	}
}

// index notes an object that links may lead to.
func (r *repairer) index(n *node) {
	if n == nil || n.kind != strictjson.Object {
		return
	}
	if id := n.get("identifier").str(); id != "" && r.titles[id] == nil {
		r.titles[id] = n
	}
	if uri := n.get("uri").str(); uri != "" && r.byURI[uri] == nil {
		r.byURI[uri] = n
	}
}

func titleOf(n *node) string {
	for _, m := range [...]string{"title", "abbreviatedStatement", "fullStatement", "identifier"} {
		if s := n.get(m).str(); s != "" {
			return s
		}
	}
	return ""
}

// object repairs one closed object in place.
func (r *repairer) object(n *node, s *shape, at issue.Pointer, position int) {
	moved := r.arena.object("extensions")
	var ext *node
	list := n.first
	n.first, n.last = nil, nil
	for c := list; c != nil; {
		next := c.next
		p := at.Field(c.name)
		i, known := s.byName[c.name]
		switch {
		case c.kind == strictjson.Null:
			r.repair(c, p, &ruleNull, c.name)
		case c.name == "extensions":
			ext = r.extensions(c, s, p)
		case !known && (c.name == "CFDocumentURI" || c.name == "CFPackageURI"):
			r.repair(c, p, &ruleInPackage, c.name)
		case !known:
			r.repair(c, p, &ruleUnknown, c.name)
			move(moved, c.name, c)
		case r.member(c, &s.members[i], p, moved):
			n.add(c)
		default:
			r.repair(c, p, &ruleUnknown, c.name)
			move(moved, c.name, c)
		}
		c = next
	}
	r.fill(n, s, at, position, moved)
	if id := n.get("identifier").str(); id != "" {
		if r.used[id] {
			r.notes = append(r.notes, finding{ruleTwice.At(at.Field("identifier"), id), n.at})
		}
		r.used[id] = true
	}
	switch {
	case ext == nil && moved.first != nil && s.extensions == formObjects:
		moved.name = ""
		ext = r.array("extensions").add(moved)
	case ext == nil && moved.first != nil:
		ext = moved
	case moved.first != nil && s.extensions == formObjects:
		moved.name = ""
		ext.add(moved)
	case moved.first != nil:
		for c := moved.first; c != nil; {
			next := c.next
			move(ext, c.name, c)
			c = next
		}
	}
	n.add(ext)
}

// extensions gives the extensions of an object the kind they must have.
func (r *repairer) extensions(c *node, s *shape, at issue.Pointer) *node {
	switch {
	case s.extensions == formObjects && c.kind == strictjson.Object:
		r.repair(c, at, &ruleScalar, c.name)
		c.name = ""
		return r.array("extensions").add(c)
	case s.extensions == formObjects && c.kind == strictjson.Array && onlyObjects(c), s.extensions == formObject && c.kind == strictjson.Object:
		return c
	}
	r.repair(c, at, &ruleUnknown, c.name)
	c.name = "value"
	if s.extensions == formObjects {
		return r.array("extensions").add(r.arena.object("").add(c))
	}
	return r.arena.object("extensions").add(c)
}

func onlyObjects(list *node) bool {
	for c := list.first; c != nil; c = c.next {
		if c.kind != strictjson.Object {
			return false
		}
	}
	return true
}

// move puts c into an object, under a free name.
func move(into *node, name string, c *node) {
	c.name = name
	for k := 2; into.get(c.name) != nil; k++ {
		c.name = name + "_" + strconv.Itoa(k)
	}
	into.add(c)
}

// keep puts an old value aside in extensions.
func (r *repairer) keep(moved *node, name, old string) { move(moved, name, r.text(name, old)) }
