// SPDX-License-Identifier: Apache-2.0

package view

import (
	"strconv"
	"strings"
)

// Static is literal HTML. Only constants may become one.
type Static string

// Builder writes HTML. The zero value is ready. Its methods return the
// builder, so that a piece of markup reads in the order it is written.
type Builder struct{ b []byte }

// Raw writes literal HTML.
func (b *Builder) Raw(s Static) *Builder {
	b.b = append(b.b, s...)
	return b
}

// Text writes s as text: the five characters that mean something are escaped.
func (b *Builder) Text(s string) *Builder {
	b.b = appendEscaped(b.b, s)
	return b
}

// Int writes n in decimal.
func (b *Builder) Int(n int) *Builder {
	b.b = strconv.AppendInt(b.b, int64(n), 10)
	return b
}

// Attr writes an attribute, with its leading space. Style and event
// attributes, srcdoc and the attributes that hold an address are not written
// by Attr: see URL.
func (b *Builder) Attr(name Static, value string) *Builder {
	if forbidden(name) || address(name) {
		return b
	}
	return b.attr(name, value)
}

// Num writes an attribute whose value is a whole number.
func (b *Builder) Num(name Static, n int) *Builder { return b.Attr(name, strconv.Itoa(n)) }

// Flag writes a boolean attribute when on is true.
func (b *Builder) Flag(name Static, on bool) *Builder {
	if on && !forbidden(name) {
		b.b = append(append(b.b, ' '), name...)
	}
	return b
}

// URL writes an attribute that holds an address, if Safe accepts it; else
// nothing: the element stays, without the link.
func (b *Builder) URL(name Static, address string) *Builder {
	if u, ok := Safe(address); ok && !forbidden(name) {
		return b.attr(name, u)
	}
	return b
}

// Trusted writes HTML that another Builder has made.
func (b *Builder) Trusted(html string) *Builder {
	b.b = append(b.b, html...)
	return b
}

// If calls f when cond is true.
func (b *Builder) If(cond bool, f func(*Builder)) *Builder {
	if cond {
		f(b)
	}
	return b
}

// String returns what was written.
func (b *Builder) String() string { return string(b.b) }

// Len returns how many bytes were written.
func (b *Builder) Len() int { return len(b.b) }

func (b *Builder) attr(name Static, value string) *Builder {
	b.b = append(append(b.b, ' '), name...)
	b.b = append(b.b, '=', '"')
	b.b = append(appendEscaped(b.b, value), '"')
	return b
}

func forbidden(name Static) bool {
	n := strings.ToLower(string(name))
	return n == "style" || n == "srcdoc" || strings.HasPrefix(n, "on") || strings.ContainsAny(n, " \t\n\f\r\"'>/=")
}

func address(name Static) bool {
	switch strings.ToLower(string(name)) {
	case "href", "src", "action", "formaction", "xlink:href", "data", "poster":
		return true
	}
	return false
}

// Escape returns s with &, <, >, " and ' escaped, fit for text and for
// quoted attribute values.
func Escape(s string) string { return string(appendEscaped(nil, s)) }

func appendEscaped(b []byte, s string) []byte {
	last := 0
	for i := 0; i < len(s); i++ {
		var e string
		switch s[i] {
		case '&':
			e = "&amp;"
		case '<':
			e = "&lt;"
		case '>':
			e = "&gt;"
		case '"':
			e = "&#34;"
		case '\'':
			e = "&#39;"
		case 0:
			e = "\ufffd"
		default:
			continue
		}
		b = append(append(b, s[last:i]...), e...)
		last = i + 1
	}
	return append(b, s[last:]...)
}

// Safe reports whether an address may be written in a page, and returns it
// trimmed: http, https, mailto, or relative. Everything else, "javascript:"
// first, is refused, however it is disguised.
func Safe(address string) (string, bool) {
	u := strings.TrimSpace(address)
	for i := 0; i < len(u); i++ {
		if u[i] < 0x20 || u[i] == 0x7f || u[i] == '\\' {
			return "", false
		}
	}
	end := strings.IndexAny(u, ":/?#")
	if end < 0 || u[end] != ':' {
		return u, u != ""
	}
	switch strings.ToLower(u[:end]) {
	case "http", "https", "mailto":
		return u, true
	}
	return "", false
}
