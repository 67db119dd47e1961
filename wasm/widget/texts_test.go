// SPDX-License-Identifier: Apache-2.0

package widget_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/wasm/assets"
)

// source is every Go file of the widgets, tests left out.
func source(t *testing.T) map[string]*ast.File {
	t.Helper()
	out := map[string]*ast.File{}
	fset := token.NewFileSet()
	err := filepath.WalkDir("..", func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() && (d.Name() == "node_modules" || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(p, ".go") && !strings.HasSuffix(p, "_test.go") && !strings.Contains(p, "goapp") {
			f, err := parser.ParseFile(fset, p, nil, 0)
			if err != nil {
				return err
			}
			out[p] = f
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			s, err := strconv.Unquote(e.Value)
			return s, err == nil
		}
	case *ast.BinaryExpr:
		a, ok1 := literal(e.X)
		b, ok2 := literal(e.Y)
		return a + b, ok1 && ok2 && e.Op == token.ADD
	}
	return "", false
}

// braces returns the sentences of a template.
func braces(s string) []string {
	var out []string
	for i := 0; i < len(s); i++ {
		if s[i] != '{' {
			continue
		}
		depth, j := 1, i+1
		for ; j < len(s) && depth > 0; j++ {
			if s[j] == '{' {
				depth++
			} else if s[j] == '}' {
				depth--
			}
		}
		word := strings.TrimPrefix(s[i+1:j-1], "@")
		if parts := strings.SplitN(word, ",", 5); word[0] == '#' && len(parts) == 5 {
			word = parts[4] // a button
		}
		if !strings.ContainsAny(word[:1], "!~<>") && (len(word) != 1 || word[0] < '0' || word[0] > '9') {
			out = append(out, word)
		}
		i = j - 1
	}
	return out
}

// sentences are the French sentences that the widgets say: every literal
// that looks like one, wherever it is passed.
func sentences(t *testing.T) []string {
	seen := map[string]bool{}
	for path, f := range source(t) {
		if !strings.HasPrefix(path, "../widget/") && !strings.HasPrefix(path, "../element/") && !strings.Contains(path, "/") {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			name := ""
			switch fun := call.Fun.(type) {
			case *ast.SelectorExpr:
				name = fun.Sel.Name
			case *ast.Ident:
				name = fun.Name
			}
			for i, a := range call.Args {
				s, ok := literal(a)
				if !ok {
					continue
				}
				switch {
				case name == "F" && i == 0:
					for _, w := range braces(s) {
						seen[w] = true
					}
				case name == "T" && i == 0, name == "N" && (i == 1 || i == 2), name == "Button" && i == 4, name == "All", name == "Pick" && i > 0, name == "Slot" && i == 1,
					name == "fact" && i > 1, name == "link" && i == 1, name == "Open" && i == 1, name == "disclose" && i == 2, name == "say" && i == 0:
					seen[s] = true
				}
			}
			return true
		})
		// Sentences kept in variables carry the comment-free mark of a capital and a space.
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				for i, e := range n.Rhs {
					id, _ := n.Lhs[min(i, len(n.Lhs)-1)].(*ast.Ident)
					named := id != nil && (id.Name == "label" || id.Name == "said")
					if s, ok := literal(e); ok && (named || sentence(s)) {
						seen[s] = true
					}
				}
			case *ast.KeyValueExpr:
				if k, ok := n.Key.(*ast.Ident); ok && k.Name == "words" {
					if s, ok := literal(n.Value); ok {
						seen[s] = true
					}
				}
			case *ast.CompositeLit:
				if a, ok := n.Type.(*ast.ArrayType); ok && !fixed(a) {
					if id, ok := a.Elt.(*ast.Ident); ok && id.Name == "string" {
						for _, e := range n.Elts {
							if s, ok := literal(e); ok && sentence(s) {
								seen[s] = true
							}
						}
					}
				}
			}
			return true
		})
	}
	delete(seen, "")
	out := make([]string, 0, len(seen))
	for s := range seen {
		out = append(out, s)
	}
	sort.Strings(out)
	return out
}

// fixed tells [2]string, which holds both languages, from a list.
func fixed(a *ast.ArrayType) bool {
	_, ok := a.Len.(*ast.BasicLit)
	return ok
}

func sentence(s string) bool {
	r := []rune(s)
	return len(r) > 4 && (r[0] >= 'A' && r[0] <= 'Z' || r[0] == 'É' || r[0] == 'À' || r[0] == '(') && strings.ContainsAny(s, " ") && !strings.Contains(s, "http")
}

// TestEnglish: every sentence has its English, with the same arguments, and
// the dictionary holds no other.
func TestEnglish(t *testing.T) {
	var dict map[string]string
	if err := json.Unmarshal([]byte(assets.Text("langues/en.json")), &dict); err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, s := range sentences(t) {
		used[s] = true
		en, ok := dict[s]
		if !ok {
			t.Errorf("no English for %q", s)
			continue
		}
		for i := range 5 {
			arg := "{" + strconv.Itoa(i) + "}"
			if strings.Contains(s, arg) != strings.Contains(en, arg) {
				t.Errorf("%q: %s is not in both", s, arg)
			}
		}
	}
	for s := range dict {
		if !used[s] {
			t.Errorf("%q is said nowhere", s)
		}
	}
}

// TestStatic: only constants become markup, and no markup holds a style, an
// event attribute or an address made of a brace.
func TestStatic(t *testing.T) {
	bad := []string{" style=", "<style", "<script", " on", "javascript:", `href="{`, `src="{`, `action="{`}
	for path, f := range source(t) {
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			sel, _ := call.Fun.(*ast.SelectorExpr)
			id, _ := call.Fun.(*ast.Ident)
			if sel != nil && sel.Sel.Name == "Static" || id != nil && id.Name == "Static" {
				if _, ok := literal(call.Args[0]); !ok && !strings.HasSuffix(path, "widget/template.go") {
					t.Errorf("%s: Static made of something else than a constant", path)
				}
			}
			if sel != nil && (sel.Sel.Name == "F" || sel.Sel.Name == "Raw") && len(call.Args) > 0 {
				if s, ok := literal(call.Args[0]); ok {
					for _, b := range bad {
						if i := strings.Index(s, b); i >= 0 && (b != " on" || attribute(s[i+1:])) {
							t.Errorf("%s: markup holds %q: %s", path, b, s)
						}
					}
				}
			}
			return true
		})
	}
}

// attribute reports whether s begins with an event attribute: onclick="…
func attribute(s string) bool {
	i := strings.IndexAny(s, "= <>{")
	return i > 2 && s[i] == '='
}
