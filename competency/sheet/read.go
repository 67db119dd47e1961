// SPDX-License-Identifier: Apache-2.0

package sheet

import (
	"bytes"
	"io"
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/tabular"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Options says what a sheet may leave out.
type Options struct {
	URI      competency.IRI     // of the framework; "": the sheet's own, else urn:x-briques: and a name
	Changed  competency.Instant // "": the sheet's own, else 1970-01-01T00:00:00Z
	Language string             // "": the sheet's own, else fr
	Sheet    string             // of an XLSX; "": the first
	Repair   bool               // mend text that was decoded twice
}

// Read reads a sheet, or a legacy file, whichever it is; the error is for
// reading alone. A framework comes with whatever could be read.
func Read(r io.Reader, o Options) (*competency.Framework, issue.Issues, error) {
	data, err := io.ReadAll(io.LimitReader(r, tabular.MaxBytes+1))
	if err != nil {
		return nil, nil, err
	}
	f, is := Parse(data, o)
	return f, is, nil
}

// Parse is Read on bytes.
func Parse(data []byte, o Options) (*competency.Framework, issue.Issues) {
	switch {
	case looksXML(data):
		return parseLegacyXML(data, o)
	case bytes.Contains(data[:min(len(data), 4096)], []byte("#code_referentiel")):
		return parseLegacyCSV(data, o)
	case bytes.HasPrefix(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), []byte("outcome_name")):
		return parseOutcomes(data, o)
	}
	g, is := tabular.Parse(data, tabular.Options{Sheet: o.Sheet})
	is = renamed(is)
	if g == nil {
		return nil, is
	}
	rd := newReader(g, o)
	rd.issues = append(rd.issues, is...)
	if !rd.header(g.Rows[0]) {
		rd.issues.Sort()
		return nil, rd.issues
	}
	for _, row := range g.Rows[1:] {
		rd.rows = append(rd.rows, rd.row(row))
	}
	rd.framework()
	rd.scales()
	rd.items()
	rd.belongings()
	rd.links()
	rd.finish()
	return rd.f, rd.issues
}

// renamed gives a formula its code here.
func renamed(is issue.Issues) issue.Issues {
	for i := range is {
		if is[i].Code == "TABLE-007" {
			n := ruleFormula.At(is[i].Pointer)
			n.Line, n.Column = is[i].Line, is[i].Column
			is[i] = n
		}
	}
	return is
}

type line struct {
	number int
	kind   string
	cells  [columns]string
	done   bool
}

type reader struct {
	o      Options
	f      *competency.Framework
	at     [columns]int // where each column stands in the file, -1: nowhere
	rows   []*line
	codes  map[string]int // of items
	issues issue.Issues
}

func newReader(g *tabular.Grid, o Options) *reader {
	r := &reader{o: o, f: &competency.Framework{Kind: competency.KindIndividual, Standing: competency.StandingImported, Status: competency.StatusDraft,
		Version: "0.1.0", Language: "fr", Changed: "1970-01-01T00:00:00Z"}, codes: map[string]int{}}
	if g.Encoding == tabular.EncodingCP1252 {
		r.add(&ruleEncoding, g.Rows[0].Number, 0)
	}
	return r
}

func (r *reader) add(rule *issue.Rule, row, col int, args ...any) {
	if len(r.issues) < tabular.MaxIssues {
		r.issues = append(r.issues, tabular.At(rule, row, col, args...))
	}
}

// fault is add at a column of the sheet, wherever it stands in the file.
func (r *reader) fault(rule *issue.Rule, l *line, col int, args ...any) {
	r.add(rule, l.number, max(r.at[col], 0), args...)
}

// header finds the columns and reports whether the sheet can be read.
func (r *reader) header(row tabular.Row) bool {
	for i := range r.at {
		r.at[i] = -1
	}
	known := make(map[string]int, columns)
	for i, h := range headers {
		known[fold(h)] = i
	}
	for i, h := range row.Cells {
		if strings.TrimSpace(h) == "" {
			continue
		}
		key := fold(h)
		if a, ok := aliases[key]; ok {
			key = a
		}
		if col, ok := known[key]; ok {
			if r.at[col] < 0 {
				r.at[col] = i
			}
			continue
		}
		what := issue.Text{FR: "inconnue", EN: "unknown"}
		if near := nearest(key, known); near >= 0 {
			what = issue.Text{FR: "inconnue ; vouliez-vous dire « " + headers[near] + " » ?", EN: "unknown; did you mean “" + headers[near] + "”?"}
		}
		r.add(&ruleColumn, row.Number, i, h, what)
	}
	ok := true
	for _, col := range [...]int{colType, colCode} {
		if r.at[col] < 0 {
			r.add(&ruleColumn, row.Number, 0, headers[col], issue.Text{FR: "absente", EN: "missing"})
			ok = false
		}
	}
	if r.at[colFR] < 0 && r.at[colEN] < 0 {
		r.add(&ruleColumn, row.Number, 0, headers[colFR], issue.Text{FR: "absente", EN: "missing"})
		ok = false
	}
	return ok
}

// nearest returns the known header within two letters of key, or -1.
func nearest(key string, known map[string]int) int {
	best, at := 3, -1
	for _, h := range headers {
		if d := distance(key, fold(h)); d < best && len(h) > 2 {
			best, at = d, known[fold(h)]
		}
	}
	return at
}

func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost++
			}
			diagonal = row[j]
			row[j] = min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}

func (r *reader) row(row tabular.Row) *line {
	l := &line{number: row.Number}
	for col, at := range r.at {
		if at >= 0 && at < len(row.Cells) {
			l.cells[col] = r.mended(row.Cells[at], row.Number, at)
		}
	}
	word := fold(l.cells[colType])
	kind, ok := rowTypes[word]
	if !ok {
		hint := ""
		for w := range rowTypes {
			if distance(word, w) <= 2 && (hint == "" || w < hint) {
				hint = w
			}
		}
		var meant issue.Text
		if hint != "" {
			meant = issue.Text{FR: " ; vouliez-vous dire « " + hint + " » ?", EN: "; did you mean “" + hint + "”?"}
		}
		r.fault(&ruleType, l, colType, l.cells[colType], meant)
	}
	l.kind = kind
	return l
}

// mended looks for text that was decoded twice, and repairs it on request.
func (r *reader) mended(s string, row, col int) string {
	fixed, twice := tabular.DecodedTwice(s)
	if !twice {
		return s
	}
	r.add(&ruleTwiceDecoded, row, col, cut(s))
	if r.o.Repair {
		return fixed
	}
	return s
}

func cut(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// text reads the two columns of words.
func (r *reader) text(l *line) competency.Text {
	t := competency.Text{}
	if s := l.cells[colFR]; strings.TrimSpace(s) != "" {
		t["fr"] = s
	}
	if s := l.cells[colEN]; strings.TrimSpace(s) != "" {
		t["en"] = s
	}
	if len(t) == 0 {
		return nil
	}
	return t
}

// must is text that has to be there.
func (r *reader) must(l *line) competency.Text {
	t := r.text(l)
	if t[r.f.Language] == "" {
		r.fault(&ruleWords, l, colFR)
	}
	return t
}

func (r *reader) choice(l *line, col int, list []pair, word, fallback string) string {
	if strings.TrimSpace(word) == "" {
		return fallback
	}
	v := valueOf(list, word)
	if v == "" {
		r.fault(&ruleValue, l, col, word, wordsOf(list))
		return fallback
	}
	return v
}

func (r *reader) origin(l *line, fallback competency.Origin) competency.Origin {
	return competency.Origin(r.choice(l, colOrigin, origins, l.cells[colOrigin], string(fallback)))
}

func (r *reader) date(l *line, col int, s string) competency.Date {
	d := competency.Date(strings.TrimSpace(s))
	if d != "" && !d.Valid() {
		r.fault(&ruleValue, l, col, s, "AAAA-MM-JJ")
		return ""
	}
	return d
}

func (r *reader) instant(l *line, col int, s string) competency.Instant {
	i := competency.Instant(strings.TrimSpace(s))
	if i != "" && !i.Valid() {
		r.fault(&ruleValue, l, col, s, "AAAA-MM-JJThh:mm:ssZ")
		return ""
	}
	return i
}

// rank reads the column rang; needed says that it may not be empty.
func (r *reader) rank(l *line, needed bool, most int) (int, bool) {
	s := strings.TrimSpace(l.cells[colRank])
	if s == "" && !needed {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > most || needed && n < 1 {
		r.fault(&ruleRank, l, colRank, s)
		return 0, false
	}
	return n, true
}

// leftover reports traits that nobody took.
func (r *reader) leftover(l *line, t traits) {
	for _, part := range t {
		r.fault(&ruleValue, l, colNature, part, "echelle=, phase=, validite=, debut=, fin=, retire, requis, groupe=, acquis")
	}
}

func (r *reader) finish() {
	f := r.f
	if len(f.Title) == 0 {
		f.Title = competency.Text{f.Language: "?"}
		r.add(&ruleWords, 1, 0)
	}
	r.issues.Sort()
}
