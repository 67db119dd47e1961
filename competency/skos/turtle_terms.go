// SPDX-License-Identifier: Apache-2.0

package skos

import (
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

// iriRef reads <…> and makes it absolute.
func (t *turtle) iriRef() string {
	if t.peek() != '<' {
		t.fail("« < » attendu", "“<” expected")
		return ""
	}
	end := strings.IndexByte(t.src[t.pos:], '>')
	if end < 0 {
		t.fail("adresse jamais fermée", "address never closed")
		return ""
	}
	raw := t.src[t.pos+1 : t.pos+end]
	if strings.ContainsAny(raw, " \t\r\n<\"{}|^`") {
		t.fail("caractère interdit dans une adresse", "forbidden character in an address")
		return ""
	}
	s, ok := unescape(raw, false)
	if !ok || !utf8.ValidString(s) {
		t.fail("échappement dans une adresse", "escape in an address")
		return ""
	}
	if !absolute(s) {
		if t.base == nil {
			t.fail("adresse relative sans base : « "+clip(s)+" »", "relative address without a base: “"+clip(s)+"”")
			return ""
		}
		u, err := url.Parse(s)
		if err != nil {
			t.fail("adresse mal formée", "malformed address")
			return ""
		}
		s = t.base.ResolveReference(u).String()
	}
	t.pos += end + 1
	return s
}

// absolute reports whether an address begins with a scheme (RFC 3986 §3.1);
// what follows it is kept as it is written, as the JSON-LD reader does.
func absolute(s string) bool {
	for i, c := range []byte(s) {
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return i > 0 && c == ':'
		}
	}
	return false
}

func clip(s string) string {
	if len(s) > 60 {
		return strings.ToValidUTF8(s[:60], "") + "…"
	}
	return s
}

// unescape resolves \uXXXX and \UXXXXXXXX, and in a string \t \n and others.
func unescape(s string, text bool) (string, bool) {
	if strings.IndexByte(s, '\\') < 0 {
		return s, true
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			b.WriteByte(s[i])
			continue
		}
		if i++; i >= len(s) {
			return "", false
		}
		size := 0
		switch c := s[i]; {
		case c == 'u':
			size = 4
		case c == 'U':
			size = 8
		case text && strings.IndexByte(`tbnrf"'\`, c) >= 0:
			b.WriteByte("\t\b\n\r\f\"'\\"[strings.IndexByte(`tbnrf"'\`, c)])
			continue
		default:
			return "", false
		}
		if i+size >= len(s)+0 && i+size > len(s)-1 {
			return "", false
		}
		n, err := strconv.ParseUint(s[i+1:i+1+size], 16, 32)
		if err != nil || n > utf8.MaxRune || n >= 0xD800 && n <= 0xDFFF {
			return "", false
		}
		b.WriteRune(rune(n))
		i += size
	}
	return b.String(), true
}

func (t *turtle) prefixed() term {
	start := t.pos
	for t.pos < len(t.src) && nameByte(t.src[t.pos]) && t.src[t.pos] != ':' || t.peek() == '.' && t.pos > start {
		t.pos++
	}
	if t.peek() != ':' {
		t.pos = start
		t.fail("terme attendu", "term expected")
		return term{}
	}
	ns, ok := t.prefixes[t.src[start:t.pos]]
	if !ok {
		t.fail("préfixe « "+clip(t.src[start:t.pos])+" » non déclaré", "prefix “"+clip(t.src[start:t.pos])+"” not declared")
		return term{}
	}
	t.pos++
	var b strings.Builder
	for t.pos < len(t.src) {
		c := t.src[t.pos]
		switch {
		case nameByte(c):
			b.WriteByte(c)
			t.pos++
		case c == '.' && t.pos+1 < len(t.src) && (nameByte(t.src[t.pos+1]) || t.src[t.pos+1] == '.' || t.src[t.pos+1] == '%' || t.src[t.pos+1] == '\\'):
			b.WriteByte(c)
			t.pos++
		case c == '%' && t.pos+2 < len(t.src) && hex(t.src[t.pos+1]) && hex(t.src[t.pos+2]):
			b.WriteString(t.src[t.pos : t.pos+3])
			t.pos += 3
		case c == '\\' && t.pos+1 < len(t.src) && strings.IndexByte("_~.-!$&'()*+,;=/?#@%", t.src[t.pos+1]) >= 0:
			b.WriteByte(t.src[t.pos+1])
			t.pos += 2
		default:
			return iri(ns + b.String())
		}
	}
	return iri(ns + b.String())
}

func hex(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }

func (t *turtle) literal() term {
	q := t.src[t.pos : t.pos+1]
	long := strings.HasPrefix(t.src[t.pos:], q+q+q)
	mark := q
	if long {
		mark = q + q + q
	}
	start := t.pos + len(mark)
	i := start
	for {
		if i >= len(t.src) {
			t.fail("texte jamais fermé", "text never closed")
			return term{}
		}
		if t.src[i] == '\\' {
			i += 2
			continue
		}
		if !long && (t.src[i] == '\n' || t.src[i] == '\r') {
			t.pos = i
			t.fail("saut de ligne dans un texte court", "line break in a short text")
			return term{}
		}
		if strings.HasPrefix(t.src[i:], mark) {
			break
		}
		i++
	}
	if long { // up to two more quotes belong to the text
		for strings.HasPrefix(t.src[i+1:], mark) {
			i++
		}
	}
	s, ok := unescape(t.src[start:i], true)
	if !ok || !utf8.ValidString(s) {
		t.fail("échappement dans un texte", "escape in a text")
		return term{}
	}
	t.pos = i + len(mark)
	switch {
	case t.peek() == '@':
		t.pos++
		from := t.pos
		for t.pos < len(t.src) && (nameByte(t.src[t.pos]) && t.src[t.pos] < 0x80 && t.src[t.pos] != ':' && t.src[t.pos] != '_') {
			t.pos++
		}
		if t.pos == from || t.src[from]|0x20 < 'a' || t.src[from]|0x20 > 'z' {
			t.fail("langue attendue", "language expected")
		}
		return text(s, lowerTag(t.src[from:t.pos]))
	case strings.HasPrefix(t.src[t.pos:], "^^"):
		t.pos += 2
		o := t.object()
		if o.kind != kindIRI {
			t.fail("type de littéral attendu", "type of a literal expected")
		}
		if o.value == xsdText {
			o.value = ""
		}
		return typed(s, o.value)
	}
	return text(s, "")
}

// lowerTag writes the language part of a tag in lower case.
func lowerTag(tag string) string {
	l, rest, ok := strings.Cut(tag, "-")
	if ok {
		return strings.ToLower(l) + "-" + rest
	}
	return strings.ToLower(tag)
}

func (t *turtle) numeral() term {
	start := t.pos
	if c := t.peek(); c == '+' || c == '-' {
		t.pos++
	}
	kind := "integer"
	for t.pos < len(t.src) {
		switch c := t.src[t.pos]; {
		case c >= '0' && c <= '9':
		case c == '.' && t.pos+1 < len(t.src) && (t.src[t.pos+1] >= '0' && t.src[t.pos+1] <= '9' || t.src[t.pos+1]|0x20 == 'e') && kind == "integer":
			kind = "decimal"
		case c|0x20 == 'e' && kind != "double" && t.pos > start:
			kind = "double"
			if t.pos+1 < len(t.src) && (t.src[t.pos+1] == '+' || t.src[t.pos+1] == '-') {
				t.pos++
			}
		default:
			goto end
		}
		t.pos++
	}
end:
	s := t.src[start:t.pos]
	if _, err := strconv.ParseFloat(s, 64); err != nil && !strings.Contains(err.Error(), "range") {
		t.pos = start
		t.fail("nombre mal formé", "malformed number")
	}
	return typed(s, nsXSD+kind)
}
