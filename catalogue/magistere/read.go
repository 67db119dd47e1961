// SPDX-License-Identifier: Apache-2.0

package magistere

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

const (
	maxBytes   = 32 << 20
	maxRows    = 200_000
	maxColumns = 256
)

// Read reads an index. Each row becomes a brick: training, incubating, without
// targets, since the index knows none. A row with a fault is left out and
// reported with line and column; columns that a brick cannot hold are listed
// once each as MAGISTERE-003.
func Read(r io.Reader) (*catalogue.Catalogue, issue.Issues) {
	out := &catalogue.Catalogue{Bricks: []catalogue.Brick{}}
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil || len(data) > maxBytes {
		return out, issue.Issues{ruleFile.At("", issue.Text{FR: "32 Mio au plus", EN: "32 MiB at most"})}
	}
	in := &index{out: out, matricules: map[string]bool{}, lost: map[string]bool{}, cells: map[string]string{}, places: map[string]int{}}
	if data = text(data); !in.sound(data) {
		return out, in.issues
	}
	in.read(data)
	in.issues.Sort()
	return out, in.issues
}

// text returns the file in UTF-8, without byte order mark.
func text(data []byte) []byte {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if utf8.Valid(data) {
		return data
	}
	decoded, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return data
	}
	return decoded
}

// maxIssues is how many faults are kept; the last one says that there are more.
const maxIssues = 1000

func (x *index) note(is issue.Issue) {
	switch n := len(x.issues); {
	case n < maxIssues:
		x.issues = append(x.issues, is)
	case n == maxIssues:
		x.issues = append(x.issues, ruleFile.At("", issue.Text{FR: "plus de 1 000 constats", EN: "more than 1,000 issues"}))
	}
}

type index struct {
	out        *catalogue.Catalogue
	issues     issue.Issues
	columns    []string
	matricules map[string]bool
	lost       map[string]bool
	cells      map[string]string // of the current row, by column
	places     map[string]int
}

// sound refuses what is no index before any of it is taken apart.
func (x *index) sound(data []byte) bool {
	var why issue.Text
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		why = issue.Text{FR: "vide", EN: "empty"}
	case bytes.IndexByte(data, 0) >= 0:
		why = issue.Text{FR: "U+0000 dans le texte", EN: "U+0000 in the text"}
	case bytes.IndexByte(data, '"') < 0 && bytes.Count(data, []byte("\n")) > maxRows+1:
		why = issue.Text{FR: "200 000 lignes au plus", EN: "200,000 lines at most"}
	}
	for rest := data; why.FR == "" && len(rest) > 0; {
		var line []byte
		line, rest, _ = bytes.Cut(rest, []byte("\n"))
		if bytes.Count(line, []byte(";")) >= maxColumns {
			why = issue.Text{FR: "256 colonnes au plus", EN: "256 columns at most"}
		}
	}
	if why.FR != "" {
		x.note(ruleFile.At("", why))
	}
	return why.FR == ""
}

func (x *index) read(data []byte) {
	c := csv.NewReader(bytes.NewReader(data))
	c.Comma, c.ReuseRecord = ';', true
	if head, _, _ := bytes.Cut(data, []byte("\n")); bytes.Count(head, []byte(",")) > bytes.Count(head, []byte(";")) {
		c.Comma = ','
	}
	for row := 0; ; row++ {
		cells, err := c.Read()
		var bad *csv.ParseError
		switch {
		case err == io.EOF:
			return
		case errors.As(err, &bad):
			is := ruleFile.At("", bad.Err)
			is.Line, is.Column = bad.Line, bad.Column
			x.note(is)
			if !errors.Is(err, csv.ErrFieldCount) {
				return
			}
			continue
		case row > maxRows:
			x.note(ruleFile.At("", issue.Text{FR: "200 000 lignes au plus", EN: "200,000 lines at most"}))
			return
		case row == 0:
			if !x.head(cells) {
				return
			}
			continue
		}
		x.row(c, cells)
	}
}

// head reads the names of the columns.
func (x *index) head(cells []string) bool {
	known := map[string]bool{}
	for _, c := range Columns {
		known[c] = true
	}
	seen := map[string]bool{}
	for i, c := range cells {
		c = strings.ToLower(strings.TrimSpace(c))
		x.columns = append(x.columns, c)
		if !known[c] || seen[c] {
			x.note(ruleField.At(issue.Pointer("/0").Index(i), c, c, strings.Join(Columns, ", ")))
		}
		seen[c] = true
	}
	for _, c := range []string{"tps_a_distance", "tps_en_presence", "year", "code", "title", "version"} {
		if !seen[c] {
			x.note(ruleField.At("/0", c, "", issue.Text{FR: "une colonne " + c, EN: "a column " + c}))
			return false
		}
	}
	return true
}

func (x *index) row(c *csv.Reader, cells []string) {
	row, at := x.cells, x.places
	clear(row)
	clear(at)
	for i, cell := range cells {
		if i < len(x.columns) {
			row[x.columns[i]], at[x.columns[i]] = strings.TrimPrefix(strings.TrimSpace(cell), "'"), i
		}
	}
	refused := false
	fault := func(column string, r *issue.Rule, args ...any) {
		line, col := c.FieldPos(at[column])
		is := r.At(issue.Pointer("/bricks").Index(len(x.out.Bricks)).Field(column), args...)
		is.Line, is.Column = line, col
		x.note(is)
		refused = true
	}
	for _, m := range misfits(row) {
		fault(m.column, ruleField, m.column, row[m.column], m.want)
	}
	m := Matricule{row["year"], row["code"], row["title"]}
	if x.matricules[m.String()] {
		fault("title", ruleTwice, m)
	}
	minutes := func(column string) catalogue.Minutes {
		n, err := strconv.Atoi(row[column])
		if row[column] == "" {
			return 0
		}
		if err != nil || n < 0 || n > 60000 {
			fault(column, ruleField, column, row[column], issue.Text{FR: "un nombre de minutes", EN: "a number of minutes"})
		}
		return catalogue.Minutes(n)
	}
	b := catalogue.Brick{ID: competency.IRI(row["idnumber"]), Version: row["version"] + ".0", Title: words(row["fullname"], row["title"]), Kind: catalogue.KindTraining,
		Status: catalogue.StatusIncubating, Targets: []catalogue.Target{}, Remote: minutes("tps_a_distance"), OnSite: minutes("tps_en_presence"),
		PublishedOn: competency.Date(row["startdate"]), WithdrawnOn: competency.Date(row["enddate"]), Language: "fr",
		External: []catalogue.ExternalID{{Scheme: "magistere", Value: m.String()}}}
	if row["objectif"] != "" {
		b.Summary = competency.Text{"fr": row["objectif"]}
	}
	if b.ID == "" {
		b.ID = competency.EscapeIRI("urn:magistere:" + m.String())
	}
	if !b.ID.Valid() {
		fault("idnumber", ruleField, "idnumber", row["idnumber"], issue.Text{FR: "un IRI", EN: "an IRI"})
	}
	if strings.Count(b.Version, ".") == 1 {
		b.Version += ".0"
	}
	if len(row["version"]) <= widths["version"] && !competency.ValidVersion(b.Version) {
		fault("version", ruleField, "version", row["version"], "1.0")
	}
	for _, column := range []string{"startdate", "enddate"} {
		if row[column] != "" && !competency.Date(row[column]).Valid() {
			fault(column, ruleField, column, row[column], "AAAA-MM-JJ")
		}
	}
	b.Publics = list(row["publics"])
	for _, t := range list(row["keywords"]) {
		if tag := catalogue.Tag(t); tag.Valid() {
			b.Tags = append(b.Tags, tag)
		} else {
			x.lose("keywords")
		}
	}
	b.Modality = modality(&b)
	for name, value := range row {
		if value != "" && unheld[name] {
			x.lose(name)
		}
	}
	if !refused {
		x.matricules[m.String()] = true
		x.out.Bricks = append(x.out.Bricks, b)
	}
}

// unheld are the columns that a brick has no place for.
var unheld = map[string]bool{"collection": true, "accompagnement": true, "origin": true, "domain": true, "authors": true, "validateby": true,
	"academy": true, "departement": true, "contact": true, "entree_metier": true, "certificat": true, "rythme": true}

func (x *index) lose(column string) {
	if x.lost[column] {
		return
	}
	x.lost[column] = true
	x.note(ruleLost.At(issue.Pointer("/").Field(column), issue.Text{FR: "la colonne " + column, EN: "the column " + column}))
}

func words(choices ...string) competency.Text {
	for _, s := range choices {
		if s != "" {
			return competency.Text{"fr": s}
		}
	}
	return nil
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

// modality follows the minutes: both kinds are blended, remote alone is
// asynchronous.
func modality(b *catalogue.Brick) catalogue.Modality {
	switch {
	case b.OnSite > 0 && b.Remote > 0:
		return catalogue.ModalityBlended
	case b.Remote > 0:
		return catalogue.ModalityRemoteAsync
	}
	return catalogue.ModalityOnSite
}
