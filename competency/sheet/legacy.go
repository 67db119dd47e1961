// SPDX-License-Identifier: Apache-2.0

package sheet

import (
	"bytes"
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/strictxml"
	"forge.apps.education.fr/eafc/briques/internal/tabular"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// legacy builds a framework out of the files of Moodle's « Référentiel ».
type legacy struct {
	reader
	listed []string // codes that the header names
	parent [2]string
	seq    int
}

func newLegacy(o Options) *legacy {
	g := &legacy{reader: reader{o: o, codes: map[string]int{}}}
	g.f = &competency.Framework{Kind: competency.KindIndividual, Standing: competency.StandingImported, Status: competency.StatusDraft, Version: "0.1.0",
		Language: "fr", Changed: "1970-01-01T00:00:00Z"}
	if o.Language != "" {
		g.f.Language = o.Language
	}
	if o.Changed != "" {
		g.f.Changed = o.Changed
	}
	return g
}

func (g *legacy) identify(code, title string) {
	f := g.f
	f.URI = g.o.URI
	if f.URI == "" {
		f.URI = "urn:x-moodle-referentiel:" + competency.EscapeIRI(code)
	}
	f.ID = competency.NewFrameworkID(f.URI)
	f.Title = competency.Text{f.Language: title}
	if title == "" {
		f.Title[f.Language] = code
	}
}

// item adds an item; a code that is there already gets its parent's before it.
func (g *legacy) item(t competency.ItemType, code, label, parent string, row int) {
	f := g.f
	key := string(t) + " " + code
	if _, twice := g.codes[key]; twice || code == "" {
		g.add(&ruleCode, row, 0, code)
		return
	}
	g.codes[key] = len(f.Items)
	if label == "" {
		label = code
		g.add(&ruleWords, row, 1)
	}
	it := competency.Item{ID: competency.NewID(f.URI, key), URI: f.URI + "#" + competency.EscapeIRI(strings.ReplaceAll(key, " ", "/")), Code: code, Type: t,
		Label: competency.Text{f.Language: label}, Origin: competency.OriginImported}
	f.Items = append(f.Items, it)
	to := competency.NodeRef(f.ID)
	if parent != "" {
		to = competency.NodeRef(competency.NewID(f.URI, parent))
	}
	g.seq++
	seq := g.seq
	f.Associations = append(f.Associations, competency.Association{ID: competency.NewID(f.URI, "isChildOf "+key+" "+parent), Type: competency.AssociationIsChildOf,
		From: competency.NodeRef(it.ID), To: to, Seq: &seq})
}

// rule reports a certification rule that says something.
func (g *legacy) rule(name, value string, row int) {
	v := strings.TrimSpace(value)
	if strings.Trim(v, "0./: ") == "" {
		return
	}
	if _, err := strconv.ParseFloat(v, 64); err != nil && !says(v) {
		return
	}
	g.add(&ruleThreshold, row, 0, name, cut(v))
}

// says reports whether a list "code:value/…" holds a value other than zero.
func says(list string) bool {
	for _, part := range strings.Split(list, "/") {
		_, v, ok := strings.Cut(part, ":")
		if v = strings.TrimSpace(v); ok && v != "" && strings.Trim(v, "0.") != "" {
			return true
		}
	}
	return false
}

// compare holds the codes that the header lists against the items, order
// included.
func (g *legacy) compare(row int) {
	var items []string
	for _, it := range g.f.Items {
		if it.Type == competency.ItemComponent {
			items = append(items, it.Code)
		}
	}
	if len(g.listed) == 0 {
		return
	}
	before := len(g.issues)
	g.missing(g.listed, items, row)
	g.missing(items, g.listed, row)
	if len(g.issues) > before {
		return
	}
	for i := range min(len(items), len(g.listed)) {
		if items[i] != g.listed[i] {
			g.add(&ruleList, row, 0, g.listed[i])
			return
		}
	}
}

// missing reports the codes of a that b lacks.
func (g *legacy) missing(a, b []string, row int) {
	have := make(map[string]bool, len(b))
	for _, c := range b {
		have[c] = true
	}
	for _, c := range a {
		if !have[c] {
			g.add(&ruleList, row, 0, c)
		}
	}
}

func split(list string) []string {
	var out []string
	for _, c := range strings.Split(list, "/") {
		if c = strings.TrimSpace(c); c != "" {
			out = append(out, c)
		}
	}
	return out
}

func looksXML(data []byte) bool {
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	return bytes.HasPrefix(bytes.TrimLeft(data, " \r\n\t"), []byte("<"))
}

func parseLegacyXML(data []byte, o Options) (*competency.Framework, issue.Issues) {
	root, is := strictxml.Parse(bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), " \r\n\t"), strictxml.Limits{})
	if root == nil {
		return nil, is
	}
	g := newLegacy(o)
	g.issues = is
	if root.Name.Local != "referentiel" {
		g.add(&ruleColumn, root.Line, 0, "<"+root.Name.Local+">", issue.Text{FR: "inconnue : un fichier XML doit être un export du module Référentiel", EN: "unknown: an XML file must be an export of the Référentiel module"})
		return nil, g.issues
	}
	g.identify(root.Child("code_referentiel").Value(), g.clean(root.Child("name").Value(), root.Line))
	if s := g.clean(root.At("description_referentiel", "text").Value(), root.Line); s != "" {
		g.f.Summary = competency.Text{g.f.Language: s}
	}
	g.source(root.Child("url_referentiel").Value())
	g.listed = split(root.Child("liste_codes_competence").Value())
	for _, name := range [...]string{"seuil_certificat", "minima_certificat"} {
		g.rule(name, root.Child(name).Value(), root.Line)
	}
	if p := root.Child("protocole"); p != nil {
		for _, c := range p.Children {
			if c.Name.Local != "p_timemodified" && c.Name.Local != "p_actif" && c.Name.Local != "p_commentaire" {
				g.rule(c.Name.Local, c.Value()+c.Child("text").Value(), c.Line)
			}
		}
	}
	for _, d := range root.All("domaine") {
		code := d.Child("code_domaine").Value()
		g.item(competency.ItemDomain, code, g.clean(d.At("description_domaine", "text").Value(), d.Line), "", d.Line)
		for _, c := range d.All("competence") {
			cc := c.Child("code_competence").Value()
			g.item(competency.ItemCompetency, cc, g.clean(c.At("description_competence", "text").Value(), c.Line), "domain "+code, c.Line)
			for _, i := range c.All("item") {
				g.item(competency.ItemComponent, i.Child("code").Value(), g.clean(i.At("description_item", "text").Value(), i.Line), "competency "+cc, i.Line)
			}
		}
	}
	g.compare(root.Line)
	g.issues.Sort()
	return g.f, g.issues
}

func (g *legacy) clean(s string, row int) string {
	return strings.Join(strings.Fields(g.mended(s, row, 1)), " ")
}

func (g *legacy) source(uri string) {
	if u := competency.EscapeIRI(strings.TrimSpace(uri)); u.Valid() {
		g.f.Sources = []competency.Source{{Title: g.f.Title.In(g.f.Language), URI: u}}
	}
}

func parseLegacyCSV(data []byte, o Options) (*competency.Framework, issue.Issues) {
	grid, is := tabular.Parse(data, tabular.Options{Comma: ';', Ragged: true, NoHeader: true, Unchanged: true})
	if grid == nil {
		return nil, is
	}
	g := newLegacy(o)
	for _, i := range is {
		if i.Code != "TABLE-004" { // these files leave quotes bare
			g.issues = append(g.issues, i)
		}
	}
	if grid.Encoding == tabular.EncodingCP1252 {
		g.add(&ruleEncoding, grid.Rows[0].Number, 0)
	}
	section, names, head := "", []string(nil), 1
	for _, row := range grid.Rows {
		if strings.HasPrefix(row.Cells[0], "#") {
			section, names = strings.TrimSpace(row.Cells[0]), row.Cells
			continue
		}
		cells := append(row.Cells, make([]string, 12)...)
		at := func(name string) string {
			for i, n := range names {
				if strings.TrimPrefix(strings.TrimSpace(n), "#") == name && i < len(row.Cells) {
					return strings.TrimSpace(row.Cells[i])
				}
			}
			return ""
		}
		code, label := strings.TrimSpace(cells[0]), g.clean(cells[1], row.Number)
		switch section {
		case "#code_referentiel":
			head = row.Number
			g.identify(code, label)
			if s := g.clean(cells[2], row.Number); s != "" {
				g.f.Summary = competency.Text{g.f.Language: s}
			}
			g.source(at("url_referentiel"))
			g.listed = split(at("liste_codes_competences"))
			g.rule("seuil_certificat", at("seuil_certificat"), row.Number)
			g.rule("minima_certificat", at("minima_certificat"), row.Number)
		case "#protocole_seuil":
			for i, n := range names {
				if n = strings.TrimPrefix(n, "#"); i < len(row.Cells) && n != "timemodified" && n != "actif" && n != "commentaire" {
					g.rule(n, row.Cells[i], row.Number)
				}
			}
		case "#code_domaine":
			g.parent[0] = "domain " + code
			g.item(competency.ItemDomain, code, label, "", row.Number)
		case "#code_competence":
			g.parent[1] = "competency " + code
			g.item(competency.ItemCompetency, code, label, g.parent[0], row.Number)
		case "#code_item":
			g.item(competency.ItemComponent, code, label, g.parent[1], row.Number)
		}
	}
	if g.f.URI == "" {
		g.add(&ruleColumn, head, 0, "code_referentiel", issue.Text{FR: "absente", EN: "missing"})
		return nil, g.issues
	}
	g.compare(head)
	g.issues.Sort()
	return g.f, g.issues
}

// parseOutcomes reads the outcomes that the module makes for Moodle: items
// alone, with the scale they are graded on.
func parseOutcomes(data []byte, o Options) (*competency.Framework, issue.Issues) {
	grid, is := tabular.Parse(data, tabular.Options{Comma: ';', Ragged: true, Unchanged: true})
	if grid == nil {
		return nil, is
	}
	g := newLegacy(o)
	g.issues = is
	if grid.Encoding == tabular.EncodingCP1252 {
		g.add(&ruleEncoding, grid.Rows[0].Number, 0)
	}
	for _, row := range grid.Rows[1:] {
		cells := append(row.Cells, make([]string, 6)...)
		name, _, _ := strings.Cut(cells[0], " :: ")
		code := strings.TrimSpace(cells[1])
		if g.f.URI == "" {
			title := strings.TrimSpace(strings.TrimSuffix(name, code))
			g.identify(title, title)
			g.outcomeScale(cells[3], cells[4])
		}
		g.item(competency.ItemCompetency, code, g.clean(cells[2], row.Number), "", row.Number)
	}
	if g.f.URI == "" {
		g.add(&ruleCode, grid.Rows[0].Number, 0, "")
		return nil, g.issues
	}
	g.issues.Sort()
	return g.f, g.issues
}

// outcomeScale reads "Non pertinent,Non validé,Validé".
func (g *legacy) outcomeScale(name, items string) {
	labels := strings.Split(items, ",")
	if len(labels) < 2 || len(labels) > 12 {
		return
	}
	s := competency.Scale{ID: strings.TrimSpace(name)}
	if s.ID == "" {
		s.ID = "N"
	}
	for i, l := range labels {
		s.Levels = append(s.Levels, competency.Level{Rank: i + 1, Label: competency.Text{g.f.Language: strings.TrimSpace(l)}, Origin: competency.OriginImported, Proficient: i+1 == len(labels)})
	}
	g.f.Scales = []competency.Scale{s}
}
