// SPDX-License-Identifier: Apache-2.0

package skos

import (
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// turtle reads Turtle 1.1 into a graph.
type turtle struct {
	src      string
	pos      int
	g        *graph
	prefixes map[string]string
	base     *url.URL
	blanks   int
	depth    int
	fault    *issue.Issue
}

const maxDepth = 64

// parseTurtle returns the graph of a text; the issue is that of its first
// fault.
func parseTurtle(src string) (*graph, *issue.Issue) {
	t := &turtle{src: strings.TrimPrefix(src, "\uFEFF"), g: newGraph(), prefixes: map[string]string{}}
	for t.fault == nil {
		t.space()
		if t.pos >= len(t.src) {
			break
		}
		t.statement()
		if t.g.size > maxStatements {
			t.fail("trop de déclarations", "too many declarations")
		}
	}
	return t.g, t.fault
}

func (t *turtle) fail(fr, en string) {
	if t.fault != nil {
		return
	}
	i := ruleSyntax.At("", issue.Text{FR: fr, EN: en})
	at := min(t.pos, len(t.src))
	i.Line = strings.Count(t.src[:at], "\n") + 1
	i.Column = utf8.RuneCountInString(t.src[strings.LastIndexByte(t.src[:at], '\n')+1:at]) + 1
	t.fault = &i
	t.pos = len(t.src)
}

func (t *turtle) peek() byte {
	if t.pos < len(t.src) {
		return t.src[t.pos]
	}
	return 0
}

func (t *turtle) space() {
	for t.pos < len(t.src) {
		switch t.src[t.pos] {
		case ' ', '\t', '\r', '\n':
			t.pos++
		case '#':
			end := strings.IndexByte(t.src[t.pos:], '\n')
			if end < 0 {
				t.pos = len(t.src)
				return
			}
			t.pos += end
		default:
			return
		}
	}
}

func (t *turtle) expect(c byte) {
	t.space()
	if t.peek() != c {
		t.fail("« "+string(rune(c))+" » attendu", "“"+string(rune(c))+"” expected")
		return
	}
	t.pos++
}

// word takes a keyword, whatever its case, when it stands here.
func (t *turtle) word(w string) bool {
	end := t.pos + len(w)
	if end > len(t.src) || !strings.EqualFold(t.src[t.pos:end], w) {
		return false
	}
	if end < len(t.src) && nameByte(t.src[end]) {
		return false
	}
	t.pos = end
	return true
}

func nameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == ':' || c >= 0x80
}

func (t *turtle) statement() {
	switch {
	case t.word("@prefix"):
		t.prefix()
		t.expect('.')
	case t.word("PREFIX"):
		t.prefix()
	case t.word("@base"):
		t.setBase()
		t.expect('.')
	case t.word("BASE"):
		t.setBase()
	default:
		t.triples()
	}
}

func (t *turtle) prefix() {
	t.space()
	end := strings.IndexByte(t.src[t.pos:], ':')
	if end < 0 {
		t.fail("préfixe sans « : »", "prefix without “:”")
		return
	}
	name := t.src[t.pos : t.pos+end]
	if strings.ContainsAny(name, " \t\r\n<>\"") {
		t.fail("nom de préfixe", "name of a prefix")
		return
	}
	t.pos += end + 1
	t.space()
	ns := t.iriRef()
	t.prefixes[name] = ns
}

func (t *turtle) setBase() {
	t.space()
	u, err := url.Parse(t.iriRef())
	if err != nil || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "urn" {
		t.fail("base qui n’est ni http, ni https, ni urn", "base that is neither http, https nor urn")
		return
	}
	t.base = u
}

func (t *turtle) triples() {
	var s term
	if t.peek() == '[' {
		s = t.blankNode()
		t.space()
		if t.peek() == '.' {
			t.pos++
			return
		}
	} else {
		s = t.object()
		if s.kind == kindLiteral {
			t.fail("un littéral ne peut pas être sujet", "a literal cannot be a subject")
			return
		}
	}
	t.predicates(s)
	t.expect('.')
}

func (t *turtle) predicates(s term) {
	for t.fault == nil {
		t.space()
		var p string
		if t.peek() == 'a' && t.word("a") {
			p = rdfType
		} else if o := t.object(); o.kind == kindIRI {
			p = o.value
		} else {
			t.fail("prédicat attendu", "predicate expected")
			return
		}
		for t.fault == nil {
			t.space()
			o := t.object()
			if t.fault == nil {
				t.g.add(s, p, o)
			}
			t.space()
			if t.peek() != ',' {
				break
			}
			t.pos++
		}
		more := false
		for t.space(); t.peek() == ';'; t.space() {
			t.pos++
			more = true
		}
		if c := t.peek(); !more || c == '.' || c == ']' {
			return
		}
	}
}

// object reads any term: an IRI, a blank node, a collection or a literal.
func (t *turtle) object() term {
	t.space()
	if t.depth++; t.depth > maxDepth {
		t.fail("plus de 64 niveaux d’imbrication", "more than 64 nested levels")
	}
	defer func() { t.depth-- }()
	switch c := t.peek(); {
	case t.fault != nil:
		return term{}
	case c == '<':
		return iri(t.iriRef())
	case c == '[':
		return t.blankNode()
	case c == '(':
		return t.collection()
	case c == '"' || c == '\'':
		return t.literal()
	case c == '+' || c == '-' || c == '.' || c >= '0' && c <= '9':
		return t.numeral()
	case c == '_':
		return t.label()
	case t.word("true"):
		return typed("true", nsXSD+"boolean")
	case t.word("false"):
		return typed("false", nsXSD+"boolean")
	}
	return t.prefixed()
}

func (t *turtle) fresh() term {
	t.blanks++
	return term{kind: kindBlank, value: "b" + strconv.Itoa(t.blanks)}
}

func (t *turtle) blankNode() term {
	b := t.fresh()
	t.pos++
	t.space()
	if t.peek() == ']' {
		t.pos++
		return b
	}
	t.predicates(b)
	t.expect(']')
	return b
}

func (t *turtle) collection() term {
	t.pos++
	var members []term
	for {
		t.space()
		if t.peek() == ')' || t.fault != nil || t.pos >= len(t.src) {
			break
		}
		members = append(members, t.object())
	}
	t.expect(')')
	return t.g.collect(members, t.fresh)
}

// collect states an RDF collection and returns its head.
func (g *graph) collect(members []term, fresh func() term) term {
	next := iri(rdfNil)
	for i := len(members) - 1; i >= 0; i-- {
		b := fresh()
		g.add(b, rdfFirst, members[i])
		g.add(b, rdfRest, next)
		next = b
	}
	return next
}

func (t *turtle) label() term {
	start := t.pos
	if !strings.HasPrefix(t.src[t.pos:], "_:") {
		t.fail("terme attendu", "term expected")
		return term{}
	}
	t.pos += 2
	for t.pos < len(t.src) && (nameByte(t.src[t.pos]) && t.src[t.pos] != ':' || t.src[t.pos] == '.' && t.pos+1 < len(t.src) && nameByte(t.src[t.pos+1])) {
		t.pos++
	}
	if t.pos == start+2 {
		t.fail("nœud anonyme sans nom", "blank node without a name")
	}
	return term{kind: kindBlank, value: "_" + t.src[start+2:t.pos]}
}
