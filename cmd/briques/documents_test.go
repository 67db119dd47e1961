// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/demo"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// repository is found before any test changes its folder.
var repository = fixtures.Root()

var fence = regexp.MustCompile("(?ms)^```([a-z.]*)\n(.*?)^```$")

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

// documented lists the documents whose blocks are executed: the README, the
// tutorials, the hosting guides. Twins are compared by TestTwinsAgree.
func documented(t *testing.T) []string {
	t.Helper()
	out := []string{"README.md"}
	for _, glob := range []string{"docs/tutoriel-*.md", "docs/heberger/*.md"} {
		found, err := filepath.Glob(filepath.Join(fixtures.Root(), filepath.FromSlash(glob)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			if !strings.HasSuffix(f, ".en.md") {
				rel, err := filepath.Rel(fixtures.Root(), f)
				if err != nil {
					t.Fatal(err)
				}
				out = append(out, filepath.ToSlash(rel))
			}
		}
	}
	return out
}

// TestEveryBlockIsExecuted: each block of these documents has a language that
// some test executes. html, js and http are opened in a browser by
// wasm/e2e/tests/documents.mjs, as are the lines of console that build
// widgets.
func TestEveryBlockIsExecuted(t *testing.T) {
	counts := map[string]int{}
	for _, name := range documented(t) {
		for _, m := range fence.FindAllStringSubmatch(document(t, name), -1) {
			counts[m[1]]++
			switch m[1] {
			case "console", "go", "mod", "json", "html", "js", "http":
			default:
				t.Errorf("%s: nothing executes a block of %q:\n%s", name, m[1], m[2])
			}
		}
	}
	for _, lang := range []string{"console", "go", "mod", "json", "html", "js", "http"} {
		if counts[lang] == 0 {
			t.Errorf("no block of %s is left", lang)
		}
	}
	if _, err := os.Stat(filepath.Join(fixtures.Root(), "wasm", "e2e", "tests", "documents.mjs")); err != nil {
		t.Error(err)
	}
	t.Log(counts)
}

// TestDocumentedGo: the Go and go.mod shown are parts of a program that is
// built and run.
func TestDocumentedGo(t *testing.T) {
	program, mod := document(t, "examples/academie/main.go"), document(t, "examples/academie/go.mod")
	for _, name := range documented(t) {
		for _, b := range blocks(document(t, name), "go") {
			if !strings.Contains(program, b) {
				t.Errorf("%s: not in examples/academie/main.go:\n%s", name, b)
			}
		}
		for _, b := range blocks(document(t, name), "mod") {
			for _, l := range strings.Split(strings.TrimSpace(b), "\n") {
				if !strings.Contains(mod, l) {
					t.Errorf("%s: not in examples/academie/go.mod: %s", name, l)
				}
			}
		}
	}
}

// TestDocumentedCommands runs every line of the console blocks, in order, in
// a folder that holds a sound brick under the name they use: the one that the
// document shows, if it shows one.
func TestDocumentedCommands(t *testing.T) {
	texts := map[string]string{}
	names := documented(t)
	for _, name := range names {
		texts[name] = document(t, name)
	}
	makefile := document(t, "Makefile")
	count := 0
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			put(t, "brique.json", shownBrick(t, texts[name]))
			for _, block := range blocks(texts[name], "console") {
				count += runBlock(t, block, makefile)
			}
		})
	}
	if count < 30 {
		t.Errorf("only %d commands found", count)
	}
	t.Logf("%d commands run", count)
}

// shownBrick is the brick of a document, or one of the demonstration.
func shownBrick(t *testing.T, text string) string {
	for _, b := range blocks(text, "json") {
		return b
	}
	brick := demo.Catalogue().Bricks[0]
	var b bytes.Buffer
	if err := catalogue.EncodeAs(&b, &brick); err != nil {
		t.Fatal(err)
	}
	return strings.Replace(b.String(), "{", `{"$schema":"https://forge.apps.education.fr/eafc/briques/schemas/v1/brick.schema.json",`, 1)
}

// runBlock runs the lines of one block. A line that ends with & is a server:
// it gets a free port, and ends with the block.
func runBlock(t *testing.T, block, makefile string) (count int) {
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan int, 8)
	servers := 0
	defer func() {
		stop()
		for range servers {
			if code := <-ended; code != exitOK {
				t.Errorf("a server of the block ended with %d", code)
			}
		}
	}()
	const shown = "127.0.0.1:8081"
	addr := free(t)
	for _, line := range strings.Split(strings.TrimSpace(block), "\n") {
		line, _, _ = strings.Cut(line, "   #")
		args := words(strings.ReplaceAll(line, shown, addr))
		count++
		switch {
		case args[0] == "make" && len(args) == 2:
			if !strings.Contains(makefile, "\n"+args[1]+":") {
				t.Errorf("%s: no such target", line)
			}
		case args[0] == "go":
			goTool(t, args[1:])
		case args[0] == "briques" && args[1] == "widgets":
			// wasm/e2e/tests/documents.mjs builds them.
		case args[0] == "briques" && args[len(args)-1] == "&":
			servers++
			go func() {
				ended <- run(ctx, args[1:len(args)-1], strings.NewReader(""), &bytes.Buffer{}, &bytes.Buffer{})
			}()
			await(t, addr)
		case args[0] == "briques":
			var out, errs bytes.Buffer
			if code := run(ctx, args[1:], strings.NewReader(""), &out, &errs); code != exitOK {
				t.Errorf("%s: exit %d\n%s%s", line, code, out.String(), errs.String())
			}
		default:
			t.Errorf("%s: nobody knows how to run this", line)
		}
	}
	return count
}

// goTool runs a command of the Go tool as in a copy of the repository.
func goTool(t *testing.T, args []string) {
	t.Helper()
	bin := t.TempDir()
	cmd := exec.Command("go", args...)
	cmd.Dir, cmd.Env = repository, append(os.Environ(), "GOBIN="+bin)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("go %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	if args[0] == "install" {
		if _, err := os.Stat(filepath.Join(bin, "briques")); err != nil {
			t.Error(err)
		}
	}
}

func free(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// await returns when somebody listens at addr.
func await(t *testing.T, addr string) {
	t.Helper()
	for range 200 {
		if c, err := net.DialTimeout("tcp", addr, time.Second); err == nil {
			c.Close()
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal(addr, "does not answer")
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

// TestTutorialFault: the faults that the partner's tutorial tells a reader to
// make are told in the words that it shows, in both languages.
func TestTutorialFault(t *testing.T) {
	texts := map[string]string{"fr": document(t, "docs/tutoriel-partenaire.md"), "en": document(t, "docs/tutoriel-partenaire.en.md")}
	t.Chdir(t.TempDir())
	for lang, text := range texts {
		brick := blocks(text, "json")[0]
		put(t, "brique.json", strings.NewReplacer(`"remote": 90`, `"remote": "90"`, `"title"`, `"titre"`).Replace(brick))
		shown := regexp.MustCompile("`(brique\\.json:[^`]+)`").FindStringSubmatch(text)
		out, _, code := call(t, "--lang", lang, "validate", "brique.json")
		if shown == nil || code != exitInvalid || !strings.Contains(out, shown[1]) || !strings.Contains(out, "SHAPE-001") {
			t.Errorf("%s: exit %d, shows %q, got:\n%s", lang, code, shown, out)
		}
	}
}
