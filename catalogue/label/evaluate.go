// SPDX-License-Identifier: Apache-2.0

package label

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Evaluate reads the rules of p over facts (FactsOf or ParseFacts) and the
// records of pieces. It cannot fail: what is not there is unknown. Check p,
// and the pieces with CheckEvidence, before. To evaluate many subjects,
// Prepare once.
func Evaluate(p *Profile, facts Value, pieces []Evidence, r Resolver) Report {
	return Prepare(p).Evaluate(facts, pieces, r)
}

// Prepared is a profile with its digest, ready to evaluate many subjects. The
// profile must not change meanwhile.
type Prepared struct {
	profile *Profile
	digest  competency.Digest
}

// Prepare takes the digest of p once.
func Prepare(p *Profile) *Prepared { return &Prepared{profile: p, digest: p.Digest()} }

// Evaluate is Evaluate for the prepared profile.
func (g *Prepared) Evaluate(facts Value, pieces []Evidence, r Resolver) Report {
	p := g.profile
	pieces = sortedEvidence(pieces)
	root := withEvidence(facts, pieces)
	report := Report{
		Profile: p.Ref(), ProfileDigest: g.digest, Notice: p.Notice,
		Subject: subjectOf(facts), SubjectTitle: textAt(facts, "/subject/title"),
		SubjectDigest: DigestOf(facts.Canonical()), Partners: labelled(facts),
		Findings: make([]Finding, len(p.Rules)), Evidence: pieces, Engine: Engine,
	}
	for i := range p.Rules {
		report.Findings[i] = find(&p.Rules[i], root, pieces, r)
	}
	report.Coverage = cover(report.Findings, len(pieces))
	report.Proposed = propose(p.Policy, report.Findings)
	return report
}

// find establishes one finding.
func find(rule *Rule, facts Value, pieces []Evidence, r Resolver) Finding {
	f := Finding{Rule: rule.ID, Severity: rule.Severity, Applies: TruthTrue, Truth: TruthUnknown, Origin: OriginComputed}
	if rule.Mode == ModeEvidence {
		f.Origin = OriginEvidence
	}
	for i := range pieces {
		for _, id := range pieces[i].Supports {
			if id == rule.ID {
				f.Evidence = append(f.Evidence, pieces[i].ID)
				break
			}
		}
	}
	if rule.Applies != nil {
		var because []Reason
		f.Applies, because = Eval(*rule.Applies, facts, r)
		if f.Applies != TruthTrue {
			f.Because = because
			if f.Applies == TruthFalse {
				return f
			}
		}
	}
	switch {
	case rule.Mode == ModeEvidence:
		need := max(rule.MinEvidence, 1)
		f.Because = append(f.Because, Reason{Path: "/evidence", Truth: TruthUnknown,
			Expected: "pieces ≥ " + strconv.Itoa(need), Got: strconv.Itoa(len(f.Evidence))})
	case rule.When == nil:
		f.Because = append(f.Because, Reason{Expected: "when", Got: "absent", Truth: TruthUnknown})
	default:
		t, because := Eval(*rule.When, facts, r)
		f.Truth = t
		f.Because = append(f.Because, because...)
	}
	f.Because = trim(f.Because)
	return f
}

// withEvidence adds /evidence to the facts: one element per piece and rule.
func withEvidence(facts Value, pieces []Evidence) Value {
	if facts.Kind() != jsontree.KindObject {
		return facts
	}
	elems := []Value{}
	for i := range pieces {
		for _, rule := range pieces[i].Supports {
			elems = append(elems, jsontree.Object(
				jsontree.Member{Name: "id", Value: jsontree.String(pieces[i].ID)},
				jsontree.Member{Name: "rule", Value: jsontree.String(rule)},
				jsontree.Member{Name: "on", Value: jsontree.String(string(pieces[i].On))}))
		}
	}
	ms := make([]jsontree.Member, 0, len(facts.Members())+1)
	ms = append(ms, jsontree.Member{Name: "evidence", Value: jsontree.Array(elems...)})
	return jsontree.Object(append(ms, facts.Members()...)...)
}

func textAt(v Value, p issue.Pointer) string {
	t, _ := v.At(p)
	s, _ := t.AsString()
	return s
}

func subjectOf(facts Value) catalogue.BrickRef {
	return catalogue.BrickRef{ID: competency.IRI(textAt(facts, "/subject/id")), Version: textAt(facts, "/subject/version")}
}

// labelled returns every name of the partners that deliver or co-produce the
// subject; of all its partners when none does.
func labelled(facts Value) []string {
	list, _ := facts.At("/partners")
	var carry, all []string
	for _, p := range list.Elements() {
		var names []string
		for _, field := range [...]issue.Pointer{"/id", "/name", "/siret", "/uai"} {
			if s := textAt(p, field); s != "" {
				names = append(names, s)
			}
		}
		all = append(all, names...)
		if role := catalogue.Role(textAt(p, "/role")); role == catalogue.RoleDelivery || role == catalogue.RoleCoProduction {
			carry = append(carry, names...)
		}
	}
	if len(carry) > 0 {
		all = carry
	}
	return sortedSet(all)
}
