// SPDX-License-Identifier: Apache-2.0

package competency_test

import (
	"bytes"
	"fmt"
	"testing"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// TestApplyOfDiff: Apply(a, Diff(a, b)) is b byte for byte, also when the
// change set has been written and read.
func TestApplyOfDiff(t *testing.T) {
	g := newForge(5)
	kinds := map[competency.ChangeKind]int{}
	pairs := fixtures.Count(500, 10_000)
	for n := range pairs {
		a := g.framework(1 + g.IntN(25))
		b := g.evolve(a)
		set, _ := competency.Diff(a, b)
		for _, c := range set.Changes {
			kinds[c.Kind]++
		}
		want := b.AppendJSON(nil)
		got, err := competency.Apply(a, set)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.AppendJSON(nil), want) {
			t.Fatalf("pair %d:\n got %s\nwant %s", n, got.AppendJSON(nil), want)
		}
		read, is := competency.ParseChangeSet(set.AppendJSON(nil))
		if is = append(is, read.Check()...); len(is) > 0 {
			t.Fatal(is)
		}
		got, err = competency.Apply(a, *read)
		if err != nil || !bytes.Equal(got.AppendJSON(nil), want) {
			t.Fatalf("pair %d: the change set did not survive writing: %v", n, err)
		}
		if !bytes.Equal(want, a.AppendJSON(nil)) && len(set.Changes) == 0 && a.Version == b.Version {
			t.Fatalf("pair %d: a difference nobody is told of", n)
		}
	}
	t.Logf("%d pairs, changes: %v", pairs, kinds)
	if len(kinds) != 14 && pairs >= 500 {
		t.Errorf("only %d of 14 kinds of change were drawn: %v", len(kinds), kinds)
	}
}

func TestDiffOfSelfIsEmpty(t *testing.T) {
	for _, f := range corpus(t, 20) {
		set, is := competency.Diff(f, clone(f))
		if len(set.Changes)+len(set.Gone)+len(set.Put.Items) > 0 || len(is) > 0 || set.Impact != competency.ImpactNone {
			t.Fatalf("%v %v", set.Changes, is)
		}
	}
}

func TestApplyToAnotherVersion(t *testing.T) {
	g := newForge(6)
	a := g.framework(10)
	set, _ := competency.Diff(a, g.evolve(a))
	other := clone(a)
	other.Items[0].Label = competency.FR("autre")
	if _, err := competency.Apply(other, set); err != competency.ErrOtherBase {
		t.Errorf("got %v", err)
	}
}

// TestEachChangeCodeAlone: one pair of versions per code, that code alone.
func TestEachChangeCodeAlone(t *testing.T) {
	item := func(f *competency.Framework, code string) *competency.Item {
		it, ok := f.ByCode(code)
		if !ok {
			t.Fatalf("no %s", code)
		}
		return it
	}
	for _, c := range []struct {
		code, pointer string
		change        func(f *competency.Framework)
	}{
		{"", "", func(f *competency.Framework) { item(f, "A2").Label = competency.FR("Rédiger et écrire") }},
		{"CHANGE-001", "/items", func(f *competency.Framework) {
			f.Version = "2.0.0"
			newForge(1).remove(f, item(f, "A1").ID)
		}},
		{"CHANGE-002", "/items/1/id", func(f *competency.Framework) {
			f.Version = "2.0.0"
			it := *item(f, "A1")
			newForge(1).remove(f, it.ID)
			it.ID = competency.NewID(f.URI, "neuf")
			f.Items = append(f.Items[:1], append([]competency.Item{it}, f.Items[1:]...)...)
		}},
		{"CHANGE-003", "/items/1", func(f *competency.Framework) {
			item(f, "A1").Label = competency.FR("Observer les oiseaux migrateurs")
		}},
		{"CHANGE-004", "/changed", func(f *competency.Framework) {
			f.Changed = "2026-01-02T00:00:00Z"
			item(f, "A2").Keywords = []string{"mot"}
		}},
		{"CHANGE-004", "/items/0/changed", func(f *competency.Framework) { item(f, "A").Keywords = []string{"mot"} }},
		{"CHANGE-005", "/version", func(f *competency.Framework) {
			f.Version = "1.1.0"
			it := item(f, "A2")
			it.Retired, it.Until = true, "2026-02-01"
		}},
		{"CHANGE-005", "/version", func(f *competency.Framework) {
			f.Items[1].Indicators = append(f.Items[1].Indicators, newForge(1).indicator(1))
		}},
		{"CHANGE-006", "/scales/0", func(f *competency.Framework) {
			f.Version = "2.0.0"
			f.Scales[0].Levels = append(f.Scales[0].Levels, competency.Level{Rank: 3, Label: competency.FR("Trois"), Origin: competency.OriginProject})
		}},
		{"CHANGE-007", "/uri", func(f *competency.Framework) { f.URI = "https://exemple.fr/autre" }},
	} {
		old, _ := competency.Parse([]byte(sound(t)))
		old.Items[0].Changed = "2026-01-02T00:00:00Z"
		new := clone(old)
		new.Version, new.Changed = "1.0.1", "2026-03-01T00:00:00Z"
		c.change(new)
		_, is := competency.Diff(old, new)
		got := ""
		for _, i := range is {
			got += i.Code + " " + string(i.Pointer)
		}
		want := c.code
		if want != "" {
			want += " " + c.pointer
		}
		if got != want {
			t.Errorf("got %q, want %q: %v", got, want, is)
		}
	}
}

func TestReplacedByAnswersANewID(t *testing.T) {
	old, _ := competency.Parse([]byte(sound(t)))
	new := clone(old)
	new.Version, new.Changed = "2.0.0", "2026-03-01T00:00:00Z"
	it, _ := new.ByCode("A1")
	next := *it
	next.ID, next.URI = competency.NewID(new.URI, "neuf"), "https://exemple.fr/r#A1bis"
	uri := it.URI
	newForge(1).remove(new, it.ID)
	new.Items = append(new.Items, next)
	a := newForge(2).link(competency.AssociationReplacedBy, "", next.ID)
	a.From = competency.NodeRef(uri)
	new.Associations = append(new.Associations, a)
	if set, is := competency.Diff(old, new); len(is) > 0 || len(set.Routes) != 2 || set.Routes[0].Fate != competency.FateMoved {
		t.Errorf("%v %v", is, set.Routes)
	}
}

func ExampleDiff() {
	old, _ := competency.Parse([]byte(exampleDocument))
	new, _ := competency.Parse([]byte(exampleDocument))
	new.Version, new.Changed = "1.0.1", "2026-09-01T00:00:00Z"
	new.Items[0].Label = competency.FR("Conduire une réunion d'équipe")
	set, issues := competency.Diff(old, new)
	for _, c := range set.Changes {
		fmt.Println(c.Kind, c.Code, c.Impact, ":", c.After.In("fr"))
	}
	fmt.Println(len(issues), "manquement")
	// Output:
	// reworded R1 text : Conduire une réunion d'équipe
	// 0 manquement
}

func TestChangeSetCheck(t *testing.T) {
	g := newForge(31)
	a := g.framework(10)
	set, _ := competency.Diff(a, a)
	set.Known[0], set.Known[1] = set.Known[1], set.Known[0]
	set.To.Version = "2"
	set.Changes = []competency.Change{{Kind: "better", Impact: competency.ImpactNone}}
	if got := fmt.Sprint(set.Check().Codes()); got != "[FRAMEWORK-034 FRAMEWORK-036 FRAMEWORK-006]" {
		t.Error(got)
	}
}

// CHANGE-003 is told when fewer than half of the long words stay, in every
// language that both texts have.
func TestNewMeaning(t *testing.T) {
	for _, c := range []struct {
		name     string
		old, new competency.Text
		want     bool
	}{
		{"half stays", competency.FR("alpha bravo charlie delta"), competency.FR("alpha bravo écho foxtrot"), false},
		{"a third stays", competency.FR("alpha bravo charlie"), competency.FR("alpha écho foxtrot"), true},
		{"case and order do not count", competency.FR("Alpha BRAVO"), competency.FR("bravo, alpha"), false},
		{"short words do not count", competency.FR("un de la mer alpha"), competency.FR("une des les mers alpha"), false},
		{"longer, most words new", competency.FR("alpha bravo"), competency.FR("alpha charlie delta écho"), true},
		{"one language stays", competency.Text{"fr": "alpha", "en": "bravo"}, competency.Text{"fr": "charlie", "en": "bravo"}, false},
		{"no common language", competency.Text{"fr": "alpha"}, competency.Text{"fr": "alpha", "en": "bravo"}, false},
		{"no long words", competency.FR("un"), competency.FR("le"), false},
	} {
		old, _ := competency.Parse([]byte(sound(t)))
		new := clone(old)
		new.Version, new.Changed = "1.0.1", "2026-03-01T00:00:00Z"
		old.Items[1].Label, new.Items[1].Label = c.old, c.new
		_, is := competency.Diff(old, new)
		if got := len(is) == 1 && is[0].Code == "CHANGE-003"; got != c.want || !got && len(is) > 0 {
			t.Errorf("%s: %v", c.name, is)
		}
	}
}
