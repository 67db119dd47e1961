// SPDX-License-Identifier: Apache-2.0

package planner_test

import (
	"sort"
	"strconv"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/planner"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// plain is a problem in the short notation of the shared cases.
type plain struct {
	ID          string         `json:"id"`
	Kind        string         `json:"kind"`
	Have        map[string]int `json:"have"`
	Want        map[string]int `json:"want"`
	Bricks      []plainBrick   `json:"bricks"`
	Constraints struct {
		Modalities  []catalogue.Modality `json:"modalities"`
		From, Until competency.Date
		Schedule    bool
	} `json:"constraints"`
	Expect struct {
		Feasible  bool        `json:"feasible"`
		Minutes   int64       `json:"minutes"`
		Unreached []plainRank `json:"unreached"`
	} `json:"expect"`
}

type plainBrick struct {
	ID       string                  `json:"id"`
	Minutes  int64                   `json:"minutes"`
	Modality catalogue.Modality      `json:"modality"`
	Reaches  []plainRank             `json:"reaches"`
	Entry    []plainRank             `json:"entry"`
	Requires []string                `json:"requires"`
	Sessions [][2]competency.Instant `json:"sessions"`
}

type plainRank struct {
	Item string `json:"item"`
	Rank int    `json:"rank"`
}

const exampleFramework = competency.IRI("https://exemple.fr/referentiel")

func itemRef(name string) competency.Ref {
	return competency.Ref{Framework: exampleFramework, Version: "1.0.0", Item: competency.ID(name)}
}

func brickRef(name string) catalogue.BrickRef {
	return catalogue.BrickRef{ID: competency.IRI("urn:" + name), Version: "1.0.0"}
}

func ranks(m map[string]int) []catalogue.ItemRank {
	var out []catalogue.ItemRank
	for item, rank := range m {
		out = append(out, catalogue.ItemRank{Item: itemRef(item), Rank: rank})
	}
	sort.Slice(out, func(a, b int) bool { return out[a].Item.Item < out[b].Item.Item })
	return out
}

// problem turns the short notation into a Problem.
func (c *plain) problem() planner.Problem {
	p := planner.Problem{Have: ranks(c.Have), Want: ranks(c.Want), Catalogue: &catalogue.Catalogue{}}
	for _, b := range c.Bricks {
		ref := brickRef(b.ID)
		out := catalogue.Brick{ID: ref.ID, Version: ref.Version, Title: competency.FR(b.ID),
			Kind: catalogue.KindTraining, Status: catalogue.StatusCertified, Modality: b.Modality, Language: "fr"}
		switch b.Modality {
		case catalogue.ModalityOnSite, catalogue.ModalityWorkplace:
			out.OnSite = catalogue.Minutes(b.Minutes)
		case catalogue.ModalityBlended:
			out.OnSite = catalogue.Minutes(b.Minutes / 2)
			out.Remote = catalogue.Minutes(b.Minutes) - out.OnSite
		default:
			out.Remote = catalogue.Minutes(b.Minutes)
		}
		for _, r := range b.Reaches {
			out.Targets = append(out.Targets, catalogue.Target{ItemRank: catalogue.ItemRank{Item: itemRef(r.Item), Rank: r.Rank}, Role: catalogue.RoleAimed})
		}
		for _, r := range b.Entry {
			out.Entry = append(out.Entry, catalogue.ItemRank{Item: itemRef(r.Item), Rank: r.Rank})
		}
		for _, r := range b.Requires {
			out.Prerequisites = append(out.Prerequisites, catalogue.Prerequisite{AnyOf: []catalogue.BrickRef{brickRef(r)}})
		}
		for i, s := range b.Sessions {
			p.Sessions = append(p.Sessions, catalogue.Session{ID: b.ID + "-" + strconv.Itoa(i), Brick: ref, Start: s[0] + ":00Z", End: s[1] + ":00Z", Format: catalogue.FormatCourse})
		}
		p.Catalogue.Bricks = append(p.Catalogue.Bricks, out)
	}
	p.Constraints.Modalities = c.Constraints.Modalities
	p.Constraints.From, p.Constraints.Until = c.Constraints.From, c.Constraints.Until
	p.Constraints.Schedule = c.Constraints.Schedule
	return p
}

func readCases(t testing.TB) []plain {
	t.Helper()
	return fixtures.Lines[plain](t, "catalogue/planner/cases.ndjson")
}

func TestSharedCases(t *testing.T) {
	for _, c := range readCases(t) {
		p := c.problem()
		r, is := planner.Plan(p, planner.Options{ProofTree: true})
		if c.Expect.Feasible {
			if !r.Feasible() || int64(r.Minutes) != c.Expect.Minutes || r.Proof.Kind != planner.ProofOptimal {
				t.Errorf("%s %s: got %v min (%s, %v), want %d", c.ID, c.Kind, r.Minutes, r.Proof.Kind, is, c.Expect.Minutes)
			}
		} else {
			if r.Feasible() {
				t.Errorf("%s %s: found %d minutes where there is none", c.ID, c.Kind, r.Minutes)
			}
			want := map[plainRank]bool{}
			for _, u := range c.Expect.Unreached {
				want[u] = true
			}
			if len(want) != len(r.Unreached) {
				t.Errorf("%s: unreached %v, want %v", c.ID, r.Unreached, c.Expect.Unreached)
			}
			for _, u := range r.Unreached {
				if !want[plainRank{string(u.Item.Item), u.Rank}] {
					t.Errorf("%s: unreached %v is not expected", c.ID, u)
				}
			}
		}
		if bad := planner.VerifyPathway(p, r); bad.HasErrors() {
			t.Errorf("%s %s: own result refused: %v", c.ID, c.Kind, bad)
		}
		t.Logf("%s %s: %d bricks, %d min, nodes %d, root gap %.2f %%", c.ID, c.Kind, len(r.Steps), r.Minutes, r.Nodes,
			100*float64(r.Proof.Cost-r.Proof.Bound)/float64(max(1, r.Proof.Cost)))
	}
}
