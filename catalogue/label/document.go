// SPDX-License-Identifier: Apache-2.0

package label

import (
	"strconv"
	"strings"
)

// Document writes the vade-mecum of a profile in Markdown, from its rules
// alone: what each rule asks, how it is decided, what a miss costs and what to
// do. The same profile gives the same bytes.
func Document(p *Profile, lang string) string {
	var b textBuilder
	en := lang == "en"
	b.line("# ", p.Title.In(lang))
	b.line("")
	b.line(pick(en, "Version ", "Version "), p.Version, " · `", string(p.ID), "` · ", string(p.Digest()))
	b.line("")
	if n := p.Notice.In(lang); n != "" {
		b.line("> **", n, "**")
		b.line("")
	}
	for _, s := range p.Sources {
		b.line("- ", s.Title, prefixed(" — ", s.Reference), prefixed(" — ", string(s.URI)))
	}
	if len(p.Sources) > 0 {
		b.line("")
	}
	limit := p.Policy.MinorsPerMajor
	if limit == 0 {
		limit = 5
	}
	if en {
		b.line("Verdict: one major miss, or ", strconv.Itoa(limit), " minor ones, refuse; else anything unknown leaves it undetermined; else minor misses are reserves. Valid for ", strconv.Itoa(p.ValidMonths), " months", prefixedInt(", reviewed after ", p.ReviewMonths), ".")
	} else {
		b.line("Verdict : un écart majeur, ou ", strconv.Itoa(limit), " mineurs, refusent ; sinon un inconnu laisse indéterminé ; sinon les écarts mineurs sont des réserves. Validité : ", strconv.Itoa(p.ValidMonths), " mois", prefixedInt(", revue après ", p.ReviewMonths), ".")
	}
	for _, c := range p.Criteria {
		b.line("")
		b.line("## ", c.ID, ". ", c.Title.In(lang))
		b.line("")
		b.line(pick(en, "| rule | what is asked | a miss is | decided | how | to do |", "| règle | ce qui est demandé | un écart est | décidé | comment | à faire |"))
		b.line("|---|---|---|---|---|---|")
		for i := range p.Rules {
			if r := &p.Rules[i]; r.Criterion == c.ID {
				b.line("| ", cellText(r.ID), " | ", cellText(r.Title.In(lang)), refsText(r.Refs), " | ", Word(r.Severity, lang), " | ", Word(r.Mode, lang),
					" | ", how(r, en), " | ", cellText(r.Action.In(lang)), " |")
			}
		}
	}
	return string(b)
}

func how(r *Rule, en bool) string {
	var parts []string
	if r.Applies != nil {
		parts = append(parts, pick(en, "if ", "si ")+"`"+cellText(r.Applies.Text())+"`")
	}
	if r.When != nil {
		parts = append(parts, "`"+cellText(r.When.Text())+"`")
	} else {
		n := strconv.Itoa(max(r.MinEvidence, 1))
		parts = append(parts, pick(en, n+" piece(s), then a person decides", n+" pièce(s), puis une personne décide"))
	}
	return strings.Join(parts, " ; ")
}

func refsText(refs []string) string {
	if len(refs) == 0 {
		return ""
	}
	return " (" + cellText(strings.Join(refs, " ; ")) + ")"
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

func prefixedInt(prefix string, n int) string {
	if n == 0 {
		return ""
	}
	return prefix + strconv.Itoa(n)
}

// cellText keeps a text inside one cell of a Markdown table.
func cellText(s string) string {
	s = strings.ReplaceAll(s, "\n", " ")
	return strings.ReplaceAll(s, "|", "\\|")
}

// Gaps drafts the gap sheet of a report: one action for every finding that is
// not met or not known, in the order of the profile, worded from the rule. Due
// dates, indicators and risks are for a person to fill in.
func Gaps(p *Profile, r *Report, lang string) []Action {
	var out []Action
	for i := range r.Findings {
		f := &r.Findings[i]
		rule := p.Rule(f.Rule)
		if rule == nil || f.Applies == TruthFalse || f.outcome() == TruthTrue {
			continue
		}
		gap := rule.Title.In(lang) + " : " + f.State(lang)
		if len(f.Because) > 0 {
			gap += " (" + f.Because[len(f.Because)-1].In(lang) + ")"
		}
		out = append(out, Action{Rule: f.Rule, Gap: gap, What: rule.Action.In(lang)})
	}
	return out
}

// GapSheet writes actions as a Markdown table: gap, action, indicator, due
// date, risk.
func GapSheet(actions []Action, lang string) string {
	var b textBuilder
	b.line(pick(lang == "en", "| rule | gap | action | indicator | due | risk |", "| règle | écart | action | indicateur | échéance | risque |"))
	b.line("|---|---|---|---|---|---|")
	for _, a := range actions {
		b.line("| ", cellText(a.Rule), " | ", cellText(a.Gap), " | ", cellText(a.What), " | ", cellText(a.Indicator), " | ", string(a.Due), " | ", cellText(a.Risk), " |")
	}
	return string(b)
}
