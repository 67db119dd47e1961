// SPDX-License-Identifier: Apache-2.0

package imscase_test

import (
	"testing"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/imscase"
)

// BenchmarkESCO reads, diagnoses, converts, checks and builds the tree of
// 13,502 items and 15,357 associations.
func BenchmarkESCO(b *testing.B) {
	data := esco(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		p, _ := imscase.Parse(data)
		f := p.ToFramework()
		is := f.Check()
		nodes := 0
		f.Tree().Walk(func(*competency.Node, int, bool) { nodes++ })
		b.ReportMetric(float64(len(f.Items)), "items")
		b.ReportMetric(float64(len(f.Associations)), "links")
		b.ReportMetric(float64(len(is)), "issues")
	}
}

// BenchmarkESCODiff compares two such, the second with every tenth label new.
func BenchmarkESCODiff(b *testing.B) {
	p, _ := imscase.Parse(esco(b))
	old := p.ToFramework()
	new := p.ToFramework()
	new.Version, new.Changed = "99.0.0", "2030-01-01T00:00:00Z"
	for i := 0; i < len(new.Items); i += 10 {
		new.Items[i].Label = competency.FR("autre " + new.Items[i].Label.In("fr"))
	}
	b.ReportAllocs()
	for b.Loop() {
		set, _ := competency.Diff(old, new)
		b.ReportMetric(float64(len(set.Changes)), "changes")
	}
}
