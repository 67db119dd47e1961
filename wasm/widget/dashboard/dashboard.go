// SPDX-License-Identifier: Apache-2.0

// Package dashboard is <eafc-indicateurs>: trainee-hours of a period by
// indicator, two years beside each other, and the training needs that come
// out of many self-positionings. Files are read on the device and stay there;
// what fewer than k people stand behind is never shown, nor what would give
// it away.
package dashboard

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/catalogue/indicator"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/event"
	"forge.apps.education.fr/eafc/briques/wasm/widget/read"
)

func itoa(n int) string { return strconv.Itoa(n) }

// State is what the view shows.
type State struct {
	widget.Shell
	plan       map[string]competency.Text // words of the indicators
	title      competency.Text            // of the plan
	notice     competency.Text
	reports    [2]*report                        // the period, and the one it is compared with
	lines      []pair                            // of both, by indicator
	apart      issue.Issues                      // why both cannot be compared
	labels     map[competency.ID]competency.Text // of the framework's items; nil without framework
	k          int
	pile       pile
	by         string // profil, annee, aucune
	hours      int    // 0 planned, 1 enrolled, 2 attended: compared between both years
	wroteBy    string // by and hours as their controls were last written
	wroteHours int
	reading    bool // files are coming: nothing is counted again until the last
	tally      tally
	refused    []refusal
	left       int // files refused
}

// refusal counts the files that were left out for one reason.
type refusal struct {
	why   issue.Issue
	count int
	files string // the first five names
}

// Widget returns the definition of <eafc-indicateurs>.
func Widget() widget.Definition {
	return widget.Define(widget.Definition{Tag: "eafc-indicateurs", Folder: "indicateurs", Package: "dashboard",
		Title: [2]string{"Tableau de bord", "Dashboard"}, Attributes: []string{"rapport", "comparer", "plan", "seuil", "cohorte"}, Slots: []string{"titre", "introduction", "pied"}},
		widget.Program[*State]{Init: start, Update: update, View: render, Export: export})
}

func start(env widget.Env) (*State, []widget.Effect) {
	s := &State{k: indicator.DefaultK, by: "profil", hours: 2}
	if n, ok := view.Integer(env.Own["seuil"]); ok && n >= indicator.DefaultK && n <= 1000 {
		s.k = n
	}
	if c := env.Own["cohorte"]; c == "annee" || c == "aucune" {
		s.by = c
	}
	s.wroteBy, s.wroteHours = s.by, s.hours
	effects := s.Open(env, "Tableau de bord", [2]string{"rapport", env.Own["rapport"]}, [2]string{"comparer", env.Own["comparer"]}, [2]string{"plan", env.Own["plan"]},
		[2]string{"referentiel", env.Framework}, [2]string{"profil", widget.ProfileAddress(env.Framework, env.Profile)})
	if s.Awaited == 0 { // files are enough
		s.Faults = nil
		return s, s.Ready("eafc-indicateurs")
	}
	return s, effects
}

func update(s *State, m widget.Msg) (*State, []widget.Effect) {
	if effects, done := s.Common(m); done {
		s.wroteBy, s.wroteHours = s.by, s.hours
		return s, effects
	}
	switch m.Name {
	case widget.MsgLoaded:
		return s, s.load(m.Arg, m.Doc)
	case widget.MsgFile:
		s.reading = true
		s.take(m.Doc, m.File)
	case widget.MsgFiles:
		return s, s.settle()
	case widget.MsgImport:
		s.take(m.Doc, "")
		return s, s.settle()
	case widget.MsgFileRefused:
		s.refuse(widget.RuleUnreadable.Alone("", m.Reason()), m.File)
		if !s.reading {
			return s, s.settle()
		}
	case widget.MsgErase, "effacer":
		s.pile = pile{framework: s.pile.framework, version: s.pile.version, targets: s.pile.targets}
		if s.labels == nil {
			s.pile.framework, s.pile.version = "", ""
		}
		s.refused, s.left, s.tally, s.reading = nil, 0, tally{}, false
		if s.Env.Own["rapport"] == "" {
			s.reports, s.lines, s.apart = [2]*report{}, nil, nil
		}
		return s, widget.Do(widget.Emit, event.NameErased, "{}").And(widget.Announce, "", s.T.T("Les fichiers sont retirés.")).And(widget.Focus, "titre-0", "")
	case "cohorte":
		s.by = m.Value
		s.tally = s.pile.count(s.by, s.k)
		return s, widget.Do(widget.Announce, "", s.said())
	case widget.MsgGoto:
		return s, widget.Do(widget.Focus, "titre-"+m.Arg, "")
	case "nature":
		if n, ok := view.Integer(m.Value); ok && n >= 0 && n <= 2 {
			s.hours = n
		}
	case "imprimer":
		return s, widget.Do(widget.Print, s.T.T("Tableau de bord"), s.printed())
	case "telecharger":
		if text, ok := export(s, m.Arg); ok {
			name := "indicateurs-" + s.Env.Day + "." + m.Arg
			return s, widget.Do(widget.Download, name, text).And(widget.Announce, "", s.T.T("Fichier enregistré : {0}", name))
		}
	}
	return s, nil
}

// load takes a document that an attribute names. A report that cannot be read
// is a fault; the words of a plan or a framework are not missed.
func (s *State) load(name string, d view.Doc) []widget.Effect {
	switch name {
	case "plan":
		s.title, s.notice, s.plan = read.Words(d.Get("title")), read.Words(d.Get("notice")), map[string]competency.Text{}
		_, s.T.Plain = s.title.Find("fr")
		d.Get("indicators").Each(func(_ string, v view.Doc) { s.plan[v.Text("id")] = read.Words(v.Get("text")) })
	case "referentiel":
		s.Faults = append(s.Faults, s.name(d)...)
	case "profil":
		s.pile.targets = map[competency.ID]int{}
		d.Get("targets").Each(func(_ string, t view.Doc) {
			s.pile.targets[competency.ID(t.Path("item", "item").Str())] = t.Whole("rank")
		})
	default:
		r, faults := reportOf(d, s.k)
		s.Faults = append(s.Faults, faults...)
		if name == "rapport" {
			s.reports[0] = r
		} else {
			s.reports[1] = r
		}
	}
	if len(s.Faults) > 0 {
		return s.Raise()
	}
	if s.Awaited > 0 {
		return nil
	}
	s.compare()
	return s.Ready("eafc-indicateurs")
}

// name reads what is shown of a framework: which one it is, and the labels of
// its items.
func (s *State) name(d view.Doc) issue.Issues {
	items := d.Get("items")
	s.pile.framework, s.pile.version = d.Text("uri"), d.Text("version")
	switch {
	case items.Kind() != view.KindArray || s.pile.framework == "" || s.pile.version == "":
		return widget.RuleContent.Alone("", issue.Text{FR: "un référentiel (« uri », « version », « items »)", EN: "a framework (“uri”, “version”, “items”)"})
	case items.Len() > read.MaxItems:
		return widget.RuleTooLarge.Alone("/items", widget.Counted(items.Len(), " compétences", " competencies"))
	}
	s.labels = map[competency.ID]competency.Text{}
	items.Each(func(_ string, v view.Doc) { s.labels[competency.ID(v.Text("id"))] = read.Words(v.Get("label")) })
	return nil
}

// take adds a file that a person opened: a report, or a self-positioning.
func (s *State) take(d view.Doc, file string) {
	if d.Get("values").Kind() != view.KindArray {
		if faults := s.pile.add(d); faults != nil {
			s.refuse(faults, file)
		}
		return
	}
	r, faults := reportOf(d, s.k)
	if faults != nil {
		s.refuse(faults, file)
		return
	}
	switch first := s.reports[0]; {
	case first == nil, first.from == r.from && first.until == r.until:
		s.reports[0] = r
	case first.from < r.from:
		s.reports = [2]*report{r, first}
	default:
		s.reports[1] = r
	}
}

// refuse counts a file that is left out, with those left out for the same
// reason.
func (s *State) refuse(faults issue.Issues, file string) {
	s.left++
	for i := range s.refused {
		if r := &s.refused[i]; r.why.Equal(faults[0]) {
			if r.count++; r.count <= 5 {
				r.files += ", " + file
			}
			return
		}
	}
	s.refused = append(s.refused, refusal{faults[0], 1, file})
}

// settle counts again once every file has come.
func (s *State) settle() []widget.Effect {
	s.reading, s.wroteBy, s.wroteHours = false, s.by, s.hours
	s.compare()
	s.tally = s.pile.count(s.by, s.k)
	words := s.said()
	if s.left > 0 {
		words += ". " + s.T.N(s.left, "{0} fichier laissé de côté", "{0} fichiers laissés de côté")
	}
	var o view.Object
	return widget.Do(widget.Emit, event.NameAggregate, o.Int("files", len(s.pile.records)).Int("refused", s.left).Int("hidden", s.tally.hides).Int("k", s.k).String()).And(widget.Announce, "", words)
}

func (s *State) said() string {
	return s.T.N(len(s.pile.records), "{0} auto-positionnement compté", "{0} auto-positionnements comptés")
}

// compare lays both reports side by side, where they count the same things.
func (s *State) compare() {
	s.lines, s.apart = nil, nil
	if s.reports[0] != nil && s.reports[1] != nil {
		before, after := s.reports[1], s.reports[0]
		if s.apart = indicator.SamePlan(before.plan, before.version, after.plan, after.version); s.apart == nil {
			s.lines = pairs(before, after)
		}
	}
}

// export gives what is shown and nothing else: "csv", "json", or the counts
// of files ("etat").
func export(s *State, kind string) (string, bool) {
	if s.Awaited > 0 || len(s.Faults) > 0 {
		return "", false
	}
	if kind == "etat" {
		var o view.Object
		return o.Int("files", len(s.pile.records)).Int("hidden", s.tally.hides).Int("k", s.k).Bool("report", s.reports[0] != nil).String(), true
	}
	var rows [][]string
	var grids []string
	for _, g := range s.grids() {
		if len(rows) > 0 {
			rows = append(rows, nil)
		}
		rows, grids = append(rows, s.sheet(g)...), append(grids, g.json())
	}
	switch {
	case len(rows) == 0:
		return "", false
	case kind == "csv":
		return widget.Sheet(rows), true
	case kind == "json":
		var o view.Object
		return o.Int("k", s.k).Str("day", s.Env.Day).Raw("tables", view.Array(grids)).String(), true
	}
	return "", false
}

// grids is everything that is shown.
func (s *State) grids() []*grid {
	var out []*grid
	if r := s.reports[0]; r != nil {
		out = append(out, s.hoursGrid(r), s.othersGrid(r))
		if len(s.lines) > 0 {
			out = append(out, s.yearsGrid())
		}
		for i := range r.splits {
			out = append(out, s.splitGrid(&r.splits[i], minutes), s.splitGrid(&r.splits[i], s.T.T("Stagiaires")))
		}
	}
	if len(s.tally.lines) > 0 {
		out = append(out, s.needsGrids()...)
	}
	return out
}
