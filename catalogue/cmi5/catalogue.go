// SPDX-License-Identifier: Apache-2.0

package cmi5

import (
	"sort"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Options says how a catalogue becomes a course.
type Options struct {
	// URL gives the launch URL of a brick. The zero value takes the brick's
	// own IRI, which then has to be an address that launches it.
	URL func(*catalogue.Brick) string
	// Objective gives the title of an item; without it the title is the id.
	Objective func(competency.Ref) competency.Text
}

// FromPathway returns the course of one pathway of c: a unit for each brick
// of its steps, an objective for each item they aim at. What cmi5 cannot hold
// is listed as CMI5-012, bricks that c lacks as CMI5-011.
func FromPathway(c *catalogue.Catalogue, p *catalogue.Pathway, o Options) (*Course, issue.Issues) {
	b := &builder{options: o, bricks: map[catalogue.BrickRef]*catalogue.Brick{}, objectives: map[string]bool{}}
	for i := range c.Bricks {
		b.bricks[c.Bricks[i].Ref()] = &c.Bricks[i]
	}
	course := &Course{ID: string(p.ID), Title: p.Title, Description: described(p.Summary, p.Title)}
	for i := range p.Steps {
		step := &p.Steps[i]
		at := issue.Pointer("/steps").Index(i)
		if len(step.OneOf) > 0 || step.Optional {
			b.lost(at, issue.Text{FR: "les choix et les étapes facultatives", EN: "choices and optional steps"})
		}
		for _, ref := range step.Bricks() {
			if brick := b.bricks[ref]; brick != nil {
				course.Nodes = append(course.Nodes, Node{Unit: b.unit(brick, at)})
			} else {
				b.issues = append(b.issues, ruleObjective.At(at, string(ref.ID)+" "+ref.Version))
			}
		}
	}
	ids := make([]string, 0, len(b.objectives))
	for id := range b.objectives {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	for _, id := range ids {
		course.Objectives = append(course.Objectives, b.objective(id))
	}
	b.issues.Sort()
	return course, b.issues
}

type builder struct {
	options    Options
	bricks     map[catalogue.BrickRef]*catalogue.Brick
	objectives map[string]bool
	issues     issue.Issues
}

func (b *builder) lost(at issue.Pointer, what issue.Text) {
	b.issues = append(b.issues, ruleLost.At(at, what))
}

// objectiveID is the IRI of an item in any version of its framework.
func objectiveID(r competency.Ref) string { return "urn:uuid:" + string(r.Item) }

func (b *builder) objective(id string) Objective {
	title := competency.Text{"": id}
	if b.options.Objective != nil {
		for _, brick := range b.bricks {
			for _, t := range brick.Targets {
				if objectiveID(t.Item) == id {
					title = b.options.Objective(t.Item)
				}
			}
		}
	}
	return Objective{ID: id, Title: title, Description: title}
}

func (b *builder) unit(k *catalogue.Brick, at issue.Pointer) *Unit {
	u := &Unit{ID: string(k.ID), Version: k.Version, Title: k.Title, Description: described(k.Summary, k.Title), URL: string(k.ID),
		MoveOn: MoveOnCompleted, LaunchMethod: LaunchAnyWindow}
	if b.options.URL != nil {
		u.URL = b.options.URL(k)
	}
	for _, t := range k.Targets {
		u.Targets = append(u.Targets, Target{t.Item, t.Rank, string(t.Role)})
		if id := objectiveID(t.Item); !contains(u.Objectives, id) {
			u.Objectives = append(u.Objectives, id)
			b.objectives[id] = true
		}
	}
	for _, a := range k.Assessments {
		if a.Threshold != nil && u.MasteryScore == "" {
			u.MasteryScore, u.MoveOn = *a.Threshold, MoveOnPassed
		}
	}
	b.lost(at, issue.Text{FR: "les minutes, la modalité et le statut de ", EN: "the minutes, the modality and the status of "}.Before(string(k.ID)))
	if len(k.Prerequisites)+len(k.Entry) > 0 {
		b.lost(at, issue.Text{FR: "les prérequis de ", EN: "the prerequisites of "}.Before(string(k.ID)))
	}
	if len(k.Partners) > 0 {
		b.lost(at, issue.Text{FR: "les partenaires de ", EN: "the partners of "}.Before(string(k.ID)))
	}
	return u
}

func described(summary, title competency.Text) competency.Text {
	if len(summary) > 0 {
		return summary
	}
	return title
}

// ToCatalogue returns the units of the course as bricks and the course as a
// pathway over them. Bricks are self-paced, incubating, of version 1.0.0
// where the structure names no other, with no minutes: cmi5 does not say.
// Non-ASCII letters of ids are percent-encoded.
func (c *Course) ToCatalogue() (*catalogue.Catalogue, issue.Issues) {
	out := &catalogue.Catalogue{Bricks: []catalogue.Brick{}}
	p := catalogue.Pathway{ID: competency.EscapeIRI(c.ID), Version: "1.0.0", Title: tagged(c.Title), Summary: tagged(c.Description), Status: catalogue.StatusIncubating}
	var is issue.Issues
	for i, u := range c.Units() {
		brick := catalogue.Brick{ID: competency.EscapeIRI(u.ID), Version: u.Version, Title: tagged(u.Title), Summary: tagged(u.Description),
			Kind: catalogue.KindTraining, Status: catalogue.StatusIncubating, Modality: catalogue.ModalitySelfPaced, Language: languageOf(u.Title), Targets: []catalogue.Target{}}
		if brick.Version == "" {
			brick.Version = "1.0.0"
		}
		for _, t := range u.Targets {
			brick.Targets = append(brick.Targets, catalogue.Target{ItemRank: catalogue.ItemRank{Item: t.Item, Rank: t.Rank}, Role: catalogue.TargetRole(t.Role)})
		}
		if len(u.Targets) == 0 && len(u.Objectives) > 0 {
			is = append(is, ruleLost.At(issue.Pointer("/bricks").Index(i), issue.Text{FR: "les objectifs sans rang de " + u.ID, EN: "the objectives without rank of " + u.ID}))
		}
		if u.MasteryScore != "" {
			score := u.MasteryScore
			brick.Assessments = []catalogue.Assessment{{ID: "maitrise", Kind: catalogue.AssessmentAutomatic, Threshold: &score}}
		}
		ref := brick.Ref()
		out.Bricks = append(out.Bricks, brick)
		p.Steps = append(p.Steps, catalogue.Step{Brick: &ref})
	}
	out.Pathways = []catalogue.Pathway{p}
	return out, is
}

// tagged gives texts without a language the language "fr" if that is free.
func tagged(t competency.Text) competency.Text {
	out := competency.Text{}
	for lang, s := range t {
		if s == "" {
			continue
		}
		if lang == "" {
			lang = "fr"
			if _, taken := t["fr"]; taken {
				lang = "und"
			}
		}
		out[lang] = s
	}
	return out
}

func languageOf(t competency.Text) string {
	langs := make([]string, 0, len(t))
	for l := range tagged(t) {
		langs = append(langs, l)
	}
	sort.Strings(langs)
	if contains(langs, "fr") || len(langs) == 0 {
		return "fr"
	}
	return langs[0]
}
