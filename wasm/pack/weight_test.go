// SPDX-License-Identifier: Apache-2.0

package pack_test

import (
	"os"
	"testing"

	"forge.apps.education.fr/eafc/briques/wasm/pack"
)

// TestPositioningWeight prints what a positioning adds to a widget that has
// nothing of its own, and holds it below the bar of the design: 25,000 bytes
// (brotli 11). The figure moves by 700 either way when any byte of the module
// moves.
func TestPositioningWeight(t *testing.T) {
	if os.Getenv("BRIQUES_LONG") == "" {
		t.Skip("NOT RUN: BRIQUES_LONG is not set")
	}
	size := func(program string) (raw, wire int) {
		wasm, err := pack.Compile(t.Context(), pack.BuildOptions{Source: "../.."}, "./wasm/pack/testdata/"+program, "")
		if err != nil {
			t.Fatal(err)
		}
		return len(wasm), pack.Size(wasm)
	}
	raw, wire := size("widget")
	more, moreWire := size("positioning")
	t.Logf("an empty widget: %d bytes, %d on the wire; positioning adds %d and %d", raw, wire, more-raw, moreWire-wire)
	if n := moreWire - wire; n > 25_000 {
		t.Errorf("positioning adds %d bytes on the wire, 25,000 at most", n)
	}
}
