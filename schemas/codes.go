// SPDX-License-Identifier: Apache-2.0

package schemas

import "forge.apps.education.fr/eafc/briques/schemas/issue"

func kindRule(code, fr, en, fixFR, fixEN string) issue.Rule {
	return issue.Rule{Code: code, Severity: issue.SeverityError, Message: issue.Text{FR: fr, EN: en}, Fix: issue.Text{FR: fixFR, EN: fixEN}}
}

var (
	ruleNoKind = kindRule("KIND-001",
		"genre de document inconnu : pas de « $schema », et le nom du fichier n’en dit rien", "unknown kind of document: no “$schema”, and the file name does not tell",
		"ajoutez « $schema », nommez le fichier « nom.brique.json » ou donnez --kind", "add “$schema”, name the file “name.brick.json” or give --kind")
	ruleUnknownKind = kindRule("KIND-002",
		"« $schema » vise un schéma que Briques ne connaît pas : {0}", "“$schema” names a schema that Briques does not know: {0}",
		"{1}", "{1}")
	ruleNewerKind = kindRule("KIND-003",
		"« $schema » vise une version plus récente que celle-ci : {0}", "“$schema” names a newer version than this one: {0}",
		"mettez Briques à jour", "update Briques")
	ruleOtherKind = kindRule("KIND-004",
		"« $schema » annonce {0}, mais {1} est demandé", "“$schema” announces {0}, but {1} is asked for",
		"corrigez « $schema » ou --kind", "correct “$schema” or --kind")
)

// Rules returns the rules of this package and the READ and SHAPE rules.
func Rules() []issue.Rule {
	out := []issue.Rule{ruleNoKind, ruleUnknownKind, ruleNewerKind, ruleOtherKind}
	return append(append(out, issue.ReadRules()...), issue.ShapeRules()...)
}
