// SPDX-License-Identifier: Apache-2.0

package view

import (
	"strconv"
	"unicode/utf8"
)

// Limits of a document that a widget reads.
const (
	MaxBytes = 2 << 20 // a file somebody opens, or one that an attribute names
	MaxDepth = 64
)

// SyntaxError says where a document stops being JSON. Line and Column start
// at 1 and count code points.
type SyntaxError struct {
	Line, Column int
	Reason       string // a short French sentence
	English      string // the same
}

// Error says where and why, in French.
func (e *SyntaxError) Error() string {
	return "ligne " + strconv.Itoa(e.Line) + ", colonne " + strconv.Itoa(e.Column) + " : " + e.Reason
}

// Parse reads one JSON text (RFC 8259, I-JSON): valid UTF-8, no name twice in
// an object, no lone surrogate, at most MaxDepth levels and MaxBytes bytes.
// The error, if any, is a *SyntaxError.
func Parse(text string) (Doc, error) { return ParseMax(text, MaxBytes) }

// ParseMax is Parse with another limit in bytes.
func ParseMax(text string, limit int) (Doc, error) {
	var p parser
	if p.open(text, limit); p.err != nil {
		return Doc{}, p.err
	}
	n := p.value(1)
	p.end()
	if p.err != nil {
		return Doc{}, p.err
	}
	return Doc{&n}, nil
}

// parser keeps the values whose container is still open on two stacks, and
// copies them where they stay once their number is known: a document costs one
// allocation for some hundred values.
type parser struct {
	s       string
	i       int
	err     error
	pending []node
	names   []string
	nodes   []node // where values stay; the rest of its capacity is free
	labels  []string
}

const chunk = 256

func (p *parser) open(text string, limit int) {
	p.s = text
	if len(text) > limit {
		p.fault("le fichier dépasse "+strconv.Itoa(limit>>20)+" Mio", "the file is over "+strconv.Itoa(limit>>20)+" MiB")
	}
	if len(text) >= 3 && text[:3] == "\ufeff" {
		p.i = 3
	}
}

func (p *parser) end() {
	if p.err == nil {
		p.space()
		if p.i < len(p.s) {
			p.fault("texte après la fin du document", "text after the end of the document")
		}
	}
}

// keep moves the values above from to where they stay.
func (p *parser) keep(from int) []node {
	n := len(p.pending) - from
	if n == 0 {
		return nil
	}
	if cap(p.nodes)-len(p.nodes) < n {
		p.nodes = make([]node, 0, max(chunk, n))
	}
	at := len(p.nodes)
	p.nodes = append(p.nodes, p.pending[from:]...)
	p.pending = p.pending[:from]
	return p.nodes[at:len(p.nodes):len(p.nodes)]
}

func (p *parser) keepNames(from int) []string {
	n := len(p.names) - from
	if n == 0 {
		return nil
	}
	if cap(p.labels)-len(p.labels) < n {
		p.labels = make([]string, 0, max(chunk, n))
	}
	at := len(p.labels)
	p.labels = append(p.labels, p.names[from:]...)
	p.names = p.names[:from]
	return p.labels[at:len(p.labels):len(p.labels)]
}

func (p *parser) fault(reason, english string) error {
	if p.err == nil {
		e := &SyntaxError{Line: 1, Column: 1, Reason: reason, English: english}
		for _, r := range p.s[:min(p.i, len(p.s))] {
			if r == '\n' {
				e.Line, e.Column = e.Line+1, 1
			} else {
				e.Column++
			}
		}
		p.err = e
	}
	return p.err
}

func (p *parser) space() {
	for p.i < len(p.s) && (p.s[p.i] == ' ' || p.s[p.i] == '\n' || p.s[p.i] == '\r' || p.s[p.i] == '\t') {
		p.i++
	}
}

func (p *parser) peek() byte {
	p.space()
	if p.i < len(p.s) {
		return p.s[p.i]
	}
	return 0
}

func (p *parser) value(depth int) node {
	if depth > MaxDepth {
		p.fault("plus de "+strconv.Itoa(MaxDepth)+" niveaux", "more than "+strconv.Itoa(MaxDepth)+" levels")
		return node{}
	}
	switch c := p.peek(); {
	case c == '{':
		return p.object(depth)
	case c == '[':
		return p.array(depth)
	case c == '"':
		return node{kind: KindString, text: p.text()}
	case c == '-' || c >= '0' && c <= '9':
		return p.number()
	}
	for _, w := range [...]struct {
		word string
		kind Kind
	}{{"true", KindBool}, {"false", KindBool}, {"null", KindNull}} {
		if len(p.s)-p.i >= len(w.word) && p.s[p.i:p.i+len(w.word)] == w.word {
			p.i += len(w.word)
			return node{kind: w.kind, text: w.word}
		}
	}
	p.fault("une valeur est attendue", "a value is expected")
	return node{}
}

func (p *parser) object(depth int) node {
	p.i++
	if p.peek() == '}' {
		p.i++
		return node{kind: KindObject}
	}
	from, base := len(p.pending), len(p.names)
	var seen map[string]bool
	for p.err == nil {
		name, ok := p.name(base, &seen)
		if !ok {
			break
		}
		v := p.value(depth + 1)
		p.names, p.pending = append(p.names, name), append(p.pending, v)
		if !p.more('}') {
			break
		}
	}
	return node{kind: KindObject, names: p.keepNames(base), items: p.keep(from)}
}

// name reads the name of a member and its colon; base is where the names of
// this object begin.
func (p *parser) name(base int, seen *map[string]bool) (string, bool) {
	if p.peek() != '"' {
		p.fault("un nom entre guillemets est attendu", "a name in quotes is expected")
		return "", false
	}
	at := p.i
	name := p.text()
	if len(p.names)-base == 16 { // short objects are searched, long ones indexed
		*seen = make(map[string]bool)
		for _, s := range p.names[base:] {
			(*seen)[s] = true
		}
	}
	if twice(p.names[base:], *seen, name) {
		p.i = at
		p.fault("le nom « "+name+" » est écrit deux fois", "the name “"+name+"” is written twice")
		return "", false
	}
	if *seen != nil {
		(*seen)[name] = true
	}
	if p.peek() != ':' {
		p.fault("« : » est attendu", "“:” is expected")
		return "", false
	}
	p.i++
	return name, true
}

func twice(names []string, seen map[string]bool, name string) bool {
	if seen != nil {
		return seen[name]
	}
	for _, s := range names {
		if s == name {
			return true
		}
	}
	return false
}

func (p *parser) array(depth int) node {
	p.i++
	if p.peek() == ']' {
		p.i++
		return node{kind: KindArray}
	}
	from := len(p.pending)
	for p.err == nil {
		v := p.value(depth + 1)
		p.pending = append(p.pending, v)
		if !p.more(']') {
			break
		}
	}
	return node{kind: KindArray, items: p.keep(from)}
}

// more reads the comma before the next element, or the end.
func (p *parser) more(end byte) bool {
	if p.err != nil {
		return false
	}
	switch p.peek() {
	case ',':
		p.i++
		return true
	case end:
		p.i++
		return false
	}
	p.fault("« , » ou « "+string(rune(end))+" » est attendu", "“,” or “"+string(rune(end))+"” is expected")
	return false
}

func (p *parser) number() node {
	start := p.i
	if p.s[p.i] == '-' {
		p.i++
	}
	whole := p.digits()
	ok := whole == 1 || whole > 1 && p.s[p.i-whole] != '0'
	if ok && p.i < len(p.s) && p.s[p.i] == '.' {
		p.i++
		ok = p.digits() > 0
	}
	if ok && p.i < len(p.s) && (p.s[p.i] == 'e' || p.s[p.i] == 'E') {
		p.i++
		if p.i < len(p.s) && (p.s[p.i] == '+' || p.s[p.i] == '-') {
			p.i++
		}
		ok = p.digits() > 0
	}
	if !ok {
		p.i = start
		p.fault("nombre mal écrit", "badly written number")
		return node{}
	}
	return node{kind: KindNumber, text: p.s[start:p.i]}
}

func (p *parser) digits() int {
	start := p.i
	for p.i < len(p.s) && p.s[p.i] >= '0' && p.s[p.i] <= '9' {
		p.i++
	}
	return p.i - start
}

func (p *parser) text() string {
	start := p.i
	p.i++
	from := p.i
	for p.i < len(p.s) {
		switch c := p.s[p.i]; {
		case c == '"':
			p.i++
			return p.utf8(p.s[from:p.i-1], start)
		case c == '\\':
			return p.escaped(start, []byte(p.s[from:p.i]))
		case c < 0x20:
			p.fault("caractère de contrôle dans un texte", "control character in a text")
			return ""
		default:
			p.i++
		}
	}
	p.i = start
	p.fault("texte sans guillemet fermant", "text without a closing quote")
	return ""
}

func (p *parser) utf8(s string, at int) string {
	if !utf8.ValidString(s) {
		p.i = at
		p.fault("octets qui ne sont pas de l’UTF-8", "bytes that are not UTF-8")
	}
	return s
}

// escaped goes on reading a string from its first escape.
func (p *parser) escaped(start int, b []byte) string {
	for p.i < len(p.s) {
		c := p.s[p.i]
		switch {
		case c == '"':
			p.i++
			return p.utf8(string(b), start)
		case c < 0x20:
			p.fault("caractère de contrôle dans un texte", "control character in a text")
			return ""
		case c != '\\':
			b = append(b, c)
			p.i++
			continue
		}
		p.i++
		if p.i >= len(p.s) {
			break
		}
		c = p.s[p.i]
		p.i++
		switch c {
		case '"', '\\', '/':
			b = append(b, c)
		case 'b':
			b = append(b, '\b')
		case 'f':
			b = append(b, '\f')
		case 'n':
			b = append(b, '\n')
		case 'r':
			b = append(b, '\r')
		case 't':
			b = append(b, '\t')
		case 'u':
			r := p.unicode()
			if p.err != nil {
				return ""
			}
			b = utf8.AppendRune(b, r)
		default:
			p.i--
			p.fault("échappement inconnu", "unknown escape")
			return ""
		}
	}
	p.i = start
	p.fault("texte sans guillemet fermant", "text without a closing quote")
	return ""
}

func (p *parser) hex4() rune {
	if p.i+4 > len(p.s) {
		return -1
	}
	n, ok := hexadecimal(p.s[p.i : p.i+4])
	if !ok {
		return -1
	}
	p.i += 4
	return rune(n)
}

func (p *parser) unicode() rune {
	r := p.hex4()
	if r >= 0xd800 && r < 0xdc00 && p.i+1 < len(p.s) && p.s[p.i] == '\\' && p.s[p.i+1] == 'u' {
		p.i += 2
		if low := p.hex4(); low >= 0xdc00 && low < 0xe000 {
			return 0x10000 + (r-0xd800)<<10 + (low - 0xdc00)
		}
		r = -1
	}
	if r < 0 || r >= 0xd800 && r < 0xe000 {
		p.fault("séquence \\u invalide", "invalid \\u sequence")
	}
	return r
}
