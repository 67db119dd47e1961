// SPDX-License-Identifier: Apache-2.0

package schemas_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/schemas/kit"
)

// root is what a published schema says of the members of a document.
type root struct {
	Type       string                     `json:"type"`
	Required   []string                   `json:"required"`
	Properties map[string]json.RawMessage `json:"properties"`
	More       any                        `json:"additionalProperties"`
}

// TestKindsAreDisjoint proves over the schemas that no object is of two kinds:
// every kind is closed, and of each pair one requires a member that the other
// does not know.
func TestKindsAreDisjoint(t *testing.T) {
	all := map[schemas.Kind]root{}
	for _, inf := range schemas.Kinds() {
		src, err := schemas.Source(inf.Kind)
		if err != nil {
			t.Fatal(err)
		}
		var r root
		if err := json.Unmarshal(src, &r); err != nil {
			t.Fatal(err)
		}
		if r.Type == "array" && inf.Kind == schemas.KindKitManifest {
			continue // the only kind that is not an object
		}
		if r.Type != "object" || r.More != false || len(r.Required) == 0 {
			t.Errorf("%s: %s, additionalProperties %v, %d required: its members do not tell it", inf.Kind, r.Type, r.More, len(r.Required))
		}
		all[inf.Kind] = r
	}
	fits := func(a, b root) bool {
		return !slices.ContainsFunc(a.Required, func(name string) bool { _, known := b.Properties[name]; return !known })
	}
	pairs := 0
	for a, ra := range all {
		for b, rb := range all {
			if a < b {
				pairs++
				if fits(ra, rb) && fits(rb, ra) {
					t.Errorf("%s and %s: the same members fit both", a, b)
				}
			}
		}
	}
	t.Logf("%d pairs", pairs)
}

// bare returns the document without its $schema, its members in the order of
// their names, or in the contrary one.
func bare(t *testing.T, data []byte, backwards bool) []byte {
	t.Helper()
	var m map[string]json.RawMessage
	if json.Unmarshal(data, &m) != nil {
		return data
	}
	return written(m, backwards)
}

func written(m map[string]json.RawMessage, backwards bool) []byte {
	names := slices.Sorted(maps.Keys(m))
	if backwards {
		slices.Reverse(names)
	}
	var parts []string
	for _, n := range names {
		if n != "$schema" {
			q, _ := json.Marshal(n)
			parts = append(parts, string(q)+":"+string(m[n]))
		}
	}
	return []byte("{" + strings.Join(parts, ",") + "}")
}

// TestRecogniseKit: every valid document of the kit is of its kind without
// $schema, and judged as with it; an invalid one is of no other kind.
func TestRecogniseKit(t *testing.T) {
	valid, invalid, near, open := 0, 0, 0, 0
	for _, inf := range schemas.Kinds() {
		list, err := kit.Documents(inf.Kind, kit.Options{Drawn: 20})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range list {
			if d.Verdict == schemas.VerdictUnreadable || len(d.Data) < 5 {
				continue // nothing in it tells a kind
			}
			data := bare(t, d.Data, false)
			k, found := schemas.Recognise(data)
			if again, same := schemas.Recognise(bare(t, d.Data, true)); again != k || cmp.Diff(found, same) != "" {
				t.Errorf("%s/%s: the order of the members decides: %s, %s", inf.Kind, d.Name, k, again)
			}
			if d.Verdict == schemas.VerdictValid {
				valid++
				if k != inf.Kind || len(found) > 0 {
					t.Errorf("%s/%s: %q %v", inf.Kind, d.Name, k, found)
				}
			} else if invalid++; k == "" {
				open++
			} else if len(found) > 0 {
				near++
			}
			if k != "" && k != inf.Kind {
				t.Errorf("%s/%s: taken for %s\n%s", inf.Kind, d.Name, k, data)
			}
			if k == "" {
				continue
			}
			var v schemas.Validator
			got, want := v.Validate("", data), v.Validate(inf.Kind, data)
			want.Issues = append(want.Issues, found...)
			want.Issues.Sort()
			for i := range got.Issues {
				if strings.HasPrefix(got.Issues[i].Code, "KIND-") {
					got.Issues[i].Line, got.Issues[i].Column = 0, 0
				}
			}
			if d := cmp.Diff(want.Issues, got.Issues); d != "" || got.Kind != inf.Kind || got.Verdict != want.Verdict {
				t.Errorf("%s: judged otherwise (-want +got)\n%s", inf.Kind, d)
			}
		}
	}
	t.Logf("%d valid, %d invalid: %d by the nearest kind, %d of no kind", valid, invalid, near, open)
	if valid < 200 || invalid < 200 || 20*open > invalid {
		t.Error("the set is too small, or too much of it is of no kind")
	}
}

// TestRecogniseDamage damages every valid example in one place: a required
// member away, one misspelt in four ways, one of another type, one unknown.
// It is never of another kind; where none is nearer, its own is named.
func TestRecogniseDamage(t *testing.T) {
	count, open := 0, map[string]int{}
	for _, inf := range schemas.Kinds() {
		src, _ := schemas.Source(inf.Kind)
		var r root
		_ = json.Unmarshal(src, &r)
		for _, e := range schemas.Examples(inf.Kind) {
			var m map[string]json.RawMessage
			if !e.Valid || json.Unmarshal(e.Data, &m) != nil {
				continue
			}
			try := func(how string, change func(map[string]json.RawMessage)) {
				t.Helper()
				c := maps.Clone(m)
				change(c)
				data := written(c, false)
				k, found := schemas.Recognise(data)
				count++
				switch {
				case k == "" && len(found) == 1 && found[0].Code == "KIND-001" && (strings.Contains(found[0].Message, "("+string(inf.Kind)+")") || len(c) < 2):
					open[string(inf.Kind)+" "+how]++
				case k != inf.Kind:
					t.Errorf("%s/%s, %s: %q %v", inf.Kind, e.Name, how, k, found)
				case len(found) != 1 || found[0].Code != "KIND-005" || !strings.Contains(found[0].Message, "("+string(k)+")") || !strings.Contains(found[0].Fix, "--kind"):
					t.Errorf("%s/%s, %s: the kind that was taken is not said: %v", inf.Kind, e.Name, how, found)
				}
			}
			try("one unknown", func(c map[string]json.RawMessage) { c["commentaire"] = json.RawMessage(`"x"`) })
			for _, name := range r.Required {
				try("without "+name, func(c map[string]json.RawMessage) { delete(c, name) })
				if len(name) < 4 {
					continue
				}
				for _, bad := range []string{name[:1] + name[2:], name + "s", strings.ToUpper(name), name[:2] + name[3:4] + name[2:3] + name[4:]} {
					if _, known := r.Properties[bad]; known {
						continue
					}
					try(name+" misspelt", func(c map[string]json.RawMessage) { c[bad] = c[name]; delete(c, name) })
				}
			}
		}
	}
	n := 0
	for _, how := range slices.Sorted(maps.Keys(open)) {
		n += open[how]
		t.Logf("open: %s (%d)", how, open[how])
	}
	t.Logf("%d damaged documents, %d of no kind that name theirs", count, n)
	if count < 1000 || 25*n > count {
		t.Error("too few, or too many of no kind")
	}
}

func TestRecognise(t *testing.T) {
	for _, c := range []struct {
		name, data string
		kind       schemas.Kind
		code       string
		says       []string
		silent     []string
	}{
		{"nothing", `{}`, "", "KIND-001", nil, []string{"ressemble", "()"}},
		{"a scalar", `3`, "", "KIND-001", nil, []string{"ressemble"}},
		{"an empty list", `[]`, "", "KIND-001", nil, []string{"ressemble"}},
		{"of another", `{"name":"x","version":"1.0.0","scripts":{},"dependencies":{}}`, "", "KIND-001", nil, []string{"ressemble"}},
		{"equally near", `{"id":"x","version":"1.0.0","title":{"fr":"x"}}`, "", "KIND-001", []string{"(catalogue) ou", "(indicator-definition)", "--kind catalogue ou --kind indicator-definition"}, nil},
		{"two members that many have", `{"version":"1.0.0","title":{"fr":"x"}}`, "", "KIND-001", []string{"(catalogue)"}, nil},
		{"statement", `{"actor":{},"verb":{},"object":{}}`, schemas.KindStatement, "", nil, nil},
		{"rules of eslint", `{"rules":{"semi":"error"}}`, "", "KIND-001", []string{"(rules)"}, nil},
		{"type of a package", `{"type":"module"}`, "", "KIND-001", nil, nil},
		{"rules of another", `{"version":"1.0","parameters":{},"rules":[]}`, "", "KIND-001", nil, nil},
		{"words that look alike", `{"version":1,"merge":{}}`, "", "KIND-001", nil, nil},
		{"a schema", `{"$id":"x","type":"object","required":["a"],"properties":{}}`, "", "KIND-001", nil, []string{"ressemble"}},
		{"French names", `{"identifiant":"x","nom":"EAFC","genre":"eafc"}`, schemas.KindPartner, "KIND-005", []string{"« Partenaire » (partner)", "--kind"}, nil},
		{"a catalogue", `{"bricks":[]}`, schemas.KindCatalogue, "", nil, nil},
		{"a misspelt catalogue", `{"briks":[]}`, schemas.KindCatalogue, "KIND-005", nil, nil},
		{"a catalogue of another type", `{"bricks":{},"title":{"fr":"x"}}`, schemas.KindCatalogue, "KIND-005", nil, nil},
		{"a list of catalogues", `[{"bricks":[]}]`, "", "KIND-007", []string{"(catalogue)", "--ndjson"}, nil},
		{"a manifest", `[{"file":"a","kind":"brick","verdict":"valid","issues":[]}]`, schemas.KindKitManifest, "", nil, nil},
		{"not JSON", `{"bricks":`, "", "", nil, nil},
	} {
		k, found := schemas.Recognise([]byte(c.data))
		code, text := "", ""
		if len(found) > 0 {
			code, text = found[0].Code, found[0].Message+" "+found[0].Fix
			if en := found[0].In("en"); en.Message == found[0].Message || strings.Contains(en.Message, "{") || strings.Contains(text, "{") {
				t.Errorf("%s: %s, %s", c.name, text, en.Message)
			}
		}
		if k != c.kind || code != c.code || len(found) > 1 {
			t.Errorf("%s: %q %v, want %q %s", c.name, k, found, c.kind, c.code)
		}
		for _, w := range c.says {
			if !strings.Contains(text, w) {
				t.Errorf("%s: %q does not say %q", c.name, text, w)
			}
		}
		for _, w := range c.silent {
			if strings.Contains(text, w) {
				t.Errorf("%s: %q says %q", c.name, text, w)
			}
		}
	}
}

// TestKindOf: $schema, then the name, then the content; a name that the
// content contradicts does not count.
func TestKindOf(t *testing.T) {
	plan := string(bare(t, schemas.Examples(schemas.KindPlan)[len(schemas.Examples(schemas.KindPlan))-1].Data, false))
	for _, c := range []struct {
		path, data string
		kind       schemas.Kind
		code       string
	}{
		{"a.json", `{"$schema":"` + schemas.KindBrick.ID() + `","bricks":[]}`, schemas.KindBrick, ""},
		{"a.parcours.json", `{"$schema":"` + schemas.KindBrick.ID() + `","bricks":[]}`, schemas.KindBrick, ""},
		{"a.json", `{"$schema":"https://exemple.org/x","bricks":[]}`, "", ""},
		{"a.json", plan, schemas.KindPlan, ""},
		{"a.plan.json", plan, schemas.KindPlan, ""},
		{"parcours.json", plan, schemas.KindPlan, "KIND-006"},
		{"a.brique.json", `{"bricks":[]}`, schemas.KindCatalogue, "KIND-006"},
		{"a.brique.json", `{"titel":"x"}`, schemas.KindBrick, ""},
		{"a.grille-label.json", `{"rules":[]}`, schemas.KindLabelProfile, ""}, // begun, and nothing in it is not of a profile
		{"a.json", `{"rules":[]}`, schemas.KindRules, ""},
		{"a.json", `{"briks":[]}`, schemas.KindCatalogue, "KIND-005"},
		{"a.json", `{`, "", ""},
	} {
		k, found := schemas.KindOf(c.path, []byte(c.data))
		code := ""
		if len(found) == 1 {
			code = found[0].Code
			if found[0].Severity != issue.SeverityWarning {
				t.Error(found)
			}
		}
		if k != c.kind || code != c.code {
			t.Errorf("%s %.60s: %q %v, want %q %s", c.path, c.data, k, found, c.kind, c.code)
		}
	}
}
