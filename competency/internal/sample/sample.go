// SPDX-License-Identifier: Apache-2.0

// Package sample makes up frameworks for tests: valid, and with something of
// everything that a framework can hold.
package sample

import (
	"math/rand/v2"
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
)

// maker draws the parts of one framework.
type maker struct {
	*rand.Rand
	f *competency.Framework
	n int
}

// Framework returns the framework of a seed. It passes Check without an error.
func Framework(seed uint64) *competency.Framework {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 1))}
	uri := competency.IRI("https://example.org/frameworks/" + strconv.FormatUint(seed, 10))
	m.f = &competency.Framework{ID: competency.NewFrameworkID(uri), URI: uri, Version: "1." + strconv.Itoa(m.IntN(9)) + ".0", Language: "fr",
		Kind:     [...]competency.Kind{competency.KindIndividual, competency.KindCommonBase, competency.KindOrganisation}[m.IntN(3)],
		Standing: competency.StandingImported, Status: [...]competency.AdoptionStatus{competency.StatusDraft, competency.StatusImplemented}[m.IntN(2)],
		Title: m.text(true), Changed: "2026-03-02T10:00:00+01:00"}
	f := m.f
	if m.half() {
		f.Summary, f.Publisher, f.Licence = m.text(true), m.phrase(), "etalab-2.0"
		f.ValidFrom, f.ValidUntil = "2026-01-01", "2030-12-31"
		f.Sources = []competency.Source{{Title: m.phrase(), Reference: m.phrase(), URI: "https://example.org/source", VerifiedOn: "2026-02-01"}}
		f.Extra = competency.Extra(`{"x":{"a":[1,2.50,"é"]},"y":true}`)
	}
	for s := range 1 + m.IntN(2) {
		f.Scales = append(f.Scales, m.scale("s"+strconv.Itoa(s)))
	}
	for d := range 1 + m.IntN(3) {
		domain := m.item(competency.ItemDomain, "D"+strconv.Itoa(d+1), "")
		for c := range 1 + m.IntN(5) {
			code := "D" + strconv.Itoa(d+1) + "." + strconv.Itoa(c+1)
			it := m.item(competency.ItemCompetency, code, domain)
			for k := range m.IntN(3) {
				m.item(competency.ItemComponent, code+"."+strconv.Itoa(k+1), it)
			}
		}
	}
	m.links()
	if m.IntN(3) == 0 {
		m.rubric()
	}
	return f
}

func (m *maker) half() bool { return m.IntN(2) == 0 }

func (m *maker) id(kind string) competency.ID {
	m.n++
	return competency.NewID(m.f.URI, kind+strconv.Itoa(m.n))
}

var vocabulary = []string{"conduire", "un entretien", "l’équipe", "« éducative »", "analyser", "des données", "a;b", "c,d", `"cité"`, "é\tè", "x\ny", "😀", "1.10",
	`\`, "<b>", "&", "=somme", "-", "+33", "@nom", "l'apostrophe", "%2C", "œuvre", "  deux"}

func (m *maker) phrase() string {
	out := make([]string, 1+m.IntN(5))
	for i := range out {
		out[i] = vocabulary[m.IntN(len(vocabulary))]
	}
	m.n++
	return strings.TrimSpace(strings.Join(out, " ")) + " " + strconv.Itoa(m.n)
}

// text is in French, and in English half of the time.
func (m *maker) text(english bool) competency.Text {
	t := competency.Text{"fr": m.phrase()}
	if english && m.half() {
		t["en"] = m.phrase()
	}
	return t
}

func (m *maker) origin() competency.Origin {
	return [...]competency.Origin{competency.OriginProject, competency.OriginTranslation, competency.OriginImported}[m.IntN(3)]
}

func (m *maker) scale(id string) competency.Scale {
	s := competency.Scale{ID: id}
	for r := range 2 + m.IntN(5) {
		l := competency.Level{Rank: r + 1, Label: m.text(true), Origin: m.origin(), Proficient: r > 1}
		if m.half() {
			l.Code, l.Group, l.Descriptor = id+"N"+strconv.Itoa(r+1), "G"+strconv.Itoa(r/2), m.text(true)
		}
		s.Levels = append(s.Levels, l)
	}
	if m.IntN(3) == 0 {
		s.Replaces = []competency.LevelMap{{Version: "0.9.0", Scale: "old", From: 1, To: 1}, {Version: "0.9.0", Scale: "old", From: 2, To: 2}}
	}
	return s
}

func (m *maker) item(t competency.ItemType, code string, parent competency.ID) competency.ID {
	f := m.f
	it := competency.Item{ID: competency.NewID(f.URI, code), URI: f.URI + "#" + competency.IRI(code), Code: code, Type: t, Label: m.text(true), Origin: m.origin()}
	if m.half() {
		it.Statement = m.text(true)
	}
	if m.IntN(3) == 0 {
		it.Keywords = []string{m.phrase(), "mot"}
		it.Changed = "2026-02-01T08:00:00Z"
		it.Extra = competency.Extra(`{"note":"é","n":100}`)
	}
	if f.Kind == competency.KindOrganisation {
		it.Phase = [...]competency.Phase{competency.PhasePlan, competency.PhaseDo, competency.PhaseCheck, competency.PhaseAct}[m.IntN(4)]
	}
	if t == competency.ItemCompetency {
		m.competency(&it)
	}
	f.Items = append(f.Items, it)
	to := competency.NodeRef(parent)
	if parent == "" {
		to = competency.NodeRef(f.ID)
	}
	a := competency.Association{ID: competency.NewID(f.URI, "isChildOf "+code+" "+string(to)), Type: competency.AssociationIsChildOf, From: competency.NodeRef(it.ID), To: to}
	if m.half() {
		seq := len(f.Items)
		a.Seq = &seq
	}
	f.Associations = append(f.Associations, a)
	return it.ID
}

func (m *maker) competency(it *competency.Item) {
	s := m.f.Scales[m.IntN(len(m.f.Scales))]
	if len(m.f.Scales) > 1 || m.half() {
		it.Scale = s.ID
	}
	for _, l := range s.Levels {
		if m.IntN(4) > 0 {
			it.Anchors = append(it.Anchors, competency.Anchor{Rank: l.Rank, Text: m.text(true), Origin: m.origin()})
		}
		for range m.IntN(3) {
			it.Indicators = append(it.Indicators, competency.Indicator{ID: m.id("indicator"), Rank: l.Rank, Statement: m.text(true),
				Kind: [...]competency.IndicatorKind{competency.IndicatorKnowledge, competency.IndicatorSkill}[m.IntN(2)], Required: m.half(), Origin: m.origin()})
		}
	}
	if m.f.Kind == competency.KindCommonBase {
		it.ValidMonths = 24
	}
	if m.IntN(5) == 0 {
		it.Flags = []competency.Flag{{Kind: competency.FlagRare, From: "2026-01-01", Until: "2027-01-01"}}
		it.From = "2026-01-01"
	}
	if m.IntN(8) == 0 {
		it.Until, it.Retired = "2026-02-28", true
	}
}

// links adds associations of every other type, some to other frameworks.
func (m *maker) links() {
	f := m.f
	outside := competency.NodeRef("https://example.org/other#1")
	for i := range f.Items {
		from := competency.NodeRef(f.Items[i].ID)
		add := func(t competency.AssociationType, to competency.NodeRef) *competency.Association {
			f.Associations = append(f.Associations, competency.Association{ID: m.id("link"), Type: t, From: from, To: to})
			return &f.Associations[len(f.Associations)-1]
		}
		switch m.IntN(8) {
		case 0:
			t := [...]competency.AssociationType{competency.AssociationExactMatch, competency.AssociationCloseMatch, competency.AssociationBroadMatch,
				competency.AssociationNarrowMatch, competency.AssociationRelatedMatch}[m.IntN(5)]
			add(t, outside)
		case 1:
			if i+1 < len(f.Items) {
				a := add(competency.AssociationPrecedes, competency.NodeRef(f.Items[i+1].ID))
				a.Grouping, a.Notes, a.Changed, a.Extra = "progression", m.phrase(), "2026-02-03T00:00:00Z", competency.Extra(`{"k":"v"}`)
			}
		case 2:
			t := [...]competency.AssociationType{competency.AssociationIsRelatedTo, competency.AssociationIsPeerOf, competency.AssociationExemplar,
				competency.AssociationIsTranslationOf, competency.AssociationIsPartOf}[m.IntN(5)]
			add(t, outside)
		}
	}
}

func (m *maker) rubric() {
	f := m.f
	d, two := competency.Decimal("0.50"), 2
	f.Rubrics = append(f.Rubrics, competency.Rubric{ID: m.id("rubric"), URI: f.URI + "#r", Title: m.text(true), Description: m.text(true), Changed: "2026-01-05T00:00:00Z",
		Extra: competency.Extra(`{"r":1}`), Criteria: []competency.Criterion{
			{ID: m.id("criterion"), URI: f.URI + "#r1", Category: m.phrase(), Description: m.text(true), Item: competency.NodeRef(f.Items[0].ID), Weight: &d, Position: &two,
				Levels: []competency.CriterionLevel{{ID: m.id("level"), URI: f.URI + "#l1", Description: m.text(true), Quality: m.text(true), Score: &d, Feedback: m.text(true),
					Position: &two, Extra: competency.Extra(`{"l":[]}`)}}},
			{ID: m.id("criterion"), URI: f.URI + "#r2", Item: "https://example.org/other#2"}}})
}
