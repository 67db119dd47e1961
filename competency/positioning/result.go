// SPDX-License-Identifier: Apache-2.0

package positioning

import "forge.apps.education.fr/eafc/briques/competency"

// Outcome is what a run says so far, competency by competency, with what it
// does not say: no mean, no score.
type Outcome struct {
	FrameworkID     competency.ID
	Framework       competency.IRI
	Version         string
	FrameworkDigest competency.Digest
	Questionnaire   string
	Finished        bool
	Items           []ItemOutcome
	Domains         []DomainOutcome
	Coverage        Coverage
}

// ItemOutcome is what is known of one competency. Rank counts when Known:
// the rank claimed or found, the lower one as long as a contradiction is not
// settled. Low and High bound the rank when the branch was stopped.
type ItemOutcome struct {
	Item      competency.ID
	Code      string
	Top       int
	Target    int
	Status    Status
	Known     bool
	Rank      int
	Claimed   *int
	Checked   *int
	Low, High int
	Partial   []int // ranks of which some indicators were ticked, not enough
	Unsure    bool
	Basis     competency.Basis
	Evidence  []competency.ID
	Conflicts []competency.Conflict
}

// DomainOutcome counts the competencies below one domain: Ranks[r] at rank r,
// and those whose rank is not known.
type DomainOutcome struct {
	Domain       competency.ID
	Code         string
	Label        competency.Text
	Ranks        []int
	Unknown      int
	NotConcerned int
}

// Coverage goes with every summary. Total is the sum of the others.
type Coverage struct {
	Total, Known, Undetermined, Skipped, DontKnow, NotConcerned, Unanswered int
}

// Result reads state s. It may be called at any moment of a run.
func Result(q *Questionnaire, s State) Outcome {
	m := s.moment()
	o := Outcome{FrameworkID: q.FrameworkID, Framework: q.Framework, Version: q.Version, FrameworkDigest: q.FrameworkDigest,
		Questionnaire: m.digest, Finished: m.finished, Items: make([]ItemOutcome, len(q.Questions))}
	for i := range q.Questions {
		o.Items[i] = conclude(q, i, m.answer(i))
		o.Items[i].count(&o.Coverage, o.domain(&q.Questions[i]))
	}
	return o
}

// conclude says what a, the answer to question i, makes known.
func conclude(q *Questionnaire, i int, a *Answer) ItemOutcome {
	qu := &q.Questions[i]
	status := place(statuses[:], string(a.Status))
	o := ItemOutcome{Item: qu.Item, Code: qu.Code, Top: qu.Top, Target: qu.Target, Status: a.Status, High: qu.Top,
		Unsure: a.Unsure > 0, Evidence: a.Evidence, Conflicts: conflicts(q, i, a)}
	if status > located {
		return o
	}
	o.Basis = competency.BasisSelfDeclared
	if len(a.Evidence) > 0 {
		o.Basis = competency.BasisEvidenced
	}
	if len(a.Checks) > 0 {
		b := bounds(q, i, a)
		o.Low = b.Low
		if b.High < limit(q, i, status) {
			o.High = b.High
		}
		if _, more := pending(q, i, a); !more && a.Unsure == 0 {
			o.Checked, o.Known = &b.Low, true
		}
	}
	for j := range a.Checks {
		if c := &a.Checks[j]; c.Partial {
			o.Partial = append(o.Partial, c.Rank)
		}
	}
	o.Rank = o.Low
	if status == claimed {
		rank := a.Rank
		o.Claimed, o.Known, o.Rank = &rank, true, rank
	}
	o.Rank = settledRank(o.Rank, o.Conflicts)
	return o
}

// settledRank returns the rank to act on: the one settled, else the lower of
// the ranks that disagree. An inversion alone lowers nothing: the rank found
// already stops below the first no.
func settledRank(rank int, conflicts []competency.Conflict) int {
	for i := range conflicts {
		c := &conflicts[i]
		if c.Settled != nil {
			return c.Settled.Rank
		}
		if c.Kind != competency.ConflictInversion && len(c.Ranks) > 0 && c.Ranks[0] < rank {
			rank = c.Ranks[0]
		}
	}
	return rank
}

// RankOf returns the rank that a claim counts for: the settled one, else the
// lower of those that contradict each other, else the rank claimed.
func RankOf(c Claim) int { return settledRank(c.Rank, c.Conflicts) }

// count adds o to the coverage and to the domain it belongs to.
func (o *ItemOutcome) count(c *Coverage, d *DomainOutcome) {
	for len(d.Ranks) <= o.Top {
		d.Ranks = append(d.Ranks, 0)
	}
	c.Total++
	status := place(statuses[:], string(o.Status))
	switch {
	case o.Known:
		c.Known++
		d.Ranks[o.Rank]++
		return
	case status == notConcerned:
		c.NotConcerned++
		d.NotConcerned++
		return
	case status == located:
		c.Undetermined++
	case status == skipped:
		c.Skipped++
	case status == dontKnow:
		c.DontKnow++
	default:
		c.Unanswered++
	}
	d.Unknown++
}

func (o *Outcome) domain(qu *Question) *DomainOutcome {
	for i := range o.Domains {
		if o.Domains[i].Domain == qu.Domain {
			return &o.Domains[i]
		}
	}
	o.Domains = append(o.Domains, DomainOutcome{Domain: qu.Domain, Code: qu.DomainCode, Label: qu.DomainLabel})
	return &o.Domains[len(o.Domains)-1]
}

// Position turns what is known into the claims of holder, made on that day.
// What is skipped or unknown makes no claim.
func (o Outcome) Position(holder competency.Pseudonym, on competency.Date) Position {
	p := Position{Holder: holder, Framework: o.Framework, Version: o.Version, Digest: o.FrameworkDigest}
	for i := range o.Items {
		it := &o.Items[i]
		if !it.Known {
			continue
		}
		c := Claim{Item: competency.Ref{Framework: o.Framework, Version: o.Version, Item: it.Item}, Rank: it.Rank,
			Basis: it.Basis, On: on, Evidence: it.Evidence, Checked: it.Checked, Conflicts: it.Conflicts}
		if it.Claimed != nil {
			c.Rank = *it.Claimed
		}
		p.Claims = append(p.Claims, c)
	}
	return p
}
