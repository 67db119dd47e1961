// SPDX-License-Identifier: Apache-2.0

// Command run is make bench: every comparison in one run, printed, and stored
// in docs/mesures.json, from which the documentation draws its page and the
// READMEs take their figures. A part that cannot run says so and the others go
// on; the exit code is then still 0.
//
//	go run ./internal/bench/run [-time 2s] [-only xapi,schemas] [-store=false]
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"forge.apps.education.fr/eafc/briques/internal/bench/result"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// report is docs/mesures.json.
type report struct {
	Machine machine        `json:"machine"`
	Tables  []result.Table `json:"tables"`
}

type machine struct {
	Processors int    `json:"processors"`
	Model      string `json:"model"`
	Go         string `json:"go"`
	Node       string `json:"node"`
	Load       string `json:"load"`
}

func main() {
	per := flag.Duration("time", 2*time.Second, "time for each measure")
	only := flag.String("only", "", "tables to measure, joined by commas; the others keep what is stored")
	store := flag.Bool("store", true, "write docs/mesures.json and the tables of the READMEs")
	check := flag.Bool("check", false, "measure nothing; fail if the READMEs do not say what is stored")
	flag.Parse()
	if *check {
		if err := checkReadmes(fixtures.Root()); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
		return
	}
	if err := run(*per, *only, *store); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(per time.Duration, only string, store bool) error {
	root := fixtures.Root()
	file := filepath.Join(root, "docs", "mesures.json")
	old, err := load(file)
	if err != nil {
		return err
	}
	now := report{Machine: here()}
	fmt.Printf("machine: %d processors, %s, %s, node %s, load %s\n", now.Machine.Processors, now.Machine.Model, now.Machine.Go, now.Machine.Node, now.Machine.Load)
	for _, p := range parts {
		kept := slices.IndexFunc(old.Tables, func(t result.Table) bool { return t.ID == p.id })
		if only != "" && !slices.Contains(strings.Split(only, ","), p.id) {
			if kept >= 0 {
				now.Tables = append(now.Tables, old.Tables[kept])
			}
			continue
		}
		began := time.Now()
		t, err := p.measure(root, per)
		fmt.Printf("   (%s: %.0f s)\n", p.id, time.Since(began).Seconds())
		if err != nil {
			t = result.Table{ID: p.id, Title: p.title, Unit: p.unit, Command: p.command, NotRun: err.Error(), Rows: []result.Row{}}
			if err := t.Print(os.Stdout); err != nil {
				return err
			}
		}
		now.Tables = append(now.Tables, t)
	}
	if !store {
		return nil
	}
	data, err := json.MarshalIndent(now, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, append(data, '\n'), 0o644); err != nil {
		return err
	}
	return readmes(root, now)
}

func load(file string) (r report, err error) {
	data, err := os.ReadFile(file)
	if os.IsNotExist(err) {
		return r, nil
	}
	if err != nil {
		return r, err
	}
	return r, json.Unmarshal(data, &r)
}

// here describes the machine, by nothing that names it.
func here() machine {
	m := machine{Processors: runtime.NumCPU(), Go: runtime.Version(), Load: "?"}
	if data, err := os.ReadFile("/proc/loadavg"); err == nil {
		m.Load, _, _ = strings.Cut(string(data), " ")
	}
	if data, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for _, line := range strings.Split(string(data), "\n") {
			if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
				m.Model = strings.TrimSpace(value)
				break
			}
		}
	}
	if out, err := exec.Command("node", "--version").Output(); err == nil {
		m.Node = strings.TrimSpace(strings.TrimPrefix(string(out), "v"))
	}
	return m
}
