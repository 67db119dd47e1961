// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// writers are the flags of every command that name something to write, as
// "briques plan --proof".
func writers(c *cobra.Command, of func(c *cobra.Command, flag, what string)) {
	for _, name := range []string{"output", "out", "proof", "jws", "badge"} {
		if f := c.Flags().Lookup(name); f != nil {
			what := ""
			if list := f.Annotations[writesKey]; len(list) == 1 {
				what = list[0]
			}
			of(c, name, what)
		}
	}
	for _, sub := range c.Commands() {
		writers(sub, of)
	}
}

// TestOutputIsNeverReplaced runs every command of the program on an output
// that exists: it is refused in French, with the way out, and not touched.
func TestOutputIsNeverReplaced(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "mien")
	const text = "le fichier d'une personne\n"
	if err := os.WriteFile(mine, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	required := map[string][]string{"briques xapi sign": {"--key", "k", "--jws", "x"}}
	seen := 0
	writers(newRoot(&app{lang: "fr"}), func(c *cobra.Command, flag, what string) {
		args := strings.Fields(c.CommandPath())[1:]
		for _, n := range []int{0, 1, 2} { // as many arguments as it takes
			if c.Args == nil || c.Args(c, make([]string, n)) == nil {
				args = append(args, slices.Repeat([]string{"nulle-part"}, n)...)
				break
			}
		}
		args = append(append(args, required[c.CommandPath()]...), "--"+flag, mine)
		if c.Name() == "publish" {
			args = append(args[:len(args)-3], "brick", "--version", "v1.0.0", "--"+flag, mine)
		}
		want := "existe déjà"
		switch what {
		case "":
			t.Errorf("%s --%s is not declared with outFlag", c.CommandPath(), flag)
			return
		case writesOnce:
			want = "n'est jamais remplacé"
		case writesFolder:
			want = "n'est pas un dossier"
			if c.Name() == "export" {
				args = append(args, "--db", "sqlite:"+filepath.Join(dir, "t.db"))
			}
		}
		seen++
		_, errs, code := call(t, args...)
		if code != exitUsage || !strings.Contains(errs, want) || !strings.Contains(errs, "rien n'a été écrit") {
			t.Errorf("%v: exit %d, %q", args, code, errs)
		}
		if what == writesFile && !strings.Contains(errs, "--force") {
			t.Errorf("%v does not name --force: %q", args, errs)
		}
		if _, errs, _ := call(t, append([]string{"--lang", "en"}, args...)...); !strings.Contains(errs, "nothing was written") {
			t.Errorf("en %v: %q", args, errs)
		}
	})
	if data, _ := os.ReadFile(mine); string(data) != text {
		t.Errorf("the file was touched: %q", data)
	}
	if left := names(t, dir); !slices.Contains(left, "mien") || slices.ContainsFunc(left, func(n string) bool { return strings.HasPrefix(n, ".briques") }) {
		t.Errorf("left behind: %v", left)
	}
	if seen < 30 {
		t.Errorf("only %d outputs seen", seen)
	}
}

func names(t *testing.T, dir string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

// TestOutputForce: --force replaces the file, keeps who may read it, and never
// goes through a link.
func TestOutputForce(t *testing.T) {
	dir := t.TempDir()
	at := func(n string) string { return filepath.Join(dir, n) }
	for n, text := range map[string]string{"ancien.json": "{}", "cible": "cible"} {
		if err := os.WriteFile(at(n), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("cible", at("lien")); err != nil {
		t.Skip("NOT RUN: no symbolic links:", err)
	}
	convert := []string{"framework", "convert", "crcn", "--to", "json", "-o"}
	if _, errs, code := call(t, append(convert, at("ancien.json"), "--force")...); code != exitOK {
		t.Fatalf("exit %d: %s", code, errs)
	}
	if info, err := os.Stat(at("ancien.json")); err != nil || info.Size() < 1000 || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info, err)
	}
	for _, more := range [][]string{nil, {"--force"}} {
		_, errs, code := call(t, append(append(convert, at("lien")), more...)...)
		if data, _ := os.ReadFile(at("cible")); code != exitUsage || !strings.Contains(errs, "est un lien") || string(data) != "cible" {
			t.Errorf("exit %d, %q, %q", code, errs, data)
		}
	}
	if _, errs, code := call(t, append(convert, dir, "--force")...); code != exitUsage || !strings.Contains(errs, "est un dossier") {
		t.Errorf("exit %d, %q", code, errs)
	}
	if out, errs, code := call(t, append(convert, "/dev/null")...); code != exitOK || out != "" {
		t.Errorf("a device: exit %d, %q", code, errs)
	}
}

// TestOutputOfAFailure: a command that fails after it opened its output leaves
// neither a file nor what it wrote aside.
func TestOutputOfAFailure(t *testing.T) {
	dir := t.TempDir()
	_, _, code := call(t, "framework", "show", "crcn", "--item", "nul", "-o", filepath.Join(dir, "sortie"))
	if left := names(t, dir); code != exitUsage || len(left) > 0 {
		t.Errorf("exit %d, left %v", code, left)
	}
}

// TestOutputFolder: a folder of ours is written again without a word, a file
// of somebody else's is not replaced, a link is not followed.
func TestOutputFolder(t *testing.T) {
	dir := t.TempDir()
	tree := filepath.Join(dir, "schema")
	publish := []string{"schemas", "publish", "brick", "-o", tree, "--version", "v1.0.0"}
	for range 2 { // the same bytes again
		if _, errs, code := call(t, publish...); code != exitOK {
			t.Fatalf("exit %d: %s", code, errs)
		}
	}
	readme := filepath.Join(tree, "README.md")
	before, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(readme, []byte("le mien"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(tree, "LICENSE.md")); err != nil {
		t.Fatal(err)
	}
	_, errs, code := call(t, publish...)
	if data, _ := os.ReadFile(readme); code != exitUsage || !strings.Contains(errs, "README.md") || !strings.Contains(errs, "--force") || string(data) != "le mien" {
		t.Errorf("exit %d, %q, %q", code, errs, data)
	}
	if slices.Contains(names(t, tree), "LICENSE.md") {
		t.Error("a refused folder was written in part")
	}
	if _, errs, code := call(t, append(publish, "--force")...); code != exitOK {
		t.Errorf("exit %d, %q", code, errs)
	}
	if data, _ := os.ReadFile(readme); !bytes.Equal(data, before) {
		t.Errorf("not replaced: %q", data)
	}
	if err := os.Remove(readme); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(dir, "ailleurs"), readme); err != nil {
		t.Skip("NOT RUN: no symbolic links:", err)
	}
	if _, errs, code := call(t, append(publish, "--force")...); code != exitUsage || !strings.Contains(errs, "est un lien") {
		t.Errorf("exit %d, %q", code, errs)
	}
	if left := names(t, dir); !slices.Equal(left, []string{"schema"}) {
		t.Errorf("written outside: %v", left)
	}
}

// TestBuiltBefore: "widgets build" knows the files of its last run by the
// hashes in sri.json, and no other.
func TestBuiltBefore(t *testing.T) {
	dir := t.TempDir()
	// sha384 of "a\n"
	const sri = `{"version":"1","files":{"loader.js":"sha384-knsvA5XkzjJvSrdZx1ql/DmffWwwN7LetAlSecp87TynD2jzV0FIaA/FLWwVvIkU","../x":"y"}}`
	if err := os.WriteFile(filepath.Join(dir, "sri.json"), []byte(sri), 0o644); err != nil {
		t.Fatal(err)
	}
	listed, own := builtBefore(dir)
	if !slices.Equal(listed, []string{"loader.js"}) {
		t.Errorf("listed: %v", listed)
	}
	for _, c := range []struct {
		name, data string
		want       bool
	}{
		{"loader.js", "a\n", true}, {"loader.js", "b\n", false}, {"loader.js.br", "?", true}, {"sri.json", sri, true},
		{"index.html", "a\n", false}, {"index.html.gz", "?", false},
	} {
		if got := own(c.name, []byte(c.data)); got != c.want {
			t.Errorf("%s %q: %v", c.name, c.data, got)
		}
	}
	if _, own := builtBefore(t.TempDir()); own("sri.json", nil) || own("loader.js", nil) {
		t.Error("an empty folder knows files")
	}
	// A folder of somebody else's is refused before anything is compiled.
	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "loader.js"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, errs, code := call(t, "widgets", "build", "-o", other); code != exitUsage || !strings.Contains(errs, "loader.js") || strings.Contains(errs, "compilation") {
		t.Errorf("exit %d, %q", code, errs)
	}
}

// TestOnlyOutputWrites: no command writes a file but through output.go.
func TestOnlyOutputWrites(t *testing.T) {
	allowed := map[string]string{
		"output.go": "", "output_folder.go": "",
		"schemas.go":    "fills the folder aside that writeFolder gave",
		"lrs_follow.go": "its own cursor, aside and renamed",
		"demo.go":       "the user's cache",
		"lrs_lazy.go":   "databases of tenants",
		"widgets.go":    "folders for the file of -o",
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if _, ok := allowed[file]; ok || strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := s.X.(*ast.Ident); ok && x.Name == "os" && slices.Contains([]string{"Create", "CreateTemp", "WriteFile", "OpenFile", "Rename", "MkdirAll", "Link", "Symlink", "Truncate"}, s.Sel.Name) {
				t.Errorf("%s calls os.%s: use output, writeTo, writeFolder or update", file, s.Sel.Name)
			}
			return true
		})
	}
}

// TestOutputOfAnExport: an export is written over its own months only.
func TestOutputOfAnExport(t *testing.T) {
	dir := t.TempDir()
	db := "sqlite:" + lrsFilled(t, 2)
	store := filepath.Join(dir, "entrepot")
	export := []string{"export", "--db", db, "--out", store}
	for range 2 {
		if code, _, errs := lrsRun(export...); code != exitOK {
			t.Fatalf("exit %d: %s", code, errs)
		}
	}
	months, _ := filepath.Glob(filepath.Join(store, "academy=local", "month=*"))
	if len(months) == 0 {
		t.Fatal("no month written")
	}
	if err := os.WriteFile(filepath.Join(months[0], "manifest.json"), []byte(`{"tenant":"une-autre"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := lrsRun(export...); code != exitUsage || !strings.Contains(errs, "ne vient pas d'un export") {
		t.Errorf("exit %d: %s", code, errs)
	}
	if code, _, errs := lrsRun(append(export, "--force")...); code != exitOK {
		t.Errorf("exit %d: %s", code, errs)
	}
	lines := []string{"export", "--db", db, "--format", "ndjson", "--identifiers", "--out", filepath.Join(dir, "t.ndjson")}
	for _, c := range []struct {
		more []string
		code int
	}{{nil, exitOK}, {nil, exitUsage}, {[]string{"--force"}, exitOK}} {
		if code, _, errs := lrsRun(append(lines, c.more...)...); code != c.code {
			t.Errorf("%v: exit %d, want %d: %s", c.more, code, c.code, errs)
		}
	}
	if got := names(t, dir); !slices.Equal(got, []string{"entrepot", "t.ndjson", "t.ndjson.manifest.json"}) {
		t.Errorf("left %v", got)
	}
}

// TestDropTwins: compressed copies of an earlier build do not outlive it.
func TestDropTwins(t *testing.T) {
	dir := t.TempDir()
	for _, n := range []string{"loader.js", "loader.js.br", "loader.js.gz", "mien.js.br"} {
		if err := os.WriteFile(filepath.Join(dir, n), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	dropTwins(dir, []string{"loader.js"}, []string{"loader.js", "loader.js.gz"})
	if got := names(t, dir); !slices.Equal(got, []string{"loader.js", "loader.js.gz", "mien.js.br"}) {
		t.Errorf("%v", got)
	}
}
