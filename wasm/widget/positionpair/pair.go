// SPDX-License-Identifier: Apache-2.0

// Package positionpair is what the widgets that lay two positions side by
// side share: the framework, the two files (by address or opened by the
// person), another version carried over, another framework refused.
package positionpair

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/read"
)

// Pair holds two positions on one framework. Embed it.
type Pair struct {
	widget.Shell
	Framework *competency.Framework
	Positions [2]*competency.Position // migrated to the version of Framework
	Losses    [2][]competency.Loss    // what the migration could not carry
	names     [2]string
	tag       string
	earlier   *competency.Framework
	given     [2]*competency.Position
	alone     string // the file that was read, as long as the other is missing
	bad       [2]issue.Issues
}

// Begin asks for the framework ("referentiel"), its earlier version
// ("ancien") and the two files, named as their attributes.
func (s *Pair) Begin(env widget.Env, tag, title, first, second string) []widget.Effect {
	s.names, s.tag = [2]string{first, second}, tag
	effects := s.Open(env, title, [2]string{"referentiel", env.Framework}, [2]string{"ancien", env.Own["ancien"]}, [2]string{first, env.Own[first]}, [2]string{second, env.Own[second]})
	if env.Framework == "" {
		s.Faults = widget.RuleContent.Alone("", "referentiel")
		return s.Raise()
	}
	return effects
}

// Handle answers the messages of documents and files.
func (s *Pair) Handle(m widget.Msg) []widget.Effect {
	if effects, done := s.Common(m); done {
		return effects
	}
	i := 0
	if m.Arg == s.names[1] {
		i = 1
	}
	switch m.Name {
	case widget.MsgLoaded:
		switch m.Arg {
		case "referentiel", "ancien":
			f, faults := read.Framework(m.Doc)
			if f == nil {
				s.Faults = append(s.Faults, faults...)
				return s.Raise()
			}
			if m.Arg == "ancien" {
				s.earlier = f
			} else {
				s.Framework = f
			}
		default:
			s.given[i], s.bad[i] = read.Position(m.Doc)
		}
		if !s.Shown() {
			return nil
		}
		s.settle()
		return s.Ready(s.tag)
	case widget.MsgFile:
		s.given[i], s.bad[i] = read.Position(m.Doc)
		s.settle()
		return s.say(i, m.File)
	case widget.MsgFileRefused:
		s.given[i], s.bad[i] = nil, widget.RuleUnreadable.Alone("", m.Reason())
		s.settle()
		return s.say(i, "")
	}
	return nil
}

// say tells what became of a file; the focus stays on its control.
func (s *Pair) say(i int, file string) []widget.Effect {
	if len(s.bad[i]) > 0 {
		return widget.Do(widget.Announce, "", s.bad[i].In(s.T.Lang())[0].Message)
	}
	if s.Complete() {
		return widget.Do(widget.Focus, "titre-bilan", "")
	}
	s.alone = file
	return widget.Do(widget.Announce, "", s.half())
}

// half says that one file is there and not the other.
func (s *Pair) half() string { return s.T.T("{0} est lu. Il manque l’autre fichier.", s.alone) }

// Shown tells whether there is a framework to read files against.
func (s *Pair) Shown() bool { return s.Framework != nil && s.Awaited == 0 && len(s.Faults) == 0 }

// Complete tells whether both positions can be laid side by side.
func (s *Pair) Complete() bool { return s.Positions[0] != nil && s.Positions[1] != nil }

// settle carries both files to the version of the framework.
func (s *Pair) settle() {
	for i, p := range s.given {
		s.Positions[i], s.Losses[i] = nil, nil
		switch {
		case p == nil:
		case p.Framework != s.Framework.URI:
			s.bad[i] = widget.RuleForeign.Alone("/framework", string(p.Framework))
		case p.Version == s.Framework.Version:
			s.Positions[i] = p
		case s.earlier == nil || s.earlier.Version != p.Version || s.earlier.URI != p.Framework:
			s.bad[i] = widget.RuleMajor.Alone("/version", p.Version)
		default:
			set, faults := competency.Diff(s.earlier, s.Framework)
			if set.From.Version == "" {
				s.bad[i] = faults
				continue
			}
			moved, losses := competency.Migrate(*p, set)
			s.Positions[i], s.Losses[i] = &moved, losses
		}
	}
}

// Files returns the slot in which the two files are opened, which never
// changes (a second file may be chosen while the first is being read), and the
// one that says what became of them; the words are already in the language of
// the page. The promise says what for.
func (s *Pair) Files(title, promise string, labels [2]string) (files, read view.Slot) {
	p := s.Page()
	p.F(`<section class="corps fiche" aria-labelledby="titre-0">`).Open(1).F(` id="titre-0" tabindex="-1" class="grand">{0}`, title).Close(1)
	p.F(`<p>{0}</p><p class="muted">{Chaque fichier est celui que l’auto-positionnement enregistre à la fin (.json). Il est lu sur cet appareil et n’en part pas.}</p><div class="actions">`, promise)
	for i, name := range s.names {
		p.F(`<label class="btn fichier" part="button" for="f-{0}">{1}<input type="file" id="f-{0}" data-m="{0}" data-a="{0}" accept=".json,application/json"></label>`, name, labels[i])
	}
	files = view.Slot{Name: "fichiers", HTML: p.F(`</div></section>`).String()}
	p = s.Page()
	if s.alone != "" && !s.Complete() {
		p.F(`<p class="vert fort">{0}</p>`, s.half())
	}
	for i := range s.names {
		if len(s.bad[i]) > 0 {
			p.F(`<div class="alerte"><p class="fort rouge">{0}</p>`, labels[i]).Issues(s.bad[i]).F(`</div>`)
		}
	}
	said := p.String()
	if said != "" {
		said = `<div class="corps fiche">` + said + `</div>`
	}
	return files, view.Slot{Name: "lecture", HTML: said}
}

// Row opens the row of a competency: what it is called, squares filled up to
// one level with a bar at the other, and both in words.
func (s *Pair) Row(p *widget.Page, id competency.ID, filled, bar *positioning.Claim, words string) {
	squares := ""
	if it, ok := s.Framework.Item(id); ok {
		if scale, ok := s.Framework.ScaleOf(it); ok {
			squares = view.Squares(rank(filled), rank(bar), scale.Top())
		}
	}
	p.F(`<tr role="row"><th role="rowheader" scope="row">{!0}</th><td role="cell" class="val">{!1}<span>{2}</span></td><td role="cell" class="ecart">`, s.Label(id), squares, words)
}

func rank(c *positioning.Claim) int {
	if c == nil {
		return -1
	}
	return positioning.RankOf(*c)
}

// Rank returns the level of a claim as it is read.
func (s *Pair) Rank(c *positioning.Claim) string {
	if c == nil {
		return s.T.T("non renseigné")
	}
	return strconv.Itoa(rank(c))
}

// Key says above the table how to read the squares and what the levels of the
// framework are called; levels that differ from one competency to another
// are not listed.
func (s *Pair) Key(p *widget.Page, squares string) {
	p.F(`<p class="muted petit echelle">{0}`, squares)
	if len(s.Framework.Scales) == 1 {
		p.F(` {Échelle :} <span class="nb">0 {pas encore}</span>`)
		for _, l := range s.Framework.Scales[0].Levels {
			if l.Rank > 0 {
				p.F(` · <span class="nb">{0} {!1}</span>`, strconv.Itoa(l.Rank), s.T.O(l.Label))
			}
		}
	}
	p.F(`</p>`)
}

// Label returns what the competency is called, as HTML.
func (s *Pair) Label(id competency.ID) string {
	if it, ok := s.Framework.Item(id); ok {
		return s.T.O(it.Label)
	}
	return view.Escape(string(id))
}

// Lost lists what the change of version could not carry.
func (s *Pair) Lost(p *widget.Page) {
	if len(s.Losses[0])+len(s.Losses[1]) == 0 {
		return
	}
	p.F(`<div class="alerte"><p class="fort">{Ce que le changement de version n’a pas pu reprendre}</p><ul>`)
	for _, losses := range s.Losses {
		for _, l := range losses {
			label := string(l.Claim.Item.Item)
			if it, ok := s.earlier.Item(l.Claim.Item.Item); ok {
				label = s.T.O(it.Label)
			}
			p.F(`<li>{!0} · {!1}`, label, view.Escape(s.reason(l.Reason)))
			for _, c := range l.Candidates {
				p.F(` · {!0}`, s.Label(c.Item))
			}
			p.F(`</li>`)
		}
	}
	p.F(`</ul></div>`)
}

func (s *Pair) reason(r competency.LossReason) string {
	switch r {
	case competency.LossSplit:
		return s.T.T("divisée : à choisir entre")
	case competency.LossRetired:
		return s.T.T("retirée du référentiel")
	case competency.LossRescaled:
		return s.T.T("son échelle a changé")
	case competency.LossMerged:
		return s.T.T("réunie avec une autre")
	}
	return s.T.T("inconnue de l’ancienne version")
}
