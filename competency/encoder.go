// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// encoder writes JSON in the form of RFC 8785: members in the order of their
// names, no white space, the shortest escapes. Callers give the members in
// that order.
type encoder struct {
	b     []byte
	first bool // no member written yet in the innermost object
	// foreign writes bytes that are not ours (extra, decimals); nil keeps them.
	foreign   func(dst, raw []byte) []byte
	skipKinds bool // leave out $schema, which says nothing of the content
	// flush takes what is written, from time to time; nil keeps it in b.
	flush func([]byte)
}

// flushAt is how much is written before flush is given it.
const flushAt = 1 << 16

func (e *encoder) open()  { e.b, e.first = append(e.b, '{'), true }
func (e *encoder) close() { e.b, e.first = append(e.b, '}'), false }

func (e *encoder) name(name string) {
	if !e.first {
		e.b = append(e.b, ',')
	}
	e.first = false
	e.b = append(append(append(e.b, '"'), name...), '"', ':')
}

// must writes a required text, may an optional one.
func (e *encoder) must(name, s string) {
	e.name(name)
	e.b = appendQuoted(e.b, s)
}

func (e *encoder) may(name, s string) {
	if s != "" {
		e.must(name, s)
	}
}

func (e *encoder) kind(schema IRI) {
	if !e.skipKinds {
		e.may("$schema", string(schema))
	}
}

func (e *encoder) mustInt(name string, n int) {
	e.name(name)
	e.b = strconv.AppendInt(e.b, int64(n), 10)
}

func (e *encoder) mayInt(name string, n int) {
	if n != 0 {
		e.mustInt(name, n)
	}
}

func (e *encoder) pointer(name string, n *int) {
	if n != nil {
		e.mustInt(name, *n)
	}
}

func (e *encoder) flag(name string, on bool) {
	if on {
		e.name(name)
		e.b = append(e.b, "true"...)
	}
}

func (e *encoder) mustText(name string, t Text) {
	e.name(name)
	e.open()
	if len(t) == 1 {
		for l, s := range t {
			e.word(l, s)
		}
	} else {
		for _, l := range t.Languages() {
			e.word(l, t[l])
		}
	}
	e.close()
}

func (e *encoder) word(lang, s string) {
	if !e.first {
		e.b = append(e.b, ',')
	}
	e.first = false
	e.b = append(appendQuoted(e.b, lang), ':')
	e.b = appendQuoted(e.b, s)
}

func (e *encoder) text(name string, t Text) {
	if len(t) > 0 {
		e.mustText(name, t)
	}
}

func (e *encoder) raw(b []byte) {
	if e.foreign != nil {
		e.b = e.foreign(e.b, b)
		return
	}
	e.b = append(e.b, b...)
}

func (e *encoder) extra(x Extra) {
	if len(x) > 0 {
		e.name("extra")
		e.raw(x)
	}
}

func (e *encoder) decimal(name string, d *Decimal) {
	if d != nil {
		e.name(name)
		e.raw([]byte(*d))
	}
}

// mustList writes an array, list only one that has elements.
func mustList[T any](e *encoder, name string, list []T, element func(*T)) {
	e.name(name)
	e.b = append(e.b, '[')
	for i := range list {
		if i > 0 {
			e.b = append(e.b, ',')
		}
		element(&list[i])
		if len(e.b) > flushAt && e.flush != nil {
			e.flush(e.b)
			e.b = e.b[:0]
		}
	}
	e.b = append(e.b, ']')
	e.first = false
}

func list[T any](e *encoder, name string, elements []T, element func(*T)) {
	if len(elements) > 0 {
		mustList(e, name, elements, element)
	}
}

func texts[T ~string](e *encoder, name string, elements []T) {
	list(e, name, elements, func(s *T) { e.b = appendQuoted(e.b, string(*s)) })
}

const lowerHex = "0123456789abcdef"

// plainText marks the bytes that a JSON string holds as they are.
var plainText = func() (t [256]bool) {
	for c := 0x20; c < 0x100; c++ {
		t[c] = c != '"' && c != '\\'
	}
	return t
}()

// appendQuoted appends s as RFC 8785 §3.2.2.2 writes it; bytes that are not
// UTF-8 become U+FFFD, one for each run.
func appendQuoted(b []byte, s string) []byte {
	before := len(b)
	b = append(b, '"')
	from := 0
	var seen byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		seen |= c
		if plainText[c] {
			continue
		}
		b = append(append(b, s[from:i]...), '\\')
		switch c {
		case '"', '\\':
			b = append(b, c)
		case '\b':
			b = append(b, 'b')
		case '\t':
			b = append(b, 't')
		case '\n':
			b = append(b, 'n')
		case '\f':
			b = append(b, 'f')
		case '\r':
			b = append(b, 'r')
		default:
			b = append(b, 'u', '0', '0', lowerHex[c>>4], lowerHex[c&15])
		}
		from = i + 1
	}
	if seen >= utf8.RuneSelf && !utf8.ValidString(s) {
		return appendQuoted(b[:before], strings.ToValidUTF8(s, "\uFFFD"))
	}
	return append(append(b, s[from:]...), '"')
}
