// SPDX-License-Identifier: Apache-2.0

package gen

import (
	"bytes"
	"encoding/json"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// obj is a JSON object that keeps the order of its members. A value is an
// obj, a []any, an issue.Text (written in the language of the file), or what
// encoding/json writes.
type obj []member

type member struct {
	name  string
	value any
}

// choice is one value of an enumeration and what people call it.
type choice struct {
	value string
	title issue.Text
}

// with returns o with name set to v; nothing happens if v is nil.
func (o obj) with(name string, v any) obj {
	if v == nil {
		return o
	}
	for i := range o {
		if o[i].name == name {
			o[i].value = v
			return o
		}
	}
	return append(o, member{name, v})
}

func (o obj) get(name string) any {
	for _, m := range o {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

// render writes v with two blanks of indent, texts in lang.
func render(v any, lang string) []byte {
	var b bytes.Buffer
	write(&b, v, lang, 0)
	b.WriteByte('\n')
	return b.Bytes()
}

func write(b *bytes.Buffer, v any, lang string, depth int) {
	switch v := v.(type) {
	case obj:
		if len(v) == 0 {
			b.WriteString("{}")
			return
		}
		b.WriteByte('{')
		for i, m := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			newline(b, depth+1)
			b.Write(scalar(m.name))
			b.WriteString(": ")
			write(b, m.value, lang, depth+1)
		}
		newline(b, depth)
		b.WriteByte('}')
	case []any:
		if flat(v) {
			b.WriteByte('[')
			for i, x := range v {
				if i > 0 {
					b.WriteString(", ")
				}
				write(b, x, lang, depth)
			}
			b.WriteByte(']')
			return
		}
		b.WriteByte('[')
		for i, x := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			newline(b, depth+1)
			write(b, x, lang, depth+1)
		}
		newline(b, depth)
		b.WriteByte(']')
	case choice:
		b.Write(scalar(v.value))
	case issue.Text:
		b.Write(scalar(v.In(lang)))
	default:
		b.Write(scalar(v))
	}
}

// flat reports whether a list reads better on one line.
func flat(list []any) bool {
	n := 0
	for _, x := range list {
		switch s := x.(type) {
		case string:
			n += len(s) + 4
		case choice:
			n += len(s.value) + 4
		case json.Number, int, bool:
			n += 6
		default:
			return false
		}
	}
	return n <= 100
}

func newline(b *bytes.Buffer, depth int) {
	b.WriteByte('\n')
	b.WriteString(strings.Repeat("  ", depth))
}

func scalar(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // only strings, numbers and booleans come here
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}
