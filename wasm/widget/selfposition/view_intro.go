// SPDX-License-Identifier: Apache-2.0

package selfposition

import (
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// minutesPer is the time a competency takes, as seen in trials.
const minutesPer = 1

func (s *State) intro() string {
	p := s.page()
	n := len(s.answers)
	p.F(`<section class="corps intro"{!0} aria-labelledby="titre-{1}"{!2}>`, widget.On(s.step != s.home(), ` hidden`), itoa(s.home()), s.stepAttr(0))
	p.F(`{<1} id="titre-{2}" tabindex="-1" class="grand">{Où en êtes-vous ?} <span class="duree">{{0} compétences, environ {1} min.}</span>{>1}`, itoa(n), itoa(n*minutesPer), itoa(s.home()))
	p.F(`<p class="chapo"><slot name="introduction">{Choisissez, pour chaque compétence, la situation de travail qui vous ressemble. Vous obtenez votre profil et des formations adaptées.} <strong>{Ce n’est ni une note ni une évaluation de carrière.}</strong></slot></p>`)
	if s.profile != nil && len(s.profile.Title) > 0 {
		p.F(`<p class="profil">{Profil attendu :} <strong>{!0}</strong></p>`, s.t.O(s.profile.Title))
	}
	if len(s.warnings) > 0 {
		p.F(`<details class="avertissements"><summary>`).N(len(s.warnings), "{0} remarque sur les documents chargés", "{0} remarques sur les documents chargés").F(`</summary>`).Issues(s.warnings).F(`</details>`)
	}
	p.F(`<ul class="faits">`)
	switch {
	case s.env.Unkept:
		s.fact(p, iconScreen, "Votre plateforme ne garde pas vos réponses", "Enregistrez le fichier de reprise avant de fermer cette page.")
	case s.env.Platform:
		s.fact(p, iconScreen, "Votre plateforme garde vos réponses", "Sous votre compte, pour reprendre. Qui gère le cours peut les voir.")
	default:
		s.fact(p, iconScreen, "Vos réponses restent ici", "Rien n’est envoyé tant que vous ne l’avez pas décidé.")
	}
	s.fact(p, iconEye, "Vous voyez ce qui part", "L’envoi montre les données exactes avant votre accord.")
	if !s.onePage() { // the questions are near
		s.fact(p, iconClock, "À votre rythme", "Pause et reprise possibles, sans compte.")
		s.fact(p, iconRoute, "Un parcours à la carte", "Des briques de formation, avec leurs durées.")
	}
	p.F(`</ul>`)
	if s.env.Storage {
		s.rememberBox(p)
	}
	p.F(`<div class="actions">`)
	given := 0
	if s.onePage() { // beside the questions, this slot does not follow the answers
		given = count(s.written)
	} else if s.step == 0 { // nor where it is hidden
		given = count(s.answers)
	}
	switch {
	case s.onePage(): // there is nothing to start
	case given == 0:
		p.F(`{#primary,commencer,commencer,,Commencer}`)
	case given == n:
		p.F(`{#primary,commencer,commencer,,Voir mes résultats}`)
	default:
		p.F(`{#primary,commencer,commencer,,Reprendre}`)
	}
	p.F(`<label class="btn fichier" part="button" for="ouvrir">{Ouvrir un fichier de reprise}<input type="file" id="ouvrir" data-m="ouvrir" accept=".json,application/json"></label></div>`)
	if given > 0 {
		p.F(`<div class="reprise"><p class="muted">`).N(given, "{0} réponse déjà donnée sur {1}.", "{0} réponses déjà données sur {1}.", itoa(n)).F(`</p>`)
		s.eraseButtons(p, "lien")
		p.F(`</div>`)
	}
	return p.F(`</section>`).String()
}

func (s *State) fact(p *widget.Page, path view.Static, head, words string) {
	p.F(`<li><span class="rond">{!0}</span><p><strong>{1}</strong> <span class="muted">{2}</span></p></li>`, icon(path), s.t.T(head), s.t.T(words))
}

func (s *State) rememberBox(p *widget.Page) {
	p.F(`<div class="memo"><input type="checkbox" id="memoriser" data-m="memoriser" aria-describedby="memo-aide"{!0}{!1}><div><label for="memoriser"><strong>{Mémoriser sur cet appareil pour reprendre plus tard}</strong></label><p class="muted petit" id="memo-aide">`,
		widget.On(s.ticked, ` checked`), widget.On(s.refused, ` disabled`))
	if s.refused {
		p.T("Ce navigateur refuse la mémorisation ici. Vous pourrez enregistrer un fichier de reprise.")
	} else {
		p.T("Sans cocher, tout disparaît à la fermeture. Effaçable à tout moment, au plus 90 jours.")
	}
	p.F(`</p></div></div>`)
}

func (s *State) eraseButtons(p *widget.Page, class view.Static) {
	if !s.confirming {
		p.Button(class, "effacer", "effacer", "", "Tout effacer")
		return
	}
	p.F(`<div class="confirmer" role="group" aria-label="{@Effacer toutes vos réponses ?}"><span>{Effacer toutes vos réponses ?}</span>{#danger,effacer-oui,effacer-oui,,Oui, tout effacer}{#sobre,annuler,annuler,,Annuler}</div>`)
}
