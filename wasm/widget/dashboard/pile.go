// SPDX-License-Identifier: Apache-2.0

package dashboard

import (
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/read"
)

// MaxFiles is the most self-positionings that are counted together.
const MaxFiles = 2000

// need is what one file says of one competency.
type need uint8

const (
	other need = iota // at the level expected, passed over, or not asked
	below             // under the level expected
	needs
)

// record is what is kept of one file: neither a name nor a text.
type record struct {
	profile, day string
	needs        map[competency.ID]need
}

// item is a competency as the files name it.
type item struct {
	id    competency.ID
	code  string
	label string
}

// pile is the self-positionings counted together: one framework, one
// version, each file once.
type pile struct {
	framework, version string
	items              []item
	known              map[competency.ID]bool
	seen               map[competency.Digest]bool
	records            []record
	targets            map[competency.ID]int // levels expected where a file gives none
	aimed              bool                  // some file, or the page, says what is expected
}

// add counts one file. It accepts what <eafc-auto-positionnement> saves
// (portfolio, resume file) and what it sends.
func (p *pile) add(d view.Doc) issue.Issues {
	list, name := d.Get("answers"), issue.Pointer("/answers")
	sent := !d.Get("eafc").Exists()
	if sent {
		list, name = d.Get("levels"), "/levels"
	} else if d.Whole("eafc") != 1 {
		return widget.RuleMajor.Alone("/eafc", d.Get("eafc").JSON())
	}
	framework, version := d.Text("framework"), d.Text("version")
	switch {
	case list.Kind() != view.KindArray || framework == "" || version == "":
		return widget.RuleContent.Alone("", issue.Text{FR: "un auto-positionnement ou un rapport d’indicateurs", EN: "a self-positioning or an indicator report"})
	case list.Len() > read.MaxItems:
		return widget.RuleTooLarge.Alone(name, widget.Counted(list.Len(), " compétences", " competencies"))
	case len(p.records) == MaxFiles:
		return widget.RuleTooLarge.Alone("", widget.Counted(MaxFiles, " fichiers au plus", " files at most"))
	case p.framework != "" && framework != p.framework:
		return widget.RuleForeign.Alone("/framework", framework)
	case p.version != "" && version != p.version:
		return widget.RuleMajor.Alone("/version", version)
	}
	digest := label.DigestOf([]byte(d.JSON()))
	if p.seen[digest] {
		return widget.RuleTwice.Alone("")
	}
	r := record{profile: d.Text("profile"), day: d.Text("savedOn") + d.Text("day"), needs: map[competency.ID]need{}}
	found, known := []item{}, false
	list.Each(func(_ string, v view.Doc) {
		it := item{competency.ID(v.Text("item")), v.Text("code"), v.Text("label")}
		if it.id == "" {
			return
		}
		found = append(found, it)
		rank := v.Get("rank")
		if sent {
			rank = v.Get("level")
		}
		target := v.Whole("target")
		if target == 0 {
			target = p.targets[it.id]
		}
		if rank.Kind() == view.KindNumber {
			known, p.aimed = true, p.aimed || target > 0
			if rank.Int() < target {
				r.needs[it.id] = below
			}
		}
	})
	if !known {
		return widget.RuleContent.Alone(name, issue.Text{FR: "au moins un niveau", EN: "at least one level"})
	}
	if p.seen == nil {
		p.seen, p.known = map[competency.Digest]bool{}, map[competency.ID]bool{}
	}
	p.seen[digest], p.framework, p.version = true, framework, version
	for _, it := range found {
		if !p.known[it.id] {
			p.known[it.id] = true
			p.items = append(p.items, it)
		}
	}
	p.records = append(p.records, r)
	return nil
}

// cohort is the group that a record is counted in.
func (r *record) cohort(by string) string {
	switch by {
	case "profil":
		return r.profile
	case "annee":
		return schoolYear(r.day)
	}
	return ""
}

// schoolYear names the year from September to August that day lies in:
// "2026-2027"; "" when day is no date.
func schoolYear(day string) string {
	y, m, _, ok := competency.Date(day).Parts()
	if !ok {
		return ""
	}
	if m < 9 {
		y--
	}
	return itoa(y) + "-" + itoa(y+1)
}
