// SPDX-License-Identifier: Apache-2.0

package label

import (
	"strconv"
	"strings"
)

// HTML writes a report, with the decision on it when d is not nil, as one page
// that stands alone: no script, nothing remote. The notice of the profile is
// on it.
func HTML(p *Profile, r *Report, d *Decision, lang string) string {
	var b textBuilder
	e, en := escapeHTML, lang == "en"
	title := p.Title.In(lang) + " — " + pick(en, "report", "rapport")
	b.line(`<!doctype html><html lang="`, e(lang), `"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>`, e(title), `</title><style>`, pageStyle, `</style></head><body><main>`)
	b.line(`<h1>`, e(p.Title.In(lang)), `</h1>`)
	if n := r.Notice.In(lang); n != "" {
		b.line(`<p class="notice"><strong>`, e(n), `</strong></p>`)
	}
	findings := r.Findings
	if d != nil {
		findings = Apply(findings, d.Overrides)
	}
	b.line(`<dl>`)
	row := func(k, v string) {
		if v != "" {
			b.line(`<dt>`, e(k), `</dt><dd>`, e(v), `</dd>`)
		}
	}
	row(pick(en, "Subject", "Objet"), strings.TrimSpace(r.SubjectTitle+" "+string(r.Subject.ID)+" "+r.Subject.Version))
	row(pick(en, "Proposed", "Proposé"), Word(r.Proposed, lang))
	row(pick(en, "Coverage", "Couverture"), coverText(r.Coverage, en))
	row(pick(en, "Report", "Rapport"), string(r.Digest()))
	row(pick(en, "Profile", "Profil"), p.Version+" "+string(r.ProfileDigest))
	if d != nil {
		row(pick(en, "Decided", "Décidé"), Word(d.Verdict, lang)+", "+d.By+" ("+d.Role+"), "+string(d.On))
		if d.Grants() {
			row(pick(en, "Valid", "Validité"), string(d.ValidFrom)+" – "+string(d.ValidUntil))
		}
		if d.Revoked != nil {
			row(pick(en, "Revoked", "Retiré"), string(d.Revoked.On)+", "+d.Revoked.By+" : "+d.Revoked.Reason)
		}
	}
	b.line(`</dl>`)
	for _, c := range p.Criteria {
		b.line(`<table><caption>`, e(c.ID+". "+c.Title.In(lang)), `</caption><thead><tr>`)
		for _, h := range [...][2]string{{"règle", "rule"}, {"demande", "asked"}, {"écart", "a miss is"}, {"constat", "finding"}, {"raisons", "reasons"}, {"pièces", "pieces"}} {
			b.line(`<th scope="col">`, pick(en, h[1], h[0]), `</th>`)
		}
		b.line(`</tr></thead><tbody>`)
		for i := range findings {
			f := &findings[i]
			rule := p.Rule(f.Rule)
			if rule == nil || rule.Criterion != c.ID {
				continue
			}
			state := f.State(lang)
			if f.Origin == OriginHuman {
				state += " (" + Word(OriginHuman, lang) + ")"
			}
			b.line(`<tr class="`, string(f.outcome()), `"><th scope="row">`, e(f.Rule), `</th><td>`, e(rule.Title.In(lang)), `</td><td data-t="`, pick(en, "a miss is", "écart"), `">`, Word(f.Severity, lang), `</td><td class="s">`, e(state), `</td><td>`)
			if len(f.Because) > 0 {
				b.line(`<ul>`)
				for _, why := range f.Because {
					b.line(`<li>`, e(why.In(lang)), `</li>`)
				}
				b.line(`</ul>`)
			}
			b.line(`</td><td>`, e(strings.Join(f.Evidence, ", ")), `</td></tr>`)
		}
		b.line(`</tbody></table>`)
	}
	if d != nil && len(d.Actions) > 0 {
		b.line(`<table><caption>`, pick(en, "Gap sheet", "Fiche d’écart"), `</caption><thead><tr>`)
		for _, h := range [...][2]string{{"règle", "rule"}, {"écart", "gap"}, {"action", "action"}, {"indicateur", "indicator"}, {"échéance", "due"}, {"risque", "risk"}} {
			b.line(`<th scope="col">`, pick(en, h[1], h[0]), `</th>`)
		}
		b.line(`</tr></thead><tbody>`)
		for _, a := range d.Actions {
			b.line(`<tr><th scope="row">`, e(a.Rule), `</th><td>`, e(a.Gap), `</td><td>`, e(a.What), `</td><td>`, e(a.Indicator), `</td><td>`, e(string(a.Due)), `</td><td>`, e(a.Risk), `</td></tr>`)
		}
		b.line(`</tbody></table>`)
	}
	b.line(`<p>`, e(r.Engine), ` · `, strconv.Itoa(len(r.Findings)), pick(en, " findings", " constats"), `</p></main></body></html>`)
	return string(b)
}

const pageStyle = `:root{color-scheme:light dark;--ink:#161626;--soft:#55556d;--page:#fff;--line:#c9c9d6;--card:#f5f5fe;--yes:#18753c;--no:#b34000;--open:#6b5b1e}` +
	`@media(prefers-color-scheme:dark){:root{--ink:#ececf4;--soft:#b3b3c6;--page:#16161f;--line:#44445a;--card:#20202e;--yes:#6fd08f;--no:#ff9a6b;--open:#e0c669}}` +
	`body{font:1rem/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:var(--ink);background:var(--page)}h1{font-size:1.7rem;line-height:1.25}` +
	`table{border-collapse:collapse;width:100%;margin:1.5rem 0}caption{text-align:left;font-weight:700;font-size:1.1rem;padding:.5rem 0}` +
	`th,td{border-bottom:1px solid var(--line);padding:.5rem .6rem;text-align:left;vertical-align:top}thead th{color:var(--soft);font-weight:600}td ul{margin:0;padding-left:1rem;overflow-wrap:anywhere;font-size:.9rem;color:var(--soft)}` +
	`tr.false>th,tr.true>th,tr.unknown>th{border-left:.4rem solid var(--open);white-space:nowrap}tr.false>th{border-left-color:var(--no)}tr.true>th{border-left-color:var(--yes)}td.s{font-weight:600}` +
	`dl{background:var(--card);padding:.8rem 1rem;border-radius:.5rem}dt{font-weight:600;color:var(--soft)}dd{margin:0 0 .5rem;overflow-wrap:anywhere}.notice{border:2px solid var(--no);padding:.5rem .8rem;border-radius:.3rem}` +
	`@media(max-width:48rem){thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}table,tbody,tr,th,td,caption{display:block}tr{margin:0 0 1rem;background:var(--card)}th,td{border:0}td:empty{display:none}td[data-t]::before{content:attr(data-t) " : ";font-weight:400;color:var(--soft)}}` +
	`@media print{body{max-width:none}tr{break-inside:avoid}}`

func escapeHTML(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;").Replace(s)
}
