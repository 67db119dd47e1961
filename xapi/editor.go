// SPDX-License-Identifier: Apache-2.0

package xapi

import (
	"sort"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// editor changes parts of a valid statement and leaves every other byte.
type editor struct {
	b      []byte
	r      strictjson.Reader
	edits  []edit
	issues issue.Issues
	fields map[string]span // values of the statement's own members
	last   int             // where the last member of the statement ends
	seen   func(name string) *issue.Rule
}

// edit is a replacement of the bytes [from, to) by text.
type edit struct {
	from, to int
	text     string
}

func newEditor(b []byte) *editor {
	e := &editor{b: b, fields: map[string]span{}}
	e.r.Reset(b, strictjson.Wire, Limits{}.reader())
	return e
}

// walk goes through the properties of the statement, its SubStatement and
// their contexts. seen is called before each value; when it returns a rule
// the member is taken out and each element it had is an issue of that rule.
func (e *editor) walk(seen func(name string) *issue.Rule) {
	e.seen = seen
	e.properties(true)
}

func (e *editor) properties(top bool) {
	e.members(func(name string) {
		switch from := e.r.Offset(); {
		case name == "context":
			e.members(func(string) { e.r.Skip() })
		case name == "object" && top && e.r.Peek() == strictjson.Object:
			e.properties(false)
		default:
			e.r.Skip()
			if top {
				e.fields[name] = span{from, e.r.Offset()}
			}
		}
		if top {
			e.last = e.r.Offset()
		}
	})
}

// members reads an object whose members body reads, and takes out those that
// seen refuses.
func (e *editor) members(body func(name string)) {
	if e.r.Peek() != strictjson.Object {
		e.r.Skip()
		return
	}
	var kept []span
	first, last, lost := -1, 0, false
	for e.r.Enter(); e.r.More(); {
		name, from := string(e.r.Name()), e.r.NameOffset()
		if first < 0 {
			first = from
		}
		if rule := e.seen(name); rule != nil {
			lost = true
			e.lose(rule)
		} else {
			body(name)
			kept = append(kept, span{from, e.r.Offset()})
		}
		last = e.r.Offset()
	}
	if !lost {
		return
	}
	text := []byte(nil)
	for i, k := range kept {
		if i > 0 {
			text = append(text, ',')
		}
		text = append(text, e.b[k.from:k.to]...)
	}
	e.edits = append(e.edits, edit{first, last, string(text)})
}

func (e *editor) lose(rule *issue.Rule) {
	for e.r.Enter(); e.r.More(); {
		e.issues = append(e.issues, rule.At(e.r.Pointer()))
		e.r.Skip()
	}
}

// toUTC turns the timestamp that comes next to UTC; it is left unread.
func (e *editor) toUTC() {
	if e.r.Peek() != strictjson.String {
		return
	}
	m, from := e.r.Mark(), e.r.Offset()
	old := Timestamp(e.r.Text())
	to := e.r.Offset()
	utc, assumed := old.UTC()
	if assumed {
		e.issues = append(e.issues, ruleAssumedUTC.At(e.r.Pointer(), string(old)))
	}
	e.r.Restore(m)
	if utc != old {
		e.edits = append(e.edits, edit{from, to, string(appendString(nil, string(utc)))})
	}
}

// set gives a member of the statement the JSON value raw, in its place or
// after the last one.
func (e *editor) set(name, raw string) {
	if at, ok := e.fields[name]; ok {
		e.edits = append(e.edits, edit{at.from, at.to, raw})
		return
	}
	e.edits = append(e.edits, edit{e.last, e.last, "," + string(appendString(nil, name)) + ":" + raw})
}

// done applies the edits in the order of the text.
func (e *editor) done() ([]byte, issue.Issues) {
	sort.SliceStable(e.edits, func(i, j int) bool { return e.edits[i].from < e.edits[j].from })
	out, at := make([]byte, 0, len(e.b)+64), 0
	for _, x := range e.edits {
		out = append(append(out, e.b[at:x.from]...), x.text...)
		at = x.to
	}
	e.issues.Sort()
	return append(out, e.b[at:]...), e.issues
}
