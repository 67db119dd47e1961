// SPDX-License-Identifier: Apache-2.0

package competency

import "forge.apps.education.fr/eafc/briques/schemas/issue"

// Check returns the faults of the values of p, each with the FRAMEWORK code of
// its kind: identifiers (003), references (005, 006), ranks (019), vocabulary
// (034), dates and digests (035). It looks up no framework.
func (p *Position) Check() issue.Issues {
	c := &checker{f: &Framework{}}
	c.form("/holder", "holder", string(p.Holder), p.Holder.Valid(), "un pseudonyme : lettres, chiffres et . _ ~ : -", "a pseudonym: letters, digits and . _ ~ : -")
	c.form("/digest", "digest", string(p.Digest), p.Digest.Valid(), "sha256: et 64 chiffres hexadécimaux", "sha256: and 64 hexadecimal digits")
	if !p.Framework.Valid() {
		c.add(&ruleURI, "/framework", string(p.Framework))
	}
	if !ValidVersion(p.Version) {
		c.add(&ruleVersion, "/version", p.Version)
	}
	for i := range p.Claims {
		c.claim(issue.Pointer("/claims").Index(i), &p.Claims[i])
	}
	c.out.Sort()
	return c.out
}

func (c *checker) form(p issue.Pointer, name, value string, valid bool, fr, en string) {
	switch {
	case valid:
	case value == "":
		c.add(&ruleEmpty, p, name)
	default:
		c.add(&ruleForm, p, value, name, fr, en)
	}
}

func (c *checker) claim(p issue.Pointer, m *Claim) {
	c.ref(p+"/item", m.Item)
	c.rank(p+"/rank", m.Rank)
	c.vocabulary(p+"/basis", "basis", string(m.Basis), m.Basis.Valid(), "selfDeclared, evidenced, confirmed, certified")
	c.form(p+"/on", "on", string(m.On), m.On.Valid(), "une date du calendrier : 2026-11-22", "a day of the calendar: 2026-11-22")
	for i, id := range m.Evidence {
		if !id.Valid() {
			c.add(&ruleID, p.Field("evidence").Index(i), string(id), "…")
		}
	}
	if m.Checked != nil {
		c.rank(p+"/checked", *m.Checked)
	}
	if m.MovedFrom != nil {
		c.ref(p+"/movedFrom", *m.MovedFrom)
	}
	for i := range m.Conflicts {
		k, q := &m.Conflicts[i], p.Field("conflicts").Index(i)
		c.vocabulary(q+"/kind", "kind", string(k.Kind), k.Kind.Valid(), "claimAbove, claimBelow, inversion, merged")
		for j, r := range k.Ranks {
			c.rank(q.Field("ranks").Index(j), r)
		}
		if k.With != nil {
			c.ref(q+"/with", *k.With)
		}
		if s := k.Settled; s != nil {
			c.form(q+"/settled/by", "by", s.By, s.By != "", "", "")
			c.form(q+"/settled/reason", "reason", s.Reason, s.Reason != "", "", "")
			c.rank(q+"/settled/rank", s.Rank)
		}
	}
}

func (c *checker) ref(p issue.Pointer, r Ref) {
	if !r.Framework.Valid() {
		c.add(&ruleURI, p+"/framework", string(r.Framework))
	}
	if !ValidVersion(r.Version) {
		c.add(&ruleVersion, p+"/version", r.Version)
	}
	if !r.Item.Valid() {
		c.add(&ruleID, p+"/item", string(r.Item), "…")
	}
}

func (c *checker) rank(p issue.Pointer, n int) {
	if n < 0 || n > 12 {
		c.add(&ruleOffScale, p, n, lastToken(p), 12)
	}
}
