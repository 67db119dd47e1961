// SPDX-License-Identifier: Apache-2.0

package pack_test

import (
	"os"
	"testing"

	"forge.apps.education.fr/eafc/briques/wasm/pack"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/suite"
)

// TestEngineWeight weighs the module that the checker of documents fetches
// with its first document: 1,200,000 bytes on the wire at most.
func TestEngineWeight(t *testing.T) {
	if os.Getenv("BRIQUES_LONG") == "" {
		t.Skip("NOT RUN: BRIQUES_LONG is not set")
	}
	wasm, err := pack.Compile(t.Context(), pack.BuildOptions{Source: "../.."}, "./wasm/element/verificateur", "eafc_engine")
	if err != nil {
		t.Fatal(err)
	}
	n := pack.Size(wasm)
	t.Logf("engine: %d bytes, %d on the wire (brotli 11)", len(wasm), n)
	if n > 1_200_000 {
		t.Errorf("the engine weighs %d bytes on the wire, 1,200,000 at most", n)
	}
}

// The budget of the design, in bytes on the wire: positioning alone, and what
// one more widget adds to its module.
const (
	positioningModule = 490_000
	furtherWidget     = 15_000
)

// heavier are the limits of the widgets that miss the bar: what was measured,
// rounded up by the thousand bytes that any figure moves by when any byte of
// the module does. Each says why.
var heavier = map[string]int{
	"selfposition":  79_000, // the first of its module: questions, planner and results, which the others only show
	"brickexplorer": 16_400, // a search engine (index, BM25, stems, words alike) and a reader of 32 MiB in slices
	"badgecheck":    21_400, // the whole of Open Badges 3.0: header, keys, claims, shape, time, revocation, endorsements
	"dashboard":     26_000, // small cells suppressed by flows in a network, five grids, cohorts, two kinds of file, CSV and JSON
	"qualityreview": 23_300, // records of pieces, a plan of actions, five files to save, a payload to send; it evaluates rules, as labelreport does
}

// TestPageWeights weighs what a page downloads: a module of positioning and one
// of the heavier widgets has the budget of both.
func TestPageWeights(t *testing.T) {
	if os.Getenv("BRIQUES_LONG") == "" {
		t.Skip("NOT RUN: BRIQUES_LONG is not set")
	}
	for _, d := range suite.All() {
		if _, heavy := heavier[d.Package]; !heavy {
			continue
		}
		n := weigh(t, func(e widget.Definition) bool { return e.Package == "selfposition" || e.Package == d.Package })
		t.Logf("positioning and %-18s %d bytes on the wire", d.Package, n)
		if n > positioningModule+furtherWidget {
			t.Errorf("positioning and %s weigh %d bytes on the wire, %d at most", d.Package, n, positioningModule+furtherWidget)
		}
	}
}

// weigh returns the bytes on the wire of a module of some widgets.
func weigh(t *testing.T, keep func(widget.Definition) bool) int {
	t.Helper()
	tags := "eafc_only"
	for _, d := range suite.All() {
		if keep(d) {
			tags += ",eafc_" + d.Package
		}
	}
	wasm, err := pack.Compile(t.Context(), pack.BuildOptions{Source: "../.."}, "./wasm/element/main", tags)
	if err != nil {
		t.Fatal(err)
	}
	return pack.Size(wasm)
}

// TestWidgetWeights weighs what each widget adds to the others of its module,
// and to one module of all (BRIQUES_LONG; 27 builds: give it -timeout 60m).
func TestWidgetWeights(t *testing.T) {
	if os.Getenv("BRIQUES_LONG") == "" {
		t.Skip("NOT RUN: set BRIQUES_LONG to weigh each widget")
	}
	size := func(module, without string) int {
		return weigh(t, func(d widget.Definition) bool {
			return (module == "" || suite.Module(d) == module) && d.Package != without
		})
	}
	one := size("", "")
	t.Logf("one module of all: %d bytes on the wire", one)
	if one > 600_000 {
		t.Errorf("one module of all weighs %d bytes on the wire, 600,000 at most", one)
	}
	for _, module := range suite.Modules() {
		all := size(module, "")
		t.Logf("module %s: %d bytes on the wire", module, all)
		for _, d := range suite.All() {
			if suite.Module(d) != module {
				continue
			}
			limit := furtherWidget
			if n, ok := heavier[d.Package]; ok {
				limit = n
			}
			n := all - size(module, d.Package)
			t.Logf("%-18s adds %6d to its module, %6d to one module of all", d.Package, n, one-size("", d.Package))
			if n > limit {
				t.Errorf("%s adds %d bytes on the wire, %d at most", d.Package, n, limit)
			}
		}
	}
}
