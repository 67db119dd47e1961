// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/trust/repro"
)

// statement is an in-toto statement v1 with the SLSA provenance predicate:
// build level 1, since nothing but this program vouches for it.
type statement struct {
	Type          string     `json:"_type"`
	Subject       []subject  `json:"subject"`
	PredicateType string     `json:"predicateType"`
	Predicate     provenance `json:"predicate"`
}

type subject struct {
	Name   string            `json:"name"`
	Digest map[string]string `json:"digest"`
}

type provenance struct {
	BuildDefinition struct {
		BuildType            string            `json:"buildType"`
		ExternalParameters   map[string]string `json:"externalParameters"`
		ResolvedDependencies []subject         `json:"resolvedDependencies"`
	} `json:"buildDefinition"`
	RunDetails struct {
		Builder struct {
			ID string `json:"id"`
		} `json:"builder"`
	} `json:"runDetails"`
}

// prove prints the provenance of every file of a release folder.
func prove(args []string) int {
	if len(args) != 2 {
		return failed(fmt.Errorf("usage: provenance FOLDER VERSION"))
	}
	files, err := repro.Folder(args[0])
	if err != nil {
		return failed(err)
	}
	commit, err := exec.Command("git", "rev-parse", "HEAD").Output()
	if err != nil {
		return failed(err)
	}
	s := statement{Type: "https://in-toto.io/Statement/v1", PredicateType: "https://slsa.dev/provenance/v1", Subject: []subject{}}
	for name, sum := range files {
		if filepath.Base(name) != "provenance.json" {
			s.Subject = append(s.Subject, subject{name, map[string]string{"sha256": sum}})
		}
	}
	sort.Slice(s.Subject, func(i, j int) bool { return s.Subject[i].Name < s.Subject[j].Name })
	d := &s.Predicate.BuildDefinition
	d.BuildType = "https://forge.apps.education.fr/eafc/briques/release/v1"
	d.ExternalParameters = map[string]string{"version": args[1], "command": "make release VERSION=" + args[1]}
	d.ResolvedDependencies = []subject{{"git+https://forge.apps.education.fr/eafc/briques", map[string]string{"gitCommit": strings.TrimSpace(string(commit))}}}
	s.Predicate.RunDetails.Builder.ID = "https://forge.apps.education.fr/eafc/briques/builder/manual"
	e := json.NewEncoder(os.Stdout)
	e.SetIndent("", "  ")
	if err := e.Encode(s); err != nil {
		return failed(err)
	}
	return 0
}
