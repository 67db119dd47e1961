// SPDX-License-Identifier: Apache-2.0

package competency

// Kind says whom a framework describes.
type Kind string

// The values of Kind.
const (
	KindIndividual   Kind = "individual"
	KindCommonBase   Kind = "commonBase"
	KindOrganisation Kind = "organisation"
)

// Valid reports whether k is one of the declared values.
func (k Kind) Valid() bool {
	switch k {
	case KindIndividual, KindCommonBase, KindOrganisation:
		return true
	}
	return false
}

// Standing says what authority the words of a framework have.
type Standing string

// The values of Standing.
const (
	StandingOfficial Standing = "official"
	StandingExample  Standing = "example"
	StandingImported Standing = "imported"
)

// Valid reports whether s is one of the declared values.
func (s Standing) Valid() bool {
	switch s {
	case StandingOfficial, StandingExample, StandingImported:
		return true
	}
	return false
}

// AdoptionStatus is the life of a version (CASE adoptionStatus).
type AdoptionStatus string

// The values of AdoptionStatus.
const (
	StatusDraft                 AdoptionStatus = "draft"
	StatusPendingImplementation AdoptionStatus = "pendingImplementation"
	StatusImplemented           AdoptionStatus = "implemented"
	StatusRetired               AdoptionStatus = "retired"
)

// Valid reports whether a is one of the declared values.
func (a AdoptionStatus) Valid() bool {
	switch a {
	case StatusDraft, StatusPendingImplementation, StatusImplemented, StatusRetired:
		return true
	}
	return false
}

// ItemType is the kind of a node of a framework.
type ItemType string

// The values of ItemType.
const (
	ItemDomain     ItemType = "domain"
	ItemCompetency ItemType = "competency"
	ItemComponent  ItemType = "component"
)

// Valid reports whether i is one of the declared values.
func (i ItemType) Valid() bool {
	switch i {
	case ItemDomain, ItemCompetency, ItemComponent:
		return true
	}
	return false
}

// Origin says who wrote a text: nothing official may be invented, nothing of ours may pass for official.
type Origin string

// The values of Origin.
const (
	OriginOfficial    Origin = "official"
	OriginProject     Origin = "project"
	OriginTranslation Origin = "translation"
	OriginImported    Origin = "imported"
)

// Valid reports whether o is one of the declared values.
func (o Origin) Valid() bool {
	switch o {
	case OriginOfficial, OriginProject, OriginTranslation, OriginImported:
		return true
	}
	return false
}

// IndicatorKind says what an indicator observes.
type IndicatorKind string

// The values of IndicatorKind.
const (
	IndicatorKnowledge IndicatorKind = "knowledge"
	IndicatorSkill     IndicatorKind = "skill"
	IndicatorAttitude  IndicatorKind = "attitude"
)

// Valid reports whether i is one of the declared values.
func (i IndicatorKind) Valid() bool {
	switch i {
	case IndicatorKnowledge, IndicatorSkill, IndicatorAttitude:
		return true
	}
	return false
}

// Phase is the step of a quality cycle an organisation's item belongs to.
type Phase string

// The values of Phase.
const (
	PhasePlan  Phase = "plan"
	PhaseDo    Phase = "do"
	PhaseCheck Phase = "check"
	PhaseAct   Phase = "act"
)

// Valid reports whether p is one of the declared values.
func (p Phase) Valid() bool {
	switch p {
	case PhasePlan, PhaseDo, PhaseCheck, PhaseAct:
		return true
	}
	return false
}

// FlagKind is what a Flag says of a competency.
type FlagKind string

// The values of FlagKind.
const (
	FlagRare      FlagKind = "rare"
	FlagInTension FlagKind = "inTension"
)

// Valid reports whether f is one of the declared values.
func (f FlagKind) Valid() bool {
	switch f {
	case FlagRare, FlagInTension:
		return true
	}
	return false
}

// AssociationType is the meaning of an Association: nine types of CASE and the five matches of SKOS.
type AssociationType string

// The values of AssociationType.
const (
	AssociationIsChildOf       AssociationType = "isChildOf"
	AssociationPrecedes        AssociationType = "precedes"
	AssociationReplacedBy      AssociationType = "replacedBy"
	AssociationIsPartOf        AssociationType = "isPartOf"
	AssociationIsPeerOf        AssociationType = "isPeerOf"
	AssociationIsRelatedTo     AssociationType = "isRelatedTo"
	AssociationExemplar        AssociationType = "exemplar"
	AssociationHasSkillLevel   AssociationType = "hasSkillLevel"
	AssociationIsTranslationOf AssociationType = "isTranslationOf"
	AssociationExactMatch      AssociationType = "exactMatch"
	AssociationCloseMatch      AssociationType = "closeMatch"
	AssociationBroadMatch      AssociationType = "broadMatch"
	AssociationNarrowMatch     AssociationType = "narrowMatch"
	AssociationRelatedMatch    AssociationType = "relatedMatch"
)

// Valid reports whether a is one of the declared values.
func (a AssociationType) Valid() bool {
	switch a {
	case AssociationIsChildOf, AssociationPrecedes, AssociationReplacedBy, AssociationIsPartOf, AssociationIsPeerOf, AssociationIsRelatedTo, AssociationExemplar, AssociationHasSkillLevel, AssociationIsTranslationOf, AssociationExactMatch, AssociationCloseMatch, AssociationBroadMatch, AssociationNarrowMatch, AssociationRelatedMatch:
		return true
	}
	return false
}

// Basis is what a Claim rests on; the four are shown side by side and never averaged.
type Basis string

// The values of Basis.
const (
	BasisSelfDeclared Basis = "selfDeclared"
	BasisEvidenced    Basis = "evidenced"
	BasisConfirmed    Basis = "confirmed"
	BasisCertified    Basis = "certified"
)

// Valid reports whether b is one of the declared values.
func (b Basis) Valid() bool {
	switch b {
	case BasisSelfDeclared, BasisEvidenced, BasisConfirmed, BasisCertified:
		return true
	}
	return false
}

// ChangeKind says what a Change is.
type ChangeKind string

// The values of ChangeKind.
const (
	ChangeAdded             ChangeKind = "added"
	ChangeRemoved           ChangeKind = "removed"
	ChangeRetired           ChangeKind = "retired"
	ChangeRestored          ChangeKind = "restored"
	ChangeReworded          ChangeKind = "reworded"
	ChangeMoved             ChangeKind = "moved"
	ChangeRelevelled        ChangeKind = "relevelled"
	ChangeRescaled          ChangeKind = "rescaled"
	ChangeIndicatorAdded    ChangeKind = "indicatorAdded"
	ChangeIndicatorRemoved  ChangeKind = "indicatorRemoved"
	ChangeIndicatorReworded ChangeKind = "indicatorReworded"
	ChangeAssociated        ChangeKind = "associated"
	ChangeDissociated       ChangeKind = "dissociated"
	ChangeMetadata          ChangeKind = "metadata"
)

// Valid reports whether c is one of the declared values.
func (c ChangeKind) Valid() bool {
	switch c {
	case ChangeAdded, ChangeRemoved, ChangeRetired, ChangeRestored, ChangeReworded, ChangeMoved, ChangeRelevelled, ChangeRescaled, ChangeIndicatorAdded, ChangeIndicatorRemoved, ChangeIndicatorReworded, ChangeAssociated, ChangeDissociated, ChangeMetadata:
		return true
	}
	return false
}

// Impact is what a Change means for the claims people made: nothing, new words, or another position.
type Impact string

// The values of Impact.
const (
	ImpactNone     Impact = "none"
	ImpactText     Impact = "text"
	ImpactPosition Impact = "position"
)

// Valid reports whether i is one of the declared values.
func (i Impact) Valid() bool {
	switch i {
	case ImpactNone, ImpactText, ImpactPosition:
		return true
	}
	return false
}

// Fate says what becomes of the claims on an item.
type Fate string

// The values of Fate.
const (
	FateKept     Fate = "kept"
	FateMoved    Fate = "moved"
	FateSplit    Fate = "split"
	FateRetired  Fate = "retired"
	FateRescaled Fate = "rescaled"
)

// Valid reports whether f is one of the declared values.
func (f Fate) Valid() bool {
	switch f {
	case FateKept, FateMoved, FateSplit, FateRetired, FateRescaled:
		return true
	}
	return false
}

// LossReason says why a claim did not pass as it was.
type LossReason string

// The values of LossReason.
const (
	LossSplit    LossReason = "split"
	LossRetired  LossReason = "retired"
	LossRescaled LossReason = "rescaled"
	LossUnknown  LossReason = "unknown"
	LossMerged   LossReason = "merged"
)

// Valid reports whether l is one of the declared values.
func (l LossReason) Valid() bool {
	switch l {
	case LossSplit, LossRetired, LossRescaled, LossUnknown, LossMerged:
		return true
	}
	return false
}

// ConflictKind says how two statements about one item contradict each other.
type ConflictKind string

// The values of ConflictKind.
const (
	ConflictClaimAbove ConflictKind = "claimAbove"
	ConflictClaimBelow ConflictKind = "claimBelow"
	ConflictInversion  ConflictKind = "inversion"
	ConflictMerged     ConflictKind = "merged"
)

// Valid reports whether c is one of the declared values.
func (c ConflictKind) Valid() bool {
	switch c {
	case ConflictClaimAbove, ConflictClaimBelow, ConflictInversion, ConflictMerged:
		return true
	}
	return false
}
