// SPDX-License-Identifier: Apache-2.0

package label

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/competency"
)

// Explain writes a report as text, with the decision made on it when d is not
// nil: the verdict, counts, and for every rule its state and reasons.
func Explain(p *Profile, r *Report, d *Decision, lang string) string {
	var b textBuilder
	en := lang == "en"
	day := func(d competency.Date) string { return competency.SayDay(string(d), lang) }
	b.line(p.Title.In(lang), " ", p.Version)
	if n := r.Notice.In(lang); n != "" {
		b.line(n)
	}
	b.line(string(r.Subject.ID), " ", r.Subject.Version)
	b.line(pick(en, "proposed: ", "proposé : "), Word(r.Proposed, lang), " — ", coverText(r.Coverage, en))
	findings := r.Findings
	if d != nil {
		findings = Apply(findings, d.Overrides)
		b.line(pick(en, "decided: ", "décidé : "), Word(d.Verdict, lang), ", ", d.By, " (", d.Role, "), ", day(d.On))
		if d.Grants() {
			b.line(pick(en, "valid from ", "valable du "), day(d.ValidFrom), pick(en, " to ", " au "), day(d.ValidUntil))
		}
		if d.Revoked != nil {
			b.line(pick(en, "revoked on ", "retiré le "), day(d.Revoked.On), " (", d.Revoked.By, pick(en, "): ", ") : "), d.Revoked.Reason)
		}
	}
	for _, c := range p.Criteria {
		b.line("")
		b.line(c.ID, ". ", c.Title.In(lang))
		for i := range findings {
			f := &findings[i]
			rule := p.Rule(f.Rule)
			if rule == nil || rule.Criterion != c.ID {
				continue
			}
			b.line("  ", f.Rule, " [", Word(f.Severity, lang), "] ", rule.Title.In(lang), " : ", f.State(lang))
			for _, why := range f.Because {
				b.line("      ", why.In(lang))
			}
			for _, e := range f.Evidence {
				b.line("      ", pick(en, "piece ", "pièce "), e)
			}
			if f.outcome() == TruthFalse && f.Applies != TruthFalse && len(rule.Action) > 0 {
				b.line("      → ", rule.Action.In(lang))
			}
		}
	}
	return string(b)
}

func coverText(c Coverage, en bool) string {
	n := strconv.Itoa
	if en {
		return n(c.Applicable) + " applicable rules: " + n(c.True) + " met, " + n(c.False) + " not met, " + n(c.Unknown) + " unknown; " + n(c.Pieces) + " pieces"
	}
	return n(c.Applicable) + " règles applicables : " + n(c.True) + " satisfaites, " + n(c.False) + " non satisfaites, " + n(c.Unknown) + " inconnues ; " + n(c.Pieces) + " pièces"
}

// textBuilder collects lines.
type textBuilder []byte

func (b *textBuilder) line(parts ...string) {
	for _, p := range parts {
		*b = append(*b, p...)
	}
	*b = append(*b, '\n')
}

func pick(second bool, b, a string) string {
	if second {
		return b
	}
	return a
}
