// SPDX-License-Identifier: Apache-2.0

package selfposition

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// minutesPer is the time a competency takes, seen in trials.
const minutesPer = 1

func (s *State) intro() string {
	p := s.page()
	n := len(s.answers)
	p.Raw(`<section class="corps intro"`).Flag("hidden", s.step != 0).Raw(` aria-labelledby="titre-0" data-etape="0">`)
	p.Open(1).Raw(` id="titre-0" tabindex="-1" class="grand">`)
	p.T("Où en êtes-vous ?")
	p.Raw(` <span class="duree">`)
	p.T("{0} compétences, environ {1} min.", strconv.Itoa(n), strconv.Itoa(n*minutesPer))
	p.Raw(`</span>`).Trusted("")
	p.Close(1).Raw(`<p class="chapo"><slot name="introduction">`)
	p.T("Choisissez, pour chaque compétence, la situation de travail qui vous ressemble. Vous obtenez votre profil et des formations adaptées.")
	p.Raw(` <strong>`)
	p.T("Ce n’est ni une note ni une évaluation de carrière.")
	p.Raw(`</strong></slot></p>`)
	if len(s.profileTitle()) > 0 {
		p.Raw(`<p class="profil">`)
		p.T("Profil attendu :")
		p.Raw(` <strong>`)
		p.Own(s.profile.Title).Raw(`</strong></p>`)
	}
	s.warn(p)
	p.Raw(`<ul class="faits">`)
	s.fact(p, iconScreen, "Vos réponses restent ici", "Rien n’est envoyé tant que vous ne l’avez pas décidé.")
	s.fact(p, iconEye, "Vous voyez ce qui part", "L’envoi montre les données exactes avant votre accord.")
	s.fact(p, iconClock, "À votre rythme", "Pause et reprise possibles, sans compte.")
	s.fact(p, iconRoute, "Un parcours à la carte", "Des briques de formation, avec leurs durées.")
	p.Raw(`</ul>`)
	if s.env.Storage {
		s.rememberBox(p)
	}
	p.Raw(`<div class="actions">`)
	switch {
	case s.answered() == 0:
		p.Button("primary", "commencer", "commencer", "", "Commencer")
	case s.answered() == n:
		p.Button("primary", "commencer", "reprendre", "", "Voir mes résultats")
	default:
		p.Button("primary", "commencer", "reprendre", "", "Reprendre")
	}
	p.Raw(`<label class="btn fichier" part="button" for="ouvrir">`)
	p.T("Ouvrir un fichier de reprise")
	p.Raw(`<input type="file" id="ouvrir" data-m="ouvrir" accept=".json,application/json"></label></div>`)
	if a := s.answered(); a > 0 {
		p.Raw(`<p class="muted reprise">`)
		p.N(a, "{0} réponse déjà donnée sur {1}.", "{0} réponses déjà données sur {1}.", strconv.Itoa(n))
		p.Raw(` `)
		s.eraseButtons(p, "lien")
		p.Raw(`</p>`)
	}
	return p.Raw(`</section>`).String()
}

func (s *State) profileTitle() string {
	if s.profile == nil {
		return ""
	}
	words, _ := s.t.Own(s.profile.Title)
	return words
}

func (s *State) fact(p *widget.Page, path view.Static, head, words string) {
	p.Raw(`<li><span class="rond">`).Trusted(icon(path)).Raw(`</span><p><strong>`)
	p.T(head)
	p.Raw(`</strong> <span class="muted">`)
	p.T(words)
	p.Raw(`</span></p></li>`)
}

func (s *State) warn(p *widget.Page) {
	if len(s.warnings) == 0 {
		return
	}
	p.Raw(`<details class="avertissements"><summary>`)
	p.N(len(s.warnings), "{0} remarque sur les documents chargés", "{0} remarques sur les documents chargés")
	p.Raw(`</summary>`)
	p.Issues(s.warnings)
	p.Raw(`</details>`)
}

func (s *State) rememberBox(p *widget.Page) {
	p.Raw(`<div class="memo"><input type="checkbox" id="memoriser" data-m="memoriser" aria-describedby="memo-aide"`).Flag("checked", s.resumable || s.remember).
		Flag("disabled", s.refused).Raw(`><div><label for="memoriser"><strong>`)
	p.T("Mémoriser sur cet appareil pour reprendre plus tard")
	p.Raw(`</strong></label><p class="muted petit" id="memo-aide">`)
	if s.refused {
		p.T("Ce navigateur refuse la mémorisation ici. Vous pourrez enregistrer un fichier de reprise.")
	} else {
		p.T("Sans cocher, tout disparaît à la fermeture. Effaçable à tout moment, au plus 90 jours.")
	}
	p.Raw(`</p></div></div>`)
}

func (s *State) eraseButtons(p *widget.Page, class view.Static) {
	if !s.confirming {
		p.Button(class, "effacer", "effacer", "", "Tout effacer")
		return
	}
	p.Raw(`<span class="confirmer" role="group" aria-label="`).Text(s.t.T("Effacer toutes vos réponses ?")).Raw(`"><span>`)
	p.T("Effacer toutes vos réponses ?")
	p.Raw(`</span> `)
	p.Button("danger", "effacer-oui", "effacer-oui", "", "Oui, tout effacer")
	p.Raw(` `)
	p.Button("", "annuler", "annuler", "", "Annuler")
	p.Raw(`</span>`)
}
