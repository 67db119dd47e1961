// SPDX-License-Identifier: Apache-2.0

package read

import (
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
		r.refuse("", issue.Text{FR: "un référentiel (membre « items »)", EN: "a framework (member “items”)"})
		return nil, r.issues
	}
	if n := d.Get("items").Len(); n > MaxItems {
		r.issues.Add(&widget.RuleTooLarge, "/items", widget.Counted(n, " compétences", " competencies"))
		return nil, r.issues
	}
	f := &competency.Framework{
		ID: competency.ID(d.Text("id")), URI: competency.IRI(d.Text("uri")), Version: d.Text("version"),
		Kind: competency.Kind(d.Text("kind")), Standing: competency.Standing(d.Text("standing")),
		Title: r.text(d.Get("title"), "/title"), Summary: r.text(d.Get("summary"), "/summary"), Language: d.Text("language"),
		Status: competency.AdoptionStatus(d.Text("status")), Publisher: plain(d.Text("publisher")), Licence: d.Text("licence"),
		Changed: competency.Instant(d.Text("changed")),
	}
	for name, missing := range map[string]bool{"uri": f.URI == "", "version": f.Version == "", "title": len(f.Title) == 0} {
		if missing {
			r.refuse(issue.Pointer("/"+name), issue.Text{FR: "« " + name + " »", EN: "“" + name + "”"})
		}
	}
	d.Get("sources").Each(func(_ string, v view.Doc) {
		f.Sources = append(f.Sources, competency.Source{Title: v.Text("title"), Reference: v.Text("reference"),
			URI: competency.IRI(v.Text("uri")), VerifiedOn: competency.Date(v.Text("verifiedOn"))})
	})
	d.Get("scales").Each(func(_ string, v view.Doc) { f.Scales = append(f.Scales, r.scale(v)) })
	items, seen := d.Get("items"), map[competency.ID]bool{}
	for i := range items.Len() {
		p := issue.Pointer("/items").Index(i)
		it := r.item(items.At(i), p)
		if it.ID == "" || len(it.Label) == 0 {
			r.drop(p, issue.Text{FR: "compétence sans « id » ou sans « label »", EN: "competency without “id” or “label”"})
			continue
		}
		if seen[it.ID] {
			r.drop(p, issue.Text{FR: "compétence au même « id » qu’une autre", EN: "competency with the “id” of another one"})
			continue
		}
		seen[it.ID] = true
		f.Items = append(f.Items, it)
	}
	d.Get("associations").Each(func(_ string, v view.Doc) {
		a := competency.Association{ID: competency.ID(v.Text("id")), Type: competency.AssociationType(v.Text("type")),
			From: competency.NodeRef(v.Text("from")), To: competency.NodeRef(v.Text("to")), Grouping: v.Text("grouping"), Notes: v.Text("notes")}
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
	s := competency.Scale{ID: v.Text("id")}
	v.Get("levels").Each(func(_ string, l view.Doc) {
		s.Levels = append(s.Levels, competency.Level{Rank: l.Whole("rank"), Code: l.Text("code"), Group: l.Text("group"),
			Label: r.text(l.Get("label"), ""), Descriptor: r.text(l.Get("descriptor"), ""), Origin: competency.Origin(l.Text("origin")),
			Proficient: l.Get("proficient").Bool()})
	})
	v.Get("replaces").Each(func(_ string, m view.Doc) {
		s.Replaces = append(s.Replaces, competency.LevelMap{Version: m.Text("version"), Scale: m.Text("scale"), From: m.Whole("from"), To: m.Whole("to")})
	})
	return s
}

func (r *reader) item(v view.Doc, p issue.Pointer) competency.Item {
	it := competency.Item{ID: competency.ID(v.Text("id")), URI: competency.IRI(v.Text("uri")), Code: v.Text("code"),
		Type: competency.ItemType(v.Text("type")), Label: r.text(v.Get("label"), p+"/label"), Statement: r.text(v.Get("statement"), p+"/statement"),
		Origin: competency.Origin(v.Text("origin")), Scale: v.Text("scale"), Keywords: v.Get("keywords").Strs(), ValidMonths: v.Whole("validMonths"),
		Phase: competency.Phase(v.Text("phase")), From: competency.Date(v.Text("from")), Until: competency.Date(v.Text("until")), Retired: v.Get("retired").Bool()}
	v.Get("anchors").Each(func(_ string, a view.Doc) {
		it.Anchors = append(it.Anchors, competency.Anchor{Rank: a.Whole("rank"), Text: r.text(a.Get("text"), p+"/anchors"), Origin: competency.Origin(a.Text("origin"))})
	})
	v.Get("indicators").Each(func(_ string, n view.Doc) {
		it.Indicators = append(it.Indicators, competency.Indicator{ID: competency.ID(n.Text("id")), Rank: n.Whole("rank"),
			Statement: r.text(n.Get("statement"), p+"/indicators"), Kind: competency.IndicatorKind(n.Text("kind")), Required: n.Get("required").Bool(),
			Origin: competency.Origin(n.Text("origin"))})
	})
	return it
}
