// SPDX-License-Identifier: Apache-2.0

package dashboard

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

func render(s *State) view.Frame {
	if s.Awaited > 0 || len(s.Faults) > 0 {
		return s.Frame(false, nil)
	}
	var title competency.Text
	if s.reports[0] != nil {
		title = s.title
	}
	return s.Frame(true, title,
		view.Slot{Name: "ouvrir", HTML: s.opening()}, view.Slot{Name: "avancement", HTML: s.progress()}, view.Slot{Name: "sauts", HTML: s.jumps()},
		view.Slot{Name: "heures", HTML: s.hoursView(false)}, view.Slot{Name: "nature", HTML: s.kindChoice()}, view.Slot{Name: "annees", HTML: s.years(false)},
		view.Slot{Name: "autres", HTML: s.rest(false)},
		view.Slot{Name: "cohorte", HTML: s.cohortChoice()}, view.Slot{Name: "besoins", HTML: s.needsView(false)}, view.Slot{Name: "garder", HTML: s.keep()})
}

// section opens a part of the page with its heading.
func (s *State) section(id, words string) *widget.Page {
	p := s.Page()
	p.F(`<section class="corps fiche" aria-labelledby="{0}">{<1} id="{0}" tabindex="-1" class="moyen">{1}{>1}`, id, words)
	return p
}

// folded writes a table under its heading, to be unfolded; on paper it is.
func (s *State) folded(p *widget.Page, id string, g *grid, words string, paper bool) {
	p.F(`<details class="item" aria-labelledby="{0}"{!1}><summary>{<2} id="{0}">{!2}{>2}</summary>`, id, widget.On(paper, ` open`), words)
	s.write(p, g, paper)
	p.F(`</details>`)
}

// opening never changes while files are read: it holds the focus.
func (s *State) opening() string {
	p := s.section("titre-0", s.T.T("Compter des fichiers"))
	p.F(`<p><slot name="introduction">{Auto-positionnements enregistrés ou rapports d’indicateurs : ils sont comptés sur cet appareil et n’en partent pas.}</slot></p><div class="depot" data-depot="fichiers"><label class="btn fichier" part="button" for="fichiers">{Choisir des fichiers}<input type="file" id="fichiers" data-m="fichiers" multiple accept=".json,application/json" aria-describedby="depot-aide"></label><p class="muted petit" id="depot-aide">{Ou déposez-les dans ce cadre : {0} fichiers au plus, chacun compté une fois. Un effectif de moins de {1} personnes n’est jamais montré.}</p></div>`, s.T.Count(MaxFiles), itoa(s.k))
	return p.F(`</section>`).String()
}

// progress says what was read, and what was left out and why.
func (s *State) progress() string {
	if len(s.pile.records) == 0 && len(s.refused) == 0 {
		return ""
	}
	p := s.Page()
	p.F(`<div class="corps fiche suite-de"><p class="fort">{0}</p>`, s.said())
	if !s.reading {
		for i := range s.refused {
			r := &s.refused[i]
			p.F(`<div class="alerte"><p class="fort rouge">`).N(r.count, "{0} fichier laissé de côté", "{0} fichiers laissés de côté").F(`</p><p class="petit">{0}</p>`, r.files).Issues(issue.Issues{r.why}).F(`</div>`)
		}
		p.F(`{#sobre,effacer,effacer,,Retirer ces fichiers}`)
	}
	return p.F(`</div>`).String()
}

// jumps leads to the parts of a long page.
func (s *State) jumps() string {
	r := s.reports[0]
	if r == nil {
		return ""
	}
	p := s.Page()
	p.F(`<nav class="corps sauts suite-de" aria-label="{@Aller à}"><ul>`)
	link := func(id, words string) {
		p.F(`<li><a data-m="voir" data-a="titre-{0}"`, id).URL("href", "#titre-"+id).F(`>{0}</a></li>`, words)
	}
	link("heures", s.T.T("Heures-stagiaires"))
	if s.reports[1] != nil {
		link("annees", s.T.T("Deux années"))
	}
	link("autres", s.T.T("Autres indicateurs"))
	if len(r.splits) > 0 {
		link("ventilation", s.T.T("Ventilation"))
	}
	if len(s.pile.records) > 0 && !s.reading {
		link("besoins", s.T.T("Besoins de formation"))
	}
	link("garder", s.T.T("Garder"))
	return p.F(`</ul></nav>`).String()
}

func (s *State) hoursView(paper bool) string {
	r := s.reports[0]
	if r == nil {
		return ""
	}
	g := s.hoursGrid(r)
	if len(g.rows) == 0 {
		return ""
	}
	p := s.section("titre-heures", g.caption)
	p.F(`<p class="muted petit">{!0}{Une heure-stagiaire est une heure pour une personne. Les trois natures ne s’additionnent pas, les indicateurs non plus : ils se recouvrent.}</p>`, widget.If(r.site != "", s.Page().F(`{~0} · `, r.site).String()))
	if len(s.notice) > 0 {
		p.F(`<p class="muted petit">{!0}</p>`, s.T.O(s.notice))
	}
	if r.k < s.k {
		p.F(`<div class="alerte"><p>{Ce rapport a été protégé pour {0} personnes, cette page en demande {1} : ses ventilations ne sont pas montrées.}</p></div>`, itoa(r.k), itoa(s.k))
	}
	s.write(p, g, paper)
	return p.F(`</section>`).String()
}

func (s *State) kindChoice() string {
	if s.reports[0] == nil || s.reports[1] == nil {
		return ""
	}
	p := s.section("titre-annees", s.T.T("De {0} à {1}", s.period(s.reports[1]), s.period(s.reports[0])))
	if len(s.apart) > 0 {
		return p.F(`<div class="alerte"><p class="fort rouge">{Ces deux rapports ne comptent pas la même chose : ils restent séparés.}</p>`).Issues(s.apart).F(`</div></section>`).String()
	}
	p.F(`<label for="nature">{Heures comparées}</label><select class="champ court" id="nature" data-m="nature">`)
	for i := 2; i >= 0; i-- {
		p.F(`<option value="{0}"{!1}>{2}</option>`, itoa(i), widget.On(i == s.wroteHours, ` selected`), s.kind(i))
	}
	return p.F(`</select></section>`).String()
}

func (s *State) years(paper bool) string {
	if len(s.lines) == 0 {
		return ""
	}
	g, p := s.yearsGrid(), s.Page()
	p.F(`<section class="corps fiche suite-de" aria-labelledby="comparees">{<2} id="comparees" class="titre">{0}{>2}`, g.caption)
	s.write(p, g, paper)
	return p.F(`</section>`).String()
}

// rest is the other indicators and the splits.
func (s *State) rest(paper bool) string {
	r := s.reports[0]
	if r == nil {
		return ""
	}
	out := ""
	if g := s.othersGrid(r); len(g.rows) > 0 {
		p := s.section("titre-autres", g.caption)
		s.write(p, g, paper)
		out = p.F(`</section>`).String()
	}
	if len(r.splits) == 0 {
		return out
	}
	p := s.section("titre-ventilation", s.T.T("Ventilation des heures réalisées"))
	for i := range r.splits {
		t := &r.splits[i]
		g := s.splitGrid(t, minutes)
		s.folded(p, "v"+itoa(i), g, s.Page().F(`{0} × {1} <span class="muted">{!2}</span>`, g.caption, g.first, s.named(t.id).name).String(), paper)
	}
	return out + p.F(`</section>`).String()
}

func (s *State) cohortChoice() string {
	if len(s.pile.records) == 0 || s.reading {
		return ""
	}
	p := s.section("titre-besoins", s.T.T("Besoins de formation"))
	if s.tally.few {
		return p.F(`<div class="alerte"><p>{Moins de {0} auto-positionnements : rien ne peut être montré sans désigner des personnes.}</p></div></section>`, itoa(s.k)).String()
	}
	if !s.pile.aimed {
		return p.F(`<div class="alerte"><p>{Ces fichiers ne disent pas de niveau attendu : la page doit donner un profil (attribut « profil »).}</p></div></section>`).String()
	}
	p.F(`<label for="cohorte">{Cohortes}</label><select class="champ court" id="cohorte" data-m="cohorte">`)
	for i, c := range [...]string{"profil", "annee", "aucune"} {
		words := s.T.Pick(i, "par profil attendu", "par année scolaire", "toutes ensemble")
		p.F(`<option value="{0}"{!1}>{2}</option>`, c, widget.On(c == s.wroteBy, ` selected`), words)
	}
	return p.F(`</select></section>`).String()
}

// needsView shows, by competency, how many files say each need: for all
// together, then by cohort.
func (s *State) needsView(paper bool) string {
	t := &s.tally
	if len(t.lines) == 0 || s.reading || !s.pile.aimed {
		return ""
	}
	p := s.Page()
	p.F(`<div class="corps fiche suite-de">`)
	for i, g := range s.needsGrids() {
		if i > 0 {
			s.folded(p, "c"+itoa(i), g, view.Escape(g.caption), paper)
			continue
		}
		p.F(`<section class="fiche" aria-labelledby="c0">{<2} id="c0" class="titre">{0}{>2}`, g.caption)
		if t.hides > 0 {
			p.F(`<p class="petit">`).N(t.hides, "{0} effectif est masqué : moins de {1} personnes, ou ce qui les révélerait.", "{0} effectifs sont masqués : moins de {1} personnes, ou ce qui les révélerait.", itoa(s.k)).F(`</p>`)
		}
		s.write(p, g, paper)
		p.F(`</section>`)
	}
	return p.F(`</div>`).String()
}

func (s *State) keep() string {
	if s.reports[0] == nil && len(s.tally.lines) == 0 {
		return ""
	}
	p := s.section("titre-garder", s.T.T("Garder"))
	return p.F(`<div class="actions">{#,imprimer,imprimer,,Imprimer ou PDF}{#,t-csv,telecharger,csv,Tableau (CSV)}{#,t-json,telecharger,json,Données (JSON)}</div><p class="muted">{Ces fichiers ne contiennent que ce qui est montré ici : ni réponse individuelle, ni effectif masqué.}</p></section>`).String()
}

func (s *State) printed() string {
	p := s.Page()
	p.F(`<main class="papier"><header><h1>{Tableau de bord} · {0}</h1></header>`, s.T.Day(s.Env.Day))
	return p.F(`{!0}</main>`, s.hoursView(true)+s.years(true)+s.rest(true)+s.needsView(true)).String()
}
