// SPDX-License-Identifier: Apache-2.0

package issue

// The READ rules: what a text must be before anything looks at its meaning.
// Every decoder of Briques reports these, wherever the bytes come from.
var (
	Read001 = &Rule{Code: "READ-001", Severity: SeverityError,
		Message: Text{FR: "lecture impossible : {0}",
			EN: "cannot be read: {0}"},
		Fix: Text{FR: "vérifiez le chemin et les droits du fichier", EN: "check the path and the rights of the file"}}
	Read002 = &Rule{Code: "READ-002", Severity: SeverityError,
		Message: Text{FR: "document vide",
			EN: "empty document"},
		Fix: Text{FR: "écrivez un document JSON", EN: "write a JSON document"}, Ref: "RFC 8259 §2"}
	Read003 = &Rule{Code: "READ-003", Severity: SeverityError,
		Message: Text{FR: "octet qui n'est pas de l'UTF-8",
			EN: "byte that is not UTF-8"},
		Fix: Text{FR: "enregistrez le fichier en UTF-8", EN: "save the file as UTF-8"}, Ref: "RFC 7493 §2.1"}
	Read004 = &Rule{Code: "READ-004", Severity: SeverityError,
		Message: Text{FR: "marque d'ordre des octets (BOM) en tête",
			EN: "byte order mark at the start"},
		Fix: Text{FR: "enregistrez en « UTF-8 sans BOM »", EN: "save as “UTF-8 without BOM”"}, Ref: "RFC 8259 §8.1"}
	Read005 = &Rule{Code: "READ-005", Severity: SeverityError,
		Message: Text{FR: "syntaxe JSON : {0}",
			EN: "JSON syntax: {0}"},
		Fix: Text{FR: "corrigez à cet endroit", EN: "correct this place"}, Ref: "RFC 8259 §2"}
	Read006 = &Rule{Code: "READ-006", Severity: SeverityError,
		Message: Text{FR: "contenu après la fin du document",
			EN: "content after the end of the document"},
		Fix: Text{FR: "un fichier contient un seul document", EN: "a file holds one document"}, Ref: "RFC 8259 §2"}
	Read007 = &Rule{Code: "READ-007", Severity: SeverityError,
		Message: Text{FR: "nom « {0} » écrit deux fois dans le même objet",
			EN: "name “{0}” written twice in one object"},
		Fix: Text{FR: "gardez une seule occurrence", EN: "keep one of them"}, Ref: "RFC 7493 §2.3"}
	Read008 = &Rule{Code: "READ-008", Severity: SeverityError,
		Message: Text{FR: "nom « {0} » égal à « {1} » à la casse près",
			EN: "name “{0}” equals “{1}” but for its case"},
		Fix: Text{FR: "gardez un seul des deux noms", EN: "keep one of the two names"}, Ref: "RFC 7493 §2.3"}
	Read009 = &Rule{Code: "READ-009", Severity: SeverityError,
		Message: Text{FR: "null n'est pas admis",
			EN: "null is not allowed"},
		Fix: Text{FR: "retirez le champ s'il n'a pas de valeur", EN: "leave the member out when it has no value"}}
	Read010 = &Rule{Code: "READ-010", Severity: SeverityError,
		Message: Text{FR: "nombre « {0} » écrit avec exposant, fraction nulle ou zéro négatif",
			EN: "number “{0}” with an exponent, a zero fraction or a negative zero"},
		Fix: Text{FR: "écrivez-le sans exposant ni fraction nulle", EN: "write it without exponent or zero fraction"}, Ref: "RFC 8785 §3.2.2.3"}
	Read011 = &Rule{Code: "READ-011", Severity: SeverityError,
		Message: Text{FR: "nombre « {0} » de plus de 15 chiffres",
			EN: "number “{0}” of more than 15 digits"},
		Fix: Text{FR: "arrondissez-le, ou écrivez-le comme un texte", EN: "round it, or write it as a text"}, Ref: "RFC 7493 §2.2"}
	Read012 = &Rule{Code: "READ-012", Severity: SeverityError,
		Message: Text{FR: "demi-codet Unicode isolé",
			EN: "unpaired surrogate"},
		Fix: Text{FR: "écrivez le caractère lui-même", EN: "write the character itself"}, Ref: "RFC 7493 §2.1"}
	Read013 = &Rule{Code: "READ-013", Severity: SeverityError,
		Message: Text{FR: "caractère U+0000 ou non-caractère Unicode",
			EN: "U+0000 or a Unicode noncharacter"},
		Fix: Text{FR: "retirez ce caractère", EN: "remove this character"}, Ref: "RFC 7493 §2.1"}
	Read014 = &Rule{Code: "READ-014", Severity: SeverityError,
		Message: Text{FR: "imbrication de plus de {0} niveaux",
			EN: "nested more than {0} levels deep"},
		Fix: Text{FR: "aplatissez le document", EN: "flatten the document"}}
	Read015 = &Rule{Code: "READ-015", Severity: SeverityError,
		Message: Text{FR: "document de {0} octets, {1} au plus",
			EN: "document of {0} bytes, at most {1}"},
		Fix: Text{FR: "divisez le document", EN: "split the document"}}
	Read016 = &Rule{Code: "READ-016", Severity: SeverityError,
		Message: Text{FR: "trop de {0} : {1} au plus",
			EN: "too many {0}: at most {1}"},
		Fix: Text{FR: "divisez le document", EN: "split the document"}}
	Read017 = &Rule{Code: "READ-017", Severity: SeverityError,
		Message: Text{FR: "{0} de plus de {1} octets",
			EN: "{0} of more than {1} bytes"},
		Fix: Text{FR: "raccourcissez cette valeur", EN: "shorten this value"}}
	Read018 = &Rule{Code: "READ-018", Severity: SeverityError,
		Message: Text{FR: "ce texte est du {0}, pas du JSON",
			EN: "this text is {0}, not JSON"},
		Fix: Text{FR: "convertissez-le en JSON : {1}", EN: "convert it to JSON: {1}"}}
)

// ReadRules returns the READ rules in code order.
func ReadRules() []Rule {
	all := []*Rule{Read001, Read002, Read003, Read004, Read005, Read006, Read007, Read008, Read009,
		Read010, Read011, Read012, Read013, Read014, Read015, Read016, Read017, Read018}
	out := make([]Rule, len(all))
	for i, r := range all {
		out[i] = *r
	}
	return out
}
