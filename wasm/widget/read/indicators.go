// SPDX-License-Identifier: Apache-2.0

package read

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/indicator"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// IndicatorReport reads what `briques indicators report --format json` writes.
// It returns nil when there is nothing to show.
func IndicatorReport(d view.Doc) (*indicator.Report, issue.Issues) {
	var r reader
	values := d.Get("values")
	o := &indicator.Report{Plan: competency.IRI(d.Get("plan").Str()), Version: d.Get("version").Str(), Site: d.Get("site").Str(), K: d.Get("k").Int(),
		Period: indicator.Period{From: competency.Date(d.Path("period", "from").Str()), Until: competency.Date(d.Path("period", "until").Str())}}
	if values.Kind() != view.KindArray || o.Plan == "" || o.Version == "" || o.K < 1 || !o.Period.Valid() {
		r.refuse("", "un rapport d’indicateurs (« plan », « version », « period », « k », « values »)")
		return nil, r.issues
	}
	if n := values.Len() + d.Get("tables").Len(); n > MaxItems {
		r.issues = append(r.issues, widget.RuleTooLarge.At("/values", strconv.Itoa(n)))
		return nil, r.issues
	}
	values.Each(func(_ string, v view.Doc) { o.Values = append(o.Values, value(v)) })
	d.Get("tables").Each(func(_ string, v view.Doc) {
		t := indicator.Table{Indicator: v.Get("indicator").Str(), RowKind: indicator.Dimension(v.Get("rowKind").Str()), ColumnKind: indicator.Dimension(v.Get("columnKind").Str()),
			ColumnTotals: cells(v.Get("columnTotals")), Total: cell(v.Get("total"))}
		v.Get("columns").Each(func(_ string, c view.Doc) { t.Columns = append(t.Columns, c.Str()) })
		v.Get("rows").Each(func(_ string, w view.Doc) {
			t.Rows = append(t.Rows, indicator.Row{Name: w.Get("name").Str(), Cells: cells(w.Get("cells")), Total: cell(w.Get("total"))})
		})
		o.Tables = append(o.Tables, t)
	})
	return o, r.issues
}

// value reads one indicator; one that says it is suppressed has no number.
func value(v view.Doc) indicator.Value {
	o := indicator.Value{Indicator: v.Get("indicator").Str(), Version: v.Get("version").Str(), Kind: indicator.Kind(v.Get("kind").Str()),
		Unit: indicator.Unit(v.Get("unit").Str()), Suppressed: v.Get("suppressed").Bool()}
	if o.Suppressed {
		return o
	}
	o.Hours, o.Count, o.Events, o.Learners = hours(v.Get("hours")), number(v.Get("count")), number(v.Get("events")), number(v.Get("learners"))
	if q := v.Get("ratio"); q.Exists() {
		o.Ratio = &indicator.Ratio{Num: q.Get("num").Int(), Den: q.Get("den").Int()}
	}
	if q := v.Get("declared"); q.Exists() {
		o.Declared = &indicator.Declared{Value: q.Get("value").Str(), Source: q.Get("source").Str(), On: competency.Date(q.Get("on").Str()), ByRole: q.Get("byRole").Str()}
	}
	return o
}

func cells(d view.Doc) []indicator.Cell {
	out := make([]indicator.Cell, d.Len())
	for i := range out {
		out[i] = cell(d.At(i))
	}
	return out
}

// cell reads one place of a table; without hours it is hidden.
func cell(d view.Doc) indicator.Cell {
	c := indicator.Cell{Learners: number(d.Get("learners")), Hours: hours(d.Get("hours"))}
	if c.Hours == nil || d.Get("suppressed").Bool() {
		return indicator.Cell{Suppressed: true}
	}
	return c
}

func hours(d view.Doc) *indicator.TraineeHours {
	if !d.Exists() {
		return nil
	}
	return &indicator.TraineeHours{Planned: catalogue.Minutes(d.Get("planned").Int()), Enrolled: catalogue.Minutes(d.Get("enrolled").Int()), Attended: catalogue.Minutes(d.Get("attended").Int())}
}

func number(d view.Doc) *int {
	if d.Kind() != view.KindNumber {
		return nil
	}
	n := d.Int()
	return &n
}
