// SPDX-License-Identifier: Apache-2.0

package secondlook_test

import (
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
	"forge.apps.education.fr/eafc/briques/wasm/widget/secondlook"
	"forge.apps.education.fr/eafc/briques/wasm/widget/widgettest"
)

func TestDifferencesFirst(t *testing.T) {
	raw, err := frameworks.Raw("encadrement-exemple", "")
	if err != nil {
		t.Fatal(err)
	}
	f, _ := competency.Parse(raw)
	position := func(basis competency.Basis, ranks ...int) string {
		p := competency.Position{Holder: "p-1", Framework: f.URI, Version: f.Version, Digest: competency.Digest("sha256:" + strings.Repeat("0", 64))}
		for i := range f.Items {
			if f.Items[i].Type == competency.ItemCompetency && len(p.Claims) < len(ranks) {
				p.Claims = append(p.Claims, competency.Claim{Item: f.Ref(f.Items[i].ID), Rank: ranks[len(p.Claims)], Basis: basis, On: "2026-01-01"})
			}
		}
		return string(p.AppendJSON(nil))
	}
	docs := map[string]string{"referentiel": string(raw), "sien": position(competency.BasisSelfDeclared, 2, 4, 1), "autre": position(competency.BasisConfirmed, 2, 1, 2, 3)}
	attributes := map[string]string{"referentiel": "r", "sien": "a", "autre": "b"}
	m, effects := widgettest.Start(t, secondlook.Widget(), attributes, docs)
	if len(effects) != 1 || effects[0].Name != "eafc:pret" {
		t.Error(effects)
	}
	html := m.View().HTML()
	at := -1
	for _, want := range []string{"2 différences à discuter", "Carrés pleins\u00a0: vous. Trait\u00a0: l’autre personne.", "3 Autonomie", "vu 3 niveaux plus bas", "vu 1 niveau plus haut", "l’autre seul", "d’accord</span>"} {
		i := strings.Index(html, want)
		if i <= at {
			t.Errorf("%q is missing or too early", want)
		}
		at = i
	}
	got, _ := m.Export("json")
	if !strings.Contains(got, `"looks":[{"item":"`) || !strings.Contains(got, `"agreement":"apart","difference":-3`) {
		t.Error(got)
	}
	docs["autre"] = strings.Replace(docs["autre"], `"framework":"`, `"framework":"https://exemple.org/x/`, 100)
	m, _ = widgettest.Start(t, secondlook.Widget(), attributes, docs)
	if _, ok := m.Export("json"); ok || !strings.Contains(m.View().HTML(), "WIDGET-007") {
		t.Error("another framework is not refused")
	}
	docs["autre"] = `{"claims":7}`
	m, _ = widgettest.Start(t, secondlook.Widget(), attributes, docs)
	if !strings.Contains(m.View().HTML(), "WIDGET-008") {
		t.Error("a bad document is not said")
	}
}
