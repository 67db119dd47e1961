// SPDX-License-Identifier: Apache-2.0

package labelreport_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
	"forge.apps.education.fr/eafc/briques/wasm/widget/labelreport"
	"forge.apps.education.fr/eafc/briques/wasm/widget/widgettest"
)

// pathway evaluates the first pathway of the demonstration, with the
// frameworks that it names or without.
func pathway(t *testing.T, with bool, change func(string) string) (p *label.Profile, facts label.Value, r label.Report) {
	t.Helper()
	b, err := os.ReadFile("../../../catalogue/demo/catalogue.json")
	if err != nil {
		t.Fatal(err)
	}
	c, _, err := catalogue.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	p, _ = label.OpenProfile("ih2ef-proposition")
	facts, ok := label.FactsOf(c, c.Pathways[0].Ref(), label.FactsOptions{})
	if !ok {
		t.Fatal("no facts")
	}
	facts, _ = label.ParseFacts([]byte(change(string(facts.Canonical()))))
	var resolver label.Resolver
	if with {
		var fs []*competency.Framework
		for _, name := range []string{"encadrement-exemple", "crcn"} {
			raw, err := frameworks.Raw(name, "")
			if err != nil {
				t.Fatal(err)
			}
			f, _ := competency.Parse(raw)
			fs = append(fs, f)
		}
		resolver = label.ResolverOf(fs...)
	}
	pieces := []label.Evidence{{ID: "P1", Title: "Convention", SHA256: "sha256:" + strings.Repeat("ab", 32), On: "2026-05-04", Supports: []string{"C2"}}}
	return p, facts, label.Evaluate(p, facts, pieces, resolver)
}

// shown is what the widget shows of a report, a grid and facts: the words of
// its verdict, without the tags.
func shown(t *testing.T, r, grid, facts string) (verdict, all string) {
	t.Helper()
	m, _ := widgettest.Start(t, labelreport.Widget(), map[string]string{"rapport": "r", "grille": grid, "sujet": "s"}, map[string]string{"rapport": r, "grille": grid, "sujet": facts})
	all = strings.NewReplacer("\u202f", " ", "\u00a0", " ").Replace(m.View().HTML())
	verdict, _, _ = strings.Cut(all, "<dl")
	return verdict, all
}

const same, differs, open = "Recalculé dans cette page : même constat", "Recalculé dans cette page : ", "Non recalculable ici"

func TestComputesAgain(t *testing.T) {
	p, facts, r := pathway(t, false, strings.Clone)
	grid, f := string(p.Encode()), string(facts.Canonical())
	change := func(s, from, to string) string {
		t.Helper()
		if !strings.Contains(s, from) {
			t.Fatalf("no %s in %s", from, s)
		}
		return strings.Replace(s, from, to, 1)
	}
	altered := func(f func(*label.Report)) string {
		c := r
		c.Findings = append([]label.Finding(nil), r.Findings...)
		f(&c)
		return string(c.Encode())
	}
	// A fact is another one, and the report claims to be on it.
	at := strings.LastIndex(f, `"licence":"etalab-2.0",`)
	mutant := f[:at] + change(f[at:], `"licence":"etalab-2.0",`, ``)
	parsed, _ := label.ParseFacts([]byte(mutant))
	on := label.Evaluate(p, parsed, nil, nil).SubjectDigest
	for _, c := range []struct {
		name, report, facts string
		want                []string
	}{
		{"as it was", string(r.Encode()), f, []string{same}},
		{"one fact taken out", altered(func(c *label.Report) { c.SubjectDigest = on }), mutant, []string{differs + "1 constat diffère", `data-a="r-D2" href="#r-D2">D2 `, "dans le rapport : satisfait · ici : inconnu"}},
		{"a finding turned", altered(func(c *label.Report) { c.Finding("C1").Truth = label.TruthTrue }), f, []string{differs + "1 constat diffère", `href="#r-C1"`, "dans le rapport : satisfait · ici : inconnu"}},
		{"a reason turned", altered(func(c *label.Report) {
			c.Finding("D2").Because = []label.Reason{{Path: "/subject/licence", Expected: "present", Got: `"libre"`, Truth: label.TruthTrue}}
		}), f, []string{differs + "1 constat diffère", `href="#r-D2"`}},
		{"seven findings turned", altered(func(c *label.Report) {
			for i := range 7 {
				c.Findings[i+1].Truth = label.TruthFalse
			}
		}), f, []string{differs + "7 constats diffèrent", "et 2 autres"}},
		{"a finding left out", altered(func(c *label.Report) { c.Findings = c.Findings[1:] }), f, []string{differs + "1 constat diffère", "dans le rapport : absent"}},
		{"another proposal", altered(func(c *label.Report) { c.Proposed = label.VerdictConform }), f, []string{"la proposition, les comptes ou l’en-tête ne le sont pas"}},
		{"another title", altered(func(c *label.Report) { c.SubjectTitle = "Autre" }), f, []string{"la proposition, les comptes ou l’en-tête ne le sont pas"}},
	} {
		verdict, all := shown(t, c.report, grid, c.facts)
		for _, want := range c.want {
			if !strings.Contains(verdict, want) {
				t.Errorf("%s: no %q in %s", c.name, want, verdict)
			}
		}
		if c.want[0] != same && strings.Contains(verdict, same) || strings.Contains(verdict, open) {
			t.Errorf("%s: %s", c.name, verdict)
		}
		if c.name == "a finding turned" && !strings.Contains(all, `<summary id="r-C1"><span class="vert">`) {
			t.Error("what the report says has changed")
		}
	}
	// Facts of another subject, or of another state of this one, prove nothing.
	for name, other := range map[string]string{"other state": mutant, "other subject": change(f, `"id":"https://eafc.example/parcours/prise-de-fonction"`, `"id":"https://eafc.example/parcours/autre"`), "no facts": `[]`, "other version": change(f, `"version":"1.0.0"}`, `"version":"2.0.0"}`)} {
		if _, all := shown(t, string(r.Encode()), grid, other); !strings.Contains(all, "WIDGET-008") || strings.Contains(all, same) {
			t.Errorf("%s: not refused", name)
		}
	}
	if _, all := shown(t, altered(func(c *label.Report) { c.Subject.ID = "https://eafc.example/parcours/autre" }), grid, f); !strings.Contains(all, "WIDGET-008") {
		t.Error("facts of another subject: not refused")
	}
	if verdict, _ := shown(t, string(r.Encode()), "", f); !strings.Contains(verdict, "il faut aussi la grille") || strings.Contains(verdict, same) {
		t.Error(verdict)
	}
}

// TestFrameworksElsewhere: what only a framework can tell is left open, never
// called a difference; what no framework can change is compared.
func TestFrameworksElsewhere(t *testing.T) {
	p, facts, r := pathway(t, true, strings.Clone)
	if f := r.Finding("A1"); f.Truth != label.TruthTrue {
		t.Fatalf("the demonstration does not resolve: %v", f)
	}
	grid, text := string(p.Encode()), string(facts.Canonical())
	verdict, _ := shown(t, string(r.Encode()), grid, text)
	if !strings.Contains(verdict, same) || !strings.Contains(verdict, open+", sans les référentiels : A1 Chaque brique") {
		t.Error(verdict)
	}
	mutant := strings.Replace(text, `"resolved":true`, `"resolved":false`, 1)
	parsed, _ := label.ParseFacts([]byte(mutant))
	r.SubjectDigest = label.Evaluate(p, parsed, nil, nil).SubjectDigest
	if verdict, _ := shown(t, string(r.Encode()), grid, mutant); !strings.Contains(verdict, `href="#r-A1"`) || strings.Contains(verdict, open) || !strings.Contains(verdict, "ici : non satisfait") {
		t.Error(verdict)
	}
	// Not met for a reason that this page sees, and for one that it cannot.
	p, facts, r = pathway(t, true, func(s string) string {
		before, after, _ := strings.Cut(strings.Replace(s, `"resolved":true`, `"resolved":false`, 1), `"targets":[`)
		return before + `"targets":[` + strings.Replace(after, `"rank":`, `"rank":9`, 1)
	})
	if f := r.Finding("A1"); f.Truth != label.TruthFalse || len(f.Because) < 2 {
		t.Fatal(f)
	}
	if verdict, _ := shown(t, string(r.Encode()), string(p.Encode()), string(facts.Canonical())); !strings.Contains(verdict, same) || strings.Contains(verdict, open) {
		t.Error(verdict)
	}
}
