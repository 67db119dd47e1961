// SPDX-License-Identifier: Apache-2.0

package labelreport

import (
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

const (
	iconMet  view.Static = `<svg class="ico" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="m5 12.5 4.5 4.5L19 7.5"/></svg> `
	iconMiss view.Static = `<svg class="ico" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M6 6l12 12M18 6 6 18"/></svg> `
	iconOpen view.Static = `<svg class="ico" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="8.5"/><path d="M12 7.5v6M12 16.500v.1"/></svg> `
)

func icon(t label.Truth) string {
	switch t {
	case label.TruthTrue:
		return string(iconMet)
	case label.TruthFalse:
		return string(iconMiss)
	}
	return string(iconOpen)
}

// colour repeats what an icon and a word say.
func colour(t label.Truth) string {
	return widget.On(t == label.TruthTrue, ` class="vert"`) + widget.On(t == label.TruthFalse, ` class="rouge"`)
}

func verdictTruth(v label.Verdict) label.Truth {
	switch v {
	case label.VerdictConform, label.VerdictConformWithReserves:
		return label.TruthTrue
	case label.VerdictNotConform:
		return label.TruthFalse
	}
	return label.TruthUnknown
}

func (s *State) verdict(paper bool) string {
	p := s.Page()
	r, lang := s.report, s.T.Lang()
	p.F(`<section class="corps fiche" aria-labelledby="titre-0">{<1} id="titre-0" tabindex="-1" class="grand">{~1}{>1}<p class="muted petit">{Version {0}} · {Grille :} `, r.Subject.Version, s.subject())
	if t := s.title(); len(t) > 0 {
		p.Own(t)
	} else {
		p.F(`{intitulé non joint à cette page}`)
	}
	p.F(`, {version {1}}</p>`, "", r.Profile.Version)
	if len(r.Notice) > 0 {
		p.F(`<p class="alerte neutre">{!0}</p>`, s.T.O(r.Notice))
	}
	p.F(`<p class="chapo">{!1}{Proposition du moteur :} <strong{!2}>{0}</strong></p>`, label.Word(r.Proposed, lang), icon(verdictTruth(r.Proposed)), colour(verdictTruth(r.Proposed)))
	s.decided(p)
	s.recomputation(p)
	c := r.Coverage
	p.F(`<dl class="tuiles paires" aria-label="{@Ce qui est compté}">`)
	count := func(n int, term string) { p.F(`<div><dt>{1}</dt><dd>{0}</dd></div>`, strconv.Itoa(n), term) }
	count(c.Applicable, s.T.T("Règles applicables"))
	count(c.True, s.T.T("Satisfaites"))
	count(c.False, s.T.T("Non satisfaites"))
	count(c.Unknown, s.T.T("Encore inconnues"))
	count(c.Pieces, s.T.T("Pièces enregistrées"))
	p.F(`</dl><p class="muted petit">{Des nombres, jamais une note : la décision revient à une autorité.}</p>`)
	if !paper {
		p.F(`<p class="suite">{#,imprimer,imprimer,,Imprimer ou PDF}</p>`)
	}
	return p.F(`</section>`).String()
}

// subject names what was evaluated.
func (s *State) subject() string {
	if t := s.report.SubjectTitle; t != "" {
		return t
	}
	return s.T.T("Objet sans intitulé dans ce rapport")
}

// decided shows the decision; the engine only proposes.
func (s *State) decided(p *widget.Page) {
	d := s.decision
	if d == nil {
		p.F(`<p>{Aucune décision n’est jointe à ce rapport.}</p>`)
		return
	}
	p.F(`<p class="chapo">{!4}{Décision :} <strong>{0}</strong>, {~1} ({~2}), {3}</p>`, label.Word(d.Verdict, s.T.Lang()), d.By, d.Role, s.T.Day(string(d.On)), icon(verdictTruth(d.Verdict)))
	day := competency.Date(s.Env.Day)
	switch {
	case d.Revoked != nil:
		p.F(`<p class="rouge fort">{Label retiré le {0} ({1}) : {2}}</p>`, s.T.Day(string(d.Revoked.On)), d.Revoked.By, d.Revoked.Reason)
	case d.Grants() && d.ValidOn(day):
		p.F(`<p class="vert fort">{Label en cours de validité, du {0} au {1}}</p>`, s.T.Day(string(d.ValidFrom)), s.T.Day(string(d.ValidUntil)))
	case d.Grants() && day > d.ValidUntil:
		p.F(`<p class="rouge fort">{Label expiré depuis le {0}}</p>`, s.T.Day(string(d.ValidUntil)))
	case d.Grants():
		p.F(`<p class="fort">{Label valable à partir du {0}}</p>`, s.T.Day(string(d.ValidFrom)))
	}
	if len(d.Watch(day)) > 0 {
		p.F(`<p class="rouge">{La revue prévue le {0} est passée.}</p>`, s.T.Day(string(d.Review)))
	}
}

// rules shows the findings, under their criteria where the grid is known.
func (s *State) rules(paper bool) string {
	p := s.Page()
	p.F(`<section class="corps fiche" aria-labelledby="titre-regles">{<1} id="titre-regles" tabindex="-1" class="moyen">{Constats, règle par règle}{>1}`)
	if s.profile == nil {
		for i := range s.findings {
			s.finding(p, &s.findings[i], nil, paper)
		}
		return p.F(`</section>`).String()
	}
	for _, c := range s.profile.Criteria {
		p.F(`{<2} class="titre">{!0}{>2}`, s.T.O(c.Title))
		for i := range s.findings {
			if rule := s.profile.Rule(s.findings[i].Rule); rule != nil && rule.Criterion == c.ID {
				s.finding(p, &s.findings[i], rule, paper)
			}
		}
	}
	return p.F(`</section>`).String()
}

// maxReasons is how many reasons of one finding are shown.
const maxReasons = 4

func (s *State) finding(p *widget.Page, f *label.Finding, rule *label.Rule, paper bool) {
	lang := s.T.Lang()
	truth := f.Truth
	if f.Applies != label.TruthTrue {
		truth = label.TruthUnknown
	}
	p.F(`<details class="item"{!0}><summary id="r-{3}"><span{!4}>{!1}<strong>{2}</strong></span> · `, widget.On(paper, ` open`), icon(truth), f.State(lang), f.Rule, colour(truth))
	if rule != nil {
		p.Own(rule.Title)
	} else {
		p.F(`{Règle {0}}`, f.Rule)
	}
	p.F(`</summary><p class="muted petit">{0} · {1} · {2}</p><ul>`, f.Rule, label.Word(f.Severity, lang), s.origin(f.Origin))
	before, last := "", ""
	for n, b := range f.Because {
		if b.Path == "/overrides" {
			p.F(`<li>{Motif :} {~0}</li>`, b.Got)
			continue
		}
		if n == maxReasons {
			p.F(`</li><li>`).N(len(f.Because)-n, "et {0} autre motif de même nature", "et {0} autres motifs de même nature")
			break
		}
		if b.Got != "" && (b.Got[0] == '{' || b.Got[0] == '[') {
			b.Got = s.T.T("un élément du document")
		}
		if rest, ok := strings.CutPrefix(b.Expected, "covers "); ok { // which one, the place says
			_, rank, _ := strings.Cut(rest, " ")
			b.Expected = "covers " + rank
		}
		where := string(b.Path)
		b.Path = ""
		_, said, _ := strings.Cut(b.In(lang), ": ") // what it says, without the place
		if said != before {
			if before != "" {
				p.F(`</li>`)
			}
			p.F(`<li>{0}`, view.Typo(lang, said))
			before, last = said, ""
		}
		if place := s.place(where); place != "" && place != last {
			last = place // the same at several places is said once
			p.F(` · <span title="{0}">{1}</span>`, where, place)
		}
	}
	if before != "" {
		p.F(`</li>`)
	}
	for _, id := range f.Evidence {
		p.F(`<li>{Pièce :} {~0}</li>`, s.piece(id))
	}
	p.F(`</ul></details>`)
}

func (s *State) origin(o label.Origin) string {
	switch o {
	case label.OriginComputed:
		return s.T.T("établi par le calcul")
	case label.OriginEvidence:
		return s.T.T("à établir sur pièces par une personne")
	}
	return s.T.T("établi par une personne")
}

func (s *State) piece(id string) string {
	for i := range s.report.Evidence {
		if e := &s.report.Evidence[i]; e.ID == id {
			return e.Title
		}
	}
	return id
}

func (s *State) pieces() string {
	p := s.Page()
	if len(s.report.Evidence) == 0 {
		return ""
	}
	p.F(`<section class="corps fiche" aria-labelledby="titre-pieces">{<1} id="titre-pieces" class="moyen">{Pièces}{>1}<ul>`)
	for i := range s.report.Evidence {
		e := &s.report.Evidence[i]
		p.F(`<li><strong>{~0}</strong>, {1}`, e.Title, s.T.Day(string(e.On)))
		if e.Until != "" {
			p.F(` <span class="nb">{valable jusqu’au {0}}</span>`, s.T.Day(string(e.Until)))
			if string(e.Until) < s.Env.Day {
				p.F(` <strong class="rouge">{(périmée)}</strong>`)
			}
		}
		if _, ok := view.Safe(string(e.URI)); ok && e.URI != "" {
			p.F(` <a`).URL("href", string(e.URI)).F(`>{Ouvrir la pièce}<span class="sr"> {~0}</span></a>`, e.Title)
		}
		p.F(`</li>`)
	}
	return p.F(`</ul></section>`).String()
}

// technical is what a machine compares, and nobody reads: addresses, digests,
// pointers into the facts.
func (s *State) technical(paper bool) string {
	p, r := s.Page(), s.report
	p.F(`<div class="corps fiche"><details class="item"{!0}><summary>{Références techniques}</summary><dl class="cartel petit"><div><dt>{Grille}</dt><dd><code>{1}</code> <code>{2}</code></dd></div><div><dt>{Objet}</dt><dd><code>{3}</code> <code>{4}</code></dd></div><div><dt>{Moteur}</dt><dd><code>{5}</code></dd></div>`,
		widget.On(paper, ` open`), string(r.Profile.ID), string(r.ProfileDigest), string(r.Subject.ID), string(r.SubjectDigest), r.Engine)
	for i := range r.Evidence {
		p.F(`<div><dt>{~0}</dt><dd><code>{1}</code></dd></div>`, r.Evidence[i].Title, r.Evidence[i].SHA256)
	}
	for i := range r.Findings {
		if paper { // digests can be compared with it, pointers lead nowhere
			break
		}
		p.F(`<div><dt>{Règle {0}}</dt><dd>`, r.Findings[i].Rule)
		for _, b := range r.Findings[i].Because {
			p.F(`<code>{0}</code> `, string(b.Path))
		}
		p.F(`</dd></div>`)
	}
	return p.F(`</dl></details></div>`).String()
}

func (s *State) printed() string {
	p := s.Page()
	p.F(`<main class="papier"><header><h1>{Rapport de labellisation}</h1></header>`)
	return p.F(`{!0}</main>`, s.verdict(true)+s.rules(true)+s.pieces()+s.technical(true)).String()
}
