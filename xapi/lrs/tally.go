// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"fmt"
	"sort"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi"
)

// Tombstone is how long the id of an erased statement is remembered, so that
// a client's late repeat is acknowledged and not stored.
const Tombstone = 400 * 24 * time.Hour

// Tally counts what a selection concerns; stores share it so that they count
// alike.
type Tally struct {
	Selection xapi.Selection
	Before    time.Time // of a deletion
	who       Key
	plan      xapi.Plan
	verbs     map[string]int
	oldest    time.Time
	newest    time.Time
}

// NewTally returns an empty count. A selection that would concern everything
// is refused.
func NewTally(s xapi.Selection) (*Tally, error) {
	if !s.Action.Valid() || s.Empty() {
		return nil, fmt.Errorf("selection %q concerns everything or nobody", s.Action)
	}
	t := &Tally{Selection: s, verbs: map[string]int{}}
	t.plan.Selection = s
	if s.StoredBefore != "" {
		at, err := ParseInstant(string(s.StoredBefore))
		if err != nil {
			return nil, fmt.Errorf("storedBefore %q: %w", s.StoredBefore, err)
		}
		t.Before = at
	}
	if s.Action != xapi.ActionDelete {
		t.who = KeyOf(s.Person)
	}
	if s.Action == xapi.ActionReplace && s.By.Kind == "" {
		return nil, fmt.Errorf("selection %q names nothing to put in place", s.Action)
	}
	return t, nil
}

// Who returns the key of the person concerned.
func (t *Tally) Who() Key { return t.who }

// By returns the identifier to put in the person's place.
func (t *Tally) By() xapi.IFI {
	if t.Selection.Action == xapi.ActionErase {
		return ErasedIFI()
	}
	return t.Selection.By
}

// Fate is what happens to one statement.
type Fate int

// The fates.
const (
	FateKept Fate = iota
	FateDeleted
	FateRewritten
)

// FateOf tells what happens to a statement.
func (t *Tally) FateOf(r Record) Fate {
	if t.Selection.Action == xapi.ActionDelete {
		if (t.Before.IsZero() || r.Stored.Before(t.Before)) && Selects(t.Selection, r.Payload) {
			return FateDeleted
		}
		return FateKept
	}
	switch RoleIn(r.Payload, t.who) {
	case RoleSubject:
		if t.Selection.Action == xapi.ActionErase {
			return FateDeleted
		}
		return FateRewritten
	case RoleMention:
		return FateRewritten
	}
	return FateKept
}

// Add counts a statement and returns its fate.
func (t *Tally) Add(r Record) Fate {
	fate := t.FateOf(r)
	switch fate {
	case FateRewritten:
		t.plan.Rewritten++
	case FateDeleted:
		t.plan.Statements++
		t.verbs[TakeApart(r.Payload).Verb]++
		if t.oldest.IsZero() || r.Stored.Before(t.oldest) {
			t.oldest = r.Stored
		}
		if r.Stored.After(t.newest) {
			t.newest = r.Stored
		}
	}
	return fate
}

// Plan returns the count, with the store's token.
func (t *Tally) Plan(documents int, token string) xapi.Plan {
	p := t.plan
	p.Documents, p.Token, p.Verbs = documents, token, nil
	if p.Statements > 0 {
		p.Oldest, p.Newest = xapi.Timestamp(AppendStamp(nil, t.oldest)), xapi.Timestamp(AppendStamp(nil, t.newest))
	}
	for verb, n := range t.verbs {
		p.Verbs = append(p.Verbs, xapi.VerbCount{Verb: xapi.IRI(verb), Count: n})
	}
	sort.Slice(p.Verbs, func(i, j int) bool { return p.Verbs[i].Verb < p.Verbs[j].Verb })
	return p
}

// SamePlan reports whether two plans count the same.
func SamePlan(a, b xapi.Plan) bool {
	return a.Statements == b.Statements && a.Rewritten == b.Rewritten && a.Documents == b.Documents && a.Oldest == b.Oldest && a.Newest == b.Newest
}
