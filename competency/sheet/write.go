// SPDX-License-Identifier: Apache-2.0

package sheet

import (
	"io"
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/tabular"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// WriteCSV writes f as CSV for a spreadsheet. The issues are its losses.
func WriteCSV(w io.Writer, f *competency.Framework) (issue.Issues, error) {
	rows, is := Rows(f)
	return is, tabular.CSV{}.Write(w, rows)
}

// WriteXLSX writes f as XLSX, with lists to choose from and a page of help.
func WriteXLSX(w io.Writer, f *competency.Framework) (issue.Issues, error) {
	rows, is := Rows(f)
	return is, tabular.WriteXLSX(w, mainSheet(rows), helpSheet())
}

type writer struct {
	f      *competency.Framework
	rows   [][]string
	codes  map[competency.NodeRef]string
	losses map[issue.Text]int
	order  []issue.Text
}

// Rows returns the rows of the sheet, the header first, and the losses.
func Rows(f *competency.Framework) ([][]string, issue.Issues) {
	w := &writer{f: f, codes: make(map[competency.NodeRef]string, len(f.Items)), losses: map[issue.Text]int{}}
	w.rows = append(w.rows, headers)
	w.framework()
	for i := range f.Scales {
		w.scale(&f.Scales[i])
	}
	seen := map[string]bool{}
	for i := range f.Items {
		it := &f.Items[i]
		code := it.Code
		if code == "" || seen[code] {
			code = string(it.ID) // codes are unique within a type only
			if it.Code != "" {
				w.lose(issue.Text{FR: "codes donnés deux fois", EN: "codes given twice"}, 1)
			}
		}
		seen[code] = true
		w.codes[competency.NodeRef(it.ID)] = code
	}
	links := w.items()
	for i := range f.Associations {
		if !links[i] {
			w.link(&f.Associations[i])
		}
	}
	w.lose(issue.Text{FR: "grilles critériées", EN: "rubrics"}, len(f.Rubrics))
	w.lose(issue.Text{FR: "membres d’extension", EN: "extension members"}, bit(len(f.Extra) > 0))
	var is issue.Issues
	for _, what := range w.order {
		is = append(is, ruleLoss.At("", what, w.losses[what]))
	}
	return w.rows, is
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (w *writer) lose(what issue.Text, n int) {
	if n < 1 {
		return
	}
	if w.losses[what] == 0 {
		w.order = append(w.order, what)
	}
	w.losses[what] += n
}

func (w *writer) add(kind string) []string {
	row := make([]string, columns)
	row[colType] = kind
	w.rows = append(w.rows, row)
	return row
}

// words writes a text into the two columns that the sheet has.
func (w *writer) words(row []string, t competency.Text) {
	row[colFR], row[colEN] = t["fr"], t["en"]
	n := len(t)
	for _, l := range [...]string{"fr", "en"} {
		if _, ok := t[l]; ok {
			n--
		}
	}
	w.lose(issue.Text{FR: "langues autres que fr et en", EN: "languages other than fr and en"}, n)
}

func (w *writer) property(name string, t competency.Text) {
	if len(t) > 0 {
		row := w.add(rowFramework)
		row[colCode] = name
		w.words(row, t)
	}
}

func (w *writer) value(name, v string) {
	if v != "" {
		row := w.add(rowFramework)
		row[colCode], row[colFR] = name, v
	}
}

func (w *writer) framework() {
	f := w.f
	w.value("uri", string(f.URI))
	if f.ID != competency.NewFrameworkID(f.URI) {
		w.value("id", string(f.ID))
	}
	w.value("version", f.Version)
	w.property("titre", f.Title)
	w.property("resume", f.Summary)
	w.value("langue", f.Language)
	w.value("nature", wordOf(kinds, string(f.Kind)))
	w.value("autorite", wordOf(stands, string(f.Standing)))
	w.value("statut", wordOf(states, string(f.Status)))
	w.value("debut", string(f.ValidFrom))
	w.value("fin", string(f.ValidUntil))
	w.value("editeur", f.Publisher)
	w.value("licence", f.Licence)
	w.value("modifie", string(f.Changed))
	w.value("schema", string(f.Schema))
	for _, s := range f.Sources {
		row := w.add(rowFramework)
		row[colCode], row[colFR], row[colSource], row[colNote] = "source", s.Title, string(s.URI), s.Reference
		var t traits
		t.set("verifie", string(s.VerifiedOn))
		row[colNature] = t.String()
	}
}

func (w *writer) scale(s *competency.Scale) {
	for _, l := range s.Levels {
		row := w.add(rowLevel)
		row[colCode], row[colParent], row[colRank] = l.Code, s.ID, strconv.Itoa(l.Rank)
		w.words(row, l.Label)
		var t traits
		t.set("groupe", l.Group)
		t.flag("acquis", l.Proficient)
		row[colNature], row[colOrigin] = t.String(), wordOf(origins, string(l.Origin))
		if len(l.Descriptor) > 0 {
			row := w.add(rowDescriptor)
			row[colParent], row[colRank] = s.ID, strconv.Itoa(l.Rank)
			w.words(row, l.Descriptor)
		}
	}
	w.lose(issue.Text{FR: "correspondances de niveaux avec une version antérieure", EN: "matches of levels with an earlier version"}, len(s.Replaces))
}

// items writes the items in the order of the tree and returns the
// associations that their parent column already says.
func (w *writer) items() map[int]bool {
	f := w.f
	said := map[int]bool{}
	first := map[competency.NodeRef]int{}
	for i, a := range f.Associations {
		if a.Type != competency.AssociationIsChildOf {
			continue
		}
		j, ok := first[a.From]
		if !ok || before(a, f.Associations[j]) {
			first[a.From] = i
		}
	}
	done := make(map[competency.ID]bool, len(f.Items))
	f.Tree().Walk(func(n *competency.Node, _ int, isFirst bool) {
		if isFirst {
			done[n.Item.ID] = true
			w.item(n.Item, first, said)
		}
	})
	for i := range f.Items {
		if !done[f.Items[i].ID] {
			w.item(&f.Items[i], first, said)
		}
	}
	return said
}

// before orders the parents of an item: the main one has the least Seq.
func before(a, b competency.Association) bool {
	x, y := 1<<62, 1<<62
	if a.Seq != nil {
		x = *a.Seq
	}
	if b.Seq != nil {
		y = *b.Seq
	}
	return x < y
}

func (w *writer) item(it *competency.Item, parents map[competency.NodeRef]int, said map[int]bool) {
	f := w.f
	code := w.codes[competency.NodeRef(it.ID)]
	row := w.add(itemRows[it.Type])
	row[colCode] = code
	w.words(row, it.Label)
	row[colOrigin] = wordOf(origins, string(it.Origin))
	var t traits
	if it.ID != competency.NewID(f.URI, code) {
		t.set("id", string(it.ID))
	}
	if it.URI != f.URI+"#"+competency.EscapeIRI(code) {
		row[colSource] = string(it.URI)
	}
	t.set("echelle", it.Scale)
	t.set("phase", string(it.Phase))
	if it.ValidMonths > 0 {
		t.set("validite", strconv.Itoa(it.ValidMonths))
	}
	t.set("debut", string(it.From))
	t.set("fin", string(it.Until))
	t.flag("retire", it.Retired)
	t.set("modifie", string(it.Changed))
	i, ok := parents[competency.NodeRef(it.ID)]
	if ok {
		a := f.Associations[i]
		parent, known := w.codes[a.To]
		if known || a.To == competency.NodeRef(f.ID) {
			said[i] = true
			row[colParent] = parent
			if a.Seq != nil {
				row[colRank] = strconv.Itoa(*a.Seq)
			}
			if a.ID != competency.NewID(f.URI, "isChildOf "+code+" "+parent) {
				t.set("lien", string(a.ID))
			}
			w.lose(issue.Text{FR: "détails de liens (groupe, note, date)", EN: "details of links (group, note, date)"}, bit(a.Grouping != "" || a.Notes != "" || a.Changed != "" || len(a.Extra) > 0))
		}
	} else {
		t.flag("sans parent", true)
	}
	row[colNature] = t.String()
	w.below(it, code, row)
}

// below writes what belongs to an item: anchors, statement, keywords,
// indicators.
func (w *writer) below(it *competency.Item, code string, row []string) {
	for _, a := range it.Anchors {
		if a.Rank < 0 || a.Rank > 12 {
			continue
		}
		row[colN0+a.Rank] = a.Text["fr"]
		if a.Text["en"] != "" || a.Origin != it.Origin || a.Text["fr"] == "" {
			more := w.add(rowAnchor)
			more[colParent], more[colRank], more[colEN] = code, strconv.Itoa(a.Rank), a.Text["en"]
			if a.Origin != it.Origin {
				more[colOrigin] = wordOf(origins, string(a.Origin))
			}
		}
		w.words(make([]string, columns), a.Text) // counts other languages
	}
	if len(it.Statement) > 0 {
		row := w.add(rowStatement)
		row[colParent] = code
		w.words(row, it.Statement)
	}
	for _, k := range it.Keywords {
		row := w.add(rowKeyword)
		row[colParent], row[colFR] = code, k
	}
	count := map[int]int{}
	for _, n := range it.Indicators {
		count[n.Rank]++
		row := w.add(rowIndicator)
		name := code + "/" + strconv.Itoa(n.Rank) + "." + strconv.Itoa(count[n.Rank])
		row[colCode], row[colParent], row[colRank] = name, code, strconv.Itoa(n.Rank)
		w.words(row, n.Statement)
		row[colOrigin] = wordOf(origins, string(n.Origin))
		t := traits{wordOf(natures, string(n.Kind))}
		t.flag("requis", n.Required)
		if n.ID != competency.NewID(w.f.URI, name) {
			t.set("id", string(n.ID))
		}
		row[colNature] = t.String()
	}
	w.lose(issue.Text{FR: "alertes de compétence rare ou en tension", EN: "flags of a rare or tense competency"}, len(it.Flags))
	w.lose(issue.Text{FR: "membres d’extension", EN: "extension members"}, bit(len(it.Extra) > 0))
}

func (w *writer) link(a *competency.Association) {
	f := w.f
	row := w.add(rowLink)
	from, to := w.end(a.From), w.end(a.To)
	row[colParent], row[colSource] = from, to
	if a.Seq != nil {
		row[colRank] = strconv.Itoa(*a.Seq)
	}
	t := traits{string(a.Type)}
	if a.ID != competency.NewID(f.URI, string(a.Type)+" "+from+" "+to) {
		t.set("id", string(a.ID))
	}
	t.set("modifie", string(a.Changed))
	row[colNature], row[colFR], row[colNote] = t.String(), a.Grouping, a.Notes
	w.lose(issue.Text{FR: "membres d’extension", EN: "extension members"}, bit(len(a.Extra) > 0))
}

// end names an end of an association by its code, "" for the framework, or
// as it stands.
func (w *writer) end(ref competency.NodeRef) string {
	if code, ok := w.codes[ref]; ok {
		return code
	}
	if ref == competency.NodeRef(w.f.ID) {
		return ""
	}
	return strings.TrimSpace(string(ref))
}
