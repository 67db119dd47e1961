// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

func document(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(fixtures.Root(), filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// tracked lists the files of the repository that end so.
func tracked(t *testing.T, suffix string) []string {
	t.Helper()
	cmd := exec.Command("git", "ls-files", "--cached", "--others", "--exclude-standard")
	cmd.Dir = fixtures.Root()
	out, err := cmd.Output()
	if err != nil {
		t.Skip("NOT RUN: this is no git checkout")
	}
	var names []string
	for _, n := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		if _, err := os.Stat(filepath.Join(fixtures.Root(), n)); err == nil && strings.HasSuffix(n, suffix) {
			names = append(names, n)
		}
	}
	return names
}

// TestTwinsAgree: a document and its English twin show the same commands, the
// same code and the same data. Widgets differ by their language alone.
func TestTwinsAgree(t *testing.T) {
	twins := 0
	for _, en := range tracked(t, ".en.md") {
		fr := strings.TrimSuffix(en, ".en.md") + ".md"
		if strings.HasPrefix(en, "docs/reference/") || fr == "docs/menaces.md" || fr == "docs/lrs-passage-a-l-echelle.md" {
			continue // generated in both languages, or shorter in English
		}
		twins++
		for _, lang := range []string{"console", "go", "mod", "json", "http"} {
			if diff := cmp.Diff(blocks(document(t, fr), lang), blocks(document(t, en), lang)); diff != "" {
				t.Errorf("%s blocks (-%s +%s)\n%s", lang, fr, en, diff)
			}
		}
	}
	if diff := cmp.Diff(blocks(document(t, "README.md"), "html"), blocks(document(t, "README.en.md"), "html")); diff != "" {
		t.Errorf("html blocks (-README.md +README.en.md)\n%s", diff)
	}
	if twins < 7 {
		t.Errorf("only %d twins", twins)
	}
}

// aFigure is a number that somebody measured or counted: of two digits or
// more, or with a decimal part.
var aFigure = regexp.MustCompile(`\d+(?:[.,  ]\d+)+|\d{2,}`)

// notMeasured are numbers that name something.
var notMeasured = regexp.MustCompile("`[^`]*`|\\]\\([^)]*\\)|https?://\\S+|(?i)apache-2\\.0|etalab-2\\.0|xAPI \\d[.\\d]*|SCORM 1\\.2|RGAA 4\\.1|v5|\\d+\\.\\d+\\.\\d+")

// TestReadmeFigures: a figure of a README stands in the table of measures, on
// a line that ends with the command that prints it; the tables of both say
// what docs/mesures.json says.
func TestReadmeFigures(t *testing.T) {
	for _, name := range []string{"README.md", "README.en.md"} {
		text := document(t, name)
		for _, f := range loose(text) {
			t.Errorf("%s: %s: a figure without the command that prints it", name, f)
		}
		if rows := measured(text); len(rows) < 3 {
			t.Errorf("%s: %d lines of measures", name, len(rows))
		}
	}
	if got := loose("Briques vérifie 12 345 traces par seconde.\n"); len(got) != 1 {
		t.Errorf("a planted figure is not seen: %v", got)
	}
	if got := loose("| a (x) | 12 ms | b : 3.4 | go test |\n"); len(got) != 1 {
		t.Errorf("a line of the table without a command is not seen: %v", got)
	}
}

// measured returns the lines of the table of measures.
func measured(text string) (rows []string) {
	_, after, _ := strings.Cut(text, "<!-- mesures : make bench -->\n")
	table, _, _ := strings.Cut(after, "<!-- /mesures -->")
	for _, l := range strings.Split(table, "\n") {
		if strings.HasPrefix(l, "| ") && !strings.HasSuffix(l, "| commande |") && !strings.HasSuffix(l, "| command |") {
			rows = append(rows, l)
		}
	}
	return rows
}

var printsIt = regexp.MustCompile("\\| `(go|make|briques|node) [^`]+` \\|$")

// loose returns the lines outside code that hold a figure and no command.
func loose(text string) []string {
	var out []string
	for _, l := range strings.Split(fence.ReplaceAllString(text, ""), "\n") {
		if aFigure.MatchString(notMeasured.ReplaceAllString(l, "")) && !printsIt.MatchString(l) {
			out = append(out, l)
		}
	}
	return out
}

// TestReadmeMeasures: the table is the one that make bench would write from
// the results that are stored.
func TestReadmeMeasures(t *testing.T) {
	cmd := exec.Command("go", "run", "./internal/bench/run", "-check")
	cmd.Dir = fixtures.Root()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		t.Errorf("%v\n%s", err, out.String())
	}
}
