// SPDX-License-Identifier: Apache-2.0

// Command wasm evaluates the facts on stdin against the profile on stdin, in
// the browser's build of the package: {"profile": …, "facts": …, "pieces": …}.
// It prints the report, then on stderr the median time of an evaluation.
package main

import (
	"io"
	"os"
	"sort"
	"strconv"
	"time"

	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
)

func main() {
	data, err := io.ReadAll(os.Stdin)
	if err != nil {
		os.Exit(1)
	}
	in, is := label.ParseFacts(data)
	if is.HasErrors() {
		os.Stderr.WriteString(is.Error())
		os.Exit(1)
	}
	get := func(name string) label.Value { v, _ := in.Get(name); return v }
	p, is := label.DecodeProfile(get("profile").Canonical())
	if is.HasErrors() {
		os.Stderr.WriteString(is.Error())
		os.Exit(1)
	}
	var l label.EvidenceList
	if is := jsontree.Decode(get("pieces"), &l); is.HasErrors() {
		os.Stderr.WriteString(is.Error())
		os.Exit(1)
	}
	ready, facts := label.Prepare(p), get("facts")
	r := ready.Evaluate(facts, l.Pieces, nil)
	os.Stdout.Write(r.Encode())
	times := make([]time.Duration, 101)
	for i := range times {
		start := time.Now()
		ready.Evaluate(facts, l.Pieces, nil)
		times[i] = time.Since(start)
	}
	sort.Slice(times, func(i, j int) bool { return times[i] < times[j] })
	os.Stderr.WriteString(strconv.Itoa(len(p.Rules)) + " rules, median " + times[50].String() + ", worst " + times[100].String())
}
