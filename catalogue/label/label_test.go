// SPDX-License-Identifier: Apache-2.0

package label_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"math/rand"
	"os"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

func open(t testing.TB, name string) *label.Profile {
	t.Helper()
	p, ok := label.OpenProfile(name)
	if !ok {
		t.Fatalf("profile %s", name)
	}
	return p
}

// TestDigestOf compares the small SHA-256 with crypto/sha256 around every
// block boundary.
func TestDigestOf(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for n := range 400 {
		data := make([]byte, n)
		r.Read(data)
		sum := sha256.Sum256(data)
		if got, want := string(label.DigestOf(data)), "sha256:"+hex.EncodeToString(sum[:]); got != want {
			t.Fatalf("%d bytes: %s, want %s", n, got, want)
		}
	}
}

// TestProfilesShipped reads every shipped profile: checked, in two languages,
// flagged as not official, equal after a round trip.
func TestProfilesShipped(t *testing.T) {
	for _, name := range label.Profiles() {
		p := open(t, name)
		if p.Official || p.Notice.In("fr") == "" {
			t.Errorf("%s: not flagged", name)
		}
		again, is := label.DecodeProfile(p.Encode())
		if len(is) > 0 || !bytes.Equal(again.Encode(), p.Encode()) {
			t.Errorf("%s: round trip: %v", name, is)
		}
		for _, r := range p.Rules {
			for _, lang := range []string{"fr", "en"} {
				if r.Title[lang] == "" || r.Action[lang] == "" {
					t.Errorf("%s %s: no words in %s", name, r.ID, lang)
				}
			}
		}
	}
	if !strings.Contains(open(t, "ih2ef-proposition").Notice["fr"], "non officielle") {
		t.Error("ih2ef-proposition does not say that it is not official")
	}
}

// TestRNQTotals reproduces the six published totals.
func TestRNQTotals(t *testing.T) {
	p := open(t, "rnq-2019-565")
	for _, c := range []struct {
		action []string
		want   int
	}{
		{[]string{"training"}, 23},
		{[]string{"training", "training.workStudy"}, 25},
		{[]string{"training", "training.certifying"}, 26},
		{[]string{"priorLearning"}, 24},
		{[]string{"skillsReview"}, 22},
		{[]string{"apprenticeship"}, 32},
	} {
		r := label.Evaluate(p, actionFacts(c.action), nil, nil)
		if r.Coverage.Applicable != c.want {
			t.Errorf("%v: %d indicators apply, want %d", c.action, r.Coverage.Applicable, c.want)
		}
	}
	minor, major := 0, 0
	computed := ""
	for _, r := range p.Rules {
		if r.Severity == label.SeverityMinor {
			minor++
		} else {
			major++
		}
		if r.Mode == label.ModeComputed {
			computed += " " + r.ID[4:]
		}
	}
	if minor != 15 || major != 17 || computed != " 01 02 03 05 07 08 11" {
		t.Errorf("%d minor, %d major, computed%s", minor, major, computed)
	}
}

func actionFacts(action []string) label.Value {
	var elems []jsontree.Value
	for _, a := range action {
		elems = append(elems, jsontree.String(a))
	}
	return jsontree.Object(jsontree.Member{Name: "subject", Value: jsontree.Object(
		jsontree.Member{Name: "id", Value: jsontree.String("https://example.org/p")},
		jsontree.Member{Name: "version", Value: jsontree.String("1.0.0")},
		jsontree.Member{Name: "action", Value: jsontree.Array(elems...)})})
}

// TestRNQFixture compares our profile with the fixture, indicator by
// indicator.
func TestRNQFixture(t *testing.T) {
	data, err := os.ReadFile(fixtures.Path(t, "catalogue/rnq/rnq-32.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Indicators []struct {
			N, Criterion  int
			AppliesTo     []string
			MinorPossible bool
			Mode          string
		}
	}
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	p := open(t, "rnq-2019-565")
	all := []string{"training", "training.certifying", "training.workStudy", "training.workplace", "skillsReview", "priorLearning", "apprenticeship"}
	for i, w := range want.Indicators {
		r := p.Rules[i]
		if (r.Severity == label.SeverityMinor) != w.MinorPossible || string(r.Mode) != w.Mode {
			t.Errorf("%s: %s %s", r.ID, r.Severity, r.Mode)
		}
		for _, a := range all {
			got, _ := label.Eval(*r.Applies, actionFacts([]string{a}), nil)
			wanted := false
			for _, x := range w.AppliesTo {
				wanted = wanted || x == a
			}
			if (got == label.TruthTrue) != wanted {
				t.Errorf("%s applies to %s: %s", r.ID, a, got)
			}
		}
	}
}

// TestEvidenceNeverTrue piles up pieces: no evidence rule becomes true or
// false without an override.
func TestEvidenceNeverTrue(t *testing.T) {
	for _, name := range label.Profiles() {
		p := open(t, name)
		var pieces []label.Evidence
		for _, r := range p.Rules {
			for k := range 3 {
				pieces = append(pieces, piece(r.ID+string(rune('a'+k)), r.ID))
			}
		}
		r := label.Evaluate(p, facts(t, "https://example.org/parcours"), pieces, resolver())
		overrides := []label.Override{}
		for i := range r.Findings {
			f := &r.Findings[i]
			if p.Rules[i].Mode == label.ModeEvidence {
				if f.Truth != label.TruthUnknown || f.Origin != label.OriginEvidence {
					t.Errorf("%s %s: %s by %s", name, f.Rule, f.Truth, f.Origin)
				}
				if f.Applies != label.TruthFalse && len(f.Evidence) != 3 {
					t.Errorf("%s %s: pieces %v", name, f.Rule, f.Evidence)
				}
				overrides = append(overrides, label.Override{Rule: f.Rule, Truth: label.TruthTrue, Reason: "vu en commission"})
			}
			if len(f.Because) == 0 {
				t.Errorf("%s %s: no reason", name, f.Rule)
			}
		}
		for i, f := range label.Apply(r.Findings, overrides) {
			if p.Rules[i].Mode == label.ModeEvidence && (f.Truth != label.TruthTrue || f.Origin != label.OriginHuman) {
				t.Errorf("%s %s after override: %s by %s", name, f.Rule, f.Truth, f.Origin)
			}
		}
	}
}

func piece(id string, rules ...string) label.Evidence {
	return label.Evidence{ID: id, Title: "Pièce " + id, MediaType: "application/pdf", SHA256: string(label.DigestOf([]byte(id))),
		ByRole: "responsable de formation", On: "2026-09-15", Supports: rules}
}

const fw = "https://example.org/fw"

func item(n string) competency.Ref {
	return competency.Ref{Framework: fw, Version: "1.0.0", Item: competency.ID("00000000-0000-4000-8000-00000000000" + n)}
}

func resolver() label.Resolver {
	f := &competency.Framework{URI: fw, Version: "1.0.0", Scales: []competency.Scale{{ID: "s", Levels: []competency.Level{{Rank: 1}, {Rank: 2}, {Rank: 3}, {Rank: 4}}}}}
	for _, n := range []string{"1", "2", "3"} {
		f.Items = append(f.Items, competency.Item{ID: item(n).Item, Scale: "s"})
	}
	return label.ResolverOf(f)
}

// sample is a catalogue with one pathway that satisfies every computed rule
// of the IH2EF proposal.
func sample() *catalogue.Catalogue {
	iri := func(s string) *competency.IRI { i := competency.IRI("https://example.org/" + s); return &i }
	ranks := func(n string, r int) []catalogue.ItemRank { return []catalogue.ItemRank{{Item: item(n), Rank: r}} }
	brick := func(id, n string, minutes catalogue.Minutes) catalogue.Brick {
		return catalogue.Brick{ID: *iri(id), Version: "1.0.0", Title: competency.FR("Brique " + id), Summary: competency.FR("Résumé"),
			Kind: catalogue.KindTraining, Status: catalogue.StatusTrialled, Modality: catalogue.ModalityBlended,
			OnSite: minutes, Remote: minutes, Targets: []catalogue.Target{{ItemRank: ranks(n, 2)[0], Role: catalogue.RoleAimed}},
			Assessments: []catalogue.Assessment{{ID: "e", Kind: catalogue.AssessmentObserved, Covers: ranks(n, 2)}},
			Publics:     []string{"perdir"}, Accessibility: competency.FR("Salle accessible, supports adaptés"), Licence: "etalab-2.0", Language: "fr"}
	}
	b1, b2 := brick("b1", "1", 60), brick("b2", "2", 90)
	b2.Prerequisites = []catalogue.Prerequisite{{AnyOf: []catalogue.BrickRef{b1.Ref()}}}
	r1, r2 := b1.Ref(), b2.Ref()
	return &catalogue.Catalogue{
		Bricks: []catalogue.Brick{b1, b2},
		Pathways: []catalogue.Pathway{{ID: *iri("parcours"), Version: "1.0.0", Title: competency.FR("Piloter"), Summary: competency.FR("Résumé"),
			Status: catalogue.StatusTrialled, Steps: []catalogue.Step{{Brick: &r1}, {Brick: &r2}}, Total: 300,
			Targets: append(ranks("1", 2), ranks("2", 2)...), Publics: []string{"perdir"}, Positioning: iri("pos"),
			Partners: []catalogue.PartnerRole{{Partner: "uni", Role: catalogue.RoleDelivery}, {Partner: "ih2ef", Role: catalogue.RoleCoDesign}}}},
		Partners: []catalogue.Partner{{ID: "uni", Name: "Université d'exemple", SIRET: "73282932000074", Kind: catalogue.PartnerUniversity},
			{ID: "ih2ef", Name: "IH2EF", UAI: "0860964M", Kind: catalogue.PartnerOperator}},
	}
}

func facts(t testing.TB, id competency.IRI) label.Value {
	t.Helper()
	zero := 0
	f, ok := label.FactsOf(sample(), catalogue.BrickRef{ID: id, Version: "1.0.0"}, label.FactsOptions{Action: []string{"training"}, Results: &label.Results{Sessions: &zero}})
	if !ok {
		t.Fatalf("no subject %s", id)
	}
	return f
}

// TestFactsPaths sees that FactsOf states nothing outside the known paths.
func TestFactsPaths(t *testing.T) {
	known := map[string]bool{}
	for _, p := range label.FactPaths() {
		known[p] = true
	}
	var walk func(v label.Value, at string)
	walk = func(v label.Value, at string) {
		switch v.Kind() {
		case jsontree.KindObject:
			for _, m := range v.Members() {
				walk(m.Value, at+"/"+m.Name)
			}
		case jsontree.KindArray:
			for _, e := range v.Elements() {
				walk(e, at+"[]")
			}
		default:
			if !known[at] {
				t.Errorf("unknown path %s", at)
			}
		}
	}
	walk(facts(t, "https://example.org/parcours"), "")
	walk(facts(t, "https://example.org/b1"), "")
}

// TestProposalOnSample walks the IH2EF proposal over one good pathway and its
// faulty variants: each spoils one rule and no other.
func TestProposalOnSample(t *testing.T) {
	p := open(t, "ih2ef-proposition")
	for _, c := range []struct {
		name  string
		spoil func(*catalogue.Catalogue)
		rule  string
		want  label.Truth
	}{
		{"good", func(*catalogue.Catalogue) {}, "", ""},
		{"brick missing", func(c *catalogue.Catalogue) { c.Bricks = c.Bricks[1:] }, "A1", label.TruthFalse},
		{"target off the scale", func(c *catalogue.Catalogue) { c.Bricks[0].Targets[0].Rank = 9 }, "A1", label.TruthFalse},
		{"framework version unknown", func(c *catalogue.Catalogue) { c.Bricks[0].Targets[0].Item.Version = "2.0.0" }, "A1", label.TruthUnknown},
		{"not assessed", func(c *catalogue.Catalogue) { c.Bricks[0].Assessments[0].Covers[0].Rank = 1 }, "A2", label.TruthFalse},
		{"self-assessed only", func(c *catalogue.Catalogue) { c.Bricks[0].Assessments[0].Kind = catalogue.AssessmentSelfAssessed }, "A2", label.TruthFalse},
		{"order", func(c *catalogue.Catalogue) {
			s := c.Pathways[0].Steps
			s[0], s[1] = s[1], s[0]
		}, "B1", label.TruthFalse},
		{"cycle", func(c *catalogue.Catalogue) {
			c.Pathways[0].Steps[0].After, c.Pathways[0].Steps[1].After = []int{1}, []int{0}
		}, "B1", label.TruthFalse},
		{"total", func(c *catalogue.Catalogue) { c.Pathways[0].Total = 310 }, "B2", label.TruthFalse},
		{"modality", func(c *catalogue.Catalogue) { c.Bricks[0].Modality = catalogue.ModalityOnSite }, "B2", label.TruthFalse},
		{"no positioning", func(c *catalogue.Catalogue) { c.Pathways[0].Positioning = nil }, "B3", label.TruthUnknown},
		{"partner unknown", func(c *catalogue.Catalogue) { c.Partners[0].SIRET = "" }, "C1", label.TruthUnknown},
		{"no access text", func(c *catalogue.Catalogue) { c.Bricks[1].Accessibility = nil }, "D1", label.TruthUnknown},
		{"no licence", func(c *catalogue.Catalogue) { c.Bricks[1].Licence = "" }, "D2", label.TruthUnknown},
	} {
		cat := sample()
		c.spoil(cat)
		zero := 0
		f, _ := label.FactsOf(cat, catalogue.BrickRef{ID: "https://example.org/parcours", Version: "1.0.0"}, label.FactsOptions{Results: &label.Results{Sessions: &zero}})
		r := label.Evaluate(p, f, nil, resolver())
		for _, fd := range r.Findings {
			want := label.TruthTrue
			if fd.Rule == c.rule {
				want = c.want
			}
			if fd.Origin == label.OriginComputed && fd.Truth != want && !(c.name == "brick missing" && fd.Truth != label.TruthTrue) {
				t.Errorf("%s: %s = %s, want %s: %v", c.name, fd.Rule, fd.Truth, want, fd.Because)
			}
		}
	}
}

// TestReportBytes shuffles the catalogue, the pieces and the members 1,000
// times: the report keeps its bytes.
func TestReportBytes(t *testing.T) {
	p := open(t, "ih2ef-proposition")
	pieces := []label.Evidence{piece("P1", "C2", "C3"), piece("P2", "D3"), piece("P3", "E2", "C2")}
	zero := 0
	ready, res := label.Prepare(p), resolver()
	run := func(c *catalogue.Catalogue, pieces []label.Evidence) []byte {
		f, _ := label.FactsOf(c, catalogue.BrickRef{ID: "https://example.org/parcours", Version: "1.0.0"}, label.FactsOptions{Results: &label.Results{Sessions: &zero}})
		r := ready.Evaluate(f, pieces, res)
		return r.Encode()
	}
	want := run(sample(), pieces)
	r := rand.New(rand.NewSource(3))
	for range 1000 {
		c := sample()
		r.Shuffle(len(c.Bricks), func(i, j int) { c.Bricks[i], c.Bricks[j] = c.Bricks[j], c.Bricks[i] })
		r.Shuffle(len(c.Partners), func(i, j int) { c.Partners[i], c.Partners[j] = c.Partners[j], c.Partners[i] })
		ps := c.Pathways[0].Partners
		r.Shuffle(len(ps), func(i, j int) { ps[i], ps[j] = ps[j], ps[i] })
		ts := c.Pathways[0].Targets
		r.Shuffle(len(ts), func(i, j int) { ts[i], ts[j] = ts[j], ts[i] })
		es := append([]label.Evidence(nil), pieces...)
		r.Shuffle(len(es), func(i, j int) { es[i], es[j] = es[j], es[i] })
		es[0].Supports = append([]string(nil), es[0].Supports...)
		r.Shuffle(len(es[0].Supports), func(i, j int) { es[0].Supports[i], es[0].Supports[j] = es[0].Supports[j], es[0].Supports[i] })
		if got := run(c, es); !bytes.Equal(got, want) {
			t.Fatalf("report changed:\n%s\n%s", got, want)
		}
	}
	again, is := label.DecodeReport(want)
	if len(is) > 0 || !bytes.Equal(again.Encode(), want) {
		t.Errorf("round trip: %v", is)
	}
}

// TestMonotoneProfiles drops members of real facts under every shipped
// profile: findings only move to unknown, and so does what needs pieces.
func TestMonotoneProfiles(t *testing.T) {
	r := rand.New(rand.NewSource(5))
	drops := 0
	res := resolver()
	for drops < 10000 {
		for _, name := range label.Profiles() {
			p := label.Prepare(open(t, name))
			full := facts(t, "https://example.org/parcours")
			before := p.Evaluate(full, nil, res)
			less := full
			for range 300 {
				next, ok := drop(r, less)
				if !ok {
					break
				}
				after := p.Evaluate(next, nil, res)
				for i := range after.Findings {
					b, a := before.Findings[i], after.Findings[i]
					if a.Truth != b.Truth && a.Truth != label.TruthUnknown && a.Applies == b.Applies || a.Applies != b.Applies && a.Applies != label.TruthUnknown {
						t.Fatalf("%s %s: %s/%s, then %s/%s: %v", name, a.Rule, b.Applies, b.Truth, a.Applies, a.Truth, a.Because)
					}
				}
				less, before = next, after
				drops++
			}
		}
	}
	t.Logf("%d drops", drops)
}

func TestProfileFaults(t *testing.T) {
	good := `{"id":"https://example.org/l","version":"1.0.0","title":{"fr":"L"},"official":false,"criteria":[{"id":"A","title":{"fr":"A"}}],` +
		`"rules":[{"id":"R","criterion":"A","title":{"fr":"R"},"severity":"major","mode":"computed","when":{"op":"present","path":"/subject/title"}}],"policy":{},"validMonths":12}`
	for _, c := range []struct {
		name, old, new string
		code           string
		pointer        issue.Pointer
	}{
		{"good", "", "", "", ""},
		{"operator", `"op":"present"`, `"op":"matches"`, "LABEL-001", "/rules/0/when/op"},
		{"path", `/subject/title`, `/subject/titre`, "LABEL-001", "/rules/0/when/path"},
		{"arguments", `"op":"present","path":"/subject/title"`, `"op":"not"`, "LABEL-001", "/rules/0/when/args"},
		{"inner path", `"op":"present","path":"/subject/title"`, `"op":"each","path":"/bricks","args":[{"op":"present","path":"/titel"}]`, "LABEL-001", "/rules/0/when/args/0/path"},
		{"not a list", `"op":"present","path":"/subject/title"`, `"op":"each","path":"/subject/title","args":[{"op":"present","path":""}]`, "LABEL-001", "/rules/0/when/path"},
		{"constant", `"op":"present"`, `"op":"ge","value":"hier"`, "LABEL-001", "/rules/0/when/value"},
		{"criterion", `"criterion":"A"`, `"criterion":"B"`, "LABEL-002", "/rules/0/criterion"},
		{"official", `"official":false`, `"official":true`, "LABEL-003", "/official"},
		{"unknown member", `"policy":{}`, `"policy":{},"note":1`, "SHAPE-003", "/note"},
		{"missing member", `"policy":{},`, ``, "SHAPE-002", ""},
		{"wrong type", `"validMonths":12`, `"validMonths":"12"`, "SHAPE-001", "/validMonths"},
		{"twice", `"official":false`, `"official":false,"official":false`, "READ-007", "/official"},
	} {
		_, is := label.DecodeProfile([]byte(strings.Replace(good, c.old, c.new, 1)))
		if c.code == "" {
			if len(is) > 0 {
				t.Errorf("%s: %v", c.name, is)
			}
			continue
		}
		if len(is) != 1 || is[0].Code != c.code || is[0].Pointer != c.pointer || is[0].Line == 0 {
			t.Errorf("%s: %+v, want %s %s", c.name, is, c.code, c.pointer)
		}
	}
	twice := strings.Replace(good, `"rules":[`, `"rules":[{"id":"R","criterion":"A","title":{"fr":"R"},"severity":"minor","mode":"evidence"},`, 1)
	if _, is := label.DecodeProfile([]byte(twice)); len(is) != 1 || is[0].Code != "LABEL-002" {
		t.Errorf("id twice: %v", is)
	}
}

// BenchmarkEvaluate judges one pathway against the 32 indicators of the RNQ.
func BenchmarkEvaluate(b *testing.B) {
	p, f := open(b, "rnq-2019-565"), facts(b, "https://example.org/parcours")
	b.ReportAllocs()
	for b.Loop() {
		if r := label.Evaluate(p, f, nil, nil); len(r.Findings) < 20 {
			b.Fatalf("%d findings", len(r.Findings))
		}
	}
}
