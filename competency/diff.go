// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"bytes"

	"forge.apps.education.fr/eafc/briques/internal/ascending"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Diff returns the way from old to new, two sound versions of one framework,
// and what the new one owes to the users of the old one (CHANGE-001 to
// CHANGE-007; pointers are into new). Items match by ID, then by Code. Two
// different frameworks (CHANGE-007) give an empty change set.
func Diff(old, new *Framework) (ChangeSet, issue.Issues) {
	if old.URI != new.URI {
		return ChangeSet{}, changeOther.Alone("/uri", string(old.URI), string(new.URI))
	}
	given := new
	old, new = old.sorted(), new.sorted()
	// Half of the work is the two digests: they are made meanwhile.
	was, is := digestIfAny(old), digestIfAny(new)
	d := &differ{old: old, new: new, given: given, oldItems: itemsByID(old), newItems: itemsByID(new)}
	d.set = ChangeSet{
		Schema: "", From: versionOf(old), To: versionOf(new), Impact: ImpactNone, Changes: []Change{}, Known: make([]ID, 0, len(old.Items)),
	}
	d.headers()
	d.scales()
	d.items()
	d.links()
	d.rubrics()
	d.route()
	d.lint()
	d.finish()
	d.set.From.Digest, d.set.To.Digest = was(), is()
	return d.set, d.issues
}

func versionOf(f *Framework) VersionRef {
	return VersionRef{Framework: f.URI, Version: f.Version}
}

func itemsByID(f *Framework) map[ID]*Item {
	m := make(map[ID]*Item, len(f.Items))
	for i := range f.Items {
		m[f.Items[i].ID] = &f.Items[i]
	}
	return m
}

// differ is the state of one Diff.
type differ struct {
	old, new           *Framework // sorted
	given              *Framework // new as it was given, for pointers
	oldItems, newItems map[ID]*Item
	set                ChangeSet
	issues             issue.Issues
	was, is            encoder      // for comparing parts
	touched            []ID         // items that both versions have, not alike; by ID
	reused             map[ID]*Item // old item -> new one that took its code
	next               map[ID][]ID  // see successors
}

func (d *differ) change(c Change) {
	d.set.Changes = append(d.set.Changes, c)
	if c.Impact == ImpactPosition || c.Impact == ImpactText && d.set.Impact == ImpactNone {
		d.set.Impact = c.Impact
	}
}

// same reports whether two parts are written alike.
func same[T any](d *differ, a, b *T, write func(*encoder, *T)) bool {
	d.was.b, d.is.b = d.was.b[:0], d.is.b[:0]
	write(&d.was, a)
	write(&d.is, b)
	return bytes.Equal(d.was.b, d.is.b)
}

// member notes a member whose short value changed.
func (d *differ) member(c Change, name, was, is string) {
	if was != is {
		c.Member, c.Was, c.Is = name, was, is
		d.change(c)
	}
}

// wording notes a text that changed.
func (d *differ) wording(c Change, name string, was, is Text) {
	if !was.Equal(is) {
		c.Kind, c.Impact, c.Member, c.Before, c.After = ChangeReworded, ImpactText, name, was, is
		d.change(c)
	}
}

func (d *differ) headers() {
	o, n := d.old, d.new
	meta := Change{Kind: ChangeMetadata, Impact: ImpactNone}
	d.wording(Change{}, "title", o.Title, n.Title)
	d.wording(Change{}, "summary", o.Summary, n.Summary)
	d.member(meta, "$schema", string(o.Schema), string(n.Schema))
	d.member(meta, "id", string(o.ID), string(n.ID))
	d.member(meta, "kind", string(o.Kind), string(n.Kind))
	d.member(meta, "standing", string(o.Standing), string(n.Standing))
	d.member(meta, "language", o.Language, n.Language)
	d.member(meta, "status", string(o.Status), string(n.Status))
	d.member(meta, "validFrom", string(o.ValidFrom), string(n.ValidFrom))
	d.member(meta, "validUntil", string(o.ValidUntil), string(n.ValidUntil))
	d.member(meta, "publisher", o.Publisher, n.Publisher)
	d.member(meta, "licence", o.Licence, n.Licence)
	d.member(meta, "extra", string(o.Extra), string(n.Extra))
	a, b := Framework{Sources: o.Sources}, Framework{Sources: n.Sources}
	if !same(d, &a, &b, (*encoder).framework) {
		meta.Member = "sources"
		d.change(meta)
	}
	d.set.Put = *n
	d.set.Put.Items, d.set.Put.Associations, d.set.Put.Scales, d.set.Put.Rubrics = []Item{}, nil, nil, nil
}

func (d *differ) items() {
	d.reused = map[ID]*Item{}
	oldCodes := map[string]*Item{}
	for i := range d.old.Items {
		o := &d.old.Items[i]
		d.set.Known = append(d.set.Known, o.ID)
		if d.newItems[o.ID] == nil && o.Code != "" {
			oldCodes[string(o.Type)+" "+o.Code] = o
		}
	}
	for i := range d.new.Items {
		n := &d.new.Items[i]
		o := d.oldItems[n.ID]
		if o == nil {
			c := Change{Kind: ChangeAdded, Impact: ImpactNone, Node: n.ID, Code: n.Code, After: n.Label}
			if before := oldCodes[string(n.Type)+" "+n.Code]; before != nil {
				d.reused[before.ID] = n
				c.Was = string(before.ID)
			}
			d.change(c)
			d.set.Put.Items = append(d.set.Put.Items, *n)
			continue
		}
		if !o.alike(n) {
			d.touched = append(d.touched, n.ID)
			d.set.Put.Items = append(d.set.Put.Items, *n)
			d.item(o, n)
		}
	}
	for i := range d.old.Items {
		o := &d.old.Items[i]
		if d.newItems[o.ID] == nil {
			d.change(Change{Kind: ChangeRemoved, Impact: ImpactPosition, Node: o.ID, Code: o.Code, Before: o.Label})
			d.set.Gone = append(d.set.Gone, o.ID)
		}
	}
}

// finish puts the lists in order. Changes keep the order in which people
// read them: framework, scales, items, links.
func (d *differ) finish() {
	ascending.Strings(d.set.Known)
	ascending.Strings(d.set.Gone)
	ascending.Strings(d.set.GoneScales)
	d.set.Put.Sort()
	d.issues.Sort()
}
