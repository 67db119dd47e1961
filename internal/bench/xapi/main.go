// SPDX-License-Identifier: Apache-2.0

// Command xapi measures package xapi beside encoding/json.Valid, in
// interleaved rounds on one thread, and beside other validators, from the
// same bytes: 1,000 statements of our profile and, where they are beside the
// checkout, the sets of ../shared/fixtures. The others are installed by npm in internal/bench/xapi/peers, by their lock file.
//
//	go run ./internal/bench/xapi [-time 2s] [-no-peers]
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"forge.apps.education.fr/eafc/briques/internal/bench/cputime"
	"forge.apps.education.fr/eafc/briques/internal/bench/result"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/xapi"
)

func main() {
	per := flag.Duration("time", 2*time.Second, "time for each measure")
	noPeers := flag.Bool("no-peers", false, "measure our package alone")
	file := flag.String("json", "", "store the table in this file as well")
	flag.Parse()
	if err := run(os.Stdout, *per, !*noPeers, *file); err != nil {
		fmt.Fprintln(os.Stderr, "bench xapi:", err)
		os.Exit(1)
	}
}

// ownSet is the set that needs nothing beside the repository. It comes first:
// the READMEs show the first group of a table.
const ownSet = "briques"

// row is one line of the table.
type row struct {
	Set, Peer     string
	Accepted, Of  int
	PerSecond     float64
	allocs, ratio float64 // ours only; ratio to encoding/json.Valid
}

func run(w io.Writer, per time.Duration, peers bool, file string) error {
	root := fixtures.Root()
	data := filepath.Join(filepath.Dir(root), "shared", "fixtures", "xapi")
	names := []string{ownSet, "ADL", "FUN-MOOC", "Moodle"}
	if _, err := os.Stat(data); err != nil {
		fmt.Fprintln(w, "NOT RUN: the sets ADL, FUN-MOOC and Moodle: ../shared/fixtures/xapi is not beside the checkout")
		names = names[:1]
	}
	dir, err := os.MkdirTemp("", "briques-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var rows []row
	var files []string
	for _, name := range names {
		set, err := load(data, name)
		if err != nil {
			return err
		}
		file := filepath.Join(dir, name+".ndjson")
		if err := os.WriteFile(file, append(bytes.Join(set, []byte("\n")), '\n'), 0o600); err != nil {
			return err
		}
		files = append(files, file)
		rows = append(rows, measure(name, set, per)...)
	}
	if peers {
		theirs, err := measurePeers(filepath.Join(root, "internal", "bench", "xapi", "peers"), per, files)
		if err != nil {
			fmt.Fprintln(w, "NOT RUN, the peers:", err)
		}
		rows = append(rows, theirs...)
	}
	if err := table(w, rows); err != nil || file == "" {
		return err
	}
	return result.Write(io.Discard, file, shared(rows))
}

// shared gives the rows the form of all our comparisons.
func shared(rows []row) result.Table {
	t := result.Table{ID: "xapi", Title: result.Words{FR: "Valider une trace xAPI", EN: "Validating an xAPI statement"},
		Unit: result.Words{FR: "traces par seconde", EN: "statements a second"}, Higher: true, Judged: true, Command: "go run ./internal/bench/xapi",
		Note: &result.Words{FR: "Les mêmes octets pour tous ; temps de processeur d’un seul fil. encoding/json.Valid ne lit que la syntaxe.",
			EN: "The same bytes for all; processor time of one thread. encoding/json.Valid reads the syntax alone."}}
	for _, r := range rows {
		t.Rows = append(t.Rows, result.Row{Group: r.Set, Name: r.Peer, Ours: r.ratio > 0, Value: r.PerSecond, Accepted: fmt.Sprintf("%d / %d", r.Accepted, r.Of)})
	}
	return t
}

// load returns the valid statements of a set, each on one line.
func load(data, name string) (set [][]byte, err error) {
	add := func(r io.Reader, field bool) error {
		sc := bufio.NewScanner(r)
		sc.Buffer(nil, 1<<20)
		for sc.Scan() {
			c := struct {
				Valid     bool
				Statement json.RawMessage
			}{true, sc.Bytes()}
			if field {
				if err := json.Unmarshal(sc.Bytes(), &c); err != nil {
					return err
				}
			}
			if c.Valid {
				var b bytes.Buffer
				if err := json.Compact(&b, c.Statement); err != nil {
					return err
				}
				set = append(set, b.Bytes())
			}
		}
		return sc.Err()
	}
	open := func(name string, field bool) error {
		f, err := os.Open(filepath.Join(data, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		defer f.Close()
		if !strings.HasSuffix(name, ".gz") {
			return add(f, field)
		}
		z, err := gzip.NewReader(f)
		if err != nil {
			return err
		}
		return add(z, field)
	}
	switch name {
	case ownSet:
		return own()
	case "ADL":
		if err := open("adl/v1_0_3.jsonl", true); err != nil {
			return nil, err
		}
		return set, open("adl/v2_0.jsonl", true)
	case "Moodle":
		return set, open("moodle/statements.jsonl", true)
	}
	return set, open("ralph/statements-2000.jsonl.gz", false)
}

// measure runs both in turns, so that other load falls on both alike.
func measure(name string, set [][]byte, per time.Duration) []row {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	ours := func(s []byte) bool { return !xapi.Validate(s, xapi.Options{}).HasErrors() }
	accepted, next := 0, 0
	for _, s := range set {
		if ours(s) {
			accepted++
		}
	}
	var used [2]time.Duration
	var ratios []float64
	const each = 1000
	count := 0
	for end := time.Now().Add(2 * per); time.Now().Before(end); count += each {
		var round [2]time.Duration
		for k, f := range []func([]byte) bool{ours, json.Valid} {
			start := cputime.Thread()
			for i := range each {
				f(set[i%len(set)])
			}
			round[k] = cputime.Thread() - start
			used[k] += round[k]
		}
		if round[0] > 0 {
			ratios = append(ratios, float64(round[1])/float64(round[0]))
		}
	}
	slices.Sort(ratios)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range set {
		ours(set[next%len(set)])
		next++
	}
	runtime.ReadMemStats(&after)
	n := float64(count)
	return []row{
		{name, "briques xapi.Validate", accepted, len(set), n / used[0].Seconds(), float64(after.Mallocs-before.Mallocs) / float64(len(set)), ratios[len(ratios)/2]},
		{name, "encoding/json.Valid (syntax alone)", len(set), len(set), n / used[1].Seconds(), 0, 0},
	}
}

// measurePeers installs the other validators by their lock file and runs them.
func measurePeers(dir string, per time.Duration, files []string) (rows []row, err error) {
	if _, err := os.Stat(filepath.Join(dir, "node_modules")); err != nil {
		install := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
		install.Dir = dir
		if out, err := install.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("npm ci: %w: %s", err, out)
		}
	}
	cmd := exec.Command("node", append([]string{filepath.Join(dir, "peers.mjs"), fmt.Sprint(per.Seconds())}, files...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("node: %w", err)
	}
	d := json.NewDecoder(bytes.NewReader(out))
	for d.More() {
		var r row
		if err := d.Decode(&r); err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	return rows, nil
}

func table(w io.Writer, rows []row) error {
	slices.SortStableFunc(rows, func(a, b row) int {
		if (a.Set == ownSet) != (b.Set == ownSet) {
			return map[bool]int{true: -1, false: 1}[a.Set == ownSet]
		}
		return strings.Compare(a.Set, b.Set)
	})
	ours := map[string]float64{}
	for _, r := range rows {
		if r.ratio > 0 {
			ours[r.Set] = r.PerSecond
		}
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "set\tvalidator\taccepted\tstatements/s\tours is\tallocations")
	for _, r := range rows {
		times, allocs := fmt.Sprintf("%.1fx", ours[r.Set]/r.PerSecond), ""
		if r.ratio > 0 {
			times, allocs = "", fmt.Sprintf("%.2f", r.allocs)
		}
		if r.Peer == "encoding/json.Valid (syntax alone)" {
			for _, o := range rows {
				if o.Set == r.Set && o.ratio > 0 {
					times = fmt.Sprintf("%.2fx", o.ratio)
				}
			}
		}
		fmt.Fprintf(t, "%s\t%s\t%d/%d\t%.0f\t%s\t%s\n", r.Set, r.Peer, r.Accepted, r.Of, r.PerSecond, times, allocs)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	load, _ := os.ReadFile("/proc/loadavg")
	fmt.Fprintf(w, "%s, %d CPU, CPU time of one thread; load %s\n", runtime.Version(), runtime.NumCPU(), bytes.TrimSpace(load))
	return nil
}
