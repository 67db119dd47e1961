// SPDX-License-Identifier: Apache-2.0

package sheet

import (
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
)

// belongings reads the rows that hang on an item: anchors, statements,
// keywords, indicators.
func (r *reader) belongings() {
	f := r.f
	for _, l := range r.rows {
		switch l.kind {
		case rowAnchor, rowStatement, rowKeyword, rowIndicator:
		default:
			continue
		}
		i, ok := r.codes[strings.TrimSpace(l.cells[colParent])]
		if !ok {
			r.fault(&ruleParent, l, colParent, l.cells[colParent])
			continue
		}
		it := &f.Items[i]
		switch l.kind {
		case rowAnchor:
			r.anchor(l, it)
		case rowStatement:
			it.Statement = r.must(l)
		case rowKeyword:
			it.Keywords = append(it.Keywords, l.cells[colFR])
		case rowIndicator:
			r.indicator(l, it)
		}
	}
}

func (r *reader) anchor(l *line, it *competency.Item) {
	rank, ok := r.rank(l, true, 12)
	if !ok {
		return
	}
	if !r.onScale(it, rank) {
		r.fault(&ruleRank, l, colRank, strconv.Itoa(rank))
		return
	}
	text := r.text(l)
	for i := range it.Anchors {
		a := &it.Anchors[i]
		if a.Rank != rank {
			continue
		}
		for lang, s := range text {
			a.Text[lang] = s
		}
		a.Origin = r.origin(l, a.Origin)
		return
	}
	if len(text) == 0 {
		r.fault(&ruleWords, l, colFR)
		return
	}
	it.Anchors = append(it.Anchors, competency.Anchor{Rank: rank, Text: text, Origin: r.origin(l, it.Origin)})
}

func (r *reader) indicator(l *line, it *competency.Item) {
	rank, ok := r.rank(l, true, 12)
	if !ok {
		return
	}
	if !r.onScale(it, rank) {
		r.fault(&ruleRank, l, colRank, strconv.Itoa(rank))
		return
	}
	t := parseTraits(l.cells[colNature])
	n := competency.Indicator{Rank: rank, Statement: r.must(l), Origin: r.origin(l, competency.OriginProject), Required: t.has("requis"), Kind: competency.IndicatorSkill}
	id := competency.ID(t.take("id"))
	if len(t) > 0 {
		if k := valueOf(natures, t[0]); k != "" {
			n.Kind, t = competency.IndicatorKind(k), t[1:]
		}
	}
	code := strings.TrimSpace(l.cells[colCode])
	if code == "" {
		count := 1
		for _, other := range it.Indicators {
			if other.Rank == rank {
				count++
			}
		}
		code = strings.TrimSpace(l.cells[colParent]) + "/" + strconv.Itoa(rank) + "." + strconv.Itoa(count)
	}
	if n.ID = competency.NewID(r.f.URI, code); id.Valid() {
		n.ID = id
	}
	for _, other := range it.Indicators {
		if other.ID == n.ID {
			r.fault(&ruleCode, l, colCode, code)
			return
		}
	}
	r.leftover(l, t)
	it.Indicators = append(it.Indicators, n)
}

// links reads the associations other than the parent.
func (r *reader) links() {
	f := r.f
	for _, l := range r.rows {
		if l.kind != rowLink {
			continue
		}
		t := parseTraits(l.cells[colNature])
		id, changed := competency.ID(t.take("id")), r.instant(l, colNature, t.take("modifie"))
		typ := competency.AssociationType("")
		if len(t) > 0 {
			typ, t = competency.AssociationType(t[0]), t[1:]
		}
		if !typ.Valid() {
			r.fault(&ruleValue, l, colNature, string(typ), "exactMatch, closeMatch, broadMatch, narrowMatch, relatedMatch, isRelatedTo, precedes, replacedBy…")
			continue
		}
		fromCode, toCode := strings.TrimSpace(l.cells[colParent]), strings.TrimSpace(l.cells[colSource])
		from, ok1 := r.end(l, colParent, fromCode)
		to, ok2 := r.end(l, colSource, toCode)
		if !ok1 || !ok2 {
			continue
		}
		a := competency.Association{ID: competency.NewID(f.URI, string(typ)+" "+fromCode+" "+toCode), Type: typ, From: from, To: to,
			Grouping: l.cells[colFR], Notes: l.cells[colNote], Changed: changed}
		if id.Valid() {
			a.ID = id
		}
		if seq, ok := r.rank(l, false, 1_000_000_000); ok {
			a.Seq = &seq
		}
		r.leftover(l, t)
		f.Associations = append(f.Associations, a)
	}
}

func (r *reader) end(l *line, col int, s string) (competency.NodeRef, bool) {
	if s == "" {
		return competency.NodeRef(r.f.ID), true
	}
	if i, ok := r.codes[s]; ok {
		return competency.NodeRef(r.f.Items[i].ID), true
	}
	if ref := competency.NodeRef(s); ref.Valid() {
		return ref, true
	}
	r.fault(&ruleParent, l, col, s)
	return "", false
}
