// SPDX-License-Identifier: Apache-2.0

package competency

import "forge.apps.education.fr/eafc/briques/schemas/issue"

// The FRAMEWORK rules. An unknown or missing member of a document read from
// bytes carries SHAPE-003 or SHAPE-002 instead: one fault, one code.
var (
	ruleUnknown = issue.Rule{Code: "FRAMEWORK-001", Severity: issue.SeverityError,
		Message: issue.Text{FR: "champ inconnu « {0} »", EN: "unknown member “{0}”"},
		Fix:     issue.Text{FR: "retirez-le, corrigez son nom ou placez-le dans « extra »", EN: "remove it, correct its name or put it in “extra”"}}
	ruleEmpty = issue.Rule{Code: "FRAMEWORK-002", Severity: issue.SeverityError,
		Message: issue.Text{FR: "« {0} » manque ou est vide", EN: "“{0}” is missing or empty"},
		Fix:     issue.Text{FR: "donnez une valeur à « {0} », ou retirez ce champ s'il est facultatif", EN: "give “{0}” a value, or leave it out if it is optional"}}
	ruleID = issue.Rule{Code: "FRAMEWORK-003", Severity: issue.SeverityError,
		Message: issue.Text{FR: "identifiant « {0} » : ce n'est pas un UUID de version 1 à 5 en minuscules", EN: "identifier “{0}” is not a lower-case UUID of version 1 to 5"},
		Fix:     issue.Text{FR: "écrivez un UUIDv5 calculé sur l'URI du référentiel et le code : {1}", EN: "write a UUIDv5 computed from the framework's URI and the code: {1}"}, Ref: "RFC 9562 ; CASE 1.1"}
	ruleTwice = issue.Rule{Code: "FRAMEWORK-004", Severity: issue.SeverityError,
		Message: issue.Text{FR: "identifiant « {0} » utilisé deux fois, d'abord en {1}", EN: "identifier “{0}” used twice, first at {1}"},
		Fix:     issue.Text{FR: "gardez-en un, donnez à l'autre un identifiant à lui", EN: "keep one, give the other an identifier of its own"}}
	ruleURI = issue.Rule{Code: "FRAMEWORK-005", Severity: issue.SeverityError,
		Message: issue.Text{FR: "URI « {0} » absente, non absolue ou partagée avec un autre élément", EN: "URI “{0}” missing, not absolute, or shared with another node"},
		Fix:     issue.Text{FR: "donnez une IRI absolue propre à cet élément", EN: "give this node an absolute IRI of its own"}, Ref: "RFC 3986 §4.3"}
	ruleVersion = issue.Rule{Code: "FRAMEWORK-006", Severity: issue.SeverityError,
		Message: issue.Text{FR: "version « {0} » : ce n'est pas MAJEUR.MINEUR.CORRECTIF", EN: "version “{0}” is not MAJOR.MINOR.PATCH"},
		Fix:     issue.Text{FR: "écrivez par exemple 1.0.0", EN: "write for example 1.0.0"}, Ref: "SemVer 2.0.0"}
	ruleLanguage = issue.Rule{Code: "FRAMEWORK-007", Severity: issue.SeverityError,
		Message: issue.Text{FR: "langue « {0} » mal écrite, ou texte absent dans cette langue, qui est celle du référentiel", EN: "language “{0}” malformed, or the text lacks that language, which is the framework's"},
		Fix:     issue.Text{FR: "corrigez l'étiquette de langue, ou ajoutez le texte en « {0} »", EN: "correct the language tag, or add the text in “{0}”"}, Ref: "BCP 47"}
	ruleCode = issue.Rule{Code: "FRAMEWORK-008", Severity: issue.SeverityError,
		Message: issue.Text{FR: "code « {0} » absent, ou déjà porté par un autre élément du même type", EN: "code “{0}” missing, or already used by another item of its type"},
		Fix:     issue.Text{FR: "donnez à l'élément un code à lui", EN: "give the item a code of its own"}}
	ruleLooseCode = issue.Rule{Code: "FRAMEWORK-009", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "les codes « {0} » et « {1} » sont égaux pour qui les compare comme des nombres", EN: "codes “{0}” and “{1}” are equal to anyone who compares them as numbers"},
		Fix:     issue.Text{FR: "faites précéder le code d'une lettre", EN: "prefix the code with a letter"}, Ref: "PHP : 1.1 == 1.10"}
	ruleEnd = issue.Rule{Code: "FRAMEWORK-010", Severity: issue.SeverityError,
		Message: issue.Text{FR: "l'extrémité « {0} » ne désigne ni un élément du document ni une IRI absolue", EN: "the end “{0}” names neither a node of the document nor an absolute IRI"},
		Fix:     issue.Text{FR: "corrigez la référence", EN: "correct the reference"}}
	ruleChildCycle = issue.Rule{Code: "FRAMEWORK-011", Severity: issue.SeverityError,
		Message: issue.Text{FR: "la hiérarchie tourne en rond : {0}", EN: "the hierarchy runs in a circle: {0}"},
		Fix:     issue.Text{FR: "retirez l'un de ces liens isChildOf", EN: "remove one of these isChildOf links"}}
	rulePrecedesCycle = issue.Rule{Code: "FRAMEWORK-012", Severity: issue.SeverityError,
		Message: issue.Text{FR: "l'ordre « precedes » tourne en rond : {0}", EN: "the order “precedes” runs in a circle: {0}"},
		Fix:     issue.Text{FR: "retirez l'un de ces liens precedes", EN: "remove one of these precedes links"}}
	ruleReplacedCycle = issue.Rule{Code: "FRAMEWORK-013", Severity: issue.SeverityError,
		Message: issue.Text{FR: "le remplacement tourne en rond : {0}", EN: "replacement runs in a circle: {0}"},
		Fix:     issue.Text{FR: "retirez l'un de ces liens replacedBy", EN: "remove one of these replacedBy links"}}
	ruleUnreachable = issue.Rule{Code: "FRAMEWORK-014", Severity: issue.SeverityError,
		Message: issue.Text{FR: "l'élément « {0} » n'est rattaché à rien : aucun lien isChildOf ne mène au référentiel", EN: "item “{0}” hangs nowhere: no isChildOf link leads to the framework"},
		Fix:     issue.Text{FR: "ajoutez un lien isChildOf vers son parent ou vers le référentiel", EN: "add an isChildOf link to its parent or to the framework"}}
	ruleParents = issue.Rule{Code: "FRAMEWORK-015", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "l'élément « {0} » a {1} parents : les formats en arbre garderont le premier", EN: "item “{0}” has {1} parents: tree formats will keep the first"},
		Fix:     issue.Text{FR: "dites par « seq » quel parent est le principal", EN: "say by “seq” which parent is the main one"}}
	ruleOrder = issue.Rule{Code: "FRAMEWORK-016", Severity: issue.SeverityError,
		Message: issue.Text{FR: "{0} « {1} » placé sous {2} « {3} »", EN: "{0} “{1}” placed under {2} “{3}”"},
		Fix:     issue.Text{FR: "changez le type ou le parent : domaine, puis compétence, puis composante", EN: "change type or parent: domain, then competency, then component"}}
	ruleScale = issue.Rule{Code: "FRAMEWORK-017", Severity: issue.SeverityError,
		Message: issue.Text{FR: "échelle « {0} » : {1}", EN: "scale “{0}”: {1}"},
		Fix:     issue.Text{FR: "donnez de 2 à 12 niveaux de rangs 1, 2, 3…, chacun avec un code à lui", EN: "give 2 to 12 levels of ranks 1, 2, 3…, each with a code of its own"}}
	ruleScaleName = issue.Rule{Code: "FRAMEWORK-018", Severity: issue.SeverityError,
		Message: issue.Text{FR: "la compétence « {0} » ne nomme pas une échelle du référentiel (« {1} »)", EN: "competency “{0}” names no scale of the framework (“{1}”)"},
		Fix:     issue.Text{FR: "nommez l'une des échelles : {2}", EN: "name one of the scales: {2}"}}
	ruleOffScale = issue.Rule{Code: "FRAMEWORK-019", Severity: issue.SeverityError,
		Message: issue.Text{FR: "rang {0} hors de l'échelle de « {1} », qui va de 1 à {2}", EN: "rank {0} is off the scale of “{1}”, which goes from 1 to {2}"},
		Fix:     issue.Text{FR: "corrigez le rang", EN: "correct the rank"}}
	ruleTwoAnchors = issue.Rule{Code: "FRAMEWORK-020", Severity: issue.SeverityError,
		Message: issue.Text{FR: "deux comportements au rang {0} de « {1} »", EN: "two anchors on rank {0} of “{1}”"},
		Fix:     issue.Text{FR: "gardez-en un seul", EN: "keep one"}}
	ruleSomeAnchors = issue.Rule{Code: "FRAMEWORK-021", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "« {0} » n'a pas de comportement au(x) rang(s) {1}", EN: "“{0}” has no anchor on rank(s) {1}"},
		Fix:     issue.Text{FR: "écrivez les comportements qui manquent", EN: "write the missing anchors"}}
	ruleNoIndicator = issue.Rule{Code: "FRAMEWORK-022", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "« {0} » n'a pas de critère observable au(x) rang(s) {1} : le comportement sera demandé à la place", EN: "“{0}” has no observable indicator on rank(s) {1}: the anchor will be asked instead"},
		Fix:     issue.Text{FR: "écrivez au moins un critère par rang", EN: "write at least one indicator per rank"}}
	ruleUntil = issue.Rule{Code: "FRAMEWORK-023", Severity: issue.SeverityError,
		Message: issue.Text{FR: "« {0} » est retiré sans date de fin, ou finit avant de commencer", EN: "“{0}” is retired without an end date, or ends before it begins"},
		Fix:     issue.Text{FR: "donnez une date de fin qui suit le début", EN: "give an end date after the beginning"}, Ref: "CASE 1.1 statusEndDate"}
	ruleReplaced = issue.Rule{Code: "FRAMEWORK-024", Severity: issue.SeverityError,
		Message: issue.Text{FR: "remplacement de « {0} » : {1}", EN: "replacement of “{0}”: {1}"},
		Fix:     issue.Text{FR: "retirez l'élément remplacé, ou suivez jusqu'à un élément en vigueur", EN: "retire the replaced item, or lead on to an item in force"}}
	ruleChangedOlder = issue.Rule{Code: "FRAMEWORK-025", Severity: issue.SeverityError,
		Message: issue.Text{FR: "« changed » du référentiel ({0}) est plus ancien que celui d'une de ses parties ({1})", EN: "“changed” of the framework ({0}) is older than that of one of its parts ({1})"},
		Fix:     issue.Text{FR: "portez-le à {1} au moins", EN: "raise it to {1} at least"}}
	ruleNoSource = issue.Rule{Code: "FRAMEWORK-026", Severity: issue.SeverityError,
		Message: issue.Text{FR: "texte dit officiel, mais le référentiel ne cite aucune source", EN: "text said to be official, but the framework cites no source"},
		Fix:     issue.Text{FR: "citez la source, ou changez « origin »", EN: "cite the source, or change “origin”"}}
	ruleUnverified = issue.Rule{Code: "FRAMEWORK-027", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "source « {0} » à vérifier : aucune date de vérification", EN: "source “{0}” to be verified: no date of verification"},
		Fix:     issue.Text{FR: "comparez avec le texte officiel et datez « verifiedOn »", EN: "compare with the official text and date “verifiedOn”"}}
	ruleExample = issue.Rule{Code: "FRAMEWORK-028", Severity: issue.SeverityError,
		Message: issue.Text{FR: "référentiel exemple : {0}", EN: "example framework: {0}"},
		Fix:     issue.Text{FR: "corrigez « standing » ou ce texte", EN: "correct “standing” or this text"}}
	ruleMatches = issue.Rule{Code: "FRAMEWORK-029", Severity: issue.SeverityError,
		Message: issue.Text{FR: "correspondances incompatibles entre « {0} » et « {1} » : {2}", EN: "mappings that exclude each other between “{0}” and “{1}”: {2}"},
		Fix:     issue.Text{FR: "gardez une seule correspondance", EN: "keep one mapping"}, Ref: "SKOS S46"}
	ruleSameLink = issue.Rule{Code: "FRAMEWORK-030", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "lien {0} de « {1} » vers « {2} » écrit deux fois", EN: "link {0} from “{1}” to “{2}” written twice"},
		Fix:     issue.Text{FR: "retirez l'un des deux", EN: "remove one of the two"}}
	ruleKindNeeds = issue.Rule{Code: "FRAMEWORK-031", Severity: issue.SeverityError,
		Message: issue.Text{FR: "« {0} » n'a pas de « {1} », que ce genre de référentiel demande", EN: "“{0}” lacks “{1}”, which this kind of framework asks for"},
		Fix:     issue.Text{FR: "ajoutez « {1} »", EN: "add “{1}”"}}
	ruleSameWords = issue.Rule{Code: "FRAMEWORK-032", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "« {0} » et « {1} » ont le même énoncé", EN: "“{0}” and “{1}” have the same statement"},
		Fix:     issue.Text{FR: "fusionnez-les ou reformulez l'un des deux", EN: "merge them or reword one"}}
	ruleLimit = issue.Rule{Code: "FRAMEWORK-033", Severity: issue.SeverityError,
		Message: issue.Text{FR: "limite dépassée : {0} ({1}, {2} au plus)", EN: "limit exceeded: {0} ({1}, at most {2})"},
		Fix:     issue.Text{FR: "divisez ou raccourcissez", EN: "split or shorten"}}
	ruleVocabulary = issue.Rule{Code: "FRAMEWORK-034", Severity: issue.SeverityError,
		Message: issue.Text{FR: "« {0} » n'est pas une valeur de « {1} »", EN: "“{0}” is not a value of “{1}”"},
		Fix:     issue.Text{FR: "choisissez parmi : {2}", EN: "choose among: {2}"}}
	ruleForm = issue.Rule{Code: "FRAMEWORK-035", Severity: issue.SeverityError,
		Message: issue.Text{FR: "« {0} » n'est pas une valeur bien formée de « {1} »", EN: "“{0}” is not a well-formed value of “{1}”"},
		Fix:     issue.Text{FR: "écrivez {2}", EN: "write {3}"}, Ref: "RFC 3339"}
	ruleUnordered = issue.Rule{Code: "FRAMEWORK-036", Severity: issue.SeverityError,
		Message: issue.Text{FR: "« {0} » n'est pas dans l'ordre des identifiants", EN: "“{0}” is not in the order of its identifiers"},
		Fix:     issue.Text{FR: "laissez « briques framework diff » écrire cet ensemble de changements", EN: "let “briques framework diff” write this change set"}}
)
