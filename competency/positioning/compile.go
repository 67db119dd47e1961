// SPDX-License-Identifier: Apache-2.0

package positioning

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Compile turns a framework, and a profile if there is one, into a
// questionnaire: one question for each competency in force, in the order of
// the tree. Pointers of the issues lead into the framework, or below
// "/targets" into the profile. With an error-level issue the questionnaire
// still holds every question that can be asked.
func Compile(f *competency.Framework, p *Profile, policy Policy) (*Questionnaire, issue.Issues) {
	c := compiler{f: f, p: p, policy: policy}
	if c.policy.Confirmation == "" {
		c.policy.Confirmation = ConfirmationNone
	}
	if c.policy.Scope == "" {
		c.policy.Scope = ScopeAll
		if p != nil {
			c.policy.Scope = ScopeTargets
		}
	}
	c.targets()
	q := &Questionnaire{FrameworkID: f.ID, Framework: f.URI, Version: f.Version, FrameworkDigest: policy.FrameworkDigest,
		Language: f.Language, Confirmation: c.policy.Confirmation, index: map[competency.ID]int{}}
	for _, n := range inOrder(f) {
		it := &f.Items[n.item]
		if !askable(it) {
			continue
		}
		target, wanted := p.Target(it.ID)
		if c.policy.Scope == ScopeTargets && !wanted {
			continue
		}
		scale, ok := f.ScaleOf(it)
		if !ok || scale.Top() < 2 {
			continue
		}
		if target > scale.Top() {
			target = 0
		}
		qu := c.question(it, n, scale)
		qu.Target = target
		q.index[it.ID] = len(q.Questions)
		q.Questions = append(q.Questions, qu)
	}
	if len(q.Questions) > MaxQuestions {
		c.issues = append(c.issues, ruleTooMany.At("/items", len(q.Questions)))
		for _, qu := range q.Questions[MaxQuestions:] {
			delete(q.index, qu.Item)
		}
		q.Questions = q.Questions[:MaxQuestions]
	}
	q.Digest = q.digest()
	c.issues.Sort()
	return q, c.issues
}

func askable(it *competency.Item) bool {
	return it.Type == competency.ItemCompetency && !it.Retired
}

type compiler struct {
	f      *competency.Framework
	p      *Profile
	policy Policy
	issues issue.Issues
}

// targets checks the profile against the framework.
func (c *compiler) targets() {
	if c.p == nil {
		return
	}
	for i, t := range c.p.Targets {
		at := issue.Pointer("/targets").Index(i)
		if t.Item.Framework != c.f.URI || t.Item.Version != c.f.Version {
			c.issues = append(c.issues, ruleVersion.At(at.Field("item"),
				string(t.Item.Framework), t.Item.Version, string(c.f.URI), c.f.Version))
		}
		it, ok := c.f.Item(t.Item.Item)
		if !ok || !askable(it) {
			c.issues = append(c.issues, ruleItem.At(at.Field("item").Field("item"), string(t.Item.Item)))
			continue
		}
		scale, ok := c.f.ScaleOf(it)
		if !ok {
			c.issues = append(c.issues, ruleTargetScale.At(at.Field("item").Field("item"), name(it, c.f.Language)))
			continue
		}
		if t.Rank < 1 || t.Rank > scale.Top() {
			c.issues = append(c.issues, ruleRank.At(at.Field("rank"), t.Rank, scale.Top()))
		}
	}
}

func (c *compiler) question(it *competency.Item, n node, scale competency.Scale) Question {
	top := scale.Top()
	q := Question{Item: it.ID, Code: it.Code, Label: it.Label, Statement: it.Statement, Origin: it.Origin, Top: top}
	if n.parent >= 0 {
		d := &c.f.Items[n.parent]
		q.Domain, q.DomainCode, q.DomainLabel = d.ID, d.Code, d.Label
	}
	q.Choices = append(make([]Choice, 0, top+1), Choice{})
	q.Prompts = make([]Prompt, 0, top)
	missing := false
	for rank := 1; rank <= top; rank++ {
		level, _ := scale.Level(rank)
		choice := Choice{Rank: rank, Code: level.Code, Label: level.Label}
		if a, ok := it.Anchor(rank); ok {
			choice.Text, choice.Origin = a.Text, a.Origin
		} else {
			missing = true
			choice.Text, choice.Origin = level.Descriptor, level.Origin
			if len(choice.Text) == 0 {
				choice.Text = level.Label
			}
		}
		q.Choices = append(q.Choices, choice)
		q.Prompts = append(q.Prompts, prompt(it, choice))
	}
	at := issue.Pointer("/items").Index(n.item)
	if missing {
		c.issues = append(c.issues, ruleNoAnchor.At(at, name(it, c.f.Language)))
	}
	if lang := c.policy.Language; lang != "" && !q.wordedIn(lang) {
		c.issues = append(c.issues, ruleLanguage.At(at, name(it, c.f.Language), lang))
	}
	return q
}

// prompt takes the required indicators of a rank first, then the others, up
// to MaxStatements; without any, what the choice says is asked.
func prompt(it *competency.Item, choice Choice) Prompt {
	p := Prompt{Rank: choice.Rank}
	all := it.IndicatorsAt(choice.Rank)
	for _, required := range [...]bool{true, false} {
		for _, n := range all {
			if n.Required == required && len(p.Statements) < MaxStatements {
				p.Statements = append(p.Statements, Statement{Indicator: n.ID, Text: n.Statement, Required: n.Required, Origin: n.Origin})
			}
		}
	}
	if len(p.Statements) == 0 {
		p.Statements = []Statement{{Text: choice.Text, Required: true, Origin: choice.Origin}}
	}
	return p
}

func (q *Question) wordedIn(lang string) bool {
	if q.Label[lang] == "" {
		return false
	}
	for _, c := range q.Choices[1:] {
		if c.Text[lang] == "" {
			return false
		}
	}
	for _, p := range q.Prompts {
		for _, s := range p.Statements {
			if s.Text[lang] == "" {
				return false
			}
		}
	}
	return true
}

func name(it *competency.Item, lang string) string {
	if it.Code != "" {
		return it.Code
	}
	return it.Label.In(lang)
}

// digest is FNV-1a over the structure of q, as 16 hexadecimal digits.
func (q *Questionnaire) digest() string {
	h := uint64(14695981039346656037)
	add := func(s string) {
		for i := 0; i < len(s); i++ {
			h = (h ^ uint64(s[i])) * 1099511628211
		}
		h *= 1099511628211 // a zero byte ends each part
	}
	add(string(q.Framework))
	add(q.Version)
	add(string(q.FrameworkDigest))
	add(string(q.Confirmation))
	for _, qu := range q.Questions {
		add(string(qu.Item))
		add(strconv.Itoa(qu.Top) + "/" + strconv.Itoa(qu.Target))
		for _, p := range qu.Prompts {
			for _, s := range p.Statements {
				add(string(s.Indicator))
				add(strconv.FormatBool(s.Required))
			}
		}
	}
	s := strconv.FormatUint(h, 16)
	return "0000000000000000"[len(s):] + s
}
