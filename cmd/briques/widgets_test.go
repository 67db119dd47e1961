// SPDX-License-Identifier: Apache-2.0

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWidgetsPrerender draws widgets with documents of their own, and refuses
// clearly what they do not read.
func TestWidgetsPrerender(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	grid, demo := "../../catalogue/label/profiles/rnq-2019-565.json", "../../catalogue/demo/catalogue.json"
	facts, broken, badge := write("faits.json", labelFacts), write("x.json", `{"id":`), write("b.jwt", "pas un badge")
	for _, c := range []struct {
		args string
		code int
		want string
	}{
		{"catalogue --catalogue " + demo, 0, `catalogue="donnees/catalogue.json"><template shadowrootmode="open">`},
		{"auto-evaluation --document grille=" + grid + ",faits=" + facts + " --attribut risques=oui", 0, `<eafc-auto-evaluation faits="donnees/faits.json" grille="donnees/grille.json" risques="oui"><template`},
		{"auto-evaluation --document grille=" + grid + " --catalogue " + demo, 2, "auto-evaluation ne lit pas de document « catalogue » (il lit : faits, grille, prefill)"},
		{"verificateur --document grille=" + grid, 2, "(il lit : aucun)"},
		{"auto-evaluation --attribut grille=g.json", 2, "--document grille=FICHIER"},
		{"auto-evaluation --attribut couleur=bleu", 2, "pas d'attribut « couleur »"},
		{"auto-evaluation --document grille=" + broken, 1, "WIDGET-001"},
		{"auto-evaluation --document grille=" + filepath.Join(dir, "absent.json"), 3, "absent.json"},
		{"auto-evaluation --document grille=" + demo, 1, "n’a pas pu être dessiné avec ces documents : "},
		{"auto-evaluation", 1, "n’a pas pu être dessiné"},
		{"inconnu", 2, "widget inconnu"},
		{"badge --document badge=" + badge, 0, `badge="donnees/badge.txt"><template`},
	} {
		code, out, errw := labelRun(t, append([]string{"widgets", "prerender"}, strings.Fields(c.args)...)...)
		if code != c.code || !strings.Contains(out+errw, c.want) {
			t.Errorf("prerender %s: code %d, want %d and %q:\n%.600s%.600s", c.args, code, c.code, c.want, out, errw)
		}
	}
}
