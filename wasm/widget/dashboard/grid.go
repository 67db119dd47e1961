// SPDX-License-Identifier: Apache-2.0

package dashboard

import (
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// cell is one place of a grid: what people read, the number behind it unless
// it is but a word, and the class of its bar, if it has one.
type cell struct {
	text, bar    string
	n            int
	word, hidden bool
}

// row is one line: its name as HTML and as text, its places, and the lengths
// of 100 that are drawn end to end below the name.
type row struct {
	code, name, plain string
	cells             []cell
	stack             []int
}

// grid is a table that is also a chart: the drawing says nothing that the
// numbers do not. unit says what the numbers of the sheet are.
type grid struct {
	caption, first, unit string
	head                 []string
	rows                 []row
	most                 int // the longest bar
	own                  int // the first heads, words of the report
}

func (g *grid) add(r row) {
	for _, c := range r.cells {
		if c.bar != "" {
			g.most = max(g.most, c.n)
		}
	}
	g.rows = append(g.rows, r)
}

// write writes the table, which follows a heading that says what its caption
// does; on paper without bars.
func (s *State) write(p *widget.Page, g *grid, paper bool) {
	p.F(`<div class="barres{!2}"><table role="table"><caption class="sr">{0}</caption><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{1}</th>`, g.caption, g.first, widget.On(len(g.rows) > 0 && g.rows[0].stack != nil, ` pile`))
	for j, h := range g.head {
		if p.F(`<th role="columnheader" scope="col">`); j < g.own {
			p.F(`{~0}</th>`, h)
		} else {
			p.F(`{0}</th>`, h)
		}
	}
	p.F(`</tr></thead><tbody role="rowgroup">`)
	zero := ""
	for i := range g.rows {
		r := &g.rows[i]
		if r.empty() {
			if zero += ", "; zero == ", " {
				zero = ""
			}
			zero += r.code
			continue
		}
		p.F(`<tr role="row"><th role="rowheader" scope="row">`)
		if r.code != "" {
			p.F(`<span class="ref">{0}</span> `, r.code)
		}
		p.Trusted(r.name)
		if len(r.stack) > 0 && !paper {
			p.Trusted(bar("", r.stack...))
		}
		p.F(`</th>`)
		for j, c := range r.cells {
			p.F(`<td role="cell"><span class="lib" aria-hidden="true">{0}</span>`, g.head[j])
			switch {
			case c.hidden:
				p.F(`<span class="masque">{masqué}</span>`)
			case c.bar != "" && !paper:
				p.F(`<span class="nb">{0}</span>{!1}`, c.text, bar(c.bar, length(c.n, g.most)))
			default:
				p.F(`<span>{0}</span>`, c.text)
			}
			p.F(`</td>`)
		}
		p.F(`</tr>`)
	}
	p.F(`</tbody></table></div>`)
	if zero != "" {
		p.F(`<p class="muted petit">{À zéro : {0}.}</p>`, zero)
	}
}

// empty reports whether a line of bars draws nothing: it is named below the
// table, and stands in the sheet.
func (r *row) empty() bool {
	bars := 0
	for _, c := range r.cells {
		if c.hidden || c.bar != "" && c.n > 0 {
			return false
		}
		if c.bar != "" {
			bars++
		}
	}
	return bars > 0
}

// length is n of most in parts of 100; what is not nothing is drawn.
func length(n, most int) int {
	if n > 0 {
		return max(1, n*100/most)
	}
	return 0
}

// bar draws lengths of 100 end to end; a class of "" means one per length.
func bar(class string, lengths ...int) string {
	var b view.Builder
	b.Raw(`<svg class="jauge" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path class="axe" d="M0 8h100"/>`)
	x := 0
	for i, n := range lengths {
		if n > 0 {
			name := class
			if name == "" {
				name = "b" + itoa(i)
			}
			b.Raw(`<rect`).Attr("class", name).Num("x", x).Num("width", n).Raw(` height="8"/>`)
			x += n
		}
	}
	return b.Raw(`</svg>`).String()
}

// sheet is the grid for a spreadsheet: numbers as they are, hidden ones as
// the word.
func (s *State) sheet(g *grid) [][]string {
	hidden := s.T.T("masqué")
	out := [][]string{{g.caption, g.unit}, append([]string{s.T.T("Code"), g.first}, g.head...)}
	for i := range g.rows {
		r := &g.rows[i]
		line := []string{r.code, r.plain}
		for j := range r.cells {
			line = append(line, r.cells[j].value(hidden, r.cells[j].text))
		}
		out = append(out, line)
	}
	return out
}

// json is the grid as data; a hidden number is null, never 0.
func (g *grid) json() string {
	lines := make([]string, len(g.rows))
	for i := range g.rows {
		r := &g.rows[i]
		places := make([]string, len(r.cells))
		for j := range places {
			places[j] = r.cells[j].value("null", view.Quote(r.cells[j].text))
		}
		var o view.Object
		lines[i] = o.Opt("code", r.code).Str("name", r.plain).Raw("values", view.Array(places)).String()
	}
	var o view.Object
	return o.Str("caption", g.caption).Opt("unit", g.unit).Raw("columns", view.Strings(g.head)).Raw("rows", view.Array(lines)).String()
}

// value is what a place holds: hidden, its number, or the word that it is.
func (c *cell) value(hidden, word string) string {
	switch {
	case c.hidden:
		return hidden
	case c.word:
		return word
	}
	return itoa(c.n)
}
