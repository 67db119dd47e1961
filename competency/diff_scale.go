// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"slices"
	"strconv"

	"forge.apps.education.fr/eafc/briques/internal/ascending"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// scales notes scales that came, went or changed.
func (d *differ) scales() {
	was := map[string]*Scale{}
	for i := range d.old.Scales {
		was[d.old.Scales[i].ID] = &d.old.Scales[i]
	}
	o, n := d.old, d.new
	for i := range n.Scales {
		b := &n.Scales[i]
		a := scaleByID(o, b.ID)
		delete(was, b.ID)
		if a == nil {
			d.set.Put.Scales = append(d.set.Put.Scales, *b)
			d.change(Change{Kind: ChangeMetadata, Impact: ImpactNone, Member: "scales", Is: b.ID})
			continue
		}
		if !same(d, a, b, (*encoder).scale) {
			d.set.Put.Scales = append(d.set.Put.Scales, *b)
			d.scale(a, b)
		}
	}
	gone := make([]string, 0, len(was))
	for id := range was {
		gone = append(gone, id)
	}
	ascending.Strings(gone)
	for _, id := range gone {
		d.set.GoneScales = append(d.set.GoneScales, id)
		d.change(Change{Kind: ChangeRescaled, Impact: ImpactPosition, Member: "scales", Was: id})
	}
}

func scaleByID(f *Framework, id string) *Scale {
	for i := range f.Scales {
		if f.Scales[i].ID == id {
			return &f.Scales[i]
		}
	}
	return nil
}

func (d *differ) scale(a, b *Scale) {
	if d.rescaled(a, b) {
		d.change(Change{Kind: ChangeRescaled, Impact: ImpactPosition, Member: "scales",
			Was: a.ID + " : 1–" + strconv.Itoa(a.Top()), Is: b.ID + " : 1–" + strconv.Itoa(b.Top())})
	}
	if !slices.Equal(ordered(a.Replaces, levelMapBefore), ordered(b.Replaces, levelMapBefore)) {
		d.change(Change{Kind: ChangeMetadata, Impact: ImpactNone, Member: "replaces", Was: a.ID, Is: b.ID})
	}
	for _, l := range b.Levels {
		before, ok := a.Level(l.Rank)
		if !ok {
			continue
		}
		c := Change{Rank: l.Rank, Code: l.Code}
		d.wording(c, "scales", before.Label, l.Label)
		d.wording(c, "scales", before.Descriptor, l.Descriptor)
		c.Kind, c.Impact = ChangeMetadata, ImpactNone
		d.member(c, "scales", levelTraits(before), levelTraits(l))
	}
}

func levelTraits(l Level) string {
	s := l.Code + " " + l.Group + " " + string(l.Origin)
	if l.Proficient {
		s += " proficient"
	}
	return s
}

// rescaled reports whether ranks of scale a mean something else on b.
func (d *differ) rescaled(a, b *Scale) bool {
	return a.Top() != b.Top() || len(mapsFrom(b, d.old.Version, a.ID)) > 0
}

// mapsFrom returns the maps of scale b that start at one older scale.
func mapsFrom(b *Scale, version, scale string) []LevelMap {
	var out []LevelMap
	for _, m := range b.Replaces {
		if m.Version == version && m.Scale == scale {
			out = append(out, m)
		}
	}
	return out
}

// rankMap returns the new rank of each rank of scale a, from 0, on scale b;
// nil when they are the same. ok is false when nothing tells.
func (d *differ) rankMap(a, b *Scale) (ranks []int, ok bool) {
	if a == nil || b == nil {
		return nil, a == b
	}
	maps := mapsFrom(b, d.old.Version, a.ID)
	if len(maps) == 0 {
		return nil, a.ID == b.ID && a.Top() == b.Top()
	}
	ranks = make([]int, a.Top()+1)
	identity := true
	for r := range ranks {
		ranks[r] = -1
		if r == 0 {
			ranks[r] = 0
		}
		for _, m := range maps {
			if m.From == r {
				ranks[r] = m.To
			}
		}
		identity = identity && ranks[r] == r
	}
	if identity {
		return nil, true
	}
	return ranks, true
}

// lintScales reports scales whose old ranks lead nowhere.
func (d *differ) lintScales() {
	for i := range d.old.Scales {
		a := &d.old.Scales[i]
		b := scaleByID(d.new, a.ID)
		if b != nil && a.Top() == b.Top() {
			continue
		}
		told := false
		for j := range d.new.Scales {
			told = told || len(mapsFrom(&d.new.Scales[j], d.old.Version, a.ID)) > 0
		}
		if told {
			continue
		}
		at := issue.Pointer("/scales")
		for j := range d.given.Scales {
			if d.given.Scales[j].ID == a.ID {
				at = at.Index(j)
			}
		}
		d.issues = append(d.issues, changeScale.At(at, a.ID))
	}
}
