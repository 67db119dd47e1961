// SPDX-License-Identifier: Apache-2.0

package main

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/planner"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// planPage is a plan in words: what the text and the HTML report show.
type planPage struct {
	Lang, Title, Headline, Proof, ProofDetail string
	Optimal                                   bool
	Words                                     map[string]string
	Steps                                     []stepView
	Modalities                                []barView
	Goals                                     []goalView
	Missing                                   []string
	Postponed                                 []string
	Alternatives                              []altView
	Notes                                     []noteView
	Sources                                   string
}

type stepView struct {
	Number                               int
	Title, Summary, Duration, How, ID    string
	Session                              string
	Brings                               []string
	NeededBy                             []string
	ClockStart, ClockEnd, Share, Percent int
}

type barView struct {
	Name, Duration string
	Percent        int
}

type goalView struct {
	Code, Label          string
	From, Reached, Aimed int
	Top                  int
	Bricks               []int
}

type altView struct{ Kind, Text, Detail string }

type noteView struct{ Code, Text, Fix string }

// planPage puts a plan into words.
func (a *app) planPage(run *planned) planPage {
	r := &run.result
	p := planPage{Lang: a.lang, Proof: a.proofLine(r), Optimal: r.Proof.Kind == planner.ProofOptimal}
	p.Title = a.text("Parcours de formation", "Training pathway")
	switch n := len(r.Steps); {
	case n == 0:
		p.Headline = a.text("Aucune brique à suivre", "No brick to take")
	case n == 1:
		p.Headline = a.text("Une brique, ", "One brick, ") + duration(r.Minutes)
	default:
		p.Headline = strconv.Itoa(n) + a.text(" briques, ", " bricks, ") + duration(r.Minutes)
	}
	if len(r.Steps) > 0 {
		switch {
		case r.OnSite == 0:
			p.Headline += a.text(", entièrement à distance", ", all remote")
		case r.Remote == 0:
			p.Headline += a.text(", entièrement en présence", ", all on site")
		default:
			p.Headline += a.text(", dont ", ", of which ") + duration(r.Remote) + a.text(" à distance", " remote")
		}
	}
	p.ProofDetail = a.proofDetail(r)
	number := map[catalogue.BrickRef]int{}
	for i, s := range r.Steps {
		number[s.Brick] = i + 1
	}
	for i, s := range r.Steps {
		p.Steps = append(p.Steps, a.stepView(run, i, s))
	}
	for _, m := range r.Modalities {
		p.Modalities = append(p.Modalities, barView{catalogue.Label(m.Modality, a.lang), duration(m.Minutes), int(100 * m.Minutes / max(1, r.Minutes))})
	}
	p.Goals = a.goals(run, number)
	for _, u := range r.Unreached {
		p.Missing = append(p.Missing, a.rankName(run.framework, u)+a.text(" : aucune brique éligible n'y mène", ": no eligible brick leads there"))
	}
	for _, w := range run.problem.Want[run.kept:] {
		p.Postponed = append(p.Postponed, a.rankName(run.framework, w))
	}
	for _, alt := range run.alternatives {
		p.Alternatives = append(p.Alternatives, a.altView(run, alt))
	}
	for _, i := range run.issues.In(a.lang) {
		if i.Code != "PLAN-001" && i.Code != "PLAN-004" { // told elsewhere on the page, or folded below
			p.Notes = append(p.Notes, noteView{i.Code, i.Message, i.Fix})
		}
	}
	if n := countCode(run.issues, "PLAN-004"); n > 0 {
		p.Notes = append(p.Notes, noteView{"PLAN-004", strconv.Itoa(n) + a.text(" niveau(x) de départ inconnus, comptés à 0", " starting rank(s) unknown, counted 0"),
			a.text("se positionner sur ces compétences", "position the learner on them")})
	}
	p.Sources = run.framework.Title.In(a.lang) + " " + run.framework.Version + " · " + run.problem.Catalogue.Title.In(a.lang) + " " + run.problem.Catalogue.Version
	p.Words = a.planWords()
	return p
}

func countCode(is issue.Issues, code string) int {
	n := 0
	for _, i := range is {
		if i.Code == code {
			n++
		}
	}
	return n
}

func (a *app) planWords() map[string]string {
	return map[string]string{
		"steps": a.text("Les étapes", "The steps"), "brings": a.text("apporte", "brings"), "opens": a.text("ouvre la voie à", "opens the way to"),
		"goals": a.text("Les buts", "The targets"), "item": a.text("Compétence", "Competency"), "from": a.text("Départ", "Start"),
		"reached": a.text("Atteint", "Reached"), "aimed": a.text("Visé", "Target"), "bricks": a.text("Étapes", "Steps"),
		"modalities": a.text("Les heures par modalité", "Hours by modality"), "missing": a.text("Reste à couvrir", "Still to cover"),
		"postponed": a.text("Remis à plus tard, faute de temps", "Left for later, for lack of time"),
		"others":    a.text("Autres parcours possibles", "Other possible pathways"), "notes": a.text("À savoir", "Good to know"),
		"quote": a.text("« ", "“"), "unquote": a.text(" »", "”"),
		"session": a.text("session", "session"), "fix": a.text("correction : ", "fix: "), "proof": a.text("La preuve", "The proof"),
		"why": a.text("Pourquoi cette brique", "Why this brick"), "rank": a.text("rang", "rank"), "of": a.text("sur", "of"),
	}
}

func (a *app) proofDetail(r *planner.Result) string {
	if r.Proof.Kind != planner.ProofOptimal && r.Proof.Kind != planner.ProofBounded || len(r.Steps) == 0 {
		return ""
	}
	root := catalogue.Minutes(r.Proof.Bound / 4096)
	if r.Proof.Objective == planner.ObjectiveBricks {
		return ""
	}
	return a.text("Les prix joints prouvent à eux seuls qu'il faut au moins ", "The prices given prove by themselves that at least ") + duration(root) +
		a.text(" ; la recherche complète a examiné ", " are needed; the full search examined ") + strconv.Itoa(r.Nodes) + a.text(" choix partiel(s).", " partial choice(s).")
}

func (a *app) stepView(run *planned, i int, s planner.PlannedStep) stepView {
	r := &run.result
	v := stepView{Number: i + 1, ID: string(s.Brick.ID) + " " + s.Brick.Version, Duration: duration(s.Minutes)}
	if b, ok := run.problem.Catalogue.Resolve(s.Brick); ok {
		v.Title, v.Summary, v.How = b.Title.In(a.lang), b.Summary.In(a.lang), catalogue.Label(b.Modality, a.lang)
	}
	if s.Session != "" {
		v.Session = a.sessionWords(run, s.Session)
	}
	from := map[competency.Ref][2]int{}
	var order []competency.Ref
	for _, x := range s.Serves {
		span, seen := from[x.Item]
		if !seen {
			order = append(order, x.Item)
			span = [2]int{x.Rank, x.Rank}
		}
		from[x.Item] = [2]int{min(span[0], x.Rank), max(span[1], x.Rank)}
	}
	for _, item := range order {
		v.Brings = append(v.Brings, a.riseName(run.framework, item, from[item][0]-1, from[item][1]))
	}
	for _, n := range s.NeededBy {
		if b, ok := run.problem.Catalogue.Resolve(n); ok {
			v.NeededBy = append(v.NeededBy, b.Title.In(a.lang))
		}
	}
	done := catalogue.Minutes(0)
	for _, e := range r.Steps[:i] {
		done += e.Minutes
	}
	v.Share = int(100 * done / max(1, r.Minutes))
	v.Percent = max(1, int(100*s.Minutes/max(1, r.Minutes)))
	return v
}

func (a *app) sessionWords(run *planned, id string) string {
	for _, s := range run.problem.Sessions {
		if s.ID == id {
			where := ""
			if s.Place != "" {
				where = ", " + s.Place
			}
			from, to := day(s.Start), day(s.End)
			if from == to {
				return id + " : " + from + " " + string(s.Start[11:16]) + "–" + string(s.End[11:16]) + where
			}
			return id + " : " + from + " – " + to + where
		}
	}
	return id
}

func day(i competency.Instant) string {
	d := string(i.Date())
	if len(d) != 10 {
		return d
	}
	return d[8:] + "/" + d[5:7] + "/" + d[:4]
}

// itemName is "EA1 Conduire le pilotage pédagogique".
func (a *app) itemName(f *competency.Framework, ref competency.Ref) (code, label string) {
	if it, ok := f.Item(ref.Item); ok && ref.Framework == f.URI {
		return it.Code, it.Label.In(a.lang)
	}
	return string(ref.Item), ""
}

func (a *app) rankName(f *competency.Framework, x catalogue.ItemRank) string {
	code, label := a.itemName(f, x.Item)
	return code + " " + label + a.text(", rang ", ", rank ") + strconv.Itoa(x.Rank) + a.levelName(f, x.Item, x.Rank)
}

func (a *app) levelName(f *competency.Framework, ref competency.Ref, rank int) string {
	if it, ok := f.Item(ref.Item); ok {
		if scale, ok := f.ScaleOf(it); ok {
			if l, ok := scale.Level(rank); ok {
				return " (" + l.Label.In(a.lang) + ")"
			}
		}
	}
	return ""
}

func (a *app) riseName(f *competency.Framework, ref competency.Ref, from, to int) string {
	code, label := a.itemName(f, ref)
	return code + " " + label + a.text(" : du rang ", ": from rank ") + strconv.Itoa(from) + a.text(" au rang ", " to rank ") + strconv.Itoa(to) + a.levelName(f, ref, to)
}

func (a *app) goals(run *planned, number map[catalogue.BrickRef]int) []goalView {
	var out []goalView
	for _, w := range run.problem.Want[:run.kept] {
		g := goalView{Aimed: w.Rank, Reached: w.Rank}
		g.Code, g.Label = a.itemName(run.framework, w.Item)
		for _, h := range run.problem.Have {
			if h.Item == w.Item {
				g.From = max(g.From, h.Rank)
			}
		}
		for _, u := range run.result.Unreached {
			if u.Item == w.Item {
				g.Reached = min(g.Reached, u.Rank-1)
			}
		}
		if it, ok := run.framework.Item(w.Item.Item); ok {
			if scale, ok := run.framework.ScaleOf(it); ok {
				g.Top = scale.Top()
			}
		}
		for _, s := range run.result.Steps {
			for _, x := range s.Serves {
				if x.Item == w.Item {
					g.Bricks = append(g.Bricks, number[s.Brick])
					break
				}
			}
		}
		out = append(out, g)
	}
	return out
}

func (a *app) altView(run *planned, alt planner.Alternative) altView {
	r, best := &alt.Result, &run.result
	v := altView{}
	switch alt.Kind {
	case planner.AlternativeNextBest:
		v.Kind = a.text("Le suivant", "Next best")
	case planner.AlternativeFewestBricks:
		v.Kind = a.text("Le moins de briques", "Fewest bricks")
	case planner.AlternativeAllRemote:
		v.Kind = a.text("Tout à distance", "All remote")
	}
	v.Text = strconv.Itoa(len(r.Steps)) + a.text(" briques, ", " bricks, ") + duration(r.Minutes)
	switch d := r.Minutes - best.Minutes; {
	case d > 0:
		v.Text += " (+" + duration(d) + ")"
	case d == 0:
		v.Text += a.text(" (même durée)", " (same duration)")
	}
	in := func(ref catalogue.BrickRef, list []planner.PlannedStep) bool {
		for _, s := range list {
			if s.Brick == ref {
				return true
			}
		}
		return false
	}
	list := func(word string, from, other []planner.PlannedStep) {
		first := true
		for _, s := range from {
			b, ok := run.problem.Catalogue.Resolve(s.Brick)
			if !ok || in(s.Brick, other) {
				continue
			}
			sep := ", "
			if first {
				sep, first = word, false
				if v.Detail != "" {
					v.Detail += " ; "
				}
			}
			v.Detail += sep + a.text("« ", "“") + b.Title.In(a.lang) + a.text(" »", "”")
		}
	}
	list(a.text("sans ", "without "), best.Steps, r.Steps)
	list(a.text("avec ", "with "), r.Steps, best.Steps)
	return v
}
