// SPDX-License-Identifier: Apache-2.0

package positioning_test

import (
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/competency/positioning/internal/transcript"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// TestResumeCut cuts codes of random runs at every place: what comes back is
// what was said or nothing, whatever is missing is counted, and nothing is
// read of a code whose head is not whole.
func TestResumeCut(t *testing.T) {
	r := transcript.Random(11)
	part, branched := 0, 0
	for n := range fixtures.Count(300, 5000) {
		q := transcript.Questionnaire(5+n%12, 5, []positioning.Confirmation{"none", "full", "exhaustive"}[n%3])
		s := positioning.Start(q)
		for range 40 {
			s, _ = positioning.Apply(q, s, transcript.Event(q, s, &r))
		}
		code := positioning.Code(q, s)
		if got, lost, f := positioning.ResumeCut(q, code); f != nil || lost != 0 || positioning.Code(q, got) != code {
			t.Fatalf("%s whole: %d lost, %v", code, lost, f)
		}
		parts := strings.Split(code, "~")
		head := len(strings.Join(parts[:4], "~"))
		answers := head + 1 + len(parts[4])
		for at := range code {
			got, lost, f := positioning.ResumeCut(q, code[:at])
			if f != nil {
				if at > head && at != answers { // at the end of the answers nothing tells that branches are missing
					t.Fatalf("%s: %v", code[:at], f)
				}
				if positioning.Code(q, got) != positioning.Code(q, positioning.Start(q)) {
					t.Fatalf("%s: refused, and answers are read", code[:at])
				}
				continue
			}
			_, whole := positioning.Resume(q, code[:at])
			if at <= head || (lost == 0) != (whole == nil) {
				t.Fatalf("%s: read, %d lost", code[:at], lost)
			}
			part++
			if at > answers {
				branched++
			}
			open := 0
			for i := range q.Questions {
				a, want := got.Answer(i), s.Answer(i)
				switch {
				case a.Status == positioning.StatusOpen && want.Status != positioning.StatusOpen:
					open++
				case a.Status != want.Status && (at <= answers || want.Status != positioning.StatusLocated) || a.Status == positioning.StatusClaimed && a.Rank != want.Rank:
					t.Fatalf("%s: question %d is %s %d, was %s %d", code[:at], i, a.Status, a.Rank, want.Status, want.Rank)
				}
			}
			if open > lost && whole != nil {
				t.Fatalf("%s: %d answers are missing, %d are said to be", code[:at], open, lost)
			}
		}
	}
	if part < 1000 || branched < 100 {
		t.Errorf("only %d codes were read in part, %d of them in their branches", part, branched)
	}
}

// TestResumeCutNeverGuesses: a code that is damaged, not cut, or another's
// is refused as Resume refuses it.
func TestResumeCutNeverGuesses(t *testing.T) {
	q := transcript.Questionnaire(5, 4, positioning.ConfirmationNone)
	s := positioning.Start(q)
	for i := range 3 {
		s, _ = positioning.Apply(q, s, positioning.Event{Kind: positioning.EventClaim, Item: q.Questions[i].Item, Rank: 2})
	}
	code := positioning.Code(q, s)
	for _, bad := range []string{"", code + ".", strings.Replace(code, "~2~222", "~2~2é2", 1), strings.Replace(code, "~222..", "~2z2", 1), strings.Replace(code, "~2~222", "~3~222", 1),
		strings.Replace(code, "@1.0.0~", "@1.0.1~", 1)[:len(code)-1], code + "~zé", code + "~9:1", code + "~a~b", "x" + code[:len(code)-1], code[1 : len(code)-1]} {
		got, lost, f := positioning.ResumeCut(q, bad)
		_, want := positioning.Resume(q, bad)
		if f == nil || lost != 0 || f.Code != want.Code || positioning.Code(q, got) != positioning.Code(q, positioning.Start(q)) {
			t.Errorf("%s: %d lost, %v, state %s", bad, lost, f, positioning.Code(q, got))
		}
	}
}
