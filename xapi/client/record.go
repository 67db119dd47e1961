// SPDX-License-Identifier: Apache-2.0

package client

import (
	"encoding/binary"
	"errors"
)

// record is what the queue keeps of one statement.
type record struct {
	queued int64 // Unix milliseconds
	json   []byte
	parts  []Content
}

// Content is the bytes of an attachment, which travels with its statement.
// Its hash must be that of an attachment the statement declares.
type Content struct {
	ContentType string
	SHA2        string
	Data        []byte
}

func (r record) encode() []byte {
	b := binary.AppendVarint(nil, r.queued)
	field := func(s []byte) { b = append(binary.AppendUvarint(b, uint64(len(s))), s...) }
	field(r.json)
	b = binary.AppendUvarint(b, uint64(len(r.parts)))
	for _, p := range r.parts {
		field([]byte(p.ContentType))
		field([]byte(p.SHA2))
		field(p.Data)
	}
	return b
}

var errRecord = errors.New("client: unreadable record")

func decodeRecord(b []byte) (r record, err error) {
	var n int
	r.queued, n = binary.Varint(b)
	if n <= 0 {
		return r, errRecord
	}
	b = b[n:]
	field := func() []byte {
		size, n := binary.Uvarint(b)
		if n <= 0 || size > uint64(len(b)-n) {
			err = errRecord
			b = nil
			return nil
		}
		s := b[n : n+int(size)]
		b = b[n+int(size):]
		return s
	}
	r.json = field()
	parts, n := binary.Uvarint(b)
	if err != nil || n <= 0 || parts > uint64(len(b)) {
		return r, errRecord
	}
	b = b[n:]
	for range parts {
		r.parts = append(r.parts, Content{ContentType: string(field()), SHA2: string(field()), Data: field()})
	}
	if len(b) > 0 && err == nil {
		err = errRecord
	}
	return r, err
}
