// SPDX-License-Identifier: Apache-2.0

package osv

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
)

// Scanner is osv-scanner v2 (Apache-2.0, Google), run offline on a copy of
// the same database: the gate wherever it is installed, our matcher beside it.
type Scanner struct{ Path string }

// FindScanner returns the scanner on PATH or in the folders; ok is false when
// there is none.
func FindScanner(folders ...string) (s Scanner, ok bool) {
	if p, err := exec.LookPath("osv-scanner"); err == nil {
		return Scanner{p}, true
	}
	for _, f := range folders {
		if p, err := exec.LookPath(filepath.Join(f, "osv-scanner")); err == nil {
			return Scanner{p}, true
		}
	}
	return Scanner{}, false
}

// stage writes entries where the scanner looks for them below dir.
func stage(dir string, raw map[string][]byte) error {
	at := filepath.Join(dir, "osv-scalibr", "Go")
	if err := os.MkdirAll(at, 0o755); err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(at, "all.zip"))
	if err != nil {
		return err
	}
	defer f.Close()
	z := zip.NewWriter(f)
	names := make([]string, 0, len(raw))
	for name := range raw {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		w, err := z.Create(name)
		if err != nil {
			return err
		}
		if _, err := w.Write(raw[name]); err != nil {
			return err
		}
	}
	return z.Close()
}

// Scan returns the ids that the scanner reports for a go.mod, after its own
// canary: a module file that asks for the canary must be hit. The scanner
// prints an empty result when its database is missing; the canary catches it.
func (s Scanner) Scan(gomod string, raw map[string][]byte, canary Module) ([]string, error) {
	dir, err := os.MkdirTemp("", "osv")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if err := stage(dir, raw); err != nil {
		return nil, err
	}
	bird := filepath.Join(dir, "canary", "go.mod")
	if err := os.MkdirAll(filepath.Dir(bird), 0o755); err != nil {
		return nil, err
	}
	text := "module canary\n\ngo 1.26\n\nrequire " + canary.Path + " " + canary.Version + "\n"
	if err := os.WriteFile(bird, []byte(text), 0o600); err != nil {
		return nil, err
	}
	sung, err := s.run(dir, bird)
	if err != nil {
		return nil, err
	}
	if len(sung) == 0 {
		return nil, fmt.Errorf("osv-scanner: canary %s %s is not hit", canary.Path, canary.Version)
	}
	return s.run(dir, gomod)
}

func (s Scanner) run(db, gomod string) ([]string, error) {
	cmd := exec.Command(s.Path, "scan", "source", "--offline", "--local-db-path", db, "--format", "json", "--no-call-analysis", "go", "--lockfile", gomod)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	code := cmd.ProcessState.ExitCode()
	if err != nil && code != 1 { // 1: vulnerabilities found
		return nil, fmt.Errorf("osv-scanner: exit %d: %s", code, strings.TrimSpace(stderr.String()))
	}
	var doc struct {
		Results []struct {
			Packages []struct {
				Vulnerabilities []struct{ ID string }
			}
		}
	}
	if err := json.Unmarshal(out, &doc); err != nil {
		return nil, fmt.Errorf("osv-scanner: %w", err)
	}
	seen := map[string]bool{}
	var ids []string
	for _, r := range doc.Results {
		for _, p := range r.Packages {
			for _, v := range p.Vulnerabilities {
				if !seen[v.ID] {
					seen[v.ID] = true
					ids = append(ids, v.ID)
				}
			}
		}
	}
	sort.Strings(ids)
	return ids, nil
}
