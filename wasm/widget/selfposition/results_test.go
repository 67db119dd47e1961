// SPDX-License-Identifier: Apache-2.0

package selfposition_test

import (
	"strconv"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// TestDomainsHeadTheirRows holds that the name of a domain is the header of
// its group of rows, as wide as the table is, with and without expected
// levels.
func TestDomainsHeadTheirRows(t *testing.T) {
	for _, c := range []struct{ profile, span string }{{"p.json", "3"}, {"", "2"}} {
		m, f, _ := start(t, map[string]string{"referentiel": "r.json", "profil": c.profile})
		domains := 0
		for i := range f.Items {
			switch f.Items[i].Type {
			case "domain":
				domains++
			case "competency":
				m.Update(widget.Msg{Name: "choix", Arg: string(f.Items[i].ID), Value: "1"})
			}
		}
		m.Update(widget.Msg{Name: "aller", Arg: "resultats"})
		table := slot(t, m, "bilan")
		heads := 0
		for n := 1; strings.Contains(table, `<tr role="row" class="groupe"><th role="rowheader" scope="rowgroup" id="d-`+strconv.Itoa(n)+`" colspan="`+c.span+`">`); n++ {
			heads++
		}
		if heads != domains || domains == 0 {
			t.Errorf("profile %q: %d domains head their rows, want %d", c.profile, heads, domains)
		}
		if rows := strings.Count(table, `scope="row" headers="d-`); rows != 12 || !strings.Contains(table, `scope="row" headers="d-4">`) {
			t.Errorf("profile %q: %d rows name their domain", c.profile, rows)
		}
		if columns := strings.Count(table, `role="columnheader"`); columns != int(c.span[0]-'0') {
			t.Errorf("profile %q: %d columns under a head of %s", c.profile, columns, c.span)
		}
	}
}
