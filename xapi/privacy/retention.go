// SPDX-License-Identifier: Apache-2.0

package privacy

import (
	"context"
	"errors"
	"fmt"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi"
)

// Store is what erasure and retention need of a store of statements. Apply
// does what its plan counted, or nothing: a plan that is no longer true is
// refused.
type Store interface {
	Plan(ctx context.Context, s xapi.Selection) (xapi.Plan, error)
	Apply(ctx context.Context, p xapi.Plan) (xapi.Report, error)
}

// Erasure takes one person out of a store: what is about her is deleted, her
// identifier elsewhere is replaced.
type Erasure struct{ Person xapi.IFI }

// Plan is the dry run.
func (e Erasure) Plan(ctx context.Context, s Store) (xapi.Plan, error) {
	return plan(ctx, s, xapi.Selection{Action: xapi.ActionErase, Person: e.Person})
}

// Rule is one rule of retention: statements stored for longer than Keep, and
// of these verbs, activity types and profiles if any are given, are deleted.
type Rule struct {
	Keep          time.Duration
	Verbs         []xapi.IRI
	ActivityTypes []xapi.IRI
	Profiles      []xapi.IRI
}

// Retention is how long statements are kept.
type Retention struct {
	Rules []Rule
	Now   func() time.Time // nil is time.Now
}

// Plan is the dry run: one plan per rule, in order. A statement that two
// rules select is counted by both; the second of them is then refused, and
// has to be planned again.
func (r Retention) Plan(ctx context.Context, s Store) ([]xapi.Plan, error) {
	now := r.Now
	if now == nil {
		now = time.Now
	}
	at := now()
	var plans []xapi.Plan
	for i, rule := range r.Rules {
		if rule.Keep <= 0 {
			return nil, fmt.Errorf("privacy: retention rule %d keeps nothing", i+1)
		}
		p, err := plan(ctx, s, xapi.Selection{Action: xapi.ActionDelete, StoredBefore: xapi.TimestampOf(at.Add(-rule.Keep)),
			Verbs: rule.Verbs, ActivityTypes: rule.ActivityTypes, Profiles: rule.Profiles})
		if err != nil {
			return nil, fmt.Errorf("privacy: retention rule %d: %w", i+1, err)
		}
		plans = append(plans, p)
	}
	return plans, nil
}

// ErrEmpty refuses a selection that would concern every statement.
var ErrEmpty = errors.New("privacy: the selection names nobody and no limit")

func plan(ctx context.Context, s Store, what xapi.Selection) (xapi.Plan, error) {
	if what.Empty() {
		return xapi.Plan{}, ErrEmpty
	}
	return s.Plan(ctx, what)
}

// Apply does what a plan counted, and refuses a report that counts otherwise.
func Apply(ctx context.Context, s Store, p xapi.Plan) (xapi.Report, error) {
	if p.Selection.Empty() {
		return xapi.Report{}, ErrEmpty
	}
	r, err := s.Apply(ctx, p)
	if err != nil {
		return r, err
	}
	if r.Statements != p.Statements || r.Rewritten != p.Rewritten {
		return r, fmt.Errorf("privacy: %d statements planned and %d done, %d to rewrite and %d rewritten", p.Statements, r.Statements, p.Rewritten, r.Rewritten)
	}
	return r, nil
}
