// SPDX-License-Identifier: Apache-2.0

package selfposition

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// render writes every slot. Before the documents have arrived, and when they
// cannot be shown, the frame has three slots; afterwards one per question
// besides the fixed ones.
func render(s *State) view.Frame {
	if !s.ready() {
		name := "charge"
		if len(s.faults) > 0 {
			name = "faute"
		}
		return view.Frame{{Name: "tete", HTML: s.head()}, {Name: name, HTML: s.waiting()}, {Name: "pied", HTML: s.foot()}}
	}
	n := len(s.answers)
	if len(s.cache) != n {
		s.cache, s.cached = make([]string, n), make([]questionKey, n)
	}
	f := make(view.Frame, 0, n+9)
	f = append(f, view.Slot{Name: "tete", HTML: s.head()}, view.Slot{Name: "avis", HTML: s.noticeView()},
		view.Slot{Name: "intro", HTML: s.intro()}, view.Slot{Name: "avance", HTML: s.progress()})
	for i := range s.answers {
		f = append(f, view.Slot{Name: "q/" + strconv.Itoa(i+1), HTML: s.questionSlot(i)})
	}
	return append(f, view.Slot{Name: "q/boutons", HTML: s.controls()}, view.Slot{Name: "cote", HTML: s.aside()},
		view.Slot{Name: "bilan", HTML: s.summary()}, view.Slot{Name: "parcours", HTML: s.pathway()},
		view.Slot{Name: "envoi", HTML: s.sendView()}, view.Slot{Name: "pied", HTML: s.foot()})
}

func (s *State) page() *widget.Page { return &widget.Page{Texts: s.t, Heading: s.env.Heading} }

func (s *State) title() string {
	if s.framework == nil {
		return ""
	}
	words, _ := s.t.Own(s.framework.Title)
	return words
}

func (s *State) head() string {
	p := s.page()
	p.Raw(`<div class="tete" part="header">`).Open(0).Raw(` class="nom" part="title"><slot name="titre">`)
	p.T("Auto-positionnement")
	if s.framework != nil {
		p.Raw(` <span class="de">· `)
		p.Own(s.framework.Title).Raw(`</span>`)
	}
	p.Raw(`</slot>`).Close(0)
	if s.sending == sendDone {
		p.Raw(`<p class="local">`).Trusted(icon(iconCheck))
		p.T("Envoyé à votre demande")
	} else {
		p.Raw(`<p class="local">`).Trusted(icon(iconLock))
		p.T("Reste sur cet appareil")
	}
	return p.Raw(`</p></div>`).String()
}

func (s *State) waiting() string {
	p := s.page()
	if len(s.faults) == 0 {
		p.Raw(`<div class="corps"><p class="attente">`)
		p.T("Chargement du référentiel…")
		return p.Raw(`</p></div>`).String()
	}
	p.Raw(`<div class="corps"><div class="alerte" role="alert"><p class="fort rouge">`)
	p.T("Ce questionnaire ne peut pas s’afficher.")
	p.Raw(`</p>`)
	p.Issues(s.faults)
	return p.Raw(`</div><slot></slot></div>`).String()
}

func (s *State) noticeView() string {
	switch s.notice.kind {
	case "error":
		p := s.page()
		p.Raw(`<div class="alerte avis" id="avis" tabindex="-1"><p class="fort rouge">`)
		p.T("Ce fichier n’a pas pu être repris. Vos réponses actuelles sont inchangées.")
		p.Raw(`</p>`)
		p.Issues(s.notice.faults)
		return p.Raw(`</div>`).String()
	case "info":
		p := s.page()
		p.Raw(`<div class="avis info" id="avis" tabindex="-1"><p>`)
		p.T(s.notice.words)
		return p.Raw(`</p></div>`).String()
	}
	return ""
}

func (s *State) foot() string {
	p := s.page()
	p.Raw(`<div class="pied" part="footer">`)
	s.panelView(p)
	p.Raw(`<ul><li>`)
	if s.framework != nil {
		p.T("Référentiel {0}", s.framework.Version)
		if s.framework.Standing == "example" {
			p.Raw(` · `)
			p.T("exemple, non officiel")
		}
	} else {
		p.T("Version {0}", s.env.Version)
	}
	p.Raw(`</li><li>`)
	s.disclose(p, "acces", "Accessibilité")
	p.Raw(`</li><li>`)
	s.disclose(p, "donnees", "Vos données")
	p.Raw(`</li><li>`)
	if s.t.Lang() == "fr" {
		p.Raw(`<button type="button" class="lien" id="langue" data-m="langue" lang="en">English</button>`)
	} else {
		p.Raw(`<button type="button" class="lien" id="langue" data-m="langue" lang="fr">Français</button>`)
	}
	return p.Raw(`</li></ul><slot name="pied"></slot></div>`).String()
}

func (s *State) disclose(p *widget.Page, name, fr string) {
	p.Raw(`<button type="button" class="lien" data-m="panneau"`).Attr("data-a", name).Attr("id", "b-"+name).Raw(` aria-controls="panneau" aria-expanded="`)
	if s.panel == name {
		p.Raw(`true">`)
	} else {
		p.Raw(`false">`)
	}
	p.T(fr)
	p.Raw(`</button>`)
}

func (s *State) panelView(p *widget.Page) {
	p.Raw(`<div id="panneau" class="panneau"`).Flag("hidden", s.panel == "").Raw(`>`)
	switch s.panel {
	case "acces":
		p.Open(1).Raw(`>`)
		p.T("Accessibilité")
		p.Close(1).Raw(`<p>`)
		p.T("Cet outil se parcourt entièrement au clavier et avec un lecteur d’écran. 33 des 106 critères du RGAA 4.1 sont contrôlés par machine à chaque version ; les autres demandent un contrôle humain, décrit par la déclaration d’accessibilité du site qui l’affiche.")
		p.Raw(`</p><p>`)
		p.T("Un obstacle ? Signalez-le au site qui affiche cet outil : il peut vous fournir le questionnaire sous une autre forme.")
		p.Raw(`</p>`)
	case "donnees":
		p.Open(1).Raw(`>`)
		p.T("Vos données")
		p.Close(1).Raw(`<p>`)
		p.T("Vos réponses ne quittent pas cet appareil tant que vous n’appuyez pas sur « Envoyer ». Aucun traceur, aucun témoin de connexion, aucune mesure d’audience.")
		p.Raw(`</p><p>`)
		if s.env.Storage {
			p.T("Si vous cochez « Mémoriser », elles sont gardées dans ce navigateur 90 jours au plus ; « Tout effacer » les supprime aussitôt. Sans cocher, elles disparaissent à la fermeture.")
		} else {
			p.T("Elles disparaissent à la fermeture de la page : rien n’est mémorisé ici.")
		}
		p.Raw(`</p><p>`)
		p.T("L’envoi montre avant tout les octets exacts qui partent : le référentiel, vos niveaux et le jour. Jamais vos exemples, vos compétences passées, votre nom ni votre adresse.")
		p.Raw(`</p>`)
	}
	p.Raw(`</div>`)
}
