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
	known := suffixes.set()
	for n := min(longestSuffix, len(w)-4); n > 0; n-- {
		if known[w[len(w)-n:]] {
			return n
		}
	}
	return 0
}

const longestSuffix = 9

// suffixes holds folded endings; plurals are spelt out.
var suffixes = wordSet{text: "issements issement issantes issants issante issant ements ement ments ment " +
	"ateurs atrices ateur atrice ations ation itions ition utions ution sions tions ions ion " +
	"ances ance ences ence ismes isme istes iste istiques istique " +
	"ibilites ibilite abilites abilite ivites ivite alites alite ites ite " +
	"ables able ibles ible iques ique atives atifs ative atif itives itif ives ifs ive if " +
	"euses euse eurs eur eux aires aire oires oire elles elle els el iales iaux iale ial " +
	"ales ale als al aux ieres iere iers ier ees ee ants antes ante ant ents entes ente ent " +
	"ages age ats at ings ing ennes enne iens ien ures ure er ir re ez es e s x is it"}

// Suffixes returns the endings that Stem removes, in alphabetical order.
func Suffixes() []string {
	out := make([]string, 0, len(suffixes.set()))
	for s := range suffixes.set() {
		out = append(out, s)
	}
	sort.Strings(out)
	return out
}
