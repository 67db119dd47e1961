// SPDX-License-Identifier: Apache-2.0

package magistere

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// DayMinutes is the length of a training day in M@gistère's statistics.
const DayMinutes = 6 * 60

// Nominal is what M@gistère shows, beside what was attended. The two are
// never added.
type Nominal struct {
	Minutes      catalogue.Minutes // sum of (distance + presence) × participants
	Attended     catalogue.Minutes // sum of the attended minutes of the same participations
	Participants int
}

// Days returns the nominal minutes in days of six hours.
func (n Nominal) Days() float64 { return float64(n.Minutes) / DayMinutes }

// NominalHours reproduces M@gistère's own statistic over participations: each
// counts the whole length of the brick of its session. A participation whose
// session or brick is unknown counts nothing. MAGISTERE-004 warns when the
// attended minutes differ by more than a tenth.
func NominalHours(c *catalogue.Catalogue, sessions []catalogue.Session, participations []catalogue.Participation) (Nominal, issue.Issues) {
	length := map[catalogue.BrickRef]catalogue.Minutes{}
	for i := range c.Bricks {
		length[c.Bricks[i].Ref()] = c.Bricks[i].Total()
	}
	bySession := map[string]catalogue.Minutes{}
	known := map[string]bool{}
	for i := range sessions {
		if m, ok := length[sessions[i].Brick]; ok {
			bySession[sessions[i].ID], known[sessions[i].ID] = m, true
		}
	}
	var n Nominal
	for i := range participations {
		p := &participations[i]
		if !known[p.Session] {
			continue
		}
		n.Participants++
		n.Minutes += bySession[p.Session]
		n.Attended += p.Attended
	}
	if diff := n.Minutes - n.Attended; 10*max(diff, -diff) > n.Minutes {
		return n, issue.Issues{ruleNominal.At("", int64(n.Minutes), int64(n.Attended))}
	}
	return n, nil
}
