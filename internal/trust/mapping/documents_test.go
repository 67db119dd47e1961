// SPDX-License-Identifier: Apache-2.0

package mapping_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// aProof is a name in a table that stands for a file, a folder or a test.
var aProof = regexp.MustCompile("`((?:[a-z]+/|\\.ci/)[A-Za-z0-9_./-]+(?: Test[A-Za-z0-9]+)?)`")

// TestDocumentsProofs: what the pages for security, accessibility and data
// protection name as a proof is there.
func TestDocumentsProofs(t *testing.T) {
	for name, least := range map[string]int{"docs/menaces.md": 20, "docs/menaces.en.md": 20, "docs/rgaa.md": 8, "docs/rgpd.md": 8, "docs/rgpd.en.md": 8} {
		data, err := os.ReadFile(filepath.Join(fixtures.Root(), name))
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for _, line := range strings.Split(string(data), "\n") {
			if !strings.HasPrefix(line, "|") {
				continue
			}
			for _, m := range aProof.FindAllStringSubmatch(line, -1) {
				found++
				if err := resolve(m[1]); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
		if found < least {
			t.Errorf("%s: %d proofs, at least %d", name, found, least)
		}
	}
}

var aLimit = regexp.MustCompile("`([a-z/]+\\.go)` : `([^`]+)`")

// TestDoors: each limit that docs/portes.md publishes stands so in the code.
func TestDoors(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(fixtures.Root(), "docs", "portes.md"))
	if err != nil {
		t.Fatal(err)
	}
	faults, count := doors(string(data))
	for _, f := range faults {
		t.Error(f)
	}
	if count < 25 {
		t.Errorf("only %d limits", count)
	}
	planted := strings.Replace(string(data), "4<<20", "5<<20", 1)
	if faults, _ := doors(planted); len(faults) != 1 || !strings.Contains(faults[0], "5<<20") {
		t.Errorf("a planted limit: %v", faults)
	}
}

func doors(text string) (faults []string, count int) {
	for _, m := range aLimit.FindAllStringSubmatch(text, -1) {
		count++
		code, err := os.ReadFile(filepath.Join(fixtures.Root(), filepath.FromSlash(m[1])))
		if err != nil || !strings.Contains(string(code), m[2]) {
			faults = append(faults, m[1]+" does not say "+m[2])
		}
	}
	return faults, count
}

// TestResolveSeesWhatIsMissing plants a folder and a test that are not there.
func TestResolveSeesWhatIsMissing(t *testing.T) {
	for proof, want := range map[string]string{"internal/nowhere": "internal/nowhere is not there", "internal/archtest TestNothing": "internal/archtest has no TestNothing", "internal/archtest TestImports": ""} {
		got := ""
		if err := resolve(proof); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", proof, got, want)
		}
	}
}

// TestNoPromiseInDocuments: the page of the accessibility officer promises
// nothing by itself: the word stands only inside the brackets that somebody
// else fills, or in the name of the law's duty.
func TestNoPromiseInDocuments(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(fixtures.Root(), "docs", "rgaa.md"))
	if err != nil {
		t.Fatal(err)
	}
	text := regexp.MustCompile(`\[[^\]]*\] conforme au RGAA|conformément à l'article 47`).ReplaceAllString(string(data), "")
	if strings.Contains(strings.ToLower(text), "conforme") {
		t.Error("docs/rgaa.md promises")
	}
}
