// SPDX-License-Identifier: Apache-2.0

package magistere

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Write writes the index of the bricks of c, in their order. A brick whose
// row M@gistère would refuse is left out and reported (MAGISTERE-001, -002);
// what the index cannot hold is listed as MAGISTERE-003.
func Write(w io.Writer, c *catalogue.Catalogue, o Options) (issue.Issues, error) {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return nil, err
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	if err := out.Write(Columns); err != nil {
		return nil, err
	}
	var is issue.Issues
	seen := map[string]bool{}
	for i := range c.Bricks {
		b, at := &c.Bricks[i], issue.Pointer("/bricks").Index(i)
		row := o.row(b)
		var faults issue.Issues
		for _, m := range misfits(row) {
			faults = append(faults, ruleField.At(at, m.column, row[m.column], m.want))
		}
		if m := (Matricule{row["year"], row["code"], row["title"]}).String(); seen[m] {
			faults = append(faults, ruleTwice.At(at, m))
		} else {
			seen[m] = true
		}
		is = append(is, faults...)
		is = append(is, losses(b, at)...)
		if len(faults) > 0 {
			continue
		}
		cells := make([]string, len(Columns))
		for n, name := range Columns {
			cells[n] = inert(row[name])
		}
		if err := out.Write(cells); err != nil {
			return is, err
		}
	}
	out.Flush()
	return is, out.Error()
}

// inert keeps a cell that a spreadsheet would read as a formula a text.
func inert(cell string) string {
	if cell != "" && (strings.ContainsRune("=+-@\t\r", rune(cell[0])) || strings.HasPrefix(cell, "＝")) {
		return "'" + cell
	}
	return cell
}

func (o Options) row(b *catalogue.Brick) map[string]string {
	m := o.matricule(b)
	tags := make([]string, len(b.Tags))
	for i, t := range b.Tags {
		tags[i] = string(t)
	}
	return map[string]string{
		"idnumber": string(b.ID), "fullname": b.Title.In("fr"), "objectif": b.Summary.In("fr"), "collection": o.Collection,
		"tps_a_distance": strconv.FormatInt(int64(b.Remote), 10), "tps_en_presence": strconv.FormatInt(int64(b.OnSite), 10),
		"origin": o.Origin, "domain": o.Domain, "academy": o.Academy, "year": m.Year, "code": m.Code, "title": m.Title,
		"version": shortVersion(b.Version), "startdate": string(b.PublishedOn), "enddate": string(b.WithdrawnOn),
		"publics": strings.Join(b.Publics, ","), "keywords": strings.Join(tags, ","),
	}
}

// shortVersion keeps major and minor of a semantic version.
func shortVersion(v string) string {
	parts := strings.SplitN(v, ".", 3)
	if len(parts) < 2 {
		return v
	}
	return parts[0] + "." + parts[1]
}

// misfit is a column whose value M@gistère refuses, and what it takes.
type misfit struct {
	column string
	want   issue.Text
}

// misfits lists them for one row.
func misfits(row map[string]string) []misfit {
	var out []misfit
	for _, name := range []string{"accompagnement", "title", "version"} {
		if utf8.RuneCountInString(row[name]) > widths[name] {
			out = append(out, misfit{name, issue.Text{FR: strconv.Itoa(widths[name]) + " caractères au plus", EN: strconv.Itoa(widths[name]) + " characters at most"}})
		}
	}
	if y := row["year"]; len(y) != 2 || !digits(y) {
		out = append(out, misfit{"year", issue.Text{FR: "deux chiffres", EN: "two digits"}})
	}
	if row["title"] == "" {
		out = append(out, misfit{"title", issue.Text{FR: "un titre court", EN: "a short title"}})
	}
	return out
}

func losses(b *catalogue.Brick, at issue.Pointer) issue.Issues {
	var is issue.Issues
	for _, l := range []struct {
		has  bool
		what issue.Text
	}{
		{len(b.Targets) > 0, issue.Text{FR: "les cibles", EN: "the targets"}}, {len(b.Entry)+len(b.Prerequisites) > 0, issue.Text{FR: "les prérequis", EN: "the prerequisites"}}, {len(b.Assessments) > 0, issue.Text{FR: "les évaluations", EN: "the assessments"}},
		{len(b.Partners) > 0, issue.Text{FR: "les partenaires", EN: "the partners"}}, {len(b.Sources) > 0, issue.Text{FR: "les sources", EN: "the sources"}}, {shortVersion(b.Version)+".0" != b.Version, issue.Text{FR: "le correctif de la version", EN: "the patch number of the version"}},
		{len(b.Title) > 1, issue.Text{FR: "les autres langues", EN: "the other languages"}},
	} {
		if l.has {
			is = append(is, ruleLost.At(at, l.what))
		}
	}
	return is
}
