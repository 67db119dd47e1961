// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"forge.apps.education.fr/eafc/briques/internal/trust/repro"
)

// reproduce builds each target, and "archives", from two copies of the tree and
// compares. With arguments, only those named.
func reproduce(names []string) int {
	root, err := os.MkdirTemp("", "repro")
	if err != nil {
		return failed(err)
	}
	defer os.RemoveAll(root)
	sides := []struct{ dir, env string }{{"un", "Europe/Paris"}, {"deux/autre dossier", "Pacific/Noumea"}}
	for _, s := range sides {
		dir := filepath.Join(root, s.dir)
		if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
			return failed(err)
		}
		if out, err := exec.Command("git", "clone", "-q", "--no-hardlinks", ".", dir).CombinedOutput(); err != nil {
			return failed(fmt.Errorf("git clone: %w: %s", err, out))
		}
	}
	wanted := map[string]bool{}
	for _, n := range names {
		wanted[n] = true
	}
	differ := 0
	for _, t := range repro.Targets() {
		if len(names) > 0 && !wanted[t.Name] {
			continue
		}
		var sums [2]string
		for i, s := range sides {
			env := []string{"TZ=" + s.env, "LANG=C", "GOMAXPROCS=" + fmt.Sprint(i+1)}
			if sums[i], err = repro.Build(t, filepath.Join(root, s.dir), filepath.Join(root, fmt.Sprint(i, t.Name)), env, repro.Flags); err != nil {
				return failed(err)
			}
		}
		word := "identical"
		if sums[0] != sums[1] {
			word, differ = "DIFFERENT", differ+1
		}
		fmt.Printf("%-22s %s %s\n", t.Name, word, sums[0][:16])
	}
	if len(names) == 0 || wanted["archives"] {
		var sums [2]map[string]string
		for i, s := range sides {
			env := []string{"TZ=" + s.env, "LANG=C", "GOMAXPROCS=" + fmt.Sprint(i+1), "UMASK=" + []string{"022", "077"}[i]}
			if sums[i], err = repro.Archives(filepath.Join(root, s.dir), filepath.Join(root, fmt.Sprint(i, "archives")), env); err != nil {
				return failed(err)
			}
		}
		found := repro.Differences(sums[0], sums[1])
		for _, name := range found {
			fmt.Printf("%-22s DIFFERENT\n", name)
		}
		differ += len(found)
		fmt.Printf("%-22s %d files compared\n", "archives", len(sums[0]))
	}
	fmt.Printf("reproducible: %d differences\n", differ)
	if differ > 0 {
		return 1
	}
	return 0
}
