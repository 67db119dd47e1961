// SPDX-License-Identifier: Apache-2.0

package indicator

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
)

// Inputs are the records that indicators are computed from. A nil list of
// Consultations or Cohort means "not given", which is not the same as none.
type Inputs struct {
	Catalogue      *catalogue.Catalogue
	Frameworks     []*competency.Framework
	Sessions       []catalogue.Session
	Participations []catalogue.Participation
	Labels         []Held
	Consultations  []Consultation
	Cohort         []Tenure
	HeadCount      *Declared // staff of the institute, for a rate
	Digests        []competency.Digest
}

// Held is a label decision on a brick or pathway.
type Held struct {
	Subject  catalogue.BrickRef
	Decision label.Decision
}

// Consultation is one trace of a resource opened: the pathway it belongs to,
// if any.
type Consultation struct {
	Resource competency.IRI
	Pathway  competency.IRI
	On       competency.Date
}

// Tenure ("titularisation") puts a learner into a cohort. Its date comes from
// outside.
type Tenure struct {
	Learner competency.Pseudonym
	On      competency.Date
}

// WindowYears is how long after tenure a cohort is followed.
const WindowYears = 3

// InWindow reports whether a session that starts on start falls into
// [tenure, tenure + 3 calendar years); a tenure of 29 February ends its window
// on 1 March.
func InWindow(tenure, start competency.Date) bool {
	return tenure.Valid() && start.Valid() && tenure <= start && start < windowEnd(tenure)
}

// windowEnd returns the first day after the window.
func windowEnd(tenure competency.Date) competency.Date {
	y, m, d, _ := tenure.Parts()
	if end := tenure.AddMonths(12 * WindowYears); m != 2 || d != 29 || end[8:] == "29" {
		return end
	}
	y += WindowYears
	return competency.Date([]byte{byte('0' + y/1000), byte('0' + y/100%10), byte('0' + y/10%10), byte('0' + y%10), '-', '0', '3', '-', '0', '1'})
}
