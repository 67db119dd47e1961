// SPDX-License-Identifier: Apache-2.0

package check_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/engine"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/internal/subset"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/check"
)

// mutate changes one thing of a decoded document.
func mutate(r *rand.Rand, v any, others []any) any {
	type spot struct{ set func(any) }
	var spots []spot
	var drops []func()
	var walk func(v any, set func(any))
	walk = func(v any, set func(any)) {
		spots = append(spots, spot{set})
		switch x := v.(type) {
		case map[string]any:
			for k, e := range x {
				walk(e, func(n any) { x[k] = n })
				drops = append(drops, func() { delete(x, k) }, func() {
					e := x[k]
					delete(x, k)
					x[k+"s"] = e
				})
			}
			drops = append(drops, func() { x["zz"] = true }, func() { x["$schema"] = "https://example.org/x" })
		case []any:
			for i, e := range x {
				walk(e, func(n any) { x[i] = n })
			}
			if len(x) > 0 {
				set2 := set
				drops = append(drops, func() { set2(append(append([]any{}, x...), x[r.IntN(len(x))])) }, func() { set2(x[:len(x)-1]) })
			}
		}
	}
	root := v
	walk(root, func(n any) { root = n })
	if r.IntN(3) == 0 && len(drops) > 0 {
		drops[r.IntN(len(drops))]()
		return root
	}
	s := spots[r.IntN(len(spots))]
	s.set(others[r.IntN(len(others))])
	return root
}

var strays = []any{
	json.Number("0"), json.Number("1"), json.Number("-1"), json.Number("2.5"), json.Number("12"), json.Number("13"), json.Number("60000"), json.Number("60001"),
	"", "a", "fr", "1.0.0", "1.0", "2026-02-29", "2024-02-29", "https://exemple.example/x", "x y", "é\n", true, false, []any{}, map[string]any{}, []any{"a"}, map[string]any{"fr": "a"},
	map[string]any{"FR": "a"}, map[string]any{"fr": ""}, "official", "onSite", "sha256:00",
}

// TestByteParity (P2): for documents and their mutations, the typed route
// and the engine give one verdict.
func TestByteParity(t *testing.T) {
	total := cases(t, 150, 1_000, 1_000_000/20)
	all, accepted := 0, 0
	for _, inf := range schemas.Kinds() {
		src, err := schemas.Source(inf.Kind)
		if err != nil || inf.Wire {
			continue
		}
		if _, ok := check.Fast(inf.Kind, []byte("{}")); ok {
			t.Errorf("%s accepts {}", inf.Kind)
		}
		if c, _ := check.Fast(inf.Kind, []byte("{}")); c == nil {
			continue
		}
		tree, _ := engine.Decode(src)
		doc := subset.Parse(tree)
		gen := subset.NewSampler(doc, 11)
		compiled, err := engine.Compile(src, nil)
		if err != nil {
			t.Fatal(err)
		}
		r := gen.Rand
		for range total {
			gen.Rich = []int{10, 40, 70}[r.IntN(3)]
			v, ok := gen.Draw(doc.Root)
			if v, _ = engine.Decode(encode(v)); !ok {
				t.Fatalf("%s: nothing drawn", inf.Kind)
			}
			for range r.IntN(3) {
				v, _ = engine.Decode(encode(mutate(r, v, strays)))
			}
			data := encode(v)
			if len(strictjson.Scan(data, strictjson.Document, inf.Limits)) > 0 {
				continue
			}
			again, _ := engine.Decode(data)
			want := compiled.Accepts(again)
			value, got := check.Fast(inf.Kind, data)
			all++
			if want {
				accepted++
			}
			if got != want && !(want && opaqueRefusal(inf.Kind, data)) {
				t.Fatalf("%s: fast %v, engine %v: %v\n%s", inf.Kind, got, want, check.Own(inf.Kind, data), data)
			}
			_ = value
		}
	}
	t.Logf("%d documents, %d %% accepted, 0 disagreements", all, 100*accepted/max(all, 1))
	if accepted*4 < all {
		t.Errorf("only %d of %d accepted", accepted, all)
	}
}

// opaqueRefusal: expressions of a label profile are open to the schema.
func opaqueRefusal(k schemas.Kind, data []byte) bool {
	return k == schemas.KindLabelProfile && (bytes.Contains(data, []byte(`"when"`)) || bytes.Contains(data, []byte(`"applies"`)))
}

func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v)
	return bytes.TrimSpace(b.Bytes())
}
