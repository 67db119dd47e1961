// SPDX-License-Identifier: Apache-2.0

package positioning

import "forge.apps.education.fr/eafc/briques/competency"

// EventKind is what a person does.
type EventKind string

// The events. Claim, NotConcerned, DontKnow, Skip and Locate answer a
// question, again if need be; Tick and Unsure answer a prompt; Back takes the
// last event back; Attach and Settle may also come after Finish.
const (
	EventClaim        EventKind = "claim"
	EventNotConcerned EventKind = "notConcerned"
	EventDontKnow     EventKind = "dontKnow"
	EventSkip         EventKind = "skip"
	EventLocate       EventKind = "locate" // "aidez-moi à me situer"
	EventTick         EventKind = "tick"
	EventUnsure       EventKind = "unsure" // "je ne sais pas", on a prompt
	EventBack         EventKind = "back"
	EventAttach       EventKind = "attach"
	EventSettle       EventKind = "settle"
	EventFinish       EventKind = "finish"
)

// Valid reports whether k is one of the declared events.
func (k EventKind) Valid() bool {
	switch k {
	case EventClaim, EventNotConcerned, EventDontKnow, EventSkip, EventLocate, EventTick,
		EventUnsure, EventBack, EventAttach, EventSettle, EventFinish:
		return true
	}
	return false
}

// Event is one thing done. Item is the competency (all kinds but Back and
// Finish); Rank the rank claimed, asked about or settled on; Ticks the
// indexes of the statements ticked, ascending; Evidence what is attached; By
// and Reason who settles a contradiction, and why.
type Event struct {
	Kind     EventKind     `json:"kind" validate:"oneof=claim notConcerned dontKnow skip locate tick unsure back attach settle finish"`
	Item     competency.ID `json:"item,omitempty" validate:"omitempty,form=uuid"`
	Rank     int           `json:"rank,omitempty" validate:"omitempty,min=0,max=12"`
	Ticks    []int         `json:"ticks,omitempty" validate:"omitempty,min=1,unique,dive,min=0,max=2"`
	Evidence competency.ID `json:"evidence,omitempty" validate:"omitempty,form=uuid"`
	By       string        `json:"by,omitempty" validate:"omitempty,min=1,max=200"`
	Reason   string        `json:"reason,omitempty" validate:"omitempty,min=1,max=4000"`
}

// hasRank reports whether the kind carries a rank, zero included.
func (k EventKind) hasRank() bool {
	return k == EventClaim || k == EventTick || k == EventUnsure || k == EventSettle
}
