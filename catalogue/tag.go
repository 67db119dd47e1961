// SPDX-License-Identifier: Apache-2.0

package catalogue

// Tag marks a trait of a brick that plans and indicators count. A body's own
// tags begin with "ext:". That a competency is rare or in tension is a dated
// flag of the framework's item, not a tag.
type Tag string

// The values of Tag that Briques knows.
const (
	TagDigital         Tag = "digital"
	TagInternational   Tag = "international"
	TagForeignLanguage Tag = "foreignLanguage"
	TagSimulation      Tag = "simulation"
	TagVirtualReality  Tag = "virtualReality"
	TagData            Tag = "data"
)

// Valid reports whether t is a declared value, or "ext:" followed by 1 to 96
// ASCII letters, digits, dots, hyphens or underscores.
func (t Tag) Valid() bool {
	switch t {
	case TagDigital, TagInternational, TagForeignLanguage, TagSimulation, TagVirtualReality, TagData:
		return true
	}
	if len(t) < 5 || len(t) > 100 || t[:4] != "ext:" {
		return false
	}
	for _, c := range []byte(t[4:]) {
		if !('a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '.' || c == '-' || c == '_') {
			return false
		}
	}
	return true
}

// Institutional reports whether k is a public institution of education or
// training, as the plan's indicators understand it.
func (k PartnerKind) Institutional() bool {
	switch k {
	case PartnerAcademy, PartnerEAFC, PartnerUniversity, PartnerUniversityNetwork, PartnerOperator,
		PartnerInstitute, PartnerPublicServiceSchool, PartnerMinistry:
		return true
	}
	return false
}

// MayBecome reports whether a thing of status s may take status next: each to
// the next one, any to withdrawn, and certified back to trialled when its
// decision lapses. Keeping the same status is no change and is allowed.
func (s Status) MayBecome(next Status) bool {
	switch {
	case s == next:
		return true
	case s == StatusIncubating:
		return next == StatusTrialled || next == StatusWithdrawn
	case s == StatusTrialled:
		return next == StatusCertified || next == StatusWithdrawn
	case s == StatusCertified:
		return next == StatusTrialled || next == StatusWithdrawn
	}
	return false
}
