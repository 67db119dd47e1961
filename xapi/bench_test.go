// SPDX-License-Identifier: Apache-2.0

package xapi_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// sets returns the three sets of valid statements that speed is measured on.
func sets(t testing.TB) map[string][][]byte {
	t.Helper()
	out := map[string][][]byte{}
	for _, file := range []string{"v1_0_3", "v2_0"} {
		for _, c := range fixtures.Lines[adlCase](t, "xapi/adl/"+file+".jsonl") {
			if c.Valid {
				out["ADL"] = append(out["ADL"], c.Statement)
			}
		}
	}
	for _, c := range fixtures.Lines[adlCase](t, "xapi/moodle/statements.jsonl") {
		out["Moodle"] = append(out["Moodle"], c.Statement)
	}
	z, err := gzip.NewReader(bytes.NewReader(fixtures.Read(t, "xapi/ralph/statements-2000.jsonl.gz")))
	if err != nil {
		t.Fatal(err)
	}
	for sc := bufio.NewScanner(z); sc.Scan(); {
		out["FUN-MOOC"] = append(out["FUN-MOOC"], bytes.Clone(sc.Bytes()))
	}
	return out
}

// BenchmarkValidate prints statements per second on each set, beside
// encoding/json.Valid, which looks at syntax alone.
func BenchmarkValidate(b *testing.B) {
	for _, name := range []string{"ADL", "Moodle", "FUN-MOOC"} {
		set := sets(b)[name]
		run := func(what string, f func([]byte) bool) {
			b.Run(name+"/"+what, func(b *testing.B) {
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					if !f(set[i%len(set)]) {
						b.Fatalf("refused: %s", set[i%len(set)])
					}
				}
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "statements/s")
			})
		}
		run("Validate", func(s []byte) bool { return !xapi.Validate(s, xapi.Options{}).HasErrors() })
		run("json.Valid", json.Valid)
	}
}
