// SPDX-License-Identifier: Apache-2.0

package compat_test

import (
	"encoding/json"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/internal/engine"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/schemas/compat"
)

func TestCompareFixtures(t *testing.T) {
	type compatCase struct {
		ID, What, Verdict string
		Same              bool
		Old, New          json.RawMessage
		OldOnly, NewOnly  []json.RawMessage
	}
	cases := fixtures.Lines[compatCase](t, "schema/compat/cases.jsonl")
	right, witnesses := 0, 0
	var slowest time.Duration
	for _, c := range cases {
		start := time.Now()
		rep, found := compat.Compare(c.Old, c.New)
		slowest = max(slowest, time.Since(start))
		if len(found) > 0 {
			t.Errorf("%s: %v", c.ID, found)
			continue
		}
		if string(rep.Verdict) != c.Verdict || rep.Same != c.Same {
			got, _ := json.Marshal(rep)
			t.Errorf("%s %s: want %s same=%v, got %s", c.ID, c.What, c.Verdict, c.Same, got)
			continue
		}
		old, _ := engine.Compile(c.Old, nil)
		new, _ := engine.Compile(c.New, nil)
		for _, ch := range rep.Changes {
			v, err := engine.Decode(ch.Witness)
			if err != nil {
				t.Errorf("%s: %s %s has no witness", c.ID, ch.Pointer, ch.Keyword)
				continue
			}
			if ch.Class == compat.ClassNarrowing && (!old.Accepts(v) || new.Accepts(v)) ||
				ch.Class == compat.ClassWidening && (old.Accepts(v) || !new.Accepts(v)) {
				t.Errorf("%s: witness proves nothing: %s", c.ID, ch.Witness)
			}
			witnesses++
		}
		right++
	}
	t.Logf("%d of %d right, %d witnesses, slowest %v", right, len(cases), witnesses, slowest)
}
