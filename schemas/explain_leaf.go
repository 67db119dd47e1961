// SPDX-License-Identifier: Apache-2.0

package schemas

import (
	"encoding/json"
	"strconv"
	"unicode/utf8"

	"forge.apps.education.fr/eafc/briques/internal/pattern"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// leaf explains a keyword that failed on one value.
func (e *explainer) leaf(p issue.Pointer, st step, got any) issue.Issue {
	pre := e.prefix(st.title)
	limit := plainValue(st.node[st.keyword])
	switch st.keyword {
	case "type":
		want, _ := st.node["type"].(string)
		read := readAs(got)
		return issue.Shape001.At(p, issue.Text{FR: pre.FR + read.FR, EN: pre.EN + read.EN}, typeName(want))
	case "enum":
		return e.enum(p, st, got, pre)
	case "const":
		return issue.Shape005.At(p, pre, quoted(got), quoted(st.node["const"]))
	case "pattern", "not":
		want := e.expected(st.node)
		example := issue.Text{}
		if re, _ := st.node["pattern"].(string); re != "" {
			if n, ok := pattern.Of(re); ok {
				example = issue.Text{FR: ", par exemple « " + n.Example + " »", EN: ", for example “" + n.Example + "”"}
			}
		}
		return issue.Shape006.At(p, pre, clip(plainValue(got)), want, example)
	case "minLength":
		return issue.Shape007.At(p, pre, runes(got), limit)
	case "maxLength":
		return issue.Shape008.At(p, pre, runes(got), limit)
	case "minimum":
		return issue.Shape009.At(p, pre, plainValue(got), limit)
	case "maximum":
		return issue.Shape010.At(p, pre, plainValue(got), limit)
	case "exclusiveMinimum":
		return issue.Shape011.At(p, pre, plainValue(got), limit)
	case "exclusiveMaximum":
		return issue.Shape012.At(p, pre, plainValue(got), limit)
	case "minItems":
		return issue.Shape013.At(p, pre, size(got), limit)
	case "maxItems":
		return issue.Shape014.At(p, pre, size(got), limit)
	case "minProperties":
		return issue.Shape016.At(p, pre, size(got), limit)
	case "maxProperties":
		return issue.Shape017.At(p, pre, size(got), limit)
	case "multipleOf":
		return issue.Shape022.At(p, pre, plainValue(got), limit)
	}
	return issue.Shape021.At(p, pre, st.keyword, issue.Text{FR: "le schéma le demande", EN: "the schema asks for it"})
}

// enum explains a value that is not listed, and what was probably meant.
func (e *explainer) enum(p issue.Pointer, st step, got any, pre issue.Text) issue.Issue {
	values, _ := st.node["enum"].([]any)
	given, _ := got.(string)
	var among []candidate
	for _, v := range values {
		if s, ok := v.(string); ok {
			among = append(among, candidate{name: s, titles: titleWords(e.valueTitle(st.at, s))})
		}
	}
	if near := suggest(given, among); near != "" {
		return issue.Shape004Near.At(p, pre, clip(given), near, paren(e.valueTitle(st.at, near)))
	}
	return issue.Shape004.At(p, pre, clip(plainValue(got)), issue.Text{FR: list(values, " ou ", "« ", " »"), EN: list(values, " or ", "“", "”")})
}

// valueTitle returns the title of one value of an enumeration.
func (e *explainer) valueTitle(at issue.Pointer, value string) issue.Text {
	t, _ := e.titles(at.Field("enum").Field(value))
	return t
}

// expected words what a string schema asks for.
func (e *explainer) expected(node map[string]any) issue.Text {
	re, _ := node["pattern"].(string)
	if n, ok := pattern.Of(re); ok {
		return n.Rule
	}
	if d, ok := node["description"].(string); ok && d != "" {
		return issue.Text{FR: d, EN: d}
	}
	if re == "" {
		return issue.Text{FR: "un nom admis", EN: "an allowed name"}
	}
	return issue.Text{FR: "un texte de la forme " + re, EN: "a text of the form " + re}
}

func limitText(st step) issue.Text {
	v := plainValue(st.node[st.keyword])
	names := map[string]issue.Text{
		"minItems": {FR: "éléments : au moins ", EN: "elements: at least "}, "maxItems": {FR: "éléments : au plus ", EN: "elements: at most "},
		"minLength": {FR: "caractères : au moins ", EN: "characters: at least "}, "maxLength": {FR: "caractères : au plus ", EN: "characters: at most "},
		"minimum": {FR: "au moins ", EN: "at least "}, "maximum": {FR: "au plus ", EN: "at most "},
		"exclusiveMinimum": {FR: "plus de ", EN: "more than "}, "exclusiveMaximum": {FR: "moins de ", EN: "less than "},
		"const": {FR: "valeur : ", EN: "value: "}, "enum": {FR: "valeurs : ", EN: "values: "}, "multipleOf": {FR: "multiple de ", EN: "multiple of "},
		"pattern": {FR: "forme : ", EN: "form: "},
	}
	t := names[st.keyword]
	if values, ok := st.node[st.keyword].([]any); ok {
		return issue.Text{FR: t.FR + list(values, " ou ", "« ", " »"), EN: t.EN + list(values, " or ", "“", "”")}
	}
	return issue.Text{FR: t.FR + v, EN: t.EN + v}
}

func typeName(t string) issue.Text {
	switch t {
	case "string":
		return issue.Text{FR: "texte entre guillemets", EN: "quoted text"}
	case "integer":
		return issue.Text{FR: "nombre entier", EN: "whole number"}
	case "number":
		return issue.Text{FR: "nombre", EN: "number"}
	case "boolean":
		return issue.Text{FR: "true ou false", EN: "true or false"}
	case "array":
		return issue.Text{FR: "liste [ … ]", EN: "list [ … ]"}
	}
	return issue.Text{FR: "objet { … }", EN: "object { … }"}
}

// readAs words what stands there: "texte « 12,5 »".
func readAs(v any) issue.Text {
	switch x := v.(type) {
	case string:
		return issue.Text{FR: "texte « " + clip(x) + " »", EN: "text “" + clip(x) + "”"}
	case json.Number:
		return issue.Text{FR: "nombre " + clip(string(x)), EN: "number " + clip(string(x))}
	case bool:
		return issue.Text{FR: strconv.FormatBool(x), EN: strconv.FormatBool(x)}
	case []any:
		return issue.Text{FR: "liste", EN: "list"}
	case map[string]any:
		return issue.Text{FR: "objet", EN: "object"}
	}
	return issue.Text{FR: "null", EN: "null"}
}

func quoted(v any) issue.Text {
	if _, ok := v.(string); ok {
		return issue.Text{FR: "« " + clip(plainValue(v)) + " »", EN: "“" + clip(plainValue(v)) + "”"}
	}
	return issue.Text{FR: plainValue(v), EN: plainValue(v)}
}

func plainValue(v any) string {
	switch x := v.(type) {
	case string:
		return x
	case json.Number:
		return string(x)
	case bool:
		return strconv.FormatBool(x)
	case nil:
		return "null"
	case []any:
		return "[…]"
	}
	return "{…}"
}

// clip shortens s for a message and shows what would not print.
func clip(s string) string {
	const most = 60
	var b []byte
	n := 0
	for _, r := range s {
		if n == most {
			return string(b) + "…"
		}
		n++
		switch {
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			b = append(b, `\r`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r < 0x20 || r == 0x7f || r >= 0x200b && r <= 0x200f || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
			b = append(b, "U+"...)
			b = append(b, strconv.FormatInt(int64(r), 16)...)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return string(b)
}

func runes(v any) int {
	s, _ := v.(string)
	return utf8.RuneCountInString(s)
}

func size(v any) int {
	switch x := v.(type) {
	case []any:
		return len(x)
	case map[string]any:
		return len(x)
	}
	return 0
}
