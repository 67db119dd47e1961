// SPDX-License-Identifier: Apache-2.0

package frameworks_test

import (
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

var update = flag.Bool("update", false, "write the golden files")

// A published version never changes: a new content is a new version.
func TestGoldenDigests(t *testing.T) {
	var b strings.Builder
	for _, e := range frameworks.List() {
		fmt.Fprintf(&b, "%s %s %s %d\n", e.Digest, e.ID, e.Version, e.Items)
	}
	const file = "testdata/digests.txt"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("got:\n%swant:\n%s", b.String(), want)
	}
}

// titles returns the official titles by code that one shipped framework may
// hold, read from the facts kept beside the checkout.
func titles(t *testing.T, id string) map[string]string {
	t.Helper()
	out := map[string]string{}
	read := func(name string, v any) {
		if err := json.Unmarshal(fixtures.Read(t, "competency/"+name), v); err != nil {
			t.Fatal(err)
		}
	}
	switch id {
	case "crcn":
		var v struct {
			Areas []struct {
				Code, Title string
				Competences map[string]string
			}
		}
		read("french/crcn.json", &v)
		for _, a := range v.Areas {
			out["C"+a.Code] = a.Title
			for c, s := range a.Competences {
				out["C"+c] = s
			}
		}
	case "professorat-2013":
		var v struct{ Common, Teachers map[string]string }
		read("french/professorat-2013.json", &v)
		for _, m := range []map[string]string{v.Common, v.Teachers} {
			for c, s := range m {
				out[c] = s
			}
		}
	case "direction-2000":
		var v struct {
			Missions []struct{ Code, Title, Wording string }
		}
		read("french/direction-2000.json", &v)
		for _, m := range v.Missions {
			if strings.HasPrefix(m.Wording, "official") {
				out[m.Code] = m.Title
			}
		}
	case "digcomp-3":
		var v struct{ Areas, Competences map[string]string }
		read("digcomp/expected.json", &v)
		for _, m := range []map[string]string{v.Areas, v.Competences} {
			for c, s := range m {
				out[c] = s
			}
		}
	}
	return out
}

// Official words are the listed titles, all of them and nothing else; every
// other word says that it is ours.
func TestOfficialWordsAreTheListedTitles(t *testing.T) {
	for _, e := range frameworks.List() {
		f, err := frameworks.Open(e.ID, e.Version)
		if err != nil {
			t.Fatal(err)
		}
		want := titles(t, e.ID)
		if e.Standing != competency.StandingOfficial && len(want) > 0 {
			t.Errorf("%s: official titles in a framework that is not official", e.ID)
		}
		for i := range f.Items {
			it := &f.Items[i]
			if it.Origin != competency.OriginOfficial {
				continue
			}
			if it.Label[f.Language] != want[it.Code] || len(it.Statement) > 0 {
				t.Errorf("%s %s: %q, official title %q", e.ID, it.Code, it.Label[f.Language], want[it.Code])
			}
			delete(want, it.Code)
			for _, a := range it.Anchors {
				if a.Origin != competency.OriginProject {
					t.Errorf("%s %s: an anchor of origin %s", e.ID, it.Code, a.Origin)
				}
			}
		}
		for c, s := range want {
			t.Errorf("%s: %s %q is missing", e.ID, c, s)
		}
		for _, s := range f.Scales {
			for _, l := range s.Levels {
				if l.Origin != competency.OriginProject {
					t.Errorf("%s: level %d of origin %s", e.ID, l.Rank, l.Origin)
				}
			}
		}
	}
}

func TestSourcesAreDatedOnlyWhenRead(t *testing.T) {
	for _, e := range frameworks.List() {
		if len(e.Sources) == 0 {
			t.Errorf("%s names no source", e.ID)
		}
		for _, s := range e.Sources {
			unread := e.ID == "crcn" || e.ID == "professorat-2013" || e.ID == "direction-2000"
			if unread != (s.VerifiedOn == "") {
				t.Errorf("%s: verifiedOn %q", e.ID, s.VerifiedOn)
			}
		}
	}
}

func TestWhatEachFrameworkHolds(t *testing.T) {
	for _, c := range []struct {
		id                           string
		domains, competences, levels int
		anchors, indicators          int // per competence and rank, at least
	}{
		{"crcn", 5, 16, 8, 0, 0},
		{"professorat-2013", 2, 19, 4, 0, 0},
		{"direction-2000", 4, 0, 0, 0, 0},
		{"digcomp-3", 5, 21, 8, 0, 0},
		{"encadrement-exemple", 4, 12, 4, 1, 2},
		{"socle-commun-exemple", 0, 6, 4, 1, 1},
		{"demarche-qualite-exemple", 4, 12, 4, 1, 1},
	} {
		f, err := frameworks.Open(c.id, "")
		if err != nil {
			t.Fatal(err)
		}
		if f.ID != competency.NewFrameworkID(f.URI) {
			t.Errorf("%s: id %s", c.id, f.ID)
		}
		domains, competences := 0, 0
		for i := range f.Items {
			it := &f.Items[i]
			if it.ID != competency.NewID(f.URI, it.Code) {
				t.Errorf("%s %s: id %s", c.id, it.Code, it.ID)
			}
			for _, l := range []string{"fr", "en"} {
				if it.Label[l] == "" {
					t.Errorf("%s %s: no label in %s", c.id, it.Code, l)
				}
			}
			if it.Type == competency.ItemDomain {
				domains++
				continue
			}
			competences++
			scale, _ := f.ScaleOf(it)
			if len(scale.Levels) != c.levels {
				t.Errorf("%s %s: %d levels", c.id, it.Code, len(scale.Levels))
			}
			for _, l := range scale.Levels {
				a, ok := it.Anchor(l.Rank)
				if c.anchors > 0 && (!ok || a.Text["fr"] == "" || a.Text["en"] == "") {
					t.Errorf("%s %s: anchor %d is missing in a language", c.id, it.Code, l.Rank)
				}
				seen := it.IndicatorsAt(l.Rank)
				if len(seen) < c.indicators || c.indicators > 0 && !seen[0].Required {
					t.Errorf("%s %s: indicators of rank %d", c.id, it.Code, l.Rank)
				}
				for _, n := range seen {
					if n.Statement["fr"] == "" || n.Statement["en"] == "" || n.Origin != competency.OriginProject {
						t.Errorf("%s %s: an indicator is missing a language", c.id, it.Code)
					}
				}
				if l.Descriptor["fr"] == "" || l.Descriptor["en"] == "" {
					t.Errorf("%s: level %d has no descriptor", c.id, l.Rank)
				}
			}
		}
		if domains != c.domains || competences != c.competences {
			t.Errorf("%s: %d domains, %d competences", c.id, domains, competences)
		}
	}
}

// The examples follow the given lists of themes word for word, but for the
// shape of the apostrophe.
func TestExamplesFollowTheLists(t *testing.T) {
	for _, id := range []string{"encadrement-exemple", "socle-commun-exemple", "demarche-qualite-exemple"} {
		f, err := frameworks.Open(id, "")
		if err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(strings.NewReader(string(fixtures.Read(t, "competency/french/"+id+".csv"))))
		r.Comma = ';'
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		column := map[string]int{}
		for i, name := range rows[0] {
			column[name] = i
		}
		for _, row := range rows[1:] {
			code := row[column["code"]]
			it, ok := f.ByCode(code)
			if !ok {
				t.Errorf("%s: no %s", id, code)
				continue
			}
			if got := strings.ReplaceAll(it.Label["fr"], "’", "'"); got != row[column["intitule_fr"]] || strings.ReplaceAll(it.Label["en"], "’", "'") != row[column["intitule_en"]] {
				t.Errorf("%s %s: %v", id, code, it.Label)
			}
			if i, ok := column["validite_mois"]; ok && fmt.Sprint(it.ValidMonths) != row[i] {
				t.Errorf("%s %s: %d months", id, code, it.ValidMonths)
			}
			if i, ok := column["phase"]; ok && string(it.Phase) != row[i] {
				t.Errorf("%s %s: phase %s", id, code, it.Phase)
			}
		}
	}
}

func TestUnknownFramework(t *testing.T) {
	if _, err := frameworks.Open("crcm", ""); err == nil || !strings.Contains(err.Error(), "crcn") {
		t.Error(err)
	}
	if _, err := frameworks.Open("crcn", "9.9.9"); err == nil || !strings.Contains(err.Error(), "1.0.0") {
		t.Error(err)
	}
}
