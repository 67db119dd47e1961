// SPDX-License-Identifier: Apache-2.0

package issue

// The READ rules: what a text must be before anything looks at its meaning.
// Every decoder of Briques reports these, wherever the bytes come from.
var (
	Read001 = read("READ-001", "lecture impossible : {0}", "cannot be read: {0}",
		"vérifiez le chemin et les droits du fichier", "check the path and the rights of the file", "")
	Read002 = read("READ-002", "document vide", "empty document",
		"écrivez un document JSON", "write a JSON document", "RFC 8259 §2")
	Read003 = read("READ-003", "octet qui n'est pas de l'UTF-8", "byte that is not UTF-8",
		"enregistrez le fichier en UTF-8", "save the file as UTF-8", "RFC 7493 §2.1")
	Read004 = read("READ-004", "marque d'ordre des octets (BOM) en tête", "byte order mark at the start",
		"enregistrez en « UTF-8 sans BOM »", "save as “UTF-8 without BOM”", "RFC 8259 §8.1")
	Read005 = read("READ-005", "syntaxe JSON : {0}", "JSON syntax: {0}",
		"corrigez à cet endroit", "correct this place", "RFC 8259 §2")
	Read006 = read("READ-006", "contenu après la fin du document", "content after the end of the document",
		"un fichier contient un seul document", "a file holds one document", "RFC 8259 §2")
	Read007 = read("READ-007", "nom « {0} » écrit deux fois dans le même objet", "name “{0}” written twice in one object",
		"gardez une seule occurrence", "keep one of them", "RFC 7493 §2.3")
	Read008 = read("READ-008", "nom « {0} » égal à « {1} » à la casse près", "name “{0}” equals “{1}” but for its case",
		"gardez un seul des deux noms", "keep one of the two names", "RFC 7493 §2.3")
	Read009 = read("READ-009", "null n'est pas admis", "null is not allowed",
		"retirez le champ s'il n'a pas de valeur", "leave the member out when it has no value", "")
	Read010 = read("READ-010", "nombre « {0} » écrit avec exposant, fraction nulle ou zéro négatif", "number “{0}” with an exponent, a zero fraction or a negative zero",
		"écrivez-le sans exposant ni fraction nulle", "write it without exponent or zero fraction", "RFC 8785 §3.2.2.3")
	Read011 = read("READ-011", "nombre « {0} » de plus de 15 chiffres", "number “{0}” of more than 15 digits",
		"arrondissez-le, ou écrivez-le comme un texte", "round it, or write it as a text", "RFC 7493 §2.2")
	Read012 = read("READ-012", "demi-codet Unicode isolé", "unpaired surrogate",
		"écrivez le caractère lui-même", "write the character itself", "RFC 7493 §2.1")
	Read013 = read("READ-013", "caractère U+0000 ou non-caractère Unicode", "U+0000 or a Unicode noncharacter",
		"retirez ce caractère", "remove this character", "RFC 7493 §2.1")
	Read014 = read("READ-014", "imbrication de plus de {0} niveaux", "nested more than {0} levels deep",
		"aplatissez le document", "flatten the document", "")
	Read015 = read("READ-015", "document de {0} octets, {1} au plus", "document of {0} bytes, at most {1}",
		"divisez le document", "split the document", "")
	Read016 = read("READ-016", "trop de {0} : {1} au plus", "too many {0}: at most {1}",
		"divisez le document", "split the document", "")
	Read017 = read("READ-017", "{0} de plus de {1} octets", "{0} of more than {1} bytes",
		"raccourcissez cette valeur", "shorten this value", "")
	Read018 = read("READ-018", "ce texte est du {0}, pas du JSON", "this text is {0}, not JSON",
		"convertissez-le en JSON : {1}", "convert it to JSON: {1}", "")
)

func read(code, fr, en, fixFR, fixEN, ref string) *Rule {
	return &Rule{Code: code, Severity: SeverityError, Message: Text{fr, en}, Fix: Text{fixFR, fixEN}, Ref: ref}
}

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
