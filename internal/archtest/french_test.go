// SPDX-License-Identifier: Apache-2.0

package archtest_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"forge.apps.education.fr/eafc/briques/internal/archtest"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// frenchWord finds what only a French sentence has: its letters, its quotes,
// its small words and those of our messages.
var frenchWord = regexp.MustCompile(`(?i)[àâçéèêëîïôùûœ«»]|\b(?:le|la|les|un|une|des|du|de|et|ou|est|au|aux|pas|plus|sans|avec|dans|pour|par|attendue?s?|absente?s?|inconnue?s?|vide|deux|fois|octets|lignes?|colonnes|niveaux|fichiers?|compte|valeurs?|noms?|champ|texte|nombre|chiffres|parcours|brique|trace|preuves?|objet|taille|limites?)\b`)

// An English sentence may name a French thing, in quotes or by its proper name.
var (
	frenchLetters = regexp.MustCompile(`[«»]|(?i)\b(?:les|des|une|est|sans|dans|pour|attendu|absente?|inconnue?)\b`)
	quoted        = regexp.MustCompile("“[^”]*”|`[^`]*`")
)

// french reports whether a literal of the source is French words; addresses,
// names of members and codes are not.
func french(s string) bool {
	if !strings.ContainsFunc(s, unicode.IsLetter) || strings.Contains(s, "://") {
		return false
	}
	return frenchWord.MatchString(s)
}

// issuing are the functions that word an issue from arguments of one rule.
var issuing = map[string]bool{"At": true, "Alone": true, "Add": true, "add": true, "refuse": true, "note": true, "Note": true, "NoteAt": true, "fail": true,
	"warn": true, "lose": true, "drop": true, "stop": true, "report": true, "issue": true, "fault": true, "refuseWith": true, "loss": true, "miss": true, "bad": true}

// aRule reports whether an expression is a rule: its name says so.
func aRule(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.UnaryExpr:
		return aRule(e.X)
	case *ast.SelectorExpr:
		return aRuleName(e.Sel.Name)
	case *ast.Ident:
		return aRuleName(e.Name)
	}
	return false
}

var ruleName = regexp.MustCompile(`^(?:rule|Rule|Read|Shape)[A-Z0-9]`)

func aRuleName(name string) bool { return ruleName.MatchString(name) }

// frenchArguments lists the French literals that an English issue would show:
// arguments of a rule that are not a Text of both languages.
func frenchArguments(file *ast.File) (out []*ast.BasicLit) {
	ast.Inspect(file, func(n ast.Node) bool {
		if kv, ok := n.(*ast.KeyValueExpr); ok {
			if k, ok := kv.Key.(*ast.Ident); ok && k.Name == "EN" {
				if l, ok := kv.Value.(*ast.BasicLit); ok && l.Kind == token.STRING {
					if s, _ := strconv.Unquote(l.Value); frenchLetters.MatchString(quoted.ReplaceAllString(s, "")) {
						out = append(out, l) // the English half of a Text
					}
				}
			}
		}
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		name, worded := "", false
		switch f := call.Fun.(type) {
		case *ast.SelectorExpr:
			name, worded = f.Sel.Name, aRule(f.X)
		case *ast.Ident:
			name = f.Name
		}
		for _, a := range call.Args {
			worded = worded || aRule(a)
		}
		if !issuing[name] || !worded {
			return true
		}
		for i, a := range call.Args {
			if i+1 < len(call.Args) && english(call.Args[i+1]) {
				continue // the rule takes one argument a language
			}
			ast.Inspect(a, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CompositeLit:
					return false // a Text, or a value of the domain
				case *ast.CallExpr:
					if f, ok := n.Fun.(*ast.SelectorExpr); ok && (f.Sel.Name == "After" || f.Sel.Name == "Counted" || f.Sel.Name == "Field") {
						return false
					}
				case *ast.BasicLit:
					if s, err := strconv.Unquote(n.Value); n.Kind == token.STRING && err == nil && french(s) {
						out = append(out, n)
					}
				}
				return true
			})
		}
		return true
	})
	return out
}

// english reports whether an argument is a sentence that is not French.
func english(e ast.Expr) (yes bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
			s, _ := strconv.Unquote(l.Value)
			yes = yes || strings.Contains(s, " ") && strings.ContainsFunc(s, unicode.IsLetter) && !french(s)
		}
		return true
	})
	return yes
}

// TestIssuesSpeakOneLanguage: no French reason stands inside an English
// sentence.
func TestIssuesSpeakOneLanguage(t *testing.T) {
	fset := token.NewFileSet()
	files, err := archtest.Sources(fixtures.Root(), fset)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.Test {
			continue
		}
		for _, l := range frenchArguments(f.Syntax) {
			t.Errorf("%s:%d: %s: give an issue.Text of both languages", f.Path, fset.Position(l.Pos()).Line, l.Value)
		}
	}
}

// TestFrenchIsSeen plants what TestIssuesSpeakOneLanguage looks for.
func TestFrenchIsSeen(t *testing.T) {
	for source, want := range map[string]int{
		`ruleA.At("", "objet attendu")`:                               1,
		`is.Add(&ruleA, "/a", "plus de "+n)`:                          1,
		`widget.RuleA.Alone("", n+" compétences")`:                    1,
		`issue.Text{FR: "absent", EN: "il est absent"}`:               1,
		`ruleA.At("", issue.Text{FR: "objet attendu", EN: "object"})`: 0,
		`ruleA.At("", "une adresse", "an address")`:                   0,
		`ruleA.At("/a", "exactMatch", name)`:                          0,
		`other.At("objet attendu")`:                                   0,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "", "package a\n\nvar _ = "+source, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(frenchArguments(file)); got != want {
			t.Errorf("%s: %d, want %d", source, got, want)
		}
	}
}
