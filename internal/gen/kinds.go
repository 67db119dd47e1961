// SPDX-License-Identifier: Apache-2.0

package gen

import (
	"reflect"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/indicator"
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/catalogue/planner"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/portfolio"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/schemas"
)

// roots is the Go type of each kind that is made from one.
var roots = map[schemas.Kind]reflect.Type{
	schemas.KindFramework:           reflect.TypeFor[competency.Framework](),
	schemas.KindFrameworkDiff:       reflect.TypeFor[competency.ChangeSet](),
	schemas.KindPosition:            reflect.TypeFor[competency.Position](),
	schemas.KindProfile:             reflect.TypeFor[positioning.Profile](),
	schemas.KindQuestionnaire:       reflect.TypeFor[positioning.Questionnaire](),
	schemas.KindPositioning:         reflect.TypeFor[positioning.Run](),
	schemas.KindGap:                 reflect.TypeFor[positioning.GapSheet](),
	schemas.KindPortfolio:           reflect.TypeFor[portfolio.Portfolio](),
	schemas.KindBrick:               reflect.TypeFor[catalogue.Brick](),
	schemas.KindPathway:             reflect.TypeFor[catalogue.Pathway](),
	schemas.KindSession:             reflect.TypeFor[catalogue.Session](),
	schemas.KindParticipation:       reflect.TypeFor[catalogue.Participation](),
	schemas.KindPartner:             reflect.TypeFor[catalogue.Partner](),
	schemas.KindCatalogue:           reflect.TypeFor[catalogue.Catalogue](),
	schemas.KindPlan:                reflect.TypeFor[planner.Result](),
	schemas.KindLabelProfile:        reflect.TypeFor[label.Profile](),
	schemas.KindLabelEvidence:       reflect.TypeFor[label.EvidenceList](),
	schemas.KindLabelReport:         reflect.TypeFor[label.Report](),
	schemas.KindLabelDecision:       reflect.TypeFor[label.Decision](),
	schemas.KindIndicatorDefinition: reflect.TypeFor[indicator.Plan](),
	schemas.KindIndicatorReport:     reflect.TypeFor[indicator.Report](),
	schemas.KindStatement:           reflect.TypeFor[statement](),
	schemas.KindWidgetEvent:         reflect.TypeFor[widgetEvent](),
	schemas.KindWidgetMessage:       reflect.TypeFor[widgetMessage](),
	schemas.KindWidgetConfig:        reflect.TypeFor[widgetConfig](),
	schemas.KindValidationReport:    reflect.TypeFor[validationReport](),
	schemas.KindRules:               reflect.TypeFor[ruleList](),
	schemas.KindKitManifest:         reflect.TypeFor[kitManifest](),
}

// document returns the schema of k, nil if there is none yet.
func document(k schemas.Kind, titles *titleTable) (obj, error) {
	t, ok := roots[k]
	if !ok {
		return nil, nil
	}
	return derive(k, t, titles)
}

// Root returns the Go type of the documents of k.
func Root(k schemas.Kind) (reflect.Type, bool) {
	t, ok := roots[k]
	return t, ok
}
