// SPDX-License-Identifier: Apache-2.0

package imscase

import (
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// node is one JSON value; below an object it carries its member name. Scalars
// keep their spelling. Children are a list, so that repairs cost nothing.
type node struct {
	name        string
	raw         string // spelling of a scalar
	first, last *node
	next        *node
	at          uint32 // offset in the source, plus one; 0 for what was added
	kind        strictjson.Kind
}

// arena hands out nodes by the thousand.
type arena struct{ free []node }

func (a *arena) node(name string, kind strictjson.Kind, raw string) *node {
	if len(a.free) == 0 {
		a.free = make([]node, 1024)
	}
	n := &a.free[0]
	a.free = a.free[1:]
	n.name, n.kind, n.raw = name, kind, raw
	return n
}

func (a *arena) text(name, s string) *node {
	return a.node(name, strictjson.String, string(appendText(nil, s)))
}
func (a *arena) object(name string) *node { return a.node(name, strictjson.Object, "") }
func (a *arena) array(name string) *node  { return a.node(name, strictjson.Array, "") }
func (a *arena) number(name string, n int) *node {
	return a.node(name, strictjson.Number, strconv.Itoa(n))
}

// add appends children, leaving nil ones out, and returns n.
func (n *node) add(children ...*node) *node {
	for _, c := range children {
		if c == nil {
			continue
		}
		c.next = nil
		if n.last == nil {
			n.first = c
		} else {
			n.last.next = c
		}
		n.last = c
	}
	return n
}

// get returns the member called name, or nil. It may be called on nil.
func (n *node) get(name string) *node {
	if n == nil {
		return nil
	}
	for c := n.first; c != nil; c = c.next {
		if c.name == name {
			return c
		}
	}
	return nil
}

// drop removes the member called name.
func (n *node) drop(name string) {
	var prev *node
	for c := n.first; c != nil; c = c.next {
		if c.name != name {
			prev = c
			continue
		}
		if prev == nil {
			n.first = c.next
		} else {
			prev.next = c.next
		}
		if n.last == c {
			n.last = prev
		}
		return
	}
}

// str returns the text of a string; "" of nil or another kind.
func (n *node) str() string {
	if n == nil || n.kind != strictjson.String {
		return ""
	}
	if strings.IndexByte(n.raw, '\\') < 0 {
		return n.raw[1 : len(n.raw)-1]
	}
	return strictjson.Unquote([]byte(n.raw))
}

// setText makes n a string.
func (n *node) setText(s string) {
	n.kind, n.raw, n.first, n.last = strictjson.String, string(appendText(nil, s)), nil, nil
}

// append writes n as compact JSON.
func (n *node) append(b []byte) []byte {
	switch n.kind {
	case strictjson.Object:
		b = append(b, '{')
		for c := n.first; c != nil; c = c.next {
			if c != n.first {
				b = append(b, ',')
			}
			b = append(appendText(b, c.name), ':')
			b = c.append(b)
		}
		return append(b, '}')
	case strictjson.Array:
		b = append(b, '[')
		for c := n.first; c != nil; c = c.next {
			if c != n.first {
				b = append(b, ',')
			}
			b = c.append(b)
		}
		return append(b, ']')
	}
	return append(b, n.raw...)
}

// appendText writes a JSON string, escaping what JSON demands and no more.
func appendText(b []byte, s string) []byte {
	plain := true
	for i := 0; i < len(s); i++ {
		if s[i] < 0x20 || s[i] == '"' || s[i] == '\\' {
			plain = false
			break
		}
	}
	if plain {
		return append(append(append(b, '"'), s...), '"')
	}
	return issue.AppendString(b, s)
}

// parser builds the tree of one text.
type parser struct {
	arena
	r     *strictjson.Reader
	src   string
	names map[string]string
}

func (p *parser) value(name string) *node {
	kind := p.r.Peek()
	switch kind {
	case strictjson.Object, strictjson.Array:
		n := p.node(name, kind, "")
		p.r.Enter()
		n.at = uint32(p.r.Start()) + 1
		for p.r.More() {
			member := ""
			if kind == strictjson.Object {
				member = p.intern(p.r.Name())
			}
			n.add(p.value(member))
		}
		return n
	case strictjson.Invalid:
		return p.node(name, strictjson.Null, "null")
	}
	raw := p.r.Raw()
	end := p.r.Offset()
	n := p.node(name, kind, p.src[end-len(raw):end])
	n.at = uint32(end-len(raw)) + 1
	return n
}

func (p *parser) intern(name []byte) string {
	if s, ok := p.names[string(name)]; ok {
		return s
	}
	s := string(name)
	p.names[s] = s
	return s
}
