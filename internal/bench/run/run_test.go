// SPDX-License-Identifier: Apache-2.0

package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/internal/bench/result"
)

// TestSurvey: lines met and lost are read, with their units; anything else is
// an error, not an empty table.
func TestSurvey(t *testing.T) {
	text := "chromium 1\nmet  cold, answered click               ours      212 ms, SurveyJS      400 ms, ratio 0.53 (0.50–0.60), bar 0.75\n" +
		"LOST bytes on the wire                  ours    700.5 KB, SurveyJS    400.1 KB, ratio 1.75 (1.75–1.75), bar 1.6\n"
	got, err := survey(text)
	want := []result.Row{
		{Group: "première visite, jusqu’à la réponse, ms", GroupEN: "cold, answered click, ms", Name: "briques", Ours: true, Value: 212},
		{Group: "première visite, jusqu’à la réponse, ms", GroupEN: "cold, answered click, ms", Name: "SurveyJS", Value: 400},
		{Group: "octets transmis, ko", GroupEN: "bytes on the wire, KB", Name: "briques", Ours: true, Value: 700.5},
		{Group: "octets transmis, ko", GroupEN: "bytes on the wire, KB", Name: "SurveyJS", Value: 400.1},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got)\n%s", err, diff)
	}
	if _, err := survey("no page\n"); err == nil {
		t.Error("nothing read, no error")
	}
}

// TestRatios: a ratio says how many times ours is better, whichever way the
// unit goes.
func TestRatios(t *testing.T) {
	for _, higher := range []bool{true, false} {
		table := result.Table{Higher: higher, Rows: []result.Row{{Group: "g", Ours: true, Value: 10}, {Group: "g", Value: 5}, {Group: "alone", Value: 5}}}
		table.Compare()
		want := 2.0
		if !higher {
			want = 0.5
		}
		if table.Rows[1].Ratio != want || table.Rows[2].Ratio != 0 {
			t.Errorf("higher %t: %+v", higher, table.Rows)
		}
	}
}

// TestFilled: the figures take the place between the marks, and nothing else
// moves; without marks it is an error.
func TestFilled(t *testing.T) {
	got, err := filled("a\n"+begin+"old\n"+end+"b\n", "new\n")
	if err != nil || got != "a\n"+begin+"new\n"+end+"b\n" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := filled("a\n", "new\n"); err == nil {
		t.Error("no marks, no error")
	}
}

// TestFigures: each line of a README carries its command, in both languages.
func TestFigures(t *testing.T) {
	r := report{Tables: []result.Table{{Title: result.Words{FR: "Mesure", EN: "Measure"}, Unit: result.Words{FR: "ms", EN: "ms"}, Command: "go run ./x",
		Rows: []result.Row{{Group: "un", GroupEN: "one", Name: "briques", Ours: true, Value: 2}, {Group: "un", GroupEN: "one", Name: "pair", Value: 5, Ratio: 2.5}}}}}
	for en, want := range map[bool]string{false: "| Mesure (un) | 2 ms | pair : 2,5 × | `go run ./x` |", true: "| Measure (one) | 2 ms | pair: 2.5 × | `go run ./x` |"} {
		if got := figures(r, en); !strings.Contains(got, want) {
			t.Errorf("%s\nwants %s", got, want)
		}
	}
}
