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
	o := Outcome{FrameworkID: q.FrameworkID, Framework: q.Framework, Version: q.Version, FrameworkDigest: q.FrameworkDigest,
		Questionnaire: s.digest, Finished: s.finished, Items: make([]ItemOutcome, len(q.Questions))}
	for i := range q.Questions {
		it := itemOutcome(q, i, s.Answer(i))
		o.Items[i] = it
		o.Coverage.count(it)
		o.domain(&q.Questions[i]).count(it)
	}
	return o
}

func itemOutcome(q *Questionnaire, i int, a Answer) ItemOutcome {
	qu := &q.Questions[i]
	o := ItemOutcome{Item: qu.Item, Code: qu.Code, Top: qu.Top, Target: qu.Target, Status: a.Status, High: qu.Top,
		Unsure: a.Unsure > 0, Evidence: a.Evidence, Conflicts: conflicts(q, i, a)}
	if a.Status != StatusClaimed && a.Status != StatusLocated {
		return o
	}
	o.Basis = competency.BasisSelfDeclared
	if len(a.Evidence) > 0 {
		o.Basis = competency.BasisEvidenced
	}
	if len(a.Checks) > 0 {
		b := bounds(q, i, a)
		o.Low = b.Low
		if top := limit(q, i, a.Status == StatusLocated); b.High < top {
			o.High = b.High
		}
	}
	for _, c := range a.Checks {
		if c.Partial {
			o.Partial = append(o.Partial, c.Rank)
		}
	}
	if k, ok := checked(q, i, a); ok {
		o.Checked = &k
	}
	switch {
	case a.Status == StatusClaimed:
		rank := a.Rank
		o.Claimed, o.Known, o.Rank = &rank, true, rank
	case o.Checked != nil:
		o.Known, o.Rank = true, *o.Checked
	default:
		o.Rank = o.Low
	}
	o.Rank = settledRank(o.Rank, o.Conflicts)
	return o
}

// settledRank returns the rank to act on: the one settled, else the lower of
// the ranks that disagree. An inversion alone lowers nothing: the rank found
// already stops below the first no.
func settledRank(rank int, conflicts []competency.Conflict) int {
	for _, c := range conflicts {
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

func (c *Coverage) count(it ItemOutcome) {
	c.Total++
	switch {
	case it.Known:
		c.Known++
	case it.Status == StatusLocated:
		c.Undetermined++
	case it.Status == StatusSkipped:
		c.Skipped++
	case it.Status == StatusDontKnow:
		c.DontKnow++
	case it.Status == StatusNotConcerned:
		c.NotConcerned++
	default:
		c.Unanswered++
	}
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

func (d *DomainOutcome) count(it ItemOutcome) {
	for len(d.Ranks) <= it.Top {
		d.Ranks = append(d.Ranks, 0)
	}
	switch {
	case it.Known:
		d.Ranks[it.Rank]++
	case it.Status == StatusNotConcerned:
		d.NotConcerned++
	default:
		d.Unknown++
	}
}

// Position turns what is known into the claims of holder, made on that day.
// What is skipped or unknown makes no claim.
func (o Outcome) Position(holder competency.Pseudonym, on competency.Date) Position {
	p := Position{Holder: holder, Framework: o.Framework, Version: o.Version, Digest: o.FrameworkDigest}
	for _, it := range o.Items {
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
