// SPDX-License-Identifier: Apache-2.0

package selfposition

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/event"
	"forge.apps.education.fr/eafc/briques/wasm/widget/read"
)

func update(s *State, m widget.Msg) (*State, []widget.Effect) {
	switch m.Name {
	case widget.MsgLoaded, widget.MsgLoadFailed:
		return s, s.loaded(m)
	case widget.MsgLanguage:
		s.t = widget.NewTexts(m.Arg, m.Doc)
		s.env.Lang = m.Arg
		return s, nil
	case "langue":
		other := "en"
		if s.t.Lang() == "en" {
			other = "fr"
		}
		return s, widget.Do(widget.Language, "", other).And(widget.Focus, "langue", "")
	case "panneau":
		if s.panel == m.Arg {
			s.panel = ""
		} else {
			s.panel = m.Arg
		}
		return s, widget.Do(widget.Focus, "b-"+m.Arg, "") // the button was written anew
	}
	if !s.ready() {
		return s, nil
	}
	return s, s.act(m)
}

func (s *State) act(m widget.Msg) []widget.Effect {
	if m.Name != "effacer" {
		s.confirming = false
	}
	switch m.Name {
	case "commencer":
		return s.enter(s.firstOpen())
	case "suivant", "terminer":
		return s.next()
	case "precedent":
		return s.enter(s.step - 1)
	case "quitter":
		return s.leave()
	case "aller", widget.MsgGoto:
		return s.jump(m.Arg)
	case "voir":
		return widget.Do(widget.Focus, m.Arg, "")
	case "choix":
		return s.choose(m.Arg, m.Value)
	case "note":
		if i := s.question(m.Arg); i >= 0 {
			s.answers[i].note = limit(m.Value)
			return s.save()
		}
	case "memoriser":
		return s.tick(m.Value != "")
	case widget.MsgFile, widget.MsgImport:
		if m.Name == widget.MsgImport {
			switch m.Doc.Text("kind") {
			case "stockage":
				return s.kept(m.Doc.Text("stockage"))
			case "cours":
				return s.course(m.Doc)
			}
		}
		return s.open(m.Doc)
	case widget.MsgFileRefused:
		s.notice = widgetNotice{kind: "error", faults: widget.RuleUnreadable.Alone("", m.Reason())}
		return widget.Do(widget.Focus, "avis", "")
	case widget.MsgStored:
		if m.Doc.Exists() && s.restore(m.Doc) == nil {
			s.remember, s.resumable, s.ticked = true, true, true
		}
	case widget.MsgStorageRefused:
		s.refused, s.remember, s.ticked = true, false, false
		next := "commencer"
		if s.onePage() {
			next = "ouvrir"
		}
		return widget.Do(widget.Announce, "", s.t.T("Ce navigateur refuse la mémorisation ici. Vous pourrez enregistrer un fichier de reprise.")).And(widget.Focus, next, "")
	case "ailleurs":
		return s.decide(m.Arg)
	case "imprimer":
		return widget.Do(widget.Print, s.t.T("Auto-positionnement")+" · "+s.title(), s.printed())
	case "telecharger":
		return s.download(m.Arg)
	case "envoyer":
		return s.send()
	case widget.MsgEmitted:
		if m.Arg == event.NameSend {
			return s.emitted(m.Value == "1")
		}
	case widget.MsgSent:
		return s.sent(issue.Text{})
	case widget.MsgSendFailed:
		return s.sent(m.Reason())
	case "effacer":
		s.confirming = true
		return widget.Do(widget.Focus, "effacer-oui", "")
	case "annuler":
		return widget.Do(widget.Focus, "effacer", "")
	case "effacer-oui", widget.MsgErase:
		return s.erase()
	case widget.MsgRandom:
		s.env.Random = m.Value
	}
	return nil
}

func (s *State) loaded(m widget.Msg) []widget.Effect {
	s.awaited--
	if m.Name == widget.MsgLoadFailed {
		fault := widget.RuleUnreadable.At("", m.What())
		if m.Arg == docFramework {
			s.faults = append(s.faults, fault)
			return errorEvent(fault)
		}
		s.warnings = append(s.warnings, asWarning(fault))
		return s.complete()
	}
	switch m.Arg {
	case docFramework:
		f, faults := read.Framework(m.Doc)
		if f == nil {
			s.faults = append(s.faults, faults...)
			return errorEvent(faults[0])
		}
		s.framework = f
		s.warnings = append(s.warnings, faults...)
	case docProfile:
		s.goal = m.Doc
	case docCatalogue:
		c, faults := read.Catalogue(m.Doc)
		for _, f := range faults {
			s.warnings = append(s.warnings, asWarning(f))
		}
		s.catalogue = c
	case docPrefill:
		s.pending = m.Doc
	}
	return s.complete()
}

// kept follows what a course makes of the answers: the script of a SCORM
// package imports {"kind":"stockage"}. It says so once, when they
// are no longer kept and when they are again.
func (s *State) kept(by string) []widget.Effect {
	unkept := by == "refuse"
	if !s.env.Platform || by != "plateforme" && !unkept || s.env.Unkept == unkept {
		return nil
	}
	s.env.Unkept = unkept
	if unkept {
		return widget.Do(widget.Announce, "", s.t.T("Votre plateforme de formation n’enregistre pas vos réponses en ce moment."))
	}
	return widget.Do(widget.Announce, "", s.t.T("Votre plateforme de formation enregistre de nouveau vos réponses."))
}

func asWarning(i issue.Issue) issue.Issue {
	i.Severity = issue.SeverityWarning
	return i
}

func errorEvent(i issue.Issue) []widget.Effect {
	var o view.Object
	return widget.Do(widget.Emit, event.NameError, o.Strs("code", i.Code, "message", i.Message).String())
}

// complete builds the questions once every document has arrived.
func (s *State) complete() []widget.Effect {
	if s.awaited > 0 || s.framework == nil {
		return nil
	}
	s.profile = profileOf(s.goal, s.framework)
	policy := positioning.Policy{Scope: positioning.ScopeAll}
	if s.env.Mode == "court" && s.profile != nil {
		policy.Scope = positioning.ScopeTargets
	}
	q, faults := positioning.Compile(s.framework, s.profile, policy)
	note := ""
	for _, f := range faults {
		if f.Severity == issue.SeverityWarning { // on how the framework is written: nothing that she can act on, or that is missing here
			note += "\n" + f.Code + " " + f.Message
		} else {
			s.warnings = append(s.warnings, f)
		}
	}
	if len(q.Questions) == 0 {
		fault := widget.RuleContent.At("/items", issue.Text{FR: "au moins une compétence avec une échelle", EN: "at least one competency with a scale"})
		s.faults = append(s.faults, fault)
		return errorEvent(fault)
	}
	s.q, s.run, s.step, s.visited = q, positioning.Start(q), s.home(), s.home()
	n := len(q.Questions)
	s.answers, s.written, s.failed = make([]answer, n), make([]answer, n), make([]bool, n)
	if s.pending.Exists() {
		if faults := s.restore(s.pending); faults != nil {
			s.warnings = append(s.warnings, faults...)
		}
	}
	var o view.Object
	effects := widget.Do(widget.Emit, event.NameReady, o.Strs("widget", "eafc-auto-positionnement", "version", s.env.Version, "framework", string(s.framework.URI)+"@"+s.framework.Version).String())
	if note != "" {
		effects = widget.Effects(effects).And(widget.Note, "", s.title()+note)
	}
	if s.env.Storage {
		effects = widget.Effects(effects).And(widget.Recall, s.store(), "")
	}
	return effects
}

func (s *State) firstOpen() int {
	for i, a := range s.answers {
		if !a.given {
			return i + 1
		}
	}
	return s.last()
}

// enter shows a step: what the slots hold is refreshed, the focus goes to
// its heading.
func (s *State) enter(step int) []widget.Effect {
	s.step = min(max(step, 0), s.last())
	if s.onePage() && s.step < s.last() {
		s.step = 1
	}
	s.visited = max(s.visited, s.step)
	copy(s.written, s.answers)
	s.ticked = s.remember
	s.notice = widgetNotice{}
	name := "introduction"
	effects := []widget.Effect{}
	switch {
	case s.step == s.last():
		name = "resultats"
		s.conclude()
		effects = widget.Effects(effects).And(widget.Emit, event.NameResult, s.resultDetail())
	case s.step > 0:
		name = string(s.q.Questions[s.step-1].Item)
	}
	var o view.Object
	effects = widget.Effects(effects).And(widget.Emit, event.NameStep, o.Str("step", name).Int("index", s.step).Int("total", s.last()+1).String()).And(widget.Focus, "titre-"+strconv.Itoa(s.step), "")
	if s.onResults() {
		effects = widget.Effects(effects).And(widget.Announce, "conclusion", "")
	}
	return effects
}

func (s *State) next() []widget.Effect {
	from, to := s.step-1, s.step
	if s.onePage() {
		from, to = 0, len(s.answers)
	}
	first := -1
	for i := from; i < to; i++ {
		if s.failed[i] = !s.answers[i].given; s.failed[i] && first < 0 {
			first = i
		}
	}
	if first >= 0 {
		copy(s.written, s.answers)
		return widget.Do(widget.Focus, "erreur-"+strconv.Itoa(s.step), "")
	}
	if s.onePage() {
		return s.enter(s.last())
	}
	return s.enter(s.step + 1)
}

func (s *State) jump(id string) []widget.Effect {
	switch id {
	case "introduction":
		return s.enter(0)
	case "resultats":
		return s.enter(s.firstOpen())
	}
	if i := s.question(id); i >= 0 {
		return s.enter(i + 1)
	}
	return nil
}

func (s *State) choose(id, value string) []widget.Effect {
	i := s.question(id)
	if i < 0 {
		return nil
	}
	a := answer{given: true, skipped: value == "passe"}
	if !a.skipped {
		rank, ok := view.Integer(value)
		if !ok {
			return nil
		}
		a.rank = rank
	}
	if !s.say(i, a) {
		return nil
	}
	s.plan, s.payload, s.sending = nil, "", sendIdle
	var o view.Object
	o.Str("item", string(s.q.Questions[i].Item))
	if a.skipped {
		o.Raw("level", "null")
	} else {
		o.Int("level", a.rank)
	}
	return widget.Effects(s.save()).And(widget.Emit, event.NameAnswer, o.Bool("skipped", a.skipped).String())
}

func (s *State) tick(on bool) []widget.Effect {
	s.remember = on
	if on {
		return s.save()
	}
	s.resumable = false
	return widget.Do(widget.Forget, s.store(), "")
}

// save keeps the run on the device, if and only if the box is ticked.
func (s *State) save() []widget.Effect {
	if !s.remember || !s.env.Storage {
		return nil
	}
	return widget.Do(widget.Store, s.store(), s.saved())
}

func (s *State) leave() []widget.Effect {
	s.step, s.ticked = s.home(), s.remember
	copy(s.written, s.answers)
	if s.remember {
		s.resumable = true
		s.notice = widgetNotice{kind: "info", words: "Vos réponses sont mémorisées sur cet appareil. Vous pouvez fermer cette page et reprendre plus tard."}
		return widget.Effects(s.save()).And(widget.Focus, "avis", "")
	}
	s.notice = widgetNotice{kind: "info", words: "Le fichier de reprise est téléchargé. Rouvrez-le ici pour continuer où vous en étiez."}
	return widget.Effects(s.download("reprise")).And(widget.Focus, "avis", "")
}

func (s *State) open(d view.Doc) []widget.Effect {
	if faults := s.restore(d); faults != nil {
		s.notice = widgetNotice{kind: "error", faults: faults}
		return widget.Do(widget.Focus, "avis", "")
	}
	return append(s.save(), s.enter(s.firstOpen())...)
}

func (s *State) erase() []widget.Effect {
	n := len(s.answers)
	s.run = positioning.Start(s.q)
	s.answers, s.written, s.failed = make([]answer, n), make([]answer, n), make([]bool, n)
	s.plan, s.payload, s.sending, s.reason, s.elsewhere = nil, "", sendIdle, issue.Text{}, nil
	s.remember, s.resumable, s.ticked, s.step, s.visited = false, false, false, s.home(), s.home()
	s.notice = widgetNotice{kind: "info", words: "Tout est effacé : il ne reste rien de vos réponses sur cet appareil."}
	return widget.Do(widget.Forget, s.store(), "").And(widget.Random, "", "").And(widget.Emit, event.NameErased, "{}").And(widget.Focus, "avis", "")
}

// adopt takes over what was done in the prerendered page.
func adopt(s *State, snap widget.Snapshot) *State {
	if !s.ready() {
		return s
	}
	for i := range s.q.Questions {
		id := string(s.q.Questions[i].Item)
		if v := snap.Fields["r-"+id]; v != "" {
			s.choose(id, v)
		}
		s.answers[i].note = limit(snap.Fields["n-"+id])
	}
	if n, ok := view.Integer(snap.Step); ok && n >= s.home() && n < s.last() {
		s.step, s.visited = n, n
	}
	if s.step > 0 && snap.Failed {
		s.failed[s.step-1] = !s.answers[s.step-1].given
	}
	return s
}

func limit(s string) string {
	n := 0
	for i := range s {
		if n++; n > read.MaxText {
			return s[:i]
		}
	}
	return s
}
