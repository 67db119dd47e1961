// SPDX-License-Identifier: Apache-2.0

package competency_test

import (
	"encoding/csv"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

const (
	idPrefix = "00000000-0000-4000-8000-"
	root     = `"` + idPrefix + `000000000001"`
	itemA    = `"` + idPrefix + `00000000000a"`
	itemA1   = `"` + idPrefix + `0000000000a1"`
	itemA2   = `"` + idPrefix + `0000000000a2"`
	itemA3   = `"` + idPrefix + `0000000000a3"`
)

func link(id, typ, from, to string) string {
	return `{"id": "` + idPrefix + `00000000` + id + `", "type": "` + typ + `", "from": ` + from + `, "to": ` + to + `}`
}

// swap replaces the first occurrence of old.
type swap struct{ old, new string }

const (
	firstItem  = `{"id": ` + itemA
	secondItem = `{"id": ` + itemA1
	thirdItem  = `{"id": ` + itemA2
	fourthItem = `{"id": ` + itemA3
	lastLink   = `{"id": "` + idPrefix + `00000000c006"`
	bareThird  = `"label": {"fr": "Écrire"}, "origin": "project"`
)

var long = strings.Repeat("é", 4001)

// codeCases has one document per code: the sound document with a few changes.
// The sign § stands where the fault is, and is not part of the document.
var codeCases = []struct {
	code    string
	pointer issue.Pointer
	swaps   []swap
}{
	{"SHAPE-003", "/titel", []swap{{`"language"`, `§"titel": {"fr": "x"}, "language"`}}},
	{"SHAPE-002", "", []swap{{"{\n", "§{\n"}, {` "language": "fr",` + "\n", ""}}},
	{"SHAPE-001", "/version", []swap{{`"1.0.0"`, `§1`}}},
	{"FRAMEWORK-002", "/language", []swap{{`"language": "fr"`, `"language": §""`}}},
	{"FRAMEWORK-002", "/sources/0/title", []swap{{`"Source"`, `§""`}}},
	{"FRAMEWORK-002", "/sources", []swap{{"[\n  {\"title\": \"Source\", \"verifiedOn\": \"2026-01-01\"}\n ]", "§[]"}}},
	{"FRAMEWORK-003", "/associations/5/id", []swap{{`"` + idPrefix + `00000000c006"`, `§"0190A2F0-0000-7000-8000-00000000C006"`}}},
	{"FRAMEWORK-004", "/associations/5/id", []swap{{`"` + idPrefix + `00000000c006"`, `§"` + idPrefix + `00000000c005"`}}},
	{"FRAMEWORK-005", "/uri", []swap{{`"https://exemple.fr/r"`, `§"exemple"`}}},
	{"FRAMEWORK-005", "/items/1/uri", []swap{{`"https://exemple.fr/r#A1"`, `§"https://exemple.fr/r#A"`}}},
	{"FRAMEWORK-006", "/version", []swap{{`"1.0.0"`, `§"1.0"`}}},
	{"FRAMEWORK-007", "/items/2/label", []swap{{`{"fr": "Écrire"}`, `§{"en": "Write"}`}}},
	{"FRAMEWORK-007", "/items/2/label/fr_FR", []swap{{`{"fr": "Écrire"}`, `{"fr": "Écrire", "fr_FR": §"Écrire"}`}}},
	{"FRAMEWORK-008", "/items/2", []swap{{thirdItem, "§" + thirdItem}, {`"code": "A2", `, ""}}},
	{"FRAMEWORK-008", "/items/2/code", []swap{{`"code": "A2"`, `"code": §"A1"`}}},
	{"FRAMEWORK-009", "/items/2/code", []swap{{`"code": "A1"`, `"code": "1.1"`}, {`"code": "A2"`, `"code": §"1.10"`}}},
	{"FRAMEWORK-009", "/items/2/code", []swap{{`"code": "A1"`, `"code": "10"`}, {`"code": "A2"`, `"code": §"1e1"`}}},
	{"FRAMEWORK-010", "/associations/5/to", []swap{{lastLink + `, "type": "precedes", "from": ` + itemA1 + `, "to": ` + itemA2, lastLink + `, "type": "precedes", "from": ` + itemA1 + `, "to": §"A9"`}}},
	{"FRAMEWORK-010", "/associations/2/to", []swap{{`"from": ` + itemA2 + `, "to": ` + itemA, `"from": ` + itemA2 + `, "to": §"A9"`}}},
	{"FRAMEWORK-011", "/associations/2", []swap{{`"from": ` + itemA1 + `, "to": ` + itemA, `"from": ` + itemA1 + `, "to": ` + itemA2},
		{`{"id": "` + idPrefix + `00000000c003"`, `§{"id": "` + idPrefix + `00000000c003"`}, {`"from": ` + itemA2 + `, "to": ` + itemA, `"from": ` + itemA2 + `, "to": ` + itemA1}}},
	{"FRAMEWORK-012", "/associations/6", []swap{{lastLink, link("c007", "precedes", itemA1, itemA2) + ",\n  " + lastLink}, {`c007", "type": "precedes", "from": ` + itemA1, `c007", "type": "precedes", "from": ` + itemA2},
		{`"from": ` + itemA2 + `, "to": ` + itemA2, `"from": ` + itemA2 + `, "to": ` + itemA1}, {lastLink, "§" + lastLink}}},
	{"FRAMEWORK-013", "/associations/5", []swap{{bareThird, bareThird + `, "until": "2025-12-31", "retired": true`}, {lastLink + `, "type": "precedes", "from": ` + itemA1 + `, "to": ` + itemA2, "§" + lastLink + `, "type": "replacedBy", "from": ` + itemA2 + `, "to": ` + itemA3}}},
	{"FRAMEWORK-014", "/items/2", []swap{{thirdItem, "§" + thirdItem}, {`"isChildOf", "from": ` + itemA2, `"isRelatedTo", "from": ` + itemA2}}},
	{"FRAMEWORK-015", "/items/2", []swap{{thirdItem, "§" + thirdItem}, {lastLink + `, "type": "precedes", "from": ` + itemA1 + `, "to": ` + itemA2, lastLink + `, "type": "isChildOf", "from": ` + itemA2 + `, "to": ` + root}}},
	{"FRAMEWORK-016", "/associations/2", []swap{{`"code": "A2", "type": "competency"`, `"code": "A2", "type": "domain"`}, {`{"id": "` + idPrefix + `00000000c003"`, `§{"id": "` + idPrefix + `00000000c003"`}, {`"from": ` + itemA2 + `, "to": ` + itemA, `"from": ` + itemA2 + `, "to": ` + itemA1}}},
	{"FRAMEWORK-017", "/scales/0/levels", []swap{{`"levels": [`, `"levels": §[`}, {`{"rank": 2, "code": "N2"`, `{"rank": 3, "code": "N2"`}}},
	{"FRAMEWORK-017", "/scales/0/levels", []swap{{`"levels": [`, `"levels": §[`}, {`{"rank": 2, "code": "N2"`, `{"rank": 2, "code": "N1"`}}},
	{"FRAMEWORK-018", "/items/2/scale", []swap{{bareThird, bareThird + `, "scale": §"Z"`}}},
	{"FRAMEWORK-019", "/items/1/indicators/1/rank", []swap{{`"` + idPrefix + `0000000a1002", "rank": 2`, `"` + idPrefix + `0000000a1002", "rank": §3`}}},
	{"FRAMEWORK-020", "/items/1/anchors/1/rank", []swap{{`"Un peu"}, "origin": "project"}, {"rank": 2`, `"Un peu"}, "origin": "project"}, {"rank": §1`}, {`"origin": "project"}], "indicators"`, `"origin": "project"}, {"rank": 2, "text": {"fr": "Plus"}, "origin": "project"}], "indicators"`}}},
	{"FRAMEWORK-021", "/items/1/anchors", []swap{{`"anchors": [{"rank": 1, "text": {"fr": "Un peu"}, "origin": "project"}, `, `"anchors": §[`}}},
	{"FRAMEWORK-022", "/items/1/indicators", []swap{{`"indicators": [`, `"indicators": §[`}, {`"` + idPrefix + `0000000a1002", "rank": 2`, `"` + idPrefix + `0000000a1002", "rank": 1`}}},
	{"FRAMEWORK-023", "/items/3/until", []swap{{fourthItem, "§" + fourthItem}, {`, "until": "2025-12-31"`, ""}}},
	{"FRAMEWORK-023", "/items/3/until", []swap{{`"until": "2025-12-31"`, `"from": "2026-01-01", "until": §"2025-12-31"`}}},
	{"FRAMEWORK-024", "/associations/4/from", []swap{{`, "until": "2025-12-31", "retired": true`, ""}, {`"replacedBy", "from": `, `"replacedBy", "from": §`}}},
	{"FRAMEWORK-024", "/associations/4/to", []swap{{bareThird, bareThird + `, "until": "2025-12-31", "retired": true`}, {`"replacedBy", "from": ` + itemA3 + `, "to": `, `"replacedBy", "from": ` + itemA3 + `, "to": §`}}},
	{"FRAMEWORK-025", "/changed", []swap{{`"changed": `, `"changed": §`}, {bareThird, bareThird + `, "changed": "2026-01-02T00:00:00-01:00"`}}},
	{"FRAMEWORK-026", "/items/2/origin", []swap{{" \"sources\": [\n  {\"title\": \"Source\", \"verifiedOn\": \"2026-01-01\"}\n ],\n", ""}, {bareThird, `"label": {"fr": "Écrire"}, "origin": §"official"`}}},
	{"FRAMEWORK-027", "/sources/0", []swap{{`{"title": "Source", "verifiedOn": "2026-01-01"}`, `§{"title": "Source"}`}}},
	{"FRAMEWORK-028", "/title/fr", []swap{{`"imported"`, `"example"`}, {`"Essai"`, `§"Essai"`}}},
	{"FRAMEWORK-028", "/items/2/origin", []swap{{`"imported"`, `"example"`}, {`"Essai"`, `"Un exemple"`}, {bareThird, `"label": {"fr": "Écrire"}, "origin": §"official"`}}},
	{"FRAMEWORK-029", "/associations/5", []swap{{lastLink + `, "type": "precedes"`, "§" + lastLink + `, "type": "exactMatch"`}}},
	{"FRAMEWORK-029", "/associations/6", []swap{{lastLink + `, "type": "precedes", "from": ` + itemA1 + `, "to": ` + itemA2 + "}", link("c007", "exactMatch", itemA1, `"https://exemple.fr/s#1"`) + ",\n  §" + link("c008", "broadMatch", `"https://exemple.fr/s#1"`, itemA1)}}},
	{"FRAMEWORK-030", "/associations/6", []swap{{lastLink, link("c007", "precedes", itemA1, itemA2) + ",\n  §" + lastLink}}},
	{"FRAMEWORK-031", "/items/2/validMonths", []swap{{`"individual"`, `"commonBase"`}, {`"code": "A1", `, `"code": "A1", "validMonths": 12, `}, {thirdItem, `§` + thirdItem}, {`"retired": true`, `"retired": true, "validMonths": 12`}}},
	{"FRAMEWORK-031", "/items/0/phase", []swap{{`"individual"`, `"organisation"`}, {firstItem, `§` + firstItem}, {`"code": "A1", `, `"code": "A1", "phase": "plan", `}, {`"code": "A2", `, `"code": "A2", "phase": "do", `}, {`"code": "A3", `, `"code": "A3", "phase": "act", `}}},
	{"FRAMEWORK-032", "/items/2", []swap{{thirdItem, "§" + thirdItem}, {`{"fr": "Écrire"}`, `{"fr": "CONDUIRE . "}`}}},
	{"FRAMEWORK-033", "/items/2/label/fr", []swap{{`{"fr": "Écrire"}`, `{"fr": §"` + long + `"}`}}},
	{"FRAMEWORK-033", "/items/2/code", []swap{{`"code": "A2"`, `"code": §"` + strings.Repeat("A", 101) + `"`}}},
	{"FRAMEWORK-034", "/kind", []swap{{`"individual"`, `§"personnel"`}}},
	{"FRAMEWORK-034", "/associations/5/type", []swap{{`"precedes"`, `§"before"`}}},
	{"FRAMEWORK-035", "/sources/0/verifiedOn", []swap{{`"2026-01-01"`, `§"2026-02-30"`}}},
	{"FRAMEWORK-035", "/changed", []swap{{`"2026-01-02T00:00:00Z"`, `§"2026-01-02T00:00:00"`}}},
}

func sound(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile("testdata/sound.json")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestSoundDocumentIsSound(t *testing.T) {
	if _, is := competency.CheckBytes([]byte(sound(t))); len(is) > 0 {
		t.Fatal(is)
	}
}

func TestEachCodeAlone(t *testing.T) {
	seen := map[string]bool{}
	for n, c := range codeCases {
		t.Run(c.code+"-"+strconv.Itoa(n), func(t *testing.T) {
			doc := sound(t)
			for _, s := range c.swaps {
				if !strings.Contains(doc, s.old) {
					t.Fatalf("the document has no %s", s.old)
				}
				doc = strings.Replace(doc, s.old, s.new, 1)
			}
			before, after, marked := strings.Cut(doc, "§")
			if !marked {
				t.Fatal("no § in the document")
			}
			line := 1 + strings.Count(before, "\n")
			column := 1 + len([]rune(before[strings.LastIndexByte(before, '\n')+1:]))
			_, is := competency.CheckBytes([]byte(before + after))
			if len(is) != 1 {
				t.Fatalf("%d issues, want one: %v", len(is), is)
			}
			i := is[0]
			if i.Code != c.code || i.Pointer != c.pointer || i.Line != line || i.Column != column {
				t.Errorf("got %s %q %d:%d, want %s %q %d:%d\n%s", i.Code, i.Pointer, i.Line, i.Column, c.code, c.pointer, line, column, i.Message)
			}
			if strings.Contains(i.Message+i.Fix, "{") || i.In("en").Message == i.Message {
				t.Errorf("message not filled or not translated: %s / %s", i.Message, i.In("en").Message)
			}
		})
		seen[c.code] = true
	}
	for _, r := range competency.Rules() {
		// 001 is SHAPE-003 when it comes from bytes, 036 is of change sets.
		if strings.HasPrefix(r.Code, "FRAMEWORK-") && r.Code != "FRAMEWORK-001" && r.Code != "FRAMEWORK-036" && !seen[r.Code] {
			t.Errorf("no document shows %s", r.Code)
		}
	}
}

func TestRulesAreTheListedOnes(t *testing.T) {
	have := map[string]issue.Rule{}
	for _, r := range competency.Rules() {
		if have[r.Code].Code != "" {
			t.Errorf("%s twice", r.Code)
		}
		have[r.Code] = r
		for _, s := range []string{r.Message.FR, r.Message.EN, r.Fix.FR, r.Fix.EN} {
			if s == "" {
				t.Errorf("%s: a text is missing", r.Code)
			}
		}
	}
	rd := csv.NewReader(strings.NewReader(string(fixtures.Read(t, "competency/codes.tsv"))))
	rd.Comma, rd.LazyQuotes, rd.FieldsPerRecord = '\t', true, -1
	rows, err := rd.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		prefix, _, _ := strings.Cut(row[0], "-")
		if prefix != "FRAMEWORK" && prefix != "CHANGE" && prefix != "MIGRATION" {
			continue
		}
		want := issue.SeverityError
		if row[1] == "W" {
			want = issue.SeverityWarning
		}
		if r := have[row[0]]; r.Severity != want {
			t.Errorf("%s: severity %q, want %q", row[0], r.Severity, want)
		}
	}
}

// TestCheckBytesReadsTheRest: a fault of one value hides no other one, and
// what follows from it is not told twice.
func TestCheckBytesReadsTheRest(t *testing.T) {
	f := newForge(3).framework(6)
	f.Items[1].Code, f.Items[1].Type = f.Items[0].Code, f.Items[0].Type
	document := string(f.AppendJSON(nil))
	has := func(is issue.Issues, code string) bool { return slices.Contains(is.Codes(), code) }
	_, is := competency.CheckBytes([]byte(document))
	if !has(is, "FRAMEWORK-008") {
		t.Fatal(is)
	}
	for name, doc := range map[string]string{
		"unknown member": `{"bogus":1,` + document[1:],
		"null":           strings.Replace(document, `"version":"`, `"publisher":null,"version":"`, 1),
		"wrong type":     strings.Replace(document, `"version":"`+f.Version+`"`, `"version":3`, 1),
	} {
		_, is := competency.CheckBytes([]byte(doc))
		if !has(is, "FRAMEWORK-008") {
			t.Errorf("%s: the code given twice is not told: %v", name, is)
		}
		if has(is, "FRAMEWORK-006") || has(is, "FRAMEWORK-010") {
			t.Errorf("%s: a consequence is told: %v", name, is)
		}
	}
	if _, is := competency.CheckBytes([]byte(document[:len(document)-20])); has(is, "FRAMEWORK-008") {
		t.Errorf("a document that stops is checked: %v", is)
	}
}
