// SPDX-License-Identifier: Apache-2.0

package planner

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// VerifyPathway replays r from p.Have and returns what is wrong with it: a
// brick that is not allowed, a need not met when a brick begins, a wrong sum,
// a broken constraint, a want left aside, a bound that the prices do not
// give, a proof tree with a hole. It shares no code with the search. A pathway
// made by hand, without Proof.Kind, is replayed only. No issue of
// SeverityError means that r is what it says.
func VerifyPathway(p Problem, r Result) issue.Issues {
	if p.Catalogue == nil {
		p.Catalogue = &catalogue.Catalogue{}
	}
	v := &verifier{p: &p, r: &r, state: map[competency.Ref]int{}, wants: map[competency.Ref]int{}}
	for _, h := range p.Have {
		v.state[h.Item] = max(v.state[h.Item], h.Rank)
	}
	for _, w := range p.Want {
		v.wants[w.Item] = max(v.wants[w.Item], w.Rank)
	}
	v.have = map[competency.Ref]int{}
	for k, n := range v.state {
		v.have[k] = n
	}
	v.ready = v.doneShelf()
	v.replay()
	v.sums()
	v.targets()
	v.limits()
	if r.Proof.Kind != "" && !v.is.HasErrors() {
		v.proof()
	}
	if b := p.Constraints.MaxMinutes; b > 0 && r.Minutes > b {
		v.is.Add(&ruleBudget, "/minutes", int64(r.Minutes), int64(b))
	}
	v.is.Sort()
	return v.is
}

type verifier struct {
	p     *Problem
	r     *Result
	is    issue.Issues
	have  map[competency.Ref]int
	wants map[competency.Ref]int
	state map[competency.Ref]int
	taken []*catalogue.Brick
	ready shelf // bricks taken and done
	clock competency.Instant
}

func (v *verifier) refuse(at issue.Pointer, why string) {
	v.is.Add(&ruleVerify, at, why)
}

// replay takes the steps one by one.
func (v *verifier) replay() {
	seen := map[competency.IRI]bool{}
	for i := range v.r.Steps {
		step := &v.r.Steps[i]
		at := issue.Pointer("/steps").Index(i)
		b, ok := v.p.Catalogue.Resolve(step.Brick)
		if !ok {
			v.refuse(at, "brique inconnue "+string(step.Brick.ID))
			continue
		}
		if seen[b.ID] {
			v.refuse(at, "brique déjà prise "+string(b.ID))
		}
		seen[b.ID] = true
		v.allowed(at, step, b)
		for _, e := range b.Entry {
			if v.state[e.Item] < e.Rank {
				v.refuse(at, "rang d’entrée "+strconv.Itoa(e.Rank)+" non atteint")
			}
		}
		for n, pre := range b.Prerequisites {
			if !v.ready.meets(pre) {
				v.refuse(at, "prérequis "+strconv.Itoa(n+1)+" non suivi")
			}
		}
		v.serves(at, step, b)
		for _, t := range b.Targets {
			if t.Role == catalogue.RoleAimed {
				v.state[t.Item] = max(v.state[t.Item], t.Rank)
			}
		}
		if step.Minutes != b.Total() {
			v.refuse(at+"/minutes", "la brique dure "+strconv.FormatInt(int64(b.Total()), 10)+" minutes")
		}
		v.taken = append(v.taken, b)
		v.ready.add(b)
	}
}

// allowed checks constraints on one brick, and its place in the timetable.
func (v *verifier) allowed(at issue.Pointer, step *PlannedStep, b *catalogue.Brick) {
	c := &v.p.Constraints
	if !c.allow(b, byNothing) {
		v.refuse(at, "brique écartée par les contraintes")
	}
	if contains(v.p.Done, b.Ref()) {
		v.refuse(at, "brique déjà suivie")
	}
	var own []*catalogue.Session
	for i := range v.p.Sessions {
		if v.p.Sessions[i].Brick == b.Ref() {
			own = append(own, &v.p.Sessions[i])
		}
	}
	inside := c.inWindow(own, byNothing)
	if len(own) > 0 && len(inside) == 0 {
		v.refuse(at, "aucune session aux dates voulues")
	}
	if !c.Schedule || len(own) == 0 {
		if step.Session != "" && !c.Schedule {
			v.refuse(at+"/session", "session sans calendrier demandé")
		}
		return
	}
	for _, s := range inside {
		if s.ID != step.Session {
			continue
		}
		if v.clock != "" && s.Start.Compare(v.clock) < 0 {
			v.refuse(at+"/session", "la session commence avant la fin de la précédente")
		}
		v.clock = s.End
		return
	}
	v.refuse(at+"/session", "session absente ou hors des dates voulues")
}

// shelf finds bricks taken or done by what they can stand for.
type shelf map[competency.IRI][]*catalogue.Brick

func (s shelf) add(b *catalogue.Brick) {
	s[b.ID] = append(s[b.ID], b)
	for _, e := range b.Equivalents {
		s[e.ID] = append(s[e.ID], b)
	}
}

// meets reports whether a brick of the shelf meets pre.
func (s shelf) meets(pre catalogue.Prerequisite) bool {
	for _, ref := range pre.AnyOf {
		for _, b := range s[ref.ID] {
			if standsFor(b, ref) {
				return true
			}
		}
	}
	return false
}

// doneShelf holds the bricks that were done before.
func (v *verifier) doneShelf() shelf {
	s := shelf{}
	for _, d := range v.p.Done {
		if b, ok := v.p.Catalogue.Resolve(d); ok {
			s.add(b)
		} else {
			s.add(&catalogue.Brick{ID: d.ID, Version: d.Version})
		}
	}
	return s
}

// serves checks the reasons given for a step, when there are any.
func (v *verifier) serves(at issue.Pointer, step *PlannedStep, b *catalogue.Brick) {
	brings := map[catalogue.ItemRank]bool{}
	for _, t := range b.Targets {
		if t.Role != catalogue.RoleAimed {
			continue
		}
		for k := v.state[t.Item] + 1; k <= min(t.Rank, v.wants[t.Item]); k++ {
			brings[catalogue.ItemRank{Item: t.Item, Rank: k}] = true
		}
	}
	for i, s := range step.Serves {
		if !brings[s] {
			v.refuse((at + "/serves").Index(i), "la brique n’apporte pas ce rang")
		}
		delete(brings, s)
	}
	if v.r.Proof.Kind != "" && len(brings) > 0 {
		v.refuse(at+"/serves", "il manque un rang que la brique apporte")
	}
}

func (v *verifier) sums() {
	var onSite, remote catalogue.Minutes
	per := map[catalogue.Modality]catalogue.Minutes{}
	for _, b := range v.taken {
		onSite += b.OnSite
		remote += b.Remote
		per[b.Modality] += b.Total()
	}
	if v.r.OnSite != onSite || v.r.Remote != remote || v.r.Minutes != onSite+remote {
		v.refuse("/minutes", "la somme des briques est de "+strconv.FormatInt(int64(onSite+remote), 10)+" minutes")
	}
	for i, m := range v.r.Modalities {
		if per[m.Modality] != m.Minutes {
			v.refuse(issue.Pointer("/modalities").Index(i), "somme fausse")
		}
		delete(per, m.Modality)
	}
	if v.r.Modalities != nil && len(per) > 0 {
		v.refuse("/modalities", "modalité oubliée")
	}
}

// targets checks that each want is reached or owned up to, and that what is
// said to be out of reach is not reached.
func (v *verifier) targets() {
	missing := map[catalogue.ItemRank]bool{}
	for item, w := range v.wants {
		for k := v.state[item] + 1; k <= w; k++ {
			missing[catalogue.ItemRank{Item: item, Rank: k}] = true
		}
	}
	for i, u := range v.r.Unreached {
		if !missing[u] {
			v.refuse(issue.Pointer("/unreached").Index(i), "rang pourtant atteint, non demandé ou cité deux fois")
		}
		delete(missing, u)
	}
	if len(missing) > 0 && v.r.Proof.Kind != ProofInfeasible && v.r.Proof.Kind != ProofUnknown {
		v.refuse("/steps", strconv.Itoa(len(missing))+" rang(s) demandé(s) non atteint(s)")
	}
}

func (v *verifier) limits() {
	c := &v.p.Constraints
	if c.MaxBricks > 0 && len(v.taken) > c.MaxBricks {
		v.refuse("/steps", "plus de briques que permis")
	}
	if c.MaxOnSite != nil && v.r.OnSite > *c.MaxOnSite {
		v.refuse("/onSite", "plus de présence que permis")
	}
	if v.r.Proof.Kind == ProofInfeasible || v.r.Proof.Kind == ProofUnknown {
		return
	}
	for _, ref := range c.Include {
		found := contains(v.p.Done, ref)
		for _, b := range v.taken {
			found = found || b.Ref() == ref
		}
		if !found {
			v.refuse("/steps", "brique imposée absente "+string(ref.ID))
		}
	}
}
