// SPDX-License-Identifier: Apache-2.0

package schemas

import "forge.apps.education.fr/eafc/briques/schemas/issue"

func kindRule(code, fr, en, fixFR, fixEN string) issue.Rule {
	return issue.Rule{Code: code, Severity: issue.SeverityError, Message: issue.Text{FR: fr, EN: en}, Fix: issue.Text{FR: fixFR, EN: fixEN}}
}

var (
	ruleNoKind = kindRule("KIND-001",
		"genre de document inconnu : pas de « $schema », et ni le nom du fichier ni le contenu ne suffisent{0}", "unknown kind of document: no “$schema”, and neither the file name nor the content is enough{0}",
		"ajoutez « $schema », nommez le fichier « nom.brique.json » ou donnez --kind{1}", "add “$schema”, name the file “name.brick.json” or give --kind{1}")
	ruleUnknownKind = kindRule("KIND-002",
		"« $schema » vise un schéma que Briques ne connaît pas : {0}", "“$schema” names a schema that Briques does not know: {0}",
		"{1}", "{1}")
	ruleNewerKind = kindRule("KIND-003",
		"« $schema » vise une version plus récente que celle-ci : {0}", "“$schema” names a newer version than this one: {0}",
		"mettez Briques à jour", "update Briques")
	ruleOtherKind = kindRule("KIND-004",
		"« $schema » annonce {0}, mais {1} est demandé", "“$schema” announces {0}, but {1} is asked for",
		"corrigez « $schema » ou --kind", "correct “$schema” or --kind")
	ruleTaken = kindWarning("KIND-005",
		"pas de « $schema » : jugé comme {0}, le genre le plus proche de son contenu", "no “$schema”: judged as {0}, the kind nearest to its content",
		"si c’est un autre genre, ajoutez « $schema » ou donnez --kind", "if it is another kind, add “$schema” or give --kind")
	ruleMisnamed = kindWarning("KIND-006",
		"le nom du fichier annonce {0}, mais le contenu est {1} : jugé comme tel", "the file name announces {0}, but the content is {1}: judged as such",
		"renommez le fichier, ou donnez --kind", "rename the file, or give --kind")
	ruleList = kindRule("KIND-007",
		"c’est une liste de documents : {0}", "it is a list of documents: {0}",
		"donnez un document par fichier, ou un par ligne avec --ndjson", "give one document a file, or one a line with --ndjson")
)

func kindWarning(code, fr, en, fixFR, fixEN string) issue.Rule {
	r := kindRule(code, fr, en, fixFR, fixEN)
	r.Severity = issue.SeverityWarning
	return r
}

// Rules returns the rules of this package and the READ and SHAPE rules.
func Rules() []issue.Rule {
	out := []issue.Rule{ruleNoKind, ruleUnknownKind, ruleNewerKind, ruleOtherKind, ruleTaken, ruleMisnamed, ruleList}
	return append(append(out, issue.ReadRules()...), issue.ShapeRules()...)
}
