// SPDX-License-Identifier: Apache-2.0

package positioning_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/competency/positioning/internal/transcript"
)

func ref(i int) competency.Ref {
	return competency.Ref{Framework: "https://example.org/f", Version: "1.0.0", Item: transcript.ID(3, i)}
}

func position(claims ...positioning.Claim) positioning.Position {
	return positioning.Position{Holder: "p", Framework: "https://example.org/f", Version: "1.0.0", Claims: claims}
}

func claim(i, rank int, basis competency.Basis, on competency.Date) positioning.Claim {
	return positioning.Claim{Item: ref(i), Rank: rank, Basis: basis, On: on}
}

func TestSecondLook(t *testing.T) {
	self, seen := competency.BasisSelfDeclared, competency.BasisConfirmed
	own := position(claim(0, 2, self, "2026-01-01"), claim(1, 4, self, "2026-01-01"), claim(2, 1, self, "2026-01-01"), claim(3, 1, self, "2026-01-01"))
	other := position(claim(0, 2, seen, "2026-02-01"), claim(1, 1, seen, "2026-02-01"), claim(3, 2, seen, "2026-02-01"), claim(4, 3, seen, "2026-02-01"))
	looks, is := positioning.SecondLook(own, other)
	if is != nil {
		t.Fatal(is)
	}
	type row struct {
		Item  int
		Diff  int
		Agree positioning.Agreement
	}
	var got []row
	for _, l := range looks {
		n := int(l.Item[len(l.Item)-1] - '0')
		got = append(got, row{n, l.Difference, l.Agreement})
	}
	want := []row{{1, -3, "apart"}, {3, 1, "near"}, {4, 0, "onlyOther"}, {2, 0, "onlyOwn"}, {0, 0, "same"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	both, is := positioning.Confirm(own, competency.BasisConfirmed, other)
	if is != nil || len(both.Claims) != 8 || len(own.Claims) != 4 {
		t.Fatal(is, len(both.Claims))
	}
	st := positioning.Standings(both)
	if st[1].SelfDeclared.Rank != 4 || st[1].Confirmed.Rank != 1 || st[1].Certified != nil {
		t.Errorf("standing: %+v", st[1])
	}
	if _, is := positioning.Confirm(own, self, other); is.Codes()[0] != "POSITIONING-012" {
		t.Error(is)
	}
	foreign := position()
	foreign.Framework = "https://example.org/g"
	if _, is := positioning.SecondLook(own, foreign); is.Codes()[0] != "POSITIONING-010" {
		t.Error(is)
	}
	later := position()
	later.Version = "2.0.0"
	if _, is := positioning.Compare(own, later); is.Codes()[0] != "POSITIONING-007" {
		t.Error(is)
	}
}

func TestCompareMoves(t *testing.T) {
	self := competency.BasisSelfDeclared
	before := position(claim(0, 2, self, "2026-01-01"), claim(1, 3, self, "2026-01-01"), claim(2, 1, self, "2026-01-01"), claim(3, 1, self, "2026-01-01"))
	after := position(claim(0, 3, self, "2026-06-01"), claim(1, 1, self, "2026-06-01"), claim(2, 1, self, "2026-06-01"), claim(5, 0, self, "2026-06-01"))
	list, _ := positioning.Compare(before, after)
	var got []positioning.Move
	for _, p := range list {
		got = append(got, p.Move)
	}
	if diff := cmp.Diff([]positioning.Move{"up", "down", "same", "gone", "new"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestEffective(t *testing.T) {
	f := transcript.Framework(2, 4)
	f.Items[2].ValidMonths = 1
	p := position(claim(0, 2, competency.BasisEvidenced, "2024-01-31"), claim(1, 2, competency.BasisEvidenced, "2001-01-01"))
	for on, want := range map[competency.Date]bool{"2024-02-29": true, "2024-03-01": false} {
		v := positioning.Effective(f, p, on)
		if v[0].Valid != want || v[0].Until != "2024-02-29" || !v[1].Valid || v[1].Until != "" {
			t.Errorf("%s: %+v", on, v)
		}
	}
}

func TestAgainstEarlier(t *testing.T) {
	q := transcript.Questionnaire(2, 4, positioning.ConfirmationFull)
	s, _ := answerAll(t, q, 2, 0b0001) // now: 1 yes, 2 no
	three, one := 3, 1
	earlier := position(claim(0, 3, competency.BasisSelfDeclared, "2025-01-01"))
	earlier.Claims[0].Item.Item = q.Questions[0].Item
	earlier.Claims[0].Checked = &three
	got := positioning.AgainstEarlier(positioning.Result(q, s), earlier)
	if diff := cmp.Diff([]int{2, 3}, got[q.Questions[0].Item].Ranks); diff != "" {
		t.Error(diff)
	}
	earlier.Claims[0].Checked = &one
	if got := positioning.AgainstEarlier(positioning.Result(q, s), earlier); len(got) != 0 {
		t.Error(got)
	}
}

func TestFilesReadBack(t *testing.T) {
	q := transcript.Questionnaire(5, 4, positioning.ConfirmationFull)
	s, _ := answerAll(t, q, 2, 0b0001)
	want := positioning.Save(q, s)
	run, is, err := positioning.DecodeRun(bytes.NewReader(want.AppendJSON(nil)))
	if err != nil || is != nil {
		t.Fatal(err, is)
	}
	if diff := cmp.Diff(&want, run); diff != "" {
		t.Error(diff)
	}
	var b bytes.Buffer
	if err := positioning.EncodeQuestionnaire(&b, q); err != nil {
		t.Fatal(err)
	}
	again, is, err := positioning.DecodeQuestionnaire(bytes.NewReader(b.Bytes()))
	if err != nil || is != nil {
		t.Fatal(err, is)
	}
	if got, is := positioning.Replay(again, *run); is != nil || !same(q, got, s) {
		t.Error("replay on the questionnaire read back differs", is)
	}
	changed := strings.Replace(b.String(), `"target": 1`, `"target": 2`, 1)
	if _, is, _ := positioning.DecodeQuestionnaire(strings.NewReader(changed)); len(is) != 1 || is[0].Code != "POSITIONING-004" {
		t.Error(is)
	}
	p := &positioning.Profile{URI: "https://example.org/p", Version: "1.0.0", Title: competency.FR("Direction"),
		Targets: []positioning.Target{{Item: ref(0), Rank: 2}}}
	b.Reset()
	if err := positioning.EncodeProfile(&b, p); err != nil {
		t.Fatal(err)
	}
	back, is, err := positioning.DecodeProfile(&b)
	if err != nil || is != nil {
		t.Fatal(err, is)
	}
	if diff := cmp.Diff(p, back); diff != "" {
		t.Error(diff)
	}
	p.Targets = append(p.Targets, p.Targets[0])
	if got := p.Check().Codes(); got[0] != "POSITIONING-013" {
		t.Error(got)
	}
}

func FuzzResume(f *testing.F) {
	q := transcript.Questionnaire(6, 5, positioning.ConfirmationFull)
	r := transcript.Random(3)
	for range 5 {
		s := positioning.Start(q)
		for range 20 {
			s, _ = positioning.Apply(q, s, transcript.Event(q, s, &r))
		}
		f.Add(positioning.Code(q, s))
	}
	f.Fuzz(func(t *testing.T, code string) {
		s, fault := positioning.Resume(q, code)
		if fault != nil {
			return
		}
		again, fault := positioning.Resume(q, positioning.Code(q, s))
		if fault != nil || !same(q, s, again) {
			t.Fatalf("%q gives %q", code, positioning.Code(q, s))
		}
	})
}

func FuzzDecode(f *testing.F) {
	q := transcript.Questionnaire(3, 3, positioning.ConfirmationTarget)
	var b bytes.Buffer
	if err := positioning.EncodeQuestionnaire(&b, q); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(`{"framework":"https://example.org/f","version":"1.0.0","confirmation":"full","questionnaire":"0123456789abcdef","events":[{"kind":"back"}]}`))
	f.Add([]byte(`{"uri":"https://example.org/p","version":"1.0.0","title":{"fr":"x"},"targets":[{"item":{"framework":"a:b","version":"1.0.0","item":"x"},"rank":1}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if run, is, _ := positioning.DecodeRun(bytes.NewReader(data)); !is.HasErrors() {
			again, is, _ := positioning.DecodeRun(bytes.NewReader(run.AppendJSON(nil)))
			if is.HasErrors() || !bytes.Equal(again.AppendJSON(nil), run.AppendJSON(nil)) {
				t.Fatalf("%s: %v", data, is)
			}
			positioning.Replay(q, *run)
		}
		if p, is, _ := positioning.DecodeProfile(bytes.NewReader(data)); !is.HasErrors() {
			positioning.Compile(transcript.Framework(2, 2), p, positioning.Policy{})
		}
		if got, is, _ := positioning.DecodeQuestionnaire(bytes.NewReader(data)); !is.HasErrors() {
			s := positioning.Start(got)
			r := transcript.Random(1)
			for range 30 {
				if len(got.Questions) > 0 {
					s, _ = positioning.Apply(got, s, transcript.Event(got, s, &r))
				}
			}
			positioning.Result(got, s)
		}
	})
}
