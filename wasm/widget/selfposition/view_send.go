// SPDX-License-Identifier: Apache-2.0

package selfposition

import "forge.apps.education.fr/eafc/briques/wasm/widget"

func (s *State) sendView() string {
	if !s.onResults() {
		return ""
	}
	p := s.page()
	p.Raw(`<section class="corps garder" aria-labelledby="titre-garder"><div class="boite">`)
	p.Open(2).Raw(` id="titre-garder" tabindex="-1" class="moyen">`).T("Garder ou transmettre").Close(2)
	p.Raw(`<div class="actions">`)
	p.Button("", "imprimer", "imprimer", "", "Imprimer ou PDF")
	p.Button("", "t-json", "telecharger", "json", "Portfolio (JSON)")
	p.Button("", "t-csv", "telecharger", "csv", "Tableau (CSV)")
	p.Button("", "t-reprise", "telecharger", "reprise", "Fichier de reprise")
	p.Raw(`</div>`)
	if s.sends() {
		s.sendBlock(p)
	} else {
		p.Raw(`<p class="muted">`).T("Cette page n’envoie rien : vos résultats restent chez vous.").Raw(`</p>`)
	}
	p.Raw(`<div class="fin"><button type="button" class="lien" data-m="aller"`).Attr("data-a", string(s.q.Questions[0].Item)).Raw(`>`).T("Revoir mes réponses").Raw(`</button> `)
	s.eraseButtons(p, "sobre")
	return p.Raw(`</div></div></section>`).String()
}

func (s *State) sendBlock(p *widget.Page) {
	if s.payload == "" {
		p.Raw(`<p class="muted">`).T("Il n’y a rien à envoyer : aucune compétence n’est renseignée.").Raw(`</p>`)
		return
	}
	p.Raw(`<details class="charge"`).Flag("open", s.sending != sendDone).Raw(`><summary>`).T("Voir exactement ce qui serait envoyé à l’EAFC").Raw(`</summary><p class="muted petit">`)
	p.T("Ces octets partent tels quels, et rien d’autre : ni vos exemples, ni vos compétences passées, ni votre nom.").Raw(`</p><pre id="octets" tabindex="0" role="region" aria-label="`).
		Text(s.t.T("Octets envoyés")).Raw(`">`).Text(s.payload).Raw(`</pre></details>`)
	switch s.sending {
	case sendDone:
		p.Raw(`<p class="envoye vert fort" id="envoye" tabindex="-1">`).Trusted(icon(iconCheck)).T("Envoyé. Vos réponses sont aussi toujours ici.").Raw(`</p>`)
		return
	case sendFailed:
		p.Raw(`<div class="alerte" id="echec" tabindex="-1">`)
		p.Issues(s.sendFault()).Raw(`</div>`)
	}
	p.Raw(`<div class="actions"><button type="button" class="btn primary" part="button button-primary" id="envoyer" data-m="envoyer"`)
	if s.sending == sendBusy {
		p.Raw(` aria-disabled="true">`).T("Envoi en cours…")
	} else {
		p.Raw(`>`).T("Envoyer à mon EAFC")
	}
	p.Raw(`</button></div>`)
}
