// SPDX-License-Identifier: Apache-2.0

package competency_test

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"testing"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
)

func TestMergeKeepsEveryID(t *testing.T) {
	first, err := frameworks.Open("encadrement-exemple", "")
	if err != nil {
		t.Fatal(err)
	}
	second, err := frameworks.Open("crcn", "")
	if err != nil {
		t.Fatal(err)
	}
	second.Items[0].Code = "EA" // clashes with a domain of the first
	got, is := competency.Merge(first, second, competency.MergeOptions{URI: "https://exemple.fr/commun", Version: "1.0.0", Title: competency.FR("Commun")})
	if codes := is.Codes(); len(codes) != 1 || codes[0] != "MERGE-002" {
		t.Errorf("clashes: %v", is)
	}
	for _, f := range []*competency.Framework{first, second} {
		for i := range f.Items {
			it, ok := got.Item(f.Items[i].ID)
			if !ok {
				t.Fatalf("%s is gone", f.Items[i].Code)
			}
			before, _ := f.ScaleOf(&f.Items[i])
			after, _ := got.ScaleOf(it)
			if f.Items[i].Type == competency.ItemCompetency && before.ID != after.ID {
				t.Errorf("%s: scale %q became %q", it.Code, before.ID, after.ID)
			}
		}
	}
	got.Standing = competency.StandingImported
	if is := got.Check(); is.HasErrors() {
		t.Error(is)
	}
	if n := len(got.Tree().Roots); n != 9 {
		t.Errorf("%d top items", n)
	}
}

func TestMergeWithItself(t *testing.T) {
	g := newForge(21)
	for range 30 {
		f := g.framework(20)
		got, is := competency.Merge(f, clone(f), competency.MergeOptions{})
		if len(is) > 0 || got.Digest() != f.Digest() {
			set, _ := competency.Diff(f, got)
			t.Fatal(is, set.Changes)
		}
	}
}

func TestMergeClashes(t *testing.T) {
	first, _ := competency.Parse([]byte(sound(t)))
	second := clone(first)
	second.Items[1].Label = competency.FR("Autrement")
	second.Scales[0].Levels[0].Label = competency.FR("Premier")
	stranger := second.Items[2]
	stranger.ID, stranger.Code = competency.NewID("https://exemple.fr/autre", "x"), "B1"
	second.Items = append(second.Items, stranger)
	_, is := competency.Merge(first, second, competency.MergeOptions{})
	if got := fmt.Sprint(is.Codes()); got != "[MERGE-001 MERGE-005 MERGE-003]" {
		t.Error(got, is)
	}
	second.Kind = competency.KindOrganisation
	if merged, is := competency.Merge(first, second, competency.MergeOptions{}); merged != nil || !is.HasErrors() {
		t.Error("two kinds merged")
	}
}

func TestSignature(t *testing.T) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	other, _, _ := ed25519.GenerateKey(nil)
	f, _ := frameworks.Open("crcn", "")
	s := competency.Sign(f, private, "2026-11-22")
	g := clone(f)
	if err := competency.VerifySignature(g, s, public); err != nil {
		t.Error(err)
	}
	if err := competency.VerifySignature(g, s, other); !errors.Is(err, competency.ErrBadSignature) {
		t.Error(err)
	}
	for _, change := range []func(*competency.Signature){
		func(s *competency.Signature) { s.SignedOn = "2026-11-23" },
		func(s *competency.Signature) { s.KeyID = "0" },
		func(s *competency.Signature) { s.Value = "AAAA" },
		func(s *competency.Signature) { s.Value += "=" },
		func(s *competency.Signature) { s.Version = "9.9.9" },
		func(s *competency.Signature) { s.SignedOn = "\n" },
	} {
		bad := s
		change(&bad)
		if competency.VerifySignature(g, bad, public) == nil {
			t.Errorf("accepted: %+v", bad)
		}
	}
	g.Items[3].Label = competency.FR("autre")
	if err := competency.VerifySignature(g, s, public); !errors.Is(err, competency.ErrOtherContent) {
		t.Error(err)
	}
	if competency.VerifySignature(f, s, nil) == nil {
		t.Error("no key, accepted")
	}
}
