// SPDX-License-Identifier: Apache-2.0

package selfposition

import (
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// questionKey is all that the HTML of a question depends on.
type questionKey struct {
	shown, failed bool
	written       answer
	lang          string
}

// asking reports whether the questions are on screen.
func (s *State) asking() bool { return s.step > 0 && s.step < s.last() }

func (s *State) onePage() bool { return s.env.Mode == "page" }

// stepAttr tells the loader what to show before the module is there; all
// questions on one page are no steps.
func (s *State) stepAttr(n int) string {
	if s.onePage() {
		return ""
	}
	return ` data-etape="` + itoa(n) + `"`
}

// home is the first step: the introduction, or the page that holds it above
// all the questions.
func (s *State) home() int {
	if s.onePage() {
		return 1
	}
	return 0
}

func (s *State) questionSlot(i int) string {
	k := questionKey{shown: s.asking() && (s.step == i+1 || s.onePage()), failed: s.failed[i], written: s.written[i], lang: s.t.Lang()}
	if s.cache[i] == "" || s.cached[i] != k {
		s.cache[i], s.cached[i] = s.questionHTML(i, k), k
	}
	return s.cache[i]
}

// progress stands before the questions: how far one is, or on one page what
// is missing there.
func (s *State) progress() string {
	if s.onePage() {
		return s.missing()
	}
	p := s.page()
	n := len(s.answers)
	p.F(`<div class="avance"{!0}>`, widget.On(!s.asking(), ` hidden`))
	at := min(max(s.step, 1), n)
	p.F(`<button type="button" class="lien retour" id="precedent" data-m="precedent"><span aria-hidden="true">‹</span> {Précédent}</button><p class="ou" id="ou"><strong>{Compétence {0} sur {1}}</strong> <span class="muted">{environ {2} min restantes}</span></p><div class="barre" part="progress" aria-hidden="true">`,
		itoa(at), itoa(n), itoa((n-at+1)*minutesPer))
	for i := range n {
		class := ""
		if s.written[i].given {
			class = "fait"
		} else if i+1 == s.step {
			class = "ici"
		}
		p.F(`<i class="{0}"></i>`, class)
	}
	return p.F(`</div></div>`).String()
}

func (s *State) questionHTML(i int, k questionKey) string {
	p := s.page()
	q := &s.q.Questions[i]
	id, n := string(q.Item), itoa(i+1)
	p.F(`<section class="question{!3}"{!0}{!1} aria-labelledby="{2}">`, widget.On(!k.shown, ` hidden`), s.stepAttr(i+1), s.headingID(i), widget.On(s.onePage() && i > 0, ` suite`))
	p.F(`<p class="domaine muted">`)
	if len(q.DomainLabel) > 0 {
		p.F(`{Domaine} · {!0}`, s.t.O(q.DomainLabel))
	}
	p.F(`</p>{<1} id="{0}" tabindex="-1" class="grand"{!2}>{!1}{>1}`, s.headingID(i), s.t.O(q.Label), widget.On(!s.onePage(), ` aria-describedby="ou"`))
	p.F(`<p class="definition">{!0}</p>`, s.t.O(q.Statement))
	if q.Choices[1].Origin == "project" && s.framework.Standing != "example" {
		p.F(`<p class="muted petit">{Descriptions des niveaux : formulation du projet, non officielle.}</p>`)
	}
	if !s.onePage() {
		p.F(`<div class="alerte" data-erreur id="erreur-{0}" tabindex="-1" role="group" aria-labelledby="t-erreur-{0}" aria-describedby="d-erreur-{0}"{!1}><p class="fort rouge" id="t-erreur-{0}">{Il manque une réponse}</p><p id="d-erreur-{0}">`, n, widget.On(!k.failed, ` hidden`))
		s.toFirst(p, i).F(`{Choisissez la situation qui vous ressemble}</a>{, ou « Je préfère passer ».}</p></div>`)
	}
	p.F(`<fieldset id="f-{0}"{!1} aria-describedby="e-{0}"><legend class="moyen">{Quelle situation vous ressemble le plus aujourd’hui ?}{!4}</legend><p class="rouge fort inline" id="e-{0}"{!2}>{!3}{Choisissez une réponse pour continuer.}</p>`,
		n, widget.On(k.failed, ` class="faute"`), widget.On(!k.failed, ` hidden`), icon(iconAlert), s.about(q))
	for c := range q.Choices {
		s.card(p, q, &q.Choices[c], k, n)
	}
	p.F(`<label class="carte passe" part="card option"><input type="radio" data-m="choix" value="passe" name="r-{0}" data-a="{0}"{!1}{!2}><span class="texte"><strong>{Je préfère passer}</strong> <span class="muted">{Pas concerné ou je ne sais pas : rien n’est compté comme une lacune.}</span></span></label></fieldset>`,
		id, widget.On(k.written.skipped, ` checked`), widget.On(k.failed, ` aria-invalid="true"`))
	p.F(`<div class="note"><label for="n-{0}"><strong>{Un exemple vécu}</strong> <span class="muted">{(facultatif, pour votre portfolio)}</span>{!3}</label><textarea rows="2" maxlength="2000" data-m="note" id="n-{0}" name="n-{1}" data-a="{1}" aria-describedby="na-{0}">{2}</textarea><p class="muted petit" id="na-{0}">{Ne citez personne. Ce texte ne part jamais avec l’envoi.}</p></div></section>`,
		n, id, k.written.note, s.about(q))
	return p.String()
}

// about names the competency of a control for who hears it alone; on a page
// of its own, its heading has just been read.
func (s *State) about(q *positioning.Question) string {
	if !s.onePage() {
		return ""
	}
	return s.page().F(`<span class="sr"> ({!0})</span>`, s.t.O(q.Label)).String()
}

// headingID names the heading that receives the focus on entering a step; in
// page mode the page has one of its own.
func (s *State) headingID(i int) string {
	if s.onePage() {
		return "c-" + itoa(i+1)
	}
	return "titre-" + itoa(i+1)
}

// missing lists the answers that a page with all the questions lacks, with a
// link to each; nothing before one has asked for the results.
func (s *State) missing() string {
	n, p := 0, s.page()
	for i, failed := range s.failed {
		if failed && s.asking() {
			n++
			p.F(`<li>`)
			s.toFirst(p, i).F(`{!0}</a></li>`, s.t.O(s.q.Questions[i].Label))
		}
	}
	if n == 0 {
		return ""
	}
	return s.page().F(`<div class="alerte avis" tabindex="-1" id="erreur-1" role="group" aria-labelledby="manques">{<1} class="moyen rouge" id="manques">{0}{>1}<ul>{!1}</ul></div>`,
		s.t.N(n, "Il manque {0} réponse", "Il manque {0} réponses"), p.String()).String()
}

// toFirst opens a link to the first radio of question i.
func (s *State) toFirst(p *widget.Page, i int) *widget.Page {
	id := "r-" + itoa(i+1) + "-0"
	return p.F(`<a data-m="voir" data-a="{0}"`, id).URL("href", "#"+id).F(`>`)
}

func (s *State) card(p *widget.Page, q *positioning.Question, c *positioning.Choice, k questionKey, n string) {
	p.F(`<label class="carte" part="card option" for="r-{0}-{1}"><input type="radio" data-m="choix" id="r-{0}-{1}" name="r-{2}" data-a="{2}" value="{1}"{!3}{!4}><span class="texte"><span class="rang"><strong>`,
		n, itoa(c.Rank), string(q.Item), widget.On(k.written.known() && k.written.rank == c.Rank, ` checked`), widget.On(k.failed, ` aria-invalid="true"`))
	squares := view.Squares(c.Rank, -1, q.Top)
	if c.Rank == 0 {
		p.F(`{Pas encore}</strong>{!0}</span> <span class="muted">{Je n’ai pas encore rencontré cette situation.}</span></span></label>`, squares)
		return
	}
	p.F(`{!0}</strong>{!1}`, s.t.O(c.Label), squares)
	if s.env.ShowTarget == "avant" && q.Target == c.Rank {
		p.F(`<span class="puce cible">{niveau attendu}</span>`)
	}
	p.F(`</span> <span>{!0}</span></span></label>`, s.t.O(c.Text))
}

func (s *State) controls() string {
	p := s.page()
	p.F(`<div class="actions boutons"{!0}>`, widget.On(!s.asking(), ` hidden`))
	label, message := "Suivant", "suivant"
	if s.onePage() { // a step that the loader cannot take before the module is there
		message = "terminer"
	}
	if s.step == s.last()-1 || s.onePage() {
		label = "Voir mon profil"
	}
	return p.Button("primary", "suivant", message, "", label).F(`{#,quitter,quitter,,Enregistrer et quitter}</div>`).String()
}

func (s *State) aside() string {
	p := s.page()
	if s.onePage() {
		return ""
	}
	p.F(`<nav class="cote"{!0} aria-labelledby="cote-titre"><p class="moyen" id="cote-titre">{Votre avancée}</p><ol>`, widget.On(!s.asking(), ` hidden`))
	for i, a := range s.written {
		q := &s.q.Questions[i]
		class, current, said := "", s.step == i+1, ""
		switch {
		case a.skipped:
			class, said = "saute", "(passée)"
		case a.given:
			class, said = "fait", "(répondue)"
		}
		if current {
			class += " ici"
		}
		p.F(`<li class="{0}">`, class)
		if i+1 <= s.visited && !current {
			p.F(`<button type="button" class="lien" data-m="aller" data-a="{0}">{!1}</button>`, string(q.Item), s.t.O(q.Label))
		} else {
			p.F(`<span{!0}>{!1}</span>`, widget.On(current, ` aria-current="step"`), s.t.O(q.Label))
		}
		if said != "" {
			p.F(`<span class="sr"> `).T(said).F(`</span>`)
		}
		p.F(`</li>`)
	}
	p.F(`</ol>`)
	if s.profile != nil && s.env.ShowTarget == "apres" {
		p.F(`<p class="muted petit">{Le niveau attendu s’affiche après vos réponses, pour ne pas les influencer.}</p>`)
	}
	return p.F(`</nav>`).String()
}
