// SPDX-License-Identifier: Apache-2.0

package positioning

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Check returns what is wrong with p by itself; Compile checks it against a
// framework.
func (p *Profile) Check() issue.Issues {
	var is issue.Issues
	add := func(at issue.Pointer, value string) { is.Add(&ruleMalformed, at, value) }
	if !p.URI.Valid() {
		add("/uri", string(p.URI))
	}
	if !competency.ValidVersion(p.Version) {
		add("/version", p.Version)
	}
	if !p.Title.Valid() {
		add("/title", p.Title.In("fr"))
	}
	if len(p.Summary) > 0 && !p.Summary.Valid() {
		add("/summary", p.Summary.In("fr"))
	}
	if len(p.Targets) == 0 || len(p.Targets) > MaxQuestions {
		is.Add(&ruleTooMany, "/targets", len(p.Targets))
	}
	seen := make(map[competency.ID]int, len(p.Targets))
	for i, t := range p.Targets {
		at := issue.Pointer("/targets").Index(i)
		if !t.Item.Valid() {
			add(at.Field("item"), string(t.Item.Item))
		}
		if t.Rank < 1 || t.Rank > 12 {
			is.Add(&ruleRank, at.Field("rank"), t.Rank, 12)
		}
		if _, twice := seen[t.Item.Item]; twice {
			is.Add(&ruleTwice, at.Field("item"), string(t.Item.Item))
		}
		seen[t.Item.Item] = i
	}
	is.Sort()
	return is
}

// check makes sure that nothing in a questionnaire read from outside can be
// indexed out of range.
func (q *Questionnaire) check() issue.Issues {
	var is issue.Issues
	if !q.Confirmation.Valid() {
		is.Add(&ruleMalformed, "/confirmation", string(q.Confirmation))
	}
	if len(q.Questions) > MaxQuestions {
		is.Add(&ruleTooMany, "/questions", len(q.Questions))
	}
	for i, qu := range q.Questions {
		at := issue.Pointer("/questions").Index(i)
		if qu.Top < 2 || qu.Top > 12 || qu.Target < 0 || qu.Target > qu.Top {
			is.Add(&ruleRank, at.Field("top"), qu.Top, 12)
		}
		if len(qu.Prompts) != qu.Top || len(qu.Choices) != qu.Top+1 {
			is.Add(&ruleMalformed, at.Field("prompts"), string(qu.Item))
		}
		for j, p := range qu.Prompts {
			if p.Rank != j+1 || len(p.Statements) < 1 || len(p.Statements) > MaxStatements {
				is.Add(&ruleMalformed, at.Field("prompts").Index(j), string(qu.Item))
			}
		}
	}
	return is
}
