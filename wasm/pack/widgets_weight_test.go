// SPDX-License-Identifier: Apache-2.0

package pack_test

import (
	"os"
	"testing"

	"forge.apps.education.fr/eafc/briques/wasm/pack"
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

// TestWidgetWeights prints what each widget adds to the others of its module:
// the bar of the design is 15,000 bytes for each further one (BRIQUES_LONG).
func TestWidgetWeights(t *testing.T) {
	if os.Getenv("BRIQUES_LONG") == "" {
		t.Skip("NOT RUN: set BRIQUES_LONG to weigh each widget")
	}
	size := func(module, without string) int {
		tags := "eafc_only"
		for _, d := range suite.All() {
			if suite.Module(d) == module && d.Package != without {
				tags += ",eafc_" + d.Package
			}
		}
		wasm, err := pack.Compile(t.Context(), pack.BuildOptions{Source: "../.."}, "./wasm/element/main", tags)
		if err != nil {
			t.Fatal(err)
		}
		return pack.Size(wasm)
	}
	for _, module := range suite.Modules() {
		all := size(module, "")
		t.Logf("module %s: %d bytes on the wire", module, all)
		for _, d := range suite.All() {
			if suite.Module(d) == module {
				t.Logf("%-18s adds %d", d.Package, all-size(module, d.Package))
			}
		}
	}
}
