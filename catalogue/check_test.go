// SPDX-License-Identifier: Apache-2.0

//go:build !js

package catalogue_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/demo"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// frame returns the example framework and its item with the code.
func frame(t testing.TB) (*competency.Framework, func(code string, rank int) catalogue.ItemRank) {
	t.Helper()
	f, err := frameworks.Open("encadrement-exemple", "")
	if err != nil {
		t.Fatal(err)
	}
	return f, func(code string, rank int) catalogue.ItemRank {
		it, ok := f.ByCode(code)
		if !ok {
			t.Fatalf("no item %s", code)
		}
		return catalogue.ItemRank{Item: f.Ref(it.ID), Rank: rank}
	}
}

// sound returns a small catalogue with nothing wrong: bricks a and b, b after
// a, a pathway over both and two partners.
func sound(t testing.TB) *catalogue.Catalogue {
	_, at := frame(t)
	brick := func(name string, target catalogue.ItemRank) catalogue.Brick {
		return catalogue.Brick{ID: competency.IRI("https://ex.example/briques/" + name), Version: "1.0.0",
			Title: competency.Text{"fr": "Brique " + name, "en": "Brick " + name}, Kind: catalogue.KindTraining,
			Status: catalogue.StatusTrialled, PublishedOn: "2026-09-01", Modality: catalogue.ModalityRemoteLive, Remote: 120,
			Targets:     []catalogue.Target{{ItemRank: target, Role: catalogue.RoleAimed}},
			Assessments: []catalogue.Assessment{{ID: "1", Kind: catalogue.AssessmentObserved, Covers: []catalogue.ItemRank{target}}},
			Publics:     []string{"tous"}, Language: "fr", Licence: "etalab-2.0", Accessibility: competency.FR("Sous-titres."),
			Partners: []catalogue.PartnerRole{{Partner: "eafc", Role: catalogue.RoleDelivery}}}
	}
	a, b := brick("a", at("EA1", 1)), brick("b", at("EA1", 2))
	b.Entry = []catalogue.ItemRank{at("EA1", 1)}
	b.Prerequisites = []catalogue.Prerequisite{{AnyOf: []catalogue.BrickRef{a.Ref()}}}
	ra, rb := a.Ref(), b.Ref()
	positioning := competency.IRI("https://ex.example/questionnaires/q")
	return &catalogue.Catalogue{Bricks: []catalogue.Brick{a, b},
		Pathways: []catalogue.Pathway{{ID: "https://ex.example/parcours/p", Version: "1.0.0", Title: competency.FR("Parcours"), Status: catalogue.StatusTrialled,
			Targets: []catalogue.ItemRank{at("EA1", 2)}, Steps: []catalogue.Step{{Brick: &ra}, {Brick: &rb}}, Total: 240, Positioning: &positioning}},
		Partners: []catalogue.Partner{{ID: "eafc", Name: "EAFC", Kind: catalogue.PartnerEAFC}, {ID: "univ", Name: "Université", Kind: catalogue.PartnerUniversity}}}
}

func copies[T any](n int, make func(int) T) []T {
	var out []T
	for i := 0; i < n; i++ {
		out = append(out, make(i))
	}
	return out
}

// TestCheckCodes holds one catalogue per code, which has that code alone.
func TestCheckCodes(t *testing.T) {
	f, at := frame(t)
	other := competency.ID("00000000-0000-4000-8000-000000000000")
	ref := func(name string) catalogue.BrickRef {
		return catalogue.BrickRef{ID: competency.IRI("https://ex.example/briques/" + name), Version: "1.0.0"}
	}
	cases := []struct {
		code, pointer string
		framework     bool
		break_        func(c *catalogue.Catalogue)
	}{
		{"BRICK-001", "/bricks/1/version", false, func(c *catalogue.Catalogue) {
			c.Pathways = nil
			c.Bricks[1].Version = "1.0"
		}},
		{"BRICK-002", "/bricks/1", false, func(c *catalogue.Catalogue) {
			c.Bricks[1].Remote = 0
			c.Pathways[0].Total = 120
		}},
		{"BRICK-003", "/bricks/1/modality", false, func(c *catalogue.Catalogue) { c.Bricks[1].Modality = catalogue.ModalityOnSite }},
		{"BRICK-004", "/bricks/1/targets/0", true, func(c *catalogue.Catalogue) {
			c.Bricks[1].Targets[0].Item.Item = other
			c.Bricks[1].Assessments[0].Covers[0].Item.Item = other
			c.Pathways = nil
		}},
		{"BRICK-005", "/bricks/1/targets/1/item", false, func(c *catalogue.Catalogue) {
			c.Bricks[1].Targets = append(c.Bricks[1].Targets, c.Bricks[1].Targets[0])
		}},
		{"BRICK-006", "/bricks/0/entry/0/rank", false, func(c *catalogue.Catalogue) {
			c.Pathways = nil
			c.Bricks[0].Entry = []catalogue.ItemRank{at("EA1", 1)}
		}},
		{"BRICK-007", "/bricks/1/prerequisites/0/anyOf/0", false, func(c *catalogue.Catalogue) { c.Bricks[1].Prerequisites[0].AnyOf[0] = ref("c") }},
		{"BRICK-008", "/bricks/1/targets/0", false, func(c *catalogue.Catalogue) { c.Bricks[1].Assessments = nil }},
		{"BRICK-009", "/bricks/1/assessments/0/covers/1", false, func(c *catalogue.Catalogue) {
			c.Bricks[1].Assessments[0].Covers = append(c.Bricks[1].Assessments[0].Covers, at("EC1", 1))
		}},
		{"BRICK-010", "/bricks/1/status", false, func(c *catalogue.Catalogue) { c.Bricks[1].Status = catalogue.StatusCertified }},
		{"BRICK-012", "/bricks/1", false, func(c *catalogue.Catalogue) { c.Bricks[1].Publics = nil }},
		{"BRICK-013", "/bricks/1", false, func(c *catalogue.Catalogue) { c.Bricks[1].Licence = "" }},
		{"BRICK-014", "/bricks/1/external/0/value", false, func(c *catalogue.Catalogue) {
			c.Bricks[1].External = []catalogue.ExternalID{{Scheme: "doi", Value: "11.1/x"}}
		}},
		{"BRICK-015", "/bricks/1/withdrawnOn", false, func(c *catalogue.Catalogue) { c.Bricks[1].WithdrawnOn = "2026-08-01" }},
		{"BRICK-016", "/bricks/1/title/fr", false, func(c *catalogue.Catalogue) { c.Bricks[1].Title["en"] = c.Bricks[1].Title["fr"] }},
		{"BRICK-017", "/bricks/1/tags", false, func(c *catalogue.Catalogue) {
			c.Bricks[1].Tags = copies(51, func(i int) catalogue.Tag { return catalogue.Tag(fmt.Sprint("ext:t", i)) })
		}},
		{"PATHWAY-001", "/pathways/0/steps/1/brick", false, func(c *catalogue.Catalogue) {
			r := ref("z")
			c.Pathways[0].Steps[1].Brick = &r
			c.Pathways[0].Targets = []catalogue.ItemRank{at("EA1", 1)}
		}},
		{"PATHWAY-002", "/pathways/0/steps/0/after", false, func(c *catalogue.Catalogue) {
			c.Pathways[0].Steps[0].After = []int{1}
			c.Pathways[0].Steps[1].After = []int{0}
		}},
		{"PATHWAY-003", "/pathways/0/steps/0", false, func(c *catalogue.Catalogue) {
			c.Bricks[1].Entry = nil
			s := c.Pathways[0].Steps
			s[0], s[1] = s[1], s[0]
		}},
		{"PATHWAY-004", "/pathways/0/steps/0", false, func(c *catalogue.Catalogue) {
			c.Pathways[0].Steps = c.Pathways[0].Steps[1:]
			c.Pathways[0].Total = 120
		}},
		{"PATHWAY-005", "/pathways/0/total", false, func(c *catalogue.Catalogue) { c.Pathways[0].Total = 241 }},
		{"PATHWAY-006", "/pathways/0/steps/0", false, func(c *catalogue.Catalogue) {
			c.Pathways[0].Steps[0] = catalogue.Step{OneOf: []catalogue.BrickRef{ref("a")}, Pick: 2}
		}},
		{"PATHWAY-007", "/pathways/0/targets/0", false, func(c *catalogue.Catalogue) { c.Pathways[0].Targets[0].Rank = 3 }},
		{"PATHWAY-008", "/pathways/0/steps/1", false, func(c *catalogue.Catalogue) { c.Pathways[0].Targets[0].Rank = 1 }},
		{"PATHWAY-009", "/pathways/0", false, func(c *catalogue.Catalogue) { c.Pathways[0].Positioning = nil }},
		{"PATHWAY-010", "/pathways/0/steps/1", false, func(c *catalogue.Catalogue) { c.Bricks[1].Status = catalogue.StatusIncubating }},
		{"PARTNER-001", "/partners/0/siret", false, func(c *catalogue.Catalogue) { c.Partners[0].SIRET = "73282932000075" }},
		{"PARTNER-002", "/partners/0/uai", false, func(c *catalogue.Catalogue) { c.Partners[0].UAI = "0990001A" }},
		{"PARTNER-003", "/partners/0/siret", false, func(c *catalogue.Catalogue) { c.Partners[0].SIRET = "99999999999999" }},
		{"PARTNER-004", "/bricks/0/partners/0/partner", false, func(c *catalogue.Catalogue) { c.Bricks[0].Partners[0].Partner = "eacf" }},
		{"PARTNER-005", "/partners/1/siret", false, func(c *catalogue.Catalogue) {
			c.Partners[0].SIRET, c.Partners[1].SIRET = "73282932000074", "73282932000074"
		}},
		{"CATALOGUE-001", "/bricks/2", false, func(c *catalogue.Catalogue) {
			b := c.Bricks[0]
			b.Remote = 130
			c.Bricks = append(c.Bricks, b)
		}},
		{"CATALOGUE-002", "/bricks/0", false, func(c *catalogue.Catalogue) {
			b := c.Bricks[0]
			b.Version = "1.1.0"
			c.Bricks = append(c.Bricks, b)
		}},
		{"CATALOGUE-003", "/bricks/0/equivalents/0", false, func(c *catalogue.Catalogue) {
			c.Bricks[0].Equivalents = []catalogue.BrickRef{ref("b")}
		}},
		{"CATALOGUE-005", "/bricks/0/prerequisites", false, func(c *catalogue.Catalogue) {
			c.Pathways = nil
			c.Bricks[0].Prerequisites = []catalogue.Prerequisite{{AnyOf: []catalogue.BrickRef{ref("b")}}}
		}},
		{"CATALOGUE-006", "/pathways", false, func(c *catalogue.Catalogue) {
			p := c.Pathways[0]
			c.Pathways = copies(catalogue.MaxPathways+1, func(i int) catalogue.Pathway {
				q := p
				q.ID = competency.IRI(fmt.Sprint("https://ex.example/parcours/", i))
				return q
			})
		}},
	}
	seen := map[string]bool{}
	for _, x := range cases {
		seen[x.code] = true
		c := sound(t)
		if found := c.Check(); len(found) > 0 {
			t.Fatalf("the sound catalogue is not: %v", found)
		}
		x.break_(c)
		var data bytes.Buffer
		if err := c.Encode(&data); err != nil {
			t.Fatal(err)
		}
		_, is := catalogue.Parse(data.Bytes(), func(c *catalogue.Catalogue) issue.Issues {
			if x.framework {
				return without(c.Check(f), "CATALOGUE-004")
			}
			return c.Check()
		})
		if len(is) != 1 || is[0].Code != x.code || string(is[0].Pointer) != x.pointer && x.code != "CATALOGUE-001" || is[0].Line != 1 || is[0].Column < 1 {
			t.Errorf("%s at %s: got %v %v", x.code, x.pointer, is.Codes(), is)
		}
		for _, i := range is.In("en") {
			if strings.Contains(i.Message, "{") || i.Message == is[0].Message && !strings.ContainsAny(i.Message, "«“") {
				t.Errorf("%s: English %q", x.code, i.Message)
			}
		}
	}
	elsewhere := map[string]bool{"BRICK-011": true, "CATALOGUE-004": true}
	for _, r := range catalogue.Rules() {
		if !seen[r.Code] && !elsewhere[r.Code] && !strings.HasPrefix(r.Code, "SESSION") {
			t.Errorf("no case for %s", r.Code)
		}
	}
}

func without(is issue.Issues, code string) issue.Issues {
	var out issue.Issues
	for _, i := range is {
		if i.Code != code {
			out = append(out, i)
		}
	}
	return out
}

func TestCoverageNamesNeedsWithoutOffer(t *testing.T) {
	f, at := frame(t)
	got := demo.Catalogue().Coverage(f).Gaps
	want := []catalogue.ItemRank{at("EA3", 4), at("EB2", 4), at("EC3", 4), at("ED1", 4), at("ED3", 3), at("ED3", 4)}
	less := func(a, b catalogue.ItemRank) bool {
		return a.Item.Item < b.Item.Item || a.Item.Item == b.Item.Item && a.Rank < b.Rank
	}
	sortRanks(got, less)
	sortRanks(want, less)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("gaps (-want +got):\n%s", d)
	}
	is := demo.Catalogue().Check(f)
	if is.HasErrors() || is.Count(issue.SeverityWarning) != 5 {
		t.Errorf("demonstration catalogue: %v", is)
	}
	for _, s := range demo.Sessions() {
		if bad := s.Check(demo.Catalogue()); len(bad) > 0 {
			t.Errorf("%s: %v", s.ID, bad)
		}
	}
}

func sortRanks(list []catalogue.ItemRank, less func(a, b catalogue.ItemRank) bool) {
	for i := range list {
		for j := i; j > 0 && less(list[j], list[j-1]); j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}

// TestStatusPairs goes through all sixteen pairs.
func TestStatusPairs(t *testing.T) {
	allowed := map[[2]catalogue.Status]bool{
		{catalogue.StatusIncubating, catalogue.StatusTrialled}: true, {catalogue.StatusTrialled, catalogue.StatusCertified}: true,
		{catalogue.StatusIncubating, catalogue.StatusWithdrawn}: true, {catalogue.StatusTrialled, catalogue.StatusWithdrawn}: true,
		{catalogue.StatusCertified, catalogue.StatusWithdrawn}: true, {catalogue.StatusCertified, catalogue.StatusTrialled}: true,
	}
	all := []catalogue.Status{catalogue.StatusIncubating, catalogue.StatusTrialled, catalogue.StatusCertified, catalogue.StatusWithdrawn}
	for _, from := range all {
		for _, to := range all {
			before, now := sound(t), sound(t)
			before.Bricks[0].Status, now.Bricks[0].Status = from, to
			is := catalogue.CheckChange(before, now)
			if ok := from == to || allowed[[2]catalogue.Status{from, to}]; ok != (len(is) == 0) || !ok && is[0].Code != "BRICK-011" {
				t.Errorf("%s to %s: %v", from, to, is)
			}
		}
	}
	before, now := sound(t), sound(t)
	now.Bricks[0].Remote = 500
	if is := catalogue.CheckChange(before, now); len(is) != 1 || is[0].Code != "CATALOGUE-001" {
		t.Errorf("content changed under one version: %v", is)
	}
}

func TestSessionCodes(t *testing.T) {
	c := sound(t)
	session := catalogue.Session{ID: "S1", Brick: c.Bricks[0].Ref(), Format: catalogue.FormatCourse, Start: "2027-03-01T09:00:00+01:00", End: "2027-03-01T11:00:00+01:00"}
	if is := session.Check(c); len(is) > 0 {
		t.Fatal(is)
	}
	for code, change := range map[string]func(*catalogue.Session){
		"SESSION-001": func(s *catalogue.Session) { s.End = "2027-03-01T08:30:00+01:00" },
		"SESSION-002": func(s *catalogue.Session) { s.Brick.Version = "2.0.0" },
	} {
		s := session
		change(&s)
		if is := s.Check(c); len(is) != 1 || is[0].Code != code {
			t.Errorf("%s: %v", code, is)
		}
	}
	ok := catalogue.Participation{Session: "S1", Learner: "L0001", Audience: catalogue.AudienceTrainee, Planned: 120, Enrolled: 120, Attended: 60,
		Source: catalogue.SourceSignature, Outcome: catalogue.OutcomeCompleted}
	for _, x := range []struct {
		code   string
		change func(*catalogue.Participation)
	}{
		{"", func(*catalogue.Participation) {}},
		{"SESSION-003", func(p *catalogue.Participation) { p.Planned = 180 }},
		{"SESSION-004", func(p *catalogue.Participation) { p.Attended = 121 }},
		{"SESSION-005", func(p *catalogue.Participation) { p.Learner = "first" }},
		{"SESSION-006", func(p *catalogue.Participation) { p.Learner = "marie.durand@example.org" }},
		{"SESSION-006", func(p *catalogue.Participation) { p.Learner = "nom:Durand" }},
		{"SESSION-007", func(p *catalogue.Participation) { p.Source = "" }},
	} {
		a := catalogue.NewAttendance(c, []catalogue.Session{session})
		first := ok
		first.Learner = "first"
		a.Add(&first)
		p := ok
		x.change(&p)
		is := a.Add(&p)
		if x.code == "" && len(is) > 0 || x.code != "" && (len(is) != 1 || is[0].Code != x.code) {
			t.Errorf("%s: %v", x.code, is)
		}
	}
}

func TestIdentifiers(t *testing.T) {
	for _, s := range []string{"73282932000074", "35600000000048", "35600000049837"} {
		if !catalogue.ValidSIRET(s) {
			t.Errorf("SIRET %s refused", s)
		}
	}
	for _, s := range []string{"73282932000075", "7328293200007", "35600000000046", "", "7328293200007A"} {
		if catalogue.ValidSIRET(s) {
			t.Errorf("SIRET %s accepted", s)
		}
	}
	if key, ok := catalogue.UAIKey("0750001"); !ok || !catalogue.ValidUAI("0750001"+string(rune(key))) || catalogue.ValidUAI("0750001I") {
		t.Errorf("UAI key %c", key)
	}
}

// TestRoundTrip holds that reading what was written gives the same document,
// the same digest, and the same bytes.
func TestRoundTrip(t *testing.T) {
	c := demo.Catalogue()
	var first, second bytes.Buffer
	if err := c.Encode(&first); err != nil {
		t.Fatal(err)
	}
	again, is, err := catalogue.Decode(bytes.NewReader(first.Bytes()))
	if err != nil || len(is) > 0 {
		t.Fatal(err, is)
	}
	again.Encode(&second)
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("second writing differs")
	}
	for i := range again.Bricks {
		j := len(again.Bricks) - 1 - i
		if i < j {
			again.Bricks[i], again.Bricks[j] = again.Bricks[j], again.Bricks[i]
		}
	}
	d1, _ := c.Digest()
	d2, _ := again.Digest()
	if d1 != d2 || !d1.Valid() {
		t.Errorf("digests %s and %s", d1, d2)
	}
	again.Bricks[3].Remote++
	if d3, _ := again.Digest(); d3 == d1 {
		t.Error("digest does not see a change")
	}
}

func TestMerge(t *testing.T) {
	a, b := sound(t), sound(t)
	b.Bricks[0].Remote = 90
	b.Bricks[1].ID += "-autre"
	b.Partners[1].Name = "Autre"
	m, is := catalogue.Merge(a, b)
	if len(m.Bricks) != 3 || len(m.Partners) != 2 || m.Bricks[0].Remote != 120 {
		t.Errorf("merged: %d bricks, %d partners", len(m.Bricks), len(m.Partners))
	}
	if d := cmp.Diff([]string{"CATALOGUE-001", "PARTNER-005"}, is.Codes()); d != "" {
		t.Error(d)
	}
	if m, is := catalogue.Merge(a, a); len(m.Bricks) != 2 || len(is) > 0 {
		t.Errorf("merged with itself: %v", is)
	}
}

func TestPartnerships(t *testing.T) {
	g := demo.Catalogue().Partnerships()
	if len(g.Partners) != 8 || len(g.Links) < 6 {
		t.Errorf("%d partners, %d links", len(g.Partners), len(g.Links))
	}
	if svg := g.SVG("fr"); !strings.Contains(svg, "Jeunes &amp; Cité") || !strings.Contains(svg, "role=\"img\"") {
		t.Error("SVG is not escaped or not described")
	}
	if dot := g.DOT("fr"); !strings.Contains(dot, `"association" -- "eafc-exemple"`) {
		t.Error(dot)
	}
}

func TestLive(t *testing.T) {
	b := catalogue.Brick{Status: catalogue.StatusWithdrawn, PublishedOn: "2020-01-01", WithdrawnOn: "2026-06-30"}
	for day, want := range map[competency.Date]bool{"2019-12-31": false, "2020-01-01": true, "2026-06-29": true, "2026-06-30": false} {
		if got := b.LiveOn(day); got != want {
			t.Errorf("on %s: %v", day, got)
		}
	}
}

// TestLargeCatalogue prints the time to read and check 20,000 bricks.
func TestLargeCatalogue(t *testing.T) {
	n := fixtures.Count(1000, catalogue.MaxBricks)
	c := many(n)[0]
	f, _ := frame(t)
	for i := range c.Bricks { // a chain of prerequisites across the catalogue
		c.Bricks[i].Prerequisites = nil
		if i%3 > 0 {
			c.Bricks[i].Prerequisites = []catalogue.Prerequisite{{AnyOf: []catalogue.BrickRef{c.Bricks[i-1].Ref()}}}
		}
	}
	c.Partners = demo.Catalogue().Partners
	var data bytes.Buffer
	c.Encode(&data)
	start := time.Now()
	read, is, err := catalogue.Decode(bytes.NewReader(data.Bytes()))
	if err != nil || is.HasErrors() {
		t.Fatal(err, is)
	}
	decoded := time.Since(start)
	is = read.Check(f)
	t.Logf("%d bricks, %.1f MB: decode %v, with Check %v, %d issues", n, float64(data.Len())/1e6, decoded.Round(time.Millisecond), time.Since(start).Round(time.Millisecond), len(is))
	if is.HasErrors() {
		t.Error(is)
	}
}

func TestParticipationsStream(t *testing.T) {
	lines := `{"session":"S1","learner":"L1","audience":"trainee","planned":60,"enrolled":60,"attended":60,"source":"signature","outcome":"completed"}

{"session":"S1","learner":"L2","audience":"trainee","planned":60,"enrolled":60,"attended":60,"outcome":"completed","name":"x"}
{"session":"S1","learner":"L3","audience":"trainee","planned":60,"enrolled":60,"attended":60,"outcome":"completed"}`
	var got []int
	is, err := catalogue.DecodeParticipations(strings.NewReader(lines), func(line int, p *catalogue.Participation) error {
		got = append(got, line)
		return nil
	})
	if err != nil || len(is) != 1 || is[0].Code != "SHAPE-003" || is[0].Line != 3 {
		t.Errorf("%v %v", err, is)
	}
	if d := cmp.Diff([]int{1, 4}, got); d != "" {
		t.Error(d)
	}
}

func FuzzDecode(f *testing.F) {
	var b bytes.Buffer
	sound(f).Encode(&b)
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		c, is, err := catalogue.Decode(bytes.NewReader(data))
		if err != nil || is.HasErrors() {
			return
		}
		c.Check()
		catalogue.NewIndex(catalogue.IndexOptions{}, c).Search(catalogue.Query{Text: "brique"})
		var out bytes.Buffer
		if err := c.Encode(&out); err != nil {
			t.Fatal(err)
		}
		if _, is, _ := catalogue.Decode(bytes.NewReader(out.Bytes())); is.HasErrors() {
			t.Fatalf("own bytes refused: %v", is)
		}
	})
}
