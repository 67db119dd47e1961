// SPDX-License-Identifier: Apache-2.0

package imscase_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"runtime"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
	"forge.apps.education.fr/eafc/briques/competency/imscase"
	"forge.apps.education.fr/eafc/briques/competency/internal/sample"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// back sends f through a strict package read again.
func back(t testing.TB, name string, f *competency.Framework) ([]byte, *competency.Framework) {
	t.Helper()
	p, _ := imscase.FromFramework(f)
	strict := p.Strict()
	again, is := imscase.Parse(strict)
	if again == nil {
		t.Fatal(name, is)
	}
	if len(again.Repairs) > 0 || again.Notes.HasErrors() {
		t.Fatalf("%s: our own package needs repair: %v", name, is)
	}
	return strict, again.ToFramework()
}

func TestIdentity(t *testing.T) {
	n := fixtures.Count(300, 5000)
	for seed := range n {
		f := sample.Framework(uint64(seed))
		if seed < 100 {
			if is := f.Check(); is.HasErrors() {
				t.Fatal(seed, is)
			}
		}
		strict, got := back(t, fmt.Sprint(seed), f)
		if a, b := string(f.AppendJSON(nil)), string(got.AppendJSON(nil)); a != b {
			t.Fatalf("seed %d (-want +got)\n%s", seed, cmp.Diff(a, b))
		}
		if seed < 50 {
			if err := schema(t).Validate(tree(t, strict)); err != nil {
				t.Fatalf("seed %d: %#v", seed, err)
			}
		}
	}
	t.Logf("%d frameworks: ToFramework(FromFramework(f)) = f", n)
}

func TestShippedFrameworks(t *testing.T) {
	for _, e := range frameworks.List() {
		f, err := frameworks.Open(e.ID, e.Version)
		if err != nil {
			t.Fatal(err)
		}
		strict, got := back(t, e.ID, f)
		if a, b := string(f.AppendJSON(nil)), string(got.AppendJSON(nil)); a != b {
			t.Errorf("%s (-want +got)\n%s", e.ID, cmp.Diff(a, b))
		}
		if err := schema(t).Validate(tree(t, strict)); err != nil {
			t.Errorf("%s: %#v", e.ID, err)
		}
	}
}

// twice returns a package with every item and association of data and a copy
// of each under another identifier.
func twice(t testing.TB, data []byte) []byte {
	t.Helper()
	var doc map[string]any
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	move := func(v any) string { return "f" + v.(string)[1:] }
	root := doc["CFDocument"].(map[string]any)["identifier"]
	for _, list := range []string{"CFItems", "CFAssociations"} {
		var more []any
		for _, e := range doc[list].([]any) {
			c := maps.Clone(e.(map[string]any))
			c["identifier"], c["uri"] = move(c["identifier"]), c["uri"].(string)+"-2"
			for _, end := range []string{"originNodeURI", "destinationNodeURI"} {
				if l, ok := c[end].(map[string]any); ok && l["identifier"] != root {
					l = maps.Clone(l)
					l["identifier"], l["uri"] = move(l["identifier"]), l["uri"].(string)+"-2"
					c[end] = l
				}
			}
			more = append(more, c)
		}
		doc[list] = append(doc[list].([]any), more...)
	}
	out, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestSize prints the bar of a package of 13,502 items; it asserts only what
// no busy machine can spoil.
func TestSize(t *testing.T) {
	if !fixtures.Long() {
		t.Skip("NOT RUN: BRIQUES_LONG is not set")
	}
	data := esco(t)
	one, mib := measure(t, data, 13502)
	two, _ := measure(t, twice(t, data), 2*13502)
	t.Logf("13,502 items: %v, %d MiB allocated; 27,004 items: %v, %.2f times", one, mib, two, float64(two)/float64(one))
	if mib > 120 {
		t.Errorf("%d MiB allocated, at most 120", mib)
	}
}

// measure reads, diagnoses, converts, checks and walks; best of seven.
func measure(t *testing.T, data []byte, items int) (best time.Duration, mib uint64) {
	t.Helper()
	best = time.Hour
	var before, after runtime.MemStats
	for range 7 {
		runtime.GC()
		runtime.ReadMemStats(&before)
		start := time.Now()
		p, _ := imscase.Parse(data)
		f := p.ToFramework()
		f.Check()
		f.Tree()
		best = min(best, time.Since(start))
		runtime.ReadMemStats(&after)
		if len(f.Items) != items {
			t.Fatal(len(f.Items))
		}
	}
	return best, (after.TotalAlloc - before.TotalAlloc) >> 20
}

func FuzzParse(f *testing.F) {
	for seed := range uint64(3) {
		p, _ := imscase.FromFramework(sample.Framework(seed))
		f.Add(p.Strict())
	}
	f.Add([]byte(`{"CFDocument":{"identifier":"x","uri":null,"CFPackageURI":"u"},"CFItems":[{"identifier":1,"foo":[]},null,3],"CFAssociations":{"associationType":"x y","originNodeURI":"a"},"CFRubrics":[{"CFRubricCriteria":[{"CFRubricCriterionLevels":[{"extensions":{},"score":"1.0","zz":1}]}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, _ := imscase.Parse(data)
		if p == nil {
			return
		}
		strict := p.Strict()
		again, is := imscase.Parse(strict)
		if again == nil {
			t.Fatalf("strict output unreadable: %v\n%s", is, strict)
		}
		if len(again.Repairs) > 0 || !bytes.Equal(again.Strict(), strict) {
			t.Fatalf("second pass: %v\n%s\n%s", again.Repairs, strict, again.Strict())
		}
		if s, err := official(); err == nil {
			if err := s.Validate(tree(t, strict)); err != nil {
				t.Fatalf("%#v\n%s", err, strict)
			}
		}
		p.ToFramework()
	})
}
