// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/demo"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

func document(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(fixtures.Root(), name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

var fence = regexp.MustCompile("(?ms)^```([a-z]*)\n(.*?)^```$")

// blocks returns the code blocks of a language.
func blocks(text, lang string) []string {
	var out []string
	for _, m := range fence.FindAllStringSubmatch(text, -1) {
		if m[1] == lang {
			out = append(out, m[2])
		}
	}
	return out
}

// TestReadmesAgree: the two languages show the same commands and code.
func TestReadmesAgree(t *testing.T) {
	fr, en := document(t, "README.md"), document(t, "README.en.md")
	for _, lang := range []string{"console", "go", "html"} {
		if diff := cmp.Diff(blocks(fr, lang), blocks(en, lang)); diff != "" {
			t.Errorf("%s blocks (-README.md +README.en.md)\n%s", lang, diff)
		}
	}
}

// TestReadmeGo: the Go shown is a part of a program that is built and run.
func TestReadmeGo(t *testing.T) {
	program := document(t, "examples/academie/main.go")
	found := blocks(document(t, "README.md"), "go")
	if len(found) == 0 {
		t.Error("no Go block")
	}
	for _, b := range found {
		if !strings.Contains(program, b) {
			t.Errorf("not in examples/academie/main.go:\n%s", b)
		}
	}
}

// documented lists the documents whose commands are run.
func documented(t *testing.T) []string {
	t.Helper()
	out := []string{"README.md"}
	more, err := filepath.Glob(filepath.Join(fixtures.Root(), "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range more {
		out = append(out, "docs/"+filepath.Base(m))
	}
	return out
}

// TestDocumentedCommands runs every "briques …" line of the documents, in
// order, in a folder that holds a sound brick under the name they use.
func TestDocumentedCommands(t *testing.T) {
	count := 0
	texts := map[string]string{}
	names := documented(t)
	for _, name := range names {
		texts[name] = document(t, name)
	}
	for _, name := range names {
		t.Chdir(t.TempDir())
		brick := demo.Catalogue().Bricks[0]
		var b bytes.Buffer
		if err := catalogue.EncodeAs(&b, &brick); err != nil {
			t.Fatal(err)
		}
		text := strings.Replace(b.String(), "{", `{"$schema":"https://forge.apps.education.fr/eafc/briques/schemas/v1/brick.schema.json",`, 1)
		put(t, "brique.json", text)
		for _, block := range blocks(texts[name], "console") {
			sc := bufio.NewScanner(strings.NewReader(block))
			for sc.Scan() {
				line, _, _ := strings.Cut(sc.Text(), "   #")
				args := words(line)
				if len(args) < 2 || args[0] != "briques" {
					continue
				}
				count++
				var out, errs bytes.Buffer
				if code := run(context.Background(), args[1:], strings.NewReader(""), &out, &errs); code != exitOK {
					t.Errorf("%s: %s: exit %d\n%s", name, line, code, errs.String())
				}
			}
		}
	}
	if count < 8 {
		t.Errorf("only %d commands found", count)
	}
	t.Logf("%d commands run", count)
}

// words splits a command line as a shell does, double quotes only.
func words(line string) []string {
	var out []string
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			out = append(out, part)
		} else {
			out = append(out, strings.Fields(part)...)
		}
	}
	return out
}

var link = regexp.MustCompile(`\]\(([^)#]+)(#[^)]*)?\)`)

// TestLinks: every relative link of a document leads to a file.
func TestLinks(t *testing.T) {
	names := append(documented(t), "README.en.md", "CONTRIBUTING.md", "SECURITY.md", "RATIONALE.md", "CHANGELOG.md")
	for _, name := range names {
		for _, m := range link.FindAllStringSubmatch(document(t, name), -1) {
			if strings.Contains(m[1], "://") || strings.HasPrefix(m[1], "mailto:") {
				continue
			}
			if _, err := os.Stat(filepath.Join(fixtures.Root(), filepath.Dir(name), filepath.FromSlash(m[1]))); err != nil {
				t.Errorf("%s: %s leads nowhere", name, m[1])
			}
		}
	}
}
