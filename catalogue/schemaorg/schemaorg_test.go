// SPDX-License-Identifier: Apache-2.0

package schemaorg_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/schemaorg"
	"forge.apps.education.fr/eafc/briques/competency"
)

func example() *catalogue.Catalogue {
	item := competency.Ref{Framework: "https://exemple.fr/r", Version: "1.0.0", Item: "11111111-1111-4111-8111-111111111111"}
	return &catalogue.Catalogue{
		Partners: []catalogue.Partner{{ID: "eafc", Name: "EAFC fictive", Kind: catalogue.PartnerEAFC}},
		Bricks: []catalogue.Brick{
			{ID: "https://exemple.fr/b2", Version: "1.0.0", Title: competency.Text{"fr": "Lire </script><script>alert(1)</script>"}, Status: catalogue.StatusCertified,
				Modality: catalogue.ModalityBlended, OnSite: 180, Remote: 45, Language: "fr", Targets: []catalogue.Target{{ItemRank: catalogue.ItemRank{Item: item, Rank: 2}, Role: catalogue.RoleAimed}},
				Partners: []catalogue.PartnerRole{{Partner: "eafc", Role: catalogue.RoleDelivery}}},
			{ID: "https://exemple.fr/b1", Version: "1.0.0", Title: competency.Text{"fr": "Retirée"}, Status: catalogue.StatusWithdrawn},
			{ID: "https://exemple.fr/b0", Version: "1.0.0", Title: competency.Text{"fr": "Sans page"}, Status: catalogue.StatusCertified},
		}}
}

func page(b *catalogue.Brick) string {
	if b.ID == "https://exemple.fr/b0" {
		return "http://exemple.fr/b0"
	}
	return string(b.ID) + ".html"
}

func TestWrite(t *testing.T) {
	sessions := []catalogue.Session{{ID: "s", Brick: catalogue.BrickRef{ID: "https://exemple.fr/b2", Version: "1.0.0"}, Start: "2027-01-18T09:00:00+01:00", End: "2027-01-18T12:00:00+01:00", Place: "Poitiers"}}
	var b bytes.Buffer
	is, err := schemaorg.Write(&b, example(), sessions, schemaorg.Options{Page: page})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"SCHEMAORG-001", "SCHEMAORG-002"}, is.Codes()); diff != "" {
		t.Errorf("issues (-want +got)\n%s", diff)
	}
	if strings.Contains(b.String(), "</script") {
		t.Error("a title can close the script element")
	}
	var got struct {
		Context map[string]string `json:"@context"`
		Graph   []map[string]any  `json:"@graph"`
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Graph) != 1 || got.Graph[0]["timeRequired"] != "PT225M" || got.Context["@vocab"] != "https://schema.org/" {
		t.Errorf("got %s", b.String())
	}
	in := got.Graph[0]["hasCourseInstance"].([]any)[0].(map[string]any)
	if in["courseMode"] != "blended" || in["startDate"] != "2027-01-18T09:00:00+01:00" || in["location"].(map[string]any)["name"] != "Poitiers" {
		t.Errorf("instance %v", in)
	}
	teaches := got.Graph[0]["teaches"].([]any)[0].(map[string]any)
	if teaches["inDefinedTermSet"] != "https://exemple.fr/r" {
		t.Errorf("teaches %v", teaches)
	}
}

func ExampleWrite() {
	var b bytes.Buffer
	is, err := schemaorg.Write(&b, example(), nil, schemaorg.Options{Page: page})
	fmt.Println(len(is), err, strings.Count(b.String(), `"Course"`))
	// Output: 2 <nil> 1
}
