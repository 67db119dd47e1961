// SPDX-License-Identifier: Apache-2.0

package moodlecsv

import (
	"bytes"
	"html"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/tabular"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Options chooses how to write. The zero value writes French, adds letters to
// ids that Moodle would confuse and refuses names that it would cut.
type Options struct {
	Language string // of names; "": the language of the framework
	ExactIDs bool   // refuse rather than add a letter to ids
	CutNames bool   // cut names at 100 characters
}

const maxLength = 100

var header = []string{"Parent id number", "Id number", "Shortname", "Description", "Description format", "Scale values", "Scale configuration",
	"Rule type (optional)", "Rule outcome (optional)", "Rule config (optional)", "Cross referenced competency id numbers", "Exported id (optional)",
	"Is framework", "Taxonomy"}

type writer struct {
	f      *competency.Framework
	o      Options
	lang   string
	ids    map[competency.ID]string
	issues issue.Issues

	related map[competency.ID][]string
}

// Write returns f as a file that Moodle imports whole. With an error-level
// issue there is no file. Pointers lead into f.
func Write(f *competency.Framework, o Options) ([]byte, issue.Issues) {
	w := &writer{f: f, o: o, lang: o.Language, ids: make(map[competency.ID]string, len(f.Items))}
	if w.lang == "" {
		w.lang = f.Language
	}
	w.names()
	rows := w.rows()
	w.losses()
	w.issues.Sort()
	if w.issues.HasErrors() {
		return nil, w.issues
	}
	var b bytes.Buffer
	if err := (tabular.CSV{Comma: ',', NoMark: true, LF: true, Unchanged: true}).Write(&b, rows); err != nil {
		return nil, w.issues // a bytes.Buffer does not fail
	}
	return b.Bytes(), append(w.issues, tabular.Risky(rows)...)
}

func (w *writer) add(r *issue.Rule, at issue.Pointer, args ...any) {
	w.issues = append(w.issues, r.At(at, args...))
}

func item(i int) issue.Pointer { return issue.Pointer("/items").Index(i) }

// names gives each item its id number.
func (w *writer) names() {
	first := make(map[string]string, len(w.f.Items))
	collision := [2]string{}
	found := false
	for i := range w.f.Items {
		it := &w.f.Items[i]
		id := strings.TrimSpace(it.Code)
		if id == "" {
			id = string(it.ID)
		}
		w.ids[it.ID] = id
		key := looseKey(id)
		other, twice := first[key]
		if (twice || id == "0") && !found {
			found, collision = true, [2]string{other, id}
		}
		first[key] = id
	}
	if found {
		if w.o.ExactIDs {
			w.add(&ruleLooseExact, "/items", collision[0], collision[1])
			return
		}
		w.add(&ruleLoose, "/items", collision[0], collision[1])
		for i := range w.f.Items {
			it := &w.f.Items[i]
			w.ids[it.ID] = letters[it.Type] + w.ids[it.ID]
		}
	}
	seen := make(map[string]string, len(w.ids))
	for i := range w.f.Items {
		id := w.ids[w.f.Items[i].ID]
		if other, twice := seen[looseKey(id)]; twice && found {
			w.add(&ruleLooseExact, item(i).Field("code"), other, id)
		}
		seen[looseKey(id)] = id
		if utf8.RuneCountInString(id) > maxLength {
			w.add(&ruleLong, item(i).Field("code"), issue.Text{FR: "numéro d’identification", EN: "ID number"}, id)
		}
	}
}

var letters = map[competency.ItemType]string{competency.ItemDomain: "d", competency.ItemCompetency: "c", competency.ItemComponent: "k"}

var taxonomies = map[competency.ItemType]string{competency.ItemDomain: "domain", competency.ItemCompetency: "competency", competency.ItemComponent: "indicator"}

func (w *writer) rows() [][]string {
	tree := w.f.Tree()
	index := make(map[competency.ID]int, len(w.f.Items))
	for i := range w.f.Items {
		index[w.f.Items[i].ID] = i
	}
	rows := [][]string{header, nil}
	w.related = map[competency.ID][]string{}
	for _, a := range w.f.Associations {
		if to, ok := w.ids[competency.ID(a.To)]; ok && a.Type == competency.AssociationIsRelatedTo {
			w.related[competency.ID(a.From)] = append(w.related[competency.ID(a.From)], strings.ReplaceAll(to, ",", "%2C"))
		}
	}
	words := [4]string{}
	depths := 0
	order := make(map[competency.ID]string, len(w.f.Items))
	tree.Walk(func(n *competency.Node, depth int, first bool) {
		if !first {
			return
		}
		i := index[n.Item.ID]
		parent := ""
		if len(n.Parents) > 0 {
			parent = w.ids[n.Parents[0].Item.ID]
		}
		order[n.Item.ID] = strconv.Itoa(len(rows))
		rows = append(rows, w.row(i, n.Item, parent, order[n.Item.ID]))
		if depth < 4 && words[depth] == "" {
			words[depth] = taxonomies[n.Item.Type]
		}
		depths = max(depths, depth+1)
	})
	if depths > 4 {
		w.add(&ruleDepth, "/items", depths)
	}
	for i := range words {
		if words[i] == "" {
			words[i] = "competency"
			if i > 0 {
				words[i] = words[i-1]
			}
		}
	}
	rows[1] = w.frameworkRow(strings.Join(words[:], ","))
	return rows
}

func (w *writer) frameworkRow(taxonomy string) []string {
	f := w.f
	id := path.Base(strings.TrimRight(string(f.URI), "/#"))
	if id == "" || id == "." || utf8.RuneCountInString(id) > maxLength || id == "0" {
		id = string(f.ID)
	}
	values, config := "", ""
	if len(f.Scales) > 0 {
		values, config = w.scale(0)
	} else {
		w.add(&ruleShape, "/scales", issue.Text{FR: "aucune échelle : Moodle en exige une", EN: "no scale: Moodle asks for one"})
	}
	return []string{"", id, w.name(f.Title, "/title"), w.html(f.Summary), "1", values, config, "", "", "", "", "", "1", taxonomy}
}

func (w *writer) row(i int, it *competency.Item, parent, number string) []string {
	values, config := "", ""
	if s, ok := w.f.ScaleOf(it); ok && s.ID != w.f.Scales[0].ID {
		for k := range w.f.Scales {
			if w.f.Scales[k].ID == s.ID {
				values, config = w.scale(k)
			}
		}
	}
	related := w.related[it.ID]
	return []string{parent, w.ids[it.ID], w.name(it.Label, item(i).Field("label")), w.html(it.Statement), "1", values, config,
		"", "0", "null", strings.Join(related, ","), number, "", ""}
}

func (w *writer) name(t competency.Text, at issue.Pointer) string {
	s := strings.Join(strings.Fields(t.In(w.lang)), " ")
	if s == "" || s == "0" {
		w.add(&ruleEmpty, at, issue.Text{FR: "nom abrégé", EN: "short name"}, s)
	}
	if utf8.RuneCountInString(s) <= maxLength {
		return s
	}
	if !w.o.CutNames {
		w.add(&ruleLong, at, issue.Text{FR: "nom abrégé", EN: "short name"}, s)
		return s
	}
	w.add(&ruleCut, at, issue.Text{FR: "nom abrégé", EN: "short name"}, s)
	return string([]rune(s)[:maxLength-1]) + "…"
}

func (w *writer) html(t competency.Text) string {
	s := t.In(w.lang)
	if s == "" {
		return ""
	}
	return "<p>" + strings.ReplaceAll(html.EscapeString(s), "\n", "<br>") + "</p>"
}

// scale returns the values and the configuration of a scale: rank 1 is the
// default, and proficient what the scale says, else its top.
func (w *writer) scale(i int) (values, config string) {
	s := w.f.Scales[i]
	var labels []string
	b := []byte(`[{"scaleid":"0"}`)
	anyProficient := false
	for _, l := range s.Levels {
		anyProficient = anyProficient || l.Proficient
	}
	top := s.Top()
	for rank := 1; rank <= top; rank++ {
		l, _ := s.Level(rank)
		label := strings.Join(strings.Fields(l.Label.In(w.lang)), " ")
		if strings.Contains(label, ",") {
			w.add(&ruleComma, issue.Pointer("/scales").Index(i), label)
		}
		labels = append(labels, label)
		start, good := rank == 1, l.Proficient || !anyProficient && rank == top
		if !start && !good {
			continue
		}
		b = append(strconv.AppendInt(append(b, `,{"id":`...), int64(rank), 10), `,"scaledefault":`...)
		b = append(append(b, bit(start)...), `,"proficient":`...)
		b = append(append(b, bit(good)...), '}')
	}
	return strings.Join(labels, ","), string(append(b, ']'))
}

func bit(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

// losses counts what Moodle has no column for.
func (w *writer) losses() {
	f := w.f
	count := map[issue.Text]int{}
	var order []issue.Text
	lose := func(what issue.Text, n int) {
		if n > 0 && count[what] == 0 {
			order = append(order, what)
		}
		count[what] += n
	}
	lose(issue.Text{FR: "version du référentiel", EN: "version of the framework"}, 1)
	lose(issue.Text{FR: "langues", EN: "languages"}, len(f.Title)-1)
	parents := map[competency.NodeRef]int{}
	for _, a := range f.Associations {
		if a.Type == competency.AssociationIsChildOf {
			parents[a.From]++
		} else if _, inside := w.ids[competency.ID(a.To)]; a.Type != competency.AssociationIsRelatedTo || !inside {
			lose(issue.Text{FR: "liens typés", EN: "typed links"}, 1)
		}
	}
	for i := range f.Items {
		it := &f.Items[i]
		lose(issue.Text{FR: "langues", EN: "languages"}, len(it.Label)-1)
		lose(issue.Text{FR: "ancres", EN: "anchors"}, len(it.Anchors))
		lose(issue.Text{FR: "critères observables", EN: "observable criteria"}, len(it.Indicators))
		lose(issue.Text{FR: "parents autres que le premier", EN: "parents other than the first"}, parents[competency.NodeRef(it.ID)]-1)
		if it.Retired {
			lose(issue.Text{FR: "retraits", EN: "withdrawals"}, 1)
		}
	}
	lose(issue.Text{FR: "grilles", EN: "rubrics"}, len(f.Rubrics))
	for _, what := range order {
		w.add(&ruleLoss, "", what, count[what])
	}
}
