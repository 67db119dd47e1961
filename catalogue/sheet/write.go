// SPDX-License-Identifier: Apache-2.0

package sheet

import (
	"io"
	"sort"
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/tabular"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Columns are the columns of the table, in the order Write gives them.
var Columns = []string{"id", "version", "titre_fr", "resume_fr", "nature", "statut", "modalite", "minutes_presence", "minutes_distance",
	"vise", "entree", "prerequis", "publics", "etiquettes", "licence", "gaia", "magistere"}

// Format is the kind of file.
type Format string

// The formats.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
)

// Options names the framework whose codes the table speaks.
type Options struct{ Framework *competency.Framework }

// Write writes the bricks of c, in their order. What the table cannot hold is
// listed as CATSHEET-005, an item outside the framework as CATSHEET-002 (its
// rank is then left out).
func Write(w io.Writer, c *catalogue.Catalogue, f Format, o Options) (issue.Issues, error) {
	wr := &writer{codes: map[competency.ID]string{}}
	if o.Framework != nil {
		wr.uri = o.Framework.URI
		for i := range o.Framework.Items {
			wr.codes[o.Framework.Items[i].ID] = o.Framework.Items[i].Code
		}
	}
	rows := [][]string{Columns}
	for i := range c.Bricks {
		rows = append(rows, wr.row(&c.Bricks[i], issue.Pointer("/bricks").Index(i)))
	}
	if len(c.Pathways) > 0 {
		wr.lose("/pathways", issue.Text{FR: "les parcours", EN: "the pathways"})
	}
	return wr.issues, write(w, rows, f)
}

// Template writes an empty table with one example row and, in XLSX, lists to
// choose from.
func Template(w io.Writer, f Format) error {
	example := []string{"https://exemple.fr/briques/1", "1.0.0", "Titre de la brique", "Ce que l'on saura faire", "formation", "en incubation", "hybride", "180", "60",
		"EA1@2", "EA1@1", "", "personnel de direction", "digital", "etalab-2.0", "", ""}
	return write(w, [][]string{Columns, example}, f)
}

func write(w io.Writer, rows [][]string, f Format) error {
	if f == CSV {
		return tabular.CSV{}.Write(w, rows)
	}
	return tabular.WriteXLSX(w, tabular.Sheet{Name: "Briques", Rows: rows, Numbers: []int{7, 8}, Lists: map[int][]string{
		4: words(kinds), 5: words(statuses), 6: words(catalogue.Modalities())}})
}

var (
	kinds = []catalogue.Kind{catalogue.KindInformation, catalogue.KindTraining, catalogue.KindTransfer, catalogue.KindPersonalisation,
		catalogue.KindAssessment, catalogue.KindPositioning}
	statuses = []catalogue.Status{catalogue.StatusIncubating, catalogue.StatusTrialled, catalogue.StatusCertified, catalogue.StatusWithdrawn}
)

func words[V ~string](values []V) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = catalogue.Label(v, "fr")
	}
	return out
}

type writer struct {
	uri    competency.IRI
	codes  map[competency.ID]string
	issues issue.Issues
}

func (w *writer) lose(at issue.Pointer, what issue.Text) {
	w.issues = append(w.issues, ruleLost.At(at, what))
}

func (w *writer) row(b *catalogue.Brick, at issue.Pointer) []string {
	var aims, entry, before, tags []string
	for _, t := range b.Targets {
		if s := w.rank(t.ItemRank, at); s != "" && t.Role == catalogue.RoleUsed {
			aims = append(aims, "("+s+")")
		} else if s != "" {
			aims = append(aims, s)
		}
	}
	for _, e := range b.Entry {
		if s := w.rank(e, at); s != "" {
			entry = append(entry, s)
		}
	}
	for _, p := range b.Prerequisites {
		var any []string
		for _, r := range p.AnyOf {
			any = append(any, reference(r))
		}
		before = append(before, strings.Join(any, " | "))
	}
	for _, t := range b.Tags {
		tags = append(tags, string(t))
	}
	external := map[string]string{}
	for _, e := range b.External {
		if _, taken := external[e.Scheme]; taken || e.Scheme != "gaia" && e.Scheme != "magistere" {
			w.lose(at, issue.Text{FR: "l'identifiant " + e.Scheme, EN: "the identifier " + e.Scheme})
			continue
		}
		external[e.Scheme] = e.Value
	}
	for _, p := range b.Publics {
		if strings.Contains(p, ",") {
			w.lose(at, issue.Text{FR: "la virgule d'un public", EN: "the comma of a public"})
		}
	}
	w.losses(b, at)
	return []string{string(b.ID), b.Version, b.Title.In("fr"), b.Summary["fr"], catalogue.Label(b.Kind, "fr"), catalogue.Label(b.Status, "fr"), catalogue.Label(b.Modality, "fr"),
		strconv.FormatInt(int64(b.OnSite), 10), strconv.FormatInt(int64(b.Remote), 10), strings.Join(aims, ", "), strings.Join(entry, ", "), strings.Join(before, ", "),
		strings.Join(b.Publics, ", "), strings.Join(tags, ", "), b.Licence, external["gaia"], external["magistere"]}
}

// rank writes CODE@RANK, "" for an item outside the framework.
func (w *writer) rank(r catalogue.ItemRank, at issue.Pointer) string {
	code, known := w.codes[r.Item.Item]
	if !known || r.Item.Framework != w.uri {
		w.issues = append(w.issues, ruleCell.At(at, "vise", string(r.Item.Item), issue.Text{FR: "un élément du référentiel", EN: "an item of the framework"}))
		return ""
	}
	return code + "@" + strconv.Itoa(r.Rank)
}

// reference writes the id of a brick, and its version when it is not 1.0.0.
func reference(r catalogue.BrickRef) string {
	if r.Version == "1.0.0" {
		return string(r.ID)
	}
	return string(r.ID) + "@" + r.Version
}

func (w *writer) losses(b *catalogue.Brick, at issue.Pointer) {
	langs := b.Title.Languages()
	sort.Strings(langs)
	for _, l := range []struct {
		has  bool
		what issue.Text
	}{
		{len(langs) > 1 || len(langs) == 1 && langs[0] != "fr", issue.Text{FR: "les autres langues", EN: "the other languages"}}, {len(b.Assessments) > 0, issue.Text{FR: "les évaluations", EN: "the assessments"}}, {len(b.Equivalents) > 0, issue.Text{FR: "les équivalences", EN: "the equivalents"}},
		{len(b.Sources) > 0, issue.Text{FR: "les sources", EN: "the sources"}}, {len(b.Partners) > 0, issue.Text{FR: "les partenaires", EN: "the partners"}}, {len(b.Decisions) > 0, issue.Text{FR: "les décisions", EN: "the decisions"}}, {len(b.Accessibility) > 0, issue.Text{FR: "l'accessibilité", EN: "the accessibility"}},
		{b.Positioning != nil, issue.Text{FR: "le positionnement", EN: "the positioning"}}, {b.PublishedOn != "" || b.WithdrawnOn != "", issue.Text{FR: "les dates", EN: "the dates"}}, {b.Language != "fr", issue.Text{FR: "la langue", EN: "the language"}},
	} {
		if l.has {
			w.lose(at, l.what)
		}
	}
}
