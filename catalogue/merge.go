// SPDX-License-Identifier: Apache-2.0

package catalogue

import "forge.apps.education.fr/eafc/briques/schemas/issue"

// Merge returns one catalogue that holds what all of them hold. IDs are kept;
// what is there twice with the same content is kept once; of two contents
// under one ID and version, or of two partners under one ID, the first is kept
// and an issue names the other. The head (ID, Title…) is that of the first.
// Pointers of issues lead into the catalogue of the later one, below its
// index among list.
func Merge(list ...*Catalogue) (*Catalogue, issue.Issues) {
	out := &Catalogue{Bricks: []Brick{}}
	var is issue.Issues
	bricks := map[BrickRef]string{}
	pathways := map[BrickRef]string{}
	partners := map[string]Partner{}
	for n, c := range list {
		at := issue.Pointer("").Index(n)
		if n == 0 {
			out.Schema, out.ID, out.Version, out.Title = c.Schema, c.ID, c.Version, c.Title
			out.Publisher, out.Licence, out.Extra = c.Publisher, c.Licence, c.Extra
		}
		for i := range c.Bricks {
			b := &c.Bricks[i]
			f := b.fingerprint(true)
			known, again := bricks[b.Ref()]
			switch {
			case !again:
				bricks[b.Ref()] = f
				out.Bricks = append(out.Bricks, *b)
			case known != f:
				is.Add(&ruleSameVersion, (at + "/bricks").Index(i), string(b.ID), b.Version)
			}
		}
		for i := range c.Pathways {
			p := &c.Pathways[i]
			f := p.fingerprint(true)
			known, again := pathways[p.Ref()]
			switch {
			case !again:
				pathways[p.Ref()] = f
				out.Pathways = append(out.Pathways, *p)
			case known != f:
				is.Add(&ruleSameVersion, (at + "/pathways").Index(i), string(p.ID), p.Version)
			}
		}
		for i, p := range c.Partners {
			known, again := partners[p.ID]
			switch {
			case !again:
				partners[p.ID] = p
				out.Partners = append(out.Partners, p)
			case known != p:
				is.Add(&ruleSamePartner, (at+"/partners").Index(i)+"/id", p.ID)
			}
		}
	}
	out.Sort()
	is.Sort()
	return out, is
}
