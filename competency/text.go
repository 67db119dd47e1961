// SPDX-License-Identifier: Apache-2.0

package competency

import "sort"

// Text is one text in several languages: language tag (BCP 47) to words. A
// text that is present has at least one language and no empty words.
type Text map[string]string

// FR returns a Text in French.
func FR(s string) Text { return Text{"fr": s} }

// In returns the words in lang; failing that in French, in English, in the
// first language by tag. An empty Text gives "".
func (t Text) In(lang string) string {
	s, _ := t.Find(lang)
	return s
}

// Find is In that also tells the language tag of the words it returns, so
// that a page can mark them; "" when the text is empty. A region is dropped
// before another language is tried: fr-CA falls back to fr.
func (t Text) Find(lang string) (words, tag string) {
	for _, l := range [...]string{lang, baseLanguage(lang), "fr", "en"} {
		if s := t[l]; s != "" {
			return s, l
		}
	}
	for _, l := range t.Languages() {
		if t[l] != "" {
			return t[l], l
		}
	}
	return "", ""
}

func baseLanguage(tag string) string {
	for i := 0; i < len(tag); i++ {
		if tag[i] == '-' {
			return tag[:i]
		}
	}
	return tag
}

// Languages returns the language tags in alphabetical order.
func (t Text) Languages() []string {
	out := make([]string, 0, len(t))
	for l := range t {
		out = append(out, l)
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}

// Valid reports whether t has at least one language, every tag is well formed
// and no words are empty.
func (t Text) Valid() bool {
	for l, s := range t {
		if s == "" || !ValidLanguage(l) {
			return false
		}
	}
	return len(t) > 0
}

// Equal reports whether t and u say the same in the same languages.
func (t Text) Equal(u Text) bool {
	if len(t) != len(u) {
		return false
	}
	for l, s := range t {
		if v, ok := u[l]; !ok || v != s {
			return false
		}
	}
	return true
}

// ValidLanguage reports whether tag is a well-formed language tag in the form
// Briques accepts: 2 or 3 lower-case letters, then subtags of 1 to 8 letters
// or digits, 35 characters at most.
func ValidLanguage(tag string) bool {
	if len(tag) > 35 {
		return false
	}
	i := 0
	for i < len(tag) && 'a' <= tag[i] && tag[i] <= 'z' {
		i++
	}
	if i < 2 || i > 3 {
		return false
	}
	for i < len(tag) {
		if tag[i] != '-' {
			return false
		}
		n := 0
		for i++; i < len(tag) && (isAlpha(tag[i]) || isDigit(tag[i])); i++ {
			n++
		}
		if n < 1 || n > 8 {
			return false
		}
	}
	return true
}
