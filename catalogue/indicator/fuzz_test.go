// SPDX-License-Identifier: Apache-2.0

package indicator_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/indicator"
)

func FuzzDecode(f *testing.F) {
	for _, name := range indicator.Plans() {
		p, _ := indicator.OpenPlan(name)
		f.Add(p.Encode())
	}
	book, _ := indicator.Prepare(syntheticYear(4, 10, 60), year2027)
	r, _ := book.Report(plan(f, indicator.PlanIH2EF), nil, []indicator.Split{{Rows: indicator.ByAcademy, Columns: indicator.ByCategory}}, 5)
	f.Add(r.Encode())
	f.Add([]byte("indicateur;valeur;source;date;qualite\nI11;oui;x;2027-01-01;y\n"))
	f.Add([]byte(`{"verb":{"id":"http://adlnet.gov/expapi/verbs/experienced"},"object":{"id":"https://x"},"timestamp":"2027-01-01T00:00:00Z"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if p, is := indicator.DecodePlan(data); !is.HasErrors() {
			again, is := indicator.DecodePlan(p.Encode())
			if is.HasErrors() || !bytes.Equal(again.Encode(), p.Encode()) {
				t.Errorf("%v", is)
			}
		}
		if r, is := indicator.DecodeReport(data); !is.HasErrors() {
			again, is := indicator.DecodeReport(r.Encode())
			if is.HasErrors() || !bytes.Equal(again.Encode(), r.Encode()) {
				t.Errorf("%v", is)
			}
		}
		indicator.ReadDeclared(data)
		indicator.ReadConsultations(bytes.NewReader(data))
	})
}

// TestReport keeps one report through its file, and refuses what must not be
// added or compared.
func TestReport(t *testing.T) {
	p := plan(t, indicator.PlanIH2EF)
	book, _ := indicator.Prepare(syntheticYear(4, 30, 300), year2027)
	r, is := book.Report(p, nil, []indicator.Split{{Rows: indicator.ByAcademy, Columns: indicator.ByCategory}}, 5)
	if is.HasErrors() {
		t.Fatal(is)
	}
	again, is := indicator.DecodeReport(r.Encode())
	if len(is) > 0 || again.Digest() != r.Digest() {
		t.Errorf("round trip: %v", is)
	}
	if v := r.Value("I06"); v == nil || v.Hours.Attended != r.Value("I34").Hours.Attended {
		t.Error("I06 is not I34")
	}
	if _, is := indicator.Sum(*r.Value("I01"), *r.Value("I03")); len(is) != 1 || is[0].Code != "INDICATOR-005" {
		t.Errorf("a sum of two indicators: %v", is)
	}
	if v, is := indicator.Sum(*r.Value("I01")); len(is) != 0 || v.Indicator != "I01" {
		t.Errorf("a sum of one: %v", is)
	}
	other := r
	other.Version = "2.0.0"
	if _, is := indicator.Compare(&r, &other, nil); len(is) != 1 || is[0].Code != "INDICATOR-008" {
		t.Errorf("two versions: %v", is)
	}
	if _, is := indicator.Sites([]*indicator.Report{&r, &other}, nil); len(is) != 1 || is[0].Code != "INDICATOR-008" {
		t.Errorf("two sites, two versions: %v", is)
	}
	sum, is := indicator.Sites([]*indicator.Report{&r, &r}, nil)
	if len(is) > 0 || sum.Value("I01").Hours.Attended != 2*r.Value("I01").Hours.Attended || sum.Value("I01").Learners != nil || len(sum.Value("I01").Inputs) != 2 {
		t.Errorf("two sites: %v %+v", is, sum.Value("I01"))
	}
	page := r.HTML(p, "fr")
	for _, t2 := range r.Tables {
		if !strings.Contains(page, t2.Indicator+" — ") {
			t.Errorf("%s is not on the page", t2.Indicator)
		}
	}
	if strings.Count(page, "<svg") != 1+len(r.Tables) || strings.Contains(page, "<script") {
		t.Error("charts")
	}
}

// TestRefused gives records that do not fit together: no book, its code.
func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(*indicator.Inputs)
		code  string
	}{
		{"good", func(*indicator.Inputs) {}, ""},
		{"unknown session", func(in *indicator.Inputs) { in.Participations[0].Session = "?" }, "INDICATOR-004"},
		{"unknown brick", func(in *indicator.Inputs) {
			in.Sessions[0].Brick.Version = "9.9.9"
			var kept []catalogue.Participation
			for _, p := range in.Participations {
				if p.Session != in.Sessions[0].ID {
					kept = append(kept, p)
				}
			}
			in.Participations = kept
		}, "INDICATOR-004"},
		{"no source", func(in *indicator.Inputs) { in.Participations[0].Attended, in.Participations[0].Source = 1, "" }, "INDICATOR-004"},
		{"more attended than planned", func(in *indicator.Inputs) { in.Participations[0].Attended = in.Participations[0].Planned + 1 }, "SESSION-004"},
		{"a learner twice", func(in *indicator.Inputs) {
			in.Participations[1].Session, in.Participations[1].Learner = in.Participations[0].Session, in.Participations[0].Learner
		}, "SESSION-005"},
		{"a name", func(in *indicator.Inputs) { in.Participations[0].Learner = "x@example.org" }, "SESSION-006"},
	} {
		in := syntheticYear(5, 20, 100)
		c.spoil(&in)
		book, is := indicator.Prepare(in, year2027)
		if c.code == "" {
			if book == nil || is.HasErrors() {
				t.Errorf("%s: %v", c.name, is)
			}
			continue
		}
		if book != nil || len(is) != 1 || is[0].Code != c.code {
			t.Errorf("%s: %v, want %s alone and no book", c.name, is, c.code)
		}
	}
	if _, is := indicator.Prepare(indicator.Inputs{}, indicator.Period{From: "2027-12-31", Until: "2027-01-01"}); !is.HasErrors() {
		t.Error("a period that ends before it begins")
	}
}

// TestMixed computes what needs dates or a head-count from outside.
func TestMixed(t *testing.T) {
	p := plan(t, indicator.PlanIH2EF)
	in := syntheticYear(6, 40, 600)
	in.Cohort = []indicator.Tenure{}
	for n := range 400 {
		in.Cohort = append(in.Cohort, indicator.Tenure{Learner: in.Participations[n].Learner, On: "2024-09-01"})
	}
	in.HeadCount = &indicator.Declared{Value: "500", Source: "bilan social", On: "2027-12-31", ByRole: "direction"}
	book, _ := indicator.Prepare(in, year2027)
	for _, id := range []string{"I02", "I44"} {
		v, is := book.Compute(p.Indicator(id))
		if len(is) != 1 || is[0].Code != "INDICATOR-007" || v.Learners == nil || *v.Learners == 0 {
			t.Errorf("%s: %v %+v", id, is, v)
		}
	}
	in.HeadCount = &indicator.Declared{Value: "500"}
	book, _ = indicator.Prepare(in, year2027)
	if _, is := book.Compute(p.Indicator("I44")); !is.HasErrors() || is[0].Code != "INDICATOR-002" {
		t.Errorf("head-count without source: %v", is)
	}
	wrong := *p.Indicator("I01")
	wrong.Unit = indicator.UnitCount
	if _, is := book.Compute(&wrong); len(is) != 1 || is[0].Code != "INDICATOR-006" {
		t.Errorf("unit: %v", is)
	}
}

func ExampleParsePeriod() {
	p, ok := indicator.ParsePeriod("2027")
	fmt.Println(p.From, p.Until, ok, p.Has("2027-12-31"))
	// Output: 2027-01-01 2027-12-31 true true
}
