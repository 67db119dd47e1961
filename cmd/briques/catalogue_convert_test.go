// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// call runs one command line and returns what it printed and its exit code.
func call(t *testing.T, args ...string) (out, errs string, code int) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(context.Background(), args, strings.NewReader(""), &o, &e)
	return o.String(), e.String(), code
}

// TestCatalogueConvert sends the demonstration catalogue through every format
// and back.
func TestCatalogueConvert(t *testing.T) {
	dir := t.TempDir()
	options := filepath.Join(dir, "lheo.json")
	settings := `{"lheo":{"name":"EAFC fictive","siret":"99999999800019","activityNumber":"54860000086","contact":"Accueil","line":"1 rue Fictive",
"postalCode":"86000","city":"POITIERS","email":"eafc@example.org","publicCode":"81055","rhythm":"Temps partiel"},"magistere":{"year":"26"}}`
	if err := os.WriteFile(options, []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		to, back string // back: what detects the format again
		args     []string
		code     int
	}{
		{"json", "json", nil, exitOK},
		{"sheet-csv", "sheet", []string{"--framework", "encadrement-exemple"}, exitOK},
		{"sheet-xlsx", "sheet", []string{"--framework", "encadrement-exemple"}, exitOK},
		{"schemaorg", "", []string{"--pages", "https://eafc.example.org/briques"}, exitOK},
		{"cmi5", "cmi5", nil, exitOK},
		{"docx", "", nil, exitUsage},
	} {
		file := filepath.Join(dir, tc.to)
		args := append([]string{"catalogue", "convert", "exemple", "--to", tc.to, "-o", file, "--options", options}, tc.args...)
		_, errs, code := call(t, args...)
		if code != tc.code {
			t.Errorf("to %s: exit %d\n%.600s", tc.to, code, errs)
			continue
		}
		if n := strings.Count(errs, "\n"); n > 60 || tc.to == "sheet-csv" && !strings.Contains(errs, " fois)") {
			t.Errorf("to %s: %d lines of losses, not told once each", tc.to, n)
		}
		if tc.back == "" {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got := detect(data); got != tc.back {
			t.Errorf("to %s: detected as %q", tc.to, got)
		}
		if _, errs, code := call(t, "catalogue", "convert", file, "--framework", "encadrement-exemple", "--force", "-o", filepath.Join(dir, "back.json")); code != exitOK {
			t.Errorf("back from %s: exit %d\n%.600s", tc.to, code, errs)
		}
	}
	if _, _, code := call(t, "catalogue", "convert", "exemple", "--to", "sheet-csv", "--strict", "-o", filepath.Join(dir, "s")); code != exitInvalid {
		t.Errorf("--strict with losses: exit %d", code)
	}
	if _, errs, code := call(t, "catalogue", "convert", filepath.Join(dir, "absent")); code != exitUnreadable || errs == "" {
		t.Errorf("absent file: exit %d %q", code, errs)
	}
}
