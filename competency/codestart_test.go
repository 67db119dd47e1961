// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestCodeStart holds codeStart to CompareCodes: it may not know, it may not
// contradict.
func TestCodeStart(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	code := func() string {
		var b strings.Builder
		for range r.IntN(12) {
			b.WriteByte("0012389.-A/:\x00é"[r.IntN(15)])
		}
		if r.IntN(50) == 0 {
			b.WriteString(strings.Repeat("7", 250+r.IntN(10)))
		}
		return b.String()
	}
	told := 0
	for range 200_000 {
		a, b := code(), code()
		x, y := codeStart(a), codeStart(b)
		if x == y {
			continue
		}
		told++
		if want := CompareCodes(a, b); (want < 0) != (x < y) || want == 0 {
			t.Fatalf("%q and %q: CompareCodes %d, starts %x and %x", a, b, want, x, y)
		}
	}
	if told < 100_000 {
		t.Errorf("only %d pairs told apart", told)
	}
}
