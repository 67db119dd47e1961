// SPDX-License-Identifier: Apache-2.0

package osv

import (
	"errors"
	"fmt"
	"sort"
	"time"
)

// Status is the answer of the gate; its number is the exit code.
type Status int

// The answers. Broken: the gate could not do its work. NoDatabase: nothing to
// hold the build against.
const (
	Clean      Status = 0
	Vulnerable Status = 1
	Broken     Status = 2
	NoDatabase Status = 3
)

// Accepted is a finding that a person has accepted for a time.
type Accepted struct {
	ID     string `json:"id"`
	Module string `json:"module"`
	Reason string `json:"reason"`
	Until  string `json:"until"` // YYYY-MM-DD, at most 90 days ahead
}

// Gate is one run. Every field but Accepted is required.
type Gate struct {
	Database func() ([]Entry, error)         // nil: there is none
	Modules  func() ([]Module, error)        // of the build, stdlib and toolchain among them
	Packages func() (map[string]bool, error) // imported by the build
	Canary   Module                          // a module that must be hit
	Accepted []Accepted
	Today    time.Time
}

// Finding is one entry that speaks of one module.
type Finding struct {
	ID      string
	Module  Module
	Verdict Verdict
	Reason  string // why it is accepted, "" when it is not
}

// Report is what a run has found, sorted by module and id.
type Report struct {
	Status   Status
	Findings []Finding
	Entries  int
	Modules  int
	Canary   int // hits on the canary
	Err      error
}

// Run does it. It never answers Clean unless every step has worked.
func (g Gate) Run() Report {
	if g.Database == nil {
		return Report{Status: NoDatabase}
	}
	r := &Report{}
	if err := g.run(r); err != nil {
		r.Status, r.Err = Broken, err
	}
	return *r
}

func (g Gate) run(r *Report) error {
	entries, err := g.Database()
	if err != nil {
		return fmt.Errorf("database: %w", err)
	}
	if r.Entries = len(entries); r.Entries < MinEntries {
		return fmt.Errorf("database: %d entries, at least %d expected", r.Entries, MinEntries)
	}
	modules, err := g.Modules()
	if err != nil {
		return fmt.Errorf("module list: %w", err)
	}
	if r.Modules = len(modules); r.Modules == 0 {
		return errors.New("module list: empty")
	}
	packages, err := g.Packages()
	if err != nil {
		return fmt.Errorf("package list: %w", err)
	}
	if len(packages) == 0 {
		return errors.New("package list: empty")
	}
	if err := g.canary(r, entries); err != nil {
		return err
	}
	byModule := map[string][]*Entry{}
	for i := range entries {
		seen := map[string]bool{}
		for _, a := range entries[i].Affected {
			if !seen[a.Package.Name] {
				seen[a.Package.Name] = true
				byModule[a.Package.Name] = append(byModule[a.Package.Name], &entries[i])
			}
		}
	}
	for _, m := range modules {
		for _, e := range byModule[m.Path] {
			v, err := e.Judge(m, packages)
			if err != nil {
				return err
			}
			if v != None {
				r.Findings = append(r.Findings, Finding{ID: e.ID, Module: m, Verdict: v})
			}
		}
	}
	sort.Slice(r.Findings, func(i, j int) bool {
		a, b := r.Findings[i], r.Findings[j]
		return a.Module.Path < b.Module.Path || a.Module.Path == b.Module.Path && a.ID < b.ID
	})
	return g.settle(r)
}

// canary proves that the database and the matcher see a known hole.
func (g Gate) canary(r *Report, entries []Entry) error {
	for i := range entries {
		v, err := entries[i].Judge(g.Canary, map[string]bool{})
		if err != nil {
			return err
		}
		if v == Hit || v == Info {
			r.Canary++
		}
	}
	if r.Canary == 0 {
		return fmt.Errorf("canary %s %s is not hit", g.Canary.Path, g.Canary.Version)
	}
	return nil
}

// settle applies the accepted findings; one that is expired, too long or
// matches nothing breaks the gate.
func (g Gate) settle(r *Report) error {
	for _, a := range g.Accepted {
		until, err := time.Parse(time.DateOnly, a.Until)
		switch {
		case err != nil || a.Reason == "":
			return fmt.Errorf("accepted %s: a reason and a day are needed", a.ID)
		case until.Before(g.Today):
			return fmt.Errorf("accepted %s: expired on %s", a.ID, a.Until)
		case until.After(g.Today.AddDate(0, 0, 90)):
			return fmt.Errorf("accepted %s: more than 90 days ahead", a.ID)
		}
		used := false
		for i := range r.Findings {
			if f := &r.Findings[i]; f.ID == a.ID && f.Module.Path == a.Module && f.Verdict == Hit {
				f.Reason, used = a.Reason, true
			}
		}
		if !used {
			return fmt.Errorf("accepted %s: matches nothing any more, remove it", a.ID)
		}
	}
	for _, f := range r.Findings {
		if f.Verdict == Hit && f.Reason == "" {
			r.Status = Vulnerable
		}
	}
	return nil
}
