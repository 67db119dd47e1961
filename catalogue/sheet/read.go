// SPDX-License-Identifier: Apache-2.0

package sheet

import (
	"io"
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/tabular"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Read reads a table, CSV or XLSX. A row with a fault is left out and reported
// with its row and column; the others are kept. The error is for reading
// alone.
func Read(r io.Reader, o Options) (*catalogue.Catalogue, issue.Issues, error) {
	out := &catalogue.Catalogue{Bricks: []catalogue.Brick{}}
	grid, faults, err := tabular.Read(r, tabular.Options{})
	rd := &reader{out: out, items: map[string]competency.Ref{}, seen: map[catalogue.BrickRef]int{}}
	for _, f := range faults {
		if f.Code == "TABLE-007" { // what a spreadsheet would run
			is := ruleActive.At(f.Pointer, f)
			is.Line, is.Column = f.Line, f.Column
			f = is
		}
		rd.issues = append(rd.issues, f)
	}
	if err != nil || grid == nil || len(grid.Rows) == 0 {
		return out, rd.issues, err
	}
	if grid.Encoding == tabular.EncodingCP1252 {
		rd.issues = append(rd.issues, ruleEncoding.At(""))
	}
	if o.Framework != nil {
		for i := range o.Framework.Items {
			it := &o.Framework.Items[i]
			rd.items[strings.ToLower(it.Code)] = competency.Ref{Framework: o.Framework.URI, Version: o.Framework.Version, Item: it.ID}
		}
	}
	if rd.head(grid.Rows[0]) {
		for _, row := range grid.Rows[1:] {
			rd.row(row)
		}
	}
	rd.issues.Sort()
	return out, rd.issues, nil
}

// note records a fault of the current row.
func (r *reader) note(rule *issue.Rule, column int, args ...any) {
	if len(r.issues) < tabular.MaxIssues {
		r.issues = append(r.issues, tabular.At(rule, r.number, column, args...))
	}
}

type reader struct {
	out     *catalogue.Catalogue
	items   map[string]competency.Ref
	seen    map[catalogue.BrickRef]int // row of a brick
	columns map[string]int
	issues  issue.Issues

	// of the row being read
	cells   []string
	number  int
	refused bool
}

func (r *reader) head(row tabular.Row) bool {
	r.columns = map[string]int{}
	for i, c := range row.Cells {
		name := strings.ToLower(strings.TrimSpace(c))
		known := false
		for _, column := range Columns {
			known = known || column == name
		}
		if _, twice := r.columns[name]; twice || !known && name != "" {
			r.issues = append(r.issues, tabular.At(&ruleColumn, row.Number, i, name, issue.Text{FR: "colonnes connues : " + strings.Join(Columns, ", "), EN: "known columns: " + strings.Join(Columns, ", ")}))
			continue
		}
		r.columns[name] = i
	}
	for _, name := range []string{"id", "titre_fr"} {
		if _, there := r.columns[name]; !there {
			r.issues = append(r.issues, tabular.At(&ruleColumn, row.Number, -1, name, issue.Text{FR: "ajoutez la colonne " + name, EN: "add the column " + name}))
			return false
		}
	}
	return true
}

func (r *reader) cell(column string) string {
	i, there := r.columns[column]
	if !there || i >= len(r.cells) {
		return ""
	}
	return strings.TrimSpace(r.cells[i])
}

func (r *reader) fault(column string, want any) {
	i, there := r.columns[column]
	if !there {
		i = -1
	}
	r.note(&ruleCell, i, column, r.cell(column), want)
	r.refused = true
}

func (r *reader) row(row tabular.Row) {
	r.cells, r.number, r.refused = row.Cells, row.Number, false
	b := catalogue.Brick{ID: competency.IRI(r.cell("id")), Version: r.cell("version"), Title: competency.Text{"fr": r.cell("titre_fr")}, Language: "fr",
		Kind: word(r, "nature", kinds, catalogue.KindTraining), Status: word(r, "statut", statuses, catalogue.StatusIncubating),
		Modality: word(r, "modalite", catalogue.Modalities(), catalogue.ModalityOnSite), OnSite: r.minutes("minutes_presence"), Remote: r.minutes("minutes_distance"),
		Targets: []catalogue.Target{}, Licence: r.cell("licence"), Publics: list(r.cell("publics"))}
	if b.Version == "" {
		b.Version = "1.0.0"
	}
	if !b.ID.Valid() {
		r.fault("id", issue.Text{FR: "un IRI", EN: "an IRI"})
	}
	if !competency.ValidVersion(b.Version) {
		r.fault("version", issue.Text{FR: "une version 1.0.0", EN: "a version 1.0.0"})
	}
	if b.Title["fr"] == "" {
		r.fault("titre_fr", issue.Text{FR: "un titre", EN: "a title"})
	}
	if s := r.cell("resume_fr"); s != "" {
		b.Summary = competency.Text{"fr": s}
	}
	for _, s := range list(r.cell("vise")) {
		role := catalogue.RoleAimed
		if inner, used := strings.CutPrefix(s, "("); used {
			s, role = strings.TrimSuffix(inner, ")"), catalogue.RoleUsed
		}
		b.Targets = append(b.Targets, catalogue.Target{ItemRank: r.rank("vise", s), Role: role})
	}
	for _, s := range list(r.cell("entree")) {
		b.Entry = append(b.Entry, r.rank("entree", s))
	}
	for _, s := range list(r.cell("prerequis")) {
		var p catalogue.Prerequisite
		for _, one := range strings.Split(s, "|") {
			p.AnyOf = append(p.AnyOf, r.reference(strings.TrimSpace(one)))
		}
		b.Prerequisites = append(b.Prerequisites, p)
	}
	for _, s := range list(r.cell("etiquettes")) {
		tag := catalogue.Tag(s)
		if !tag.Valid() {
			r.fault("etiquettes", issue.Text{FR: "une étiquette connue ou ext:…", EN: "a known tag or ext:…"})
		}
		b.Tags = append(b.Tags, tag)
	}
	for _, scheme := range []string{"gaia", "magistere"} {
		if v := r.cell(scheme); v != "" {
			b.External = append(b.External, catalogue.ExternalID{Scheme: scheme, Value: v})
		}
	}
	if at, twice := r.seen[b.Ref()]; twice && !r.refused {
		r.note(&ruleTwice, r.columns["id"], string(b.ID), b.Version, at)
		return
	}
	if !r.refused {
		r.seen[b.Ref()] = r.number
		r.out.Bricks = append(r.out.Bricks, b)
	}
}

// word reads a value of a vocabulary, in French or as in JSON.
func word[V ~string](r *reader, column string, values []V, usual V) V {
	s := r.cell(column)
	if s == "" {
		return usual
	}
	var known []string
	for _, v := range values {
		if strings.EqualFold(s, string(v)) || strings.EqualFold(s, catalogue.Label(v, "fr")) {
			return v
		}
		known = append(known, catalogue.Label(v, "fr"))
	}
	r.fault(column, strings.Join(known, ", "))
	return usual
}

func (r *reader) minutes(column string) catalogue.Minutes {
	s := r.cell(column)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 60000 {
		r.fault(column, issue.Text{FR: "un nombre de minutes de 0 à 60000", EN: "a number of minutes from 0 to 60000"})
	}
	return catalogue.Minutes(n)
}

func (r *reader) rank(column, s string) catalogue.ItemRank {
	code, number, found := strings.Cut(s, "@")
	rank, err := strconv.Atoi(number)
	ref, known := r.items[strings.ToLower(strings.TrimSpace(code))]
	switch {
	case !found || err != nil || rank < 0 || rank > 12:
		r.fault(column, "CODE@RANG")
	case !known:
		r.fault(column, issue.Text{FR: "un code du référentiel", EN: "a code of the framework"})
	}
	return catalogue.ItemRank{Item: ref, Rank: rank}
}

func (r *reader) reference(s string) catalogue.BrickRef {
	ref := catalogue.BrickRef{ID: competency.IRI(s), Version: "1.0.0"}
	if i := strings.LastIndexByte(s, '@'); i > 0 && competency.ValidVersion(s[i+1:]) {
		ref = catalogue.BrickRef{ID: competency.IRI(s[:i]), Version: s[i+1:]}
	}
	if !ref.ID.Valid() {
		r.fault("prerequis", issue.Text{FR: "l'IRI d'une brique", EN: "the IRI of a brick"})
	}
	return ref
}

func list(cell string) []string {
	var out []string
	for _, s := range strings.Split(cell, ",") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}
