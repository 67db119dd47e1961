// SPDX-License-Identifier: Apache-2.0

package gen

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"sort"
	"strings"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/internal/constraint"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

//go:embed titles.json
var titlesJSON []byte

// titleTable is titles.json: [French title, English title, French sentence,
// English sentence], the sentences only where they add something.
type titleTable struct {
	Types  map[string][]string `json:"types"`  // package.Type
	Fields map[string][]string `json:"fields"` // package.Type.json, or *.json for every type
	Values map[string][]string `json:"values"` // package.Type.value, or *.value
	used   map[string]bool
	gaps   map[string]bool
}

func loadTitles() (*titleTable, error) {
	t := &titleTable{used: map[string]bool{}, gaps: map[string]bool{}}
	dec := json.NewDecoder(bytes.NewReader(titlesJSON))
	dec.DisallowUnknownFields()
	if err := dec.Decode(t); err != nil {
		return nil, fmt.Errorf("internal/gen/titles.json: %w", err)
	}
	return t, nil
}

func (t *titleTable) ofType(rt reflect.Type) (title, desc issue.Text) {
	return t.find("types", t.Types, typeName(rt))
}

func (t *titleTable) ofField(owner reflect.Type, f constraint.Field) (title, desc issue.Text) {
	return t.find("fields", t.Fields, typeName(owner)+"."+f.JSON, "*."+f.JSON)
}

func (t *titleTable) ofValue(rt reflect.Type, v string) issue.Text {
	if strings.HasPrefix(typeName(rt), "catalogue.") {
		if fr := catalogue.Label(v, "fr"); fr != v || v == "none" {
			return issue.Text{FR: fr, EN: catalogue.Label(v, "en")}
		}
	}
	_, worded := t.Values["*."+v]
	if _, own := t.Values[typeName(rt)+"."+v]; rt.Name() == "string" && !own && !worded {
		return issue.Text{FR: v, EN: v} // a word of an outside vocabulary
	}
	title, _ := t.find("values", t.Values, typeName(rt)+"."+v, "*."+v)
	return title
}

func (t *titleTable) find(table string, in map[string][]string, keys ...string) (title, desc issue.Text) {
	for _, k := range keys {
		row, ok := in[k]
		if !ok {
			continue
		}
		t.used[table+"."+k] = true
		if len(row) >= 2 {
			title = issue.Text{FR: row[0], EN: row[1]}
		}
		if len(row) >= 4 {
			desc = issue.Text{FR: row[2], EN: row[3]}
		}
		if title.FR == "" || title.EN == "" || table == "types" && (desc.FR == "" || desc.EN == "") {
			t.gaps[table+" "+k] = true
		}
		return title, desc
	}
	t.gaps[table+" "+keys[0]] = true
	return issue.Text{FR: "?", EN: "?"}, issue.Text{FR: "?", EN: "?"}
}

// err lists what is missing in the table, and what nothing uses.
func (t *titleTable) err() error {
	if len(t.gaps) > 0 {
		var lines []string
		for g := range t.gaps {
			table, key, _ := strings.Cut(g, " ")
			row := `["…", "…"]`
			if table == "types" {
				row = `["…", "…", "phrase en français.", "sentence in English."]`
			}
			lines = append(lines, fmt.Sprintf("  under %q: %q: %s", table, key, row))
		}
		sort.Strings(lines)
		return errors.New("internal/gen/titles.json lacks a title in French and English. Add:\n" + strings.Join(lines, "\n"))
	}
	return nil
}

// Dead lists the titles that nothing uses any more.
func Dead() ([]string, error) {
	t, err := loadTitles()
	if err != nil {
		return nil, err
	}
	for _, i := range schemas.Kinds() {
		if _, err := document(i.Kind, t); err != nil {
			return nil, err
		}
	}
	var dead []string
	for table, in := range map[string]map[string][]string{"types": t.Types, "fields": t.Fields, "values": t.Values} {
		for k := range in {
			if !t.used[table+"."+k] {
				dead = append(dead, table+" "+k)
			}
		}
	}
	sort.Strings(dead)
	return dead, nil
}
