// SPDX-License-Identifier: Apache-2.0

package selfposition

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

func itoa(n int) string { return strconv.Itoa(n) }

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
	f := make(view.Frame, 0, n+10)
	add := func(name, html string) { f = append(f, view.Slot{Name: name, HTML: html}) }
	add("tete", s.head())
	add("avis", s.noticeView())
	add("intro", s.intro())
	add("avance", s.progress())
	for i := range s.answers {
		add("q/"+itoa(i+1), s.questionSlot(i))
	}
	add("q/boutons", s.controls())
	add("cote", s.aside())
	add("bilan", s.summary())
	add("parcours", s.pathway())
	add("envoi", s.sendView())
	add("pied", s.foot())
	return f
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
	p.F(`<div class="tete" part="header">{<0} class="nom" part="title"><slot name="titre"><span>{Auto-positionnement}</span>`)
	if s.framework != nil {
		p.F(` <span class="de">{!0}</span>`, s.t.O(s.framework.Title))
	}
	p.F(`</slot>{>0}`)
	switch {
	case s.sending == sendDone:
		p.F(`<p class="local">{!0}{Envoyé à votre demande}</p></div>`, icon(iconCheck))
	case s.env.Unkept:
		p.F(`<p class="local perdu">{Pas gardé par votre plateforme}</p></div>`)
	case s.env.Platform:
		p.F(`<p class="local">{Gardé par votre plateforme de formation}</p></div>`)
	default:
		p.F(`<p class="local">{!0}{Reste sur cet appareil}</p></div>`, icon(iconLock))
	}
	return p.String()
}

func (s *State) waiting() string {
	p := s.page()
	if len(s.faults) == 0 {
		return p.F(`<div class="corps"><p class="attente">{Chargement du référentiel…}</p></div>`).String()
	}
	p.F(`<div class="corps"><div class="alerte" role="alert"><p class="fort rouge">{Ce questionnaire ne peut pas s’afficher.}</p>`).Issues(s.faults)
	return p.F(`</div><slot></slot></div>`).String()
}

func (s *State) noticeView() string {
	p := s.page()
	if s.env.Unkept {
		p.F(`<div class="alerte avis"><p class="fort rouge">{Votre plateforme de formation n’enregistre pas vos réponses en ce moment.}</p><p>{Elles restent dans cette page : avant de la fermer, enregistrez le fichier de reprise. Vous le rouvrirez ici.}</p>{#,garder,telecharger,reprise,Enregistrer le fichier de reprise}</div>`)
	}
	s.elsewhereView(p)
	switch s.notice.kind {
	case "cut":
		p.F(`<div class="alerte avis" id="avis" tabindex="-1" role="group" aria-labelledby="t-avis" aria-describedby="d-avis"><p class="fort rouge" id="t-avis">{Votre plateforme n’a rendu qu’une partie de ce qu’elle avait gardé.}</p><p id="d-avis">`).
			N(s.notice.lost, "Vos autres réponses sont reprises ; de {0} compétence, à la fin, rien n’a pu être relu : si vous y aviez répondu, répondez de nouveau.", "Vos autres réponses sont reprises ; de {0} compétences, à la fin, rien n’a pu être relu : si vous y aviez répondu, répondez de nouveau.").F(`</p></div>`)
	case "kept":
		p.F(`<div class="alerte avis" id="avis" tabindex="-1" role="group" aria-labelledby="t-avis"><p class="fort rouge" id="t-avis">{Ce que votre plateforme avait gardé n’a pas pu être repris : abîmé, ou d’une autre version du questionnaire. Vos réponses actuelles sont inchangées.}</p></div>`)
	case "error":
		p.F(`<div class="alerte avis" id="avis" tabindex="-1" role="group" aria-labelledby="t-avis" aria-describedby="d-avis"><p class="fort rouge" id="t-avis">{Ce fichier n’a pas pu être repris. Vos réponses actuelles sont inchangées.}</p><div id="d-avis">`).Issues(s.notice.faults).F(`</div></div>`)
	case "info":
		p.F(`<div class="avis info" id="avis" tabindex="-1" role="group" aria-labelledby="t-avis"><p id="t-avis">`).T(s.notice.words).F(`</p></div>`)
	}
	return p.String()
}

func (s *State) foot() string {
	p := s.page()
	p.F(`<div class="pied" part="footer"><ul><li>`)
	if s.framework != nil {
		p.F(`{Référentiel {0}}`, s.framework.Version)
		if s.framework.Standing == "example" {
			p.F(` · {exemple, non officiel}`)
		}
	} else {
		p.F(`{Version {0}}`, s.env.Version)
	}
	p.F(`</li><li>`)
	s.disclose(p, "acces", "Accessibilité")
	p.F(`</li><li>`)
	s.disclose(p, "donnees", "Vos données")
	lang, name := "en", "English"
	if s.t.Lang() == "en" {
		lang, name = "fr", "Français"
	}
	p.F(`</li><li><button type="button" class="lien" id="langue" data-m="langue" lang="{0}">{1}</button></li></ul>`, lang, name)
	p.F(`<div id="panneau" class="panneau"{!0}>`, widget.On(s.panel == "", ` hidden`))
	switch s.panel {
	case "acces":
		p.F(`{<1}>{Accessibilité}{>1}<p>{Cet outil se parcourt entièrement au clavier et avec un lecteur d’écran. 33 des 106 critères du RGAA 4.1 sont contrôlés par machine à chaque version ; les autres demandent un contrôle humain, décrit par la déclaration d’accessibilité du site qui l’affiche.}</p><p>{Un obstacle ? Signalez-le au site qui affiche cet outil : il peut vous fournir le questionnaire sous une autre forme.}</p>`)
	case "donnees":
		p.F(`{<1}>{Vos données}{>1}`)
		switch {
		case s.env.Unkept:
			p.F(`<p>{Votre plateforme de formation devait garder vos réponses, et ne le confirme pas. Elles disparaissent à la fermeture de la page, sauf dans le fichier de reprise. Ce que la plateforme avait déjà gardé peut y rester, même après « Tout effacer ».}</p><p>`)
		case s.env.Platform:
			p.F(`<p>{Votre plateforme de formation garde vos réponses à mesure que vous les donnez, sous votre compte, pour que vous puissiez reprendre : niveaux choisis, compétences passées, où vous en étiez. Les responsables du cours et l’administration peuvent les voir. « Tout effacer » vide ce qu’elle garde ; ses sauvegardes suivent ses propres règles.}</p><p>`)
		default:
			p.F(`<p>{Vos réponses ne quittent pas cet appareil tant que vous n’appuyez pas sur « Envoyer ». Aucun traceur, aucun témoin de connexion, aucune mesure d’audience.}</p><p>`)
		}
		if s.env.Storage {
			p.T("Si vous cochez « Mémoriser », elles sont gardées dans ce navigateur 90 jours au plus ; « Tout effacer » les supprime aussitôt. Sans cocher, elles disparaissent à la fermeture.")
		} else if !s.env.Platform {
			p.T("Elles disparaissent à la fermeture de la page : rien n’est mémorisé ici.")
		}
		p.F(`</p><p>{L’envoi montre avant tout les octets exacts qui partent : le référentiel, vos niveaux et le jour. Jamais vos exemples, vos compétences passées, votre nom ni votre adresse.}</p>`)
	}
	return p.F(`</div><slot name="pied"></slot></div>`).String()
}

func (s *State) disclose(p *widget.Page, name, fr string) {
	state := "false"
	if s.panel == name {
		state = "true"
	}
	p.F(`<button type="button" class="lien" data-m="panneau" data-a="{0}" id="b-{0}" aria-controls="panneau" aria-expanded="{1}">`, name, state).T(fr).F(`</button>`)
}
