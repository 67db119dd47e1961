// SPDX-License-Identifier: Apache-2.0

package imscase

import (
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// member repairs the value of one known member and reports whether it may
// stay; old values go into moved.
func (r *repairer) member(c *node, m *member, at issue.Pointer, moved *node) bool {
	switch m.form {
	case formObject:
		if c.kind != strictjson.Object {
			return false
		}
		r.object(c, m.shape, at, 0)
		return true
	case formObjects:
		return r.objects(c, m, at)
	case formTexts:
		if c.kind == strictjson.String {
			r.repair(c, at, &ruleScalar, c.name)
			r.wrap(c)
		}
		return c.kind == strictjson.Array && r.each(c, at, func(e *node, _ issue.Pointer) bool { return e.kind == strictjson.String })
	case formLinks:
		if c.kind == strictjson.String || c.kind == strictjson.Object {
			r.repair(c, at, &ruleScalar, c.name)
			r.wrap(c)
		}
		return c.kind == strictjson.Array && r.each(c, at, func(e *node, p issue.Pointer) bool { return r.link(e, formLink, p, c.name, moved) })
	case formLink, formEnd:
		return r.link(c, m.form, at, c.name, moved)
	case formInteger, formNumber:
		return r.number(c, m.form, at)
	}
	if c.kind != strictjson.String {
		return false
	}
	s := c.str()
	switch m.form {
	case formID:
		r.identifier(c, at, moved)
	case formURI:
		return competency.IRI(s).Valid() || m.required && r.uri(c, at, moved) || r.escapable(c, at, moved)
	case formInstant:
		t, ok := instant(s)
		if !ok {
			t = r.changed
			r.keep(moved, c.name, s)
		}
		if t != s {
			r.repair(c, at, &ruleInstant, s, t)
			c.setText(t)
		}
	case formDate:
		if competency.Date(s).Valid() {
			return true
		}
		t, ok := instant(s)
		if !ok {
			return false
		}
		r.repair(c, at, &ruleInstant, s, t[:10])
		c.setText(t[:10])
	case formStatus:
		r.status(c, at, moved)
	case formType:
		if t := associationType(s); t != s {
			r.repair(c, at, &ruleType, s, t)
			r.keep(moved, c.name, s)
			c.setText(t)
		}
	case formVersion:
		if s != "1.1" {
			r.repair(c, at, &ruleUnknown, c.name)
			r.keep(moved, c.name, s)
			c.setText("1.1")
		}
	}
	return true
}

func (r *repairer) objects(c *node, m *member, at issue.Pointer) bool {
	if c.kind == strictjson.Object {
		r.repair(c, at, &ruleScalar, c.name)
		r.wrap(c)
	}
	if c.kind != strictjson.Array {
		return false
	}
	position := 0
	return r.each(c, at, func(e *node, p issue.Pointer) bool {
		if e.kind != strictjson.Object {
			return false
		}
		position++
		r.object(e, m.shape, p, position)
		return m.shape != associationShape || e.get("originNodeURI") != nil && e.get("destinationNodeURI") != nil
	})
}

// each keeps the elements that ok accepts; the others go to the extensions
// of the package, since a list has none of its own.
func (r *repairer) each(list *node, at issue.Pointer, ok func(*node, issue.Pointer) bool) bool {
	first := list.first
	list.first, list.last = nil, nil
	i := 0
	for c := first; c != nil; {
		next := c.next
		p := at.Index(i)
		switch {
		case c.kind == strictjson.Null:
			r.repair(c, p, &ruleNull, strconv.Itoa(i))
		case ok(c, p):
			list.add(c)
		default:
			r.repair(c, p, &ruleUnknown, strconv.Itoa(i))
			r.stray = append(r.stray, stray{list.name, c})
		}
		i++
		c = next
	}
	return true
}

// stray is a list element that CASE has no place for.
type stray struct {
	list string
	node *node
}

// wrap makes c an array that holds what c was.
func (r *repairer) wrap(c *node) {
	e := r.node("", c.kind, c.raw)
	e.first, e.last, e.at = c.first, c.last, c.at
	c.kind, c.raw, c.first, c.last = strictjson.Array, "", nil, nil
	c.add(e)
}

func (r *repairer) identifier(c *node, at issue.Pointer, moved *node) {
	old := c.str()
	if competency.ID(old).Valid() {
		return
	}
	id := r.newID(old)
	r.replaced[old] = id
	r.repair(c, at, &ruleIdentifier, old, id)
	r.keep(moved, c.name, old)
	c.setText(id)
}

// escapable percent-encodes a URI that is absolute but for a few letters.
func (r *repairer) escapable(c *node, at issue.Pointer, moved *node) bool {
	old := c.str()
	u := competency.EscapeIRI(old)
	if !u.Valid() {
		return false
	}
	r.repair(c, at, &ruleURI, old, string(u))
	r.keep(moved, c.name, old)
	c.setText(string(u))
	return true
}

func (r *repairer) uri(c *node, at issue.Pointer, moved *node) bool {
	if r.escapable(c, at, moved) {
		return true
	}
	old := c.str()
	if old != "" {
		r.keep(moved, c.name, old)
	}
	c.setText("")
	r.repair(c, at, &ruleURI, old, "urn:uuid:")
	return true // fill completes it once the identifier is known
}

func (r *repairer) number(c *node, f form, at issue.Pointer) bool {
	lexeme := c.raw
	if c.kind == strictjson.String {
		lexeme = strings.TrimSpace(c.str())
	}
	if c.kind != strictjson.Number && !jsonNumber(lexeme) {
		return false
	}
	if f == formInteger {
		n, err := strconv.ParseFloat(lexeme, 64)
		if err != nil || n != float64(int32(n)) {
			return false
		}
		if i := strconv.Itoa(int(n)); i != lexeme {
			lexeme = i
		}
	}
	if c.kind == strictjson.String {
		r.repair(c, at, &ruleNumber, lexeme)
		c.kind, c.raw = strictjson.Number, lexeme
	}
	return c.kind == strictjson.Number
}

// jsonNumber reports whether s is spelt as a JSON number without exponent,
// as text that stands for a number is.
func jsonNumber(s string) bool { return competency.Decimal(s).Valid() }

var statuses = map[string]string{"adopted": "Implemented", "deprecated": "Retired", "draft": "Draft",
	"pending implementation": "Pending Implementation", "pendingimplementation": "Pending Implementation",
	"private draft": "Draft", "implemented": "Implemented", "retired": "Retired"}

func (r *repairer) status(c *node, at issue.Pointer, moved *node) {
	s := c.str()
	want, known := statuses[strings.ToLower(s)]
	if !known {
		want = "Draft"
	}
	if want == s {
		return
	}
	r.repair(c, at, &ruleStatus, s, want)
	r.keep(moved, c.name, s)
	c.setText(want)
}

var caseTypes = map[string]bool{"isChildOf": true, "isPeerOf": true, "isPartOf": true, "exactMatchOf": true, "precedes": true,
	"isRelatedTo": true, "replacedBy": true, "exemplar": true, "hasSkillLevel": true, "isTranslationOf": true}

// associationType returns s as CASE 1.1 allows it.
func associationType(s string) string {
	if caseTypes[s] || strings.HasPrefix(s, "ext:") && clean(s[4:]) == s[4:] && len(s) > 4 {
		return s
	}
	if s == "exactMatch" {
		return "exactMatchOf"
	}
	for t := range caseTypes {
		if strings.EqualFold(t, s) {
			return t
		}
	}
	return "ext:" + clean(strings.TrimPrefix(s, "ext:"))
}

func clean(s string) string {
	s = strings.Map(func(c rune) rune {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '.', c == '_', c == '-':
			return c
		}
		return '-'
	}, s)
	if s == "" {
		return "unknown"
	}
	return s
}

// instant returns s as an RFC 3339 date-time; without an offset it is UTC.
func instant(s string) (string, bool) {
	if competency.Instant(s).Valid() {
		return s, true
	}
	t := strings.ToUpper(strings.TrimSpace(s))
	if competency.Date(t).Valid() {
		return t + "T00:00:00Z", true
	}
	if len(t) > 10 && t[10] == ' ' {
		t = t[:10] + "T" + t[11:]
	}
	if n := len(t); n > 5 && (t[n-5] == '+' || t[n-5] == '-') && n > 19 {
		if u := t[:n-2] + ":" + t[n-2:]; competency.Instant(u).Valid() {
			return u, true
		}
	}
	for _, end := range [...]string{"", "Z", ":00Z"} {
		if competency.Instant(t + end).Valid() {
			return t + end, true
		}
	}
	return "", false
}
