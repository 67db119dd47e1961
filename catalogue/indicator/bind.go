// SPDX-License-Identifier: Apache-2.0

package indicator

import "forge.apps.education.fr/eafc/briques/internal/jsontree"

// The Bind methods name the members of each document once, for its decoder
// and its encoder.

// Bind describes p.
func (p *Plan) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "$schema", &p.Schema, jsontree.May)
	jsontree.Str(b, "id", &p.ID, jsontree.Need)
	jsontree.Str(b, "version", &p.Version, jsontree.Need)
	jsontree.Words(b, "title", &p.Title, jsontree.Need)
	jsontree.Words(b, "notice", &p.Notice, jsontree.May)
	jsontree.Many(b, "indicators", &p.Indicators, jsontree.Need)
}

// Bind describes d.
func (d *Definition) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "id", &d.ID, jsontree.Need)
	jsontree.Str(b, "plan", &d.Plan, jsontree.Need)
	jsontree.Str(b, "version", &d.Version, jsontree.Need)
	jsontree.Str(b, "section", &d.Section, jsontree.May)
	jsontree.Words(b, "text", &d.Text, jsontree.Need)
	jsontree.Str(b, "unit", &d.Unit, jsontree.Need)
	jsontree.Str(b, "kind", &d.Kind, jsontree.Need)
	jsontree.Str(b, "formula", &d.Formula, jsontree.May)
	jsontree.Str(b, "param", &d.Param, jsontree.May)
	jsontree.Words(b, "method", &d.Method, jsontree.May)
	jsontree.Str(b, "sameAs", &d.SameAs, jsontree.May)
}

// Bind describes h.
func (h *TraineeHours) Bind(b *jsontree.Binder) {
	jsontree.Num(b, "planned", &h.Planned, jsontree.Need)
	jsontree.Num(b, "enrolled", &h.Enrolled, jsontree.Need)
	jsontree.Num(b, "attended", &h.Attended, jsontree.Need)
}

// Bind describes r.
func (r *Ratio) Bind(b *jsontree.Binder) {
	jsontree.Num(b, "num", &r.Num, jsontree.Need)
	jsontree.Num(b, "den", &r.Den, jsontree.Need)
}

// Bind describes d.
func (d *Declared) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "value", &d.Value, jsontree.Need)
	jsontree.Str(b, "source", &d.Source, jsontree.Need)
	jsontree.Str(b, "on", &d.On, jsontree.Need)
	jsontree.Str(b, "byRole", &d.ByRole, jsontree.Need)
}

// Bind describes p.
func (p *Period) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "from", &p.From, jsontree.Need)
	jsontree.Str(b, "until", &p.Until, jsontree.Need)
}

// Bind describes v.
func (v *Value) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "indicator", &v.Indicator, jsontree.Need)
	jsontree.Str(b, "plan", &v.Plan, jsontree.Need)
	jsontree.Str(b, "version", &v.Version, jsontree.Need)
	jsontree.Str(b, "kind", &v.Kind, jsontree.Need)
	jsontree.Str(b, "unit", &v.Unit, jsontree.Need)
	jsontree.Opt(b, "hours", &v.Hours)
	jsontree.OptNum(b, "count", &v.Count)
	jsontree.OptNum(b, "events", &v.Events)
	jsontree.Opt(b, "ratio", &v.Ratio)
	jsontree.Opt(b, "declared", &v.Declared)
	jsontree.OptNum(b, "learners", &v.Learners)
	b.Flag("suppressed", &v.Suppressed, jsontree.May)
	jsontree.Strs(b, "inputs", &v.Inputs, jsontree.May)
}

// Bind describes c.
func (c *Cell) Bind(b *jsontree.Binder) {
	jsontree.OptNum(b, "learners", &c.Learners)
	jsontree.Opt(b, "hours", &c.Hours)
	b.Flag("suppressed", &c.Suppressed, jsontree.May)
}

// Bind describes r.
func (r *Row) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "name", &r.Name, jsontree.Need)
	jsontree.Many(b, "cells", &r.Cells, jsontree.Need)
	jsontree.One(b, "total", &r.Total, jsontree.Need)
}

// Bind describes t.
func (t *Table) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "indicator", &t.Indicator, jsontree.Need)
	jsontree.Str(b, "rowKind", &t.RowKind, jsontree.Need)
	jsontree.Str(b, "columnKind", &t.ColumnKind, jsontree.Need)
	jsontree.Num(b, "k", &t.K, jsontree.Need)
	jsontree.Strs(b, "columns", &t.Columns, jsontree.Need)
	jsontree.Many(b, "rows", &t.Rows, jsontree.Need)
	jsontree.Many(b, "columnTotals", &t.ColumnTotals, jsontree.Need)
	jsontree.One(b, "total", &t.Total, jsontree.Need)
}

// Bind describes r.
func (r *Report) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "$schema", &r.Schema, jsontree.May)
	jsontree.Str(b, "plan", &r.Plan, jsontree.Need)
	jsontree.Str(b, "version", &r.Version, jsontree.Need)
	jsontree.Str(b, "site", &r.Site, jsontree.May)
	jsontree.One(b, "period", &r.Period, jsontree.Need)
	jsontree.Num(b, "k", &r.K, jsontree.Need)
	jsontree.Many(b, "values", &r.Values, jsontree.Need)
	jsontree.Many(b, "tables", &r.Tables, jsontree.May)
	jsontree.Str(b, "engine", &r.Engine, jsontree.Need)
}
