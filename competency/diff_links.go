// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"sort"
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/ascending"
)

// links notes associations that came, went or changed, and the items that
// moved in the hierarchy.
func (d *differ) links() {
	was, is := apart(d.old.Associations, d.new.Associations)
	byID := make(map[ID]*Association, len(was))
	for _, a := range was {
		byID[a.ID] = a
	}
	var changed, came []*Association
	for _, b := range is {
		a := byID[b.ID]
		delete(byID, b.ID)
		switch {
		case a == nil:
			came = append(came, b)
		case a.alike(b):
			continue
		default:
			changed = append(changed, a, b)
		}
		d.set.Put.Associations = append(d.set.Put.Associations, *b)
	}
	var left []*Association
	for _, a := range was {
		if byID[a.ID] != nil {
			left = append(left, a)
			d.set.Gone = append(d.set.Gone, a.ID)
		}
	}
	d.tellLinks(left, came, changed)
}

// apart walks two sorted lists side by side and returns the associations that
// do not stand in both: most do.
func apart(old, new []Association) (was, is []*Association) {
	i, j := 0, 0
	for i < len(old) && j < len(new) {
		switch a, b := &old[i], &new[j]; {
		case a.ID == b.ID && a.alike(b):
			i, j = i+1, j+1
		case associationBefore(b, a):
			is, j = append(is, b), j+1
		default:
			was, i = append(was, a), i+1
		}
	}
	for ; i < len(old); i++ {
		was = append(was, &old[i])
	}
	for ; j < len(new); j++ {
		is = append(is, &new[j])
	}
	return was, is
}

// tellLinks words what links did; changed holds pairs (before, after).
func (d *differ) tellLinks(left, came, changed []*Association) {
	moved := map[ID]bool{}
	tell := func(a *Association, kind ChangeKind) {
		if a.Type == AssociationIsChildOf {
			moved[ID(a.From)] = true
			return
		}
		d.change(Change{Kind: kind, Impact: ImpactNone, Node: a.ID, Code: d.code(a.From), Member: string(a.Type), Is: d.code(a.To)})
	}
	for i := 0; i < len(changed); i += 2 {
		a, b := changed[i], changed[i+1]
		if a.From != b.From || a.To != b.To || a.Type != b.Type {
			tell(a, ChangeDissociated)
			tell(b, ChangeAssociated)
			continue
		}
		if a.Type == AssociationIsChildOf && !sameSeq(a.Seq, b.Seq) {
			d.change(Change{Kind: ChangeMoved, Impact: ImpactNone, Node: ID(b.From), Code: d.code(b.From), Member: "seq", Was: seqText(a.Seq), Is: seqText(b.Seq)})
			continue
		}
		d.change(Change{Kind: ChangeMetadata, Impact: ImpactNone, Node: b.ID, Code: d.code(b.From), Member: string(b.Type)})
	}
	for _, a := range left {
		tell(a, ChangeDissociated)
	}
	for _, a := range came {
		tell(a, ChangeAssociated)
	}
	d.tellMoves(moved)
}

// tellMoves words, for items whose isChildOf links came or went, a move.
func (d *differ) tellMoves(moved map[ID]bool) {
	ids := make([]ID, 0, len(moved))
	for id := range moved {
		ids = append(ids, id)
	}
	sort.Slice(ids, func(i, j int) bool { return ids[i] < ids[j] })
	if len(ids) == 0 {
		return
	}
	before, after := parentCodes(d.old, d.oldItems, moved), parentCodes(d.new, d.newItems, moved)
	for _, id := range ids {
		if d.oldItems[id] == nil || d.newItems[id] == nil {
			continue // added or removed: told already
		}
		c := Change{Kind: ChangeMoved, Impact: ImpactNone, Node: id, Code: d.newItems[id].Code, Was: before[id], Is: after[id]}
		if c.Was == c.Is {
			c.Kind, c.Member, c.Was, c.Is = ChangeMetadata, string(AssociationIsChildOf), "", ""
		}
		d.change(c)
	}
}

// parentCodes returns, for each of some items, the codes of its parents in
// one text.
func parentCodes(f *Framework, items map[ID]*Item, of map[ID]bool) map[ID]string {
	lists := make(map[ID][]string, len(of))
	ids := among(f, items)
	for i := range f.Associations {
		a := &f.Associations[i]
		if a.Type != AssociationIsChildOf {
			continue
		}
		child := ids.id(a.From)
		if !of[child] {
			continue
		}
		code, parent := string(a.To), ids.id(a.To)
		if it := items[parent]; it != nil {
			code = it.name()
		} else if parent == f.ID {
			code = "/"
		}
		lists[child] = append(lists[child], code)
	}
	out := make(map[ID]string, len(lists))
	for id, l := range lists {
		ascending.Strings(l)
		out[id] = strings.Join(l, ", ")
	}
	return out
}

// code is the code of the item at an end, else the end itself.
func (d *differ) code(ref NodeRef) string {
	for _, items := range []map[ID]*Item{d.newItems, d.oldItems} {
		if it := items[ID(ref)]; it != nil {
			return it.name()
		}
	}
	return string(ref)
}

func sameSeq(a, b *int) bool { return a == b || a != nil && b != nil && *a == *b }

func seqText(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func (d *differ) rubrics() {
	was := make(map[ID]*Rubric, len(d.old.Rubrics))
	for i := range d.old.Rubrics {
		was[d.old.Rubrics[i].ID] = &d.old.Rubrics[i]
	}
	for i := range d.new.Rubrics {
		b := &d.new.Rubrics[i]
		a := was[b.ID]
		delete(was, b.ID)
		if a == nil || !same(d, a, b, (*encoder).rubric) {
			d.set.Put.Rubrics = append(d.set.Put.Rubrics, *b)
			d.change(Change{Kind: ChangeMetadata, Impact: ImpactNone, Node: b.ID, Member: "rubrics", After: b.Title})
		}
	}
	for i := range d.old.Rubrics {
		if a := was[d.old.Rubrics[i].ID]; a != nil {
			d.set.Gone = append(d.set.Gone, a.ID)
			d.change(Change{Kind: ChangeMetadata, Impact: ImpactNone, Node: a.ID, Member: "rubrics", Before: a.Title})
		}
	}
}
