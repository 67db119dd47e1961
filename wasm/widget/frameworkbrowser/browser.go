// SPDX-License-Identifier: Apache-2.0

// Package frameworkbrowser is <eafc-referentiel>: domains, competencies and
// the behaviours of each level, with permanent identifiers; and what has
// changed since another version.
package frameworkbrowser

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/read"
)

// State is what the browser shows.
type State struct {
	widget.Shell
	framework, other *competency.Framework
	changes          *competency.ChangeSet
}

// Widget returns the definition of <eafc-referentiel>.
func Widget() widget.Definition {
	return widget.Define(widget.Definition{Tag: "eafc-referentiel", Folder: "referentiel", Package: "frameworkbrowser",
		Title: [2]string{"Référentiel de compétences", "Competency framework"}, Attributes: []string{"comparer"}, Slots: []string{"titre", "pied"}},
		widget.Program[*State]{Init: start, Update: update, View: render, Export: export})
}

func start(env widget.Env) (*State, []widget.Effect) {
	s := &State{}
	return s, s.Open(env, "Référentiel de compétences", [2]string{"referentiel", env.Framework}, [2]string{"comparer", env.Own["comparer"]})
}

func update(s *State, m widget.Msg) (*State, []widget.Effect) {
	if effects, done := s.Common(m); done {
		return s, effects
	}
	switch m.Name {
	case widget.MsgLoaded:
		f, faults := read.Framework(m.Doc)
		switch {
		case f == nil:
			s.Faults = append(s.Faults, faults...)
			return s, s.Raise()
		case m.Arg == "comparer":
			s.other = f
		default:
			s.framework = f
		}
		if s.Awaited > 0 || s.framework == nil {
			return s, nil
		}
		if s.other != nil {
			set, faults := competency.Diff(s.other, s.framework)
			if set.From.Version == "" {
				s.Faults, s.framework = append(s.Faults, faults...), nil
				return s, s.Raise()
			}
			s.changes = &set
		}
		return s, s.Ready("eafc-referentiel")
	case widget.MsgGoto:
		return s, widget.Do(widget.Focus, "i-"+m.Arg, "")
	}
	return s, nil
}

func render(s *State) view.Frame {
	if s.framework == nil || s.Awaited > 0 {
		return s.Frame(false, nil)
	}
	return s.Frame(true, s.framework.Title, view.Slot{Name: "arbre", HTML: s.tree()})
}

func (s *State) tree() string {
	p := s.Page()
	f := s.framework
	p.F(`<section class="corps arbre" aria-labelledby="titre-0">{<1} id="titre-0" tabindex="-1" class="grand">{!0}{>1}`, s.T.O(f.Title)).F(`<p class="chapo">{!0}</p>`, s.T.O(f.Summary)).F(`<p class="muted petit">{Référentiel {0}} · {1}</p>`, f.Version, string(f.URI))
	s.differences(p)
	s.branches(p, f.Tree().Roots, 1)
	return p.F(`</section>`).String()
}

func (s *State) branches(p *widget.Page, list []*competency.Node, depth int) {
	p.F(`<div class="items">`)
	for _, n := range list {
		s.branch(p, n, depth)
	}
	p.F(`</div>`)
}

func (s *State) branch(p *widget.Page, n *competency.Node, depth int) {
	it := n.Item
	if len(n.Children) > 0 && len(it.Anchors) == 0 {
		p.Open(depth+1).F(` class="moyen" id="i-{0}" tabindex="-1"><span class="muted">{0}</span> {!1}`, it.Code, s.T.O(it.Label)).Close(depth + 1)
		s.branches(p, n.Children, depth+1)
		return
	}
	p.F(`<details class="item"><summary id="i-{0}"><span class="muted">{0}</span> {!1}</summary><p>{!2}</p><dl>`, it.Code, s.T.O(it.Label), s.T.O(it.Statement))
	scale, _ := s.framework.ScaleOf(it)
	for _, l := range scale.Levels {
		text := l.Descriptor
		if a, ok := it.Anchor(l.Rank); ok {
			text = a.Text
		}
		p.F(`<dt>{!0} {!1}</dt><dd>{!2}`, view.Squares(l.Rank, -1, scale.Top()), s.T.O(l.Label), s.T.O(text))
		if list := it.IndicatorsAt(l.Rank); len(list) > 0 {
			p.F(`<ul>`)
			for _, k := range list {
				p.F(`<li>{!0}</li>`, s.T.O(k.Statement))
			}
			p.F(`</ul>`)
		}
		p.F(`</dd>`)
	}
	p.F(`</dl><p class="muted petit">{Identifiant permanent :} <code>{0}</code></p></details>`, string(it.ID))
	for _, c := range n.Children {
		s.branch(p, c, depth+1)
	}
}

// differences says, below what the framework is, what changed in it.
func (s *State) differences(p *widget.Page) {
	if s.changes == nil {
		return
	}
	p.F(`<section class="boite" aria-labelledby="chg">{<2} id="chg" tabindex="-1" class="moyen">{De la version {0} à la version {1}}{>2}`, s.changes.From.Version, s.changes.To.Version)
	if len(s.changes.Changes) == 0 {
		p.F(`<p>{Rien n’a changé.}</p></section>`)
		return
	}
	p.F(`<ul class="issues">`)
	for _, c := range s.changes.Changes {
		name := view.Escape(string(c.Node))
		if it, ok := s.framework.Item(c.Node); ok {
			name = s.T.O(it.Label)
		} else if it, ok := s.other.Item(c.Node); ok {
			name = s.T.O(it.Label)
		}
		p.F(`<li><strong>`).T(kindName(c.Kind)).F(`</strong> {!0}`, name)
		if len(c.Before) > 0 && len(c.After) > 0 {
			p.F(`<br><del>{!0}</del><br><ins>{!1}</ins>`, s.T.O(c.Before), s.T.O(c.After))
		} else if c.Was != "" || c.Is != "" {
			p.F(` <span class="muted">{0} → {1}</span>`, c.Was, c.Is)
		}
		p.F(`</li>`)
	}
	p.F(`</ul></section>`)
}

// kindName words a kind of change.
func kindName(k competency.ChangeKind) string {
	label := "Modifié"
	switch k {
	case competency.ChangeAdded:
		label = "Ajouté"
	case competency.ChangeRemoved:
		label = "Supprimé"
	case competency.ChangeRetired:
		label = "Retiré"
	case competency.ChangeReworded:
		label = "Reformulé"
	case competency.ChangeMoved:
		label = "Déplacé"
	case competency.ChangeRelevelled, competency.ChangeRescaled:
		label = "Niveaux changés"
	}
	return label
}

func export(s *State, kind string) (string, bool) {
	if s.framework == nil || kind != "etat" {
		return "", false
	}
	var o view.Object
	o.Strs("framework", string(s.framework.URI), "version", s.framework.Version).Int("items", len(s.framework.Items))
	if s.changes != nil {
		o.Int("changes", len(s.changes.Changes))
	}
	return o.String(), true
}
