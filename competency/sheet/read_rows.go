// SPDX-License-Identifier: Apache-2.0

package sheet

import (
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// framework reads the rows that describe the framework itself.
func (r *reader) framework() {
	f := r.f
	for _, l := range r.rows {
		if l.kind == rowFramework && fold(l.cells[colCode]) == "langue" && competency.ValidLanguage(strings.TrimSpace(l.cells[colFR])) {
			f.Language = strings.TrimSpace(l.cells[colFR])
		}
	}
	if r.o.Language != "" {
		f.Language = r.o.Language
	}
	for _, l := range r.rows {
		if l.kind == rowFramework {
			r.property(l)
		}
	}
	if r.o.URI != "" {
		f.URI = r.o.URI
	}
	if r.o.Changed != "" {
		f.Changed = r.o.Changed
	}
	if f.URI == "" {
		f.URI = "urn:x-briques:" + competency.EscapeIRI(slug(f.Title.In(f.Language)))
	}
	if f.ID == "" {
		f.ID = competency.NewFrameworkID(f.URI)
	}
}

// slug makes a name for a URI out of a title.
func slug(s string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(accents.Replace(strings.ToLower(s)), func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') }) {
		if b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteString(w)
	}
	if b.Len() == 0 {
		return "referentiel"
	}
	return b.String()
}

func (r *reader) property(l *line) {
	f := r.f
	v := l.cells[colFR]
	if v == "" {
		v = l.cells[colEN]
	}
	plain := strings.TrimSpace(v)
	switch fold(l.cells[colCode]) {
	case "uri":
		if f.URI = competency.IRI(plain); !f.URI.Valid() {
			r.fault(&ruleValue, l, colFR, v, "https://…")
			f.URI = ""
		}
	case "id":
		if f.ID = competency.ID(plain); !f.ID.Valid() {
			r.fault(&ruleValue, l, colFR, v, "UUID")
			f.ID = ""
		}
	case "version":
		if f.Version = plain; !competency.ValidVersion(plain) {
			r.fault(&ruleValue, l, colFR, v, "1.0.0")
			f.Version = "0.1.0"
		}
	case "titre", "title":
		f.Title = r.must(l)
	case "resume", "summary":
		f.Summary = r.text(l)
	case "langue", "language":
		if !competency.ValidLanguage(plain) {
			r.fault(&ruleValue, l, colFR, v, "fr, en…")
		}
	case "nature", "kind":
		f.Kind = competency.Kind(r.choice(l, colFR, kinds, v, string(f.Kind)))
	case "autorite", "standing":
		f.Standing = competency.Standing(r.choice(l, colFR, stands, v, string(f.Standing)))
	case "statut", "status":
		f.Status = competency.AdoptionStatus(r.choice(l, colFR, states, v, string(f.Status)))
	case "debut":
		f.ValidFrom = r.date(l, colFR, v)
	case "fin":
		f.ValidUntil = r.date(l, colFR, v)
	case "editeur", "publisher":
		f.Publisher = v
	case "licence", "license":
		f.Licence = v
	case "modifie", "changed":
		if i := r.instant(l, colFR, v); i != "" {
			f.Changed = i
		}
	case "schema":
		f.Schema = competency.IRI(plain)
	case "source":
		t := parseTraits(l.cells[colNature])
		f.Sources = append(f.Sources, competency.Source{Title: l.cells[colFR], Reference: l.cells[colNote], URI: competency.IRI(strings.TrimSpace(l.cells[colSource])),
			VerifiedOn: r.date(l, colNature, t.take("verifie"))})
		r.leftover(l, t)
	default:
		r.fault(&ruleValue, l, colCode, l.cells[colCode], "uri, version, titre, resume, langue, nature, autorite, statut, debut, fin, editeur, licence, modifie, source")
	}
}

func (r *reader) scales() {
	f := r.f
	index := map[string]int{}
	for _, l := range r.rows {
		if l.kind != rowLevel {
			continue
		}
		id := strings.TrimSpace(l.cells[colParent])
		if id == "" {
			id = "N"
		}
		i, ok := index[id]
		if !ok {
			i = len(f.Scales)
			index[id] = i
			f.Scales = append(f.Scales, competency.Scale{ID: id})
		}
		rank, ok := r.rank(l, true, 12)
		if _, twice := f.Scales[i].Level(rank); twice || !ok {
			if ok {
				r.fault(&ruleRank, l, colRank, strconv.Itoa(rank))
			}
			continue
		}
		t := parseTraits(l.cells[colNature])
		f.Scales[i].Levels = append(f.Scales[i].Levels, competency.Level{Rank: rank, Code: strings.TrimSpace(l.cells[colCode]), Group: t.take("groupe"),
			Label: r.must(l), Origin: r.origin(l, competency.OriginProject), Proficient: t.has("acquis")})
		r.leftover(l, t)
	}
	for _, l := range r.rows {
		if l.kind != rowDescriptor {
			continue
		}
		i, ok := index[strings.TrimSpace(l.cells[colParent])]
		rank, ranked := r.rank(l, true, 12)
		found := false
		for j := 0; ok && ranked && j < len(f.Scales[i].Levels); j++ {
			if lv := &f.Scales[i].Levels[j]; lv.Rank == rank {
				lv.Descriptor, found = r.must(l), true
			}
		}
		if !found {
			r.fault(&ruleParent, l, colParent, l.cells[colParent])
		}
	}
}

var typeOfRow = map[string]competency.ItemType{rowDomain: competency.ItemDomain, rowCompetency: competency.ItemCompetency, rowComponent: competency.ItemComponent}

func (r *reader) items() {
	f := r.f
	for _, l := range r.rows {
		t, ok := typeOfRow[l.kind]
		if !ok {
			continue
		}
		code := strings.TrimSpace(l.cells[colCode])
		if _, twice := r.codes[code]; twice || code == "" {
			r.fault(&ruleCode, l, colCode, code)
			continue
		}
		r.codes[code] = len(f.Items)
		l.done = true
		f.Items = append(f.Items, competency.Item{Type: t, Code: code})
	}
	for _, l := range r.rows {
		if l.done {
			r.item(l, &f.Items[r.codes[strings.TrimSpace(l.cells[colCode])]])
		}
	}
}

func (r *reader) item(l *line, it *competency.Item) {
	f := r.f
	t := parseTraits(l.cells[colNature])
	it.ID, it.URI = competency.NewID(f.URI, it.Code), f.URI+"#"+competency.EscapeIRI(it.Code)
	if id := competency.ID(t.take("id")); id.Valid() {
		if it.ID = id; it.Code == string(id) {
			it.Code = "" // an item without a code goes by its identifier
		}
	}
	if u := competency.IRI(strings.TrimSpace(l.cells[colSource])); u != "" {
		if u.Valid() {
			it.URI = u
		} else {
			r.fault(&ruleValue, l, colSource, string(u), "https://…")
		}
	}
	it.Label, it.Origin = r.must(l), r.origin(l, competency.OriginProject)
	it.Scale, it.Retired = t.take("echelle"), t.has("retire")
	it.From, it.Until = r.date(l, colNature, t.take("debut")), r.date(l, colNature, t.take("fin"))
	it.Changed = r.instant(l, colNature, t.take("modifie"))
	if p := t.take("phase"); p != "" {
		if it.Phase = competency.Phase(p); !it.Phase.Valid() {
			r.fault(&ruleValue, l, colNature, p, "plan, do, check, act")
			it.Phase = ""
		}
	}
	if v := t.take("validite"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 || n > 1200 {
			r.fault(&ruleValue, l, colNature, v, issue.Text{FR: "1 à 1200 mois", EN: "1 to 1200 months"})
		} else {
			it.ValidMonths = n
		}
	}
	for rank := 0; rank <= 12; rank++ {
		if s := l.cells[colN0+rank]; strings.TrimSpace(s) != "" {
			if !r.onScale(it, rank) {
				r.fault(&ruleRank, l, colN0+rank, strconv.Itoa(rank))
				continue
			}
			it.Anchors = append(it.Anchors, competency.Anchor{Rank: rank, Text: competency.Text{"fr": s}, Origin: it.Origin})
		}
	}
	r.parent(l, it, &t)
	r.leftover(l, t)
}

// onScale reports whether the scale of it has rank.
func (r *reader) onScale(it *competency.Item, rank int) bool {
	s, ok := r.f.ScaleOf(it)
	if !ok {
		return rank >= 1 && rank <= 12
	}
	_, ok = s.Level(rank)
	return ok
}

func (r *reader) parent(l *line, it *competency.Item, t *traits) {
	if t.has("sansparent") {
		return
	}
	f := r.f
	code := strings.TrimSpace(l.cells[colCode])
	parent := strings.TrimSpace(l.cells[colParent])
	a := competency.Association{ID: competency.NewID(f.URI, "isChildOf "+code+" "+parent), Type: competency.AssociationIsChildOf, From: competency.NodeRef(it.ID), To: competency.NodeRef(f.ID)}
	if parent != "" {
		i, ok := r.codes[parent]
		if !ok || f.Items[i].Code == it.Code && code == parent {
			r.fault(&ruleParent, l, colParent, parent)
			return
		}
		a.To = r.ref(parent)
	}
	if id := competency.ID(t.take("lien")); id.Valid() {
		a.ID = id
	}
	if seq, ok := r.rank(l, false, 1_000_000_000); ok {
		a.Seq = &seq
	}
	f.Associations = append(f.Associations, a)
}

// ref returns the identifier of the item with a code, read or still to read.
func (r *reader) ref(code string) competency.NodeRef {
	if it := &r.f.Items[r.codes[code]]; it.ID != "" {
		return competency.NodeRef(it.ID)
	}
	for _, l := range r.rows {
		if l.done && strings.TrimSpace(l.cells[colCode]) == code {
			t := parseTraits(l.cells[colNature])
			if id := competency.ID(t.take("id")); id.Valid() {
				return competency.NodeRef(id)
			}
			break
		}
	}
	return competency.NodeRef(competency.NewID(r.f.URI, code))
}
