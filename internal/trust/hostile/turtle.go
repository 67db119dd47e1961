// SPDX-License-Identifier: Apache-2.0

package hostile

import (
	"fmt"
	"strings"
)

// The faults of a Turtle text.
const (
	TurtleSyntax = "Turtle syntax"
	TurtleLimit  = "Turtle limit"
)

// Turtle returns hostile texts made of one valid document. Each is the
// document and one more statement.
func Turtle(document string) (out []Case) {
	doc := strings.TrimSpace(document) + "\n"
	add := func(name, text, code string) {
		out = append(out, Case{Name: name, Data: []byte(text), Code: code})
	}
	for _, c := range []struct{ name, text string }{
		{"a statement without its point", "<a:b> <a:c> <a:d>"}, {"a subject alone", "<a:b> ."}, {"no object", "<a:b> <a:c> ."}, {"a literal as subject", `"a" <a:c> <a:d> .`},
		{"a literal as predicate", `<a:b> "c" <a:d> .`}, {"a blank node as predicate", "<a:b> _:c <a:d> ."}, {"an open IRI", "<a:b> <a:c> <a:d ."}, {"a space in an IRI", "<a:b> <a:c> <a:d e> ."},
		{"a brace in an IRI", "<a:b> <a:c> <a:{d}> ."}, {"a backslash in an IRI", `<a:b> <a:c> <a:\d> .`}, {"a quote in an IRI", `<a:b> <a:c> <a:"d"> .`}, {"a line end in an IRI", "<a:b> <a:c> <a:\nd> ."},
		{"an undeclared prefix", "zz:a <a:c> <a:d> ."}, {"a declaration without point", "@prefix zz: <a:>"}, {"a declaration without colon", "@prefix zz <a:> ."}, {"a declaration without IRI", "@prefix zz: ."},
		{"an unknown directive", "@import <a:b> ."}, {"a bare word", "abc <a:c> <a:d> ."}, {"an open string", `<a:b> <a:c> "d .`}, {"a line end in a string", "<a:b> <a:c> \"d\ne\" ."},
		{"an open long string", `<a:b> <a:c> """d .`}, {"an unknown escape", `<a:b> <a:c> "\d" .`}, {"a short escape", `<a:b> <a:c> "\u12" .`}, {"half a surrogate pair", `<a:b> <a:c> "\ud800" .`},
		{"beyond Unicode", `<a:b> <a:c> "\U00110000" .`}, {"an empty language", `<a:b> <a:c> "d"@ .`}, {"a language that is a number", `<a:b> <a:c> "d"@1 .`}, {"a type without IRI", `<a:b> <a:c> "d"^^ .`},
		{"a type that is a literal", `<a:b> <a:c> "d"^^"e" .`}, {"three carets", `<a:b> <a:c> "d"^^^<a:e> .`}, {"an open list", "<a:b> <a:c> ( <a:d> ."}, {"an open blank node", "<a:b> <a:c> [ <a:d> <a:e> ."},
		{"a list that closes a blank node", "<a:b> <a:c> [ <a:d> <a:e> ) ."}, {"a bracket too many", "<a:b> <a:c> <a:d> ] ."}, {"a parenthesis too many", "<a:b> <a:c> <a:d> ) ."},
		{"a comma alone", "<a:b> <a:c> , <a:d> ."}, {"two points", "<a:b> <a:c> <a:d> . ."}, {"a number with two points", "<a:b> <a:c> 1.2.3 ."}, {"an empty exponent", "<a:b> <a:c> 1e ."},
		{"a sign alone", "<a:b> <a:c> + ."}, {"TriG", "<a:g> { <a:b> <a:c> <a:d> . }"}, {"an N3 rule", "{ <a:b> <a:c> <a:d> } => { <a:e> <a:f> <a:g> } ."}, {"an RDF-star triple", "<< <a:b> <a:c> <a:d> >> <a:e> <a:f> ."},
		{"XML", `<?xml version="1.0"?><rdf:RDF/>`}, {"a NUL", "<a:b> <a:c> \x00 ."}, {"a variable", "?a <a:c> <a:d> ."}, {"a path", "<a:b> <a:c>/<a:e> <a:d> ."}, {"an equals sign", "<a:b> = <a:d> ."},
		{"an arrow", "<a:b> <= <a:d> ."}, {"a keyword as object", "<a:b> <a:c> a ."}, {"a percent cut short", "@prefix zz: <a:> . zz:%4 <a:c> <a:d> ."}, {"a script", "<script>alert(1)</script>"},
	} {
		add(c.name, doc+c.text, TurtleSyntax)
	}
	for i := 1; i < 6; i++ {
		at := len(doc) * i / 6
		for doc[at-1] == '.' || doc[at-1] == '\n' || doc[at-1] == ' ' {
			at--
		}
		add(fmt.Sprintf("cut at %d sixths", i), doc[:at], TurtleSyntax)
	}
	add("blank nodes too deep", doc+"<a:b> <a:c> "+strings.Repeat("[ <a:c> ", 65), TurtleSyntax)
	add("100,000 blank nodes deep", doc+"<a:b> <a:c> "+strings.Repeat("[ <a:c> ", 100_000), TurtleSyntax)
	add("lists too deep", doc+"<a:b> <a:c> "+strings.Repeat("( ", 65), TurtleSyntax)
	add("100,000 lists deep", doc+"<a:b> <a:c> "+strings.Repeat("( ", 100_000), TurtleSyntax)
	add("bad UTF-8", doc+"<a:b> <a:c> \"\xff\" .", TurtleSyntax)
	add("more than 32 MiB", doc+strings.Repeat(" ", 32<<20), TurtleLimit)
	return out
}
