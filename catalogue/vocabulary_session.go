// SPDX-License-Identifier: Apache-2.0

package catalogue

// Format says the form of a session.
type Format string

// The values of Format.
const (
	FormatCourse          Format = "course"
	FormatStudyDay        Format = "studyDay"
	FormatConference      Format = "conference"
	FormatMasterClass     Format = "masterClass"
	FormatResearchWebinar Format = "researchWebinar"
	FormatPeerLearningDay Format = "peerLearningDay"
)

// Valid reports whether f is one of the declared values.
func (f Format) Valid() bool {
	switch f {
	case FormatCourse, FormatStudyDay, FormatConference, FormatMasterClass, FormatResearchWebinar, FormatPeerLearningDay:
		return true
	}
	return false
}

// PartnerKind says what sort of body a partner is.
type PartnerKind string

// The values of PartnerKind.
const (
	PartnerAcademy             PartnerKind = "academy"
	PartnerEAFC                PartnerKind = "eafc"
	PartnerUniversity          PartnerKind = "university"
	PartnerUniversityNetwork   PartnerKind = "universityNetwork"
	PartnerOperator            PartnerKind = "operator"
	PartnerInstitute           PartnerKind = "institute"
	PartnerPublicServiceSchool PartnerKind = "publicServiceSchool"
	PartnerMinistry            PartnerKind = "ministry"
	PartnerLocalAuthority      PartnerKind = "localAuthority"
	PartnerCompany             PartnerKind = "company"
	PartnerAssociation         PartnerKind = "association"
	PartnerForeignBody         PartnerKind = "foreignBody"
)

// Valid reports whether p is one of the declared values.
func (p PartnerKind) Valid() bool {
	switch p {
	case PartnerAcademy, PartnerEAFC, PartnerUniversity, PartnerUniversityNetwork, PartnerOperator, PartnerInstitute, PartnerPublicServiceSchool, PartnerMinistry, PartnerLocalAuthority, PartnerCompany, PartnerAssociation, PartnerForeignBody:
		return true
	}
	return false
}

// Role says what a partner does.
type Role string

// The values of Role.
const (
	RoleCoDesign     Role = "coDesign"
	RoleCoProduction Role = "coProduction"
	RoleDelivery     Role = "delivery"
	RoleFunding      Role = "funding"
	RoleHosting      Role = "hosting"
)

// Valid reports whether r is one of the declared values.
func (r Role) Valid() bool {
	switch r {
	case RoleCoDesign, RoleCoProduction, RoleDelivery, RoleFunding, RoleHosting:
		return true
	}
	return false
}

// Audience says as what a person takes part.
type Audience string

// The values of Audience.
const (
	AudienceTrainee Audience = "trainee"
	AudienceStaff   Audience = "staff"
	AudienceExpert  Audience = "expert"
	AudienceSpeaker Audience = "speaker"
)

// Valid reports whether a is one of the declared values.
func (a Audience) Valid() bool {
	switch a {
	case AudienceTrainee, AudienceStaff, AudienceExpert, AudienceSpeaker:
		return true
	}
	return false
}

// Motive says why a person takes part.
type Motive string

// The values of Motive.
const (
	MotiveJobAdaptation Motive = "jobAdaptation"
	MotiveJobEvolution  Motive = "jobEvolution"
	MotiveMobility      Motive = "mobility"
	MotivePersonal      Motive = "personal"
)

// Valid reports whether m is one of the declared values.
func (m Motive) Valid() bool {
	switch m {
	case MotiveJobAdaptation, MotiveJobEvolution, MotiveMobility, MotivePersonal:
		return true
	}
	return false
}

// AttendanceSource says where attended minutes come from.
type AttendanceSource string

// The values of AttendanceSource.
const (
	SourceSignature AttendanceSource = "signature"
	SourceTrace     AttendanceSource = "trace"
	SourceNominal   AttendanceSource = "nominal"
)

// Valid reports whether a is one of the declared values.
func (a AttendanceSource) Valid() bool {
	switch a {
	case SourceSignature, SourceTrace, SourceNominal:
		return true
	}
	return false
}

// Outcome says how a participation ended.
type Outcome string

// The values of Outcome.
const (
	OutcomeNone      Outcome = "none"
	OutcomeCompleted Outcome = "completed"
	OutcomeFailed    Outcome = "failed"
	OutcomePassed    Outcome = "passed"
	OutcomeAttested  Outcome = "attested"
)

// Valid reports whether o is one of the declared values.
func (o Outcome) Valid() bool {
	switch o {
	case OutcomeNone, OutcomeCompleted, OutcomeFailed, OutcomePassed, OutcomeAttested:
		return true
	}
	return false
}
