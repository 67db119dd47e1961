// SPDX-License-Identifier: Apache-2.0

package slim_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/wasm/slim"
)

// probe links testdata/probe for a browser, for Module or with other flags.
func probe(t testing.TB, flags ...string) []byte {
	t.Helper()
	out := filepath.Join(t.TempDir(), "probe.wasm")
	if flags == nil {
		flags = slim.Flags()
	}
	cmd := exec.Command("go", append(append([]string{"build"}, flags...), "-o", out, "./testdata/probe")...)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	if message, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, message)
	}
	wasm, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return wasm
}

// TestSame runs one program as the linker wrote it and slimmed: it must print
// the same, and stop with the same code.
func TestSame(t *testing.T) {
	if testing.Short() {
		t.Skip("NOT RUN: -short")
	}
	plain := probe(t, "-trimpath", "-buildvcs=false")
	wasm := probe(t)
	slimmed, report, err := slim.Module(wasm)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", report)
	again, _, err := slim.Module(wasm)
	if err != nil || !bytes.Equal(again, slimmed) {
		t.Errorf("twice the same module: other bytes (%v)", err)
	}
	if len(report.Absent) > 0 {
		t.Errorf("the runtime has no %q: another toolchain, look at them again", report.Absent)
	}
	if report.TablesLeft >= report.Tables || report.Joined >= report.Segments || report.CodeLeft >= report.Code {
		t.Errorf("nothing was taken away: %+v", report)
	}
	// All but the assembly of the runtime is as the compiler writes it.
	if live := report.Functions - report.Trapped; report.Straight*10 < live*9 || report.Counted*10 < live*6 {
		t.Errorf("of %d functions %d have straight jumps and %d counted calls", live, report.Straight, report.Counted)
	}
	// A number of strconv's table of powers of ten, which start computes.
	if row := []byte("\x95\x81\x11\x05\x84\xe5\x99\x9c"); !bytes.Contains(wasm, row) || bytes.Contains(slimmed, row) {
		t.Error("strconv's powers of ten are not as expected, or still in the module")
	}
	validate(t, slimmed)
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("NOT RUN: node, which runs both modules")
	}
	for _, args := range [][]string{nil, {"word"}, {"dead", "lock"}} {
		out, stderr, code := run(t, plain, args)
		out2, stderr2, code2 := run(t, slimmed, args)
		if out != out2 || code != code2 || len(out) < 100 {
			t.Errorf("%q: exit %d and %d\nlinked:\n%s\nslimmed:\n%s%s", args, code, code2, out, out2, stderr2)
		}
		// The message of a panic stays, the trace goes.
		if want, _, _ := strings.Cut(stderr, "\n"); !strings.HasPrefix(stderr2, want) || strings.Contains(stderr2, "main.go") {
			t.Errorf("%q said %q, slimmed %q", args, want, stderr2)
		}
	}
}

func run(t *testing.T, wasm []byte, args []string) (stdout, stderr string, code int) {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "probe.wasm")
	if err := os.WriteFile(file, wasm, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", append([]string{"--stack-size=8192", filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js"), file}, args...)...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH")}
	var out, message strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &message
	err = cmd.Run()
	if _, ok := err.(*exec.ExitError); err != nil && !ok {
		t.Fatal(err)
	}
	return out.String(), message.String(), cmd.ProcessState.ExitCode()
}

// validate asks wabt, where it is installed, whether a module is well formed.
func validate(t *testing.T, wasm []byte) {
	t.Helper()
	tool, err := exec.LookPath("wasm-validate")
	if err != nil {
		t.Log("NOT RUN: wasm-validate (wabt)")
		return
	}
	file := filepath.Join(t.TempDir(), "slimmed.wasm")
	if err := os.WriteFile(file, wasm, 0o644); err != nil {
		t.Fatal(err)
	}
	if message, err := exec.Command(tool, file).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, message)
	}
}

// TestRefused: what is not understood is an error, never a guess.
func TestRefused(t *testing.T) {
	wasm := probe(t)
	magic := bytes.Index(wasm, []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8})
	cases := map[string][]byte{
		"empty":             nil,
		"text":              []byte("<!doctype html>"),
		"header alone":      wasm[:8],
		"another version":   append([]byte("\x00asm\x02\x00\x00\x00"), wasm[8:]...),
		"truncated":         wasm[:len(wasm)/2],
		"without names":     probe(t, "-ldflags=-s -w -buildid="),
		"another pclntab":   patched(wasm, magic, 0xf2),
		"another word size": patched(wasm, magic+7, 4),
	}
	for name, b := range cases {
		if out, _, err := slim.Module(b); err == nil || out != nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func patched(b []byte, at int, v byte) []byte {
	b = append([]byte(nil), b...)
	b[at] = v
	return b
}

// FuzzModule: no input makes it panic or run on.
func FuzzModule(f *testing.F) {
	f.Add([]byte("\x00asm\x01\x00\x00\x00"))
	f.Add([]byte("\x00asm\x01\x00\x00\x00\x0b\x07\x01\x00\x41\x10\x0b\x01\xf1"))
	f.Add([]byte("\x00asm\x01\x00\x00\x00\x0a\x05\x01\x03\x00\x00\x0b\x0b\x07\x01\x00\x41\x10\x0b\x01\xf1\x00\x07\x04name\x01\x01\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		out, _, err := slim.Module(b)
		if (out == nil) == (err == nil) {
			t.Errorf("%d bytes and %v", len(out), err)
		}
	})
}
