// SPDX-License-Identifier: Apache-2.0

package catalogue

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// Fold returns s as search compares it: lower case, French letters without
// their accents, œ and æ in two letters, combining accents dropped, and one
// space for everything that is neither letter nor digit.
func Fold(s string) string {
	out := make([]byte, 0, len(s))
	gap := false
	for _, r := range s {
		n := len(out)
		out = appendFolded(out, r)
		if len(out) > n {
			gap = false
		} else if !combining(r) && !gap && len(out) > 0 {
			out = append(out, ' ')
			gap = true
		}
	}
	if gap {
		out = out[:len(out)-1]
	}
	return string(out)
}

func combining(r rune) bool { return r >= 0x300 && r <= 0x36F }

// appendFolded appends the folded letters of r; nothing when r separates.
func appendFolded(b []byte, r rune) []byte {
	switch {
	case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
		return append(b, byte(r))
	case r >= 'A' && r <= 'Z':
		return append(b, byte(r)+'a'-'A')
	case r < 0xC0:
		return b
	case r < 0x180:
		return append(b, foldLatin(r)...)
	case r < 0x370, r >= 0x2000 && r < 0x3040:
		return b // phonetic signs, combining accents; punctuation and symbols
	}
	return utf8.AppendRune(b, r)
}

// latinFold holds the letters U+00C0 to U+017F, folded, two places each; two
// spaces separate.
const latinFold = "" +
	"a a a a a a aec e e e e i i i i d n o o o o o   o u u u u y thss" +
	"a a a a a a aec e e e e i i i i d n o o o o o   o u u u u y thy " +
	"a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g " +
	"g g g g h h h h i i i i i i i i i i ijijj j k k k l l l l l l l " +
	"l l l n n n n n n n n n o o o o o o oeoer r r r r r s s s s s s " +
	"s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s "

func foldLatin(r rune) string {
	at := 2 * (r - 0xC0)
	one, _, _ := strings.Cut(latinFold[at:at+2], " ")
	return one
}

// word is one folded word of a text; joined says that only a hyphen stood
// between it and the word before.
type word struct {
	text   string
	joined bool
}

// words splits s into folded words: stop words and single letters (elisions)
// are dropped.
func words(s string) []word {
	var out []word
	eachWord(s, nil, func(w []byte, joined bool) { out = append(out, word{string(w), joined}) })
	return out
}

// eachWord calls f with each of them; w is valid during the call. It returns
// cur, which is written over, for the next text.
func eachWord(s string, cur []byte, f func(w []byte, joined bool)) []byte {
	cur = cur[:0]
	hyphen, adjacent := false, false
	stop := stopWords.set()
	flush := func() {
		if len(cur) == 0 {
			return
		}
		if len(cur) < 2 || len(cur) <= longestStopWord && stop[string(cur)] {
			adjacent = false
		} else {
			f(cur, adjacent && hyphen)
			adjacent = true
		}
		cur = cur[:0]
	}
	for _, r := range s {
		n := len(cur)
		next := appendFolded(cur, r)
		if len(next) > n {
			cur = next
			continue
		}
		if combining(r) {
			continue
		}
		flush()
		hyphen = r == '-' || r == 0x2010 || r == 0x2011
		if !hyphen {
			adjacent = false
		}
	}
	flush()
	return cur
}

const longestStopWord = 7

// stopWords are the folded French words that say nothing about a subject.
var stopWords = wordSet{text: "le la les un une des du de et ou au aux en dans par pour sur sous avec sans chez vers entre ce cet cette ces son sa ses leur leurs mon ma " +
	"mes notre nos votre vos qui que quoi dont ne pas se si il elle ils elles on nous vous est sont etre avoir plus comme ainsi aussi comment " +
	"quand"}

// wordSet is a set of words, made of a text when it is first needed: a map
// that is written out weighs three times its words in a widget.
type wordSet struct {
	text  string
	once  sync.Once
	words map[string]bool
}

func (w *wordSet) set() map[string]bool {
	w.once.Do(w.read)
	return w.words
}

func (w *wordSet) read() {
	w.words = map[string]bool{}
	for rest := w.text; rest != ""; {
		var word string
		word, rest, _ = strings.Cut(rest, " ")
		w.words[word] = true
	}
}
