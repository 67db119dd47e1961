// SPDX-License-Identifier: Apache-2.0

// Package repro builds every artefact twice, in two folders, with two caches,
// time zones, languages and numbers of processors, and compares the digests.
package repro

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
)

// Flags are those of every release build: no path, no build id, no version
// control stamp.
var Flags = []string{"-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid="}

// Target is one artefact of a release; without GOOS, for this machine.
type Target struct{ Name, GOOS, GOARCH, Package string }

// Targets are the artefacts that a release builds from the source alone.
func Targets() []Target {
	out := []Target{{"eafc.wasm", "js", "wasm", "./wasm/element/main"}}
	for _, goos := range []string{"linux", "windows", "darwin"} {
		for _, arch := range []string{"amd64", "arm64"} {
			out = append(out, Target{"briques-" + goos + "-" + arch, goos, arch, "./cmd/briques"})
		}
	}
	return out
}

// Build builds one target from the source in dir into out and returns its
// sha256, hexadecimal.
func Build(t Target, dir, out string, env, flags []string) (string, error) {
	args := append(append([]string{"build", "-mod=readonly", "-o", out}, flags...), t.Package)
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(append(os.Environ(), "CGO_ENABLED=0"), env...)
	if t.GOOS != "" {
		cmd.Env = append(cmd.Env, "GOOS="+t.GOOS, "GOARCH="+t.GOARCH)
	}
	if text, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%s: %w: %s", t.Name, err, strings.TrimSpace(string(text)))
	}
	return Digest(out)
}

// Digest returns the sha256 of a file, hexadecimal.
func Digest(file string) (string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// Folder returns the digest of every file below dir by its path.
func Folder(dir string) (map[string]string, error) {
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		out[filepath.ToSlash(rel)], err = Digest(p)
		return err
	})
	return out, err
}

// Differences lists the names whose digests differ or that one side lacks.
func Differences(a, b map[string]string) []string {
	var out []string
	for name, sum := range a {
		if b[name] != sum {
			out = append(out, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			out = append(out, name)
		}
	}
	sort.Strings(out)
	return out
}
