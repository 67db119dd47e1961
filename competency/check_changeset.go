// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"slices"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Check returns the faults of the values of s, each with the FRAMEWORK code of
// its kind. A set that Diff made has none. Known and Routes must be in order
// (FRAMEWORK-036), since Migrate searches them.
func (s *ChangeSet) Check() issue.Issues {
	c := &checker{f: &Framework{}}
	c.version("/from", s.From)
	c.version("/to", s.To)
	c.vocabulary("/impact", "impact", string(s.Impact), s.Impact.Valid(), "none, text, position")
	for i := range s.Changes {
		k, p := &s.Changes[i], issue.Pointer("/changes").Index(i)
		c.vocabulary(p+"/kind", "kind", string(k.Kind), k.Kind.Valid(), "added, removed, retired, reworded…")
		c.vocabulary(p+"/impact", "impact", string(k.Impact), k.Impact.Valid(), "none, text, position")
		if k.Node != "" && !k.Node.Valid() {
			c.add(&ruleID, p+"/node", string(k.Node), "…")
		}
	}
	c.idList("/known", s.Known)
	c.idList("/gone", s.Gone)
	if !slices.IsSorted(s.Known) {
		c.add(&ruleUnordered, "/known", "known")
	}
	for i := range s.Routes {
		r, p := &s.Routes[i], issue.Pointer("/routes").Index(i)
		c.vocabulary(p+"/fate", "fate", string(r.Fate), r.Fate.Valid(), "kept, moved, split, retired, rescaled")
		c.idList(p+"/to", r.To)
		for j, n := range r.Ranks {
			if n < -1 || n > 12 {
				c.add(&ruleOffScale, p.Field("ranks").Index(j), n, "ranks", 12)
			}
		}
		if i > 0 && r.Item <= s.Routes[i-1].Item {
			c.add(&ruleUnordered, p, "routes")
		}
	}
	c.out.Sort()
	return c.out
}

func (c *checker) version(p issue.Pointer, v VersionRef) {
	if !v.Framework.Valid() {
		c.add(&ruleURI, p+"/framework", string(v.Framework))
	}
	if !ValidVersion(v.Version) {
		c.add(&ruleVersion, p+"/version", v.Version)
	}
	if v.Digest != "" && !v.Digest.Valid() {
		c.add(&ruleForm, p+"/digest", string(v.Digest), "digest", "sha256: et 64 chiffres hexadécimaux", "sha256: and 64 hexadecimal digits")
	}
}

// idList reports the IDs of a list that are none.
func (c *checker) idList(p issue.Pointer, list []ID) {
	for i, id := range list {
		if !id.Valid() {
			c.add(&ruleID, p.Index(i), string(id), "…")
		}
	}
}
