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
		return o.Str("profile", string(s.profile.ID)).Str("version", s.profile.Version).Int("step", s.step).Int("total", s.last()+1).Str("proposed", string(s.own.Proposed)).
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
	return []widget.Effect{{Kind: widget.Download, Name: name, Value: text}, {Kind: widget.Announce, Value: s.T.T("Fichier enregistré : {0}", name)}}
}

// head begins the files of the widget.
func (s *State) head(o *view.Object, kind string) *view.Object {
	return o.Int("eafc", 1).Str("kind", kind).Str("profile", string(s.profile.ID)).Str("version", s.profile.Version).Str("savedOn", s.Env.Day)
}

func overrides(list []label.Override) string {
	var out []string
	for _, x := range list {
		var o view.Object
		out = append(out, o.Str("rule", x.Rule).Opt("truth", string(x.Truth)).Opt("reason", x.Reason).String())
	}
	return view.Array(out)
}

func actions(list []label.Action) string {
	var out []string
	for _, a := range list {
		var o view.Object
		out = append(out, o.Str("rule", a.Rule).Str("gap", a.Gap).Opt("what", a.What).Opt("indicator", a.Indicator).Opt("due", string(a.Due)).Opt("risk", a.Risk).String())
	}
	return view.Array(out)
}

// payload is the plan of actions, with the digest of the report it is made
// on: what leaves if the person says so. It names nobody.
func (s *State) payload() string {
	var o view.Object
	return s.head(&o, "plan-action").Str("report", string(s.own.Digest())).Str("proposed", string(s.own.Proposed)).Raw("actions", actions(s.plan())).String()
}

// saved is the resume file: all that was done, and nothing of the grid.
func (s *State) saved() string {
	var list []string
	for _, k := range s.work.kinds {
		list = append(list, string(view.AppendJSON(nil, k)))
	}
	l := label.EvidenceList{Pieces: s.work.pieces}
	if l.Pieces == nil {
		l.Pieces = []label.Evidence{}
	}
	var o view.Object
	return s.head(&o, "auto-evaluation").Opt("id", s.work.id).Opt("subject", s.work.subject).Raw("action", view.Array(list)).Raw("overrides", overrides(s.work.over)).
		Raw("evidence", string(l.Encode())).Raw("actions", actions(s.work.plan)).String()
}

func (s *State) open(d view.Doc) []widget.Effect {
	s.notice = ""
	if s.faults = s.restore(d); s.faults != nil {
		return []widget.Effect{{Kind: widget.Focus, Name: "avis"}}
	}
	s.evaluate()
	return append(s.save(), s.enter(s.firstOpen())...)
}

// restore takes a resume file over; nil when all went well.
func (s *State) restore(d view.Doc) issue.Issues {
	switch {
	case d.Get("kind").Str() != "auto-evaluation":
		return widget.RuleContent.Alone("/kind", "un fichier de reprise")
	case d.Get("eafc").Int() != 1:
		return widget.RuleMajor.Alone("/eafc", d.Get("eafc").JSON())
	case d.Get("profile").Str() != string(s.profile.ID):
		return widget.RuleForeign.Alone("/profile", d.Get("profile").Str())
	case d.Get("version").Str() != s.profile.Version:
		return widget.RuleMajor.Alone("/version", d.Get("version").Str())
	}
	if id := d.Get("id").Str(); id != "" && !competency.IRI(id).Valid() {
		return widget.RuleContent.Alone("/id", "« id »")
	}
	l, is := label.DecodeEvidence([]byte(d.Get("evidence").JSON()))
	if !is.HasErrors() {
		is = label.CheckEvidence(s.profile, l.Pieces, "")
	}
	if is.HasErrors() {
		return widget.RuleContent.Alone("/evidence", is.In("fr")[0].Message)
	}
	w := work{id: d.Get("id").Str(), subject: limit(d.Get("subject").Str()), kinds: d.Get("action").Strs(), pieces: l.Pieces}
	d.Get("overrides").Each(func(_ string, v view.Doc) {
		o := label.Override{Rule: v.Get("rule").Str(), Truth: label.Truth(v.Get("truth").Str()), Reason: limit(v.Get("reason").Str())}
		if s.profile.Rule(o.Rule) != nil && (o.Truth == "" || o.Truth.Valid()) {
			w.say(o)
		}
	})
	d.Get("actions").Each(func(_ string, v view.Doc) {
		a := label.Action{Rule: v.Get("rule").Str(), Gap: limit(v.Get("gap").Str()), What: limit(v.Get("what").Str()), Indicator: limit(v.Get("indicator").Str()),
			Due: competency.Date(v.Get("due").Str()), Risk: limit(v.Get("risk").Str())}
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
	rows := [][]string{{s.T.T("Critère"), s.T.T("Règle"), s.T.T("Constat"), s.T.T("Établi par"), s.T.T("Pièces"), s.T.T("Écart"), s.T.T("Action"), s.T.T("Indicateur"), s.T.T("Échéance"), s.T.T("Risque")}}
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
