// SPDX-License-Identifier: Apache-2.0

package competency

import "forge.apps.education.fr/eafc/briques/schemas/issue"

// The CHANGE rules: what a new version owes to the people who used the old one.
var (
	changeRemoved = issue.Rule{Code: "CHANGE-001", Severity: issue.SeverityError,
		Message: issue.Text{FR: "l'élément « {0} » a été supprimé au lieu d'être retiré", EN: "item “{0}” was removed instead of retired"},
		Fix:     issue.Text{FR: "gardez-le, avec « retired » et une date « until »", EN: "keep it, with “retired” and a date “until”"}, Ref: "CASE 1.1 guide §4.3"}
	changeNewID = issue.Rule{Code: "CHANGE-002", Severity: issue.SeverityError,
		Message: issue.Text{FR: "le code « {0} » a changé d'identifiant sans lien replacedBy", EN: "code “{0}” changed its identifier without a replacedBy link"},
		Fix:     issue.Text{FR: "gardez l'identifiant {1}, ou ajoutez replacedBy", EN: "keep the identifier {1}, or add replacedBy"}, Ref: "CASE 1.1 guide §4.3"}
	changeMeaning = issue.Rule{Code: "CHANGE-003", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "« {0} » garde son identifiant mais plus de la moitié de ses mots ont changé : est-ce un autre sens ?", EN: "“{0}” keeps its identifier but more than half of its words changed: a new meaning?"},
		Fix:     issue.Text{FR: "créez un nouvel élément et un lien replacedBy, ou confirmez la reformulation", EN: "make a new item and a replacedBy link, or confirm the rewording"}, Ref: "CASE 1.1 guide §4.3"}
	changeStale = issue.Rule{Code: "CHANGE-004", Severity: issue.SeverityError,
		Message: issue.Text{FR: "le contenu de « {0} » a changé, mais pas sa date « changed »", EN: "the content of “{0}” changed but its “changed” did not"},
		Fix:     issue.Text{FR: "donnez à « changed » la date de cette version", EN: "raise “changed” to the date of this version"}, Ref: "CASE 1.1 lastChangeDateTime"}
	changeVersion = issue.Rule{Code: "CHANGE-005", Severity: issue.SeverityError,
		Message: issue.Text{FR: "la version {0} est trop petite pour ce changement ({1})", EN: "version {0} is too small for this change ({1})"},
		Fix:     issue.Text{FR: "publiez la version {2}", EN: "publish version {2}"}, Ref: "SemVer 2.0.0"}
	changeScale = issue.Rule{Code: "CHANGE-006", Severity: issue.SeverityError,
		Message: issue.Text{FR: "l'échelle « {0} » a changé sans correspondance des niveaux", EN: "scale “{0}” changed without a map of its levels"},
		Fix:     issue.Text{FR: "ajoutez « replaces » : le rang d'avant et le rang d'aujourd'hui", EN: "add “replaces”: the rank before and the rank now"}}
	changeOther = issue.Rule{Code: "CHANGE-007", Severity: issue.SeverityError,
		Message: issue.Text{FR: "ce sont deux référentiels différents : {0} et {1}", EN: "these are two different frameworks: {0} and {1}"},
		Fix:     issue.Text{FR: "comparez deux versions d'un même référentiel", EN: "compare two versions of one framework"}}
)

// The MIGRATION rules: why a claim did not pass into the new version as it was.
var (
	migrationSplit = issue.Rule{Code: "MIGRATION-001", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "déclaration perdue : « {0} » a été partagé en plusieurs éléments", EN: "claim lost: “{0}” was split into several items"},
		Fix:     issue.Text{FR: "la personne choisit parmi : {1}", EN: "the person chooses among: {1}"}}
	migrationRetired = issue.Rule{Code: "MIGRATION-002", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "déclaration perdue : « {0} » est retiré sans successeur", EN: "claim lost: “{0}” is retired without a successor"},
		Fix:     issue.Text{FR: "gardez la trace dans le portfolio", EN: "keep the record in the portfolio"}}
	migrationRescaled = issue.Rule{Code: "MIGRATION-003", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "déclaration perdue : l'échelle de « {0} » a changé sans correspondance", EN: "claim lost: the scale of “{0}” changed without a map"},
		Fix:     issue.Text{FR: "positionnez-vous à nouveau", EN: "position yourself again"}}
	migrationUnknown = issue.Rule{Code: "MIGRATION-004", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "déclaration perdue : « {0} » est inconnu dans la version nommée", EN: "claim lost: “{0}” is unknown in the version named"},
		Fix:     issue.Text{FR: "vérifiez le référentiel et la version de la déclaration", EN: "check the framework and the version of the claim"}}
	migrationMerged = issue.Rule{Code: "MIGRATION-005", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "deux déclarations se rejoignent sur « {0} » : la plus basse est gardée, les deux sont notées", EN: "two claims meet on “{0}”: the lower one is kept, both are listed"},
		Fix:     issue.Text{FR: "la personne tranche", EN: "let the person settle it"}}
)

// The MERGE rules.
var (
	mergeDiffers = issue.Rule{Code: "MERGE-001", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "« {0} » diffère dans les deux référentiels : la version du premier est gardée", EN: "“{0}” differs in the two frameworks: the first one's is kept"},
		Fix:     issue.Text{FR: "comparez les deux et choisissez", EN: "compare the two and choose"}}
	mergeCode = issue.Rule{Code: "MERGE-002", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "code « {0} » porté par deux éléments différents : le second devient « {1} »", EN: "code “{0}” borne by two different items: the second becomes “{1}”"},
		Fix:     issue.Text{FR: "renommez-le si vous préférez un autre code", EN: "rename it if you prefer another code"}}
	mergeScale = issue.Rule{Code: "MERGE-003", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "échelle « {0} » différente dans les deux référentiels : la seconde devient « {1} »", EN: "scale “{0}” differs in the two frameworks: the second becomes “{1}”"},
		Fix:     issue.Text{FR: "ajoutez « replaces » si leurs niveaux se correspondent", EN: "add “replaces” if their levels correspond"}}
	mergeKind = issue.Rule{Code: "MERGE-004", Severity: issue.SeverityError,
		Message: issue.Text{FR: "{0} différent : « {1} » et « {2} »", EN: "different {0}: “{1}” and “{2}”"},
		Fix:     issue.Text{FR: "fusionnez des référentiels du même genre, avec une langue principale commune", EN: "merge frameworks of one kind, with one main language"}}
	mergeURI = issue.Rule{Code: "MERGE-005", Severity: issue.SeverityError,
		Message: issue.Text{FR: "URI {0} portée par deux éléments différents", EN: "URI {0} borne by two different nodes"},
		Fix:     issue.Text{FR: "donnez à l'un des deux une URI à lui", EN: "give one of them a URI of its own"}}
)

// Rules returns every rule of the package, in code order of each prefix.
func Rules() []issue.Rule {
	return issue.Copies(
		&ruleUnknown, &ruleEmpty, &ruleID, &ruleTwice, &ruleURI, &ruleVersion, &ruleLanguage, &ruleCode, &ruleLooseCode,
		&ruleEnd, &ruleChildCycle, &rulePrecedesCycle, &ruleReplacedCycle, &ruleUnreachable, &ruleParents,
		&ruleOrder, &ruleScale, &ruleScaleName, &ruleOffScale, &ruleTwoAnchors, &ruleSomeAnchors, &ruleNoIndicator,
		&ruleUntil, &ruleReplaced, &ruleChangedOlder, &ruleNoSource, &ruleUnverified, &ruleExample, &ruleMatches,
		&ruleSameLink, &ruleKindNeeds, &ruleSameWords, &ruleLimit, &ruleVocabulary, &ruleForm, &ruleUnordered,
		&changeRemoved, &changeNewID, &changeMeaning, &changeStale, &changeVersion, &changeScale, &changeOther,
		&migrationSplit, &migrationRetired, &migrationRescaled, &migrationUnknown, &migrationMerged, &mergeDiffers,
		&mergeCode, &mergeScale, &mergeKind, &mergeURI,
	)
}
