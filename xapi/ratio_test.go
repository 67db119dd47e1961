// SPDX-License-Identifier: Apache-2.0

package xapi_test

import (
	"encoding/json"
	"runtime"
	"slices"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/internal/bench/cputime"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// TestSpeed prints the speed of Validate beside that of encoding/json.Valid,
// in interleaved rounds on one thread, and the allocations, which must be two
// at most.
func TestSpeed(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	all := sets(t)
	for _, name := range []string{"ADL", "Moodle", "FUN-MOOC"} {
		set := all[name]
		one := func(f func([]byte) bool, n int) time.Duration {
			start := cputime.Thread()
			for i := range n {
				f(set[i%len(set)])
			}
			return cputime.Thread() - start
		}
		ours := func(s []byte) bool { return !xapi.Validate(s, xapi.Options{}).HasErrors() }
		var ratios []float64
		var mine, theirs time.Duration
		const each = 2000
		for range fixtures.Count(8, 200) {
			a, b := one(json.Valid, each), one(ours, each)
			mine, theirs = mine+b, theirs+a
			if b > 0 {
				ratios = append(ratios, float64(a)/float64(b))
			}
		}
		slices.Sort(ratios)
		n := float64(each * len(ratios))
		i := 0
		allocs := testing.AllocsPerRun(len(set), func() { ours(set[i%len(set)]); i++ })
		t.Logf("%-8s Validate %6.0f statements/s, json.Valid %6.0f, ratio %.2f, %.0f allocations", name,
			n/mine.Seconds(), n/theirs.Seconds(), ratios[len(ratios)/2], allocs)
		if allocs > 2 {
			t.Errorf("%s: %.1f allocations", name, allocs)
		}
	}
}
