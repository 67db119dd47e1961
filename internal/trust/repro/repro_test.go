// SPDX-License-Identifier: Apache-2.0

package repro_test

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/trust/repro"
)

// program writes a small module in its own folder.
func program(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example.org/p\n\ngo 1.26\n", "main.go": "package main\n\nimport \"runtime\"\n\nvar stamp string\n\nfunc main() { _, file, _, _ := runtime.Caller(0); println(file, stamp) }\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestBuild: two folders give one digest with our flags, and two without
// -trimpath, which shows that the comparison sees a difference.
func TestBuild(t *testing.T) {
	target := repro.Target{Name: "p", GOOS: "linux", GOARCH: "amd64", Package: "."}
	digests := func(flags []string) (out [2]string) {
		for i := range out {
			sum, err := repro.Build(target, program(t), filepath.Join(t.TempDir(), "p"), nil, flags)
			if err != nil {
				t.Fatal(err)
			}
			out[i] = sum
		}
		return out
	}
	if d := digests(repro.Flags); d[0] != d[1] {
		t.Errorf("with our flags: %v", d)
	}
	if d := digests([]string{"-buildvcs=false"}); d[0] == d[1] {
		t.Error("without -trimpath the digests should differ")
	}
	// A timestamp is planted: the two builds are no longer the same.
	builds := 0
	stamped := func() []string {
		builds++
		return []string{"-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid= -X main.stamp=" + strconv.Itoa(1764500000+builds)}
	}
	var sums [2]string
	for i := range sums {
		sum, err := repro.Build(target, program(t), filepath.Join(t.TempDir(), "p"), nil, stamped())
		if err != nil {
			t.Fatal(err)
		}
		sums[i] = sum
	}
	if sums[0] == sums[1] {
		t.Error("a planted timestamp is not seen")
	}
}

func TestDifferences(t *testing.T) {
	got := repro.Differences(map[string]string{"a": "1", "b": "1", "c": "1"}, map[string]string{"a": "1", "b": "2", "d": "1"})
	if len(got) != 3 || got[0] != "b" || got[1] != "c" || got[2] != "d" {
		t.Errorf("got %v", got)
	}
}
