// SPDX-License-Identifier: Apache-2.0

package catalogue

// Kind says what a brick does for its learner.
type Kind string

// The values of Kind.
const (
	KindInformation     Kind = "information"
	KindTraining        Kind = "training"
	KindTransfer        Kind = "transfer"
	KindPersonalisation Kind = "personalisation"
	KindAssessment      Kind = "assessment"
	KindPositioning     Kind = "positioning"
)

// Valid reports whether k is one of the declared values.
func (k Kind) Valid() bool {
	switch k {
	case KindInformation, KindTraining, KindTransfer, KindPersonalisation, KindAssessment, KindPositioning:
		return true
	}
	return false
}

// Status says the life of a brick or pathway.
type Status string

// The values of Status.
const (
	StatusIncubating Status = "incubating"
	StatusTrialled   Status = "trialled"
	StatusCertified  Status = "certified"
	StatusWithdrawn  Status = "withdrawn"
)

// Valid reports whether s is one of the declared values.
func (s Status) Valid() bool {
	switch s {
	case StatusIncubating, StatusTrialled, StatusCertified, StatusWithdrawn:
		return true
	}
	return false
}

// Modality says how a brick is followed.
type Modality string

// The values of Modality.
const (
	ModalityOnSite      Modality = "onSite"
	ModalityRemoteLive  Modality = "remoteLive"
	ModalityRemoteAsync Modality = "remoteAsync"
	ModalityBlended     Modality = "blended"
	ModalitySelfPaced   Modality = "selfPaced"
	ModalityWorkplace   Modality = "workplace"
)

// Valid reports whether m is one of the declared values.
func (m Modality) Valid() bool {
	switch m {
	case ModalityOnSite, ModalityRemoteLive, ModalityRemoteAsync, ModalityBlended, ModalitySelfPaced, ModalityWorkplace:
		return true
	}
	return false
}

// TargetRole says whether a brick teaches an item or puts it to use.
type TargetRole string

// The values of TargetRole.
const (
	RoleAimed TargetRole = "aimed"
	RoleUsed  TargetRole = "used"
)

// Valid reports whether t is one of the declared values.
func (t TargetRole) Valid() bool {
	switch t {
	case RoleAimed, RoleUsed:
		return true
	}
	return false
}

// AssessmentKind says who or what assesses; selfAssessed is never merged with observed.
type AssessmentKind string

// The values of AssessmentKind.
const (
	AssessmentObserved     AssessmentKind = "observed"
	AssessmentAutomatic    AssessmentKind = "automatic"
	AssessmentPeer         AssessmentKind = "peer"
	AssessmentSelfAssessed AssessmentKind = "selfAssessed"
)

// Valid reports whether a is one of the declared values.
func (a AssessmentKind) Valid() bool {
	switch a {
	case AssessmentObserved, AssessmentAutomatic, AssessmentPeer, AssessmentSelfAssessed:
		return true
	}
	return false
}

// SourceKind says what sort of work a source is.
type SourceKind string

// The values of SourceKind.
const (
	SourceOfficialText SourceKind = "officialText"
	SourceBook         SourceKind = "book"
	SourceThesis       SourceKind = "thesis"
	SourceChair        SourceKind = "chair"
	SourceResidence    SourceKind = "residence"
	SourceWatchNote    SourceKind = "watchNote"
	SourceOther        SourceKind = "other"
)

// Valid reports whether s is one of the declared values.
func (s SourceKind) Valid() bool {
	switch s {
	case SourceOfficialText, SourceBook, SourceThesis, SourceChair, SourceResidence, SourceWatchNote, SourceOther:
		return true
	}
	return false
}

// Modalities returns the values of Modality in their order.
func Modalities() []Modality {
	return []Modality{ModalityOnSite, ModalityRemoteLive, ModalityRemoteAsync, ModalityBlended, ModalitySelfPaced, ModalityWorkplace}
}
