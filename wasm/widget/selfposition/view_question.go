// SPDX-License-Identifier: Apache-2.0

package selfposition

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// questionKey is all that the HTML of a question depends on.
type questionKey struct {
	shown, failed bool
	written       answer
	lang, summary string // summary: in page mode, which questions lack an answer
}

// asking reports whether the questions are on screen.
func (s *State) asking() bool { return s.step > 0 && s.step < s.last() }

func (s *State) questionSlot(i int) string {
	k := questionKey{shown: s.asking() && (s.step == i+1 || s.env.Mode == "page"), failed: s.failed[i], written: s.written[i], lang: s.t.Lang()}
	if i == 0 && s.env.Mode == "page" {
		for _, f := range s.failed {
			k.summary += strconv.FormatBool(f)
		}
	}
	if s.cache[i] == "" || s.cached[i] != k {
		s.cache[i], s.cached[i] = s.questionHTML(i, k), k
	}
	return s.cache[i]
}

func (s *State) progress() string {
	p := s.page()
	if s.env.Mode == "page" {
		p.Raw(`<div class="avance"`).Flag("hidden", !s.asking()).Raw(`>`)
		p.Open(1).Raw(` id="titre-1" tabindex="-1" class="grand">`)
		p.N(len(s.answers), "{0} compétence", "{0} compétences")
		return p.Close(1).Raw(`</div>`).String()
	}
	n := len(s.answers)
	at := min(max(s.step, 1), n)
	p.Raw(`<div class="avance"`).Flag("hidden", !s.asking()).Raw(`><button type="button" class="lien retour" data-m="precedent"><span aria-hidden="true">‹</span> `)
	p.T("Précédent")
	p.Raw(`</button><p class="ou"><strong>`)
	p.T("Compétence {0} sur {1}", strconv.Itoa(at), strconv.Itoa(n))
	p.Raw(`</strong> <span class="muted">· `)
	p.T("environ {0} min restantes", strconv.Itoa((n-at+1)*minutesPer))
	p.Raw(`</span></p><div class="barre" part="progress" aria-hidden="true">`)
	for i := range n {
		switch {
		case s.written[i].given:
			p.Raw(`<i class="fait"></i>`)
		case i+1 == s.step:
			p.Raw(`<i class="ici"></i>`)
		default:
			p.Raw(`<i></i>`)
		}
	}
	return p.Raw(`</div></div>`).String()
}

func (s *State) questionHTML(i int, k questionKey) string {
	p := s.page()
	q := &s.q.Questions[i]
	id, n := string(q.Item), strconv.Itoa(i+1)
	p.Raw(`<section class="question"`).Flag("hidden", !k.shown).Attr("data-etape", n).Attr("aria-labelledby", s.headingID(i)).Raw(`>`)
	p.Raw(`<p class="domaine muted">`)
	if len(q.DomainLabel) > 0 {
		p.T("Domaine")
		p.Raw(` · `)
		p.Own(q.DomainLabel)
	}
	p.Raw(`</p>`)
	p.Open(1).Attr("id", s.headingID(i)).Raw(` tabindex="-1" class="grand">`)
	p.Own(q.Label)
	p.Close(1).Raw(`<p class="definition">`)
	p.Own(q.Statement)
	p.Raw(`</p>`)
	if q.Origin == "project" && s.framework.Standing != "example" {
		p.Raw(`<p class="muted petit">`)
		p.T("Formulation du projet, non officielle.")
		p.Raw(`</p>`)
	}
	s.errorSummary(p, i, k.failed)
	p.Raw(`<fieldset`).Attr("id", "f-"+n)
	if k.failed {
		p.Raw(` class="faute"`)
	}
	p.Raw(` aria-describedby="e-`).Raw("").Text(n).Raw(`"><legend class="moyen">`)
	p.T("Quelle situation vous ressemble le plus aujourd’hui ?")
	p.Raw(`</legend><p class="rouge fort inline"`).Attr("id", "e-"+n).Flag("hidden", !k.failed).Raw(`>`).Trusted(icon(iconAlert))
	p.T("Choisissez une réponse pour continuer.")
	p.Raw(`</p>`)
	for c := range q.Choices {
		s.card(p, q, &q.Choices[c], k, i, c)
	}
	s.skipCard(p, id, k)
	p.Raw(`</fieldset><div class="note"><label`).Attr("for", "n-"+n).Raw(`><strong>`)
	p.T("Un exemple vécu")
	p.Raw(`</strong> <span class="muted">`)
	p.T("(facultatif, pour votre portfolio)")
	p.Raw(`</span></label><textarea rows="2" maxlength="2000" data-m="note"`).Attr("id", "n-"+n).Attr("name", "n-"+id).Attr("data-a", id).Attr("aria-describedby", "na-"+n).Raw(`>`).
		Text(k.written.note).Raw(`</textarea><p class="muted petit"`).Attr("id", "na-"+n).Raw(`>`)
	p.T("Ne citez personne. Ce texte ne part jamais avec l’envoi.")
	return p.Raw(`</p></div></section>`).String()
}

// headingID names the heading that receives the focus on entering a step; in
// page mode the page has one of its own.
func (s *State) headingID(i int) string {
	if s.env.Mode == "page" {
		return "c-" + strconv.Itoa(i+1)
	}
	return "titre-" + strconv.Itoa(i+1)
}

func (s *State) errorSummary(p *widget.Page, i int, failed bool) {
	n := strconv.Itoa(i + 1)
	if s.env.Mode == "page" && i > 0 {
		return
	}
	p.Raw(`<div class="alerte" tabindex="-1" data-erreur`).Attr("id", "erreur-"+n).Flag("hidden", !failed && !s.pageFailed()).Raw(`><p class="fort rouge">`)
	if s.env.Mode != "page" {
		p.T("Il manque une réponse")
		p.Raw(`</p><p><a data-m="voir"`).Attr("data-a", "r-"+n+"-0").URL("href", "#r-"+n+"-0").Raw(`>`)
		p.T("Choisissez la situation qui vous ressemble")
		p.Raw(`</a>`)
		p.T(", ou « Je préfère passer ».")
		p.Raw(`</p></div>`)
		return
	}
	p.T("Il manque des réponses")
	p.Raw(`</p><ul>`)
	for j, f := range s.failed {
		if f {
			m := strconv.Itoa(j + 1)
			p.Raw(`<li><a data-m="voir"`).Attr("data-a", "r-"+m+"-0").URL("href", "#r-"+m+"-0").Raw(`>`)
			p.Own(s.q.Questions[j].Label)
			p.Raw(`</a></li>`)
		}
	}
	p.Raw(`</ul></div>`)
}

func (s *State) pageFailed() bool {
	if s.env.Mode != "page" {
		return false
	}
	for _, f := range s.failed {
		if f {
			return true
		}
	}
	return false
}

func (s *State) card(p *widget.Page, q *positioning.Question, c *positioning.Choice, k questionKey, i, nth int) {
	n := strconv.Itoa(i+1) + "-" + strconv.Itoa(nth)
	p.Raw(`<label class="carte" part="card option"`).Attr("for", "r-"+n).Raw(`><input type="radio" data-m="choix"`).Attr("id", "r-"+n).Attr("name", "r-"+string(q.Item)).
		Attr("data-a", string(q.Item)).Num("value", c.Rank).Flag("checked", k.written.known() && k.written.rank == c.Rank)
	if k.failed {
		p.Raw(` aria-invalid="true"`)
	}
	p.Raw(`><span class="texte"><span class="rang"><strong>`)
	if c.Rank == 0 {
		p.T("Pas encore")
		p.Raw(`</strong>`).Trusted(view.Squares(0, -1, q.Top)).Raw(`</span><span class="muted">`)
		p.T("Je n’ai pas encore rencontré cette situation.")
	} else {
		p.Own(c.Label)
		p.Raw(`</strong>`).Trusted(view.Squares(c.Rank, -1, q.Top))
		if s.env.ShowTarget == "avant" && q.Target == c.Rank {
			p.Raw(`<span class="puce cible">`)
			p.T("niveau attendu")
			p.Raw(`</span>`)
		}
		p.Raw(`</span><span>`)
		p.Own(c.Text)
	}
	p.Raw(`</span></span></label>`)
}

func (s *State) skipCard(p *widget.Page, id string, k questionKey) {
	p.Raw(`<label class="carte passe" part="card option"><input type="radio" data-m="choix" value="passe"`).Attr("name", "r-"+id).Attr("data-a", id).
		Flag("checked", k.written.skipped)
	if k.failed {
		p.Raw(` aria-invalid="true"`)
	}
	p.Raw(`><span class="texte"><strong>`)
	p.T("Je préfère passer")
	p.Raw(`</strong><span class="muted">`)
	p.T("Pas concerné ou je ne sais pas : rien n’est compté comme une lacune.")
	p.Raw(`</span></span></label>`)
}

func (s *State) controls() string {
	p := s.page()
	p.Raw(`<div class="actions boutons"`).Flag("hidden", !s.asking()).Raw(`>`)
	label := "Suivant"
	if s.step == s.last()-1 || s.env.Mode == "page" {
		label = "Voir mon profil"
	}
	p.Button("primary", "suivant", "suivant", "", label)
	p.Button("", "quitter", "quitter", "", "Enregistrer et quitter")
	return p.Raw(`</div>`).String()
}

func (s *State) aside() string {
	p := s.page()
	if s.env.Mode == "page" {
		return ""
	}
	p.Raw(`<nav class="cote"`).Flag("hidden", !s.asking()).Raw(` aria-labelledby="cote-titre"><p class="moyen" id="cote-titre">`)
	p.T("Votre avancée")
	p.Raw(`</p><ol>`)
	for i := range s.answers {
		q := &s.q.Questions[i]
		current := s.step == i+1
		p.Raw(`<li`)
		switch {
		case current:
			p.Raw(` class="ici"`)
		case s.written[i].skipped:
			p.Raw(` class="saute"`)
		case s.written[i].given:
			p.Raw(` class="fait"`)
		}
		p.Raw(`>`)
		if i+1 <= s.visited && !current {
			p.Raw(`<button type="button" class="lien" data-m="aller"`).Attr("data-a", string(q.Item)).Raw(`>`)
			p.Own(q.Label)
			p.Raw(`</button>`)
		} else {
			p.Raw(`<span`)
			if current {
				p.Raw(` aria-current="step"`)
			}
			p.Raw(`>`)
			p.Own(q.Label)
			p.Raw(`</span>`)
		}
		if s.written[i].given {
			p.Raw(`<span class="sr"> `)
			if s.written[i].skipped {
				p.T("(passée)")
			} else {
				p.T("(répondue)")
			}
			p.Raw(`</span>`)
		}
		p.Raw(`</li>`)
	}
	p.Raw(`</ol>`)
	if s.profile != nil && s.env.ShowTarget == "apres" {
		p.Raw(`<p class="muted petit">`)
		p.T("Le niveau attendu s’affiche après vos réponses, pour ne pas les influencer.")
		p.Raw(`</p>`)
	}
	return p.Raw(`</nav>`).String()
}
