// SPDX-License-Identifier: Apache-2.0

package lrs

import "time"

// Batch is what one request asks to store: validated, taken apart, and kept
// whole or not at all.
type Batch struct {
	Items       []Item
	Attachments []Attachment
}

// Item is one statement, ready to store. Stores need no rule of xAPI: every
// key they index is here.
type Item struct {
	ID      UUID
	Payload []byte // the statement as it will be served
	// Slots are offsets in Payload of instants of StampLen bytes that the
	// store overwrites with the moment it gives to the statement.
	Slots        []int
	Digest       [32]byte  // xapi.Digest of the statement as received
	Timestamp    time.Time // zero when the client gave none
	Version      string
	Verb         string
	Object       Key // of the activity or agent that is the object, else zero
	Registration UUID
	Agents       []Mention
	Activities   []Mention
	Ref          UUID // target, when the object is a StatementRef
	Voids        bool // the verb voids Ref
	People       []Identity
	Definitions  []Definition
	Hashes       []string // SHA-2 of the attachments the statement declares
}

// Mention says that a statement names an agent or an activity. Direct is what
// the plain filter matches (actor or object); the rest are related ones.
type Mention struct {
	Key    Key
	Direct bool
}

// Identity is one agent seen in a statement: the inverse functional
// identifier as a JSON object, and the name as a JSON string, nil if none.
type Identity struct {
	Key        Key
	Identifier []byte
	Name       []byte
}

// Definition is one activity seen in a statement. JSON is its definition as
// sent, nil if the statement holds none.
type Definition struct {
	Key  Key
	IRI  string
	JSON []byte
}

// Attachment is one body with the SHA-2 that names it.
type Attachment struct {
	Hash        string
	ContentType string
	Body        []byte
}

// Record is one stored statement.
type Record struct {
	ID      UUID
	Seq     int64
	Stored  time.Time
	Voided  bool
	Payload []byte
	Digest  [32]byte
}

// Stored says what Put did. Repeated counts the items that were already there,
// equal, or remembered by a tombstone.
type Stored struct {
	New      int
	Repeated int
	At       time.Time
}

// StampLen is the length of an instant written by AppendStamp.
const StampLen = len("2006-01-02T15:04:05.000000Z")

// AppendStamp appends t in UTC to the microsecond, always StampLen bytes.
func AppendStamp(b []byte, t time.Time) []byte {
	return t.UTC().AppendFormat(b, "2006-01-02T15:04:05.000000Z")
}

// Stamp writes t in every slot of the payload. A store calls it once, when it
// has chosen the moment of storage.
func (it *Item) Stamp(t time.Time) {
	var buf [64]byte
	s := AppendStamp(buf[:0], t)
	for _, at := range it.Slots {
		copy(it.Payload[at:at+StampLen], s)
	}
}

// SameAs reports whether a stored statement with the given digest and client
// timestamp (zero if none) is equal to the item.
func (it *Item) SameAs(digest [32]byte, timestamp time.Time) bool {
	return it.Digest == digest && (it.Timestamp.IsZero() || timestamp.IsZero() || it.Timestamp.Equal(timestamp))
}
