// SPDX-License-Identifier: Apache-2.0

package selfposition

import (
	"sort"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/wasm/view"
)

// question is one competency, ready to be shown.
type question struct {
	item   *competency.Item
	ref    competency.Ref
	domain *competency.Item // nil: none
	scale  competency.Scale
	top    int
	target int // 0: none
}

// choices returns the ranks offered, lowest first, without 0.
func (q *question) choices() []competency.Level {
	levels := append([]competency.Level(nil), q.scale.Levels...)
	sort.SliceStable(levels, func(a, b int) bool { return levels[a].Rank < levels[b].Rank })
	return levels
}

// behaviour returns the words a level is recognised by: the anchor of the
// competency, else the descriptor of the scale.
func (q *question) behaviour(l competency.Level) competency.Text {
	if a, ok := q.item.Anchor(l.Rank); ok {
		return a.Text
	}
	return l.Descriptor
}

// questionsOf lists the competencies of a framework in its own order. With
// only, those without a target are left out.
func questionsOf(f *competency.Framework, targets map[competency.ID]int, only bool) []question {
	parent, seq := map[competency.ID]competency.ID{}, map[competency.ID]int{}
	for _, a := range f.Associations {
		from := competency.ID(a.From)
		if a.Type != competency.AssociationIsChildOf || parent[from] != "" {
			continue
		}
		parent[from] = competency.ID(a.To)
		if a.Seq != nil {
			seq[from] = *a.Seq
		}
	}
	var out []question
	for i := range f.Items {
		it := &f.Items[i]
		scale, ok := f.ScaleOf(it)
		if !ok || it.Retired || it.Type == competency.ItemDomain || len(scale.Levels) < 2 {
			continue
		}
		q := question{item: it, ref: f.Ref(it.ID), scale: scale, top: scale.Top(), target: targets[it.ID]}
		if only && q.target == 0 {
			continue
		}
		if d, ok := f.Item(parent[it.ID]); ok {
			q.domain = d
		}
		out = append(out, q)
	}
	rank := func(q *question) (int, string, int, string) {
		if q.domain == nil {
			return -1, "", seq[q.item.ID], q.item.Code
		}
		return seq[q.domain.ID], q.domain.Code, seq[q.item.ID], q.item.Code
	}
	sort.SliceStable(out, func(a, b int) bool {
		d1, c1, i1, k1 := rank(&out[a])
		d2, c2, i2, k2 := rank(&out[b])
		switch {
		case d1 != d2:
			return d1 < d2
		case c1 != c2:
			return c1 < c2
		case i1 != i2:
			return i1 < i2
		}
		return k1 < k2
	})
	return out
}

// targetsOf reads a target profile: {"targets":[{"item":{…},"rank":3}]}.
// Items of another framework are left out.
func targetsOf(d view.Doc, f *competency.Framework) map[competency.ID]int {
	out := map[competency.ID]int{}
	list := d.Get("targets")
	for i := range list.Len() {
		item, rank := list.At(i).Get("item"), list.At(i).Get("rank").Int()
		id := competency.ID(item.Get("item").Str())
		if uri := item.Get("framework").Str(); uri != "" && uri != string(f.URI) {
			continue
		}
		if it, ok := f.Item(id); ok && rank > 0 {
			if s, ok := f.ScaleOf(it); ok {
				out[id] = min(rank, s.Top())
			}
		}
	}
	return out
}

// answer is what a person said about one competency. The zero value is no
// answer yet.
type answer struct {
	given   bool
	skipped bool
	rank    int
	note    string
}

func (a answer) known() bool { return a.given && !a.skipped }

// value is the rank, or -1 when there is none: never zero for "skipped".
func (a answer) value() int {
	if a.known() {
		return a.rank
	}
	return -1
}

// gap is how many levels are missing; 0 when reached or unknown.
func (q *question) gap(a answer) int {
	if !a.known() || q.target <= a.rank {
		return 0
	}
	return q.target - a.rank
}

// proposal is the pathway shown in the results.
type proposal struct {
	steps                    []proposedStep
	minutes, remote          int
	optimal                  bool
	over                     int // minutes above the certified bound, if not optimal
	uncovered                []uncovered
	asked                    bool // a catalogue was given and something is missing
}

type proposedStep struct {
	brick    *catalogue.Brick
	serves   []served
	neededBy []competency.Text
}

type served struct {
	question *question
	from, to int
}

type uncovered struct {
	question *question
	from, to int
}
