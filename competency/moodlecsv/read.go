// SPDX-License-Identifier: Apache-2.0

package moodlecsv

import (
	"html"
	"io"
	"regexp"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/internal/tabular"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// ReadOptions says what the file does not.
type ReadOptions struct {
	URI      competency.IRI     // of the framework; "": urn:x-moodle: and its id number
	Language string             // of the words; "": fr
	Changed  competency.Instant // "": 1970-01-01T00:00:00Z
}

// The columns that are read.
const (
	colParent = iota
	colID
	colName
	colDescription
	_
	colScale
	colConfig
	_
	_
	_
	colRelated
	_
	colFramework
	colTaxonomy
	columns
)

// Read reads a file; the error is for reading alone.
func Read(r io.Reader, o ReadOptions) (*competency.Framework, issue.Issues, error) {
	g, is, err := tabular.Read(r, tabular.Options{Comma: ',', Ragged: true, Unchanged: true})
	if err != nil || g == nil {
		return nil, is, err
	}
	f, more := fromGrid(g, o)
	return f, append(is, more...), nil
}

type reader struct {
	f      *competency.Framework
	lang   string
	rows   map[string]*row
	order  []*row
	scales map[string]string
	issues issue.Issues
}

type row struct {
	number int
	cells  []string
	item   competency.ID
	parent *row
	depth  int
}

func (r *reader) add(rule *issue.Rule, row, col int, args ...any) {
	if len(r.issues) < tabular.MaxIssues {
		r.issues = append(r.issues, tabular.At(rule, row, col, args...))
	}
}

func fromGrid(g *tabular.Grid, o ReadOptions) (*competency.Framework, issue.Issues) {
	r := &reader{lang: o.Language, rows: map[string]*row{}, scales: map[string]string{}}
	if r.lang == "" {
		r.lang = "fr"
	}
	var head *row
	for _, line := range g.Rows[1:] {
		if len(line.Cells) < columns-1 {
			r.add(&ruleShape, line.Number, len(line.Cells), issue.Text{FR: "moins de 13 colonnes", EN: "fewer than 13 columns"})
			continue
		}
		w := &row{number: line.Number, cells: append(line.Cells, "", "")[:columns]}
		if v := strings.TrimSpace(w.cells[colFramework]); v != "" && v != "0" {
			if head != nil {
				r.add(&ruleShape, w.number, colFramework, issue.Text{FR: "deux lignes de référentiel", EN: "two lines of a framework"})
				continue
			}
			head = w
			continue
		}
		r.order = append(r.order, w)
	}
	if head == nil {
		r.add(&ruleShape, g.Rows[0].Number, colFramework, issue.Text{FR: "aucune ligne de référentiel", EN: "no line of a framework"})
		return nil, r.issues
	}
	r.framework(head, o)
	r.index()
	for _, w := range r.order {
		r.item(w, head)
	}
	r.related()
	r.issues.Sort()
	return r.f, r.issues
}

func (r *reader) framework(head *row, o ReadOptions) {
	uri := o.URI
	if uri == "" {
		uri = "urn:x-moodle:" + competency.EscapeIRI(strings.TrimSpace(head.cells[colID]))
	}
	changed := o.Changed
	if changed == "" {
		changed = "1970-01-01T00:00:00Z"
	}
	r.f = &competency.Framework{ID: competency.NewFrameworkID(uri), URI: uri, Version: "0.1.0", Kind: competency.KindIndividual, Standing: competency.StandingImported,
		Title: competency.Text{r.lang: strings.TrimSpace(head.cells[colName])}, Summary: r.text(head.cells[colDescription]), Language: r.lang,
		Status: competency.StatusDraft, Changed: changed}
	if strings.TrimSpace(head.cells[colName]) == "" {
		r.add(&ruleEmpty, head.number, colName, issue.Text{FR: "nom abrégé", EN: "short name"}, head.cells[colID])
	}
	r.scale(head)
}

// scale returns the name of the scale of a row, which it makes on first sight.
func (r *reader) scale(w *row) string {
	values := w.cells[colScale]
	if values == "" {
		return ""
	}
	if id, ok := r.scales[values]; ok {
		return id
	}
	id := "echelle-" + string(rune('1'+len(r.f.Scales)))
	s := competency.Scale{ID: id}
	var config []struct {
		ScaleID    any `json:"scaleid,omitempty"`
		ID         int `json:"id,omitempty"`
		Default    int `json:"scaledefault,omitempty"`
		Proficient int `json:"proficient,omitempty"`
	}
	if c := w.cells[colConfig]; c != "" {
		if is := strictjson.Unmarshal([]byte(c), strictjson.Wire, strictjson.Limits{}, &config); is.HasErrors() {
			r.add(&ruleShape, w.number, colConfig, issue.Text{FR: "configuration de barème illisible", EN: "configuration of the scale unreadable"})
		}
	}
	for i, label := range strings.Split(values, ",") {
		l := competency.Level{Rank: i + 1, Label: competency.Text{r.lang: strings.TrimSpace(label)}, Origin: competency.OriginImported}
		for _, c := range config {
			l.Proficient = l.Proficient || c.ID == i+1 && c.Proficient == 1
		}
		s.Levels = append(s.Levels, l)
	}
	r.f.Scales = append(r.f.Scales, s)
	r.scales[values] = id
	return id
}

// index finds each row by its id number.
func (r *reader) index() {
	loose := map[string]string{}
	for _, w := range r.order {
		id := strings.TrimSpace(w.cells[colID])
		for col, what := range map[int]string{colID: "numéro d’identification", colName: "nom abrégé"} {
			if v := strings.TrimSpace(w.cells[col]); v == "" || v == "0" {
				r.add(&ruleEmpty, w.number, col, what, id)
			}
		}
		if id == "" {
			continue
		}
		if other, twice := loose[looseKey(id)]; twice {
			r.add(&ruleLoose, w.number, colID, other, id)
		}
		loose[looseKey(id)] = id
		if r.rows[id] == nil {
			r.rows[id] = w
		}
	}
	for _, w := range r.order {
		if p := strings.TrimSpace(w.cells[colParent]); p != "" {
			w.parent = r.rows[p]
			if w.parent == nil {
				r.add(&ruleParent, w.number, colParent, p)
			}
		}
	}
	for _, w := range r.order {
		if r.ancestry(w) {
			r.add(&ruleParent, w.number, colParent, w.cells[colParent])
			w.parent = nil
		}
	}
}

// ancestry computes the depth of w and reports whether it is its own ancestor.
func (r *reader) ancestry(w *row) bool {
	depth := 0
	for p := w.parent; p != nil; p = p.parent {
		if depth++; p == w || depth > len(r.order) {
			return p == w || depth > len(r.order)
		}
	}
	w.depth = depth
	return false
}

var tags = regexp.MustCompile(`<[^>]*>`)

// text reads a description, whose mark-up it drops.
func (r *reader) text(s string) competency.Text {
	s = strings.NewReplacer("<br>", "\n", "<br/>", "\n", "<br />", "\n", "</p><p>", "\n\n").Replace(s)
	s = strings.TrimSpace(html.UnescapeString(tags.ReplaceAllString(s, "")))
	if s == "" {
		return nil
	}
	return competency.Text{r.lang: s}
}

func (r *reader) item(w *row, head *row) {
	id, name := strings.TrimSpace(w.cells[colID]), strings.TrimSpace(w.cells[colName])
	if id == "" || name == "" || r.rows[id] != w {
		return
	}
	f := r.f
	it := competency.Item{ID: competency.NewID(f.URI, id), URI: f.URI + "#" + competency.EscapeIRI(id), Code: id, Label: competency.Text{r.lang: name},
		Statement: r.text(w.cells[colDescription]), Origin: competency.OriginImported, Scale: r.scale(w), Type: r.kind(w, head)}
	if it.Scale == "" && it.Type != competency.ItemDomain && len(f.Scales) > 0 {
		it.Scale = f.Scales[0].ID
	}
	w.item = it.ID
	f.Items = append(f.Items, it)
	to := competency.NodeRef(f.ID)
	if w.parent != nil {
		to = competency.NodeRef(competency.NewID(f.URI, strings.TrimSpace(w.parent.cells[colID])))
	}
	seq := len(f.Items)
	f.Associations = append(f.Associations, competency.Association{ID: competency.NewID(f.URI, "isChildOf "+id+" "+string(to)),
		Type: competency.AssociationIsChildOf, From: competency.NodeRef(it.ID), To: to, Seq: &seq})
}

// kind reads the word that the taxonomy gives to the depth of w: domains
// stand above competencies, indicators below them.
func (r *reader) kind(w, head *row) competency.ItemType {
	words := strings.Split(head.cells[colTaxonomy], ",")
	at := func(depth int) competency.ItemType {
		switch strings.TrimSpace(words[min(depth, len(words)-1)]) {
		case "domain":
			return competency.ItemDomain
		case "indicator":
			return competency.ItemComponent
		}
		return competency.ItemCompetency
	}
	rank := map[competency.ItemType]int{competency.ItemDomain: 0, competency.ItemCompetency: 1, competency.ItemComponent: 2}
	kind := at(0)
	for d := 1; d <= w.depth; d++ {
		if k := at(d); rank[k] > rank[kind] {
			kind = k
		}
	}
	return kind
}

// related reads the cross references.
func (r *reader) related() {
	for _, w := range r.order {
		if w.item == "" || w.cells[colRelated] == "" {
			continue
		}
		for _, id := range strings.Split(w.cells[colRelated], ",") {
			id = strings.TrimSpace(strings.ReplaceAll(id, "%2C", ","))
			to := r.rows[id]
			if to == nil || to.item == "" {
				r.add(&ruleParent, w.number, colRelated, id)
				continue
			}
			r.f.Associations = append(r.f.Associations, competency.Association{ID: competency.NewID(r.f.URI, "isRelatedTo "+w.cells[colID]+" "+id),
				Type: competency.AssociationIsRelatedTo, From: competency.NodeRef(w.item), To: competency.NodeRef(to.item)})
		}
	}
}
