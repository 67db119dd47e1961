// SPDX-License-Identifier: Apache-2.0

// Command schemas measures the validation of one published brick, from its
// bytes, beside santhosh-tekuri/jsonschema v5 in the same process and ajv in
// Node: accepted as it is, and refused with one fault.
//
//	go run ./internal/bench/schemas [-time 2s] [-json FILE]
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"forge.apps.education.fr/eafc/briques/internal/bench/cputime"
	"forge.apps.education.fr/eafc/briques/internal/bench/result"
	"forge.apps.education.fr/eafc/briques/internal/engine"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/check"
)

func main() {
	per := flag.Duration("time", 2*time.Second, "time for each measure")
	file := flag.String("json", "", "store the table in this file as well")
	flag.Parse()
	if err := run(*per, *file); err != nil {
		fmt.Fprintln(os.Stderr, "bench schemas:", err)
		os.Exit(1)
	}
}

func run(per time.Duration, file string) error {
	var good []byte
	for _, e := range schemas.Examples(schemas.KindBrick) {
		if e.Name == "valid/complet" {
			good = e.Data
		}
	}
	bad := []byte(strings.Replace(string(good), `"modality": "blended"`, `"modality": "hybride"`, 1))
	if len(good) == 0 || bytes.Equal(good, bad) {
		return errors.New("the complete example of a brick is not what it was")
	}
	src, err := schemas.Source(schemas.KindBrick)
	if err != nil {
		return err
	}
	v5, err := engine.Compile(src, nil)
	if err != nil {
		return err
	}
	ours := schemas.Validator{Fast: check.Fast, ShapeOnly: true}
	t := result.Table{ID: "schemas", Title: result.Words{FR: "Valider une brique", EN: "Validating a brick"}, Unit: result.Words{FR: "microsecondes", EN: "microseconds"},
		Command: "go run ./internal/bench/schemas", Note: &result.Words{
			FR: "Temps de processeur, depuis les octets. Nous lisons strictement (doublons, nombres exacts) ; au refus, nous rendons la ligne, la phrase et la correction. Les autres décodent puis valident.",
			EN: "Processor time, from the bytes. Ours reads strictly (duplicates, exact numbers) and refuses with line, sentence and mend. The others decode, then validate."}}
	names := map[string][2]string{"accept": {"un document valide", "a valid document"}, "refuse": {"un document à une faute", "a document with one fault"}}
	for _, g := range []struct {
		name string
		doc  []byte
		want schemas.Verdict
	}{{"accept", good, schemas.VerdictValid}, {"refuse", bad, schemas.VerdictInvalid}} {
		if ours.Validate(schemas.KindBrick, g.doc).Verdict != g.want {
			return fmt.Errorf("%s: we disagree with ourselves", g.name)
		}
		a, b := rounds(per, func() { ours.Validate(schemas.KindBrick, g.doc) }, func() {
			if v, err := engine.Decode(g.doc); err == nil {
				v5.Validate(v)
			}
		})
		t.Rows = append(t.Rows,
			result.Row{Group: names[g.name][0], GroupEN: names[g.name][1], Name: "briques", Ours: true, Value: a},
			result.Row{Group: names[g.name][0], GroupEN: names[g.name][1], Name: "santhosh-tekuri/jsonschema v5", Value: b})
	}
	theirs, err := peers(per, good, bad, src, names)
	if err != nil {
		t.NotRun = "ajv: " + err.Error()
	}
	for _, r := range theirs { // beside its group
		i := 0
		for i < len(t.Rows) && t.Rows[i].Group != r.Group {
			i++
		}
		for i < len(t.Rows) && t.Rows[i].Group == r.Group {
			i++
		}
		t.Rows = append(t.Rows[:i], append([]result.Row{r}, t.Rows[i:]...)...)
	}
	return result.Write(os.Stdout, file, t)
}

// rounds runs both in turns on one thread, so that other load falls on both
// alike, and returns their medians in microseconds.
func rounds(per time.Duration, first, second func()) (float64, float64) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	const each = 500
	var got [2][]float64
	for end := time.Now().Add(2 * per); time.Now().Before(end) || len(got[0]) < 5; {
		for k, f := range []func(){first, second} {
			start := cputime.Thread()
			for range each {
				f()
			}
			got[k] = append(got[k], float64((cputime.Thread()-start).Nanoseconds())/1000/each)
		}
	}
	return result.Median(got[0]), result.Median(got[1])
}

// peers installs ajv by its lock file and runs it on the same bytes.
func peers(per time.Duration, good, bad, schema []byte, names map[string][2]string) ([]result.Row, error) {
	dir := filepath.Join(fixtures.Root(), "internal", "bench", "schemas", "peers")
	if _, err := os.Stat(filepath.Join(dir, "node_modules")); err != nil {
		install := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
		install.Dir = dir
		if out, err := install.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("npm ci: %w: %s", err, out)
		}
	}
	tmp, err := os.MkdirTemp("", "briques-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(tmp)
	args := []string{filepath.Join(dir, "peers.mjs"), fmt.Sprint(per.Seconds())}
	for name, data := range map[string][]byte{"0.json": schema, "1.json": good, "2.json": bad} {
		if err := os.WriteFile(filepath.Join(tmp, name), data, 0o600); err != nil {
			return nil, err
		}
	}
	for _, name := range []string{"0.json", "1.json", "2.json"} {
		args = append(args, filepath.Join(tmp, name))
	}
	cmd := exec.Command("node", args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("node: %w", err)
	}
	var rows []result.Row
	d := json.NewDecoder(bytes.NewReader(out))
	for d.More() {
		var r result.Row
		if err := d.Decode(&r); err != nil {
			return nil, err
		}
		r.Group, r.GroupEN = names[r.Group][0], names[r.Group][1]
		rows = append(rows, r)
	}
	return rows, nil
}
