// SPDX-License-Identifier: Apache-2.0

package competency_test

import (
	"fmt"
	"testing"

	"forge.apps.education.fr/eafc/briques/competency"
)

// large makes a framework the size of the ESCO skills pillar: n items in a
// tree of 17 groups, as many links and a seventh more.
func large(n int) *competency.Framework {
	g := newForge(99)
	f := g.framework(1)
	f.Items, f.Associations = nil, nil
	f.Scales = f.Scales[:1]
	for i := range n {
		it := competency.Item{ID: g.id(), Code: fmt.Sprintf("S%d", i), Type: competency.ItemCompetency, Label: competency.FR(g.sentence()), Statement: competency.FR(g.sentence() + " " + g.sentence() + " " + g.sentence() + " " + g.sentence()),
			Origin: competency.OriginImported, Changed: "2025-01-01T00:00:00Z", Keywords: []string{g.sentence(), g.sentence()}}
		it.URI = competency.IRI(fmt.Sprintf("https://exemple.fr/competences/%s", it.ID))
		if i < 17 {
			it.Type = competency.ItemDomain
		}
		f.Items = append(f.Items, it)
		parent := f.ID
		if i >= 17 {
			parent = f.Items[g.IntN(17)].ID
		}
		f.Associations = append(f.Associations, g.link(competency.AssociationIsChildOf, it.ID, parent))
		if i > 100 && i%7 == 0 {
			f.Associations = append(f.Associations, g.link(competency.AssociationIsChildOf, it.ID, f.Items[20+g.IntN(60)].ID))
		}
	}
	return f
}

func benchmarkRead(b *testing.B, n int) {
	f := large(n)
	data := f.AppendJSON(nil)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	b.ReportMetric(float64(len(f.Associations)), "links")
	for b.Loop() {
		f, is := competency.Parse(data)
		if len(is) > 0 {
			b.Fatal(is[0])
		}
		is = f.Check()
		if is.HasErrors() {
			b.Fatal(is)
		}
		nodes := 0
		f.Tree().Walk(func(*competency.Node, int, bool) { nodes++ })
		if nodes < n {
			b.Fatal(nodes)
		}
	}
}

// Read, check and tree of a framework the size of ESCO, and of twice that.
func BenchmarkReadCheckTree13502(b *testing.B) { benchmarkRead(b, 13502) }
func BenchmarkReadCheckTree27004(b *testing.B) { benchmarkRead(b, 27004) }

func BenchmarkDiff13502(b *testing.B) {
	old := large(13502)
	new := clone(old)
	g := newForge(4)
	new.Version, new.Changed = "2.0.0", "2026-01-01T00:00:00Z"
	for range 700 {
		g.change(new, old)
	}
	b.ReportAllocs()
	for b.Loop() {
		if set, _ := competency.Diff(old, new); len(set.Changes) < 100 {
			b.Fatal(len(set.Changes))
		}
	}
}

func BenchmarkEncode13502(b *testing.B) {
	f := large(13502)
	b.ReportAllocs()
	for b.Loop() {
		b.SetBytes(int64(len(f.AppendJSON(nil))))
	}
}

func BenchmarkDigest13502(b *testing.B) {
	f := large(13502)
	for b.Loop() {
		f.Digest()
	}
}
