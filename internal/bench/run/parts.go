// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"forge.apps.education.fr/eafc/briques/internal/bench/result"
)

// part is one comparison and how it is measured.
type part struct {
	id, command string
	title, unit result.Words
	measure     func(root string, per time.Duration) (result.Table, error)
}

var parts = []part{
	{"xapi", "go run ./internal/bench/xapi", result.Words{FR: "Valider une trace xAPI", EN: "Validating an xAPI statement"}, result.Words{FR: "traces par seconde", EN: "statements a second"}, program("xapi")},
	{"schemas", "go run ./internal/bench/schemas", result.Words{FR: "Valider une brique", EN: "Validating a brick"}, result.Words{FR: "microsecondes", EN: "microseconds"}, program("schemas")},
	{"planner", plannerCommand, plannerTitle, milliseconds, planner},
	{"strictjson", strictCommand, strictTitle, result.Words{FR: "Mo par seconde", EN: "MB a second"}, strict},
	{"lrs", lrsCommand, lrsTitle, result.Words{FR: "traces par seconde", EN: "statements a second"}, lrs},
	{"widgets", widgetsCommand, widgetsTitle, widgetsUnit, widgets},
}

var milliseconds = result.Words{FR: "millisecondes", EN: "milliseconds"}

// program runs one of the programs of this folder, which prints its table and
// stores it where it is told.
func program(name string) func(string, time.Duration) (result.Table, error) {
	return func(root string, per time.Duration) (t result.Table, err error) {
		if _, err := os.Stat(filepath.Join(root, "internal", "bench", name, "main.go")); err != nil {
			return t, fmt.Errorf("internal/bench/%s is not there", name)
		}
		dir, err := os.MkdirTemp("", "briques-bench-")
		if err != nil {
			return t, err
		}
		defer os.RemoveAll(dir)
		file := filepath.Join(dir, "table.json")
		cmd := exec.Command("go", "run", "./internal/bench/"+name, "-time", per.String(), "-json", file)
		cmd.Dir, cmd.Stdout, cmd.Stderr = root, os.Stdout, os.Stderr
		if err := cmd.Run(); err != nil {
			return t, fmt.Errorf("%s: %w", name, err)
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return t, errors.New("it stored no table: what it needs is not beside the checkout")
		}
		return t, json.Unmarshal(data, &t)
	}
}

var benchLine = regexp.MustCompile(`(?m)^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+([0-9.]+) ns/op(?:\s+([0-9.]+) MB/s)?`)

// gobench runs benchmarks of a package five times and returns the medians of
// ns/op and MB/s by name.
func gobench(root, pkg, pattern string, per time.Duration) (ns, mb map[string]float64, err error) {
	cmd := exec.Command("go", "test", "-run", "^$", "-bench", pattern, "-benchtime", per.String(), "-count", "5", pkg)
	cmd.Dir = root
	out, err := cmd.CombinedOutput()
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %s", err, bytes.TrimSpace(out))
	}
	times, speeds := map[string][]float64{}, map[string][]float64{}
	for _, m := range benchLine.FindAllStringSubmatch(string(out), -1) {
		v, err := strconv.ParseFloat(m[2], 64)
		if err != nil {
			return nil, nil, err
		}
		times[m[1]] = append(times[m[1]], v)
		if s, err := strconv.ParseFloat(m[3], 64); err == nil {
			speeds[m[1]] = append(speeds[m[1]], s)
		}
	}
	if len(times) == 0 {
		return nil, nil, fmt.Errorf("no figure: %s", strings.Join(strings.Fields(string(out)), " "))
	}
	ns, mb = map[string]float64{}, map[string]float64{}
	for k, v := range times {
		ns[k] = result.Median(v)
	}
	for k, v := range speeds {
		mb[k] = result.Median(v)
	}
	return ns, mb, nil
}

const plannerCommand = "go run ./internal/bench/run -only planner"

var plannerTitle = result.Words{FR: "Calculer le parcours le plus court, prouvé", EN: "Computing the shortest pathway, proved"}

func planner(root string, per time.Duration) (result.Table, error) {
	t := result.Table{ID: "planner", Title: plannerTitle, Unit: milliseconds, Command: plannerCommand, Note: &result.Words{
		FR: "Neuf problèmes par taille (briques × besoins). cbc (COIN-OR, paquet Debian coinor-cbc) : temps utilisateur de ses processus, lecture du fichier comprise ; une machine sans cbc ne mesure pas ce tableau.",
		EN: "Nine problems of each size (bricks × needs). cbc (COIN-OR, Debian package coinor-cbc): user time of its processes, reading of the file included; a machine without cbc does not measure this table."}}
	if _, err := exec.LookPath("cbc"); err != nil {
		return t, errors.New("cbc is not installed (Debian: coinor-cbc)")
	}
	ns, _, err := gobench(root, "./catalogue/planner", "BesideCBC", per/4)
	if err != nil {
		return t, err
	}
	for _, size := range []string{"60x20", "120x30", "200x40"} {
		group := strings.Replace(size, "x", " × ", 1)
		t.Rows = append(t.Rows, result.Row{Group: group, Name: "briques planner.Plan", Ours: true, Value: ns["BesideCBC/"+size+"/briques"] / 1e6},
			result.Row{Group: group, Name: "cbc", Value: ns["BesideCBC/"+size+"/cbc"] / 1e6})
	}
	return t, result.Write(os.Stdout, "", t)
}

const strictCommand = "go run ./internal/bench/run -only strictjson"

var strictTitle = result.Words{FR: "Lire du JSON strictement", EN: "Reading JSON strictly"}

func strict(root string, per time.Duration) (result.Table, error) {
	t := result.Table{ID: "strictjson", Title: strictTitle, Unit: result.Words{FR: "Mo par seconde", EN: "MB a second"}, Higher: true, Command: strictCommand, Note: &result.Words{
		FR: "Le nôtre refuse aussi les noms en double et l’UTF-8 abîmé, et rend les places.", EN: "Ours refuses duplicate names and damaged UTF-8 as well, and gives places."}}
	_, mb, err := gobench(root, "./internal/strictjson", "ScanDocument|Valid", per/4)
	if err != nil {
		return t, err
	}
	t.Rows = []result.Row{{Group: "un document", GroupEN: "a document", Name: "briques strictjson.Scan", Ours: true, Value: mb["ScanDocument"]}, {Group: "un document", GroupEN: "a document", Name: "encoding/json.Valid", Value: mb["Valid"]}}
	return t, result.Write(os.Stdout, "", t)
}
