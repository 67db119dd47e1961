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
	if policy.Confirmation == "" {
		policy.Confirmation = ConfirmationNone
	}
	if policy.Scope == "" && p != nil {
		policy.Scope = ScopeTargets
	}
	q := &Questionnaire{FrameworkID: f.ID, Framework: f.URI, Version: f.Version, FrameworkDigest: policy.FrameworkDigest,
		Language: f.Language, Confirmation: policy.Confirmation, index: map[string]int{}}
	c := compiler{f: f, language: policy.Language}
	if p != nil {
		c.targets(p)
	}
	asked := 0
	for _, n := range inOrder(f) {
		it := &f.Items[n.item]
		scale, ok := f.ScaleOf(it)
		top := scale.Top()
		if !ok || top < 2 || it.Type != competency.ItemCompetency || it.Retired {
			continue
		}
		target, wanted := p.Target(it.ID)
		if !wanted && policy.Scope == ScopeTargets {
			continue
		}
		if asked++; asked > MaxQuestions {
			continue
		}
		if target > top {
			target = 0
		}
		qu := c.question(it, n, &scale)
		qu.Target = target
		q.Questions = append(q.Questions, qu)
		q.index[string(it.ID)] = len(q.Questions)
	}
	if asked > MaxQuestions {
		c.report(&ruleTooMany, "/items", strconv.Itoa(asked), "")
	}
	q.Digest = q.digest()
	c.issues.Sort()
	return q, c.issues
}

type compiler struct {
	f        *competency.Framework
	language string
	issues   issue.Issues
}

func (c *compiler) report(r *issue.Rule, p issue.Pointer, a, b string) {
	c.issues.Add(r, p, a, b)
}

// targets checks a profile against the framework.
func (c *compiler) targets(p *Profile) {
	for i := range p.Targets {
		t := &p.Targets[i]
		at := issue.Pointer("/targets").Index(i)
		if t.Item.Framework != c.f.URI || t.Item.Version != c.f.Version {
			c.report(&ruleVersion, at+"/item", string(t.Item.Framework)+" "+t.Item.Version, string(c.f.URI)+" "+c.f.Version)
		}
		it, ok := c.f.Item(t.Item.Item)
		if !ok || it.Type != competency.ItemCompetency || it.Retired {
			c.report(&ruleItem, at+"/item/item", string(t.Item.Item), "")
			continue
		}
		scale, ok := c.f.ScaleOf(it)
		if top := scale.Top(); !ok {
			c.report(&ruleTargetScale, at+"/item/item", c.name(it), "")
		} else if t.Rank < 1 || t.Rank > top {
			c.report(&ruleRank, at+"/rank", strconv.Itoa(t.Rank), strconv.Itoa(top))
		}
	}
}

// question words the question about one item.
func (c *compiler) question(it *competency.Item, n node, scale *competency.Scale) Question {
	top := scale.Top()
	q := Question{Item: it.ID, Code: it.Code, Label: it.Label, Statement: it.Statement, Origin: it.Origin, Top: top,
		Choices: make([]Choice, top+1), Prompts: make([]Prompt, top)}
	if n.parent >= 0 {
		d := &c.f.Items[n.parent]
		q.Domain, q.DomainCode, q.DomainLabel = d.ID, d.Code, d.Label
	}
	missing, worded := false, q.Label[c.language] != ""
	for rank := 1; rank <= top; rank++ {
		choice := Choice{Rank: rank}
		for i := range scale.Levels {
			if l := &scale.Levels[i]; l.Rank == rank {
				choice.Code, choice.Label, choice.Text, choice.Origin = l.Code, l.Label, l.Descriptor, l.Origin
				if len(l.Descriptor) == 0 {
					choice.Text = l.Label
				}
				break
			}
		}
		if a, ok := it.Anchor(rank); ok {
			choice.Text, choice.Origin = a.Text, a.Origin
		} else {
			missing = true
		}
		worded = worded && choice.Text[c.language] != ""
		p := prompt(it, &choice)
		for i := range p.Statements {
			worded = worded && p.Statements[i].Text[c.language] != ""
		}
		q.Choices[rank], q.Prompts[rank-1] = choice, p
	}
	at := issue.Pointer("/items").Index(n.item)
	if missing {
		c.report(&ruleNoAnchor, at, c.name(it), "")
	}
	if c.language != "" && !worded {
		c.report(&ruleLanguage, at, c.name(it), c.language)
	}
	return q
}

// prompt takes the required indicators of a rank first, then the others, up to
// MaxStatements; without any, what the choice says is asked.
func prompt(it *competency.Item, choice *Choice) Prompt {
	p := Prompt{Rank: choice.Rank}
	for _, required := range [...]bool{true, false} {
		for i := range it.Indicators {
			n := &it.Indicators[i]
			if n.Rank == p.Rank && n.Required == required && len(p.Statements) < MaxStatements {
				p.Statements = append(p.Statements, Statement{Indicator: n.ID, Text: n.Statement, Required: required, Origin: n.Origin})
			}
		}
	}
	if p.Statements == nil {
		p.Statements = []Statement{{Text: choice.Text, Required: true, Origin: choice.Origin}}
	}
	return p
}

func (c *compiler) name(it *competency.Item) string {
	if it.Code != "" {
		return it.Code
	}
	return it.Label.In(c.f.Language)
}

// digest is FNV-1a over the structure of q, as 16 hexadecimal digits.
func (q *Questionnaire) digest() string {
	h := uint64(14695981039346656037)
	for _, s := range [...]string{string(q.Framework), q.Version, string(q.FrameworkDigest), string(q.Confirmation)} {
		h = hash(h, s)
	}
	for i := range q.Questions {
		qu := &q.Questions[i]
		h = hash(hash(h, string(qu.Item)), strconv.Itoa(qu.Top)+"/"+strconv.Itoa(qu.Target))
		for j := range qu.Prompts {
			for k := range qu.Prompts[j].Statements {
				s := &qu.Prompts[j].Statements[k]
				required := "false"
				if s.Required {
					required = "true"
				}
				h = hash(hash(h, string(s.Indicator)), required)
			}
		}
	}
	out := make([]byte, 16)
	for i := range out {
		out[i] = base36[h>>(60-4*i)&15]
	}
	return string(out)
}

// hash goes on with h over s and a zero byte.
func hash(h uint64, s string) uint64 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h * 1099511628211
}
