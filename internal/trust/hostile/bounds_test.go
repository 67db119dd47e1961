// SPDX-License-Identifier: Apache-2.0

package hostile_test

import (
	"runtime"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/internal/bench/cputime"
	"forge.apps.education.fr/eafc/briques/internal/trust/hostile"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// The bounds of a reading: CPU time of the thread, and bytes allocated in all,
// which is more than it holds at once.
const (
	mostTime  = time.Second
	mostTimes = 12
	mostBase  = 8 << 20
)

// bounded reads one case within the bounds and returns what was found.
func bounded(t *testing.T, c hostile.Case, read func() issue.Issues) issue.Issues {
	t.Helper()
	return within(t, c, mostTimes*len(c.Data)+mostBase, read)
}

// within is bounded with another bound of memory.
func within(t *testing.T, c hostile.Case, most int, read func() issue.Issues) issue.Issues {
	t.Helper()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	defer func() {
		if p := recover(); p != nil {
			t.Errorf("%s: panic: %v", c.Name, p)
		}
	}()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := cputime.Thread()
	var is issue.Issues
	marked(func() { is = read() })
	took := cputime.Thread() - start
	runtime.ReadMemStats(&after)
	if took > mostTime {
		t.Errorf("%s: %v for %d bytes", c.Name, took, len(c.Data))
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > uint64(most) {
		t.Errorf("%s: %d bytes allocated for %d, %d at most", c.Name, took, len(c.Data), most)
	}
	return is
}

// owed checks that the issue of the case is among the errors, at its place,
// and that a text which is no document has no other.
func owed(t *testing.T, c hostile.Case, is issue.Issues) {
	t.Helper()
	if c.Code == "" {
		return
	}
	for _, i := range is {
		if i.Code == c.Code && i.Pointer == c.Pointer && (c.Line == 0 || i.Line == c.Line && i.Column == c.Column) {
			return
		}
	}
	t.Errorf("%s: want %s at %q, got %v", c.Name, c.Code, c.Pointer, brief(is))
}

func brief(is issue.Issues) (out []string) {
	for _, i := range is {
		if len(out) == 4 {
			return append(out, "…")
		}
		out = append(out, i.Code+" "+string(i.Pointer))
	}
	return out
}
