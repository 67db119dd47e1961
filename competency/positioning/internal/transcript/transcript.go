// SPDX-License-Identifier: Apache-2.0

// Package transcript draws random runs from a seed and writes down every
// state they reach, so that two builds of positioning can be compared byte
// for byte. It links no more than positioning does.
package transcript

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
)

// Framework returns a framework of n competencies in two domains, graded on a
// scale of top levels, with one to four indicators a rank.
func Framework(n, top int) *competency.Framework {
	f := &competency.Framework{ID: ID(1, 0), URI: "https://example.org/f", Version: "1.0.0", Kind: competency.KindIndividual,
		Standing: competency.StandingExample, Title: competency.FR("Exemple"), Language: "fr", Status: competency.StatusDraft,
		Changed: "2026-01-01T00:00:00Z"}
	s := competency.Scale{ID: "s"}
	for r := 1; r <= top; r++ {
		s.Levels = append(s.Levels, competency.Level{Rank: r, Label: competency.FR("Niveau " + strconv.Itoa(r)), Origin: competency.OriginProject})
	}
	f.Scales = []competency.Scale{s}
	for d := range 2 {
		f.Items = append(f.Items, competency.Item{ID: ID(2, d), Code: "D" + strconv.Itoa(d+1), Type: competency.ItemDomain,
			Label: competency.FR("Domaine"), Origin: competency.OriginProject})
		f.Associations = append(f.Associations, childOf(ID(2, d), f.ID))
	}
	for i := range n {
		it := competency.Item{ID: ID(3, i), Code: "C" + strconv.Itoa(i+1), Type: competency.ItemCompetency,
			Label: competency.FR("Compétence " + strconv.Itoa(i+1)), Origin: competency.OriginProject}
		for r := 1; r <= top; r++ {
			it.Anchors = append(it.Anchors, competency.Anchor{Rank: r, Text: competency.FR("Ancre " + strconv.Itoa(r)), Origin: competency.OriginProject})
			for k := range (i+r)%4 + 1 {
				it.Indicators = append(it.Indicators, competency.Indicator{ID: ID(4, i*100+r*5+k), Rank: r,
					Statement: competency.FR("Critère"), Kind: competency.IndicatorSkill, Required: (i+r+k)%3 == 0, Origin: competency.OriginProject})
			}
		}
		f.Items = append(f.Items, it)
		f.Associations = append(f.Associations, childOf(it.ID, ID(2, i%2)))
	}
	return f
}

func childOf(child, parent competency.ID) competency.Association {
	return competency.Association{Type: competency.AssociationIsChildOf, From: competency.NodeRef(child), To: competency.NodeRef(parent)}
}

// ID returns a valid identifier made of two numbers.
func ID(kind, n int) competency.ID {
	s := "000000000000" + strconv.Itoa(n)
	return competency.ID("0000000" + strconv.Itoa(kind) + "-0000-4000-8000-" + s[len(s)-12:])
}

// Random is a small generator (xorshift64*), the same everywhere.
type Random uint64

// Below returns a number from 0 to n-1.
func (r *Random) Below(n int) int {
	x := uint64(*r)
	x ^= x >> 12
	x ^= x << 25
	x ^= x >> 27
	*r = Random(x)
	return int(x * 2685821657736338717 >> 33 % uint64(n))
}

// Event draws the next event: mostly one that fits the state, sometimes not.
func Event(q *positioning.Questionnaire, s positioning.State, r *Random) positioning.Event {
	i := r.Below(len(q.Questions))
	e := positioning.Event{Item: q.Questions[i].Item, Rank: r.Below(q.Questions[i].Top + 1)}
	kinds := [...]positioning.EventKind{positioning.EventClaim, positioning.EventClaim, positioning.EventClaim, positioning.EventLocate,
		positioning.EventSkip, positioning.EventNotConcerned, positioning.EventDontKnow, positioning.EventBack, positioning.EventAttach,
		positioning.EventSettle, positioning.EventTick, positioning.EventUnsure, positioning.EventFinish}
	if step := positioning.Next(q, s); step.Kind == positioning.StepPrompt && r.Below(4) > 0 {
		e = positioning.Event{Kind: positioning.EventTick, Item: step.Item, Rank: step.Rank}
		if r.Below(12) == 0 {
			e.Kind = positioning.EventUnsure
			return e
		}
		p, _ := q.Prompt(step.Index, step.Rank)
		for t := range p.Statements {
			if r.Below(3) > 0 {
				e.Ticks = append(e.Ticks, t)
			}
		}
		return e
	}
	e.Kind = kinds[r.Below(len(kinds))]
	switch e.Kind {
	case positioning.EventAttach:
		e.Evidence = ID(5, r.Below(9))
	case positioning.EventSettle:
		e.By, e.Reason = "tuteur", "vu en \"situation\""
	case positioning.EventFinish:
		if r.Below(6) > 0 {
			e.Kind = positioning.EventBack
		}
	}
	return e
}

// Append appends the transcript of runs random runs of up to length events.
func Append(b []byte, seed uint64, runs, length int) []byte {
	r := Random(seed)
	confirmations := [...]positioning.Confirmation{positioning.ConfirmationNone, positioning.ConfirmationTarget,
		positioning.ConfirmationFull, positioning.ConfirmationExhaustive}
	for run := range runs {
		q := Questionnaire(2+r.Below(20), 2+r.Below(11), confirmations[run%4])
		s := positioning.Start(q)
		for range 1 + r.Below(length) {
			next, f := positioning.Apply(q, s, Event(q, s, &r))
			if f != nil {
				b = append(append(b, f.Code...), '\n')
			}
			s = next
		}
		b = s.AppendText(b, q)
		b = append(append(b, positioning.Code(q, s)...), '\n')
		b = positioning.Save(q, s).AppendJSON(b)
		step := positioning.Next(q, s)
		b = strconv.AppendInt(append(append(b, '\n'), step.Kind...), int64(step.Index), 10)
		for _, it := range positioning.Result(q, s).Items {
			b = strconv.AppendInt(append(b, ' '), int64(it.Rank), 10)
			b = strconv.AppendBool(b, it.Known)
			b = strconv.AppendInt(b, int64(len(it.Conflicts)), 10)
		}
		b = append(b, '\n')
	}
	return b
}

// Questionnaire compiles a framework of n competencies with a target on half
// of them.
func Questionnaire(n, top int, c positioning.Confirmation) *positioning.Questionnaire {
	f := Framework(n, top)
	p := &positioning.Profile{}
	for i := 0; i < n; i += 2 {
		p.Targets = append(p.Targets, positioning.Target{Item: f.Ref(ID(3, i)), Rank: 1 + i%top})
	}
	q, _ := positioning.Compile(f, p, positioning.Policy{Confirmation: c, Scope: positioning.ScopeAll})
	return q
}
