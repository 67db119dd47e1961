// SPDX-License-Identifier: Apache-2.0

package portfolio

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Check returns what is wrong with p on a day ("" leaves dates of expiry
// aside). Pieces are checked where they are: see Parse.
func (p *Portfolio) Check(on competency.Date) issue.Issues {
	c := &checker{p: p, on: on, seen: map[competency.ID]bool{}, items: map[competency.ID]bool{}}
	if !p.Owner.Valid() {
		c.add(&ruleForm, "/owner", string(p.Owner))
	}
	for i := range p.Evidence {
		c.evidence(issue.Pointer("/evidence").Index(i), &p.Evidence[i])
	}
	for i := range p.Positions {
		c.position(issue.Pointer("/positions").Index(i), &p.Positions[i])
	}
	for i, n := range p.Notes {
		at := issue.Pointer("/notes").Index(i)
		c.id(at, n.ID)
		if n.Text == "" || !n.On.Valid() {
			c.add(&ruleForm, at, n.Text)
		}
	}
	for i := range p.Grants {
		c.grant(issue.Pointer("/grants").Index(i), &p.Grants[i])
	}
	c.issues.Sort()
	return c.issues
}

type checker struct {
	p      *Portfolio
	on     competency.Date
	seen   map[competency.ID]bool
	items  map[competency.ID]bool // that a claim or an evidence names
	issues issue.Issues
}

func (c *checker) add(r *issue.Rule, at issue.Pointer, args ...any) {
	c.issues = append(c.issues, r.At(at, args...))
}

func (c *checker) id(at issue.Pointer, id competency.ID) {
	if !id.Valid() {
		c.add(&ruleForm, at.Field("id"), string(id))
	}
	if c.seen[id] {
		c.add(&ruleTwice, at.Field("id"), string(id))
	}
	c.seen[id] = true
}

func (c *checker) evidence(at issue.Pointer, e *Evidence) {
	c.id(at, e.ID)
	if e.Title == "" || !e.Kind.Valid() || !e.Created.Valid() || e.ExpiresOn != "" && !e.ExpiresOn.Valid() {
		c.add(&ruleForm, at, e.Title)
	}
	if e.URI != "" && !e.URI.Valid() {
		c.add(&ruleForm, at.Field("uri"), string(e.URI))
	}
	if e.SHA256 != "" && !e.SHA256.Valid() || e.Size < 0 {
		c.add(&ruleForm, at.Field("sha256"), string(e.SHA256))
	}
	for _, r := range e.Items {
		c.items[r.Item] = true
	}
	if c.on != "" && e.ExpiresOn != "" && e.ExpiresOn < c.on {
		c.add(&ruleExpired, at, e.Title, string(e.ExpiresOn))
	}
	if a := e.Attestation; a != nil {
		if a.By == string(c.p.Owner) {
			c.add(&ruleOwner, at.Field("attestation").Field("by"))
		}
		if a.By == "" || !a.On.Valid() || a.Basis != competency.BasisConfirmed && a.Basis != competency.BasisCertified || a.Rank < 0 || a.Rank > 12 {
			c.add(&ruleForm, at.Field("attestation"), a.By)
		}
	}
}

func (c *checker) position(at issue.Pointer, pos *competency.Position) {
	c.issues = append(c.issues, pos.Check().Under(at)...)
	for i := range pos.Claims {
		cl := &pos.Claims[i]
		c.items[cl.Item.Item] = true
		found, attested := 0, false
		for _, id := range cl.Evidence {
			e, ok := c.p.Find(id)
			if !ok {
				c.add(&rulePiece, at.Field("claims").Index(i).Field("evidence"), string(id))
				continue
			}
			found++
			attested = attested || e.Attestation != nil && e.Attestation.By != string(c.p.Owner)
		}
		switch {
		case cl.Basis == competency.BasisEvidenced && found == 0:
			c.add(&ruleBasis, at.Field("claims").Index(i), string(cl.Basis), issue.Text{FR: "preuve", EN: "evidence"})
		case (cl.Basis == competency.BasisConfirmed || cl.Basis == competency.BasisCertified) && !attested:
			c.add(&ruleBasis, at.Field("claims").Index(i), string(cl.Basis), "attestation")
		}
	}
}

func (c *checker) grant(at issue.Pointer, g *Grant) {
	c.id(at, g.ID)
	if g.To == "" || !g.Until.Valid() || g.From != "" && !g.From.Valid() {
		c.add(&ruleForm, at, g.To)
	}
	if bad := grantFault(c.p, g, c.on, c.items); bad != "" {
		c.add(&ruleGrant, at, bad)
	}
}

// grantFault names what a grant has no right to; "" when it holds.
func grantFault(p *Portfolio, g *Grant, on competency.Date, items map[competency.ID]bool) string {
	if on != "" && g.Until < on {
		return string(g.Until)
	}
	for _, r := range g.Items {
		if !items[r.Item] {
			return string(r.Item)
		}
	}
	for _, id := range g.Evidence {
		if _, ok := p.Find(id); !ok {
			return string(id)
		}
	}
	return ""
}
