// SPDX-License-Identifier: Apache-2.0

package qualityreview

import (
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

func render(s *State) view.Frame {
	if !s.ready() {
		return s.Frame(false, nil)
	}
	return s.Frame(true, s.profile.Title,
		view.Slot{Name: "avis", HTML: s.noticeView()}, view.Slot{Name: "accueil", HTML: s.intro()}, view.Slot{Name: "avance", HTML: s.progress()},
		view.Slot{Name: "q/regle", HTML: s.ruleView()}, view.Slot{Name: "q/resultat", HTML: s.outcome()}, view.Slot{Name: "q/pieces", HTML: s.piecesView()},
		view.Slot{Name: "q/ajout", HTML: s.addPiece()}, view.Slot{Name: "q/boutons", HTML: s.buttons()}, view.Slot{Name: "cote", HTML: s.aside()},
		view.Slot{Name: "bilan", HTML: s.summary(false)}, view.Slot{Name: "plan", HTML: s.planView(false)}, view.Slot{Name: "garder", HTML: s.keep()})
}

func (s *State) noticeView() string {
	p := s.Page()
	if len(s.faults) > 0 {
		return p.F(`<div class="alerte avis" id="avis" tabindex="-1" role="group" aria-labelledby="t-avis"><div id="t-avis">`).Issues(s.faults).F(`</div></div>`).String()
	}
	if s.notice != "" {
		p.F(`<div class="avis info" id="avis" tabindex="-1" role="group" aria-labelledby="t-avis"><p id="t-avis">{0}</p></div>`, s.notice)
	}
	return p.String()
}

func (s *State) intro() string {
	if s.step != 0 {
		return ""
	}
	p := s.Page()
	p.F(`<section class="corps fiche" aria-labelledby="titre-0">{<1} id="titre-0" tabindex="-1" class="grand">{!0}{>1}`, s.T.O(s.profile.Title))
	p.F(`<p class="chapo"><slot name="introduction">{Lisez la grille pour vous-même, règle par règle : un constat, ses pièces, et ce que vous ferez des écarts. Ce sont des nombres, jamais une note, et ce n’est pas une décision.}</slot></p>`)
	if len(s.profile.Notice) > 0 {
		p.F(`<p class="alerte">{!0}</p>`, s.T.O(s.profile.Notice))
	}
	p.F(`<div><label for="objet"><strong>{Ce que vous évaluez}</strong></label><input class="champ" type="text" id="objet" name="objet" data-m="objet" maxlength="300" autocomplete="off" value="{0}" aria-describedby="objet-aide"><p class="muted petit" id="objet-aide">{Un service, une formation, un parcours. Ne citez personne.}</p></div>`, s.written.subject)
	if len(s.kinds) > 0 {
		p.F(`<fieldset class="natures"><legend class="fort">{De quoi s’agit-il ?} <span class="muted">{(les règles qui s’appliquent en dépendent)}</span></legend>`)
		for i, k := range s.kinds {
			on := false
			for _, have := range s.written.kinds {
				on = on || have == k
			}
			p.F(`<label class="coche" for="k-{0}"><input type="checkbox" id="k-{0}" name="k-{0}" data-m="nature" data-a="{1}"{!2}> <span>{3}</span></label>`, itoa(i), k, widget.On(on, ` checked`), s.kindName(k))
		}
		p.F(`</fieldset>`)
	}
	if s.Env.Storage {
		p.F(`<div class="memo"><input type="checkbox" id="memoriser" name="memoriser" data-m="memoriser" aria-describedby="memo-aide"{!0}{!1}><div><label for="memoriser"><strong>{Mémoriser sur cet appareil pour reprendre plus tard}</strong></label><p class="muted petit" id="memo-aide">{Sans cocher, tout disparaît à la fermeture. Effaçable à tout moment, au plus 90 jours.}</p></div></div>`,
			widget.On(s.memory.ticked, ` checked`), widget.On(s.memory.refused, ` disabled`))
	}
	p.F(`<div class="actions"><button type="button" class="btn primary" part="button button-primary" id="commencer" data-m="aller" data-a="{0}">`, s.profile.Rules[0].ID)
	p.N(len(s.profile.Rules), "Commencer : {0} règle", "Commencer : {0} règles").F(`</button><label class="btn fichier" part="button" for="ouvrir">{Ouvrir un fichier de reprise}<input type="file" id="ouvrir" data-m="ouvrir" accept=".json,application/json"></label></div>`)
	if len(s.written.over)+len(s.written.pieces) > 0 {
		p.F(`<div class="reprise"><button type="button" class="lien" data-m="aller" data-a="resultats">{Voir le bilan}</button>`)
		s.erase(p, "lien")
		p.F(`</div>`)
	}
	return p.F(`</section>`).String()
}

func (s *State) kindName(k string) string {
	switch k {
	case "training":
		return s.T.T("Action de formation")
	case "training.certifying":
		return s.T.T("Formation certifiante")
	case "training.workStudy":
		return s.T.T("Formation en alternance")
	case "training.workplace":
		return s.T.T("Formation en situation de travail")
	case "skillsReview":
		return s.T.T("Bilan de compétences")
	case "priorLearning":
		return s.T.T("Validation des acquis (VAE)")
	case "apprenticeship":
		return s.T.T("Apprentissage")
	}
	return k
}

func (s *State) erase(p *widget.Page, class view.Static) {
	if !s.memory.asking {
		p.Button(class, "effacer", "effacer", "", "Tout effacer")
		return
	}
	p.F(`<div class="confirmer" role="group" aria-label="{@Effacer toute cette auto-évaluation ?}"><span>{Effacer toute cette auto-évaluation ?}</span>{#danger,effacer-oui,effacer-oui,,Oui, tout effacer}{#sobre,annuler,annuler,,Annuler}</div>`)
}

func (s *State) progress() string {
	if s.rule() == nil {
		return ""
	}
	p := s.Page()
	p.F(`<div class="avance"><button type="button" class="lien retour" id="precedent" data-m="precedent"><span aria-hidden="true">‹</span> {Précédent}</button><p class="ou" id="ou"><strong>{Règle {0} sur {1}}</strong></p><div class="barre fine" part="progress" aria-hidden="true">`, itoa(s.step), itoa(len(s.profile.Rules)))
	for i := range s.profile.Rules {
		class := ""
		if i+1 == s.step {
			class = "ici"
		} else if f := &s.own.Findings[i]; f.Truth != label.TruthUnknown || f.Applies == label.TruthFalse {
			class = "fait"
		}
		p.F(`<i class="{0}"></i>`, class)
	}
	return p.F(`</div></div>`).String()
}

func (s *State) criterion(id string) string {
	for i := range s.profile.Criteria {
		if s.profile.Criteria[i].ID == id {
			return s.T.O(s.profile.Criteria[i].Title)
		}
	}
	return ""
}

func (s *State) origin(o label.Origin) string {
	switch o {
	case label.OriginComputed:
		return s.T.T("établi par le calcul")
	case label.OriginEvidence:
		return s.T.T("à établir sur pièces par une personne")
	}
	return s.T.T("établi par une personne")
}

// ruleView does not follow what is typed in it: see written.
func (s *State) ruleView() string {
	r := s.rule()
	if r == nil {
		return ""
	}
	lang := s.T.Lang()
	p := s.Page()
	found, o, n := s.report.Finding(r.ID), s.written.override(r.ID), itoa(s.step)
	p.F(`<section class="question" aria-labelledby="titre-{0}"><p class="domaine muted">{Critère} · {!1}</p>`, n, s.criterion(r.Criterion)).F(`{<1} id="titre-{0}" tabindex="-1" class="grand" aria-describedby="ou">{!1}{>1}`, n, s.T.O(r.Title))
	p.F(`<p class="muted petit">{0} · {Un écart ici est {1}} · {2}`, r.ID, label.Word(r.Severity, lang), label.Word(r.Mode, lang))
	for _, ref := range r.Refs {
		p.F(` · {0}`, ref)
	}
	p.F(`</p><details class="item"><summary>{Ce que le calcul sait :} {0}</summary><ul>`, found.State(lang))
	for _, b := range found.Because {
		p.F(`<li>{0}</li>`, b.In(lang))
	}
	p.F(`</ul></details><fieldset><legend class="moyen">{Votre constat}</legend><div class="choix">`)
	for i, t := range [...]label.Truth{"", label.TruthTrue, label.TruthFalse} {
		words := s.T.Pick(i, "Garder celui du calcul", "Satisfaite", "Non satisfaite")
		p.F(`<label class="carte" part="card option" for="c-{0}"><input type="radio" id="c-{0}" name="constat" data-m="constat" data-a="{1}" value="{2}"{!3}><strong>{!4}{5}</strong></label>`,
			itoa(i), r.ID, string(t), widget.On(o.Truth == t, ` checked`), [...]string{iconOpen, iconMet, iconMiss}[i], words)
	}
	p.F(`</div></fieldset><div class="note"><label for="motif"><strong>{Sur quoi vous fondez-vous ?}</strong> <span class="muted">{(nécessaire si vous tranchez)}</span></label><textarea rows="3" maxlength="2000" id="motif" data-m="motif" data-i="motif" data-a="{0}" aria-describedby="motif-aide motif-manque">{1}</textarea><p class="muted petit" id="motif-aide">{Ce motif accompagne le constat dans le rapport. Ne citez personne.}</p></div></section>`, r.ID, o.Reason)
	return p.String()
}

// outcome says what now holds for the rule on screen.
func (s *State) outcome() string {
	r := s.rule()
	if r == nil {
		return ""
	}
	p := s.Page()
	f := s.finding(r.ID)
	p.F(`<div class="question retenu"><p class="manque fort" id="motif-manque">`) // always there: the field names it
	if s.reasonless(r.ID) {
		p.F(`{Écrivez sur quoi vous vous fondez : sans motif, le constat du calcul reste.}`)
	}
	return p.F(`</p><p>{Constat retenu :} <strong>{!2}{0}</strong> <span class="muted">({1})</span></p></div>`, f.State(s.T.Lang()), s.origin(f.Origin), stateIcon(f)).String()
}

// reasonless tells that a person has decided and has not yet said why.
func (s *State) reasonless(rule string) bool {
	return s.work.override(rule).Truth != "" && s.finding(rule).Origin != label.OriginHuman
}

// holds says in one line what outcome shows.
func (s *State) holds() string {
	r := s.rule()
	switch {
	case r == nil:
		return ""
	case s.reasonless(r.ID):
		return s.T.T("Écrivez sur quoi vous vous fondez : sans motif, le constat du calcul reste.")
	}
	return s.T.T("Constat retenu :") + " " + s.finding(r.ID).State(s.T.Lang())
}

func (s *State) piecesView() string {
	r := s.rule()
	if r == nil {
		return ""
	}
	p := s.Page()
	p.F(`<section class="question" aria-labelledby="titre-pieces">{<2} id="titre-pieces" tabindex="-1" class="moyen">{Pièces}{>2}`)
	f := s.finding(r.ID)
	if len(f.Evidence) == 0 {
		p.F(`<p class="muted">{Aucune pièce pour cette règle.}</p>`)
	} else {
		p.F(`<ul class="pieces">`)
	}
	for i := range s.own.Evidence {
		e := &s.own.Evidence[i]
		if len(without(e.Supports, r.ID)) == len(e.Supports) {
			continue
		}
		p.F(`<li><strong>{0}</strong> {1}`, e.ID, e.Title)
		if e.URI != "" {
			p.F(` <a`).URL("href", string(e.URI)).F(`>{Ouvrir la pièce}<span class="sr"> {0}</span></a>`, e.Title)
		}
		p.F(` <button type="button" class="lien" data-m="delier" data-a="{0}">{Retirer}<span class="sr"> {1}</span></button><br><code class="petit">{2}</code></li>`, e.ID, e.Title, e.SHA256)
	}
	return p.F(`{!0}</section>`, widget.On(len(f.Evidence) > 0, `</ul>`)).String()
}

// addPiece is written anew, and so emptied, when a piece was added.
func (s *State) addPiece() string {
	r := s.rule()
	if r == nil {
		return ""
	}
	p := s.Page()
	typed, bad := link{}, s.refused != nil
	if bad {
		typed = *s.refused
	}
	p.F(`<div class="question"><div class="actions"><label class="btn fichier" part="button" for="piece">{Choisir un fichier}<input type="file" id="piece" data-m="piece" data-empreinte aria-describedby="piece-aide"></label></div><p class="muted petit" id="piece-aide">{Le fichier reste chez vous : seuls son nom et son empreinte sont notés.}</p><details class="item"{!1}><summary>{Noter un lien}</summary><form data-m="lien" data-n="{0}" novalidate><label for="intitule">{Intitulé}</label><input class="champ" type="text" id="intitule" name="intitule" maxlength="300" autocomplete="off" value="{2}"><label for="adresse">{Adresse (https)}</label><input class="champ" type="url" id="adresse" name="adresse" maxlength="2000" autocomplete="off" value="{3}"{!4}>`,
		itoa(s.shown), widget.On(bad, ` open`), typed.title, typed.address, widget.On(bad, ` aria-invalid="true" aria-describedby="adresse-faute"`))
	if bad {
		p.F(`<div class="rouge petit" id="adresse-faute">`).Issues(widget.RuleAddress.Alone("", typed.address)).F(`</div>`)
	}
	p.F(`<button type="submit" class="btn" part="button">{Ajouter ce lien}</button></form></details>`)
	open := false
	for i := range s.written.pieces {
		e := &s.written.pieces[i]
		if len(without(e.Supports, r.ID)) < len(e.Supports) {
			continue
		}
		if !open {
			open = true
			p.F(`<div><label for="relier">{Une pièce déjà notée}</label><select class="champ court" id="relier" data-m="relier"><option value="">{Choisir…}</option>`)
		}
		p.F(`<option value="{0}">{0} · {1}</option>`, e.ID, e.Title)
	}
	return p.F(`{!0}</div>`, widget.On(open, `</select></div>`)).String()
}

func (s *State) buttons() string {
	if s.rule() == nil {
		return ""
	}
	p := s.Page()
	p.F(`<div class="actions boutons">`)
	if s.step == s.last()-1 {
		p.F(`{#primary,suivant,suivant,,Voir le bilan}`)
	} else {
		p.F(`{#primary,suivant,suivant,,Suivant}{#,voir-bilan,aller,resultats,Voir le bilan}`)
	}
	return p.F(`{#,quitter,quitter,,Enregistrer et quitter}</div>`).String()
}

// aside lists the rules by criterion, with what holds for each.
func (s *State) aside() string {
	if s.rule() == nil {
		return ""
	}
	p := s.Page()
	p.F(`<nav class="cote regles" aria-labelledby="cote-titre"><p class="moyen" id="cote-titre">{La grille}</p>`)
	for _, c := range s.profile.Criteria {
		p.F(`<p class="petit muted">{!0}</p><ul>`, s.T.O(c.Title))
		for i := range s.profile.Rules {
			r := &s.profile.Rules[i]
			if r.Criterion != c.ID {
				continue
			}
			f := &s.own.Findings[i]
			p.F(`<li><button type="button" class="lien" data-m="aller" data-a="{0}"{!1}>{!2}{0}<span class="sr"> {!3} · {4}</span></button></li>`, r.ID, widget.On(i+1 == s.step, ` aria-current="step"`), stateIcon(f), s.T.O(r.Title), f.State(s.T.Lang()))
		}
		p.F(`</ul>`)
	}
	return p.F(`</nav>`).String()
}

const (
	iconMet  = `<svg class="ico vert" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="m5 12.5 4.5 4.5L19 7.5"/></svg> `
	iconMiss = `<svg class="ico rouge" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M6 6l12 12M18 6 6 18"/></svg> `
	iconOpen = `<svg class="ico muted" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="8.500"/><path d="M12 7.500v6M12 16.500v.1"/></svg> `
	iconNone = `<svg class="ico muted" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M6 12h12"/></svg> `
)

func stateIcon(f *label.Finding) string {
	switch {
	case f.Applies == label.TruthFalse:
		return iconNone
	case f.Applies == label.TruthTrue && f.Truth == label.TruthTrue:
		return iconMet
	case f.Applies == label.TruthTrue && f.Truth == label.TruthFalse:
		return iconMiss
	}
	return iconOpen
}

func (s *State) sendFault() issue.Issues {
	return widget.RuleSending.Alone("", s.sending.fault)
}
