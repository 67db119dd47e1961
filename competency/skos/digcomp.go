// SPDX-License-Identifier: Apache-2.0

package skos

import (
	"bytes"
	"maps"
	"slices"
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// DigComp reports whether data looks like the JSON-LD that DigComp 3.0 is
// published in (JRC144121), which names its types without a vocabulary.
func DigComp(data []byte) bool {
	head := data[:min(len(data), 4096)]
	return bytes.Contains(head, []byte(`"CompetenceArea"`)) && bytes.Contains(head, []byte(`"@graph"`)) && bytes.Contains(head, []byte(`"@context"`))
}

// DigCompURI is the address that a DigComp document is given.
const DigCompURI = "https://doi.org/10.2760/0001149"

type digComp struct {
	f       *competency.Framework
	nodes   []map[string]any
	langs   []string
	ids     map[string]competency.ID
	index   map[competency.ID]int
	groups  map[string]int // group -> its first rank
	seq     int
	dropped map[issue.Text]int
}

// parseDigComp reads areas, competences, levels, statements (components) and
// learning outcomes (indicators, on the first rank of their group).
func parseDigComp(data []byte, o Options) (*competency.Framework, issue.Issues) {
	var doc struct {
		Context any              `json:"@context"`
		Graph   []map[string]any `json:"@graph"`
	}
	if is := strictjson.Unmarshal(data, strictjson.Wire, jsonLimits, &doc); is.HasErrors() {
		return nil, is
	}
	changed := o.Changed
	if changed == "" {
		changed = "2025-11-24T00:00:00Z"
	}
	d := &digComp{nodes: doc.Graph, ids: map[string]competency.ID{}, index: map[competency.ID]int{}, groups: map[string]int{}, dropped: map[issue.Text]int{}}
	d.f = &competency.Framework{ID: competency.NewFrameworkID(DigCompURI), URI: DigCompURI, Version: "3.0.0", Kind: competency.KindIndividual,
		Standing: competency.StandingImported, Title: competency.Text{"en": "DigComp 3.0"}, Language: "en", Status: competency.StatusImplemented,
		Publisher: "European Commission, Joint Research Centre", Licence: "CC BY 4.0", Changed: changed,
		Sources: []competency.Source{{Title: "DigComp 3.0 Data Supplement", Reference: "JRC144121", URI: DigCompURI}}}
	d.languages()
	for _, step := range [...]struct {
		typ string
		do  func(map[string]any)
	}{{"ProficiencyLevel", d.level}, {"CompetenceArea", d.area}, {"Competence", d.competence}, {"CompetenceStatement", d.statement}, {"LearningOutcome", d.outcome}} {
		for _, n := range d.nodes {
			if n["@type"] == step.typ {
				step.do(n)
			}
		}
	}
	for _, n := range d.nodes {
		if n["@type"] == "Glossary" {
			d.dropped[issue.Text{FR: "entrées de glossaire", EN: "glossary entries"}]++
		}
		if _, ok := n["ai_label"]; ok {
			d.dropped[issue.Text{FR: "étiquettes sur l’IA", EN: "AI labels"}]++
		}
	}
	var is issue.Issues
	for _, what := range slices.SortedFunc(maps.Keys(d.dropped), func(a, b issue.Text) int { return strings.Compare(a.FR, b.FR) }) {
		is = append(is, ruleLoss.At("", what, d.dropped[what]))
	}
	return d.f, is
}

// languages finds the suffixes of translated members: name_nl.
func (d *digComp) languages() {
	seen := map[string]int{}
	for _, n := range d.nodes {
		for k := range n {
			if i := strings.LastIndexByte(k, '_'); i > 0 && (k[:i] == "name" || k[:i] == "description") && competency.ValidLanguage(k[i+1:]) && len(k[i+1:]) == 2 {
				seen[k[i+1:]]++
			}
		}
	}
	d.langs = sortedCounts(seen)
}

func (d *digComp) text(n map[string]any, name string) competency.Text {
	t := competency.Text{}
	if s, _ := n[name].(string); s != "" {
		t["en"] = s
	}
	for _, l := range d.langs {
		if s, _ := n[name+"_"+l].(string); s != "" {
			t[l] = s
		}
	}
	if len(t) == 0 {
		return nil
	}
	return t
}

func str(n map[string]any, name string) string {
	s, _ := n[name].(string)
	return s
}

func (d *digComp) level(n map[string]any) {
	rank, _ := n["eight_levels_mapping"].(float64)
	if len(d.f.Scales) == 0 {
		d.f.Scales = []competency.Scale{{ID: "digcomp"}}
	}
	group := str(n, "four_levels_name")
	if first, ok := d.groups[group]; !ok || int(rank) < first {
		d.groups[group] = int(rank)
	}
	label := competency.Text{}
	for l, s := range d.text(n, "four_levels_name") {
		label[l] = s + " " + strconv.Itoa(int(rank))
	}
	d.f.Scales[0].Levels = append(d.f.Scales[0].Levels, competency.Level{Rank: int(rank), Code: strconv.Itoa(int(rank)), Group: group, Label: label,
		Descriptor: d.text(n, "eight_levels_description"), Origin: competency.OriginImported})
}

func (d *digComp) item(n map[string]any, t competency.ItemType, parent competency.ID) {
	f := d.f
	name := str(n, "@id")
	code := name[strings.LastIndexByte(name, '/')+1:]
	it := competency.Item{ID: competency.NewID(f.URI, name), URI: f.URI + "#" + competency.EscapeIRI(name), Code: code, Type: t, Label: d.text(n, "name"),
		Statement: d.text(n, "description"), Origin: competency.OriginImported}
	if it.Label == nil {
		it.Label, it.Statement = it.Statement, nil
	}
	d.ids[name], d.index[it.ID] = it.ID, len(f.Items)
	f.Items = append(f.Items, it)
	to := competency.NodeRef(f.ID)
	if parent != "" {
		to = competency.NodeRef(parent)
	}
	d.seq++
	seq := d.seq
	f.Associations = append(f.Associations, competency.Association{ID: competency.NewID(f.URI, "isChildOf "+name), Type: competency.AssociationIsChildOf,
		From: competency.NodeRef(it.ID), To: to, Seq: &seq})
}

func (d *digComp) area(n map[string]any) { d.item(n, competency.ItemDomain, "") }

func (d *digComp) competence(n map[string]any) {
	d.item(n, competency.ItemCompetency, d.ids[str(n, "competence_area_id")])
}

func (d *digComp) statement(n map[string]any) {
	d.item(n, competency.ItemComponent, d.ids[str(n, "competence_id")])
	group := str(n, "four_levels_proficiency_name")
	d.f.Items[len(d.f.Items)-1].Keywords = []string{group[strings.LastIndexByte(group, '/')+1:]}
}

var outcomeKinds = map[string]competency.IndicatorKind{"Knowledge": competency.IndicatorKnowledge, "Skill": competency.IndicatorSkill, "Attitude": competency.IndicatorAttitude}

func (d *digComp) outcome(n map[string]any) {
	i, ok := d.index[d.ids[str(n, "competence_id")]]
	group := strings.ReplaceAll(strings.TrimPrefix(str(n, "four_levels_proficiency_name"), "ProficiencyLevel/"), "_", " ")
	rank, ranked := d.groups[group]
	kind := outcomeKinds[str(n, "type")]
	if !ok || !ranked || kind == "" || len(d.f.Items[i].Indicators) >= competency.MaxIndicators {
		d.dropped[issue.Text{FR: "acquis d’apprentissage sans place", EN: "learning outcomes without a place"}]++
		return
	}
	d.f.Items[i].Indicators = append(d.f.Items[i].Indicators, competency.Indicator{ID: competency.NewID(d.f.URI, str(n, "@id")), Rank: rank,
		Statement: d.text(n, "description"), Kind: kind, Origin: competency.OriginImported})
}
