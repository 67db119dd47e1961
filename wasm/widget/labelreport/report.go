// SPDX-License-Identifier: Apache-2.0

// Package labelreport is <eafc-label>: what the engine found on each rule of
// a label and why, the pieces, the counts, and the decision of the authority.
package labelreport

import (
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// State is what the view shows.
type State struct {
	widget.Shell
	report   *label.Report
	profile  *label.Profile
	decision *label.Decision
	findings []label.Finding // with the overrides of the decision
	facts    *label.Value    // of the subject, to evaluate again
	again    *recomputed
}

// Widget returns the definition of <eafc-label>.
func Widget() widget.Definition {
	return widget.Define(widget.Definition{Tag: "eafc-label", Folder: "label", Package: "labelreport",
		Title: [2]string{"Rapport de labellisation", "Label report"}, Attributes: []string{"rapport", "grille", "decision", "sujet"}, Slots: []string{"titre", "pied"}},
		widget.Program[*State]{Init: start, Update: update, View: render, Export: export})
}

func start(env widget.Env) (*State, []widget.Effect) {
	s := &State{}
	if env.Own["rapport"] == "" {
		s.Env, s.T, s.Name = env, env.Texts, "Rapport de labellisation"
		s.Faults = widget.RuleContent.Alone("", "rapport")
		return s, s.Raise()
	}
	return s, s.Open(env, "Rapport de labellisation", [2]string{"rapport", env.Own["rapport"]}, [2]string{"grille", env.Own["grille"]}, [2]string{"decision", env.Own["decision"]}, [2]string{"sujet", env.Own["sujet"]})
}

func update(s *State, m widget.Msg) (*State, []widget.Effect) {
	if effects, done := s.Common(m); done {
		return s, effects
	}
	switch m.Name {
	case widget.MsgLoaded:
		return s, s.load(m)
	case "imprimer":
		return s, widget.Do(widget.Print, s.T.T("Rapport de labellisation"), s.printed())
	}
	return s, nil
}

func (s *State) load(m widget.Msg) []widget.Effect {
	data := []byte(m.Doc.JSON())
	var is issue.Issues
	switch m.Arg {
	case "rapport":
		s.report, is = label.DecodeReport(data)
	case "grille":
		s.profile, is = label.DecodeProfile(data)
	case "decision":
		s.decision, is = label.DecodeDecision(data)
	case "sujet":
		var facts label.Value
		facts, is = label.ParseFacts(data)
		s.facts = &facts
	}
	for _, i := range is {
		if i.Severity == issue.SeverityError {
			s.Faults.Add(&widget.RuleContent, i.Pointer, i.Words().After(m.Arg+" : ", m.Arg+": "))
		}
	}
	if len(s.Faults) == 0 && s.Awaited == 0 {
		s.match()
	}
	if len(s.Faults) > 0 {
		return s.Raise()
	}
	if s.Awaited > 0 {
		return nil
	}
	return s.Ready("eafc-label")
}

// match refuses documents that do not belong together.
func (s *State) match() {
	s.findings = s.report.Findings
	_, s.T.Plain = s.title().Find("fr")
	if s.profile != nil && (s.profile.Ref() != s.report.Profile || s.profile.Digest() != s.report.ProfileDigest) {
		s.Faults.Add(&widget.RuleContent, "/profile", issue.Text{FR: "grille ", EN: "grid "}.Before(string(s.report.Profile.ID)+" "+s.report.Profile.Version))
	}
	if s.facts != nil && s.profile != nil && len(s.Faults) == 0 {
		s.recompute()
	}
	if s.decision == nil {
		return
	}
	if s.decision.Report != s.report.Digest() {
		s.Faults.Add(&widget.RuleContent, "/report", issue.Text{FR: "décision sur ce rapport : ", EN: "decision on this report: "}.Before(string(s.report.Digest())))
	}
	s.findings = label.Apply(s.findings, s.decision.Overrides)
}

func (s *State) shown() bool { return s.report != nil && s.Awaited == 0 && len(s.Faults) == 0 }

func (s *State) title() competency.Text {
	if s.profile != nil {
		return s.profile.Title
	}
	return nil
}

func render(s *State) view.Frame {
	if !s.shown() {
		return s.Frame(false, nil)
	}
	return s.Frame(true, s.title(), view.Slot{Name: "verdict", HTML: s.verdict(false)}, view.Slot{Name: "regles", HTML: s.rules(false)}, view.Slot{Name: "preuves", HTML: s.pieces()},
		view.Slot{Name: "technique", HTML: s.technical(false)})
}

// export gives the canonical report ("json"), or what it counts ("etat").
func export(s *State, kind string) (string, bool) {
	if !s.shown() {
		return "", false
	}
	switch kind {
	case "json":
		return string(s.report.Encode()), true
	case "etat":
		c := s.report.Coverage
		var o view.Object
		o.Strs("profile", string(s.report.Profile.ID), "version", s.report.Profile.Version, "proposed", string(s.report.Proposed)).
			Int("applicable", c.Applicable).Int("true", c.True).Int("false", c.False).Int("unknown", c.Unknown)
		if d := s.decision; d != nil {
			o.Str("decided", string(d.Verdict)).Bool("valid", d.ValidOn(competency.Date(s.Env.Day)))
		}
		return o.String(), true
	}
	return "", false
}
