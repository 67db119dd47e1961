// SPDX-License-Identifier: Apache-2.0

package check

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestDistinctNames compares the two ways of distinctNames, for few names and
// for many, with names compared two by two.
func TestDistinctNames(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	letters := []string{"k", "K", "\u212a", "s", "S", "ſ", "é", "É", "İ", "i", "-", "ß", "ẞ", "q", "w", "e"}
	alike := 0
	for range 20_000 {
		names := make([]string, r.IntN(14))
		for i := range names {
			for range 1 + r.IntN(4) {
				names[i] += letters[r.IntN(len(letters))]
			}
		}
		want := true
		for i, a := range names {
			for _, b := range names[:i] {
				want = want && !strings.EqualFold(a, b)
			}
		}
		if !want {
			alike++
		}
		if got := distinctNames(names); got != want {
			t.Fatalf("distinctNames(%q) = %v", names, got)
		}
	}
	if alike < 2_000 {
		t.Errorf("only %d lists hold alike names", alike)
	}
}
