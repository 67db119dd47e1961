// SPDX-License-Identifier: Apache-2.0

package sheet_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/sheet"
	"forge.apps.education.fr/eafc/briques/competency"
)

var framework = &competency.Framework{URI: "https://exemple.fr/r", Version: "1.0.0", Items: []competency.Item{
	{ID: "11111111-1111-4111-8111-111111111111", Code: "EA1"}, {ID: "11111111-1111-4111-8111-111111111112", Code: "EA2"}}}

func rank(i, n int) catalogue.ItemRank {
	return catalogue.ItemRank{Item: competency.Ref{Framework: framework.URI, Version: framework.Version, Item: framework.Items[i].ID}, Rank: n}
}

func example() *catalogue.Catalogue {
	return &catalogue.Catalogue{Bricks: []catalogue.Brick{
		{ID: "https://exemple.fr/b1", Version: "1.0.0", Title: competency.Text{"fr": "=Écouter ; apaiser"}, Summary: competency.Text{"fr": "Deux\nlignes"}, Kind: catalogue.KindTraining,
			Status: catalogue.StatusCertified, Modality: catalogue.ModalityBlended, OnSite: 180, Remote: 45, Language: "fr", Licence: "etalab-2.0",
			Targets: []catalogue.Target{{ItemRank: rank(0, 2), Role: catalogue.RoleAimed}, {ItemRank: rank(1, 1), Role: catalogue.RoleUsed}}, Entry: []catalogue.ItemRank{rank(0, 1)},
			Publics: []string{"personnel de direction", "inspection"}, Tags: []catalogue.Tag{catalogue.TagDigital}, External: []catalogue.ExternalID{{Scheme: "gaia", Value: "ACA086/1"}}},
		{ID: "https://exemple.fr/b2", Version: "2.1.0", Title: competency.Text{"fr": "Suite"}, Kind: catalogue.KindAssessment, Status: catalogue.StatusIncubating, Modality: catalogue.ModalityOnSite,
			OnSite: 60, Language: "fr", Targets: []catalogue.Target{}, Prerequisites: []catalogue.Prerequisite{
				{AnyOf: []catalogue.BrickRef{{ID: "https://exemple.fr/b1", Version: "1.0.0"}, {ID: "https://exemple.fr/b0", Version: "1.2.0"}}}}},
	}}
}

func TestRoundTrip(t *testing.T) {
	for _, f := range []sheet.Format{sheet.CSV, sheet.XLSX} {
		var b bytes.Buffer
		is, err := sheet.Write(&b, example(), f, sheet.Options{Framework: framework})
		if err != nil || is != nil {
			t.Fatal(err, is)
		}
		got, is, err := sheet.Read(&b, sheet.Options{Framework: framework})
		if err != nil || is != nil {
			t.Fatal(err, is)
		}
		if diff := cmp.Diff(example(), got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", f, diff)
		}
	}
}

func TestReadReports(t *testing.T) {
	for _, tc := range []struct {
		name, in string
		want     []string
		kept     int
	}{
		{"least", "id;titre_fr\nhttps://exemple.fr/b;Titre\n", nil, 1},
		{"words of JSON", "titre_fr;id;modalite;statut\nT;https://exemple.fr/b;selfPaced;Certifiée\n", nil, 1},
		{"no id column", "titre_fr\nT\n", []string{"CATSHEET-001 1:1"}, 0},
		{"unknown column", "id;titre_fr;prix\nhttps://exemple.fr/b;T;3\n", []string{"CATSHEET-001 1:3"}, 1},
		{"cells", "id;titre_fr;modalite;minutes_presence;vise;prerequis;etiquettes;version\nb;;en l'air;-1;EA9@1,EA1@x;c;jaune;1\nhttps://exemple.fr/b;T;;;;;;\n",
			[]string{"CATSHEET-002 2:1", "CATSHEET-002 2:2", "CATSHEET-002 2:3", "CATSHEET-002 2:4", "CATSHEET-002 2:5", "CATSHEET-002 2:5", "CATSHEET-002 2:6", "CATSHEET-002 2:7", "CATSHEET-002 2:8"}, 1},
		{"twice", "id;titre_fr\nhttps://exemple.fr/b;T\nhttps://exemple.fr/b;T\n", []string{"CATSHEET-006 3:1"}, 1},
		{"latin", "id;titre_fr\nhttps://exemple.fr/b;\xc9t\xe9\n", []string{"CATSHEET-004 0:0"}, 1},
	} {
		c, is, err := sheet.Read(strings.NewReader(tc.in), sheet.Options{Framework: framework})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, i := range is {
			got = append(got, fmt.Sprintf("%s %d:%d", i.Code, i.Line, i.Column))
		}
		if diff := cmp.Diff(tc.want, got); diff != "" || len(c.Bricks) != tc.kept {
			t.Errorf("%s: %d bricks, want %d (-want +got)\n%s", tc.name, len(c.Bricks), tc.kept, diff)
		}
	}
}

// TestLosses: what the table cannot hold is said.
func TestLosses(t *testing.T) {
	c := example()
	c.Bricks = c.Bricks[:1]
	c.Bricks[0].Title["en"], c.Bricks[0].PublishedOn = "Listen", "2026-09-01"
	c.Pathways = []catalogue.Pathway{{}}
	is, err := sheet.Write(&bytes.Buffer{}, c, sheet.CSV, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(is.Codes(), " "); strings.Count(got, "CATSHEET-005") != 3 || strings.Count(got, "CATSHEET-002") != 3 {
		t.Errorf("issues %v", is)
	}
}

func TestTemplate(t *testing.T) {
	for _, f := range []sheet.Format{sheet.CSV, sheet.XLSX} {
		var b bytes.Buffer
		if err := sheet.Template(&b, f); err != nil {
			t.Fatal(err)
		}
		c, is, err := sheet.Read(&b, sheet.Options{Framework: framework})
		if err != nil || is != nil || len(c.Bricks) != 1 {
			t.Errorf("%s: %v, %v", f, is, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("id;titre_fr;vise\nhttps://exemple.fr/b;Titre;EA1@2\n")
	f.Fuzz(func(t *testing.T, in string) {
		c, _, err := sheet.Read(strings.NewReader(in), sheet.Options{Framework: framework})
		if err != nil {
			return
		}
		if _, err := sheet.Write(&bytes.Buffer{}, c, sheet.CSV, sheet.Options{Framework: framework}); err != nil {
			t.Fatal(err)
		}
	})
}

func ExampleRead() {
	c, is, err := sheet.Read(strings.NewReader("id;titre_fr;vise\nhttps://exemple.fr/b;Titre;EA1@2\n"), sheet.Options{Framework: framework})
	fmt.Println(c.Bricks[0].Targets[0].Rank, len(is), err)
	// Output: 2 0 <nil>
}
