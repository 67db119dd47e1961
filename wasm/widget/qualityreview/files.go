// SPDX-License-Identifier: Apache-2.0

package qualityreview

import (
	"strings"

	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

func hasRisk(s string) bool { return strings.Contains(s, "risque") }

// export gives the report with what the person established ("json"), the
// records of pieces ("pieces"), the plan of actions ("plan"), the sheet
// ("csv"), the resume file ("reprise"), or the counts ("etat").
func export(s *State, kind string) (string, bool) {
	if !s.ready() {
		return "", false
	}
	switch kind {
	case "json":
		return string(s.own.Encode()), true
	case "pieces":
		l := label.EvidenceList{Pieces: s.own.Evidence}
		return string(l.Encode()), true
	case "plan":
		return s.payload(), true
	case "csv":
		return s.csv(), true
	case "reprise":
		return s.saved(), true
	case "etat":
		c := s.own.Coverage
		var o view.Object
		return o.Strs("profile", string(s.profile.ID), "version", s.profile.Version).Int("step", s.step).Int("total", s.last()+1).Str("proposed", string(s.own.Proposed)).
			Int("applicable", c.Applicable).Int("true", c.True).Int("false", c.False).Int("unknown", c.Unknown).Int("pieces", c.Pieces).String(), true
	}
	return "", false
}

func (s *State) download(kind string) []widget.Effect {
	text, ok := export(s, kind)
	if !ok {
		return nil
	}
	name := "auto-evaluation-" + s.Env.Day
	switch kind {
	case "csv":
		name += ".csv"
	case "json":
		name += ".rapport.json"
	default:
		name += "." + kind + ".json"
	}
	return widget.Do(widget.Download, name, text).And(widget.Announce, "", s.T.T("Fichier enregistré : {0}", name))
}

// head begins the files of the widget.
func (s *State) head(o *view.Object, kind string) *view.Object {
	return o.Int("eafc", 1).Strs("kind", kind, "profile", string(s.profile.ID), "version", s.profile.Version, "savedOn", s.Env.Day)
}

func overrides(list []label.Override) string {
	var out []string
	for _, x := range list {
		var o view.Object
		out = append(out, o.Str("rule", x.Rule).Opts("truth", string(x.Truth), "reason", x.Reason).String())
	}
	return view.Array(out)
}

func actions(list []label.Action) string {
	var out []string
	for _, a := range list {
		var o view.Object
		out = append(out, o.Strs("rule", a.Rule, "gap", a.Gap).Opts("what", a.What, "indicator", a.Indicator, "due", string(a.Due), "risk", a.Risk).String())
	}
	return view.Array(out)
}

// payload is the plan of actions, with the digest of the report it is made
// on: what leaves if the person says so. It names nobody.
func (s *State) payload() string {
	var o view.Object
	return s.head(&o, "plan-action").Strs("report", string(s.own.Digest()), "proposed", string(s.own.Proposed)).Raw("actions", actions(s.plan())).String()
}

// saved is the resume file: all that was done, and nothing of the grid.
func (s *State) saved() string {
	l := label.EvidenceList{Pieces: s.work.pieces}
	if l.Pieces == nil {
		l.Pieces = []label.Evidence{}
	}
	var o view.Object
	return s.head(&o, "auto-evaluation").Opts("id", s.work.id, "subject", s.work.subject).Raw("action", view.Strings(s.work.kinds)).Raw("overrides", overrides(s.work.over)).
		Raw("evidence", string(l.Encode())).Raw("actions", actions(s.work.plan)).String()
}

func (s *State) open(d view.Doc) []widget.Effect {
	s.notice = ""
	if s.faults = s.restore(d); s.faults != nil {
		return widget.Do(widget.Focus, "avis", "")
	}
	s.evaluate()
	return append(s.save(), s.enter(s.firstOpen())...)
}

// restore takes a resume file over; nil when all went well.
func (s *State) restore(d view.Doc) issue.Issues {
	switch {
	case d.Text("kind") != "auto-evaluation":
		return widget.RuleContent.Alone("/kind", issue.Text{FR: "un fichier de reprise", EN: "a resume file"})
	case d.Whole("eafc") != 1:
		return widget.RuleMajor.Alone("/eafc", d.Get("eafc").JSON())
	case d.Text("profile") != string(s.profile.ID):
		return widget.RuleForeign.Alone("/profile", d.Text("profile"))
	case d.Text("version") != s.profile.Version:
		return widget.RuleMajor.Alone("/version", d.Text("version"))
	}
	if id := d.Text("id"); id != "" && !competency.IRI(id).Valid() {
		return widget.RuleContent.Alone("/id", issue.Text{FR: "« id »", EN: "“id”"})
	}
	l, is := label.DecodeEvidence([]byte(d.Get("evidence").JSON()))
	if !is.HasErrors() {
		is = label.CheckEvidence(s.profile, l.Pieces, "")
	}
	if is.HasErrors() {
		return widget.RuleContent.Alone("/evidence", is[0].Words())
	}
	w := work{id: d.Text("id"), subject: limit(d.Text("subject")), kinds: d.Get("action").Strs(), pieces: l.Pieces}
	d.Get("overrides").Each(func(_ string, v view.Doc) {
		o := label.Override{Rule: v.Text("rule"), Truth: label.Truth(v.Text("truth")), Reason: limit(v.Text("reason"))}
		if s.profile.Rule(o.Rule) != nil && (o.Truth == "" || o.Truth.Valid()) {
			w.say(o)
		}
	})
	d.Get("actions").Each(func(_ string, v view.Doc) {
		a := label.Action{Rule: v.Text("rule"), Gap: limit(v.Text("gap")), What: limit(v.Text("what")), Indicator: limit(v.Text("indicator")),
			Due: competency.Date(v.Text("due")), Risk: limit(v.Text("risk"))}
		if s.profile.Rule(a.Rule) != nil {
			w.plan = append(w.plan, a)
		}
	})
	s.work = w
	return nil
}

// firstOpen is the first rule that is still unknown, else the results.
func (s *State) firstOpen() int {
	for i := range s.own.Findings {
		if f := &s.own.Findings[i]; f.Applies != label.TruthFalse && f.Truth == label.TruthUnknown {
			return i + 1
		}
	}
	return s.last()
}

func (s *State) csv() string {
	lang := s.T.Lang()
	rows := [][]string{s.T.All("Critère", "Règle", "Constat", "Établi par", "Pièces", "Écart", "Action", "Indicateur", "Échéance", "Risque")}
	for i := range s.own.Findings {
		f := &s.own.Findings[i]
		r := s.profile.Rule(f.Rule)
		row := []string{r.Criterion, f.Rule + " " + r.Title.In(lang), f.State(lang), s.origin(f.Origin), strings.Join(f.Evidence, " ")}
		for _, a := range s.plan() {
			if a.Rule == f.Rule {
				row = append(row, a.Gap, a.What, a.Indicator, string(a.Due), a.Risk)
			}
		}
		rows = append(rows, row)
	}
	return widget.Sheet(rows)
}
