// SPDX-License-Identifier: Apache-2.0

// Package mapping_test resolves the proofs that the tables of this folder
// name, and checks what they claim of the repository as a whole.
package mapping_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

type row struct{ table, demand, status, proof string }

func rows(t *testing.T) []row {
	t.Helper()
	files, err := filepath.Glob("*.md")
	if err != nil || len(files) != 4 {
		t.Fatalf("%d tables, %v", len(files), err)
	}
	var out []row
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(string(data), "\n") {
			cells := strings.Split(strings.Trim(line, "| "), " | ")
			if strings.HasPrefix(line, "| ") && len(cells) == 3 && cells[0] != "exigence" {
				out = append(out, row{f, cells[0], cells[1], cells[2]})
			}
		}
	}
	return out
}

var quoted = regexp.MustCompile("`([^`]+)`")

// resolve finds a file, a folder, or "folder TestName".
func resolve(proof string) error {
	path, test, isTest := strings.Cut(proof, " ")
	full := filepath.Join(fixtures.Root(), filepath.FromSlash(path))
	if _, err := os.Stat(full); err != nil {
		return fmt.Errorf("%s is not there", path)
	}
	if !isTest {
		return nil
	}
	files, err := filepath.Glob(filepath.Join(full, "*_test.go"))
	if err != nil {
		return err
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		if bytes.Contains(data, []byte("func "+test+"(")) {
			return nil
		}
	}
	return fmt.Errorf("%s has no %s", path, test)
}

// TestProofs: every row has a known status, and one that is done names a proof
// that is there. At least 80 % of what lies in the repository is done.
func TestProofs(t *testing.T) {
	known := map[string]bool{"fait": true, "en partie": true, "exploitant": true, "sans objet": true}
	done, here := 0, 0
	for _, r := range rows(t) {
		if !known[r.status] {
			t.Errorf("%s: %s: status %q", r.table, r.demand, r.status)
		}
		proofs := quoted.FindAllStringSubmatch(r.proof, -1)
		if r.status == "fait" && len(proofs) == 0 {
			t.Errorf("%s: %s: done, but no proof", r.table, r.demand)
		}
		for _, p := range proofs {
			if err := resolve(p[1]); err != nil {
				t.Errorf("%s: %s: %v", r.table, r.demand, err)
			}
		}
		if r.status == "fait" || r.status == "en partie" {
			here++
		}
		if r.status == "fait" {
			done++
		}
	}
	if 10*done < 8*here {
		t.Errorf("%d of %d rows done", done, here)
	}
	t.Logf("%d of %d rows of the repository done", done, here)
}

// TestNoPromise: no table says more than it shows.
func TestNoPromise(t *testing.T) {
	for _, f := range []string{"openssf.md", "best-practices.md", "anssi.md", "cnil.md"} {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"conforme", "certifié", "homologué"} {
			if strings.Contains(strings.ToLower(string(data)), word) {
				t.Errorf("%s says %q", f, word)
			}
		}
	}
}

func tracked(t *testing.T) []string {
	t.Helper()
	cmd := exec.Command("git", "ls-files")
	cmd.Dir = fixtures.Root()
	out, err := cmd.Output()
	if err != nil {
		t.Skip("NOT RUN: this is no git checkout")
	}
	return strings.Fields(string(out))
}

// TestNoBinaries: the repository holds sources, no program.
func TestNoBinaries(t *testing.T) {
	for _, f := range tracked(t) {
		data, err := os.ReadFile(filepath.Join(fixtures.Root(), f))
		if err != nil {
			continue
		}
		for _, magic := range []string{"\x7fELF", "MZ\x90", "\x00asm", "\xcf\xfa\xed\xfe", "\xfe\xed\xfa\xcf"} {
			if bytes.HasPrefix(data, []byte(magic)) {
				t.Errorf("%s is a program", f)
			}
		}
	}
}

// TestNoSecrets: no private key and no token stands in a tracked file. The
// public test keys of RFC 8037 and RFC 8032 are not written in PEM.
func TestNoSecrets(t *testing.T) {
	secret := regexp.MustCompile(`-----BEGIN (RSA |EC |OPENSSH |)PRIVATE KEY-----\n[A-Za-z0-9+/]{40}|gh[pousr]_[A-Za-z0-9]{36}|glpat-[A-Za-z0-9_-]{20}|AKIA[0-9A-Z]{16}`)
	for _, f := range tracked(t) {
		data, err := os.ReadFile(filepath.Join(fixtures.Root(), f))
		if err == nil && secret.Match(data) {
			t.Errorf("%s holds what looks like a secret", f)
		}
	}
}
