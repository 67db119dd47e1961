// SPDX-License-Identifier: Apache-2.0

package archtest_test

import (
	"bytes"
	"flag"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/internal/archtest"
)

var update = flag.Bool("update", false, "write the goldens anew")

// TestAPI compares what the public packages export with the goldens: one line
// per name, with its signature, fields, tags and constants.
func TestAPI(t *testing.T) {
	got := map[string][]string{}
	for _, f := range sources(t) {
		if f.Test || !public(f.Dir) || f.JSOnly {
			continue
		}
		got[f.Dir] = append(got[f.Dir], exports(f)...)
	}
	dir := filepath.Join("testdata", "api")
	if *update {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for pkg, lines := range got {
		sort.Strings(lines)
		file := filepath.Join(dir, strings.ReplaceAll(pkg, "/", "_")+".txt")
		text := strings.Join(lines, "\n") + "\n"
		if *update {
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Errorf("%s: no golden; run with -update", pkg)
			continue
		}
		for _, gone := range removed(string(want), text) {
			t.Errorf("%s no longer exports: %s (a **breaking** entry in CHANGELOG.md)", pkg, gone)
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(text, "\n")); diff != "" {
			t.Errorf("%s exports something else than its golden (-golden +code)\n%s", pkg, diff)
		}
	}
	known, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if len(known) != len(got) {
		t.Errorf("%d goldens, %d public packages", len(known), len(got))
	}
}

// removed lists the lines of a golden that the code no longer gives.
func removed(golden, code string) []string {
	have := map[string]bool{}
	for _, l := range strings.Split(code, "\n") {
		have[l] = true
	}
	var out []string
	for _, l := range strings.Split(golden, "\n") {
		if !have[l] {
			out = append(out, l)
		}
	}
	return out
}

// TestAPISeesARemoval plants one of each kind in the source of a package: a
// function, a method, a field and a constant that go are named.
func TestAPISeesARemoval(t *testing.T) {
	const before = "package p\n\ntype T struct{ A, B int }\n\nfunc F() {}\n\nfunc (T) M() {}\n\nconst C = 1\n"
	list := func(text string) string {
		syntax, err := parser.ParseFile(token.NewFileSet(), "p.go", text, 0)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(exports(&archtest.File{Syntax: syntax}), "\n")
	}
	golden := list(before)
	for _, tc := range []struct{ old, new, gone string }{
		{"func F() {}\n", "", "func F()"}, {"func (T) M() {}\n", "", "func (T) M()"}, {"A, B int", "A int", "type T struct{ A, B int }"},
		{"const C = 1\n", "", "const C = 1"}, {"const C = 1", "const C = 2", "const C = 1"}, {"func F()", "func F(x int)", "func F()"},
	} {
		got := removed(golden, list(strings.Replace(before, tc.old, tc.new, 1)))
		if len(got) != 1 || got[0] != tc.gone {
			t.Errorf("without %q: %q, want %q", tc.old, got, tc.gone)
		}
	}
	if got := removed(golden, list(before+"func G() {}\n")); len(got) != 0 {
		t.Errorf("an addition is taken for a removal: %q", got)
	}
}

func exports(f *archtest.File) []string {
	var out []string
	for _, d := range f.Syntax.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() && exportedReceiver(d) {
				out = append(out, line(&ast.FuncDecl{Recv: d.Recv, Name: d.Name, Type: d.Type}))
			}
		case *ast.GenDecl:
			out = append(out, specs(d)...)
		}
	}
	return out
}

func specs(d *ast.GenDecl) []string {
	var out []string
	for _, s := range d.Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			if s.Name.IsExported() {
				hide(s.Type)
				out = append(out, "type "+line(&ast.TypeSpec{Name: s.Name, TypeParams: s.TypeParams, Assign: s.Assign, Type: s.Type}))
			}
		case *ast.ValueSpec:
			for i, n := range s.Names {
				if !n.IsExported() {
					continue
				}
				text := d.Tok.String() + " " + n.Name
				if s.Type != nil {
					text += " " + line(s.Type)
				}
				if d.Tok == token.CONST && i < len(s.Values) {
					text += " = " + line(s.Values[i])
				}
				out = append(out, text)
			}
		}
	}
	return out
}

// hide drops the fields of a struct that are not exported.
func hide(t ast.Expr) {
	s, ok := t.(*ast.StructType)
	if !ok {
		return
	}
	var kept []*ast.Field
	for _, f := range s.Fields.List {
		f.Doc, f.Comment = nil, nil
		if len(f.Names) == 0 {
			kept = append(kept, f)
			continue
		}
		var names []*ast.Ident
		for _, n := range f.Names {
			if n.IsExported() {
				names = append(names, n)
			}
		}
		if f.Names = names; len(names) > 0 {
			kept = append(kept, f)
		}
	}
	s.Fields.List = kept
}

// line prints a node on one line.
func line(n ast.Node) string {
	var b bytes.Buffer
	if err := printer.Fprint(&b, token.NewFileSet(), n); err != nil {
		return err.Error()
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
