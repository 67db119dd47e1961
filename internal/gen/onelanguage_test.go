// SPDX-License-Identifier: Apache-2.0

package gen_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// TestNoTextInTwoLanguages: an argument of an issue is in one language (an
// issue.Text holds both); "clé inconnue / unknown key" reads badly in either.
func TestNoTextInTwoLanguages(t *testing.T) {
	two := regexp.MustCompile(`\pL\pL.* / [a-z]+ [a-z]+`)
	root := os.DirFS(fixtures.Root())
	seen := 0
	for _, top := range []string{"catalogue", "competency", "schemas", "xapi", "cmd"} {
		err := fs.WalkDir(root, top, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			data, err := fs.ReadFile(root, name)
			if err != nil {
				return err
			}
			tree, err := parser.ParseFile(token.NewFileSet(), name, data, 0)
			if err != nil {
				return err
			}
			ast.Inspect(tree, func(n ast.Node) bool {
				lit, ok := n.(*ast.BasicLit)
				if !ok || lit.Kind != token.STRING {
					return true
				}
				seen++
				if s, err := strconv.Unquote(lit.Value); err == nil && len(s) < 200 && two.MatchString(s) {
					t.Errorf("%s: %q mixes two languages: use issue.Text", name, s)
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if seen < 5000 {
		t.Errorf("only %d texts seen", seen)
	}
}
