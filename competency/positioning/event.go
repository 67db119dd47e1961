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

// Places of the statuses and of the events: the event at a place of the
// first five gives the status at that place.
const (
	claimed = iota
	located
	notConcerned
	dontKnow
	skipped
	tick
	unsure
	back
	attach
	settle
	finish
	unknown
	open = tick
)

var (
	statuses = [...]string{string(StatusClaimed), string(StatusLocated), string(StatusNotConcerned), string(StatusDontKnow), string(StatusSkipped), string(StatusOpen)}
	events   = [...]string{string(EventClaim), string(EventLocate), string(EventNotConcerned), string(EventDontKnow), string(EventSkip),
		string(EventTick), string(EventUnsure), string(EventBack), string(EventAttach), string(EventSettle), string(EventFinish)}
)

// place returns the index of word in list, len(list) when it is not there. A
// place is compared in one instruction where a word takes a call.
func place(list []string, word string) int {
	i := 0
	for i < len(list) && list[i] != word {
		i++
	}
	return i
}

// Valid reports whether k is one of the declared events.
func (k EventKind) Valid() bool { return place(events[:], string(k)) < unknown }

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

// hasRank reports whether events of a kind carry a rank, zero included.
func hasRank(kind int) bool {
	return 1<<kind&(1<<claimed|1<<tick|1<<unsure|1<<settle) != 0
}
