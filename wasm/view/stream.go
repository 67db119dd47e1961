// SPDX-License-Identifier: Apache-2.0

package view

// Stream reads a document that is, or whose root object holds, one long list:
// the elements come one at a time, so that a page can take its turn between
// two of them. What Parse refuses, a Stream refuses, when it comes to it.
type Stream struct {
	rest    parser // the document without the list
	element parser // one element; its values are overwritten by the next
	list    string
	root    Kind
	inside  bool // between two elements of the list
	over    bool
	found   node
}

// NewStream begins to read text, which may weigh limit bytes. list is the
// name of the member of the root object whose elements Next returns; of a
// document that is an array Next returns the elements.
func NewStream(text string, limit int, list string) *Stream {
	s := &Stream{list: list}
	p := &s.rest
	p.open(text, limit)
	if p.err != nil {
		return s
	}
	s.element.s = text
	switch p.peek() {
	case '[':
		s.root = KindArray
		s.begin()
	case '{':
		s.root = KindObject
		p.i++
		if p.peek() == '}' {
			p.i++
			s.finish()
		}
	default:
		s.found = p.value(1)
		s.finish()
	}
	return s
}

// Next returns an element of the list, or false after the last one and when
// the document is faulty. The element, but not its texts, is valid until the
// next call.
func (s *Stream) Next() (Doc, bool) {
	for s.rest.err == nil && !s.over {
		if s.inside {
			return s.take()
		}
		s.member()
	}
	return Doc{}, false
}

// Rest returns the document, its list empty, once Next has returned false.
func (s *Stream) Rest() (Doc, error) {
	if s.rest.err != nil {
		return Doc{}, s.rest.err
	}
	return Doc{&s.found}, nil
}

// Share returns how much was read, in percent.
func (s *Stream) Share() int { return s.rest.i * 100 / max(1, len(s.rest.s)) }

// begin enters the list, whose bracket is next.
func (s *Stream) begin() {
	p := &s.rest
	p.i++
	if s.inside = p.peek() != ']'; !s.inside {
		p.i++
		s.leave()
	}
}

// leave goes on after the list.
func (s *Stream) leave() {
	s.inside = false
	if s.root == KindArray || !s.rest.more('}') {
		s.finish()
	}
}

func (s *Stream) take() (Doc, bool) {
	e, p := &s.element, &s.rest
	depth := 3
	if s.root == KindArray {
		depth = 2
	}
	e.i, e.nodes, e.labels = p.i, e.nodes[:0], e.labels[:0]
	n := e.value(depth)
	p.i, p.err = e.i, e.err
	if !p.more(']') {
		s.leave()
	}
	return Doc{&n}, p.err == nil
}

func (s *Stream) member() {
	p := &s.rest
	var seen map[string]bool
	name, ok := p.name(0, &seen)
	if !ok {
		return
	}
	p.names = append(p.names, name)
	if name == s.list && p.peek() == '[' {
		p.pending = append(p.pending, node{kind: KindArray})
		s.begin()
		return
	}
	v := p.value(2)
	p.pending = append(p.pending, v)
	if !p.more('}') {
		s.finish()
	}
}

func (s *Stream) finish() {
	s.over = true
	switch s.root {
	case KindArray:
		s.found = node{kind: KindArray}
	case KindObject:
		s.found = node{kind: KindObject, names: s.rest.keepNames(0), items: s.rest.keep(0)}
	}
	s.rest.end()
}
