// SPDX-License-Identifier: Apache-2.0

package pattern_test

import (
	"math/rand/v2"
	"sort"
	"testing"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/pattern"
)

func TestTableIsCompleteAndSorted(t *testing.T) {
	all := pattern.All()
	if !sort.SliceIsSorted(all, func(i, j int) bool { return all[i].Name < all[j].Name }) {
		t.Error("the table is not sorted by name")
	}
	for _, n := range all {
		if n.Label.FR == "" || n.Label.EN == "" || n.Rule.FR == "" || n.Rule.EN == "" {
			t.Errorf("%s: a sentence is missing", n.Name)
		}
		if !n.Match(n.Example) {
			t.Errorf("%s: the example %q does not match", n.Name, n.Example)
		}
		if n.Match(n.Example + "\n") {
			t.Errorf("%s: a final line feed matches", n.Name)
		}
	}
}

// domain holds the hand-written twin of each form.
var domain = map[string]func(string) bool{
	"date":      func(s string) bool { return competency.Date(s).Valid() },
	"digest":    func(s string) bool { return competency.Digest(s).Valid() },
	"instant":   func(s string) bool { return competency.Instant(s).Valid() },
	"iri":       func(s string) bool { return competency.IRI(s).Valid() },
	"langTag":   competency.ValidLanguage,
	"nodeRef":   func(s string) bool { return competency.NodeRef(s).Valid() },
	"pseudonym": func(s string) bool { return competency.Pseudonym(s).Valid() },
	"semver":    competency.ValidVersion,
	"uuid":      func(s string) bool { return competency.ID(s).Valid() },
}

// TestFormsEqualDomainTypes mutates examples: the expression and the domain
// type must give the same verdict.
func TestFormsEqualDomainTypes(t *testing.T) {
	more := map[string][]string{
		"date":    {"2024-02-29", "2023-02-29", "1900-02-29", "2000-02-29", "0000-02-29", "2026-04-31", "2026-13-01"},
		"instant": {"2024-02-29T23:59:59Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.1234567890Z", "2026-01-01T00:00:00+24:00", "2026-01-01t00:00:00z"},
		"semver":  {"1.0.0-rc.1+build.5", "1.0.0-01", "1.0.0-0a", "01.0.0", "1.0.0+", "1.0.0-"},
		"langTag": {"fr-FR", "zh-Hant-TW", "f", "FR", "fr-", "fr-123456789"},
	}
	const alphabet = "019azAZ-+.:_~T/@%#[]{}<>\"\\^`| éÉ\n\r\t0245"
	letters := []rune(alphabet)
	r := rand.New(rand.NewPCG(1, 2))
	n := 4000
	for name, valid := range domain {
		form, ok := pattern.Find(name)
		if !ok {
			t.Fatalf("no form %s", name)
		}
		seeds := append([]string{form.Example, ""}, more[name]...)
		accepted := 0
		for i := range n + len(seeds) {
			s := seeds[i%len(seeds)]
			if i >= len(seeds) {
				b := []rune(s)
				for range 1 + r.IntN(2) {
					c := letters[r.IntN(len(letters))]
					at := r.IntN(len(b) + 1)
					switch {
					case r.IntN(3) == 0 || at == len(b):
						b = append(b[:at], append([]rune{c}, b[at:]...)...)
					case r.IntN(2) == 0:
						b = append(b[:at], b[at+1:]...)
					default:
						b[at] = c
					}
				}
				s = string(b)
			}
			if got, want := form.Match(s), valid(s); got != want {
				t.Fatalf("%s: the expression says %v and the type says %v for %q", name, got, want, s)
			}
			if valid(s) {
				accepted++
			}
		}
		if accepted < 5 {
			t.Errorf("%s: only %d accepted strings were tried", name, accepted)
		}
	}
}
