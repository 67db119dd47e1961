// SPDX-License-Identifier: Apache-2.0

package indicator

import (
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/catalogue"
)

// HTML writes the report as one page that stands alone: every chart is an SVG
// with a table beside it that says the same; no script, nothing remote.
func (r *Report) HTML(p *Plan, lang string) string {
	h := page{en: lang == "en", lang: lang}
	title := p.Title.In(lang)
	h.w(`<!doctype html><html lang="`, escape(lang), `"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>`, escape(title), `</title><style>`, style, `</style></head><body><main>`)
	h.w(`<h1>`, escape(title), `</h1>`)
	if n := p.Notice.In(lang); n != "" {
		h.w(`<p class="notice">`, escape(n), `</p>`)
	}
	if r.Site != "" {
		h.w(`<p>`, escape(r.Site), `</p>`)
	}
	h.w(`<p>`, pick(h.en, "Period: sessions that end from ", "Période : sessions finissant du "), string(r.Period.From), pick(h.en, " to ", " au "), string(r.Period.Until),
		pick(h.en, ". Cells under ", ". Cellules de moins de "), strconv.Itoa(r.K), pick(h.en, " learners, and those that would reveal them, are hidden. Indicators overlap: never add them.", " stagiaires, et celles qui les révéleraient, masquées. Les indicateurs se recouvrent : ne pas les additionner."), `</p>`)
	var bars []bar
	for i := range r.Values {
		if v := &r.Values[i]; v.Unit == UnitTraineeHours {
			b := bar{name: v.Indicator, hidden: v.Suppressed}
			if v.Hours != nil {
				b.value = v.Hours.Attended
			}
			bars = append(bars, b)
		}
	}
	if len(bars) > 0 {
		h.chart(pick(h.en, "Trainee-hours attended, by indicator", "Heures*stagiaires réalisées, par indicateur"), bars)
	}
	h.values(r, p)
	for i := range r.Tables {
		h.table(&r.Tables[i], p)
	}
	h.w(`<p>`, escape(r.Engine), ` · `, string(r.Digest()), `</p></main></body></html>`)
	return h.b.String()
}

const style = `:root{color-scheme:light dark;--ink:#161626;--soft:#55556d;--page:#fff;--line:#c9c9d6;--bar:#000091}` +
	`@media(prefers-color-scheme:dark){:root{--ink:#ececf4;--soft:#b3b3c6;--page:#16161f;--line:#44445a;--bar:#8f8fff}}` +
	`body{font:1rem/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:var(--ink);background:var(--page);overflow-wrap:break-word}h1{font-size:1.7rem;line-height:1.25}h2{font-size:1.15rem;margin-top:2.5rem}` +
	`.defile{overflow-x:auto;margin:1rem 0}figure{margin:1rem 0}.defile table{min-width:46rem}.defile:focus-visible{outline:3px solid var(--bar)}table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:700;padding:.5rem 0}` +
	`th,td{border-bottom:1px solid var(--line);padding:.4rem .6rem;text-align:left;vertical-align:top}thead th{color:var(--soft);font-weight:600}td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}` +
	`svg{max-width:100%;height:auto}svg text{fill:var(--ink)}svg rect{fill:var(--bar)}.notice{font-style:italic}@media print{section,tr{break-inside:avoid}}`

// page builds one document.
type page struct {
	b    strings.Builder
	en   bool
	lang string
}

func (h *page) w(parts ...string) {
	for _, s := range parts {
		h.b.WriteString(s)
	}
	h.b.WriteByte('\n')
}

// bar is one line of a chart.
type bar struct {
	name   string
	value  catalogue.Minutes
	hidden bool
}

// chart draws horizontal bars on one scale; a hidden value is said in words.
func (h *page) chart(title string, bars []bar) {
	most := catalogue.Minutes(1)
	for _, b := range bars {
		most = max(most, b.value)
	}
	n := strconv.Itoa
	height := 24*len(bars) + 12
	h.w(`<figure><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 `, n(height), `" width="720" height="`, n(height), `" role="img" aria-label="`, escape(title),
		pick(h.en, " (same figures in the table below)", " (mêmes chiffres dans le tableau qui suit)"), `">`)
	for i, b := range bars {
		y := 8 + 24*i
		width := int(b.value * 380 / most)
		h.w(`<text x="150" y="`, n(y+13), `" font-size="13" text-anchor="end" fill="#161616">`, escape(short(b.name)), `</text>`)
		label := Hours(b.value)
		if b.hidden {
			width, label = 0, pick(h.en, "hidden", "masqué")
		}
		h.w(`<rect x="160" y="`, n(y), `" width="`, n(width), `" height="16" fill="#1a3a6b"/><text x="`, n(168+width), `" y="`, n(y+13), `" font-size="13" fill="#161616">`, escape(label), `</text>`)
	}
	h.w(`</svg><figcaption>`, escape(title), `</figcaption></figure>`)
}

func short(s string) string {
	if r := []rune(s); len(r) > 20 {
		return string(r[:19]) + "…"
	}
	return s
}

func (h *page) head(names ...[2]string) {
	h.w(`<thead><tr>`)
	for _, s := range names {
		h.w(`<th scope="col">`, escape(pick(h.en, s[1], s[0])), `</th>`)
	}
	h.w(`</tr></thead><tbody>`)
}

func (h *page) values(r *Report, p *Plan) {
	h.w(`<div class="defile" role="region" tabindex="0" aria-label="`, pick(h.en, "Values", "Valeurs"), `"><table><caption>`, pick(h.en, "Values", "Valeurs"), `</caption>`)
	h.head([2]string{"indicateur", "indicator"}, [2]string{"intitulé", "title"}, [2]string{"nature", "kind"}, [2]string{"valeur", "value"}, [2]string{"méthode", "method"})
	for i := range r.Values {
		v := &r.Values[i]
		text, method := "", ""
		if d := p.Indicator(v.Indicator); d != nil {
			text, method = d.Text.In(h.lang), d.Method.In(h.lang)
		}
		h.w(`<tr><th scope="row">`, escape(v.Indicator), `</th><td>`, escape(text), `</td><td>`, escape(v.Kind.Word(h.lang)), `</td><td>`, escape(v.Show(h.lang)), `</td><td>`, escape(method), `</td></tr>`)
	}
	h.w(`</tbody></table></div>`)
}

func (h *page) table(t *Table, p *Plan) {
	title := t.Indicator
	if d := p.Indicator(t.Indicator); d != nil {
		title += " — " + d.Text.In(h.lang)
	}
	var bars []bar
	for i := range t.Rows {
		b := bar{name: stated(t.Rows[i].Name), hidden: t.Rows[i].Total.Suppressed}
		if !b.hidden {
			b.value = t.Rows[i].Total.Hours.Attended
		}
		bars = append(bars, b)
	}
	h.w(`<section><h2>`, escape(title), `</h2>`)
	h.chart(pick(h.en, "Trainee-hours attended, by "+t.RowKind.Word("en"), "Heures*stagiaires réalisées, par "+t.RowKind.Word("fr")), bars)
	h.w(`<div class="defile" role="region" tabindex="0" aria-label="`, escape(t.Indicator), `"><table><caption>`, pick(h.en, "Attended (learners), by ", "Réalisées (stagiaires), par "), escape(t.RowKind.Word(h.lang)), pick(h.en, " and ", " et "), escape(t.ColumnKind.Word(h.lang)), `</caption><thead><tr><th scope="col">`, escape(t.RowKind.Word(h.lang)), `</th>`)
	for _, c := range t.Columns {
		h.w(`<th scope="col">`, escape(stated(c)), `</th>`)
	}
	h.w(`<th scope="col">total</th></tr></thead><tbody>`)
	line := func(name string, cells []Cell, total Cell) {
		h.w(`<tr><th scope="row">`, escape(name), `</th>`)
		for _, c := range append(append([]Cell{}, cells...), total) {
			if c.Suppressed {
				h.w(`<td class="n">`, pick(h.en, "hidden", "masqué"), `</td>`)
				continue
			}
			h.w(`<td class="n">`, escape(Hours(c.Hours.Attended)), ` (`, strconv.Itoa(*c.Learners), `)</td>`)
		}
		h.w(`</tr>`)
	}
	for i := range t.Rows {
		line(stated(t.Rows[i].Name), t.Rows[i].Cells, t.Rows[i].Total)
	}
	line("total", t.ColumnTotals, t.Total)
	h.w(`</tbody></table></div></section>`)
}

// Word returns what a person reads for a dimension.
func (d Dimension) Word(lang string) string {
	w := map[Dimension][2]string{ByAcademy: {"académie", "academy"}, ByCategory: {"catégorie", "category"}, ByMinistry: {"ministère", "ministry"},
		ByAudience: {"public", "audience"}, ByModality: {"modalité", "modality"}, ByNone: {"ensemble", "all"}}[d]
	return pick(lang == "en", w[1], w[0])
}

// Word returns what a person reads for a kind.
func (k Kind) Word(lang string) string {
	w := map[Kind][2]string{KindComputed: {"calculé", "computed"}, KindIfTraced: {"calculé si tracé", "computed if traced"}, KindMixed: {"mixte", "mixed"},
		KindDeclared: {"déclaré", "declared"}}[k]
	return pick(lang == "en", w[1], w[0])
}

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;").Replace(s)
}
