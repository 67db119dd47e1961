// SPDX-License-Identifier: Apache-2.0

package catalogue

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/competency"
)

// fingerprint spells the content of a brick so that two bricks are equal when
// their fingerprints are. Without life, status, dates and decisions, which
// change while a version lives, are left out.
func (b *Brick) fingerprint(life bool) string {
	var f print
	f.str(string(b.ID), b.Version, string(b.Kind), string(b.Modality), b.Language, b.Licence)
	if life {
		f.str(string(b.Status), string(b.PublishedOn), string(b.WithdrawnOn))
		f.list(len(b.Decisions))
		for _, d := range b.Decisions {
			f.str(string(d))
		}
	}
	f.num(int64(b.OnSite), int64(b.Remote))
	f.text(b.Title)
	f.text(b.Summary)
	f.text(b.Accessibility)
	f.list(len(b.Targets))
	for _, t := range b.Targets {
		f.rank(t.ItemRank)
		f.str(string(t.Role))
	}
	f.ranks(b.Entry)
	f.list(len(b.Prerequisites))
	for _, p := range b.Prerequisites {
		f.refs(p.AnyOf)
	}
	f.refs(b.Equivalents)
	f.list(len(b.Assessments))
	for _, a := range b.Assessments {
		f.str(a.ID, string(a.Kind))
		f.ranks(a.Covers)
		if a.Threshold != nil {
			f.str(string(*a.Threshold))
		}
	}
	if b.Positioning != nil {
		f.str(string(*b.Positioning))
	}
	f.list(len(b.Publics))
	f.str(b.Publics...)
	f.list(len(b.Tags))
	for _, t := range b.Tags {
		f.str(string(t))
	}
	f.list(len(b.Sources))
	for _, s := range b.Sources {
		f.str(string(s.Kind), s.Title, s.Reference, string(s.URI), string(s.On))
	}
	f.partners(b.Partners)
	f.external(b.External)
	f.str(string(b.Extra))
	return string(f)
}

// fingerprint is that of Brick, for a pathway.
func (p *Pathway) fingerprint(life bool) string {
	var f print
	f.str(string(p.ID), p.Version)
	if life {
		f.str(string(p.Status))
		f.list(len(p.Decisions))
		for _, d := range p.Decisions {
			f.str(string(d))
		}
	}
	f.text(p.Title)
	f.text(p.Summary)
	f.ranks(p.Targets)
	f.list(len(p.Steps))
	for _, s := range p.Steps {
		if s.Brick != nil {
			f.refs([]BrickRef{*s.Brick})
		} else {
			f.refs(s.OneOf)
		}
		f.num(int64(s.Pick))
		f.flag(s.Optional)
		f.list(len(s.After))
		for _, n := range s.After {
			f.num(int64(n))
		}
	}
	f.num(int64(p.Total))
	f.flag(p.Tutored)
	if p.Positioning != nil {
		f.str(string(*p.Positioning))
	}
	f.list(len(p.Publics))
	f.str(p.Publics...)
	f.partners(p.Partners)
	f.external(p.External)
	f.str(string(p.Extra))
	return string(f)
}

// print is a growing unambiguous spelling: every string goes with its length.
type print []byte

func (f *print) num(values ...int64) {
	for _, v := range values {
		*f = append(strconv.AppendInt(*f, v, 10), ';')
	}
}

func (f *print) list(n int) { f.num(int64(n)) }

func (f *print) str(values ...string) {
	for _, v := range values {
		f.num(int64(len(v)))
		*f = append(*f, v...)
	}
}

func (f *print) flag(on bool) {
	n := int64(0)
	if on {
		n = 1
	}
	f.num(n)
}

func (f *print) partners(list []PartnerRole) {
	f.list(len(list))
	for _, p := range list {
		f.str(p.Partner, string(p.Role))
	}
}

func (f *print) external(list []ExternalID) {
	f.list(len(list))
	for _, x := range list {
		f.str(x.Scheme, x.Value)
	}
}

func (f *print) text(t competency.Text) {
	f.list(len(t))
	for _, l := range t.Languages() {
		f.str(l, t[l])
	}
}

func (f *print) rank(r ItemRank) {
	f.str(string(r.Item.Framework), r.Item.Version, string(r.Item.Item))
	f.num(int64(r.Rank))
}

func (f *print) ranks(list []ItemRank) {
	f.list(len(list))
	for _, r := range list {
		f.rank(r)
	}
}

func (f *print) refs(list []BrickRef) {
	f.list(len(list))
	for _, r := range list {
		f.str(string(r.ID), r.Version)
	}
}
