// SPDX-License-Identifier: Apache-2.0

package gaia

import "forge.apps.education.fr/eafc/briques/schemas/issue"

func rule(code string, s issue.Severity, fr, en, fixFR, fixEN string) *issue.Rule {
	return &issue.Rule{Code: code, Severity: s, Message: issue.Text{FR: fr, EN: en}, Fix: issue.Text{FR: fixFR, EN: fixEN}}
}

const (
	fault   = issue.SeverityError
	warning = issue.SeverityWarning
)

var (
	ruleFields   = rule("GAIA-001", fault, "{0} champs lus, {1} attendus", "{0} fields read, {1} expected", "retirez le séparateur « | » des textes", "remove the separator “|” from texts")
	ruleEmpty    = rule("GAIA-002", fault, "champ {0} vide", "field {0} is empty", "remplissez ce champ dans GAIA", "fill this field in GAIA")
	ruleTime     = rule("GAIA-003", fault, "date ou heure qui n'existe pas, jj/mm/aaaa et hh:mm attendus", "no such date or time, dd/mm/yyyy and hh:mm expected", "corrigez la date dans GAIA", "correct the date in GAIA")
	ruleBackward = rule("GAIA-004", fault, "la session finit avant de commencer", "the session ends before it starts", "corrigez les dates", "correct the dates")
	ruleInstant  = rule("GAIA-005", warning, "la session commence et finit à la même minute", "the session starts and ends at the same minute", "indiquez l'heure de fin", "give the end time")
	ruleID       = rule("GAIA-006", fault, "identifiant mal formé : {0}", "malformed identifier: {0}", "corrigez l'identifiant dans GAIA", "correct the identifier in GAIA")
	ruleDevice   = rule("GAIA-007", warning, "identifiant de dispositif sans année ni lettre de portée", "device id without year and scope letter", "vérifiez l'identifiant", "check the identifier")
	ruleLong     = rule("GAIA-008", warning, "texte de {0} caractères, {1} au plus dans la colonne d'arrivée : gardé entier", "text of {0} characters, at most {1} in the receiving column: kept whole", "raccourcissez le texte", "shorten the text")
	ruleTail     = rule("GAIA-009", warning, "le 14e champ n'est pas vide", "the 14th field is not empty", "signalez-le à l'émetteur", "tell the sender")
	ruleByte     = rule("GAIA-010", fault, "octet sans signification en CP1252", "byte without meaning in CP1252", "réexportez le fichier", "export the file again")
	ruleUTF8     = rule("GAIA-011", warning, "fichier en UTF-8 : lu comme tel", "file in UTF-8: read as such", "GAIA écrit du CP1252 : ne rouvrez pas le fichier dans un éditeur", "GAIA writes CP1252: do not save the file again")
	ruleTwice    = rule("GAIA-012", fault, "session déjà lue à la ligne {0}", "session already read at line {0}", "gardez une seule ligne", "keep one line")
	ruleUnknown  = rule("GAIA-013", fault, "session ou module inconnu des formations", "session or module unknown to the formations file", "joignez le fichier des formations du même jour", "add the formations file of the same day")
	ruleNoMail   = rule("GAIA-014", fault, "stagiaire sans adresse", "trainee without address", "complétez l'adresse dans GAIA", "complete the address in GAIA")
	ruleShared   = rule("GAIA-015", warning, "adresse partagée par deux personnes, ou intervenant sans adresse", "address shared by two people, or speaker without address", "vérifiez l'adresse", "check the address")
	ruleFile     = rule("GAIA-016", fault, "fichier ou dossier illisible : {0}", "file or folder cannot be read: {0}", "un dossier AAAAMMJJ avec <académie>_Formations_AAAAMMJJ.csv", "a folder AAAAMMJJ with <academy>_Formations_AAAAMMJJ.csv")
	ruleLimit    = rule("GAIA-017", fault, "limite dépassée : {0}", "over a limit: {0}", "divisez le fichier", "split the file")
	ruleLost     = rule("GAIA-018", warning, "GAIA n'a pas de champ pour {0} : perdu", "GAIA has no field for {0}: lost", "gardez le document d'origine", "keep the original document")
)

// Rules returns the GAIA rules in code order.
func Rules() []issue.Rule {
	return issue.Copies(ruleFields, ruleEmpty, ruleTime, ruleBackward, ruleInstant, ruleID, ruleDevice, ruleLong, ruleTail, ruleByte,
		ruleUTF8, ruleTwice, ruleUnknown, ruleNoMail, ruleShared, ruleFile, ruleLimit, ruleLost)
}
