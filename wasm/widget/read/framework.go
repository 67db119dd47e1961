// SPDX-License-Identifier: Apache-2.0

package read

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// Framework reads a competency framework ("référentiel"). It returns nil when
// there is nothing to show.
func Framework(d view.Doc) (*competency.Framework, issue.Issues) {
	var r reader
	if d.Kind() != view.KindObject || d.Get("items").Kind() != view.KindArray {
		r.refuse("", "un référentiel (membre « items »)")
		return nil, r.issues
	}
	if n := d.Get("items").Len(); n > MaxItems {
		r.issues.Add(&widget.RuleTooLarge, "/items", strconv.Itoa(n)+" compétences")
		return nil, r.issues
	}
	f := &competency.Framework{
		ID: competency.ID(d.Get("id").Str()), URI: competency.IRI(d.Get("uri").Str()), Version: d.Get("version").Str(),
		Kind: competency.Kind(d.Get("kind").Str()), Standing: competency.Standing(d.Get("standing").Str()),
		Title: r.text(d.Get("title"), "/title"), Summary: r.text(d.Get("summary"), "/summary"), Language: d.Get("language").Str(),
		Status: competency.AdoptionStatus(d.Get("status").Str()), Publisher: d.Get("publisher").Str(), Licence: d.Get("licence").Str(),
		Changed: competency.Instant(d.Get("changed").Str()),
	}
	for name, missing := range map[string]bool{"uri": f.URI == "", "version": f.Version == "", "title": len(f.Title) == 0} {
		if missing {
			r.refuse(issue.Pointer("/"+name), "« "+name+" »")
		}
	}
	d.Get("sources").Each(func(_ string, v view.Doc) {
		f.Sources = append(f.Sources, competency.Source{Title: v.Get("title").Str(), Reference: v.Get("reference").Str(),
			URI: competency.IRI(v.Get("uri").Str()), VerifiedOn: competency.Date(v.Get("verifiedOn").Str())})
	})
	d.Get("scales").Each(func(_ string, v view.Doc) { f.Scales = append(f.Scales, r.scale(v)) })
	items := d.Get("items")
	for i := range items.Len() {
		p := issue.Pointer("/items").Index(i)
		it := r.item(items.At(i), p)
		if it.ID == "" || len(it.Label) == 0 {
			r.drop(p, "compétence sans « id » ou sans « label »")
			continue
		}
		f.Items = append(f.Items, it)
	}
	d.Get("associations").Each(func(_ string, v view.Doc) {
		a := competency.Association{ID: competency.ID(v.Get("id").Str()), Type: competency.AssociationType(v.Get("type").Str()),
			From: competency.NodeRef(v.Get("from").Str()), To: competency.NodeRef(v.Get("to").Str()), Grouping: v.Get("grouping").Str(), Notes: v.Get("notes").Str()}
		if s := v.Get("seq"); s.Exists() {
			n := s.Int()
			a.Seq = &n
		}
		f.Associations = append(f.Associations, a)
	})
	if r.issues.HasErrors() {
		r.issues.Sort()
		return nil, r.issues
	}
	return f, r.issues
}

func (r *reader) scale(v view.Doc) competency.Scale {
	s := competency.Scale{ID: v.Get("id").Str()}
	v.Get("levels").Each(func(_ string, l view.Doc) {
		s.Levels = append(s.Levels, competency.Level{Rank: l.Get("rank").Int(), Code: l.Get("code").Str(), Group: l.Get("group").Str(),
			Label: r.text(l.Get("label"), ""), Descriptor: r.text(l.Get("descriptor"), ""), Origin: competency.Origin(l.Get("origin").Str()),
			Proficient: l.Get("proficient").Bool()})
	})
	v.Get("replaces").Each(func(_ string, m view.Doc) {
		s.Replaces = append(s.Replaces, competency.LevelMap{Version: m.Get("version").Str(), Scale: m.Get("scale").Str(), From: m.Get("from").Int(), To: m.Get("to").Int()})
	})
	return s
}

func (r *reader) item(v view.Doc, p issue.Pointer) competency.Item {
	it := competency.Item{ID: competency.ID(v.Get("id").Str()), URI: competency.IRI(v.Get("uri").Str()), Code: v.Get("code").Str(),
		Type: competency.ItemType(v.Get("type").Str()), Label: r.text(v.Get("label"), p+"/label"), Statement: r.text(v.Get("statement"), p+"/statement"),
		Origin: competency.Origin(v.Get("origin").Str()), Scale: v.Get("scale").Str(), Keywords: v.Get("keywords").Strs(), ValidMonths: v.Get("validMonths").Int(),
		Phase: competency.Phase(v.Get("phase").Str()), From: competency.Date(v.Get("from").Str()), Until: competency.Date(v.Get("until").Str()), Retired: v.Get("retired").Bool()}
	v.Get("anchors").Each(func(_ string, a view.Doc) {
		it.Anchors = append(it.Anchors, competency.Anchor{Rank: a.Get("rank").Int(), Text: r.text(a.Get("text"), p+"/anchors"), Origin: competency.Origin(a.Get("origin").Str())})
	})
	v.Get("indicators").Each(func(_ string, n view.Doc) {
		it.Indicators = append(it.Indicators, competency.Indicator{ID: competency.ID(n.Get("id").Str()), Rank: n.Get("rank").Int(),
			Statement: r.text(n.Get("statement"), p+"/indicators"), Kind: competency.IndicatorKind(n.Get("kind").Str()), Required: n.Get("required").Bool(),
			Origin: competency.Origin(n.Get("origin").Str())})
	})
	return it
}
