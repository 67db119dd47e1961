// SPDX-License-Identifier: Apache-2.0

package hostile

import (
	"bytes"
	"fmt"
	"strings"
)

// The codes of a faulty XML text.
const (
	xmlSyntax   = "XML-001"
	xmlDoctype  = "XML-002"
	xmlLimit    = "XML-003"
	xmlEncoding = "XML-004"
)

// XML returns the hostile texts made of one valid document without XML
// declaration or byte order mark.
func XML(document []byte) []Case {
	doc := string(bytes.TrimSpace(document))
	if strings.HasPrefix(doc, "<?xml") {
		doc = strings.TrimSpace(doc[strings.Index(doc, "?>")+2:])
	}
	name := doc[1:strings.IndexAny(doc, " \t\r\n/>")]
	open := strings.IndexByte(doc, '>')
	var out []Case
	add := func(what, text, code string) { out = append(out, Case{Name: what, Data: []byte(text), Code: code}) }
	inside := func(what, text, code string) { add(what, doc[:open+1]+text+doc[open+1:], code) }
	attr := func(what, text, code string) {
		add(what, doc[:len(name)+1]+" "+text+doc[len(name)+1:], code)
	}

	for _, d := range []struct{ name, text string }{
		{"an empty DOCTYPE", "<!DOCTYPE " + name + ">"}, {"a public DOCTYPE", `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://127.0.0.1:1/a.dtd">`},
		{"an outside DTD", `<!DOCTYPE a SYSTEM "file:///etc/passwd">`}, {"an entity", `<!DOCTYPE a [<!ENTITY e "x">]>`},
		{"an outside entity", `<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>`}, {"a parameter entity", `<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:1/p"> %p;]>`},
		{"a billion laughs", laughs()}, {"a notation", `<!DOCTYPE a [<!NOTATION n SYSTEM "n">]>`}, {"attributes by default", `<!DOCTYPE a [<!ATTLIST a k CDATA "v">]>`},
		{"a DOCTYPE in a line of its own", "\n\n<!DOCTYPE a>\n"},
	} {
		add(d.name, d.text+doc, xmlDoctype)
	}
	inside("an element declaration inside", "<!ELEMENT a ANY>", xmlDoctype)

	for _, e := range []string{"UTF-16", "utf-7", "EBCDIC-CP-FR", "UTF-32", "x-user-defined", "GB18030", "Shift_JIS", "../utf-8"} {
		add("declared "+e, `<?xml version="1.0" encoding="`+e+`"?>`+doc, xmlEncoding)
	}
	add("UTF-16 little endian", utf16le(doc), xmlEncoding)
	add("UTF-16 big endian", "\xfe\xff\x00<", xmlEncoding)

	for _, c := range []struct{ name, text string }{
		{"nothing", ""}, {"white space", " \n"}, {"a declaration alone", `<?xml version="1.0"?>`}, {"JSON", `{"a":1}`}, {"CSV", "a;b\n1;2\n"},
		{"text in front", "x" + doc}, {"text after", doc + "x"}, {"a second root", doc + "<b/>"}, {"the document twice", doc + doc}, {"a NUL after", doc + "\x00"},
		{"an end without start", "</" + name + ">"}, {"a comment alone", "<!-- a -->"}, {"two marks in front", "\xef\xbb\xbf\xef\xbb\xbf" + doc},
		{"a late declaration", doc[:open+1] + `<?xml version="1.0"?>` + doc[open+1:]}, {"the last byte missing", doc[:len(doc)-1]}, {"an open comment after", doc + "<!--"},
		{"an open instruction after", doc + "<?a"}, {"CDATA after", doc + "<![CDATA[a]]>"}, {"a reference after", doc + "&#97;"},
	} {
		add(c.name, c.text, xmlSyntax)
	}
	for i := 1; i < 8; i++ {
		add(fmt.Sprintf("cut at %d eighths", i), doc[:len(doc)*i/8], xmlSyntax)
	}
	for _, c := range []struct{ name, text string }{
		{"an unknown entity", "&eacute;"}, {"an entity without end", "&amp "}, {"a bare ampersand", "a & b"}, {"a NUL by reference", "&#0;"}, {"a control by reference", "&#1;"},
		{"a surrogate by reference", "&#xD800;"}, {"beyond Unicode", "&#x110000;"}, {"a huge reference", "&#99999999999999999999;"}, {"bad UTF-8", "\xff"}, {"a cut character", "\xc3<"},
		{"an overlong slash", "\xc0\xaf"}, {"a control character", "\x01"}, {"U+FFFF", "\uffff"}, {"a wrong end", "<b></c>"}, {"crossed ends", "<b><c></b></c>"},
		{"an unclosed element", "<b>"}, {"a name that is a number", "<1/>"}, {"a name with a space", "< b/>"}, {"an empty name", "<>"}, {"an undeclared prefix", "<zz:b/>"},
		{"two colons", "<a:b:c/>"}, {"an open CDATA", "<![CDATA[a"}, {"two hyphens in a comment", "<!-- a -- b -->"}, {"an open comment", "<!-- a"}, {"the end of a CDATA", "a ]]> b"},
		{"an attribute twice", `<b k="1" k="2"/>`}, {"an attribute twice by namespace", `<b xmlns:p="u" xmlns:q="u" p:k="1" q:k="2"/>`}, {"an attribute without quotes", "<b k=1/>"},
		{"an attribute without value", "<b k/>"}, {"a less-than in an attribute", `<b k="<"/>`}, {"an undeclared prefix of an attribute", `<b zz:k="1"/>`},
		{"attributes without a space", `<b k="1"l="2"/>`}, {"an undeclared entity in an attribute", `<b k="&e;"/>`},
	} {
		inside(c.name, c.text, xmlSyntax)
	}
	attr("an attribute of the root twice", `zz="1" zz="2"`, xmlSyntax)
	inside("65 elements deep", strings.Repeat("<b>", 65)+strings.Repeat("</b>", 65), xmlLimit)
	inside("100,000 elements deep", strings.Repeat("<b>", 100_000), xmlLimit)
	inside("100,001 elements", strings.Repeat("<b/>", 100_001), xmlLimit)
	var many strings.Builder
	for i := range 65 {
		fmt.Fprintf(&many, ` k%d="1"`, i)
	}
	inside("65 attributes", "<b"+many.String()+"/>", xmlLimit)
	add("more than 16 MiB", doc+strings.Repeat(" ", 16<<20), xmlLimit)
	return out
}

// laughs is the entity bomb.
func laughs() string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE a [<!ENTITY l0 "ha">`)
	for i := 1; i < 10; i++ {
		fmt.Fprintf(&b, `<!ENTITY l%d "%s">`, i, strings.Repeat(fmt.Sprintf("&l%d;", i-1), 10))
	}
	b.WriteString("]>")
	return b.String()
}
