// SPDX-License-Identifier: Apache-2.0

package widget

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
)

// The faults that every widget may show (codes WIDGET-nnn).
var (
	RuleUnreadable = issue.Rule{Code: "WIDGET-001", Severity: issue.SeverityError,
		Message: issue.Text{FR: "Le document ne peut pas être lu : {0}", EN: "The document cannot be read: {0}"},
		Fix:     issue.Text{FR: "Vérifiez son adresse, ou que ce fichier est celui qui a été enregistré, sans retouche.", EN: "Check its address, or that this file is the one that was saved, unchanged."}}
	RuleTooLarge = issue.Rule{Code: "WIDGET-002", Severity: issue.SeverityError,
		Message: issue.Text{FR: "Le document dépasse les limites : {0}", EN: "The document is over the limits: {0}"},
		Fix:     issue.Text{FR: "Au plus 2 Mio (10 pour un contrôle), 64 niveaux, 500 compétences et 2 000 caractères par texte.", EN: "At most 2 MiB (10 to be checked), 64 levels, 500 competencies and 2,000 characters per text."}}
	RuleMajor = issue.Rule{Code: "WIDGET-003", Severity: issue.SeverityError,
		Message: issue.Text{FR: "Version inconnue : {0}", EN: "Unknown version: {0}"},
		Fix:     issue.Text{FR: "Mettez le widget à jour, ou enregistrez le fichier avec une version plus ancienne.", EN: "Update the widget, or save the file with an older version."}}
	RuleAddress = issue.Rule{Code: "WIDGET-004", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "Adresse refusée : {0}", EN: "Address refused: {0}"},
		Fix:     issue.Text{FR: "Une adresse https, mailto ou relative est attendue.", EN: "An https, mailto or relative address is expected."}}
	RuleStorage = issue.Rule{Code: "WIDGET-005", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "Ce navigateur refuse la mémorisation sur l’appareil.", EN: "This browser refuses to remember on the device."},
		Fix:     issue.Text{FR: "Enregistrez un fichier de reprise.", EN: "Save a resume file."}}
	RuleSending = issue.Rule{Code: "WIDGET-006", Severity: issue.SeverityError,
		Message: issue.Text{FR: "L’envoi n’a pas abouti : {0}", EN: "Sending did not succeed: {0}"},
		Fix:     issue.Text{FR: "Vos réponses sont gardées : réessayez plus tard, ou téléchargez-les.", EN: "Your answers are kept: try again later, or download them."}}
	RuleForeign = issue.Rule{Code: "WIDGET-007", Severity: issue.SeverityError,
		Message: issue.Text{FR: "Ce fichier concerne un autre référentiel : {0}", EN: "This file belongs to another framework: {0}"},
		Fix:     issue.Text{FR: "Ouvrez-le dans la page du référentiel {0}.", EN: "Open it in the page of framework {0}."}}
	RuleContent = issue.Rule{Code: "WIDGET-008", Severity: issue.SeverityError,
		Message: issue.Text{FR: "Le document ne contient pas ce qui est attendu : {0}", EN: "The document does not hold what is expected: {0}"},
		Fix:     issue.Text{FR: "Contrôlez-le avec « briques validate ».", EN: "Check it with “briques validate”."}}
	RuleDropped = issue.Rule{Code: "WIDGET-009", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "Une partie du document est laissée de côté : {0}", EN: "A part of the document is left out: {0}"},
		Fix:     issue.Text{FR: "Contrôlez-le avec « briques validate ».", EN: "Check it with “briques validate”."}}
	RuleEngine = issue.Rule{Code: "WIDGET-010", Severity: issue.SeverityError,
		Message: issue.Text{FR: "Le contrôle n’a pas pu se faire : {0}", EN: "The check could not be done: {0}"},
		Fix:     issue.Text{FR: "Vérifiez la connexion et recommencez, ou utilisez « briques validate ».", EN: "Check the connection and try again, or use “briques validate”."}}
	RuleTwice = issue.Rule{Code: "WIDGET-011", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "Ce fichier est déjà compté.", EN: "This file is counted already."},
		Fix:     issue.Text{FR: "Il n’est pas compté deux fois.", EN: "It is not counted twice."}}
)

// Rules returns every rule of the widgets, by code.
func Rules() []issue.Rule {
	return []issue.Rule{RuleUnreadable, RuleTooLarge, RuleMajor, RuleAddress, RuleStorage, RuleSending, RuleForeign, RuleContent, RuleDropped, RuleEngine, RuleTwice}
}

// Counted is a number with what it counts.
func Counted(n int, fr, en string) issue.Text {
	s := strconv.Itoa(n)
	return issue.Text{FR: s + fr, EN: s + en}
}

// Failed says where and why a document is not JSON.
func Failed(err error) issue.Text {
	if e, ok := err.(*view.SyntaxError); ok {
		return issue.Text{FR: e.Error(), EN: "line " + strconv.Itoa(e.Line) + ", column " + strconv.Itoa(e.Column) + ": " + e.English}
	}
	return issue.Text{FR: err.Error(), EN: err.Error()}
}

// Issues writes faults as a list: never a blank box.
func (p *Page) Issues(list issue.Issues) *Page {
	p.F(`<ul class="issues">`)
	for _, i := range list.In(p.Texts.lang) {
		at := i.Code
		if i.Pointer != "" {
			at += " " + string(i.Pointer)
		}
		p.F(`<li>{0} <code class="muted">{1}</code><div class="muted">{2}</div></li>`, view.Typo(p.Texts.lang, i.Message), at, view.Typo(p.Texts.lang, i.Fix))
	}
	return p.F(`</ul>`)
}
