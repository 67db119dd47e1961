// SPDX-License-Identifier: Apache-2.0

package schemas

import (
	"path"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Base is the address under which the schemas are published.
const Base = "https://forge.apps.education.fr/eafc/briques"

// Major is the major version of the schemas of this release.
const Major = "v1"

// Kind is a kind of document that Briques publishes a schema for.
type Kind string

// The kinds.
const (
	KindFramework           Kind = "framework"
	KindFrameworkDiff       Kind = "framework-diff"
	KindPosition            Kind = "position"
	KindProfile             Kind = "profile"
	KindQuestionnaire       Kind = "questionnaire"
	KindPositioning         Kind = "positioning"
	KindGap                 Kind = "gap"
	KindPortfolio           Kind = "portfolio"
	KindBrick               Kind = "brick"
	KindPathway             Kind = "pathway"
	KindSession             Kind = "session"
	KindParticipation       Kind = "participation"
	KindPartner             Kind = "partner"
	KindCatalogue           Kind = "catalogue"
	KindPlan                Kind = "plan"
	KindLabelProfile        Kind = "label-profile"
	KindLabelEvidence       Kind = "label-evidence"
	KindLabelReport         Kind = "label-report"
	KindLabelDecision       Kind = "label-decision"
	KindIndicatorDefinition Kind = "indicator-definition"
	KindIndicatorReport     Kind = "indicator-report"
	KindStatement           Kind = "statement"
	KindWidgetEvent         Kind = "widget-event"
	KindWidgetMessage       Kind = "widget-message"
	KindWidgetConfig        Kind = "widget-config"
	KindValidationReport    Kind = "validation-report"
	KindRules               Kind = "rules"
	KindKitManifest         Kind = "kit-manifest"
)

// Info is what is known of a kind.
type Info struct {
	Kind     Kind
	Title    issue.Text
	Match    []string // file names, French and English
	Personal bool     // documents of this kind are about one person
	Wire     bool     // data of another standard, which keeps its spelling
	Limits   strictjson.Limits
}

func info(k Kind, fr, en string, match ...string) Info {
	i := Info{Kind: k, Title: issue.Text{FR: fr, EN: en}}
	for _, m := range match {
		i.Match = append(i.Match, "*."+m+".json", m+".json")
	}
	return i
}

func (i Info) personal() Info { i.Personal = true; return i }

func (i Info) wire() Info { i.Wire = true; return i }

func (i Info) limits(l strictjson.Limits) Info { i.Limits = l; return i }

var large = strictjson.Limits{Bytes: 32 << 20, Values: 2_000_000}

var kinds = []Info{
	info(KindFramework, "Référentiel de compétences", "Competency framework", "framework", "referentiel").limits(large),
	info(KindFrameworkDiff, "Écarts entre deux versions d’un référentiel", "Differences between two framework versions", "framework-diff", "differences").limits(large),
	info(KindPosition, "Position d’une personne", "Position of a person", "position").personal(),
	info(KindProfile, "Profil attendu", "Target profile", "profile", "profil"),
	info(KindQuestionnaire, "Questionnaire d’auto-positionnement", "Positioning questionnaire", "questionnaire"),
	info(KindPositioning, "Auto-positionnement enregistré", "Saved positioning run", "positioning", "positionnement").personal(),
	info(KindGap, "Écart à un profil", "Gap to a profile", "gap", "ecart").personal(),
	info(KindPortfolio, "Portfolio d’une personne", "Portfolio of a person", "portfolio").personal(),
	info(KindBrick, "Brique de formation", "Training brick", "brick", "brique"),
	info(KindPathway, "Parcours de formation", "Training pathway", "pathway", "parcours"),
	info(KindSession, "Session de formation", "Training session", "session"),
	info(KindParticipation, "Participation à une session", "Participation in a session", "participation").personal(),
	info(KindPartner, "Partenaire", "Partner", "partner", "partenaire"),
	info(KindCatalogue, "Catalogue de briques et de parcours", "Catalogue of bricks and pathways", "catalogue").limits(large),
	info(KindPlan, "Parcours calculé", "Computed pathway", "plan").personal(),
	info(KindLabelProfile, "Grille de label", "Label profile", "label-profile", "grille-label"),
	info(KindLabelEvidence, "Dossier de label", "Label evidence", "label-evidence", "dossier-label"),
	info(KindLabelReport, "Rapport de label", "Label report", "label-report", "rapport-label"),
	info(KindLabelDecision, "Décision de label", "Label decision", "label-decision", "decision-label"),
	info(KindIndicatorDefinition, "Définition d’indicateur", "Indicator definition", "indicator-definition", "indicateur"),
	info(KindIndicatorReport, "Rapport d’indicateurs", "Indicator report", "indicator-report", "rapport-indicateurs"),
	info(KindStatement, "Trace d’apprentissage xAPI", "xAPI statement", "statement", "trace").personal().wire(),
	info(KindWidgetEvent, "Événement d’un widget", "Widget event", "widget-event").personal(),
	info(KindWidgetMessage, "Message entre un widget et sa page", "Message between a widget and its page", "widget-message").personal(),
	info(KindWidgetConfig, "Réglages d’un widget", "Widget configuration", "widget-config", "reglages-widget"),
	info(KindValidationReport, "Compte rendu de validation", "Validation report", "validation-report", "compte-rendu"),
	info(KindRules, "Liste des constats", "List of rules", "rules"),
	info(KindKitManifest, "Manifeste du jeu de conformité", "Manifest of the conformance kit", "manifest"),
}

// Kinds returns every kind, in the order of the documentation.
func Kinds() []Info { return append([]Info(nil), kinds...) }

// Valid reports whether k is one of the declared kinds.
func (k Kind) Valid() bool {
	_, ok := k.Info()
	return ok
}

// Info returns what is known of k.
func (k Kind) Info() (Info, bool) {
	for _, i := range kinds {
		if i.Kind == k {
			return i, true
		}
	}
	return Info{}, false
}

// ID returns the $id of the schema of k.
func (k Kind) ID() string { return Base + "/schemas/" + Major + "/" + string(k) + ".schema.json" }

// KindOfFile finds the kind that a file name announces ("pilotage.brique.json").
func KindOfFile(name string) (Kind, bool) {
	base := strings.ToLower(path.Base(strings.ReplaceAll(name, `\`, "/")))
	base = strings.TrimSuffix(strings.TrimSuffix(base, "l"), ".ndjson")
	if !strings.HasSuffix(base, ".json") {
		base = strings.TrimSuffix(base, ".jso") + ".json"
	}
	for _, i := range kinds {
		for _, m := range i.Match {
			if m == base || m[0] == '*' && strings.HasSuffix(base, m[1:]) && len(base) > len(m)-1 {
				return i.Kind, true
			}
		}
	}
	return "", false
}
