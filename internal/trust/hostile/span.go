// SPDX-License-Identifier: Apache-2.0

package hostile

import (
	"bytes"
	"encoding/json"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// span is one value of a JSON text and where it stands. It is found by
// encoding/json, so that the cases owe nothing to the reader they test.
type span struct {
	pointer  issue.Pointer
	name     int // offset of the opening quote of its name, -1 for an element
	from, to int
	depth    int // containers around it
}

// spans lists every value of a compact, valid text, in order.
func spans(compact []byte) (out []span) {
	d := json.NewDecoder(bytes.NewReader(compact))
	d.UseNumber()
	at := func() int { // where the next token begins
		i := int(d.InputOffset())
		for i < len(compact) && (compact[i] == ',' || compact[i] == ':') {
			i++
		}
		return i
	}
	var walk func(p issue.Pointer, name, depth int)
	walk = func(p issue.Pointer, name, depth int) {
		own := len(out)
		out = append(out, span{p, name, at(), 0, depth})
		token, err := d.Token()
		if err != nil {
			return
		}
		delim, open := token.(json.Delim)
		for i := 0; open && d.More(); i++ {
			if delim == '[' {
				walk(p.Index(i), -1, depth+1)
				continue
			}
			quote := at()
			key, err := d.Token()
			if err != nil {
				return
			}
			walk(p.Field(key.(string)), quote, depth+1)
		}
		if open {
			if _, err := d.Token(); err != nil {
				return
			}
		}
		out[own].to = int(d.InputOffset())
	}
	walk("", -1, 0)
	return out
}

// splice returns b with the bytes from…to replaced.
func splice(b []byte, from, to int, with string) []byte {
	out := make([]byte, 0, len(b)-(to-from)+len(with))
	out = append(out, b[:from]...)
	out = append(out, with...)
	return append(out, b[to:]...)
}
