// SPDX-License-Identifier: Apache-2.0

package planner

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
)

// AlternativeKind says in what an Alternative differs from the plan.
type AlternativeKind string

// The values of AlternativeKind.
const (
	// AlternativeNextBest is the cheapest pathway that does without at least
	// one brick of the plan.
	AlternativeNextBest AlternativeKind = "nextBest"
	// AlternativeFewestBricks takes the fewest bricks.
	AlternativeFewestBricks AlternativeKind = "fewestBricks"
	// AlternativeAllRemote has no minute on site.
	AlternativeAllRemote AlternativeKind = "allRemote"
)

// Valid reports whether k is one of the declared values.
func (k AlternativeKind) Valid() bool {
	return k == AlternativeNextBest || k == AlternativeFewestBricks || k == AlternativeAllRemote
}

// Alternative is another good pathway to the same wants.
type Alternative struct {
	Kind   AlternativeKind `json:"kind" validate:"oneof=nextBest fewestBricks allRemote"`
	Result Result          `json:"result"`
}

// Alternatives returns pathways beside best, which Plan returned for p: the
// next best, the one of fewest bricks and the one all remote. Those that do
// not exist, that reach less, or that are best again, are left out.
func Alternatives(p Problem, best Result, o Options) []Alternative {
	var out []Alternative
	add := func(kind AlternativeKind, r Result, ok bool) {
		if ok && !sameBricks(r, best) {
			out = append(out, Alternative{kind, r})
		}
	}
	next, ok := nextBest(p, best, o)
	add(AlternativeNextBest, next, ok)

	fewest := o
	fewest.Objective = ObjectiveBricks
	r, _ := Plan(p, fewest)
	add(AlternativeFewestBricks, r, asGood(r, best) && len(r.Steps) < len(best.Steps))

	remote := p
	remote.Constraints.Modalities = remoteOnly(p.Constraints.Modalities)
	none := catalogue.Minutes(0)
	remote.Constraints.MaxOnSite = &none
	if len(remote.Constraints.Modalities) > 0 && best.OnSite > 0 {
		r, _ = Plan(remote, o)
		add(AlternativeAllRemote, r, asGood(r, best))
	}
	return out
}

// nextBest forbids each brick of best in turn: a cheaper pathway that holds
// them all does not exist, since it would hold best.
func nextBest(p Problem, best Result, o Options) (found Result, ok bool) {
	for _, s := range best.Steps {
		if contains(p.Constraints.Include, s.Brick) {
			continue
		}
		q := p
		q.Constraints.Exclude = append(append([]catalogue.BrickRef(nil), p.Constraints.Exclude...), s.Brick)
		r, _ := Plan(q, o)
		if asGood(r, best) && (!ok || r.Proof.Cost < found.Proof.Cost) {
			found, ok = r, true
		}
	}
	return found, ok
}

// asGood reports whether r reaches as much as best.
func asGood(r, best Result) bool {
	return (r.Proof.Kind == ProofOptimal || r.Proof.Kind == ProofBounded) && len(r.Unreached) == len(best.Unreached)
}

func sameBricks(a, b Result) bool {
	if len(a.Steps) != len(b.Steps) {
		return false
	}
	in := map[catalogue.BrickRef]bool{}
	for _, s := range a.Steps {
		in[s.Brick] = true
	}
	for _, s := range b.Steps {
		if !in[s.Brick] {
			return false
		}
	}
	return true
}

func remoteOnly(allowed []catalogue.Modality) []catalogue.Modality {
	var out []catalogue.Modality
	for _, m := range []catalogue.Modality{catalogue.ModalityRemoteLive, catalogue.ModalityRemoteAsync, catalogue.ModalitySelfPaced} {
		if len(allowed) == 0 || contains(allowed, m) {
			out = append(out, m)
		}
	}
	return out
}
