// SPDX-License-Identifier: Apache-2.0

package competency_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

func (g *forge) position(f *competency.Framework) competency.Position {
	p := competency.Position{Holder: "p-1", Framework: f.URI, Version: f.Version, Digest: f.Digest(), Claims: []competency.Claim{}}
	bases := []competency.Basis{competency.BasisSelfDeclared, competency.BasisEvidenced}
	for i := range f.Items {
		it := &f.Items[i]
		scale, ok := f.ScaleOf(it)
		if !ok || g.chance(20) {
			continue
		}
		c := competency.Claim{Item: f.Ref(it.ID), Rank: g.IntN(scale.Top() + 1), Basis: pick(g, bases), On: "2025-05-05"}
		if g.chance(30) {
			n := g.IntN(scale.Top() + 1)
			c.Checked = &n
			c.Evidence = []competency.ID{g.id()}
		}
		p.Claims = append(p.Claims, c)
	}
	if g.chance(20) {
		p.Claims = append(p.Claims, competency.Claim{Item: f.Ref(g.id()), Rank: 1, Basis: competency.BasisConfirmed, On: "2025-05-05"})
	}
	return p
}

// TestMigrateLosesNothingInSilence: claims and losses together are the claims
// of before, and every surviving claim stands on an item and a rank of the
// new version.
func TestMigrateLosesNothingInSilence(t *testing.T) {
	g := newForge(9)
	count := map[string]int{}
	pairs := fixtures.Count(500, 10_000)
	for n := range pairs {
		a := g.framework(2 + g.IntN(25))
		b := g.evolve(a)
		p := g.position(a)
		before := string(p.AppendJSON(nil))
		set, _ := competency.Diff(a, b)
		got, losses := competency.Migrate(p, set)
		if string(p.AppendJSON(nil)) != before {
			t.Fatalf("pair %d: the position given was changed", n)
		}
		if len(got.Claims)+len(losses) != len(p.Claims) {
			t.Fatalf("pair %d: %d claims, %d kept or moved, %d lost", n, len(p.Claims), len(got.Claims), len(losses))
		}
		if got.Version != b.Version || got.Digest != b.Digest() {
			t.Fatalf("pair %d: the position is on %s %s", n, got.Version, got.Digest)
		}
		accounted := map[competency.ID]int{}
		for _, c := range got.Claims {
			it, ok := b.Item(c.Item.Item)
			if !ok || c.Item.Version != b.Version {
				t.Fatalf("pair %d: a claim on nothing: %+v", n, c)
			}
			if scale, ok := b.ScaleOf(it); ok && c.Rank > scale.Top() {
				t.Fatalf("pair %d: rank %d of %d", n, c.Rank, scale.Top())
			}
			from := c.Item.Item
			count["kept"]++
			if c.MovedFrom != nil {
				from = c.MovedFrom.Item
				count["moved"]++
				count["kept"]--
			}
			accounted[from]++
		}
		for _, l := range losses {
			from := l.Claim.Item.Item
			if l.Claim.MovedFrom != nil {
				from = l.Claim.MovedFrom.Item
			}
			accounted[from]++
			count[string(l.Reason)]++
			if i := l.Issue(); i.Code == "" || i.Severity != "warning" {
				t.Fatal(i)
			}
		}
		for _, c := range p.Claims {
			if accounted[c.Item.Item] != 1 {
				t.Fatalf("pair %d: claim on %s accounted for %d times", n, c.Item.Item, accounted[c.Item.Item])
			}
		}
	}
	t.Logf("%d pairs: %v", pairs, count)
	for _, k := range []string{"kept", "moved", "split", "retired", "rescaled", "unknown", "merged"} {
		if count[k] == 0 {
			t.Errorf("no claim was %s", k)
		}
	}
}

// chain is a framework where X is replaced by Y, Y by Z, W is split in Y and
// Z, and V is retired alone; the scale goes from 3 ranks to 2 with a map.
func chain(t *testing.T) (old, new *competency.Framework, ids map[string]competency.ID) {
	t.Helper()
	g := newForge(1)
	old, _ = competency.Parse([]byte(sound(t)))
	old.Items, old.Associations = nil, nil
	old.Scales[0].Levels = append(old.Scales[0].Levels, competency.Level{Rank: 3, Label: competency.FR("Trois"), Origin: competency.OriginProject})
	ids = map[string]competency.ID{}
	for _, code := range []string{"V", "W", "X", "Z"} {
		it := competency.Item{ID: competency.NewID(old.URI, code), URI: old.URI + competency.IRI("#"+code), Code: code, Type: competency.ItemCompetency, Label: competency.FR(code), Origin: competency.OriginProject}
		ids[code] = it.ID
		old.Items = append(old.Items, it)
		old.Associations = append(old.Associations, g.link(competency.AssociationIsChildOf, it.ID, old.ID))
	}
	new = clone(old)
	new.Version = "2.0.0"
	y := new.Items[0]
	y.ID, y.Code, y.URI = competency.NewID(old.URI, "Y"), "Y", old.URI+"#Y"
	y.Retired, y.Until = true, "2026-01-01"
	ids["Y"] = y.ID
	new.Items = append(new.Items, y)
	for _, code := range []string{"V", "W", "X"} {
		it, _ := new.ByCode(code)
		it.Retired, it.Until = true, "2026-01-01"
	}
	for _, l := range [][2]string{{"X", "Y"}, {"Y", "Z"}, {"W", "Y"}, {"W", "Z"}} {
		new.Associations = append(new.Associations, g.link(competency.AssociationReplacedBy, ids[l[0]], ids[l[1]]))
	}
	s := &new.Scales[0]
	s.Levels = s.Levels[:2]
	s.Replaces = []competency.LevelMap{{Version: "1.0.0", Scale: "N", From: 1, To: 1}, {Version: "1.0.0", Scale: "N", From: 3, To: 2}}
	return old, new, ids
}

func TestMigrateFollowsReplacement(t *testing.T) {
	old, new, ids := chain(t)
	set, _ := competency.Diff(old, new)
	claim := func(code string, rank int) competency.Claim {
		return competency.Claim{Item: old.Ref(ids[code]), Rank: rank, Basis: competency.BasisConfirmed, On: "2025-05-05"}
	}
	stranger := competency.Claim{Item: old.Ref(competency.NewID(old.URI, "nobody")), Rank: 1, Basis: competency.BasisConfirmed, On: "2025-05-05"}
	p := competency.Position{Holder: "p", Framework: old.URI, Version: old.Version, Digest: old.Digest(), Claims: []competency.Claim{
		claim("X", 3), claim("Z", 1), claim("V", 1), claim("W", 2), stranger,
	}}
	got, losses := competency.Migrate(p, set)
	fromX := old.Ref(ids["X"])
	want := []competency.Claim{{Item: new.Ref(ids["Z"]), Rank: 1, Basis: competency.BasisConfirmed, On: "2025-05-05",
		Conflicts: []competency.Conflict{{Kind: competency.ConflictMerged, Ranks: []int{1, 2}, With: &fromX}}}}
	if d := cmp.Diff(want, got.Claims); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	var reasons []competency.LossReason
	for _, l := range losses {
		reasons = append(reasons, l.Reason)
	}
	if d := cmp.Diff([]competency.LossReason{competency.LossMerged, competency.LossRetired, competency.LossSplit, competency.LossUnknown}, reasons); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if n := len(losses[2].Candidates); n != 2 {
		t.Errorf("%d candidates for the split claim", n)
	}
	codes := []string{"MIGRATION-005", "MIGRATION-002", "MIGRATION-001", "MIGRATION-004"}
	for i, l := range losses {
		if l.Issue().Code != codes[i] {
			t.Errorf("%s: %s", l.Reason, l.Issue().Code)
		}
	}
	// Rank 2 has no counterpart.
	p.Claims = []competency.Claim{claim("Z", 2), claim("X", 0)}
	got, losses = competency.Migrate(p, set)
	if len(losses) != 1 || losses[0].Issue().Code != "MIGRATION-003" || len(got.Claims) != 1 || got.Claims[0].Rank != 0 || *got.Claims[0].MovedFrom != fromX {
		t.Errorf("%+v %+v", got.Claims, losses)
	}
}

func TestMigrateFromAnotherVersionLosesAll(t *testing.T) {
	old, new, ids := chain(t)
	set, _ := competency.Diff(old, new)
	ref := old.Ref(ids["Z"])
	ref.Version = "0.9.0"
	_, losses := competency.Migrate(competency.Position{Claims: []competency.Claim{{Item: ref, Rank: 1}}}, set)
	if len(losses) != 1 || losses[0].Reason != competency.LossUnknown {
		t.Error(losses)
	}
}

func TestPositionCodec(t *testing.T) {
	g := newForge(13)
	for range 50 {
		f := g.framework(20)
		p := g.position(f)
		if len(p.Claims) > 0 {
			with := p.Claims[0].Item
			p.Claims[0].Conflicts = []competency.Conflict{{Kind: competency.ConflictInversion, Ranks: []int{1, 2}, With: &with,
				Settled: &competency.Settlement{By: "tuteur", Rank: 1, Reason: "vu ensemble"}}}
			p.Claims[0].MovedFrom = &with
		}
		got, is := competency.ParsePosition(p.AppendJSON(nil))
		if len(is) > 0 {
			t.Fatal(is)
		}
		if d := cmp.Diff(&p, got); d != "" {
			t.Fatal(d)
		}
		if is := got.Check(); len(is) > 0 {
			t.Fatal(is)
		}
	}
	bad := competency.Position{Holder: "jean@exemple.fr", Framework: "x", Version: "1", Digest: "", Claims: []competency.Claim{{Rank: 13, Basis: "moi", On: "2025-02-29"}}}
	if codes := bad.Check().Codes(); len(codes) != 10 {
		t.Error(codes)
	}
}
