// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"forge.apps.education.fr/eafc/briques/internal/trust/osv"
)

// canary is a module with known holes: a gate that does not see them is
// blind.
var canary = osv.Module{Path: "golang.org/x/net", Version: "v0.1.0"}

// vuln runs the gate on every module of the repository. BRIQUES_VULNDB names
// the database.
func vuln([]string) int {
	file := os.Getenv("BRIQUES_VULNDB")
	if file == "" {
		fmt.Println("vulnerability gate: NOT RUN, no database (BRIQUES_VULNDB)")
		return int(osv.NoDatabase)
	}
	accepted, err := acceptedFindings("internal/trust/osv/accepted.json")
	if err != nil {
		return failed(err)
	}
	var raw map[string][]byte
	build := osv.Build{Dirs: []string{"."}}
	r := osv.Gate{
		Database: func() (entries []osv.Entry, err error) { entries, raw, err = osv.LoadRaw(file); return entries, err },
		Modules:  build.Modules, Packages: build.Packages, Canary: canary, Accepted: accepted, Today: time.Now(),
	}.Run()
	for _, f := range r.Findings {
		fmt.Printf("%-8s %s %s %s %s\n", f.Verdict, f.ID, f.Module.Path, f.Module.Version, f.Reason)
	}
	fmt.Printf("vulnerability gate: %d entries, %d modules, canary hit %d times\n", r.Entries, r.Modules, r.Canary)
	if r.Err != nil {
		return failed(r.Err)
	}
	if s, ok := osv.FindScanner(filepath.Join(".cache", "bin")); ok {
		ids, err := s.Scan("go.mod", raw, canary)
		if err != nil {
			return failed(err)
		}
		fmt.Printf("osv-scanner: %d findings %v\n", len(ids), ids)
		known := map[string]bool{}
		for _, f := range r.Findings {
			known[f.ID] = true
		}
		for _, id := range ids {
			if !known[id] {
				return failed(fmt.Errorf("osv-scanner found %s, our matcher did not", id))
			}
		}
	}
	return int(r.Status)
}

func acceptedFindings(file string) ([]osv.Accepted, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var out []osv.Accepted
	return out, json.Unmarshal(data, &out)
}
