// SPDX-License-Identifier: Apache-2.0

package catalogue

import "forge.apps.education.fr/eafc/briques/competency"

// Session delivers one brick to one group between Start and End; a pathway
// may be the reason. A self-paced brick has no session.
type Session struct {
	Schema    competency.IRI     `json:"$schema,omitempty" validate:"omitempty,form=iri"`
	ID        string             `json:"id" validate:"min=1,max=200"`
	Brick     BrickRef           `json:"brick"`
	Pathway   *BrickRef          `json:"pathway,omitempty" validate:"omitnil"`
	Group     string             `json:"group,omitempty" validate:"omitempty,min=1,max=200"`
	Format    Format             `json:"format" validate:"oneof=course studyDay conference masterClass researchWebinar peerLearningDay"`
	Start     competency.Instant `json:"start" validate:"form=instant"`
	End       competency.Instant `json:"end" validate:"form=instant"`
	PlaceKind string             `json:"placeKind,omitempty" validate:"omitempty,min=1,max=200"`
	Place     string             `json:"place,omitempty" validate:"omitempty,min=1,max=4000"`
	Seats     int                `json:"seats,omitempty" validate:"omitempty,min=1,max=100000"`
	Partners  []PartnerRole      `json:"partners,omitempty" validate:"omitempty,min=1,max=100,dive"`
	Aliases   []ExternalID       `json:"aliases,omitempty" validate:"omitempty,min=1,max=200,dive"`
}

// Participation is one learner in one session: planned, enrolled and attended
// minutes, which are never mixed. Trace is what a learning record shows.
type Participation struct {
	Schema   competency.IRI       `json:"$schema,omitempty" validate:"omitempty,form=iri"`
	Session  string               `json:"session" validate:"min=1,max=200"`
	Learner  competency.Pseudonym `json:"learner" validate:"form=pseudonym"`
	Category string               `json:"category,omitempty" validate:"omitempty,min=1,max=200"`
	Ministry string               `json:"ministry,omitempty" validate:"omitempty,min=1,max=200"`
	Academy  string               `json:"academy,omitempty" validate:"omitempty,min=1,max=200"`
	Foreign  bool                 `json:"foreign,omitempty"`
	Audience Audience             `json:"audience" validate:"oneof=trainee staff expert speaker"`
	Motive   Motive               `json:"motive,omitempty" validate:"omitempty,oneof=jobAdaptation jobEvolution mobility personal"`
	Planned  Minutes              `json:"planned" validate:"min=0,max=60000"`
	Enrolled Minutes              `json:"enrolled" validate:"min=0,max=60000"`
	Attended Minutes              `json:"attended" validate:"min=0,max=60000"`
	Source   AttendanceSource     `json:"source,omitempty" validate:"omitempty,oneof=signature trace nominal"`
	Trace    *Minutes             `json:"trace,omitempty" validate:"omitnil,min=0,max=60000"`
	Outcome  Outcome              `json:"outcome" validate:"oneof=none completed failed passed attested"`
}
