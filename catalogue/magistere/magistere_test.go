// SPDX-License-Identifier: Apache-2.0

package magistere_test

import (
	"bytes"
	"fmt"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/magistere"
	"forge.apps.education.fr/eafc/briques/competency"
)

func brick(id, title, version string) catalogue.Brick {
	return catalogue.Brick{ID: competency.IRI("https://exemple.fr/" + id), Version: version, Title: competency.Text{"fr": title}, Summary: competency.Text{"fr": "=SOMME(A1)"},
		Kind: catalogue.KindTraining, Status: catalogue.StatusIncubating, Modality: catalogue.ModalityBlended, OnSite: 180, Remote: 45, Targets: []catalogue.Target{},
		PublishedOn: "2026-09-01", Publics: []string{"personnel de direction"}, Tags: []catalogue.Tag{catalogue.TagDigital}, Language: "fr"}
}

func TestRoundTrip(t *testing.T) {
	in := &catalogue.Catalogue{Bricks: []catalogue.Brick{brick("b1", "Conduire un entretien professionnel", "1.0.0"), brick("b2", "Écouter ; apaiser", "2.1.0")}}
	var b bytes.Buffer
	is, err := magistere.Write(&b, in, magistere.Options{})
	if err != nil || is != nil {
		t.Fatal(err, is)
	}
	out, is := magistere.Read(&b)
	if is != nil {
		t.Fatal(is)
	}
	for i := range in.Bricks {
		in.Bricks[i].External = out.Bricks[i].External
	}
	if diff := cmp.Diff(in, out); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if got := out.Bricks[0].External[0].Value; got != "26_BRQ_CONDUIRE" {
		t.Errorf("matricule %s", got)
	}
	if got := out.Bricks[1].External[0].Value; got != "26_BRQ_ECOUTER-APAISER"[:len(got)] || len(got) > 22 {
		t.Errorf("matricule %s", got)
	}
}

func TestWriteRefuses(t *testing.T) {
	long := brick("b3", "Trop", "10.10.0")
	none := brick("b4", "Sans année", "1.0.0")
	none.PublishedOn = ""
	in := &catalogue.Catalogue{Bricks: []catalogue.Brick{brick("b1", "Même titre", "1.0.0"), brick("b2", "Même titre", "1.0.0"), long, none}}
	var b bytes.Buffer
	is, err := magistere.Write(&b, in, magistere.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"MAGISTERE-002", "MAGISTERE-001", "MAGISTERE-001"}, is.Codes()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if n := strings.Count(b.String(), "\r\n"); n != 2 {
		t.Errorf("%d lines, want the head and one brick", n)
	}
}

func TestReadReports(t *testing.T) {
	head := "tps_a_distance;tps_en_presence;year;code;title;version;authors;contact\n"
	for _, tc := range []struct {
		name, in string
		want     []string
		kept     int
	}{
		{"one good, CP1252", head + "60;0;26;ESP;\xc9COUTE;1.0;;\n", nil, 1},
		{"width, number, year", head + "x;0;2026;ESP;" + strings.Repeat("T", 16) + ";1.0.0;;\n",
			[]string{"MAGISTERE-001 2:1", "MAGISTERE-001 2:14", "MAGISTERE-001 2:31", "MAGISTERE-001 2:5"}, 0},
		{"twice", head + "60;0;26;ESP;A;1.0;;\n60;0;26;ESP;A;1.0;;\n", []string{"MAGISTERE-002 3:13"}, 1},
		{"people are dropped and said", head + "60;0;26;ESP;A;1.0;Louise Canarin;x@example.org\n", []string{"MAGISTERE-003 0:0", "MAGISTERE-003 0:0"}, 1},
		{"ragged row", head + "60;0\n60;0;26;ESP;A;1.0;;\n", []string{"MAGISTERE-005 2:1"}, 1},
		{"no column", "a;b\n", []string{"MAGISTERE-001 0:0", "MAGISTERE-001 0:0", "MAGISTERE-001 0:0"}, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, is := magistere.Read(strings.NewReader(tc.in))
			var got []string
			for _, i := range is {
				got = append(got, fmt.Sprintf("%s %d:%d", i.Code, i.Line, i.Column))
				if strings.Contains(i.Message, "anarin") {
					t.Errorf("a person in %q", i.Message)
				}
			}
			sort.Strings(got)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if len(c.Bricks) != tc.kept {
				t.Errorf("%d bricks, want %d", len(c.Bricks), tc.kept)
			}
		})
	}
}

// TestNominalHours: 225 minutes × 3 participants and 60 × 1, counted by hand.
func TestNominalHours(t *testing.T) {
	short := brick("b2", "Courte", "1.0.0")
	short.OnSite, short.Remote = 0, 60
	c := &catalogue.Catalogue{Bricks: []catalogue.Brick{brick("b1", "Longue", "1.0.0"), short}}
	sessions := []catalogue.Session{{ID: "s1", Brick: c.Bricks[0].Ref()}, {ID: "s2", Brick: short.Ref()}}
	ps := []catalogue.Participation{{Session: "s1", Attended: 225}, {Session: "s1", Attended: 200}, {Session: "s1"}, {Session: "s2", Attended: 60}, {Session: "unknown", Attended: 999}}
	n, is := magistere.NominalHours(c, sessions, ps)
	if diff := cmp.Diff(magistere.Nominal{Minutes: 735, Attended: 485, Participants: 4}, n); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if len(is) != 1 || is[0].Code != "MAGISTERE-004" {
		t.Errorf("issues %v", is)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("tps_a_distance;tps_en_presence;year;code;title;version\n60;0;26;ESP;A;1.0\n")
	f.Fuzz(func(t *testing.T, in string) {
		c, _ := magistere.Read(strings.NewReader(in))
		var b bytes.Buffer
		if _, err := magistere.Write(&b, c, magistere.Options{}); err != nil {
			t.Fatal(err)
		}
	})
}

func ExampleParseMatricule() {
	m, ok := magistere.ParseMatricule("26_POI_PILOTAGE")
	fmt.Println(m.Title, ok, m)
	// Output: PILOTAGE true 26_POI_PILOTAGE
}
