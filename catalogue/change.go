// SPDX-License-Identifier: Apache-2.0

package catalogue

import "forge.apps.education.fr/eafc/briques/schemas/issue"

// CheckChange returns what may not happen between two states of a catalogue:
// a status that jumps (BRICK-011), or content that changes under the same
// version (CATALOGUE-001). Status, dates and decisions may change while a
// version lives. Pointers lead into now.
func CheckChange(before, now *Catalogue) issue.Issues {
	var is issue.Issues
	old := make(map[BrickRef]*Brick, len(before.Bricks))
	for i := range before.Bricks {
		old[before.Bricks[i].Ref()] = &before.Bricks[i]
	}
	for i := range now.Bricks {
		b := &now.Bricks[i]
		o, ok := old[b.Ref()]
		if !ok {
			continue
		}
		at := issue.Pointer("/bricks").Index(i)
		is = append(is, statusChange(o.Status, b.Status, at)...)
		if o.fingerprint(false) != b.fingerprint(false) {
			is.Add(&ruleSameVersion, at, string(b.ID), b.Version)
		}
	}
	pathways := make(map[BrickRef]*Pathway, len(before.Pathways))
	for i := range before.Pathways {
		pathways[before.Pathways[i].Ref()] = &before.Pathways[i]
	}
	for i := range now.Pathways {
		p := &now.Pathways[i]
		if o, ok := pathways[p.Ref()]; ok {
			at := issue.Pointer("/pathways").Index(i)
			is = append(is, statusChange(o.Status, p.Status, at)...)
			if o.fingerprint(false) != p.fingerprint(false) {
				is.Add(&ruleSameVersion, at, string(p.ID), p.Version)
			}
		}
	}
	is.Sort()
	return is
}

func statusChange(from, to Status, at issue.Pointer) issue.Issues {
	if from.MayBecome(to) {
		return nil
	}
	next := ""
	for _, s := range []Status{StatusIncubating, StatusTrialled, StatusCertified, StatusWithdrawn} {
		if s != from && from.MayBecome(s) {
			if next != "" {
				next += ", "
			}
			next += Label(s, "fr")
		}
	}
	if next == "" {
		next = "aucun"
	}
	return ruleStatusChange.Alone(at+"/status", Label(from, "fr"), Label(to, "fr"), next)
}
