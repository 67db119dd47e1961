// SPDX-License-Identifier: Apache-2.0

package catalogue

import "sort"

// Stem returns the stem of a folded French word: of words of five letters and
// more, two passes each remove the longest suffix of the list that leaves four
// letters, and tidy what remains.
func Stem(w string) string {
	if len(w) < 5 || !letters(w) {
		return w
	}
	for pass := 0; pass < 2; pass++ {
		n := suffixOf(w)
		if n == 0 {
			break
		}
		w = tidy(w[:len(w)-n])
	}
	return tidy(w)
}

// tidy makes one spelling of the ends that derivation changes: a double letter
// becomes one, -qu becomes -c (communiquer, communication) and -gu becomes -g
// (déléguer, délégation).
func tidy(w string) string {
	n := len(w)
	switch {
	case n < 4:
	case w[n-1] == w[n-2]:
		return w[:n-1]
	case w[n-2:] == "qu":
		return w[:n-2] + "c"
	case w[n-2:] == "gu":
		return w[:n-1]
	}
	return w
}

func letters(w string) bool {
	for i := 0; i < len(w); i++ {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return true
}

// suffixOf returns the length of the longest suffix of w that leaves at least
// four letters, 0 when there is none.
func suffixOf(w string) int {
	for n := min(longestSuffix, len(w)-4); n > 0; n-- {
		if suffixes[w[len(w)-n:]] {
			return n
		}
	}
	return 0
}

const longestSuffix = 9

// suffixes holds folded endings; plurals are spelt out.
var suffixes = map[string]bool{
	"issements": true, "issement": true, "issantes": true, "issants": true, "issante": true, "issant": true, "ements": true, "ement": true, "ments": true, "ment": true,
	"ateurs": true, "atrices": true, "ateur": true, "atrice": true, "ations": true, "ation": true, "itions": true, "ition": true, "utions": true, "ution": true, "sions": true, "tions": true, "ions": true, "ion": true,
	"ances": true, "ance": true, "ences": true, "ence": true, "ismes": true, "isme": true, "istes": true, "iste": true, "istiques": true, "istique": true,
	"ibilites": true, "ibilite": true, "abilites": true, "abilite": true, "ivites": true, "ivite": true, "alites": true, "alite": true, "ites": true, "ite": true,
	"ables": true, "able": true, "ibles": true, "ible": true, "iques": true, "ique": true, "atives": true, "atifs": true, "ative": true, "atif": true, "itives": true, "itif": true, "ives": true, "ifs": true, "ive": true, "if": true,
	"euses": true, "euse": true, "eurs": true, "eur": true, "eux": true, "aires": true, "aire": true, "oires": true, "oire": true, "elles": true, "elle": true, "els": true, "el": true, "iales": true, "iaux": true, "iale": true, "ial": true,
	"ales": true, "ale": true, "als": true, "al": true, "aux": true, "ieres": true, "iere": true, "iers": true, "ier": true, "ees": true, "ee": true, "ants": true, "antes": true, "ante": true, "ant": true, "ents": true, "entes": true, "ente": true, "ent": true,
	"ages": true, "age": true, "ats": true, "at": true, "ings": true, "ing": true, "ennes": true, "enne": true, "iens": true, "ien": true, "ures": true, "ure": true, "er": true, "ir": true, "re": true, "ez": true, "es": true, "e": true, "s": true, "x": true, "is": true, "it": true,
}

// Suffixes returns the endings that Stem removes, in alphabetical order.
func Suffixes() []string {
	out := make([]string, 0, len(suffixes))
	for s := range suffixes {
		out = append(out, s)
	}
	sort.Strings(out)
	return out
}
