// SPDX-License-Identifier: Apache-2.0

package catalogue

import "forge.apps.education.fr/eafc/briques/schemas/issue"

// Check returns what is wrong with the session over the bricks of c.
func (s *Session) Check(c *Catalogue) issue.Issues {
	var is issue.Issues
	if s.End.Compare(s.Start) < 0 {
		is.Add(&ruleSessionTimes, "/end")
	}
	if _, ok := c.Resolve(s.Brick); !ok {
		is.Add(&ruleSessionBrick, "/brick", string(s.Brick.ID), s.Brick.Version, c.nearestBrick(s.Brick))
	}
	return is
}

// Attendance checks participations as they come, over known sessions. It
// keeps one small entry per participation, to find a learner listed twice.
// Use NewAttendance.
type Attendance struct {
	brick map[string]*Brick // by session
	seen  map[string]bool
}

// NewAttendance returns a checker for the participations of sessions.
func NewAttendance(c *Catalogue, sessions []Session) *Attendance {
	a := &Attendance{brick: make(map[string]*Brick, len(sessions)), seen: map[string]bool{}}
	bricks := make(map[BrickRef]*Brick, len(c.Bricks))
	for i := range c.Bricks {
		bricks[c.Bricks[i].Ref()] = &c.Bricks[i]
	}
	for i := range sessions {
		a.brick[sessions[i].ID] = bricks[sessions[i].Brick]
	}
	return a
}

// Add returns what is wrong with p after those already added.
func (a *Attendance) Add(p *Participation) issue.Issues {
	var is issue.Issues
	if p.Attended > p.Planned || p.Enrolled > p.Planned {
		is.Add(&ruleOverPlanned, "/attended", int64(p.Enrolled), int64(p.Attended), int64(p.Planned))
	}
	if !p.Learner.Valid() || namesSomebody(string(p.Learner)) {
		is.Add(&rulePseudonym, "/learner")
	}
	key := p.Session + "\x00" + string(p.Learner)
	if a.seen[key] {
		is.Add(&ruleTwice, "/learner")
	}
	a.seen[key] = true
	b := a.brick[p.Session]
	if b != nil && p.Planned != b.Total() {
		is.Add(&rulePlanned, "/planned", int64(p.Planned), int64(b.Total()))
	}
	if p.Attended > 0 && p.Source == "" || b != nil && b.Modality == ModalitySelfPaced && p.Source == SourceSignature {
		is.Add(&ruleAttendance, "/source")
	}
	is.Sort()
	return is
}

// namesSomebody reports whether s looks like a name rather than a pseudonym:
// it spells the name of a field that holds one.
func namesSomebody(s string) bool {
	for _, word := range [...]string{"nom:", "prenom:", "name:", "mail:", "email:", "nir:", "nss:"} {
		if len(s) > len(word) && lowerASCII(s[:len(word)]) == word {
			return true
		}
	}
	return false
}

func lowerASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
