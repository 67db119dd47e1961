// SPDX-License-Identifier: Apache-2.0

package badgecheck

import (
	"forge.apps.education.fr/eafc/briques/catalogue/credential"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

const (
	iconGood view.Static = `<svg class="ico" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="m5 12.500 4.500 4.500L19 7.500"/></svg>`
	iconBad  view.Static = `<svg class="ico" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M6 6l12 12M18 6 6 18"/></svg>`
	iconDrop view.Static = `<svg class="ico" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M12 4v11M7.5 10.500 12 15l4.500-4.500M5 19h14"/></svg>`
	iconOpen view.Static = `<svg class="ico" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="8.500"/><path d="M12 7.500v6M12 16.500v.1"/></svg>`
)

func render(s *State) view.Frame {
	if s.Awaited > 0 || len(s.Faults) > 0 {
		return s.Frame(false, nil)
	}
	return s.Frame(true, nil, view.Slot{Name: "depot", HTML: s.entry()}, view.Slot{Name: "verdict", HTML: s.verdict(false)})
}

func (s *State) entry() string {
	p := s.Page()
	p.F(`<section class="corps fiche" aria-labelledby="titre-0">{<1} id="titre-0" tabindex="-1" class="grand">{Vérifier un badge}{>1}<p class="chapo">{Qui l’a délivré, à qui, jusqu’à quand, et s’il n’a pas été modifié ni retiré.}</p>
<p class="local">{!0}{Le badge est lu sur cet appareil et n’en part pas.}</p>
<div class="depot" data-depot="ouvrir">{!1}<p class="fort">{Déposez un badge ici}</p><label class="btn primary fichier" part="button button-primary" for="ouvrir">{Choisir un badge}<input type="file" id="ouvrir" data-m="ouvrir" data-brut accept=".svg,.json,.jwt,.txt,image/svg+xml,application/json"></label><p class="petit muted">{Image SVG, fichier JSON ou jeton signé}</p></div>
<details><summary>{Coller un texte}</summary><label for="saisie">{Jeton ou attestation}</label><textarea id="saisie" class="code" rows="5" spellcheck="false" data-i="saisie" data-m="saisie"></textarea>`, string(iconGood), string(iconDrop))
	return p.F(`{#,coller,coller,,Vérifier ce texte}</details></section>`).String()
}

// headline is the verdict in words.
func (s *State) headline() string {
	r := s.result
	switch r.Verdict {
	case credential.VerdictValid:
		return s.T.T("Badge valide")
	case credential.VerdictNotVerifiable:
		return s.T.T("Non vérifiable ici")
	}
	switch r.Reason {
	case credential.ReasonExpired:
		return s.T.T("Badge expiré")
	case credential.ReasonRevoked:
		return s.T.T("Badge retiré par son émetteur")
	case credential.ReasonSignature:
		return s.T.T("Signature fausse : ce badge a été modifié ou imité")
	case credential.ReasonUntrusted:
		return s.T.T("Émetteur ou clé que cette page ne connaît pas")
	case credential.ReasonNotYetValid:
		return s.T.T("Badge pas encore en vigueur")
	case credential.ReasonEncoding, credential.ReasonHeader, credential.ReasonAlgorithm, credential.ReasonLexical:
		return s.T.T("Ce n’est pas un badge signé lisible")
	}
	return s.T.T("Badge non conforme")
}

func (s *State) verdict(paper bool) string {
	if len(s.bad) > 0 {
		return s.Page().F(`<div class="corps"><div class="alerte">`).Issues(s.bad).F(`</div></div>`).String()
	}
	if s.result == nil {
		return ""
	}
	p := s.Page()
	r := s.result
	icon, tone := iconBad, "rouge"
	switch r.Verdict {
	case credential.VerdictValid:
		icon, tone = iconGood, "vert"
	case credential.VerdictNotVerifiable:
		icon, tone = iconOpen, "manque"
	}
	p.F(`<section class="corps fiche" aria-labelledby="titre-verdict"><div class="boite">{<1} id="titre-verdict" tabindex="-1" class="verdict moyen {0}">{!1} {2}{>1}`, tone, string(icon), s.headline())
	s.said(p)
	if address := s.keysAddress(); address != "" && !paper {
		p.F(`<p>{Cette page n’a pas les clés de l’émetteur. Les lui demander lui apprend que vous vérifiez un badge.}</p>`).
			F(`{#,demander,demander,,Demander ses clés à l’émetteur}`).F(`<p><code class="petit">{0}</code></p>`, address)
	}
	if s.askedFailed.FR != "" {
		p.F(`<p class="rouge">{L’émetteur n’a pas donné ses clés : {0}}</p>`, s.askedFailed.In(s.T.Lang()))
	}
	if len(r.Issues)+len(s.listFault) > 0 {
		p.Issues(append(append(issue.Issues{}, r.Issues...), s.listFault...))
	}
	p.F(`</div>`)
	if !paper {
		p.F(`<div class="actions suite">{#,imprimer,imprimer,,Imprimer ou PDF}{#sobre,effacer,effacer,,Tout effacer}</div>`)
	}
	return p.F(`</section>`).String()
}

// said lists what the credential says of itself. The words of others stand
// each on a line of its own (bdi): those that turn the text around turn nothing but themselves.
func (s *State) said(p *widget.Page) {
	c := s.result.Credential
	p.F(`<dl class="cartel">`)
	line := func(term string, values ...string) {
		said := false
		for _, v := range values {
			if v == "" {
				continue
			}
			if !said {
				p.F(`<div><dt>{0}</dt><dd>`, term)
			}
			said = true
			p.F(`<bdi>{0}</bdi>`, v)
		}
		if said {
			p.F(`</dd></div>`)
		}
	}
	line(s.T.T("Badge"), c.Name)
	if c.Says != c.Name {
		line(s.T.T("Atteste"), view.Typo(s.T.Lang(), c.Says))
	}
	line(s.T.T("Émetteur"), c.IssuerName, c.Issuer)
	line(s.T.T("Titulaire"), c.Subject)
	line(s.T.T("Depuis le"), s.T.Day(string(c.From)))
	line(s.T.T("Jusqu’au"), s.T.Day(string(c.Until)))
	line(s.T.T("Preuves"), c.Evidence...)
	p.F(`</dl>`)
}
