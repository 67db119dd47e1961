// SPDX-License-Identifier: Apache-2.0

package competency

import "sort"

// successors returns, for each item of either version, the items of the new
// one that replace it.
func (d *differ) successors() map[ID][]ID {
	if d.next != nil {
		return d.next
	}
	d.next = map[ID][]ID{}
	ids := among(d.new, d.newItems)
	for i := range d.new.Associations {
		a := &d.new.Associations[i]
		if a.Type != AssociationReplacedBy {
			continue
		}
		from, to := ids.id(a.From), ids.id(a.To)
		if from == "" {
			from = d.oldNode(a.From)
		}
		if from != "" && to != "" && !contains(d.next[from], to) {
			d.next[from] = append(d.next[from], to)
		}
	}
	return d.next
}

// oldNode finds an item that only the old version has, by ID or URI.
func (d *differ) oldNode(ref NodeRef) ID {
	for i := range d.old.Items {
		if it := &d.old.Items[i]; NodeRef(it.ID) == ref || NodeRef(it.URI) == ref {
			return it.ID
		}
	}
	return ""
}

func contains(list []ID, id ID) bool {
	for _, x := range list {
		if x == id {
			return true
		}
	}
	return false
}

// route works out where the claims on each old item go.
func (d *differ) route() {
	for i := range d.old.Items {
		o := &d.old.Items[i]
		if r, trivial := d.routeOf(o); !trivial {
			d.set.Routes = append(d.set.Routes, r)
		}
	}
}

func (d *differ) routeOf(o *Item) (r Route, trivial bool) {
	r = Route{Item: o.ID}
	end, fate := d.follow(o.ID)
	if fate == FateRetired && o.Retired && d.newItems[o.ID] != nil {
		end, fate = []ID{o.ID}, FateKept // it was over before: this step ends nothing
	}
	switch fate {
	case FateSplit:
		r.Fate, r.To = FateSplit, end
		return r, false
	case FateRetired:
		r.Fate = FateRetired
		if n := d.reused[o.ID]; n != nil {
			r.To = []ID{n.ID}
		}
		return r, false
	}
	r.Fate, r.To = fate, end
	n := d.newItems[end[0]]
	var ok bool
	r.Ranks, ok = d.rankMap(scaleUsed(d.old, o), scaleUsed(d.new, n))
	if !ok {
		r.Fate = FateRescaled
		return r, false
	}
	return r, fate == FateKept && r.Ranks == nil
}

func scaleUsed(f *Framework, it *Item) *Scale {
	if s, ok := f.ScaleOf(it); ok {
		return &s
	}
	return nil
}

// follow goes along replacedBy to an item in force.
func (d *differ) follow(id ID) ([]ID, Fate) {
	fate := FateKept
	var seen map[ID]bool
	for {
		if n := d.newItems[id]; n != nil && !n.Retired {
			return []ID{id}, fate
		}
		next := d.successors()[id]
		if len(next) == 0 || seen[id] {
			return nil, FateRetired
		}
		if len(next) > 1 {
			out := append([]ID(nil), next...)
			sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
			return out, FateSplit
		}
		if seen == nil {
			seen = map[ID]bool{}
		}
		seen[id] = true
		id, fate = next[0], FateMoved
	}
}
