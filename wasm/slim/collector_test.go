// SPDX-License-Identifier: Apache-2.0

package slim_test

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/wasm/slim"
)

// TestBarriers: in a slimmed module no package but the runtime writes a pointer
// while the collector marks, so that it needs no write barrier. The probe has
// them here, and each traps: as the linker wrote it, it stops at the first one.
func TestBarriers(t *testing.T) {
	if testing.Short() {
		t.Skip("NOT RUN: -short")
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("NOT RUN: node, which runs the modules")
	}
	var with []string
	for _, flag := range slim.Flags() {
		with = append(with, strings.ReplaceAll(flag, "-wb=false", ""))
	}
	guarded, places, err := slim.TrapBarriers(probe(t, with...))
	if err != nil || places < 200 {
		t.Fatalf("%d places, %v", places, err)
	}
	// A few functions of the runtime have the name of the package that asks for them.
	if _, left, err := slim.TrapBarriers(probe(t)); err != nil || left*10 > places {
		t.Errorf("a module for Module has %d of %d places with a barrier, %v", left, places, err)
	}
	want, _, _ := run(t, probe(t, "-trimpath"), nil)
	if out, _, code := run(t, guarded, nil); code == 0 || out == want {
		t.Error("no barrier was ever needed: the probe proves nothing")
	}
	slimmed, _, err := slim.Module(guarded)
	if err != nil {
		t.Fatal(err)
	}
	if out, stderr, code := run(t, slimmed, nil); code != 0 || out != want {
		t.Errorf("exit %d\n%s\nwant\n%s\n%s", code, out, want, stderr)
	}
}

// TestSettingRefused: a module whose collector cannot be made to stop the
// world is an error.
func TestSettingRefused(t *testing.T) {
	wasm := probe(t)
	for _, name := range []string{"gcstoptheworld", "runtime.gcBgMarkStartWorkers.gowrap1"} {
		if _, _, err := slim.Module(bytes.ReplaceAll(wasm, []byte(name), []byte("x"+name[1:]))); err == nil {
			t.Errorf("a module without %s is accepted", name)
		}
	}
}
