// SPDX-License-Identifier: Apache-2.0

package archtest_test

import (
	"go/ast"
	"path"
	"strings"
	"testing"
)

// TestLicenceLine: each Go file says under which licence it stands.
func TestLicenceLine(t *testing.T) {
	for _, f := range sources(t) {
		ok := false
		for _, g := range f.Syntax.Comments {
			for _, c := range g.List {
				ok = ok || c.Pos() < f.Syntax.Package && strings.Contains(c.Text, "SPDX-License-Identifier: Apache-2.0")
			}
		}
		if !ok {
			t.Errorf("%s: no SPDX-License-Identifier line", f.Path)
		}
	}
}

// TestFileNames: a file is named for what it holds, and holds one thing.
func TestFileNames(t *testing.T) {
	empty := map[string]bool{"util": true, "utils": true, "helper": true, "helpers": true, "common": true, "misc": true, "types": true, "models": true}
	for _, f := range sources(t) {
		if name := strings.TrimSuffix(path.Base(f.Path), ".go"); empty[name] || empty[path.Base(f.Dir)] {
			t.Errorf("%s: the name says nothing", f.Path)
		}
		if f.Lines > 600 && !f.Generated() && !f.Test {
			t.Errorf("%s: %d lines, does it hold one concept?", f.Path, f.Lines)
		}
	}
}

// TestDocumented: every exported name of a public package has a comment that
// begins with it.
func TestDocumented(t *testing.T) {
	comments := map[string]bool{}
	for _, f := range sources(t) {
		if f.Test || !public(f.Dir) {
			continue
		}
		comments[f.Dir] = comments[f.Dir] || f.Syntax.Doc != nil
		for _, d := range f.Syntax.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && exportedReceiver(d) && !says(d.Doc, d.Name.Name) {
					t.Errorf("%s: %s has no comment that begins with its name", f.Path, d.Name.Name)
				}
			case *ast.GenDecl:
				undocumented(t, f.Path, d)
			}
		}
	}
	for dir, ok := range comments {
		if !ok {
			t.Errorf("%s: no package comment", dir)
		}
	}
}

func undocumented(t *testing.T, file string, d *ast.GenDecl) {
	for _, s := range d.Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			if s.Name.IsExported() && !says(s.Doc, s.Name.Name) && !says(d.Doc, s.Name.Name) {
				t.Errorf("%s: type %s has no comment that begins with its name", file, s.Name.Name)
			}
		case *ast.ValueSpec:
			for _, n := range s.Names {
				if n.IsExported() && s.Doc == nil && s.Comment == nil && d.Doc == nil {
					t.Errorf("%s: %s has no comment", file, n.Name)
				}
			}
		}
	}
}

func says(doc *ast.CommentGroup, name string) bool {
	if doc == nil {
		return false
	}
	words := strings.Fields(doc.Text())
	for i, w := range words {
		if strings.Trim(w, ",:.;") == name {
			return true
		}
		if i > 2 {
			break
		}
	}
	return false
}

func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	t := d.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.IsExported()
		default:
			return false
		}
	}
}

// public reports whether other modules may import the package in dir.
func public(dir string) bool {
	for _, p := range []string{"competency", "catalogue", "xapi", "schemas", "wasm/pack", "wasm/widget/event", "wasm/view"} {
		if dir == p || strings.HasPrefix(dir, p+"/") {
			return !strings.Contains(dir, "/internal") && !strings.Contains(dir, "/testdata")
		}
	}
	return false
}
