// SPDX-License-Identifier: Apache-2.0

package qualityreview

import (
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// summary is the counts, by criterion and in all: never one score.
func (s *State) summary(paper bool) string {
	if s.step != s.last() && !paper {
		return ""
	}
	lang := s.T.Lang()
	p := s.Page()
	p.F(`<section class="corps fiche" aria-labelledby="titre-{0}">`, itoa(s.last())).F(`{<1} id="titre-{0}" tabindex="-1" class="grand">{Bilan}`, itoa(s.last()))
	if s.work.subject != "" {
		p.F(` · {0}`, s.work.subject)
	}
	p.Close(1).F(`<p class="chapo">{Selon ces constats, la grille donne :} <strong>{0}</strong>. <span class="muted">{Votre lecture, pas une décision.}</span></p>`, label.Word(s.own.Proposed, lang))
	c := s.own.Coverage
	p.F(`<dl class="tuiles quatre">`)
	for i, n := range [...]int{c.True, c.False, c.Unknown, c.Pieces} {
		p.F(`<div><dt>{0}</dt><dd>{1}</dd></div>`, s.T.Pick(i, "Satisfaites", "Non satisfaites", "Encore inconnues", "Pièces"), itoa(n))
	}
	p.F(`</dl><p class="muted petit">{{0} règles applicables sur {1}. Des nombres, jamais une note.}</p>`, itoa(c.Applicable), itoa(len(s.own.Findings)))
	for _, crit := range s.profile.Criteria {
		var counts [3]int
		for i := range s.own.Findings {
			f := &s.own.Findings[i]
			if s.profile.Rules[i].Criterion != crit.ID || f.Applies == label.TruthFalse {
				continue
			}
			switch {
			case f.Applies == label.TruthTrue && f.Truth == label.TruthTrue:
				counts[0]++
			case f.Applies == label.TruthTrue && f.Truth == label.TruthFalse:
				counts[1]++
			default:
				counts[2]++
			}
		}
		p.F(`<details class="item"{!0}><summary>{!1} <span class="muted">· {satisfaites : {2} ; non satisfaites : {3} ; inconnues : {4}}</span></summary><ul class="constats">`, widget.On(paper, ` open`), s.T.O(crit.Title), itoa(counts[0]), itoa(counts[1]), itoa(counts[2]))
		for i := range s.own.Findings {
			if s.profile.Rules[i].Criterion == crit.ID {
				s.line(p, &s.profile.Rules[i], &s.own.Findings[i], paper)
			}
		}
		p.F(`</ul></details>`)
	}
	return p.F(`</section>`).String()
}

func (s *State) line(p *widget.Page, r *label.Rule, f *label.Finding, paper bool) {
	p.F(`<li>{!0}<strong>{1}</strong> · {!2} <span class="muted">({3}`, stateIcon(f), f.State(s.T.Lang()), s.T.O(r.Title), s.origin(f.Origin))
	if n := len(f.Evidence); n > 0 {
		p.F(`, `).N(n, "{0} pièce", "{0} pièces")
	}
	p.F(`)</span>`)
	if o := s.work.override(f.Rule); f.Origin == label.OriginHuman {
		p.F(`<br><span class="petit">{0}</span>`, o.Reason)
	}
	if !paper {
		p.F(` <button type="button" class="lien" data-m="aller" data-a="{0}">{Revoir}<span class="sr"> {0}</span></button>`, r.ID)
	}
	p.F(`</li>`)
}

// planView is the gaps and what will be done: not met first, then what is not
// established. Its controls are written on entering the step.
func (s *State) planView(paper bool) string {
	if s.step != s.last() && !paper {
		return ""
	}
	p := s.Page()
	p.F(`<section class="corps fiche" aria-labelledby="titre-plan">{<1} id="titre-plan" tabindex="-1" class="moyen">{Plan d’action}{>1}`)
	if paper {
		s.paperPlan(p)
		return p.F(`</section>`).String()
	}
	missed, open := s.gaps(true), s.gaps(false)
	if len(missed) == 0 {
		p.F(`<p>{Aucune règle n’est constatée non satisfaite.}</p>`)
	}
	for _, f := range missed {
		s.form(p, f)
	}
	if len(open) > 0 {
		p.F(`<details class="item"><summary>`).N(len(open), "{0} règle encore inconnue : prévoir de l’établir", "{0} règles encore inconnues : prévoir de les établir").F(`</summary>`)
		for _, f := range open {
			s.form(p, f)
		}
		p.F(`</details>`)
	}
	return p.F(`</section>`).String()
}

func (s *State) form(p *widget.Page, f *label.Finding) {
	a := s.action(&s.written, f)
	p.F(`<fieldset class="ecartfiche"><legend class="fort">{!2}{0} · {!1}</legend>`, f.Rule, s.T.O(s.profile.Rule(f.Rule).Title), stateIcon(f))
	field := func(member, words, value string, area bool) {
		kind := "text"
		if member == "due" {
			kind = "date"
		}
		p.F(`<div class="{0}"><label for="a-{0}-{1}">{2}</label>`, member, f.Rule, words)
		if area {
			p.F(`<textarea rows="3" maxlength="2000" id="a-{0}-{1}" data-m="action" data-a="{1} {0}">{2}</textarea></div>`, member, f.Rule, value)
			return
		}
		p.F(`<input class="champ" type="{3}" maxlength="400" autocomplete="off" id="a-{0}-{1}" data-m="action" data-a="{1} {0}" value="{2}"></div>`, member, f.Rule, value, kind)
	}
	field("gap", s.T.T("Écart"), a.Gap, true)
	field("what", s.T.T("Action"), a.What, true)
	field("indicator", s.T.T("Indicateur"), a.Indicator, false)
	field("due", s.T.T("Échéance"), string(a.Due), false)
	if s.risks() {
		field("risk", s.T.T("Risque si rien n’est fait"), a.Risk, true)
	}
	p.F(`</fieldset>`)
}

func (s *State) paperPlan(p *widget.Page) {
	p.F(`<table><thead><tr><th>{Règle}</th><th>{Écart}</th><th>{Action}</th><th>{Indicateur}</th><th>{Échéance}</th>`)
	if s.risks() {
		p.F(`<th>{Risque}</th>`)
	}
	p.F(`</tr></thead><tbody>`)
	for _, a := range s.plan() {
		p.F(`<tr><th scope="row">{0}</th><td>{1}</td><td>{2}</td><td>{3}</td><td>{4}</td>`, a.Rule, a.Gap, a.What, a.Indicator, s.T.Day(string(a.Due)))
		if s.risks() {
			p.F(`<td>{0}</td>`, a.Risk)
		}
		p.F(`</tr>`)
	}
	p.F(`</tbody></table>`)
}

func (s *State) keep() string {
	if s.step != s.last() {
		return ""
	}
	p := s.Page()
	p.F(`<section class="corps garder" aria-labelledby="titre-garder"><div class="boite">{<1} id="titre-garder" class="moyen">{Garder ou transmettre}{>1}<div class="actions">{#,imprimer,imprimer,,Imprimer ou PDF}{#,t-json,telecharger,json,Rapport (JSON)}{#,t-pieces,telecharger,pieces,Pièces (JSON)}{#,t-plan,telecharger,plan,Plan d’action (JSON)}{#,t-csv,telecharger,csv,Tableau (CSV)}{#,t-reprise,telecharger,reprise,Fichier de reprise}</div>`)
	switch {
	case s.Env.Send == "":
		p.F(`<p class="muted">{Cette page n’envoie rien : tout reste chez vous.}</p>`)
	case s.sending.done:
		p.F(`<p class="envoye vert fort" id="envoye" tabindex="-1">{Envoyé. Tout est aussi toujours ici.}</p>`)
	default:
		p.F(`<details class="charge" open><summary>{Voir exactement ce qui serait envoyé}</summary><p class="muted petit">{Le plan d’action part tel quel, et rien d’autre : ni les pièces, ni les motifs.}</p><pre id="octets" tabindex="0" role="region" aria-label="{@Octets envoyés}">{0}</pre></details>`, s.sending.payload)
		if s.sending.fault.FR != "" {
			p.F(`<div class="alerte" id="echec" tabindex="-1" role="group" aria-labelledby="t-echec"><div id="t-echec">`).Issues(s.sendFault()).F(`</div></div>`)
		}
		p.F(`<div class="actions"><button type="button" class="btn primary" part="button button-primary" id="envoyer" data-m="envoyer"{!0}>{Envoyer}</button></div>`, widget.On(s.sending.busy, ` aria-disabled="true"`))
	}
	p.F(`<div class="fin"><button type="button" class="lien" data-m="aller" data-a="introduction">{Revenir au début}</button>`)
	s.erase(p, "sobre")
	return p.F(`</div></div></section>`).String()
}

func (s *State) printed() string {
	p := s.Page()
	p.F(`<main class="papier"><header><h1>{!0}</h1><p>{1} · {Grille {2}, version {3}}</p>`, s.T.O(s.profile.Title), s.T.Day(s.Env.Day), string(s.profile.ID), s.profile.Version)
	if len(s.profile.Notice) > 0 {
		p.F(`<p>{!0}</p>`, s.T.O(s.profile.Notice))
	}
	return p.F(`</header>{!0}</main>`, s.summary(true)+s.planView(true)).String()
}
