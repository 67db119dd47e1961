// SPDX-License-Identifier: Apache-2.0

package kit_test

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/kit"
)

// sameInSourcemeta asks the compiling engine of Sourcemeta, formats asserted
// and not, exhaustive and fast. It is AGPL: a program beside the tests, from
// a package of its own that nothing of ours links or ships.
func sameInSourcemeta(t *testing.T, dir string, manifest []kit.Entry) {
	program, err := filepath.Abs("testdata/sourcemeta/node_modules/@sourcemeta/jsonschema/npm/cli.js")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(program); err != nil {
		t.Skip("NOT RUN: npm ci in schemas/kit/testdata/sourcemeta installs @sourcemeta/jsonschema")
	}
	if out, err := exec.Command("node", program, "version").CombinedOutput(); err != nil {
		t.Skipf("NOT RUN: @sourcemeta/jsonschema does not start here: %v %s", err, out)
	}
	want := map[schemas.Kind]map[string]bool{}
	for _, e := range manifest {
		if e.Verdict == schemas.VerdictUnreadable {
			continue
		}
		if want[e.Kind] == nil {
			want[e.Kind] = map[string]bool{}
		}
		want[e.Kind][e.File] = e.Verdict == schemas.VerdictValid
	}
	modes := [][]string{{}, {"--format-assertion"}, {"--fast"}}
	if testing.Short() {
		modes = modes[:1]
	}
	for _, flags := range modes {
		same := 0
		for kind, files := range want {
			args := append([]string{program, "validate", "--continue", "--verbose"}, flags...)
			args = append(args, "schemas/"+string(kind)+".schema.json")
			for file := range files {
				args = append(args, file)
			}
			cmd := exec.Command("node", args...)
			cmd.Dir = dir
			out, _ := cmd.CombinedOutput() // exits with 2 as soon as a document is refused
			got := sourcemetaVerdicts(out)
			for file, valid := range files {
				if said, told := got[file]; !told || said != valid {
					t.Errorf("%v %s: the manifest says %v, sourcemeta %v (told: %v)", flags, file, valid, said, told)
					continue
				}
				same++
			}
		}
		t.Logf("sourcemeta %s: %d agree", strings.Join(flags, " "), same)
	}
}

// sourcemetaVerdicts reads "ok: FILE" and "fail: FILE".
func sourcemetaVerdicts(out []byte) map[string]bool {
	got := map[string]bool{}
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 4<<20)
	for lines.Scan() {
		verdict, file, _ := strings.Cut(lines.Text(), ": ")
		if i := strings.Index(file, "documents/"); i >= 0 && (verdict == "ok" || verdict == "fail") {
			file, _, _ = strings.Cut(file[i:], "\n")
			got[file] = verdict == "ok"
		}
	}
	return got
}
