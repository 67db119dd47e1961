// SPDX-License-Identifier: Apache-2.0

package widget

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/wasm/view"
)

// Texts gives the sentences of a widget in one language. French sentences are
// the constants in the code, and the keys of the dictionary of every other
// language, which is loaded on demand. {0}, {1}… stand for arguments.
type Texts struct {
	lang string
	dict map[string]string
	memo map[string]string

	// Plain is the language of the words to which the documents give none; ""
	// when nothing tells it.
	Plain string
}

// NewTexts returns the sentences in lang; dict is a JSON object from French
// to that language and is not needed for French.
func NewTexts(lang string, dict view.Doc) *Texts {
	t := &Texts{lang: lang, memo: make(map[string]string)}
	if lang == "fr" {
		return t
	}
	t.dict = make(map[string]string, dict.Len())
	dict.Each(func(name string, v view.Doc) { t.dict[name] = v.Str() })
	return t
}

// Lang returns the language: "fr" or "en".
func (t *Texts) Lang() string { return t.lang }

// Find returns the sentence and the language it is in: French when the
// dictionary lacks it.
func (t *Texts) Find(fr string, args ...string) (words, lang string) {
	words, lang = fr, "fr"
	if t.lang != "fr" {
		if s := t.dict[fr]; s != "" {
			words, lang = s, t.lang
		}
	}
	if s, ok := t.memo[words]; ok {
		words = s
	} else {
		s = view.Typo(lang, words)
		t.memo[words] = s
		words = s
	}
	return expand(words, args), lang
}

// T returns the sentence alone.
func (t *Texts) T(fr string, args ...string) string {
	s, _ := t.Find(fr, args...)
	return s
}

// Pick returns sentence i of a list.
func (t *Texts) Pick(i int, fr ...string) string { return t.T(fr[i]) }

// All returns every sentence of a list.
func (t *Texts) All(fr ...string) []string {
	out := make([]string, len(fr))
	for i := range fr {
		out[i] = t.T(fr[i])
	}
	return out
}

// N returns the singular or plural sentence, {0} being n as Count writes it:
// in French 0 and 1 are singular, in English 1 only.
func (t *Texts) N(n int, one, many string, args ...string) string {
	fr := many
	if n == 1 || n == 0 && t.lang == "fr" {
		fr = one
	}
	return t.T(fr, append([]string{t.Count(n)}, args...)...)
}

// Own returns words of a document in the language of the widget, and their
// language when it is another one.
func (t *Texts) Own(x competency.Text) (words, lang string) {
	words, lang = x.Find(t.lang)
	words = view.Typo(lang, words)
	if lang == t.lang {
		lang = ""
	}
	return words, lang
}

// Count writes a whole number in groups of three digits: "12 400" (with a
// narrow space that does not break), "12,400".
func (t *Texts) Count(n int) string {
	s := strconv.Itoa(n)
	group := "\u202f"
	if t.lang == "en" {
		group = ","
	}
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + group + s[i:]
	}
	return s
}

// Hours writes minutes as people say them: "45 min", "4 h", "4 h 30".
func (t *Texts) Hours(minutes int) string {
	h, m := minutes/60, minutes%60
	if h == 0 {
		return strconv.Itoa(m) + "\u00a0min"
	}
	s := t.Count(h) + "\u00a0h"
	if m > 0 {
		s += "\u00a0" + strconv.Itoa(m/10) + strconv.Itoa(m%10)
	}
	return s
}

// Day writes an ISO date as people do: "22/11/2026", or "22 Nov 2026".
func (t *Texts) Day(iso string) string { return competency.SayDay(iso, t.lang) }

func expand(s string, args []string) string {
	if len(args) == 0 {
		return s
	}
	out := make([]byte, 0, len(s)+32)
	for i := 0; i < len(s); i++ {
		if s[i] == '{' && i+2 < len(s) && s[i+2] == '}' && s[i+1] >= '0' && int(s[i+1]-'0') < len(args) {
			out = append(out, args[s[i+1]-'0']...)
			i += 2
			continue
		}
		out = append(out, s[i])
	}
	return string(out)
}
