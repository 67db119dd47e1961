// SPDX-License-Identifier: Apache-2.0

package profile

import "forge.apps.education.fr/eafc/briques/xapi"

// The published profile and its version in force.
const (
	ID        xapi.IRI = "https://forge.apps.education.fr/eafc/briques/xapi/profile"
	VersionID xapi.IRI = ID + "/v1.0.0"
)

// The verbs of the profile: one of ours, the others reused.
const (
	VerbPositioned xapi.IRI = ID + "/verbs/positioned"
	VerbPlanned    xapi.IRI = "https://w3id.org/xapi/tla/verbs/planned"
	VerbVerified   xapi.IRI = "https://w3id.org/xapi/tla/verbs/verified"
	VerbConferred  xapi.IRI = "https://w3id.org/xapi/tla/verbs/conferred"
	VerbRevoked    xapi.IRI = "https://w3id.org/xapi/tla/verbs/revoked"
	VerbExpired    xapi.IRI = "https://w3id.org/xapi/tla/verbs/expired"
	VerbRegistered xapi.IRI = "http://adlnet.gov/expapi/verbs/registered"
	VerbCompleted  xapi.IRI = "http://adlnet.gov/expapi/verbs/completed"
	VerbPassed     xapi.IRI = "http://adlnet.gov/expapi/verbs/passed"
	VerbFailed     xapi.IRI = "http://adlnet.gov/expapi/verbs/failed"
)

// The activity types of the profile.
const (
	TypeCompetency    xapi.IRI = "https://w3id.org/xapi/tla/activity-types/competency"
	TypeProfile       xapi.IRI = "http://adlnet.gov/expapi/activities/profile"
	TypeBrick         xapi.IRI = ID + "/activity-types/brick"
	TypePathway       xapi.IRI = ID + "/activity-types/pathway"
	TypeLabel         xapi.IRI = ID + "/activity-types/label"
	TypeQuestionnaire xapi.IRI = ID + "/activity-types/questionnaire"
)

// The extensions of the profile. A level is a rank, a whole number from 0; a
// framework is {"id": IRI, "version": semver}.
const (
	ExtensionLevel     xapi.IRI = ID + "/extensions/result/level"
	ExtensionBasis     xapi.IRI = ID + "/extensions/result/basis"
	ExtensionFramework xapi.IRI = ID + "/extensions/context/framework"
	ExtensionCampaign  xapi.IRI = ID + "/extensions/context/campaign"
	ExtensionVersion   xapi.IRI = ID + "/extensions/activity/version"
)

// verbTexts are the displays of the verbs.
var verbTexts = map[xapi.IRI][2]string{
	VerbPositioned: {"s'est positionné(e)", "positioned"},
	VerbPlanned:    {"a pour objectif", "planned"},
	VerbVerified:   {"a vu vérifier", "verified"},
	VerbConferred:  {"a reçu une décision de label", "conferred"},
	VerbRevoked:    {"a perdu", "revoked"},
	VerbExpired:    {"a vu expirer", "expired"},
	VerbRegistered: {"s'est inscrit(e)", "registered"},
	VerbCompleted:  {"a terminé", "completed"},
	VerbPassed:     {"a réussi", "passed"},
	VerbFailed:     {"n'a pas réussi", "failed"},
}
