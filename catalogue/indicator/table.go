// SPDX-License-Identifier: Apache-2.0

package indicator

import (
	"sort"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Cell is one place of a table. When Suppressed, Learners and Hours are
// absent: a hidden cell is null, never 0.
type Cell struct {
	Learners   *int          `json:"learners,omitempty" validate:"omitnil,min=0"`
	Hours      *TraineeHours `json:"hours,omitempty" validate:"omitnil"`
	Suppressed bool          `json:"suppressed,omitempty"`
}

// Table is one indicator split by two dimensions, with its totals. Learners
// of a total are distinct people: they may be fewer than the sum of the cells.
type Table struct {
	Indicator    string    `json:"indicator" validate:"min=1,max=100"`
	RowKind      Dimension `json:"rowKind" validate:"oneof=academy category ministry audience modality none"`
	ColumnKind   Dimension `json:"columnKind" validate:"oneof=academy category ministry audience modality none"`
	K            int       `json:"k" validate:"min=1,max=1000"`
	Columns      []string  `json:"columns" validate:"max=500,dive,max=200"`
	Rows         []Row     `json:"rows" validate:"max=500,dive"`
	ColumnTotals []Cell    `json:"columnTotals" validate:"max=500,dive"`
	Total        Cell      `json:"total"`
}

// Row is one line of a table. A Name of "" is "not stated".
type Row struct {
	Name  string `json:"name" validate:"max=200"`
	Cells []Cell `json:"cells" validate:"max=500,dive"`
	Total Cell   `json:"total"`
}

// Dimension is a way to split an indicator.
type Dimension string

// The dimensions. ByNone makes a table of one column.
const (
	ByAcademy  Dimension = "academy"
	ByCategory Dimension = "category"
	ByMinistry Dimension = "ministry"
	ByAudience Dimension = "audience"
	ByModality Dimension = "modality"
	ByNone     Dimension = "none"
)

// Valid reports whether d is a declared dimension.
func (d Dimension) Valid() bool {
	switch d {
	case ByAcademy, ByCategory, ByMinistry, ByAudience, ByModality, ByNone:
		return true
	}
	return false
}

// of returns the value of the dimension for one participation; "" is "not
// stated".
func (d Dimension) of(r *row) string {
	switch d {
	case ByAcademy:
		return r.Academy
	case ByCategory:
		return r.Category
	case ByMinistry:
		return r.Ministry
	case ByAudience:
		return string(r.Audience)
	case ByModality:
		return string(r.session.brick.Modality)
	}
	return ""
}

// Table splits a trainee-hours indicator by two dimensions and hides what
// fewer than k learners stand behind (k of 0 is 5; 10 is advised).
func (b *Book) Table(d *Definition, rows, columns Dimension, k int) (Table, issue.Issues) {
	f := formulas()[d.Formula]
	if d.Kind == KindDeclared || f.keep == nil {
		return Table{}, rule006.Alone("/unit", d.ID, string(d.Unit), string(UnitTraineeHours))
	}
	if !rows.Valid() || !columns.Valid() {
		return Table{}, rule006.Alone("/by", d.ID, string(rows)+" "+string(columns), string(ByAcademy))
	}
	if k <= 0 {
		k = DefaultK
	}
	tallies := map[[2]string]*tally{}
	rowSet, colSet := map[string]bool{}, map[string]bool{}
	for i := range b.rows {
		r := &b.rows[i]
		if !f.keep(r) {
			continue
		}
		rv, cv := rows.of(r), columns.of(r)
		rowSet[rv], colSet[cv] = true, true
		for _, key := range [4][2]string{{"=" + rv, "=" + cv}, {"=" + rv, ""}, {"", "=" + cv}, {"", ""}} {
			t := tallies[key]
			if t == nil {
				t = newTally()
				tallies[key] = t
			}
			t.add(r)
		}
	}
	t := Table{Indicator: d.ID, RowKind: rows, ColumnKind: columns, K: k, Columns: keys(colSet)}
	t.ColumnTotals = make([]Cell, len(t.Columns))
	for _, name := range keys(rowSet) {
		t.Rows = append(t.Rows, Row{Name: name, Cells: make([]Cell, len(t.Columns))})
	}
	people := make([][]int64, len(t.Rows)+1)
	for i := range people {
		people[i] = make([]int64, len(t.Columns)+1)
		for j := range people[i] {
			var key [2]string
			if i < len(t.Rows) {
				key[0] = "=" + t.Rows[i].Name
			}
			if j < len(t.Columns) {
				key[1] = "=" + t.Columns[j]
			}
			if x := tallies[key]; x != nil {
				*t.at(i, j) = x.cell()
				people[i][j] = int64(len(x.people))
			} else {
				*t.at(i, j) = newTally().cell()
			}
		}
	}
	t.protect(people)
	return t, nil
}

// tally adds one cell: people are all who stand behind it, learners those
// who attended.
type tally struct {
	hours            TraineeHours
	people, learners map[competency.Pseudonym]struct{}
}

func newTally() *tally {
	return &tally{people: map[competency.Pseudonym]struct{}{}, learners: map[competency.Pseudonym]struct{}{}}
}

func (t *tally) add(r *row) {
	t.hours = t.hours.Add(r.hours)
	t.people[r.Learner] = struct{}{}
	if r.hours.Attended > 0 {
		t.learners[r.Learner] = struct{}{}
	}
}

func (t *tally) cell() Cell {
	n, h := len(t.learners), t.hours
	return Cell{Learners: &n, Hours: &h}
}

func keys(set map[string]bool) []string {
	out := make([]string, 0, len(set))
	for k := range set {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// protect hides cells by the people behind them and by each kind of minutes.
func (t *Table) protect(people [][]int64) {
	m, n := len(t.Rows), len(t.Columns)
	measure := func(of func(*Cell) int64) [][]int64 {
		out := make([][]int64, m+1)
		for i := range out {
			out[i] = make([]int64, n+1)
			for j := range out[i] {
				if i < m && j < n {
					out[i][j] = of(&t.Rows[i].Cells[j])
				}
			}
		}
		total(out)
		return out
	}
	hidden := Protect(Additive{
		Learners: measure(func(c *Cell) int64 { return int64(*c.Learners) }),
		Distinct: people,
		Measures: [][][]int64{
			measure(func(c *Cell) int64 { return int64(c.Hours.Planned) }),
			measure(func(c *Cell) int64 { return int64(c.Hours.Enrolled) }),
			measure(func(c *Cell) int64 { return int64(c.Hours.Attended) }),
		},
	}, t.K)
	for i := 0; i <= m; i++ {
		for j := 0; j <= n; j++ {
			if hidden[i][j] {
				*t.at(i, j) = Cell{Suppressed: true}
			}
		}
	}
}

// at returns the cell of row i and column j; the last of each is a total.
func (t *Table) at(i, j int) *Cell {
	switch {
	case i < len(t.Rows) && j < len(t.Columns):
		return &t.Rows[i].Cells[j]
	case i < len(t.Rows):
		return &t.Rows[i].Total
	case j < len(t.Columns):
		return &t.ColumnTotals[j]
	}
	return &t.Total
}

// Hide suppresses a value behind which 1 to k-1 learners stand (k of 0 is 5).
func (v Value) Hide(k int) Value {
	if k <= 0 {
		k = DefaultK
	}
	if v.Learners == nil || *v.Learners == 0 || *v.Learners >= k {
		return v
	}
	v.Hours, v.Count, v.Events, v.Learners, v.Ratio, v.Suppressed = nil, nil, nil, nil, nil, true
	return v
}
