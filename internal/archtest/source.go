// SPDX-License-Identifier: Apache-2.0

package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

// Module is the module path of the root module.
const Module = "forge.apps.education.fr/eafc/briques"

// File is one Go file of the checkout, parsed with its comments, whatever its
// build tags.
type File struct {
	Path    string // slash-separated, from the root of the module
	Dir     string
	Syntax  *ast.File
	Source  string
	Imports []string
	Lines   int
	Test    bool
	JSOnly  bool // name ends in _js.go
	NotJS   bool // //go:build !js
}

// Generated reports whether the file says that a program wrote it.
func (f *File) Generated() bool { return ast.IsGenerated(f.Syntax) }

// Sources parses every Go file of the root module below root, sorted by path.
// Nested modules and testdata are left out.
func Sources(root string, fset *token.FileSet) ([]*File, error) {
	var files []*File
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if path != root && (strings.HasPrefix(name, ".") || name == "testdata" || name == "node_modules" || nested(path)) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		f, err := parse(root, path, fset)
		files = append(files, f)
		return err
	})
	sort.Slice(files, func(i, j int) bool { return files[i].Path < files[j].Path })
	return files, err
}

func nested(dir string) bool {
	m, _ := filepath.Glob(filepath.Join(dir, "go.mod"))
	return len(m) > 0
}

func parse(root, path string, fset *token.FileSet) (*File, error) {
	syntax, err := parser.ParseFile(fset, path, nil, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	rel, err := filepath.Rel(root, path)
	if err != nil {
		return nil, err
	}
	rel = filepath.ToSlash(rel)
	f := &File{Path: rel, Dir: strings.TrimSuffix(strings.TrimSuffix(rel, filepath.Base(rel)), "/"), Syntax: syntax,
		Lines: fset.File(syntax.FileStart).LineCount(), Test: strings.HasSuffix(rel, "_test.go"), JSOnly: strings.HasSuffix(rel, "_js.go")}
	for _, im := range syntax.Imports {
		p, err := strconv.Unquote(im.Path.Value)
		if err != nil {
			return nil, err
		}
		f.Imports = append(f.Imports, p)
	}
	for _, g := range syntax.Comments {
		for _, c := range g.List {
			if c.Pos() < syntax.Package && strings.HasPrefix(c.Text, "//go:build") && strings.Contains(c.Text, "!js") {
				f.NotJS = true
			}
		}
	}
	return f, nil
}
