// SPDX-License-Identifier: Apache-2.0

package skos

import "strings"

// writeTurtle writes resources in order; lists are objects of kind blank
// whose members stand in collections.
func (d *document) turtle() []byte {
	var b strings.Builder
	for _, p := range prefixes {
		b.WriteString("@prefix " + p.name + ": <" + p.ns + "> .\n")
	}
	for _, r := range d.resources {
		b.WriteString("\n" + turtleTerm(r.id))
		for i, p := range r.properties {
			if i > 0 {
				b.WriteString(" ;")
			}
			name := "a"
			if p.name != rdfType {
				name = turtleTerm(iri(p.name))
			}
			b.WriteString("\n  " + name + " ")
			for j, o := range p.objects {
				if j > 0 {
					b.WriteString(", ")
				}
				if members, ok := d.lists[o]; ok {
					b.WriteString("(")
					for _, m := range members {
						b.WriteString(" " + turtleTerm(m))
					}
					b.WriteString(" )")
					continue
				}
				b.WriteString(turtleTerm(o))
			}
		}
		b.WriteString(" .\n")
	}
	return []byte(b.String())
}

func turtleTerm(t term) string {
	switch t.kind {
	case kindIRI:
		for _, p := range prefixes {
			if name, ok := strings.CutPrefix(t.value, p.ns); ok && plainName(name) {
				return p.name + ":" + name
			}
		}
		return "<" + t.value + ">"
	case kindBlank:
		return "_:" + t.value
	}
	s := quote(t.value)
	switch {
	case t.lang != "":
		return s + "@" + t.lang
	case t.datatype != "":
		return s + "^^" + turtleTerm(iri(t.datatype))
	}
	return s
}

func plainName(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch r {
		case '"', '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '\n':
			b.WriteString(`\n`)
		case '\r':
			b.WriteString(`\r`)
		case '\t':
			b.WriteString(`\t`)
		default:
			if r < 0x20 || r == 0x7f {
				const digits = "0123456789ABCDEF"
				b.WriteString(`\u00` + string(digits[r>>4]) + string(digits[r&15]))
				continue
			}
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
