// SPDX-License-Identifier: Apache-2.0

package hostile

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf16"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Kind is what JSON has to know of a kind of document to say what its reader
// owes.
type Kind struct {
	Wire     bool     // data of another standard: spellings of numbers, null and case are its own
	Bytes    int      // limit of the text
	Values   int      // limit of its values
	String   int      // limit of a string
	Depth    int      // limit of its depth
	Opaque   []string // pointers whose content the reader does not judge
	Case     string   // code of a name wrong by case alone
	Null     string   // code of null
	NoMember string   // code of an unknown member, "" when any is admitted

	// Text says that only the text is judged as that of a document: its
	// members have a grammar of their own. Whole is then the code of a value
	// that is no document at all.
	Text  bool
	Whole string
}

// JSON returns the hostile texts made of one valid document.
func JSON(document []byte, k Kind) []Case {
	var compact bytes.Buffer
	if json.Compact(&compact, document) != nil {
		return nil
	}
	m := maker{doc: compact.Bytes(), kind: k}
	m.spans = spans(m.doc)
	for _, s := range m.spans {
		if m.doc[s.from] == '{' {
			m.last, m.own = s.to-1, s
			break
		}
	}
	m.framing()
	m.syntax()
	m.strings()
	m.numbers()
	m.names()
	m.sizes()
	if !k.Text {
		m.members()
	}
	return m.cases
}

type maker struct {
	doc   []byte
	kind  Kind
	spans []span
	own   span // the object that gets new members: the document, or its first element
	last  int  // where it ends
	cases []Case
}

func (m *maker) add(name string, data []byte, code, pointer string) {
	m.cases = append(m.cases, Case{Name: name, Data: data, Code: code, Pointer: issue.Pointer(pointer)})
}

// at is the pointer of a member of the object that gets them.
func (m *maker) at(name string) string { return string(m.own.pointer.Field(name)) }

// framing is what stands around a document, or instead of it.
func (m *maker) framing() {
	doc := string(m.doc)
	for _, c := range []struct{ name, text, code string }{
		{"nothing", "", "READ-002"},
		{"white space", " \r\n\t ", "READ-002"},
		{"byte order mark", "\xEF\xBB\xBF" + doc, "READ-004"},
		{"UTF-16 little endian", utf16le(doc), "READ-003"},
		{"a NUL in front", "\x00" + doc, "READ-005"},
		{"a comma after", doc + ",", "READ-006"},
		{"a second document", doc + doc, "READ-006"},
		{"a closing brace after", doc + "}", "READ-006"},
		{"a NUL after", doc + "\x00", "READ-006"},
		{"words after", doc + " fin", "READ-006"},
		{"bad UTF-8 after", doc + "\xff", "READ-003"},
		{"YAML", "titre: Oser\nheures: 3\n", "READ-018"},
		{"YAML document", "---\ntitre: Oser\n", "READ-018"},
		{"CSV", "titre;heures\nOser;3\n", "READ-018"},
		{"XML", "<?xml version=\"1.0\"?><a/>", "READ-005"},
		{"a ZIP archive", "PK\x03\x04\x14\x00", "READ-005"},
		{"JSON with padding", "rappel(" + doc + ");", "READ-005"},
		{"a script", "<script>alert(1)</script>", "READ-005"},
	} {
		m.add(c.name, []byte(c.text), c.code, "")
	}
	for _, c := range []struct{ name, text string }{{"a number", "1"}, {"a string", `"a"`}, {"true", "true"}} {
		m.add(c.name, []byte(c.text), m.whole(), "")
	}
	if inner := issue.Pointer(""); m.doc[0] == '[' {
		m.add("the document in an array", []byte("["+doc+"]"), "SHAPE-001", string(inner.Index(0)))
	} else {
		m.add("an array", []byte("[]"), m.whole(), "")
		m.add("the document in an array", []byte("["+doc+"]"), m.whole(), "")
	}
	m.add("null", []byte("null"), cmp.Or(m.kind.Null, m.whole()), "")
	for i := range 4 {
		m.add(fmt.Sprintf("cut at %d eighths", 2*i+1), m.doc[:len(m.doc)*(2*i+1)/8], "READ-005", "")
	}
	m.add("the last byte missing", m.doc[:len(m.doc)-1], "READ-005", "")
}

// whole is the code of a value that is no document.
func (m *maker) whole() string {
	if m.kind.Text {
		return m.kind.Whole
	}
	return "SHAPE-001"
}

// syntax is JSON as other languages and hasty hands write it.
func (m *maker) syntax() {
	last := m.last
	for _, c := range []struct{ name, member string }{
		{"single quotes", `,'a':1`}, {"a name without quotes", `,a:1`}, {"a comma too many", `,`}, {"a missing colon", `,"a" 1`},
		{"a missing value", `,"a":`}, {"a line comment", ",\"a\":1// non"}, {"a comment", `,"a":1/* non */`}, {"a semicolon", `,"a":1;`},
		{"NaN", `,"a":NaN`}, {"Infinity", `,"a":-Infinity`}, {"undefined", `,"a":undefined`}, {"None", `,"a":None`}, {"True", `,"a":True`},
		{"a hexadecimal number", `,"a":0x10`}, {"a leading zero", `,"a":01`}, {"a leading plus", `,"a":+1`}, {"a bare point", `,"a":.5`},
		{"a point at the end", `,"a":1.`}, {"an empty exponent", `,"a":1e`}, {"two numbers", `,"a":1 2`}, {"an open string", `,"a":"b`},
		{"an unknown escape", `,"a":"\x41"`}, {"a short escape", `,"a":"\u12"`}, {"a line end in a string", ",\"a\":\"b\nc\""},
		{"a tab in a string", ",\"a\":\"b\tc\""}, {"a wrong bracket", `,"a":[1}`}, {"an array without commas", `,"a":[1 2]`},
		{"a name that is a number", `,1:2`}, {"a vertical tab", ",\v\"a\":1"}, {"a no-break space", ",\u00a0\"a\":1"},
	} {
		m.add(c.name, splice(m.doc, last, last, c.member), "READ-005", "")
	}
}

// strings damages the text of the first member that is a string.
func (m *maker) strings() {
	s, ok := m.text()
	if !ok {
		return
	}
	in := func(with string) []byte { return splice(m.doc, s.from+1, s.from+1, with) }
	for _, c := range []struct{ name, with string }{
		{"a lone byte", "\xff"}, {"a cut character", "\xc3"}, {"an overlong slash", "\xc0\xaf"}, {"a surrogate in UTF-8", "\xed\xa0\x80"},
		{"beyond Unicode", "\xf4\x90\x80\x80"}, {"Latin-1", "\xe9t\xe9"}, {"a continuation byte", "\x80"},
	} {
		m.add("bad UTF-8: "+c.name, in(c.with), "READ-003", "")
	}
	for _, c := range []struct{ name, with string }{
		{"a lone high surrogate", `\ud800`}, {"a lone low surrogate", `\udc00`}, {"two high surrogates", `\ud800\ud800`},
		{"surrogates the wrong way round", `\udc00\ud800`}, {"a surrogate and a letter", `\ud800\u0061`},
	} {
		m.add(c.name, in(c.with), "READ-012", string(s.pointer))
	}
	if !m.kind.Wire {
		for _, c := range []struct{ name, with string }{
			{"U+0000", `\u0000`}, {"a noncharacter", `\uffff`}, {"a noncharacter in UTF-8", "\uFDD0"}, {"a noncharacter by a pair", `\ud83f\udffe`},
		} {
			m.add(c.name, in(c.with), "READ-013", string(s.pointer))
		}
	}
}

// text is the first string that is the value of a member.
func (m *maker) text() (span, bool) {
	for _, s := range m.spans {
		if s.name >= 0 && s.depth == 1 && m.doc[s.from] == '"' {
			return s, true
		}
	}
	for _, s := range m.spans {
		if m.doc[s.from] == '"' {
			return s, true
		}
	}
	return span{}, false
}

// numbers puts numbers that lose their value where a member is looked for.
func (m *maker) numbers() {
	last := m.last
	with := func(number string) []byte { return splice(m.doc, last, last, `,"zzz":`+number) }
	m.add("a number of 1,001 digits", with(strings.Repeat("9", 1001)), "READ-017", "")
	if m.kind.Wire {
		return
	}
	for _, n := range []string{"1e400", "1E0", "1.0", "-0", "0e0", "100e-2"} {
		m.add("the number "+n, with(n), "READ-010", m.at("zzz"))
	}
	for _, n := range []string{"9007199254740993", "0.12345678901234567"} {
		m.add("the number "+n, with(n), "READ-011", m.at("zzz"))
	}
}

// names repeats and misspells the members of the document itself.
func (m *maker) names() {
	last, n := m.last, 0
	for _, s := range m.spans {
		if s.depth != m.own.depth+1 || s.name < m.own.from || s.to > m.own.to {
			continue
		}
		value := string(m.doc[s.from:s.to])
		name := string(m.doc[s.name+1 : s.from-2])
		m.add("repeated: "+name, splice(m.doc, last, last, `,"`+name+`":`+value), "READ-007", m.at(name))
		if n++; n > 4 {
			continue
		}
		m.add("repeated by an escape: "+name, splice(m.doc, last, last, fmt.Sprintf(`,"\u%04x%s":%s`, name[0], name[1:], value)), "READ-007", m.at(name))
		if up := strings.ToUpper(name); up != name && !m.kind.Text {
			m.add("twice but for case: "+name, splice(m.doc, last, last, `,"`+up+`":`+value), m.kind.Case, m.at(up))
		}
	}
	if m.kind.NoMember != "" {
		for _, name := range []string{"zzz", "__proto__", "constructor", "prototype", "a b", "é", "<script>", "zzz/~", "$where"} {
			m.add("unknown: "+name, splice(m.doc, last, last, `,"`+name+`":1`), m.kind.NoMember, m.at(name))
		}
	}
}

// mostMade is the largest text that is made: the limits of readers that take
// more are their own tests' business.
const mostMade = 32 << 20

// sizes goes over each limit.
func (m *maker) sizes() {
	last := m.last
	with := func(value string) []byte { return splice(m.doc, last, last, `,"zzz":`+value) }
	depth := m.kind.Depth
	m.add("arrays too deep", with(strings.Repeat("[", depth)+strings.Repeat("]", depth)), "READ-014", "")
	m.add("objects too deep", with(strings.Repeat(`{"a":`, depth)+"1"+strings.Repeat("}", depth)), "READ-014", "")
	m.add("100,000 arrays, never closed", []byte(strings.Repeat("[", 100_000)), "READ-014", "")
	m.add("100,000 objects, never closed", []byte(strings.Repeat(`{"a":`, 100_000)), "READ-014", "")
	m.add("many quotes", []byte(strings.Repeat(`"`, m.kind.Bytes/2)), "READ-006", "")
	m.add("a string over the limit", with(`"`+strings.Repeat("a", m.kind.String+1)+`"`), m.over(), "")
	m.add("a name over the limit", splice(m.doc, last, last, `,"`+strings.Repeat("a", m.kind.String+1)+`":1`), m.over(), "")
	var b strings.Builder
	for i := range 1025 {
		fmt.Fprintf(&b, `,"n%d":1`, i)
	}
	if !m.kind.Text || !m.kind.Wire {
		m.add("1,025 names in a member", with("{"+b.String()[1:]+"}"), "READ-016", "")
	}
	if m.kind.Bytes > mostMade {
		return
	}
	if m.kind.Values*2 < m.kind.Bytes {
		m.add("values over the limit", with("["+strings.Repeat("1,", m.kind.Values)+"1]"), "READ-016", "")
	}
	if m.kind.Values*2 < m.kind.Bytes {
		m.add("values right below the limit", with("["+strings.Repeat("1,", m.kind.Values-len(m.spans)-10)+"1]"), m.kind.NoMember, m.at("zzz"))
		m.add("objects in an unknown member", with("["+strings.Repeat(`{"a":1},`, m.kind.Values/2-len(m.spans)-10)+"1]"), m.kind.NoMember, m.at("zzz"))
	}
	m.add("bytes over the limit", append(bytes.Clone(m.doc), bytes.Repeat([]byte(" "), m.kind.Bytes+1-len(m.doc))...), "READ-015", "")
}

// over is the code of a string over its limit: where the whole text may not
// be longer, the text is too large.
func (m *maker) over() string {
	if m.kind.String >= m.kind.Bytes {
		return "READ-015"
	}
	return "READ-017"
}

// members gives every member null and a value of another type, one at a time.
func (m *maker) members() {
	most := 40
	for _, s := range m.spans[1:] {
		if m.opaque(string(s.pointer)) {
			continue
		}
		if most--; most < 0 {
			return
		}
		with := func(value string) []byte { return splice(m.doc, s.from, s.to, value) }
		m.add("null at "+string(s.pointer), with("null"), m.kind.Null, string(s.pointer))
		other := "[]"
		if m.doc[s.from] == '[' {
			other = "7"
		}
		m.add("another type at "+string(s.pointer), with(other), "SHAPE-001", string(s.pointer))
	}
}

// opaque reports whether p stands in a part that is not judged. A "*" of the
// list stands for one step.
func (m *maker) opaque(p string) bool {
	steps := strings.Split(p, "/")
	for _, o := range m.kind.Opaque {
		list := strings.Split(o, "/")
		if len(list) > len(steps) {
			continue
		}
		same := true
		for i, s := range list {
			same = same && (s == "*" || s == steps[i])
		}
		if same {
			return true
		}
	}
	return false
}

func utf16le(s string) string {
	var b []byte
	for _, u := range append([]uint16{0xFEFF}, utf16.Encode([]rune(s))...) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}
