// SPDX-License-Identifier: Apache-2.0

package competency_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
)

// forge makes random frameworks that are sound.
type forge struct {
	*rand.Rand
	uri competency.IRI
	n   int
}

func newForge(seed uint64) *forge {
	return &forge{Rand: rand.New(rand.NewPCG(seed, 1)), uri: "https://exemple.fr/hasard"}
}

func (g *forge) id() competency.ID {
	g.n++
	return competency.NewID(g.uri, fmt.Sprint("part ", g.n, " ", g.Uint64()))
}

func (g *forge) chance(percent int) bool { return g.IntN(100) < percent }

var stock = strings.Fields("piloter évaluer école équipe données projet conduire élèves \"cité\" <balise> changement réseau territoire a\\b qualité observer décider expliquer partager former œuvre 日本 naïf 🎓")

func (g *forge) sentence() string {
	n := 3 + g.IntN(6)
	words := make([]string, n)
	for i := range words {
		words[i] = stock[g.IntN(len(stock))]
	}
	g.n++
	return strings.Join(words, " ") + fmt.Sprint(" n", g.n)
}

func (g *forge) text() competency.Text {
	t := competency.FR(g.sentence())
	if g.chance(40) {
		t["en"] = g.sentence()
	}
	if g.chance(5) {
		t["pt-BR"] = g.sentence()
	}
	return t
}

func (g *forge) mayText() competency.Text {
	if g.chance(50) {
		return nil
	}
	return g.text()
}

func (g *forge) instant() competency.Instant {
	return competency.Instant(fmt.Sprintf("202%d-%02d-%02dT%02d:00:00Z", g.IntN(5), 1+g.IntN(12), 1+g.IntN(28), g.IntN(24)))
}

func (g *forge) extra() competency.Extra {
	if g.chance(80) {
		return nil
	}
	return competency.Extra(fmt.Sprintf(`{"z" : [1.50, -0.25,%d], "a":{"é":true,"b" :"\u00e9"}}`, g.IntN(1000)))
}

var origins = []competency.Origin{competency.OriginOfficial, competency.OriginProject, competency.OriginTranslation, competency.OriginImported}

func pick[T any](g *forge, list []T) T { return list[g.IntN(len(list))] }

func (g *forge) scale(id string) competency.Scale {
	s := competency.Scale{ID: id}
	for r := range 2 + g.IntN(6) {
		s.Levels = append(s.Levels, competency.Level{Rank: r + 1, Code: fmt.Sprint(id, r+1), Label: g.text(), Descriptor: g.mayText(), Origin: pick(g, origins), Proficient: r > 2})
	}
	g.Shuffle(len(s.Levels), func(i, j int) { s.Levels[i], s.Levels[j] = s.Levels[j], s.Levels[i] })
	return s
}

func (g *forge) item(f *competency.Framework, code string, typ competency.ItemType) competency.Item {
	it := competency.Item{ID: g.id(), Code: code, Type: typ, Label: g.text(), Statement: g.mayText(), Origin: pick(g, origins), Changed: g.instant(), Extra: g.extra()}
	it.URI = competency.IRI(fmt.Sprintf("%s#%s-%d", g.uri, code, g.n))
	if typ != competency.ItemDomain {
		it.Scale = pick(g, f.Scales).ID
		g.levels(f, &it)
	}
	if g.chance(20) {
		it.Keywords = []string{g.sentence(), g.sentence()}
	}
	if g.chance(10) {
		it.Flags = []competency.Flag{{Kind: competency.FlagRare, From: "2025-01-01", Until: "2026-01-01"}}
	}
	if g.chance(20) {
		it.ValidMonths = 12 + g.IntN(24)
	}
	if g.chance(20) {
		it.Phase = competency.PhaseCheck
	}
	return it
}

// levels writes the anchors and indicators of an item on its scale.
func (g *forge) levels(f *competency.Framework, it *competency.Item) {
	it.Anchors, it.Indicators = nil, nil
	scale, _ := f.ScaleOf(it)
	for _, l := range scale.Levels {
		if g.chance(70) {
			it.Anchors = append(it.Anchors, competency.Anchor{Rank: l.Rank, Text: g.text(), Origin: pick(g, origins)})
		}
		for range g.IntN(3) {
			it.Indicators = append(it.Indicators, g.indicator(l.Rank))
		}
	}
}

func (g *forge) indicator(rank int) competency.Indicator {
	return competency.Indicator{ID: g.id(), Rank: rank, Statement: g.text(), Kind: competency.IndicatorSkill, Required: g.chance(30), Origin: pick(g, origins)}
}

func (g *forge) link(typ competency.AssociationType, from, to competency.ID) competency.Association {
	a := competency.Association{ID: g.id(), Type: typ, From: competency.NodeRef(from), To: competency.NodeRef(to)}
	if g.chance(50) {
		n := g.IntN(20)
		a.Seq = &n
	}
	if g.chance(20) {
		a.Notes = g.sentence()
	}
	if g.chance(20) {
		a.Changed = g.instant()
	}
	a.Extra = g.extra()
	return a
}

// framework makes one with n items, more or less.
func (g *forge) framework(n int) *competency.Framework {
	f := &competency.Framework{ID: competency.NewFrameworkID(g.uri), URI: g.uri, Version: "1.2.3", Kind: competency.KindIndividual,
		Standing: competency.StandingImported, Title: g.text(), Summary: g.mayText(), Language: "fr", Status: competency.StatusImplemented,
		Changed: "2025-06-01T12:00:00+02:00", Sources: []competency.Source{{Title: g.sentence(), VerifiedOn: "2025-01-01"}}, Extra: g.extra(), Items: []competency.Item{}}
	f.Scales = []competency.Scale{g.scale("N"), g.scale("M")}[:1+g.IntN(2)]
	var domains, comps []competency.ID
	for i := range n {
		typ := competency.ItemCompetency
		if i == 0 || g.chance(20) {
			typ = competency.ItemDomain
		}
		it := g.item(f, fmt.Sprintf("K%d", i), typ)
		parent := f.ID
		if typ == competency.ItemCompetency {
			parent = pick(g, domains)
			if g.chance(10) {
				parent = f.ID
			}
			if len(comps) > 0 && g.chance(30) {
				f.Associations = append(f.Associations, g.link(competency.AssociationPrecedes, comps[len(comps)-1], it.ID))
			}
			comps = append(comps, it.ID)
		} else {
			domains = append(domains, it.ID)
		}
		f.Items = append(f.Items, it)
		f.Associations = append(f.Associations, g.link(competency.AssociationIsChildOf, it.ID, parent))
		if typ == competency.ItemCompetency && g.chance(10) && parent != f.ID {
			f.Associations = append(f.Associations, g.link(competency.AssociationIsChildOf, it.ID, f.ID))
		}
		if g.chance(10) {
			a := g.link(competency.AssociationExactMatch, it.ID, "")
			a.To = competency.NodeRef(fmt.Sprintf("https://exemple.fr/ailleurs#%d", i))
			f.Associations = append(f.Associations, a)
		}
		if len(comps) > 2 && g.chance(10) {
			g.retire(f, &f.Items[len(f.Items)-1], pick(g, comps[:len(comps)-1]))
		}
	}
	if g.chance(30) {
		f.Rubrics = append(f.Rubrics, g.rubric())
	}
	return f
}

// retire ends an item, with a successor that is in force if there is one.
func (g *forge) retire(f *competency.Framework, it *competency.Item, next ...competency.ID) {
	it.Retired, it.Until = true, "2025-01-31"
	for _, id := range next {
		if to, ok := f.Item(id); ok && !to.Retired && id != it.ID {
			f.Associations = append(f.Associations, g.link(competency.AssociationReplacedBy, it.ID, id))
		}
	}
}

func (g *forge) rubric() competency.Rubric {
	weight, score, pos := competency.Decimal("0.50"), competency.Decimal("12"), 1
	return competency.Rubric{ID: g.id(), URI: competency.IRI(fmt.Sprintf("%s/grille/%d", g.uri, g.n)), Title: g.text(), Criteria: []competency.Criterion{{
		ID: g.id(), URI: competency.IRI(fmt.Sprintf("%s/critere/%d", g.uri, g.n)), Description: g.text(), Weight: &weight, Position: &pos,
		Levels: []competency.CriterionLevel{{ID: g.id(), URI: competency.IRI(fmt.Sprintf("%s/case/%d", g.uri, g.n)), Quality: g.text(), Score: &score, Position: &pos}},
	}}}
}
