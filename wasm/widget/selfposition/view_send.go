// SPDX-License-Identifier: Apache-2.0

package selfposition

import "forge.apps.education.fr/eafc/briques/wasm/widget"

func (s *State) sendView() string {
	if !s.onResults() {
		return ""
	}
	p := s.page()
	p.F(`<section class="corps garder" aria-labelledby="titre-garder"><div class="boite">{<2} id="titre-garder" tabindex="-1" class="moyen">{Garder ou transmettre}{>2}<div class="actions">{#,imprimer,imprimer,,Imprimer ou PDF}{#,t-json,telecharger,json,Portfolio (JSON)}{#,t-csv,telecharger,csv,Tableau (CSV)}{#,t-reprise,telecharger,reprise,Fichier de reprise}</div>`)
	if s.sends() {
		s.sendBlock(p)
	} else {
		p.F(`<p class="muted">{Cette page n’envoie rien : vos résultats restent chez vous.}</p>`)
	}
	p.F(`<div class="fin"><button type="button" class="lien" data-m="aller" data-a="{0}">{Revoir mes réponses}</button>`, string(s.q.Questions[0].Item))
	s.eraseButtons(p, "sobre")
	return p.F(`</div></div></section>`).String()
}

func (s *State) sendBlock(p *widget.Page) {
	if s.payload == "" {
		p.F(`<p class="muted">{Il n’y a rien à envoyer : aucune compétence n’est renseignée.}</p>`)
		return
	}
	p.F(`<details class="charge"{!0}><summary>{Voir exactement ce qui serait envoyé à l’EAFC}</summary><p class="muted petit">{Ces octets partent tels quels, et rien d’autre : ni vos exemples, ni vos compétences passées, ni votre nom.}</p><pre id="octets" tabindex="0" role="region" aria-label="{@Octets envoyés}">{1}</pre></details>`,
		widget.On(s.sending != sendDone, ` open`), s.payload)
	switch s.sending {
	case sendDone:
		p.F(`<p class="envoye vert fort" id="envoye" tabindex="-1">{!0}{Envoyé. Vos réponses sont aussi toujours ici.}</p>`, icon(iconCheck))
		return
	case sendFailed:
		p.F(`<div class="alerte" id="echec" tabindex="-1" role="group" aria-labelledby="t-echec"><div id="t-echec">`).Issues(s.sendFault()).F(`</div></div>`)
	}
	p.F(`<div class="actions"><button type="button" class="btn primary" part="button button-primary" id="envoyer" data-m="envoyer"`)
	if s.sending == sendBusy {
		p.F(` aria-disabled="true">{Envoi en cours…}`)
	} else {
		p.F(`>{Envoyer à mon EAFC}`)
	}
	p.F(`</button></div>`)
}
