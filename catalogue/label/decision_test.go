// SPDX-License-Identifier: Apache-2.0

package label_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
)

var update = flag.Bool("update", false, "rewrite golden files")

// dossier is a report on the sample, with pieces for every evidence rule.
func dossier(t testing.TB) (*label.Profile, label.Report) {
	t.Helper()
	p := open(t, "ih2ef-proposition")
	pieces := []label.Evidence{piece("P1", "C2", "C3"), piece("P2", "D3", "E2")}
	return p, label.Evaluate(p, facts(t, "https://example.org/parcours"), pieces, resolver())
}

func granted() label.Decision {
	d := label.Decision{Verdict: label.VerdictConform, By: "IH2EF", Role: "commission du label", On: "2026-10-01"}
	for _, rule := range []string{"C2", "C3", "D3", "E2"} {
		d.Overrides = append(d.Overrides, label.Override{Rule: rule, Truth: label.TruthTrue, Reason: "pièce examinée"})
	}
	return d
}

// TestDecide spoils one thing at a time: its code alone comes back.
func TestDecide(t *testing.T) {
	p, r := dossier(t)
	for _, c := range []struct {
		name  string
		spoil func(*label.Decision, *label.Report)
		code  string
	}{
		{"good", func(*label.Decision, *label.Report) {}, ""},
		{"other report", func(d *label.Decision, _ *label.Report) {
			d.Report = "sha256:" + competency.Digest(strings.Repeat("1", 64))
		}, "LABEL-004"},
		{"other profile version", func(d *label.Decision, _ *label.Report) { d.Profile = label.ProfileRef{ID: p.ID, Version: "9.0.0"} }, "LABEL-004"},
		{"engine major", func(_ *label.Decision, r *label.Report) { r.Engine = "briques-label 2.0.0" }, "LABEL-004"},
		{"departs", func(d *label.Decision, _ *label.Report) { d.Overrides = d.Overrides[1:] }, "LABEL-005"},
		{"no reason", func(d *label.Decision, _ *label.Report) {
			d.Overrides = append(d.Overrides, label.Override{Rule: "A1", Truth: label.TruthTrue, Reason: " "})
		}, "LABEL-005"},
		{"piece dated after", func(_ *label.Decision, r *label.Report) { r.Evidence[0].On = "2026-10-02" }, "LABEL-006"},
		{"piece expired", func(_ *label.Decision, r *label.Report) { r.Evidence[0].Until = "2026-09-30" }, "LABEL-006"},
		{"no author", func(d *label.Decision, _ *label.Report) { d.By = "" }, "LABEL-007"},
		{"no role", func(d *label.Decision, _ *label.Report) { d.Role = "" }, "LABEL-007"},
		{"too long", func(d *label.Decision, _ *label.Report) { d.ValidUntil = "2029-10-01" }, "LABEL-007"},
		{"before", func(d *label.Decision, _ *label.Report) { d.ValidFrom = "2026-09-30" }, "LABEL-007"},
		{"revoked without reason", func(d *label.Decision, _ *label.Report) { d.Revoked = &label.Revocation{On: "2027-01-01", By: "IH2EF"} }, "LABEL-007"},
		{"by itself", func(d *label.Decision, _ *label.Report) { d.By = " université D'EXEMPLE" }, "LABEL-011"},
		{"by its SIRET", func(d *label.Decision, _ *label.Report) { d.By = "73282932000074" }, "LABEL-011"},
		{"unknown rule", func(d *label.Decision, _ *label.Report) {
			d.Overrides = append(d.Overrides, label.Override{Rule: "Z9", Truth: label.TruthTrue, Reason: "x"})
		}, "LABEL-002"},
	} {
		d, report := granted(), r
		report.Evidence = append([]label.Evidence(nil), r.Evidence...)
		c.spoil(&d, &report)
		got, is := label.Decide(p, &report, d)
		codes := map[string]bool{}
		for _, i := range is {
			codes[i.Code] = true
		}
		if c.code == "" {
			if len(is) > 0 || got.ValidFrom != "2026-10-01" || got.ValidUntil != "2029-09-30" || got.Review != "2028-04-01" || got.Report != r.Digest() {
				t.Errorf("%s: %v %+v", c.name, is, got)
			}
			continue
		}
		if len(codes) != 1 || !codes[c.code] {
			t.Errorf("%s: %v, want %s alone", c.name, is, c.code)
		}
	}
	// A co-designer does not carry the pathway: it may decide.
	if d, is := label.Decide(p, &r, granted()); len(is) > 0 || d.By != "IH2EF" {
		t.Error(is)
	}
}

// TestValidity walks the boundary days of a decision.
func TestValidity(t *testing.T) {
	p, r := dossier(t)
	d, _ := label.Decide(p, &r, granted())
	for day, want := range map[competency.Date]bool{"2026-09-30": false, "2026-10-01": true, "2029-09-30": true, "2029-10-01": false} {
		if d.ValidOn(day) != want {
			t.Errorf("ValidOn(%s) = %v", day, !want)
		}
	}
	if is := d.Watch("2028-04-01"); len(is) != 0 {
		t.Errorf("on the review day: %v", is)
	}
	if is := d.Watch("2028-04-02"); len(is) != 1 || is[0].Code != "LABEL-010" {
		t.Errorf("after the review day: %v", is)
	}
	d.Revoked = &label.Revocation{On: "2027-06-15", By: "IH2EF", Reason: "retiré"}
	if !d.ValidOn("2027-06-14") || d.ValidOn("2027-06-15") {
		t.Error("revocation day")
	}
	for from, want := range map[competency.Date]competency.Date{"2026-10-01": "2029-09-30", "2026-03-31": "2029-03-30", "2024-02-29": "2027-02-28", "2026-01-01": "2028-12-31", "2026-03-01": "2029-02-28", "2025-03-01": "2028-02-29"} {
		x := granted()
		x.On = from
		report := r
		report.Evidence = nil
		if d, _ := label.Decide(p, &report, x); d.ValidUntil != want {
			t.Errorf("36 months from %s end on %s, want %s", from, d.ValidUntil, want)
		}
	}
	again, is := label.DecodeDecision(d.Encode())
	if len(is) > 0 || !bytes.Equal(again.Encode(), d.Encode()) {
		t.Errorf("round trip: %v", is)
	}
}

// TestPolicy walks what turns findings into a verdict.
func TestPolicy(t *testing.T) {
	p := open(t, "ih2ef-proposition")
	for _, c := range []struct {
		name      string
		overrides map[string]label.Truth
		want      label.Verdict
	}{
		{"all true", nil, label.VerdictConform},
		{"one minor", map[string]label.Truth{"B3": label.TruthFalse}, label.VerdictConformWithReserves},
		{"four minors", map[string]label.Truth{"B3": label.TruthFalse, "D1": label.TruthFalse, "D2": label.TruthFalse, "E1": label.TruthFalse}, label.VerdictConformWithReserves},
		{"one major", map[string]label.Truth{"A1": label.TruthFalse}, label.VerdictNotConform},
		{"major and unknown", map[string]label.Truth{"A1": label.TruthFalse, "C2": label.TruthUnknown}, label.VerdictNotConform},
		{"unknown and minor", map[string]label.Truth{"B3": label.TruthFalse, "C2": label.TruthUnknown}, label.VerdictUndetermined},
	} {
		r := label.Evaluate(p, facts(t, "https://example.org/parcours"), nil, resolver())
		var overrides []label.Override
		for _, rule := range p.Rules {
			truth, ok := c.overrides[rule.ID]
			if !ok {
				truth = label.TruthTrue
			}
			overrides = append(overrides, label.Override{Rule: rule.ID, Truth: truth, Reason: "essai"})
		}
		d := label.Decision{Verdict: c.want, By: "IH2EF", Role: "r", On: "2026-10-01", Overrides: overrides}
		if _, is := label.Decide(p, &r, d); len(is) > 0 {
			t.Errorf("%s: %v", c.name, is)
		}
	}
}

// TestMinorsAddUp counts minor misses: four are reserves, five refuse.
func TestMinorsAddUp(t *testing.T) {
	p := open(t, "eqavet-10")
	for misses, want := range map[int]label.Verdict{0: label.VerdictConform, 1: label.VerdictConformWithReserves, 4: label.VerdictConformWithReserves, 5: label.VerdictNotConform, 10: label.VerdictNotConform} {
		r := label.Evaluate(p, facts(t, "https://example.org/parcours"), nil, nil)
		d := label.Decision{Verdict: want, By: "IH2EF", Role: "r", On: "2026-10-01"}
		for i, rule := range p.Rules {
			truth := label.TruthTrue
			if i < misses {
				truth = label.TruthFalse
			}
			d.Overrides = append(d.Overrides, label.Override{Rule: rule.ID, Truth: truth, Reason: "essai"})
		}
		if _, is := label.Decide(p, &r, d); len(is) > 0 {
			t.Errorf("%d misses: %v", misses, is)
		}
	}
}

// TestTwoLabels evaluates one pathway under two labels.
func TestTwoLabels(t *testing.T) {
	f := facts(t, "https://example.org/parcours")
	a := label.Evaluate(open(t, "ih2ef-proposition"), f, nil, resolver())
	b := label.Evaluate(open(t, "territorial-exemple"), f, nil, resolver())
	if a.Subject != b.Subject || a.SubjectDigest != b.SubjectDigest || a.Profile == b.Profile {
		t.Error("two labels on one pathway")
	}
	if f := b.Finding("T1"); f.Truth != label.TruthTrue {
		t.Errorf("territorial T1: %v", f.Because)
	}
}

// TestCompareAggregate refuses two versions of a grid without a mapping.
func TestCompareAggregate(t *testing.T) {
	p := open(t, "qualeduc-cycle")
	f := facts(t, "https://example.org/parcours")
	a := label.Evaluate(p, f, nil, nil)
	b := a
	b.Findings = label.Apply(a.Findings, []label.Override{{Rule: "P1", Truth: label.TruthTrue, Reason: "x"}, {Rule: "O1", Truth: label.TruthFalse, Reason: "x"}})
	c, is := label.Compare(&a, &b, nil)
	if len(is) > 0 || len(c.Changes) != 2 || c.Changes[0].Kind != "changed" {
		t.Errorf("%v %+v", is, c)
	}
	if c, _ := label.Compare(&b, &b, nil); len(c.Changes) != 0 {
		t.Error("a report differs from itself")
	}
	old := b
	old.Profile.Version = "0.9.0"
	if _, is := label.Compare(&old, &b, nil); len(is) != 1 || is[0].Code != "LABEL-009" {
		t.Errorf("two versions compared: %v", is)
	}
	if _, is := label.Compare(&old, &b, label.Mapping{}); len(is) != 0 {
		t.Errorf("with a mapping: %v", is)
	}
	sites := []label.SiteReport{{Site: "lyon", Report: &a}, {Site: "lille", Report: &b}}
	s, is := label.Aggregate(p, sites, nil)
	if len(is) > 0 || s.Sites[0] != "lille" || s.Rules[0] != (label.RuleCount{Rule: "P1", True: 1, Unknown: 1}) {
		t.Errorf("%v %+v", is, s)
	}
	sites[1].Report = &old
	if _, is := label.Aggregate(p, sites, nil); len(is) != 1 || is[0].Code != "LABEL-009" {
		t.Errorf("two versions added: %v", is)
	}
	if _, is := label.Aggregate(p, sites, map[string]label.Mapping{"0.9.0": {}}); len(is) != 0 {
		t.Errorf("two versions with a mapping: %v", is)
	}
}

// TestEvidenceRecords spoils one record at a time.
func TestEvidenceRecords(t *testing.T) {
	p := open(t, "ih2ef-proposition")
	for _, c := range []struct {
		name  string
		spoil func(*label.Evidence)
		want  bool
	}{
		{"good", func(*label.Evidence) {}, false},
		{"digest", func(e *label.Evidence) { e.SHA256 = "abc" }, true},
		{"date", func(e *label.Evidence) { e.On = "2026-13-01" }, true},
		{"later", func(e *label.Evidence) { e.On = "2026-10-02" }, true},
		{"expired", func(e *label.Evidence) { e.Until = "2026-09-30" }, true},
		{"last day", func(e *label.Evidence) { e.Until = "2026-10-01" }, false},
		{"no rule", func(e *label.Evidence) { e.Supports = []string{"Z9"} }, true},
	} {
		e := piece("P", "C2")
		c.spoil(&e)
		is := label.CheckEvidence(p, []label.Evidence{e}, "2026-10-01")
		if (len(is) == 1 && is[0].Code == "LABEL-006") != c.want || len(is) > 1 {
			t.Errorf("%s: %v", c.name, is)
		}
	}
	e := piece("P", "C2")
	if !e.Matches([]byte("P")) || e.Matches([]byte("Q")) {
		t.Error("Matches")
	}
	if is := label.MissingPieces([]label.Evidence{e}, map[competency.Digest]bool{}); len(is) != 1 || is[0].Code != "LABEL-006" {
		t.Errorf("digest of another file: %v", is)
	}
	r := label.Evaluate(p, facts(t, "https://example.org/parcours"), nil, nil)
	if is := r.Remarks(); len(is) != 4 || is[0].Code != "LABEL-008" {
		t.Errorf("remarks: %v", is)
	}
}

// golden compares got with a file under the module, or rewrites it.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s (-want +got; -update rewrites):\n%s", path, d)
	}
}

// TestVadeMecum regenerates the design guide of every profile, and sees that
// nothing in docs/label differs.
func TestVadeMecum(t *testing.T) {
	for _, name := range label.Profiles() {
		golden(t, filepath.Join("..", "..", "docs", "label", name+".md"), label.Document(open(t, name), "fr"))
		golden(t, filepath.Join("..", "..", "docs", "label", name+".en.md"), label.Document(open(t, name), "en"))
	}
}

// TestGapSheet keeps the action plan of the internal-quality grid as a golden
// file: gap, action, indicator, due date, risk.
func TestGapSheet(t *testing.T) {
	p := open(t, "igesr-qualite-interne")
	r := label.Evaluate(p, facts(t, "https://example.org/parcours"), []label.Evidence{piece("P1", "PR1")}, nil)
	actions := label.Gaps(p, &r, "fr")
	for i := range actions {
		actions[i].Indicator, actions[i].Due, actions[i].Risk = "revue faite", "2027-06-30", "moyen"
	}
	golden(t, filepath.Join("testdata", "gaps.md"), label.GapSheet(actions, "fr"))
	golden(t, filepath.Join("testdata", "explain.txt"), label.Explain(p, &r, nil, "fr"))
	page := label.HTML(p, &r, nil, "fr")
	if !strings.Contains(page, "non officiel") || strings.Contains(page, "<script") {
		t.Error("page without its notice, or with a script")
	}
}

func FuzzDecode(f *testing.F) {
	for _, name := range label.Profiles() {
		p, _ := label.OpenProfile(name)
		f.Add(p.Encode())
	}
	f.Add([]byte(`{"pieces":[]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if p, is := label.DecodeProfile(data); !is.HasErrors() {
			again, is := label.DecodeProfile(p.Encode())
			if is.HasErrors() || !bytes.Equal(again.Encode(), p.Encode()) {
				t.Errorf("%v", is)
			}
			label.Document(p, "fr")
			facts, is := label.ParseFacts(data)
			if !is.HasErrors() {
				r := label.Evaluate(p, facts, nil, nil)
				if _, is := label.DecodeReport(r.Encode()); is.HasErrors() {
					t.Errorf("%v", is)
				}
			}
		}
		if r, is := label.DecodeReport(data); !is.HasErrors() {
			r.Digest()
		}
		if d, is := label.DecodeDecision(data); !is.HasErrors() {
			d.ValidOn("2027-01-01")
		}
		label.DecodeEvidence(data)
	})
}

func ExampleEvaluate() {
	p, _ := label.OpenProfile("territorial-exemple")
	facts, _ := label.ParseFacts([]byte(`{
		"subject": {"id": "https://exemple.fr/parcours", "version": "1.0.0", "summary": "Piloter", "publics": ["perdir"]},
		"partners": [{"kind": "university", "role": "delivery"}]}`))
	r := label.Evaluate(p, facts, nil, nil)
	for _, f := range r.Findings {
		fmt.Println(f.Rule, f.State("fr"), "—", f.Because[0].In("fr"))
	}
	fmt.Println(label.Word(r.Proposed, "fr"))
	// Output:
	// T1 satisfait — /partners/0/kind : attendu ∈ ["localAuthority","university","operator","association"], lu "university"
	// T2 sans pièce — /evidence : attendu pièces ≥ 1, lu 0
	// V1 satisfait — /subject/summary : attendu renseigné, lu "Piloter"
	// V2 inconnu — /totals/remote : attendu ≥ 1, lu non renseigné
	// indéterminé
}
