// SPDX-License-Identifier: Apache-2.0

package competency_test

import (
	"bytes"
	"fmt"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/competency"
)

// full is a framework in which every member of every type has a value.
func full() *competency.Framework {
	one, weight := 1, competency.Decimal("0.5")
	text := func() competency.Text { return competency.Text{"fr": "un", "en": "one"} }
	const at = competency.Instant("2025-01-01T00:00:00Z")
	id := func(name string) competency.ID { return competency.NewID("https://exemple.fr/r", name) }
	extra := competency.Extra(`{"a":1}`)
	return &competency.Framework{Schema: "https://exemple.fr/s", ID: id("r"), URI: "https://exemple.fr/r", Version: "1.0.0", Kind: "individual", Standing: "imported",
		Title: text(), Summary: text(), Language: "fr", Status: "draft", ValidFrom: "2025-01-01", ValidUntil: "2026-01-01", Publisher: "P", Licence: "L",
		Sources: []competency.Source{{Title: "S", Reference: "R", URI: "https://exemple.fr/t", VerifiedOn: "2025-01-01"}}, Changed: at,
		Scales: []competency.Scale{{ID: "N", Levels: []competency.Level{{Rank: 1, Code: "N1", Group: "G", Label: text(), Descriptor: text(), Origin: "project", Proficient: true}},
			Replaces: []competency.LevelMap{{Version: "0.9.0", Scale: "N", From: 1, To: 1}}}},
		Items: []competency.Item{{ID: id("i"), URI: "https://exemple.fr/r#i", Code: "I", Type: "competency", Label: text(), Statement: text(), Origin: "project", Scale: "N",
			Anchors:    []competency.Anchor{{Rank: 1, Text: text(), Origin: "project"}},
			Indicators: []competency.Indicator{{ID: id("n"), Rank: 1, Statement: text(), Kind: "skill", Required: true, Origin: "project"}},
			Keywords:   []string{"mot"}, Flags: []competency.Flag{{Kind: "rare", From: "2025-01-01", Until: "2026-01-01"}}, ValidMonths: 12, Phase: "plan",
			From: "2025-01-01", Until: "2026-01-01", Retired: true, Changed: at, Extra: extra}},
		Associations: []competency.Association{{ID: id("a"), Type: "precedes", From: competency.NodeRef(id("i")), To: "https://exemple.fr/x", Seq: &one, Grouping: "G", Notes: "N", Changed: at, Extra: extra}},
		Rubrics: []competency.Rubric{{ID: id("u"), URI: "https://exemple.fr/u", Title: text(), Description: text(), Changed: at, Extra: extra,
			Criteria: []competency.Criterion{{ID: id("c"), URI: "https://exemple.fr/c", Category: "C", Description: text(), Item: competency.NodeRef(id("i")), Weight: &weight, Position: &one, Changed: at, Extra: extra,
				Levels: []competency.CriterionLevel{{ID: id("l"), URI: "https://exemple.fr/l", Description: text(), Quality: text(), Score: &weight, Feedback: text(), Position: &one, Changed: at, Extra: extra}}}}}},
		Extra: extra}
}

// leaves calls visit for every value below v that is not a container, with a
// function that changes it.
func leaves(path string, v reflect.Value, visit func(path string, change func())) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			leaves(path+"."+v.Type().Field(i).Name, v.Field(i), visit)
		}
	case reflect.Pointer:
		leaves(path, v.Elem(), visit)
	case reflect.Map:
		visit(path, func() {
			v.SetMapIndex(reflect.ValueOf("en"), reflect.ValueOf("two"))
		})
		visit(path+"(lang)", func() { v.SetMapIndex(reflect.ValueOf("en"), reflect.Value{}) })
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			visit(path, func() { v.SetBytes([]byte(`{"a":2}`)) })
			return
		}
		if v.Len() == 0 {
			panic(path + " is empty")
		}
		for i := range v.Len() {
			leaves(fmt.Sprint(path, "[", i, "]"), v.Index(i), visit)
		}
	case reflect.String:
		if v.Type() == reflect.TypeFor[competency.Decimal]() {
			visit(path, func() { v.SetString("0.75") })
			return
		}
		if v.String() == "" {
			panic(path + " is empty")
		}
		visit(path, func() { v.SetString(v.String() + "z") })
	case reflect.Int:
		visit(path, func() { v.SetInt(v.Int() + 1) })
	case reflect.Bool:
		visit(path, func() { v.SetBool(!v.Bool()) })
	default:
		panic(path + " has kind " + v.Kind().String())
	}
}

// TestNoMemberIsForgotten changes each member in turn: it must be written,
// read, told by Diff, carried by Apply, and counted by Digest.
func TestNoMemberIsForgotten(t *testing.T) {
	base := full()
	n := 0
	var paths []string
	leaves("", reflect.ValueOf(base).Elem(), func(path string, _ func()) { paths = append(paths, path) })
	for _, want := range paths {
		f := full()
		leaves("", reflect.ValueOf(f).Elem(), func(path string, change func()) {
			if path == want {
				change()
				n++
			}
		})
		read, is := competency.Parse(f.AppendJSON(nil))
		if len(is) > 0 {
			t.Errorf("%s: %v", want, is)
		}
		if d := cmp.Diff(f, read); d != "" {
			t.Errorf("%s: written and read (-want +got):\n%s", want, d)
		}
		if same := f.Digest() == base.Digest(); same != (want == ".Schema") {
			t.Errorf("%s: the digest says same = %v", want, same)
		}
		if want == ".URI" {
			continue // another framework: Diff refuses
		}
		set, _ := competency.Diff(base, f)
		if len(set.Changes) == 0 && want != ".Version" && want != ".Changed" {
			t.Errorf("%s: Diff tells of nothing", want)
		}
		got, err := competency.Apply(base, set)
		if err != nil {
			t.Errorf("%s: %v", want, err)
			continue
		}
		if !bytes.Equal(got.AppendJSON(nil), f.AppendJSON(nil)) {
			t.Errorf("%s: Apply lost it", want)
		}
	}
	t.Logf("%d members", n)
	if n < 100 {
		t.Errorf("only %d members visited", n)
	}
}
