// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"context"
	"fmt"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi"
)

// Plan implements Store. The token is the newest place counted.
func (m *Memory) Plan(_ context.Context, t Tenant, s xapi.Selection) (xapi.Plan, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	sh := m.read(t)
	bound := Position{}
	if n := len(sh.order); n > 0 {
		bound = sh.order[n-1].At()
	}
	p, _, err := sh.count(s, bound)
	return p, err
}

func (s *shelf) count(sel xapi.Selection, bound Position) (xapi.Plan, map[UUID]Fate, error) {
	tally, err := NewTally(sel)
	if err != nil {
		return xapi.Plan{}, nil, err
	}
	fates := map[UUID]Fate{}
	for _, e := range s.order {
		if sel.Action == xapi.ActionDelete && bound.Before(e.At()) {
			continue
		}
		if fate := tally.Add(e.Record); fate != FateKept {
			fates[e.ID] = fate
		}
	}
	documents := 0
	if sel.Action != xapi.ActionDelete {
		for k := range s.documents {
			if k.Agent == tally.who {
				documents++
			}
		}
	}
	return tally.Plan(documents, fmt.Sprintf("%d.%d", bound.Stored, bound.Seq)), fates, nil
}

// Apply implements Store.
func (m *Memory) Apply(_ context.Context, t Tenant, p xapi.Plan) (xapi.Report, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	sh := m.shelf(t)
	var bound Position
	if _, err := fmt.Sscanf(p.Token, "%d.%d", &bound.Stored, &bound.Seq); err != nil {
		return xapi.Report{}, fmt.Errorf("plan token %q: %w", p.Token, err)
	}
	now, fates, err := sh.count(p.Selection, bound)
	if err != nil {
		return xapi.Report{}, err
	}
	if !SamePlan(now, p) {
		return xapi.Report{}, ErrPlanChanged
	}
	tally, err := NewTally(p.Selection)
	if err != nil {
		return xapi.Report{}, err
	}
	return sh.carryOut(tally, fates, m.now()), nil
}

// carryOut rebuilds the shelf without what goes.
func (s *shelf) carryOut(tally *Tally, fates map[UUID]Fate, now time.Time) xapi.Report {
	var report xapi.Report
	old := *s
	bodies := s.bodies
	*s = shelf{last: old.last, seq: old.seq, byID: map[UUID]*entry{}, activities: old.activities, people: old.people,
		bodies: map[string]Attachment{}, documents: old.documents, tombs: old.tombs}
	for _, e := range old.order {
		switch fates[e.ID] {
		case FateDeleted:
			report.Statements++
			if tally.Selection.Action == xapi.ActionErase {
				s.tombs[e.ID] = now.Add(Tombstone)
			}
			continue
		case FateRewritten:
			report.Rewritten++
			e.Payload, _ = Reidentify(e.Payload, tally.who, tally.By())
			it := TakeApart(e.Payload)
			it.Payload, it.Digest, it.Timestamp, it.Version = e.Payload, e.Digest, e.item.Timestamp, e.item.Version
			e.item = it
			for _, p := range it.People {
				s.meet(p)
			}
		}
		s.order = append(s.order, e)
		s.byID[e.ID] = e
		for _, h := range e.item.Hashes {
			if a, ok := bodies[h]; ok {
				s.bodies[h] = a
			}
		}
	}
	report.Attachments = len(bodies) - len(s.bodies)
	if tally.Selection.Action == xapi.ActionDelete {
		return report
	}
	delete(s.people, tally.who)
	for k, d := range s.documents {
		if k.Agent != tally.who {
			continue
		}
		report.Documents++
		delete(s.documents, k)
		if tally.Selection.Action == xapi.ActionReplace {
			k.Agent = KeyOf(tally.By())
			s.documents[k] = d
		}
	}
	return report
}
