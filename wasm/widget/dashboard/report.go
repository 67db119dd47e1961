// SPDX-License-Identifier: Apache-2.0

package dashboard

import (
	"forge.apps.education.fr/eafc/briques/catalogue/indicator"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/read"
)

// report is what a screen shows of an indicator report: the types of package
// indicator bring their codecs, which weigh more than this widget.
type report struct {
	plan, version, site, from, until string
	k                                int
	values                           []value
	splits                           []split
}

// value is one indicator. hourly ones count trainee-hours of three kinds.
type value struct {
	id, kind string
	hourly   bool
	spot
	text   string    // of the others, numbers and the value that is declared
	said   [3]string // of what is declared: where, on which day, by whom
	events string    // of the others: how many events, beside what is counted
}

// spot is one place: minutes planned, enrolled, attended, and people; -1
// where that is not said.
type spot struct {
	minutes [3]int
	people  int
	hidden  bool
}

// split is one table of a report; its last line and last column are totals.
type split struct {
	id, rows, columns string
	heads             []string
	lines             []splitLine
}

type splitLine struct {
	name  string
	spots []spot
}

// reportOf reads what `briques indicators report --format json` writes, and
// hides what fewer than k people stand behind.
func reportOf(d view.Doc, k int) (*report, issue.Issues) {
	values := d.Get("values")
	r := &report{plan: d.Text("plan"), version: d.Text("version"), site: d.Text("site"), k: d.Whole("k"),
		from: d.Path("period", "from").Str(), until: d.Path("period", "until").Str()}
	period := indicator.Period{From: competency.Date(r.from), Until: competency.Date(r.until)}
	if values.Kind() != view.KindArray || r.plan == "" || r.version == "" || r.k < 1 || !period.Valid() {
		return nil, widget.RuleContent.Alone("", issue.Text{FR: "un rapport d’indicateurs (« plan », « version », « period », « k », « values »)", EN: "an indicator report (“plan”, “version”, “period”, “k”, “values”)"})
	}
	if n := values.Len() + d.Get("tables").Len(); n > read.MaxItems {
		return nil, widget.RuleTooLarge.Alone("/values", itoa(n))
	}
	values.Each(func(_ string, v view.Doc) {
		o := value{id: v.Text("indicator"), kind: v.Text("kind"), spot: spotOf(v)}
		declared := v.Get("declared")
		o.hourly = v.Text("unit") == "traineeHours" && !declared.Exists()
		if !o.hourly {
			o.hidden = v.Get("suppressed").Bool()
		}
		if o.people > 0 && o.people < k {
			o.hidden = true
		}
		if o.hidden {
			o.spot, r.values = spot{hidden: true, people: -1}, append(r.values, o)
			return
		}
		add := func(s string) {
			if s != "" && o.text != "" {
				o.text += " ; "
			}
			o.text += s
		}
		if n := v.Get("count"); n.Exists() {
			add(n.Lexeme())
		}
		if n := v.Get("events"); n.Exists() {
			o.events = n.Lexeme()
		}
		if q := v.Get("ratio"); q.Exists() {
			add(q.Get("num").Lexeme() + " / " + q.Get("den").Lexeme())
		}
		if declared.Exists() {
			add(declared.Text("value"))
			o.said = [3]string{declared.Text("source"), declared.Text("on"), declared.Text("byRole")}
		}
		r.values = append(r.values, o)
	})
	if r.k < k { // protected for fewer people than asked here
		return r, nil
	}
	d.Get("tables").Each(func(_ string, v view.Doc) {
		t := split{id: v.Text("indicator"), rows: v.Text("rowKind"), columns: v.Text("columnKind")}
		if t.columns != "none" {
			v.Get("columns").Each(func(_ string, c view.Doc) { t.heads = append(t.heads, c.Str()) })
		}
		line := func(name string, cells, total view.Doc) {
			l := splitLine{name: name}
			for i := range t.heads {
				l.spots = append(l.spots, spotOf(cells.At(i)))
			}
			l.spots = append(l.spots, spotOf(total))
			t.lines = append(t.lines, l)
		}
		v.Get("rows").Each(func(_ string, w view.Doc) { line(w.Text("name"), w.Get("cells"), w.Get("total")) })
		line(total, v.Get("columnTotals"), v.Get("total"))
		r.splits = append(r.splits, t)
	})
	return r, nil
}

// total names the last line of a split: no row of a report is called that.
const total = "\x00"

// spotOf reads one place; one without hours, or said to be suppressed, is
// hidden.
func spotOf(d view.Doc) spot {
	h := d.Get("hours")
	if !h.Exists() || d.Get("suppressed").Bool() {
		return spot{hidden: true, people: numberOf(d.Get("learners"))}
	}
	return spot{minutes: [3]int{h.Whole("planned"), h.Whole("enrolled"), h.Whole("attended")}, people: numberOf(d.Get("learners"))}
}

func numberOf(d view.Doc) int {
	if d.Kind() != view.KindNumber {
		return -1
	}
	return d.Int()
}

// pair is one indicator of two reports: the earlier, the later; nil where one
// does not count it.
type pair struct {
	id    string
	years [2]*value
}

// pairs lays two reports side by side, in the order of the later one.
func pairs(before, after *report) []pair {
	var out []pair
	index := map[string]int{}
	for i, r := range [...]*report{after, before} {
		for j := range r.values {
			v := &r.values[j]
			if !v.hourly {
				continue
			}
			at, ok := index[v.id]
			if !ok {
				at = len(out)
				index[v.id], out = at, append(out, pair{id: v.id})
			}
			out[at].years[1-i] = v
		}
	}
	return out
}
