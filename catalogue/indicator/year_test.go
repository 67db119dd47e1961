// SPDX-License-Identifier: Apache-2.0

package indicator_test

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/indicator"
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

const base = "https://example.org/annee/"

var year2027 = indicator.Period{From: "2027-01-01", Until: "2027-12-31"}

func table(t testing.TB, dir, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, r := range rows[1:] {
		m := map[string]string{}
		for i, name := range rows[0] {
			m[name] = r[i]
		}
		out = append(out, m)
	}
	return out
}

func atoi(t testing.TB, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ";")
}

func brickRef(id string) catalogue.BrickRef {
	return catalogue.BrickRef{ID: competency.IRI(base + id), Version: "1.0.0"}
}

func itemID(n int) competency.ID {
	s := strconv.Itoa(n)
	return competency.ID("00000000-0000-4000-8000-" + strings.Repeat("0", 12-len(s)) + s)
}

// loadYear turns the CSV year into records: every brick gets items of its
// own in one framework, flagged or left out as the table says.
func loadYear(t testing.TB, dir string) indicator.Inputs {
	t.Helper()
	fw := &competency.Framework{URI: base + "fw", Version: "1.0.0", Scales: []competency.Scale{{ID: "s", Levels: []competency.Level{{Rank: 1}, {Rank: 2}}}}}
	c := &catalogue.Catalogue{}
	n := 0
	for _, r := range table(t, dir, "bricks.csv") {
		b := catalogue.Brick{ID: competency.IRI(base + r["brick"]), Version: "1.0.0", Modality: catalogue.Modality(r["modality"]),
			OnSite: catalogue.Minutes(atoi(t, r["onsite_minutes"])), Remote: catalogue.Minutes(atoi(t, r["remote_minutes"])),
			Status: catalogue.Status(r["status"]), PublishedOn: competency.Date(r["published_on"]), WithdrawnOn: competency.Date(r["withdrawn_on"])}
		targets := atoi(t, r["targets"])
		if targets == 0 && r["item_flags"] != "" {
			t.Fatalf("%s: flags without target", r["brick"])
		}
		for k := range targets {
			n++
			it := competency.Item{ID: itemID(n), Scale: "s"}
			for _, f := range split(r["item_flags"]) {
				it.Flags = append(it.Flags, competency.Flag{Kind: competency.FlagKind(f), From: "2020-01-01"})
			}
			rank := 1
			if k == 0 && r["targets_resolve"] == "0" {
				rank = 9 // off the scale
			}
			fw.Items = append(fw.Items, it)
			b.Targets = append(b.Targets, catalogue.Target{ItemRank: catalogue.ItemRank{Item: fw.Ref(it.ID), Rank: rank}, Role: catalogue.RoleAimed})
		}
		for k := range atoi(t, r["assessments"]) {
			b.Assessments = append(b.Assessments, catalogue.Assessment{ID: strconv.Itoa(k), Kind: catalogue.AssessmentObserved})
		}
		for _, tag := range split(r["tags"]) {
			b.Tags = append(b.Tags, catalogue.Tag(tag))
		}
		for range atoi(t, r["watch_notes"]) {
			b.Sources = append(b.Sources, catalogue.Source{Kind: catalogue.SourceWatchNote, Title: "note"})
		}
		c.Bricks = append(c.Bricks, b)
	}
	for _, r := range table(t, dir, "pathways.csv") {
		p := catalogue.Pathway{ID: competency.IRI(base + r["pathway"]), Version: "1.0.0", Status: catalogue.StatusCertified}
		for _, id := range split(r["bricks"]) {
			ref := brickRef(id)
			p.Steps = append(p.Steps, catalogue.Step{Brick: &ref})
		}
		c.Pathways = append(c.Pathways, p)
	}
	in := indicator.Inputs{Catalogue: c, Frameworks: []*competency.Framework{fw}}
	kinds := map[string]bool{}
	for _, r := range table(t, dir, "sessions.csv") {
		s := catalogue.Session{ID: r["session"], Brick: brickRef(r["brick"]), Format: catalogue.Format(r["format"]),
			Start: competency.Instant(r["start"] + "T09:00:00+01:00"), End: competency.Instant(r["end"] + "T17:00:00+01:00")}
		if r["pathway"] != "" {
			ref := brickRef(r["pathway"])
			s.Pathway = &ref
		}
		for _, p := range split(r["partners"]) {
			kind, role, _ := strings.Cut(p, ":")
			if !kinds[kind] {
				kinds[kind] = true
				c.Partners = append(c.Partners, catalogue.Partner{ID: kind, Name: kind, Kind: catalogue.PartnerKind(kind)})
			}
			s.Partners = append(s.Partners, catalogue.PartnerRole{Partner: kind, Role: catalogue.Role(role)})
		}
		in.Sessions = append(in.Sessions, s)
	}
	for _, r := range table(t, dir, "participations.csv") {
		p := catalogue.Participation{Session: r["session"], Learner: competency.Pseudonym(r["learner"]), Category: r["category"], Ministry: r["ministry"],
			Foreign: r["foreign"] == "1", Audience: catalogue.Audience(r["audience"]), Motive: catalogue.Motive(r["motive"]),
			Planned: catalogue.Minutes(atoi(t, r["planned"])), Enrolled: catalogue.Minutes(atoi(t, r["enrolled"])), Attended: catalogue.Minutes(atoi(t, r["attended"])),
			Source: catalogue.AttendanceSource(r["attended_source"]), Outcome: catalogue.Outcome(r["outcome"])}
		if r["trace_minutes"] != "" {
			m := catalogue.Minutes(atoi(t, r["trace_minutes"]))
			p.Trace = &m
		}
		in.Participations = append(in.Participations, p)
	}
	for _, r := range table(t, dir, "labels.csv") {
		d := label.Decision{Profile: label.ProfileRef{ID: "https://forge.apps.education.fr/eafc/briques/label/profiles/territorial-exemple"},
			Verdict: label.VerdictConform, ValidFrom: competency.Date(r["valid_from"]), ValidUntil: competency.Date(r["valid_until"])}
		if r["revoked_on"] != "" {
			d.Revoked = &label.Revocation{On: competency.Date(r["revoked_on"])}
		}
		in.Labels = append(in.Labels, indicator.Held{Subject: brickRef(r["subject"]), Decision: d})
	}
	return in
}

// expected is one value of the fixture.
type expected struct {
	PlannedMinutes, EnrolledMinutes, AttendedMinutes *int
	Learners, Count, Events                          *int
	EnrolledLearners, Enrolments, Completed          *int
}

func plan(t testing.TB, name string) *indicator.Plan {
	t.Helper()
	p, ok := indicator.OpenPlan(name)
	if !ok {
		t.Fatalf("plan %s", name)
	}
	return p
}

// TestYearFixture compares every value of the invented year, to the minute.
func TestYearFixture(t *testing.T) {
	dir := fixtures.Path(t, "catalogue/indicators/year")
	data, err := os.ReadFile(filepath.Join(dir, "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want struct{ Values map[string]expected }
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	book, is := indicator.Prepare(loadYear(t, dir), year2027)
	if is.HasErrors() {
		t.Fatal(is)
	}
	compared := 0
	for _, name := range []string{indicator.PlanIH2EF, indicator.PlanEQAVET} {
		for _, d := range plan(t, name).Indicators {
			w, ok := want.Values[d.ID]
			if !ok {
				continue
			}
			v, is := book.Compute(&d)
			if is.HasErrors() {
				t.Errorf("%s: %v", d.ID, is)
				continue
			}
			compared++
			check := func(what string, got int, want *int) {
				if want != nil && got != *want {
					t.Errorf("%s %s = %d, want %d", d.ID, what, got, *want)
				}
			}
			if v.Hours != nil {
				check("planned", int(v.Hours.Planned), w.PlannedMinutes)
				check("enrolled", int(v.Hours.Enrolled), w.EnrolledMinutes)
				check("attended", int(v.Hours.Attended), w.AttendedMinutes)
				check("learners", *v.Learners, w.Learners)
			}
			if v.Count != nil {
				check("count", *v.Count, w.Count)
				check("enrolments", *v.Count, w.Enrolments)
			}
			if v.Events != nil {
				check("events", *v.Events, w.Events)
			}
			if w.EnrolledLearners != nil {
				check("enrolled learners", *v.Learners, w.EnrolledLearners)
			}
			if v.Ratio != nil {
				check("completed", v.Ratio.Num, w.Completed)
				check("enrolments", v.Ratio.Den, w.Enrolments)
			}
		}
	}
	if compared != len(want.Values) {
		t.Errorf("%d of %d values compared", compared, len(want.Values))
	}
	t.Logf("%d values equal", compared)
}

// TestPlanIH2EF counts the 45 indicators and sees the 21 declared ones refuse.
func TestPlanIH2EF(t *testing.T) {
	p := plan(t, indicator.PlanIH2EF)
	kinds := map[indicator.Kind]int{}
	book, is := indicator.Prepare(indicator.Inputs{}, year2027)
	if is.HasErrors() {
		t.Fatal(is)
	}
	for i := range p.Indicators {
		d := &p.Indicators[i]
		kinds[d.Kind]++
		_, is := book.Compute(d)
		switch d.Kind {
		case indicator.KindDeclared:
			if len(is) != 1 || is[0].Code != "INDICATOR-001" {
				t.Errorf("%s: %v, want INDICATOR-001", d.ID, is)
			}
		case indicator.KindComputed:
			if is.HasErrors() {
				t.Errorf("%s: %v", d.ID, is)
			}
		default:
			if len(is) != 1 || is[0].Code != "INDICATOR-003" {
				t.Errorf("%s without what it needs: %v, want INDICATOR-003", d.ID, is)
			}
		}
	}
	want := map[indicator.Kind]int{indicator.KindComputed: 20, indicator.KindIfTraced: 2, indicator.KindMixed: 2, indicator.KindDeclared: 21}
	for k, n := range want {
		if kinds[k] != n {
			t.Errorf("%s: %d, want %d", k, kinds[k], n)
		}
	}
	if len(p.Indicators) != 45 || p.Indicator("I06").Formula != p.Indicator("I34").Formula {
		t.Errorf("%d indicators", len(p.Indicators))
	}
}

// TestCohortWindow walks the fixture's boundary cases.
func TestCohortWindow(t *testing.T) {
	own := []struct {
		tenure, start competency.Date
		want          bool
	}{
		{"2024-09-01", "2024-09-01", true}, {"2024-09-01", "2027-08-31", true}, {"2024-09-01", "2027-09-01", false},
		{"2024-02-29", "2027-02-28", true}, {"2024-02-29", "2027-03-01", false}, {"2024-09-01", "2024-08-31", false},
		{"", "2024-08-31", false},
	}
	for _, c := range own {
		if got := indicator.InWindow(c.tenure, c.start); got != c.want {
			t.Errorf("InWindow(%s, %s) = %v", c.tenure, c.start, got)
		}
	}
	data, err := os.ReadFile(fixtures.Path(t, "catalogue/indicators/cohort.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		ID, Tenure, SessionStart string
		Within                   bool
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if got := indicator.InWindow(competency.Date(c.Tenure), competency.Date(c.SessionStart)); got != c.Within {
			t.Errorf("%s: %v", c.ID, got)
		}
	}
	t.Logf("%d cases", len(cases))
}
