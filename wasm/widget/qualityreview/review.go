// SPDX-License-Identifier: Apache-2.0

// Package qualityreview is <eafc-auto-evaluation>: an organisation reads a
// quality grid for itself, rule by rule, with the engine of the labels. What
// the engine cannot establish a person may, with a reason; pieces are links
// or digests, their files stay where they are; gaps become a plan of actions.
// The result is counts, never one score.
package qualityreview

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/event"
)

func itoa(n int) string { return strconv.Itoa(n) }

// State is what the view shows. Steps are 0 (what is reviewed), one per rule,
// and the results.
type State struct {
	widget.Shell
	profile *label.Profile
	given   view.Doc // facts of another system
	kinds   []string // what a subject can be, where the grid asks
	work    work
	report  label.Report // of the engine, then with what a person established
	facts   string       // what report was made on
	own     label.Report
	step    int
	visited int
	written work // as the controls were last written
	shown   int  // of the form of pieces: emptied by a new name
	memory  memory
	notice  string
	faults  issue.Issues
	sending sending
	refused *link // written again with what is wrong
}

// link is what a person typed in the form of a link.
type link struct{ title, address string }

// work is what a person has done: all that a resume file holds.
type work struct {
	id      string // of the subject, where no facts name it
	subject string
	kinds   []string
	over    []label.Override
	pieces  []label.Evidence
	plan    []label.Action
}

type memory struct{ on, ticked, refused, asking bool }

type sending struct {
	payload    string
	fault      issue.Text
	busy, done bool
}

// Widget returns the definition of <eafc-auto-evaluation>.
func Widget() widget.Definition {
	return widget.Define(widget.Definition{Tag: "eafc-auto-evaluation", Folder: "auto-evaluation", Package: "qualityreview",
		Title: [2]string{"Auto-évaluation qualité", "Quality self-assessment"}, Attributes: []string{"grille", "faits", "risques"}, Slots: []string{"titre", "introduction", "pied"}},
		widget.Program[*State]{Init: start, Update: update, View: render, Adopt: adopt, Export: export})
}

func start(env widget.Env) (*State, []widget.Effect) {
	s := &State{}
	name := "Auto-évaluation qualité"
	if env.Own["grille"] == "" {
		s.Env, s.T, s.Name = env, env.Texts, name
		s.Faults = widget.RuleContent.Alone("", issue.Text{FR: "attribut « grille »", EN: "attribute “grille”"})
		return s, s.Raise()
	}
	return s, s.Open(env, name, [2]string{"grille", env.Own["grille"]}, [2]string{"faits", env.Own["faits"]}, [2]string{"prefill", env.Prefill})
}

// adopt takes over what was written on the first screen before the module.
func adopt(s *State, snap widget.Snapshot) *State {
	if !s.ready() {
		return s
	}
	if v := snap.Fields["objet"]; v != "" {
		s.work.subject = limit(v)
	}
	for i, k := range s.kinds {
		if snap.Fields["k-"+itoa(i)] != "" {
			s.work.kinds = append(without(s.work.kinds, k), k)
		}
	}
	s.memory.on = s.Env.Storage && snap.Fields["memoriser"] != ""
	s.evaluate()
	return s
}

func (s *State) ready() bool { return s.profile != nil && s.Awaited == 0 && len(s.Faults) == 0 }
func (s *State) last() int   { return len(s.profile.Rules) + 1 }

// rule is the one on screen; nil on the first and last step.
func (s *State) rule() *label.Rule {
	if s.step < 1 || s.step >= s.last() {
		return nil
	}
	return &s.profile.Rules[s.step-1]
}

func (s *State) load(m widget.Msg) []widget.Effect {
	switch m.Arg {
	case "grille":
		p, is := label.DecodeProfile([]byte(m.Doc.JSON()))
		for _, i := range is {
			if i.Severity == issue.SeverityError {
				s.Faults.Add(&widget.RuleContent, i.Pointer, i.Words().After("une grille : ", "a grid: "))
			}
		}
		s.profile = p
	case "faits":
		if s.given = m.Doc; m.Doc.Kind() != view.KindObject {
			s.Faults.Add(&widget.RuleContent, "", issue.Text{FR: "les faits d’un objet", EN: "the facts of a subject"})
		}
	default:
		s.faults = nil
		s.notice = m.Doc.JSON() // taken over once the grid is there
	}
	switch {
	case len(s.Faults) > 0:
		return s.Raise()
	case s.Awaited > 0:
		return nil
	}
	s.kinds = kindsOf(s.profile)
	s.work.subject = s.given.Path("subject", "title").Str()
	s.work.kinds = s.given.Path("subject", "action").Strs()
	if resume := s.notice; resume != "" {
		s.notice = ""
		if d, err := view.Parse(resume); err == nil {
			s.faults = s.restore(d)
		}
	}
	s.written = s.work
	s.evaluate()
	effects := s.Ready("eafc-auto-evaluation")
	if s.Env.Storage {
		effects = widget.Effects(effects).And(widget.Recall, s.key(), "")
	}
	return effects
}

// key names this review on the device: one per version of a grid.
func (s *State) key() string {
	return "auto-evaluation/" + string(s.profile.ID) + "@" + s.profile.Version
}

// kindsOf lists what the rules of p ask a subject to be, where they do.
func kindsOf(p *label.Profile) []string {
	var out []string
	for i := range p.Rules {
		a := p.Rules[i].Applies
		if a == nil || a.Path != "/subject/action" || len(a.Args) == 0 || a.Args[0].Value == nil {
			continue
		}
	next:
		for _, v := range a.Args[0].Value.Elements() {
			name, _ := v.AsString()
			for _, o := range out {
				if o == name {
					continue next
				}
			}
			out = append(out, name)
		}
	}
	return out
}

// subjectFacts are the facts given, with what the person said of the subject.
func (s *State) subjectFacts() string {
	var subject, root view.Object
	id, version := false, false
	s.given.Get("subject").Each(func(name string, v view.Doc) {
		id, version = id || name == "id", version || name == "version"
		if name != "title" && name != "action" {
			subject.Raw(name, v.JSON())
		}
	})
	if !id { // a name that nobody else gives
		if s.work.id == "" {
			r := s.Env.Random + "00000000000000000000000000000000"
			s.work.id = "urn:uuid:" + r[:8] + "-" + r[8:12] + "-4" + r[13:16] + "-8" + r[17:20] + "-" + r[20:32]
		}
		subject.Str("id", s.work.id)
	}
	if !version {
		subject.Str("version", "1.0.0")
	}
	subject.Opt("title", s.work.subject)
	if len(s.work.kinds) > 0 {
		subject.Raw("action", view.Strings(s.work.kinds))
	}
	root.Raw("subject", subject.String())
	s.given.Each(func(name string, v view.Doc) {
		if name != "subject" {
			root.Raw(name, v.JSON())
		}
	})
	return root.String()
}

// evaluate asks the engine, then lays the person's findings over its own.
func (s *State) evaluate() {
	s.facts = s.subjectFacts()
	facts, is := label.ParseFacts([]byte(s.facts))
	for _, i := range is {
		s.faults.Add(&widget.RuleContent, i.Pointer, i.Words().After("les faits d’un objet : ", "the facts of a subject: "))
	}
	s.report = label.Evaluate(s.profile, facts, s.work.pieces, nil)
	s.settle()
}

func (s *State) settle() {
	s.own = label.WithOverrides(s.profile, s.report, s.work.over)
	s.sending.payload = ""
}

// finding returns the finding that now holds for a rule.
func (s *State) finding(id string) *label.Finding { return s.own.Finding(id) }

// tell raises eafc:constat for the rule on screen, and keeps the work.
func (s *State) tell() []widget.Effect {
	r := s.rule()
	if r == nil {
		return s.save()
	}
	f := s.finding(r.ID)
	var o view.Object
	return widget.Effects(s.save()).And(widget.Emit, event.NameFinding, o.Strs("rule", f.Rule, "applies", string(f.Applies),
		"truth", string(f.Truth), "origin", string(f.Origin)).Int("pieces", len(f.Evidence)).String())
}

// override returns what the person said of a rule.
func (w *work) override(id string) label.Override {
	for _, o := range w.over {
		if o.Rule == id {
			return o
		}
	}
	return label.Override{Rule: id}
}

// say keeps what the person said of a rule; without truth and reason, nothing.
func (w *work) say(o label.Override) {
	var out []label.Override
	for _, x := range w.over {
		if x.Rule != o.Rule {
			out = append(out, x)
		}
	}
	if o.Truth != "" || o.Reason != "" {
		out = append(out, o)
	}
	w.over = out
}

// action returns the line of the plan for a rule, drafted from the grid.
func (s *State) action(w *work, f *label.Finding) label.Action {
	for _, a := range w.plan {
		if a.Rule == f.Rule {
			return a
		}
	}
	r := s.profile.Rule(f.Rule)
	return label.Action{Rule: f.Rule, Gap: r.Title.In(s.T.Lang()) + " : " + f.State(s.T.Lang()), What: r.Action.In(s.T.Lang())}
}

// gaps are the findings that call for an action: not met first, then unknown.
func (s *State) gaps(missed bool) []*label.Finding {
	var out []*label.Finding
	for i := range s.own.Findings {
		f := &s.own.Findings[i]
		if f.Applies != label.TruthFalse && f.Truth != label.TruthTrue && (f.Truth == label.TruthFalse && f.Applies == label.TruthTrue) == missed {
			out = append(out, f)
		}
	}
	return out
}

// plan is every action as it now stands.
func (s *State) plan() []label.Action {
	var out []label.Action
	for _, missed := range [...]bool{true, false} {
		for _, f := range s.gaps(missed) {
			if a := s.action(&s.work, f); missed || a.Due != "" || a.Indicator != "" || a.Risk != "" {
				out = append(out, a)
			}
		}
	}
	return out
}

// change sets one member of the action for a rule.
func (s *State) change(id, member, value string) {
	f := s.finding(id)
	if f == nil {
		return
	}
	a := s.action(&s.work, f)
	switch member {
	case "gap":
		a.Gap = value
	case "what":
		a.What = value
	case "indicator":
		a.Indicator = value
	case "due":
		a.Due = competency.Date(value)
	case "risk":
		a.Risk = value
	}
	for i := range s.work.plan {
		if s.work.plan[i].Rule == id {
			s.work.plan[i] = a
			return
		}
	}
	s.work.plan = append(s.work.plan[:len(s.work.plan):len(s.work.plan)], a)
}

// risks reports whether actions carry a risk.
func (s *State) risks() bool {
	if v := s.Env.Own["risques"]; v != "" {
		return v == "oui"
	}
	for i := range s.profile.Rules {
		if hasRisk(s.profile.Rules[i].Action.In("fr")) {
			return true
		}
	}
	return false
}
