// SPDX-License-Identifier: Apache-2.0

package demo

import (
	"bytes"
	"encoding/json"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/portfolio"
)

// holder is the invented person whose files the pages compare.
const holder competency.Pseudonym = "stagiaire-0427"

// addPerson adds what one invented person saved: a position on the earlier
// version of the framework, if there is one, a position of today, what a tutor
// saw, and a portfolio.
func (d *Data) addPerson(earlier *competency.Framework) error {
	f := d.Framework
	if earlier == nil {
		earlier = f
	}
	rank := func(c *competency.Item, when int) int {
		n := 1 + draw("rang", c.Code)%2 + when*(draw("progrès", c.Code)%3)
		return n
	}
	before := position(earlier, "2026-03-12", func(c *competency.Item) int { return rank(c, 0) })
	after := position(f, "2026-11-20", func(c *competency.Item) int { return rank(c, 1) })
	seen := position(f, "2026-11-24", func(c *competency.Item) int { return rank(c, 1) + draw("regard", c.Code)%3 - 1 })
	seen.Holder = "tuteur-0031"
	for name, p := range map[string]*competency.Position{"avant.json": before, "apres.json": after, "regard.json": seen} {
		var b bytes.Buffer
		if err := p.Encode(&b); err != nil {
			return err
		}
		d.files[name] = b.Bytes()
	}
	p := keeps(f, after)
	if is := p.Check("2026-11-30"); is.HasErrors() {
		return is.Err()
	}
	var b bytes.Buffer
	err := portfolio.EncodeJSON(&b, p)
	d.files["portfolio.json"] = b.Bytes()
	return err
}

// position claims a rank for every competency of f, within its scale.
func position(f *competency.Framework, on competency.Date, rank func(*competency.Item) int) *competency.Position {
	p := &competency.Position{Holder: holder, Framework: f.URI, Version: f.Version, Digest: f.Digest()}
	for i := range f.Items {
		it := &f.Items[i]
		s, ok := f.ScaleOf(it)
		if !ok || it.Type != competency.ItemCompetency || it.Retired {
			continue
		}
		p.Claims = append(p.Claims, competency.Claim{Item: f.Ref(it.ID), Rank: max(0, min(rank(it), s.Top())), Basis: competency.BasisSelfDeclared, On: on})
	}
	return p
}

// keeps is the portfolio: the position, three pieces and who may see two of
// them.
func keeps(f *competency.Framework, now *competency.Position) *portfolio.Portfolio {
	p := &portfolio.Portfolio{Owner: holder, Positions: []competency.Position{*now}}
	var items []competency.Ref
	for i := range now.Claims[:min(3, len(now.Claims))] {
		items = append(items, now.Claims[i].Item)
	}
	if len(items) == 0 {
		return p
	}
	id := func(name string) competency.ID { return competency.NewID(f.URI, "démonstration "+name) }
	last := items[len(items)-1]
	p.Evidence = []portfolio.Evidence{
		{ID: id("bilan"), Title: "Bilan du projet d’établissement, sans nom d’élève", Kind: portfolio.KindLink, URI: "https://eafc.example/pieces/bilan", Items: items[:1], Created: "2026-06-30"},
		{ID: id("badge"), Title: "Badge « " + titleOf(f, last) + " »", Kind: portfolio.KindBadge, URI: "https://eafc.example/badges/exemple", Items: []competency.Ref{last}, Created: "2026-09-01", ExpiresOn: "2029-08-31"},
		{ID: id("observation"), Title: "Conduite d’une réunion d’équipe, vue en situation", Kind: portfolio.KindObservation, Items: []competency.Ref{last}, Created: "2026-10-08",
			Attestation: &portfolio.Attestation{By: "tuteur-0031", Role: "tutrice de stage", On: "2026-10-09", Basis: competency.BasisConfirmed, Rank: 2, Reason: "Ordre du jour tenu, décisions relues avec l’équipe."}},
	}
	p.Grants = []portfolio.Grant{{ID: id("partage"), To: "tuteur-0031", Items: items, Evidence: []competency.ID{id("bilan"), id("observation")}, From: "2026-10-01", Until: "2027-06-30"}}
	return p
}

func titleOf(f *competency.Framework, r competency.Ref) string {
	if it, ok := f.Item(r.Item); ok {
		return it.Label.In("fr")
	}
	return string(r.Item)
}

// earlierVersion invents the version 0.9.0 of encadrement-exemple: one
// competency less, one that was called otherwise.
func earlierVersion(raw []byte) ([]byte, error) {
	var doc map[string]any
	if err := json.Unmarshal(raw, &doc); err != nil {
		return nil, err
	}
	doc["version"], doc["validFrom"], doc["changed"] = "0.9.0", "2026-01-05", "2026-01-05T00:00:00Z"
	added := ""
	var items, links []any
	for _, i := range doc["items"].([]any) {
		it := i.(map[string]any)
		it["changed"] = doc["changed"]
		switch it["code"] {
		case "ED3":
			added = it["id"].(string)
			continue
		case "EC3":
			it["label"] = map[string]any{"fr": "Conduire les usages du numérique", "en": "Lead digital use"}
		}
		items = append(items, it)
	}
	for _, a := range doc["associations"].([]any) {
		if l := a.(map[string]any); l["from"] != added && l["to"] != added {
			links = append(links, l)
		}
	}
	doc["items"], doc["associations"] = items, links
	return json.Marshal(doc)
}
