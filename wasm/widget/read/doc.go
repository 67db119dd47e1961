// SPDX-License-Identifier: Apache-2.0

// Package read turns a JSON document into the domain's types, inside a
// widget: what a screen needs, without the weight of the full codecs. It is
// no validator: `briques validate` and the brick checker are. It refuses what
// it could not show (WIDGET-008) and drops, saying so, an entry that lacks
// what identifies it, has the identifier of another one or an impossible
// duration (WIDGET-009).
package read

import (
	"strings"
	"unicode/utf8"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// Limits of what a widget shows.
const (
	MaxItems = 500
	MaxText  = 2000 // characters
)

type reader struct{ issues issue.Issues }

func (r *reader) refuse(p issue.Pointer, what any) {
	r.issues.Add(&widget.RuleContent, p, what)
}

func (r *reader) drop(p issue.Pointer, what any) {
	r.issues.Add(&widget.RuleDropped, p, what)
}

func (r *reader) text(d view.Doc, p issue.Pointer) competency.Text {
	if d.Kind() != view.KindObject {
		return nil
	}
	t := make(competency.Text, d.Len())
	d.Each(func(lang string, v view.Doc) {
		s := plain(v.Str())
		if utf8.RuneCountInString(s) > MaxText {
			r.issues.Add(&widget.RuleTooLarge, p.Field(lang), widget.Counted(utf8.RuneCountInString(s), " caractères", " characters"))
			s = string([]rune(s)[:MaxText])
		}
		if s != "" && competency.ValidLanguage(lang) {
			t[lang] = s
		}
	})
	return t
}

// plain takes out the characters that turn the order of what follows (U+202A
// to 202E, 2066 to 2069): left open in a title, they would turn our own words
// after it.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, s)
}

// Words reads the words of a document in every language that they are given
// in.
func Words(d view.Doc) competency.Text {
	var r reader
	return r.text(d, "")
}
