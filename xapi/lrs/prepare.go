// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"sort"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi"
)

// slot stands for an instant that the store fills in.
const slot = `"0000-00-00T00:00:00.000000Z"`

// edit replaces b[from:to] by text.
type edit struct {
	from, to int
	text     []byte
	slot     bool
}

// Preparation is what a server adds to a statement it accepts.
type Preparation struct {
	ID            UUID   // used when the statement has none
	Authority     []byte // an Agent in JSON
	Version       string // used when the statement has none
	KeepAuthority bool   // the credential may set authority itself
	UTC           bool   // turn offsets of timestamps to UTC (2.0)
}

// Prepare turns a valid statement into an Item: the bytes received with id,
// stored, authority, version and timestamp spliced in, and the keys read.
func Prepare(b []byte, p Preparation) Item {
	var edits []edit
	var id, version, timestamp, authority bool
	var at time.Time
	m := membersOf(b, 0)
	for m.next() {
		switch string(m.key) {
		case "id":
			id = true
		case "stored":
			edits = append(edits, edit{m.from, m.to, []byte(slot), true})
		case "authority":
			authority = true
			if !p.KeepAuthority {
				edits = append(edits, edit{m.from, m.to, p.Authority, false})
			}
		case "version":
			version = true
			p.Version = unquote(m.value())
		case "timestamp":
			timestamp = true
			at, _ = ParseInstant(unquote(m.value()))
			edits = utcEdit(edits, &m, p.UTC)
		case "context":
			edits = arrayEdits(edits, b, m.from)
		case "object":
			for o := membersOf(b, m.from); o.next(); {
				switch string(o.key) {
				case "context":
					edits = arrayEdits(edits, b, o.from)
				case "timestamp":
					edits = utcEdit(edits, &o, p.UTC)
				}
			}
		}
	}
	edits = append(edits, p.tail(m.end(), id, version, timestamp, authority)...)
	if !hasSlot(edits, b) {
		edits = append(edits, tailSlot(m.end(), "stored"))
	}
	sort.SliceStable(edits, func(i, j int) bool { return edits[i].from < edits[j].from })
	item := parts{}
	payload, slots := apply(b, edits)
	item.statement(payload, true)
	it := item.item
	it.Payload, it.Slots, it.Timestamp, it.Version = payload, slots, at, p.Version
	it.Digest = xapi.Digest(b)
	return it
}

// tail returns the members to add before the closing brace.
func (p Preparation) tail(at int, id, version, timestamp, authority bool) []edit {
	var out []edit
	if !id {
		out = append(out, edit{from: at, to: at, text: []byte(`,"id":"` + p.ID.String() + `"`)})
	}
	if !version {
		out = append(out, edit{from: at, to: at, text: []byte(`,"version":"` + p.Version + `"`)})
	}
	if !authority {
		out = append(out, edit{from: at, to: at, text: append([]byte(`,"authority":`), p.Authority...)})
	}
	if !timestamp {
		out = append(out, tailSlot(at, "timestamp"))
	}
	return out
}

func tailSlot(at int, name string) edit {
	return edit{from: at, to: at, text: []byte(`,"` + name + `":` + slot), slot: true}
}

// hasSlot reports whether a stored member of the text itself is replaced.
func hasSlot(edits []edit, b []byte) bool {
	for _, e := range edits {
		if e.slot && e.to > e.from {
			return true
		}
	}
	return false
}

// apply makes the edits, which are sorted and do not overlap, and returns the
// offsets of the instants to fill in.
func apply(b []byte, edits []edit) ([]byte, []int) {
	size := len(b)
	for _, e := range edits {
		size += len(e.text)
	}
	out := make([]byte, 0, size)
	slots := make([]int, 0, 2)
	done := 0
	for _, e := range edits {
		out = append(out, b[done:e.from]...)
		out = append(out, e.text...)
		if e.slot {
			slots = append(slots, len(out)-1-StampLen)
		}
		done = e.to
	}
	return append(out, b[done:]...), slots
}

// utcEdit turns the timestamp of the current member to UTC if it has an offset.
func utcEdit(edits []edit, m *members, wanted bool) []edit {
	if !wanted {
		return edits
	}
	s := unquote(m.value())
	if u := toUTC(s); u != s {
		return append(edits, edit{from: m.from, to: m.to, text: []byte(`"` + u + `"`)})
	}
	return edits
}

// arrayEdits puts a lone contextActivities object of the context at from into
// an array.
func arrayEdits(edits []edit, b []byte, from int) []edit {
	for c := membersOf(b, from); c.next(); {
		if string(c.key) != "contextActivities" {
			continue
		}
		for a := membersOf(b, c.from); a.next(); {
			if isObject(a.value()) {
				edits = append(edits, edit{from: a.from, to: a.from, text: []byte("[")}, edit{from: a.to, to: a.to, text: []byte("]")})
			}
		}
	}
	return edits
}
