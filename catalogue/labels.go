// SPDX-License-Identifier: Apache-2.0

package catalogue

// titles holds the words a person reads for each value of the vocabularies,
// French then English.
var titles = map[string][2]string{
	"digital":             {"numérique", "digital"},
	"international":       {"international", "international"},
	"foreignLanguage":     {"langue étrangère", "foreign language"},
	"simulation":          {"simulation", "simulation"},
	"virtualReality":      {"réalité virtuelle", "virtual reality"},
	"data":                {"données", "data"},
	"information":         {"information", "information"},
	"training":            {"formation", "training"},
	"transfer":            {"transfert", "transfer"},
	"personalisation":     {"personnalisation", "personalisation"},
	"assessment":          {"évaluation", "assessment"},
	"positioning":         {"positionnement", "positioning"},
	"incubating":          {"en incubation", "incubating"},
	"trialled":            {"expérimentée", "trialled"},
	"certified":           {"certifiée", "certified"},
	"withdrawn":           {"retirée", "withdrawn"},
	"onSite":              {"présentiel", "on site"},
	"remoteLive":          {"distance synchrone", "live online"},
	"remoteAsync":         {"distance asynchrone", "online, own time"},
	"blended":             {"hybride", "blended"},
	"selfPaced":           {"autoformation", "self-paced"},
	"workplace":           {"situation de travail", "at the workplace"},
	"aimed":               {"visée", "aimed"},
	"used":                {"mobilisée", "used"},
	"observed":            {"observation", "observed"},
	"automatic":           {"automatique", "automatic"},
	"peer":                {"entre pairs", "peer"},
	"selfAssessed":        {"auto-évaluation", "self-assessed"},
	"course":              {"stage", "course"},
	"studyDay":            {"journée d’étude", "study day"},
	"conference":          {"conférence", "conference"},
	"masterClass":         {"master class", "master class"},
	"researchWebinar":     {"webinaire de recherche", "research webinar"},
	"peerLearningDay":     {"journée d’échange entre pairs", "peer learning day"},
	"academy":             {"académie", "academy"},
	"eafc":                {"EAFC", "EAFC"},
	"university":          {"université", "university"},
	"universityNetwork":   {"réseau d’universités", "university network"},
	"operator":            {"opérateur", "operator"},
	"institute":           {"institut (IHE)", "institute"},
	"publicServiceSchool": {"école de service public (RESP)", "public service school"},
	"ministry":            {"ministère", "ministry"},
	"localAuthority":      {"collectivité territoriale", "local authority"},
	"company":             {"entreprise", "company"},
	"association":         {"association", "association"},
	"foreignBody":         {"organisme étranger", "foreign body"},
	"coDesign":            {"co-conception", "co-design"},
	"coProduction":        {"co-production", "co-production"},
	"delivery":            {"animation", "delivery"},
	"funding":             {"financement", "funding"},
	"hosting":             {"accueil", "hosting"},
	"trainee":             {"stagiaire", "trainee"},
	"staff":               {"personnel de l’Institut", "staff"},
	"expert":              {"expert", "expert"},
	"speaker":             {"intervenant", "speaker"},
	"jobAdaptation":       {"adaptation au poste", "job adaptation"},
	"jobEvolution":        {"évolution du métier", "job evolution"},
	"mobility":            {"mobilité", "mobility"},
	"personal":            {"projet personnel", "personal"},
	"signature":           {"émargement", "signature"},
	"trace":               {"trace", "trace"},
	"nominal":             {"durée nominale", "nominal"},
	"none":                {"sans résultat", "none"},
	"completed":           {"suivie", "completed"},
	"failed":              {"non réussie", "failed"},
	"passed":              {"réussie", "passed"},
	"attested":            {"attestée", "attested"},
	"officialText":        {"texte officiel", "official text"},
	"book":                {"ouvrage", "book"},
	"thesis":              {"thèse", "thesis"},
	"chair":               {"chaire", "chair"},
	"residence":           {"résidence", "residence"},
	"watchNote":           {"note de veille", "watch note"},
	"other":               {"autre", "other"},
}

// Label returns the words that a person reads for a value of one of the
// vocabularies of this package, in French unless lang is "en"; the value
// itself when it is unknown.
func Label[V ~string](value V, lang string) string {
	t, ok := titles[string(value)]
	if !ok {
		return string(value)
	}
	if lang == "en" {
		return t[1]
	}
	return t[0]
}
