// SPDX-License-Identifier: Apache-2.0

package xapi

import (
	"slices"
	"sort"
	"strings"
	"sync"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
)

// Equal reports whether two statements are the same record (xAPI 1.0.3 Part
// Two §2.3.1 and §4.1.2): same canonical form, and the same instant where
// both have a timestamp. What an LRS adds (id, authority, stored, version),
// attachments, verb.display and activity definitions, the order of names and
// of group members make no difference; numbers are compared by value,
// durations to a hundredth of a second. A text that is no JSON is equal only
// to itself.
func Equal(a, b []byte) bool {
	x, y := canonical(a), canonical(b)
	if string(x.form) != string(y.form) {
		return false
	}
	if x.at == nil || y.at == nil {
		return true
	}
	return x.at.compare(*y.at) == 0
}

// canon is a statement made comparable.
type canon struct {
	form []byte
	at   *instant // of timestamp, when there is a valid one
}

// canonical returns the form of b in which only what matters is left.
func canonical(b []byte) canon {
	t := trees.Get().(*tree)
	defer trees.Put(t)
	t.reset(b)
	n := t.read()
	if len(t.r.Finish()) > 0 || n.kind != strictjson.Object {
		return canon{form: append([]byte("?"), b...)}
	}
	c := canon{}
	if at := n.get("timestamp"); at != nil && at.kind == strictjson.String {
		if when, ok := parseInstant([]byte(at.text), V103); ok {
			c.at = &when
		}
	}
	for _, name := range [...]string{"id", "authority", "stored", "timestamp", "version", "attachments"} {
		n.drop(name)
	}
	n.statement()
	c.form = n.append(make([]byte, 0, len(b)))
	return c
}

// node is a JSON value held for comparing.
type node struct {
	kind     strictjson.Kind
	text     string // string: its meaning; number: canonical spelling
	members  []member
	elements []*node
}

type member struct {
	name  string
	value *node
}

// tree reads nodes. It keeps the memory of the last statement: a server makes
// one for each that it is sent.
type tree struct {
	r     strictjson.Reader
	texts strings.Builder // of the names and texts of all nodes
	nodes []node
	pairs []member // of all objects
	stack []member // of the objects being read
}

var trees = sync.Pool{New: func() any { return &tree{} }}

func (t *tree) reset(b []byte) {
	t.r.Reset(b, strictjson.Wire, Limits{}.reader())
	t.texts.Reset()
	t.texts.Grow(len(b))
	clear(t.nodes)
	clear(t.pairs)
	t.nodes, t.pairs, t.stack = t.nodes[:0], t.pairs[:0], t.stack[:0]
}

// node returns a fresh one; those given before stay where they are.
func (t *tree) node() *node {
	if len(t.nodes) == cap(t.nodes) {
		t.nodes = make([]node, 0, max(64, 2*cap(t.nodes)))
	}
	t.nodes = append(t.nodes, node{kind: t.r.Peek()})
	return &t.nodes[len(t.nodes)-1]
}

func (t *tree) text(b []byte) string {
	from := t.texts.Len()
	t.texts.Write(b)
	return t.texts.String()[from:]
}

func (t *tree) read() *node {
	n := t.node()
	switch n.kind {
	case strictjson.Object:
		from := len(t.stack)
		for t.r.Enter(); t.r.More(); {
			name := t.text(t.r.Name())
			t.stack = append(t.stack, member{name, t.read()})
		}
		n.members = t.keep(t.stack[from:])
		t.stack = t.stack[:from]
	case strictjson.Array:
		for t.r.Enter(); t.r.More(); {
			n.elements = append(n.elements, t.read())
		}
	case strictjson.String:
		n.text = t.text(t.r.Text())
	case strictjson.Number:
		n.text = string(appendCanonical(nil, t.r.Number()))
	default:
		t.r.Literal()
	}
	return n
}

// keep copies the members of one object that was read to its end.
func (t *tree) keep(list []member) []member {
	if cap(t.pairs)-len(t.pairs) < len(list) {
		t.pairs = make([]member, 0, max(64, 2*cap(t.pairs), len(list)))
	}
	from := len(t.pairs)
	t.pairs = append(t.pairs, list...)
	return t.pairs[from:len(t.pairs):len(t.pairs)]
}

func (n *node) get(name string) *node {
	for _, m := range n.members {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

func (n *node) drop(name string) {
	for i, m := range n.members {
		if m.name == name {
			n.members = slices.Delete(n.members, i, i+1)
			return
		}
	}
}

// dropDefault drops the member name when it says what its absence says.
func (n *node) dropDefault(name, value string) {
	if v := n.get(name); v != nil && v.kind == strictjson.String && v.text == value {
		n.drop(name)
	}
}

// in calls f with the value of name, if it is there.
func (n *node) in(name string, f func(*node)) {
	if v := n.get(name); v != nil {
		f(v)
	}
}

func (n *node) each(f func(*node)) {
	for _, e := range n.elements {
		f(e)
	}
}

func (n *node) lower() { n.text = lower(n.text) }

// statement normalises a statement or a SubStatement in place.
func (n *node) statement() {
	n.in("actor", (*node).actor)
	n.in("verb", func(v *node) { v.drop("display") })
	n.in("object", (*node).object)
	n.in("result", func(r *node) {
		r.in("duration", func(d *node) { d.text = Duration(d.text).Cut() })
	})
	n.in("context", (*node).context)
	n.in("timestamp", func(t *node) {
		if at, ok := parseInstant([]byte(t.text), V103); ok {
			for len(at.fraction) > 0 && at.fraction[len(at.fraction)-1] == '0' {
				at.fraction = at.fraction[:len(at.fraction)-1]
			}
			t.text = string(at.appendUTC(nil))
		}
	})
}

func (n *node) object() {
	kind := ""
	n.in("objectType", func(t *node) { kind = t.text })
	switch kind {
	case "Agent", "Group":
		n.identity()
	case "StatementRef":
		n.in("id", (*node).lower)
	case "SubStatement":
		n.statement()
	default:
		n.activity()
	}
}

func (n *node) activity() {
	n.dropDefault("objectType", "Activity")
	n.drop("definition")
}

func (n *node) actor() {
	n.dropDefault("objectType", "Agent")
	n.identity()
}

// identity normalises what identifies an actor, and sorts members.
func (n *node) identity() {
	n.in("mbox", func(m *node) { m.text = foldMbox(m.text) })
	n.in("mbox_sha1sum", (*node).lower)
	n.in("member", func(m *node) {
		m.each((*node).actor)
		forms := make([]string, len(m.elements))
		for i, e := range m.elements {
			forms[i] = string(e.append(nil))
		}
		sort.Sort(byForm{forms, m.elements})
	})
}

type byForm struct {
	forms []string
	nodes []*node
}

func (s byForm) Len() int           { return len(s.forms) }
func (s byForm) Less(i, j int) bool { return s.forms[i] < s.forms[j] }
func (s byForm) Swap(i, j int) {
	s.forms[i], s.forms[j] = s.forms[j], s.forms[i]
	s.nodes[i], s.nodes[j] = s.nodes[j], s.nodes[i]
}

func (n *node) context() {
	n.in("registration", (*node).lower)
	n.in("instructor", (*node).actor)
	n.in("team", (*node).actor)
	n.in("language", (*node).lower)
	n.in("statement", func(s *node) { s.in("id", (*node).lower) })
	n.in("contextActivities", func(c *node) {
		for i, m := range c.members {
			if m.value.kind == strictjson.Object {
				c.members[i].value = &node{kind: strictjson.Array, elements: []*node{m.value}}
			}
			c.members[i].value.each((*node).activity)
		}
	})
	n.in("contextAgents", func(c *node) {
		c.each(func(a *node) { a.in("agent", (*node).actor) })
	})
	n.in("contextGroups", func(c *node) {
		c.each(func(g *node) { g.in("group", (*node).actor) })
	})
}

// append writes n with its names sorted and no space.
func (n *node) append(b []byte) []byte {
	switch n.kind {
	case strictjson.Object:
		slices.SortFunc(n.members, func(a, b member) int { return strings.Compare(a.name, b.name) })
		b = append(b, '{')
		for i, m := range n.members {
			if i > 0 {
				b = append(b, ',')
			}
			b = m.value.append(append(appendString(b, m.name), ':'))
		}
		return append(b, '}')
	case strictjson.Array:
		b = append(b, '[')
		for i, e := range n.elements {
			if i > 0 {
				b = append(b, ',')
			}
			b = e.append(b)
		}
		return append(b, ']')
	case strictjson.String:
		return appendString(b, n.text)
	case strictjson.Number:
		return append(b, n.text...)
	case strictjson.True:
		return append(b, "true"...)
	case strictjson.False:
		return append(b, "false"...)
	}
	return append(b, "null"...)
}
