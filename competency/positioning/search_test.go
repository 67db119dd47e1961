// SPDX-License-Identifier: Apache-2.0

package positioning_test

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// run asks a whole search; bit k-1 of pattern is the answer about rank k.
func run(top, claim int, pattern uint) (asked []int, result int) {
	s := positioning.NewSearch(top, claim)
	for {
		k, ok := s.Ask()
		if !ok {
			return asked, s.Low
		}
		asked = append(asked, k)
		s = s.Answer(k, pattern>>(k-1)&1 == 1)
	}
}

func TestSearchGivenCases(t *testing.T) {
	f, err := os.Open(fixtures.Path(t, "competency/positioning/threshold-search.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		c := strings.Split(sc.Text(), "\t")
		if c[0] == "levels" {
			continue
		}
		top, _ := strconv.Atoi(c[0])
		claim := positioning.NoClaim
		if c[1] != "-" {
			claim, _ = strconv.Atoi(c[1])
		}
		var pattern uint
		for i, a := range c[2] {
			if a == 'y' {
				pattern |= 1 << i
			}
		}
		asked, result := run(top, claim, pattern)
		words := make([]string, len(asked))
		for i, k := range asked {
			words[i] = strconv.Itoa(k)
		}
		verdict := "-"
		if claim != positioning.NoClaim {
			verdict = "contradicts"
			if result == claim {
				verdict = "agrees"
			}
		}
		shape := "mono"
		if pattern&(pattern+1) != 0 {
			shape = "inverted"
		}
		got := strings.Join(words, ",") + "\t" + strconv.Itoa(result) + "\t" + shape + "\t" + verdict
		if want := strings.Join(c[3:], "\t"); got != want {
			t.Fatalf("%s: got %s, want %s", sc.Text(), got, want)
		}
		n++
	}
	if n != 3071 {
		t.Fatalf("%d cases, want 3071", n)
	}
	t.Logf("%d given cases identical", n)
}

// optimum is the least number of prompts after which a true claim c among
// lo..hi can be certain, when no other answer may ever need more than left.
func optimum(lo, hi, left, c int) int {
	if lo == hi {
		return 0
	}
	best, room := 1<<20, 1<<(left-1)
	for k := lo + 1; k <= hi; k++ {
		if k-lo > room || hi-k+1 > room {
			continue
		}
		next := 0
		if c >= k {
			next = optimum(k, hi, left-1, c)
		} else {
			next = optimum(lo, k-1, left-1, c)
		}
		best = min(best, 1+next)
	}
	return best
}

func TestSearchEveryClaimEveryPattern(t *testing.T) {
	runs := 0
	for top := 1; top <= 12; top++ {
		bound := positioning.MaxPrompts(top)
		for claim := positioning.NoClaim; claim <= top; claim++ {
			for pattern := uint(0); pattern < 1<<top; pattern++ {
				asked, result := run(top, claim, pattern)
				runs++
				if len(asked) > bound {
					t.Fatalf("top %d claim %d pattern %b: %d prompts, bound %d", top, claim, pattern, len(asked), bound)
				}
				yesBelow := result == 0 || pattern>>(result-1)&1 == 1
				noAbove := result == top || pattern>>result&1 == 0
				if !yesBelow || !noAbove {
					t.Fatalf("top %d claim %d pattern %b: %d is no yes/no boundary", top, claim, pattern, result)
				}
				if pattern&(pattern+1) == 0 && 1<<result-1 != pattern {
					t.Fatalf("top %d claim %d pattern %b: result %d", top, claim, pattern, result)
				}
			}
			if claim == positioning.NoClaim {
				continue
			}
			asked, _ := run(top, claim, 1<<claim-1)
			if best := optimum(0, top, bound, claim); len(asked) != best {
				t.Errorf("top %d: true claim %d costs %d, optimum %d", top, claim, len(asked), best)
			}
			if (top <= 5 || top == 8 || top == 9) && len(asked) > 2 {
				t.Errorf("top %d: true claim %d costs %d > 2", top, claim, len(asked))
			}
		}
	}
	t.Logf("%d runs", runs)
}
