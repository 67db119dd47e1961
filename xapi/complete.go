// SPDX-License-Identifier: Apache-2.0

package xapi

import (
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Additions is what an LRS, or a client, puts into a statement. An empty
// field adds nothing. ID, Version and Timestamp are set only where the
// statement has none; Stored and Authority (a JSON value) replace what is
// there.
type Additions struct {
	ID        UUID
	Stored    Timestamp
	Authority []byte
	Version   string
	Timestamp Timestamp
	// Normalise puts a lone contextActivities object into an array and, in
	// a statement of 2.0 rules, turns timestamps to UTC.
	Normalise Version
}

// Complete returns the valid statement b with the additions. Every other
// byte stays as it was: numbers, extensions and spaces included.
func Complete(b []byte, a Additions) []byte {
	e := newEditor(b)
	e.walk(func(name string) *issue.Rule {
		switch {
		case a.Normalise == V20 && (name == "timestamp" || name == "stored"):
			e.toUTC()
		case a.Normalise != "" && name == "contextActivities":
			e.toArrays()
		}
		return nil
	})
	text := func(s string) string { return string(appendString(nil, s)) }
	missing := func(name, value string) {
		if _, ok := e.fields[name]; !ok && value != "" {
			e.set(name, text(value))
		}
	}
	missing("id", string(a.ID))
	missing("timestamp", string(a.Timestamp))
	missing("version", a.Version)
	if a.Stored != "" {
		e.replace("stored", text(string(a.Stored)))
	}
	if len(a.Authority) > 0 {
		e.replace("authority", string(a.Authority))
	}
	out, _ := e.done()
	return out
}

// replace sets a member and forgets the edits made inside its old value.
func (e *editor) replace(name, raw string) {
	if at, ok := e.fields[name]; ok {
		kept := e.edits[:0]
		for _, x := range e.edits {
			if x.from < at.from || x.from >= at.to {
				kept = append(kept, x)
			}
		}
		e.edits = kept
	}
	e.set(name, raw)
}

// toArrays puts each lone activity of the contextActivities that come next
// into an array; they are left unread.
func (e *editor) toArrays() {
	if e.r.Peek() != strictjson.Object {
		return
	}
	m := e.r.Mark()
	for e.r.Enter(); e.r.More(); {
		from, lone := e.r.Offset(), e.r.Peek() == strictjson.Object
		e.r.Skip()
		if lone {
			e.edits = append(e.edits, edit{from, from, "["}, edit{e.r.Offset(), e.r.Offset(), "]"})
		}
	}
	e.r.Restore(m)
}

// Attach returns the valid statement b with one more attachment; every other
// byte stays as it was.
func Attach(b []byte, a Attachment) []byte {
	e := newEditor(b)
	e.walk(func(string) *issue.Rule { return nil })
	w := &writer{first: true}
	w.attachments([]Attachment{a})
	list := w.b[len(`"attachments":`):]
	at, has := e.fields["attachments"]
	if !has {
		e.set("attachments", string(list))
		out, _ := e.done()
		return out
	}
	one := string(list[1 : len(list)-1])
	if first(b[at.from+1:at.to]) != ']' {
		one = "," + one
	}
	e.edits = append(e.edits, edit{at.to - 1, at.to - 1, one})
	out, _ := e.done()
	return out
}
