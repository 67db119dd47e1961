// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"sort"
	"strconv"
	"strings"
)

// links notes associations that came, went or changed, and the items that
// moved in the hierarchy.
func (d *differ) links() {
	o, n := d.old, d.new
	was := make(map[ID]*Association, len(o.Associations))
	for i := range o.Associations {
		was[o.Associations[i].ID] = &o.Associations[i]
	}
	var put, changed, came []*Association
	for i := range n.Associations {
		b := &n.Associations[i]
		a := was[b.ID]
		delete(was, b.ID)
		switch {
		case a == nil:
			came = append(came, b)
		case a.alike(b):
			continue
		default:
			changed = append(changed, a, b)
		}
		put = append(put, b)
	}
	var left []*Association
	for i := range o.Associations {
		if a := was[o.Associations[i].ID]; a != nil {
			left = append(left, a)
			d.set.Gone = append(d.set.Gone, a.ID)
		}
	}
	for _, b := range put {
		d.set.Put.Associations = append(d.set.Put.Associations, *b)
	}
	d.tellLinks(left, came, changed)
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
	before, after := parentCodes(d.old, d.oldItems), parentCodes(d.new, d.newItems)
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

// parentCodes returns, for each item, the codes of its parents in one text.
func parentCodes(f *Framework, items map[ID]*Item) map[ID]string {
	lists := map[ID][]string{}
	ids := f.resolver()
	for i := range f.Associations {
		if a := &f.Associations[i]; a.Type == AssociationIsChildOf {
			parent := string(a.To)
			if it := items[ids.id(a.To)]; it != nil {
				parent = it.name()
			} else if ids.id(a.To) == f.ID {
				parent = "/"
			}
			lists[ids.id(a.From)] = append(lists[ids.id(a.From)], parent)
		}
	}
	out := make(map[ID]string, len(lists))
	for id, l := range lists {
		sort.Strings(l)
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
