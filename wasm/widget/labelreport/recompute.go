// SPDX-License-Identifier: Apache-2.0

package labelreport

import (
	"slices"

	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// recomputed is what evaluating the rules again in this page established. It
// never changes what the report says.
type recomputed struct {
	differs []label.Finding // found here, otherwise than in the report
	open    []string        // rules that ask for a framework, which this page has not
	apart   bool            // every rule agrees; the proposal, the counts or the head do not
}

// recompute evaluates the facts of the subject with the grid and the pieces
// of the report. Facts of another subject, or of another state of it, are a
// fault: they would prove nothing.
func (s *State) recompute() {
	r := s.report
	again := label.Evaluate(s.profile, *s.facts, r.Evidence, nil)
	if again.Subject != r.Subject || again.SubjectDigest != r.SubjectDigest {
		s.Faults.Add(&widget.RuleContent, "/subject", issue.Text{FR: "les faits de l’objet de ce rapport, inchangés : ", EN: "the facts of the subject of this report, unchanged: "}.
			Before(s.subject()+" "+r.Subject.Version))
		return
	}
	s.again = new(recomputed)
	for i := range again.Findings {
		f := &again.Findings[i]
		said, rule := r.Finding(f.Rule), &s.profile.Rules[i]
		asks := resolves(rule.Applies) || resolves(rule.When)
		switch {
		case said == nil:
		case said.Applies == f.Applies && said.Truth == f.Truth && (slices.Equal(said.Because, f.Because) || asks && known(f) || r.Engine != label.Engine):
			*f = *said
			continue
		case asks && !known(f): // what no framework can change is compared
			s.again.open = append(s.again.open, f.Rule)
			*f = *said
			continue
		}
		s.again.differs = append(s.again.differs, *f)
	}
	again = label.WithOverrides(s.profile, again, nil) // counts what now stands
	again.Schema, again.Engine = r.Schema, r.Engine
	s.again.apart = len(s.again.differs) == 0 && again.Digest() != r.Digest()
}

// known reports whether a finding says true or false, or does not apply. What
// is known without the frameworks stays so with them.
func known(f *label.Finding) bool {
	return f.Applies == label.TruthFalse || f.Applies == label.TruthTrue && f.Truth != label.TruthUnknown
}

// resolves reports whether an expression asks a framework.
func resolves(e *label.Expr) bool {
	if e == nil {
		return false
	}
	for i := range e.Args {
		if resolves(&e.Args[i]) {
			return true
		}
	}
	return e.Op == label.OpResolves
}

// recomputation says what evaluating again established, or why it was not.
func (s *State) recomputation(p *widget.Page) {
	a, lang := s.again, s.T.Lang()
	switch {
	case s.facts == nil:
		return
	case s.profile == nil:
		p.F(`<div class="alerte"><p>{Rien n’est recalculé : il faut aussi la grille (attribut « grille »).}</p></div>`)
		return
	case len(a.differs) > 0:
		p.F(`<div class="alerte"><p class="fort rouge">{Recalculé dans cette page :} `).N(len(a.differs), "{0} constat diffère", "{0} constats diffèrent").F(`</p><ul>`)
		for i := range a.differs {
			if i == 5 {
				p.F(`<li>`).N(len(a.differs)-i, "et {0} autre", "et {0} autres").F(`</li>`)
				break
			}
			f := &a.differs[i]
			said := s.T.T("absent")
			if r := s.report.Finding(f.Rule); r != nil {
				said = r.State(lang)
			}
			p.F(`<li><a data-m="voir" data-a="r-{0}"`, f.Rule).URL("href", "#r-"+f.Rule).F(`>{0} {!1}</a> · {dans le rapport : {2}} · {ici : {3}}</li>`, f.Rule, s.T.O(s.profile.Rule(f.Rule).Title), said, f.State(lang))
		}
		p.F(`</ul></div>`)
	case a.apart:
		p.F(`<div class="alerte"><p class="fort rouge">{Recalculé dans cette page : les constats sont les mêmes, la proposition, les comptes ou l’en-tête ne le sont pas.}</p></div>`)
	default:
		p.F(`<p class="vert fort">{!0}{Recalculé dans cette page : même constat}</p>`, icon(label.TruthTrue))
	}
	if len(a.open) > 0 {
		p.F(`<p class="petit">{Non recalculable ici, sans les référentiels :}`)
		for i, id := range a.open {
			p.F(`{!0} {1} {!2}`, widget.On(i > 0, ` ;`), id, s.T.O(s.profile.Rule(id).Title))
		}
		p.F(`</p>`)
	}
}
