// SPDX-License-Identifier: Apache-2.0

package imscase

import (
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// link makes c a whole link: title, identifier, uri, and targetType for an
// end of an association. What it held besides goes into moved.
func (r *repairer) link(c *node, f form, at issue.Pointer, name string, moved *node) bool {
	if r.sound(c, f) {
		return true
	}
	changed := false
	if c.kind == strictjson.String {
		s := c.str()
		c.kind, c.raw = strictjson.Object, ""
		if competency.IRI(s).Valid() {
			c.add(r.text("uri", s))
		} else {
			c.add(r.text("identifier", s))
		}
		changed = true
	}
	if c.kind != strictjson.Object {
		return false
	}
	var title, id, uri, target string
	list := c.first
	c.first, c.last = nil, nil
	for m := list; m != nil; {
		next := m.next
		s := m.str()
		switch {
		case m.kind == strictjson.Null:
			r.repair(m, at.Field(m.name), &ruleNull, m.name)
		case m.name == "title" && m.kind == strictjson.String:
			title = s
		case m.name == "identifier" && m.kind == strictjson.String:
			id = s
		case m.name == "uri" && m.kind == strictjson.String:
			uri = s
		case m.name == "targetType" && f == formEnd && (s == "CASE" || strings.HasPrefix(s, "ext:") && len(s) > 4 && clean(s[4:]) == s[4:]):
			target = s
		default:
			r.repair(m, at.Field(m.name), &ruleUnknown, m.name)
			move(moved, name+"_"+m.name, m)
		}
		m = next
	}
	if id == "" && uri == "" && title == "" {
		return false
	}
	was := [3]string{title, id, uri}
	known := r.titles[id]
	if known == nil {
		known = r.byURI[uri]
	}
	if id == "" {
		if id = known.get("identifier").str(); id == "" {
			id = uri
			if f == formLink || id == "" {
				id = r.newID(uri + title)
			}
		}
	}
	if r.needsID(id, f, known) {
		fresh := r.newID(id)
		r.repair(c, at.Field("identifier"), &ruleIdentifier, id, fresh)
		if known == nil {
			r.keep(moved, name+"_identifier", id)
		}
		id = fresh
		was[1] = id
	}
	if !competency.IRI(uri).Valid() {
		old := uri
		switch uri = known.get("uri").str(); {
		case competency.IRI(uri).Valid():
		case old != "" && competency.EscapeIRI(old).Valid():
			uri = string(competency.EscapeIRI(old))
		case competency.IRI(id).Valid():
			uri = id
		default:
			uri = "urn:uuid:" + r.newID(id)
		}
		if old != "" {
			r.keep(moved, name+"_uri", old)
		}
	}
	if title == "" {
		if title = titleOf(known); title == "" {
			title = uri
		}
	}
	if changed || was != [3]string{title, id, uri} {
		r.repair(c, at, &ruleLink, name)
	}
	c.add(r.text("title", title), r.text("identifier", id), r.text("uri", uri))
	if target != "" {
		c.add(r.text("targetType", target))
	}
	return true
}

// sound reports whether c is a whole link that needs no repair.
func (r *repairer) sound(c *node, f form) bool {
	if c.kind != strictjson.Object {
		return false
	}
	seen := 0
	for m := c.first; m != nil; m = m.next {
		s := m.str()
		switch {
		case m.kind != strictjson.String || s == "":
			return false
		case m.name == "title":
			seen |= 1
		case m.name == "identifier" && (competency.ID(s).Valid() || f == formEnd && !r.needsID(s, f, r.titles[s])):
			seen |= 2
		case m.name == "uri" && competency.IRI(s).Valid():
			seen |= 4
		case m.name == "targetType" && f == formEnd && s == "CASE":
		default:
			return false
		}
	}
	return seen == 7
}

// needsID reports whether an identifier must be replaced: in a plain link
// always when it is no UUID; at an end of an association only when it names
// an object of the package, whose own identifier is replaced too.
func (r *repairer) needsID(id string, f form, known *node) bool {
	if competency.ID(id).Valid() {
		return false
	}
	return f == formLink || r.replaced[id] != "" || known != nil && known.get("identifier").str() == id
}

// fill completes what must be there.
func (r *repairer) fill(n *node, s *shape, at issue.Pointer, position int, moved *node) {
	for i := range s.members {
		m := &s.members[i]
		have := n.get(m.name)
		if !m.required || have != nil && !(m.form == formURI && have.str() == "") {
			continue
		}
		value := ""
		switch m.form {
		case formID:
			value = r.newID(s.name + strconv.Itoa(position) + titleOf(n))
		case formURI:
			value = "urn:uuid:" + n.get("identifier").str()
			if have == nil {
				r.repair(n, at.Field(m.name), &ruleURI, "", value)
			} else {
				have.setText(value)
			}
		case formInstant:
			value = r.changed
		case formType:
			value = "isRelatedTo"
		case formText:
			value = r.standIn(n, m.name, position)
		default:
			continue // ends and CFDocument: the object cannot stay without
		}
		if m.form != formURI {
			r.repair(n, at.Field(m.name), &ruleMissing, m.name, value)
		}
		if have == nil {
			n.add(r.text(m.name, value))
		}
	}
	if s == itemShape {
		r.itemType(n, at, moved)
	}
}

// standIn returns the text of a required member that is missing.
func (r *repairer) standIn(n *node, name string, position int) string {
	switch name {
	case "hierarchyCode":
		return strconv.Itoa(position)
	case "creator":
		if s := n.get("publisher").str(); s != "" {
			return s
		}
		return "?"
	}
	for _, m := range [...]string{"title", "abbreviatedStatement", "humanCodingScheme", "alternativeLabel", "identifier"} {
		if s := n.get(m).str(); s != "" && m != name {
			return s
		}
	}
	return "?"
}

func (r *repairer) itemType(n *node, at issue.Pointer, moved *node) {
	typ, link := n.get("CFItemType"), n.get("CFItemTypeURI").get("title").str()
	if typ == nil || link == "" || typ.str() == link {
		return
	}
	r.repair(typ, at.Field("CFItemType"), &ruleItemType, typ.str(), link)
	r.keep(moved, "CFItemType", typ.str())
	typ.setText(link)
}

// links attaches items that have no path to the document, and notes the ends
// that lie outside the package.
func (r *repairer) links() {
	root := r.p.root
	doc := root.get("CFDocument").get("identifier").str()
	known := make(map[string]bool, r.p.Items()+1)
	known[doc] = true
	items := root.get("CFItems")
	if items != nil {
		for c := items.first; c != nil; c = c.next {
			known[c.get("identifier").str()] = true
		}
	}
	children := make(map[string][]string, r.p.Items()/8)
	if list := root.get("CFAssociations"); list != nil {
		i := 0
		for c := list.first; c != nil; c = c.next {
			from, to := c.get("originNodeURI").get("identifier").str(), c.get("destinationNodeURI").get("identifier").str()
			for _, end := range [...]struct{ name, id string }{{"originNodeURI", from}, {"destinationNodeURI", to}} {
				if !known[end.id] {
					r.notes = append(r.notes, finding{ruleExternal.At(issue.Pointer("/CFAssociations").Index(i).Field(end.name), end.id), c.get(end.name).at})
				}
			}
			if c.get("associationType").str() == "isChildOf" {
				children[to] = append(children[to], from)
			}
			i++
		}
	}
	r.orphans(items, doc, children)
	r.strays()
}

// orphans attaches to the document each item that it does not reach.
func (r *repairer) orphans(items *node, doc string, children map[string][]string) {
	if items == nil {
		return
	}
	reached := make(map[string]bool, r.p.Items()+1)
	reach := func(from string) {
		for todo := []string{from}; len(todo) > 0; {
			id := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if !reached[id] {
				reached[id] = true
				todo = append(todo, children[id]...)
			}
		}
	}
	reach(doc)
	i := 0
	for c := items.first; c != nil; c = c.next {
		if id := c.get("identifier").str(); !reached[id] {
			r.repair(c, issue.Pointer("/CFItems").Index(i), &ruleOrphan, titleOf(c))
			r.attach(c, id, doc)
			reach(id)
		}
		i++
	}
}

// attach adds an isChildOf association to the document.
func (r *repairer) attach(item *node, id, doc string) {
	root := r.p.root
	list := root.get("CFAssociations")
	if list == nil {
		list = r.array("CFAssociations")
		root.add(list)
	}
	as := r.newID("isChildOf " + id)
	list.add(r.arena.object("").add(r.text("identifier", as), r.text("associationType", "isChildOf"), r.text("uri", "urn:uuid:"+as),
		r.end("originNodeURI", item), r.end("destinationNodeURI", root.get("CFDocument")), r.text("lastChangeDateTime", r.changed)))
}

func (r *repairer) end(name string, n *node) *node {
	return r.arena.object(name).add(r.text("title", titleOf(n)), r.text("identifier", n.get("identifier").str()), r.text("uri", n.get("uri").str()))
}

// strays keeps list elements without a place in the package's extensions.
func (r *repairer) strays() {
	if len(r.stray) == 0 {
		return
	}
	root := r.p.root
	ext := root.get("extensions")
	if ext == nil {
		ext = r.arena.object("extensions")
		root.add(ext)
	}
	for _, s := range r.stray {
		move(ext, s.list, s.node)
	}
}
