// SPDX-License-Identifier: Apache-2.0

package catalogue

import (
	"unicode/utf8"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

const (
	maxParts   = 50
	maxText    = 4000
	maxMinutes = 60000
)

// Check returns what is wrong with the brick by itself. What needs the
// catalogue or the framework is found by Catalogue.Check.
func (b *Brick) Check() issue.Issues {
	c := &brickCheck{b: b}
	c.identity()
	c.duration()
	c.targets()
	c.assessments()
	c.life()
	c.information()
	c.limits()
	c.is.Sort()
	return c.is
}

type brickCheck struct {
	b  *Brick
	is issue.Issues
}

func (c *brickCheck) add(r *issue.Rule, at issue.Pointer, args ...any) {
	c.is.Add(r, at, args...)
}

func (c *brickCheck) identity() {
	b := c.b
	if !b.ID.Valid() {
		c.add(&ruleBrickName, "/id", string(b.ID), b.Version)
	} else if !competency.ValidVersion(b.Version) {
		c.add(&ruleBrickName, "/version", string(b.ID), b.Version)
	}
}

func (c *brickCheck) duration() {
	b := c.b
	if t := b.Total(); b.OnSite < 0 || b.Remote < 0 || t < 1 || t > maxMinutes {
		c.add(&ruleMinutes, "", int64(t))
		return
	}
	bad := false
	switch b.Modality {
	case ModalityOnSite, ModalityWorkplace:
		bad = b.Remote > 0
	case ModalityRemoteLive, ModalityRemoteAsync, ModalitySelfPaced:
		bad = b.OnSite > 0
	case ModalityBlended:
		bad = b.OnSite == 0 || b.Remote == 0
	}
	if bad {
		c.add(&ruleModality, "/modality", Label(b.Modality, "fr"), int64(b.OnSite), int64(b.Remote))
	}
}

func (c *brickCheck) targets() {
	b := c.b
	for i, t := range b.Targets {
		at := issue.Pointer("/targets").Index(i)
		for _, earlier := range b.Targets[:i] {
			if earlier.Item == t.Item {
				c.add(&ruleSameTarget, at+"/item")
				break
			}
		}
		if t.Role == RoleAimed && !b.assesses(t.ItemRank) {
			c.add(&ruleUnassessed, at)
		}
	}
	for i, e := range b.Entry {
		for _, t := range b.Targets {
			if t.Item == e.Item && t.Role == RoleAimed && e.Rank >= t.Rank {
				c.add(&ruleEntry, issue.Pointer("/entry").Index(i)+"/rank", e.Rank, t.Rank)
				break
			}
		}
	}
}

// assesses reports whether an assessment covers at least that rank.
func (b *Brick) assesses(at ItemRank) bool {
	for _, a := range b.Assessments {
		for _, v := range a.Covers {
			if v.Item == at.Item && v.Rank >= at.Rank {
				return true
			}
		}
	}
	return false
}

func (c *brickCheck) assessments() {
	for i, a := range c.b.Assessments {
		for j, v := range a.Covers {
			found := false
			for _, t := range c.b.Targets {
				found = found || t.Item == v.Item
			}
			if !found {
				c.add(&ruleAssessedOnly, (issue.Pointer("/assessments").Index(i) + "/covers").Index(j))
			}
		}
	}
}

func (c *brickCheck) life() {
	b := c.b
	if b.Status == StatusCertified && len(b.Decisions) == 0 {
		c.add(&ruleUndecided, "/status")
	}
	if b.Status == StatusWithdrawn && b.WithdrawnOn == "" {
		c.add(&ruleWithdrawal, "/status")
	}
	if b.PublishedOn != "" && b.WithdrawnOn != "" && b.WithdrawnOn < b.PublishedOn {
		c.add(&ruleWithdrawal, "/withdrawnOn")
	}
}

func (c *brickCheck) information() {
	b := c.b
	if len(b.Publics) == 0 || len(b.Accessibility) == 0 {
		c.add(&ruleAudience, "")
	}
	if b.Licence == "" {
		c.add(&ruleNoLicence, "")
	}
	for i, x := range b.External {
		if form := x.fault(); form != "" {
			c.add(&ruleExternal, issue.Pointer("/external").Index(i)+"/value", x.Value, x.Scheme, form)
		}
	}
	c.sameText(b.Title, "/title")
	c.sameText(b.Summary, "/summary")
	c.sameText(b.Accessibility, "/accessibility")
}

func (c *brickCheck) sameText(t competency.Text, at issue.Pointer) {
	langs := t.Languages()
	for i := 1; i < len(langs); i++ {
		for _, l := range langs[:i] {
			if t[l] == t[langs[i]] {
				c.add(&ruleSameText, at.Field(langs[i]), l, langs[i])
				return
			}
		}
	}
}

func (c *brickCheck) limits() {
	b := c.b
	for _, x := range []struct {
		at string
		n  int
	}{{"/targets", len(b.Targets)}, {"/entry", len(b.Entry)}, {"/prerequisites", len(b.Prerequisites)}, {"/tags", len(b.Tags)},
		{"/equivalents", len(b.Equivalents)}, {"/assessments", len(b.Assessments)}, {"/publics", len(b.Publics)},
		{"/sources", len(b.Sources)}, {"/external", len(b.External)}} {
		if x.n > maxParts {
			c.add(&ruleBrickLimit, issue.Pointer(x.at), x.at[1:], maxParts)
		}
	}
	for _, x := range []struct {
		at string
		t  competency.Text
	}{{"/title", b.Title}, {"/summary", b.Summary}, {"/accessibility", b.Accessibility}} {
		for _, l := range x.t.Languages() {
			if utf8.RuneCountInString(x.t[l]) > maxText {
				c.add(&ruleBrickLimit, issue.Pointer(x.at).Field(l), x.at[1:], maxText)
			}
		}
	}
}
