// SPDX-License-Identifier: Apache-2.0

package profile

import (
	"sort"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// Held is what the statements say of one person and one item: the claim in
// force, the statement it comes from, and how it ended if it did.
type Held struct {
	Actor     xapi.IFI
	Claim     competency.Claim
	Statement xapi.UUID
	By        xapi.IFI // who confirmed or certified, if anybody
	Goal      int      // the level wanted; -1 without a goal
	Lost      bool     // expired or revoked, and nothing said since
	LostOn    competency.Date
}

// Read turns statements of the profile back into claims ("suivi de la
// maîtrise"). The order in which they come, and how often, makes no
// difference: what was said last, by timestamp then id, holds. A statement
// that verifies or ends another counts for that one only. Voided statements
// and those of other profiles are left out. The result is sorted by actor,
// framework, version and item.
func Read(statements []xapi.Statement) []Held {
	r := &reading{byID: map[xapi.UUID]*said{}, voided: map[xapi.UUID]bool{}, held: map[holder]*Held{}}
	for i := range statements {
		r.take(&statements[i])
	}
	all := make([]*said, 0, len(r.byID)+len(r.anonymous))
	for id, s := range r.byID {
		if !r.voided[id] {
			all = append(all, s)
		}
	}
	seen := map[string]bool{}
	for _, s := range r.anonymous {
		if key := string(s.statement.AppendJSON(nil)); !seen[key] {
			seen[key] = true
			s.key = key
			all = append(all, s)
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].before(all[j]) })
	for _, s := range all {
		r.fold(s)
	}
	return r.sorted()
}

// said is one statement about an item.
type said struct {
	statement *xapi.Statement
	at        xapi.Timestamp
	key       string
	item      competency.Ref
	rank      int
	basis     competency.Basis
	about     xapi.UUID // the statement verified or ended
}

// order of verbs at one instant: a level is told before it is verified, and
// verified before it is lost.
var verbOrder = map[xapi.IRI]int{VerbPositioned: 0, VerbPlanned: 1, VerbVerified: 2, VerbExpired: 3, VerbRevoked: 4}

func (s *said) before(o *said) bool {
	if c := s.at.Compare(o.at); c != 0 {
		return c < 0
	}
	if a, b := verbOrder[s.statement.Verb.ID], verbOrder[o.statement.Verb.ID]; a != b {
		return a < b
	}
	return s.key < o.key
}

type holder struct {
	actor string
	item  competency.Ref
}

type reading struct {
	byID      map[xapi.UUID]*said
	anonymous []*said
	voided    map[xapi.UUID]bool
	held      map[holder]*Held
}

func (r *reading) take(s *xapi.Statement) {
	if id, ok := s.Voids(); ok {
		r.voided[id.Canonical()] = true
		return
	}
	x, ok := understand(s)
	if !ok {
		return
	}
	id := s.ID.Canonical()
	if id == "" {
		r.anonymous = append(r.anonymous, x)
		return
	}
	x.key = string(id)
	if old := r.byID[id]; old != nil && old.content() <= x.content() {
		return // an id names one statement: of two contents one is kept, always the same
	}
	r.byID[id] = x
}

func (s *said) content() string { return string(s.statement.AppendJSON(nil)) }

// understand reads a statement of the profile about an item.
func understand(s *xapi.Statement) (*said, bool) {
	if _, known := verbOrder[s.Verb.ID]; !known || s.Context == nil || s.Actor.IFI.Kind == "" || !ofProfile(s) {
		return nil, false
	}
	x := &said{statement: s, at: s.Timestamp, rank: -1}
	activity, ok := s.Object.(xapi.Activity)
	if ref, isRef := s.Object.(xapi.StatementRef); isRef && len(s.Context.Activities.Parent) > 0 {
		x.about, activity, ok = ref.ID.Canonical(), s.Context.Activities.Parent[0], true
	}
	if s.Context.Statement != nil {
		x.about = s.Context.Statement.ID.Canonical()
	}
	id, isItem := strings.CutPrefix(string(activity.ID), itemPrefix)
	raw, hasFramework := s.Context.Extensions.Get(ExtensionFramework)
	if !ok || !isItem || !hasFramework {
		return nil, false
	}
	x.item = competency.Ref{Item: competency.ID(id)}
	x.item.Framework, x.item.Version = frameworkOf(raw)
	if s.Result != nil {
		if raw, ok := s.Result.Extensions.Get(ExtensionLevel); ok {
			if n, whole := xapi.Decimal(raw).Int64(); whole && xapi.Decimal(raw).Valid() && n >= 0 && n <= 12 {
				x.rank = int(n)
			}
		}
		if raw, ok := s.Result.Extensions.Get(ExtensionBasis); ok {
			x.basis = competency.Basis(strictjson.Unquote(raw))
		}
	}
	return x, x.item.Valid() && x.complete()
}

func (s *said) complete() bool {
	switch s.statement.Verb.ID {
	case VerbPositioned:
		return s.rank >= 0 && (s.basis == competency.BasisSelfDeclared || s.basis == competency.BasisEvidenced)
	case VerbPlanned:
		return s.rank >= 0
	case VerbVerified:
		return s.rank >= 0 && (s.basis == competency.BasisConfirmed || s.basis == competency.BasisCertified) && s.about != ""
	}
	return s.about != ""
}

func ofProfile(s *xapi.Statement) bool {
	for _, a := range s.Context.Activities.Category {
		if a.ID == ID || strings.HasPrefix(string(a.ID), string(ID)+"/v") {
			return true
		}
	}
	return false
}

func frameworkOf(raw []byte) (id competency.IRI, version string) {
	var t tree
	if len(t.read(raw, strictjson.Limits{})) > 0 {
		return "", ""
	}
	return competency.IRI(t.text(t.at("id"))), t.text(t.at("version"))
}

// fold applies what was said, oldest first.
func (r *reading) fold(s *said) {
	key := holder{s.statement.Actor.IFI.Key(), s.item}
	h := r.held[key]
	if h == nil {
		h = &Held{Actor: s.statement.Actor.IFI, Goal: -1, Claim: competency.Claim{Item: s.item, Rank: -1}}
		r.held[key] = h
	}
	switch s.statement.Verb.ID {
	case VerbPositioned:
		h.say(s)
	case VerbPlanned:
		h.Goal = s.rank
	case VerbVerified:
		if h.Statement != "" && h.Statement != s.about && r.known(s.about) {
			return // it verified something older
		}
		h.say(s)
		if i := s.statement.Context.Instructor; i != nil {
			h.By = i.IFI
		}
	default:
		if h.Statement == s.about || h.Statement == "" {
			h.Lost, h.LostOn = true, day(s.at)
		}
	}
}

func (r *reading) known(id xapi.UUID) bool { return r.byID[id] != nil && !r.voided[id] }

// say puts a claim in force.
func (h *Held) say(s *said) {
	h.Claim = competency.Claim{Item: s.item, Rank: s.rank, Basis: s.basis, On: day(s.at)}
	h.Statement, h.By, h.Lost, h.LostOn = s.statement.ID.Canonical(), xapi.IFI{}, false, ""
}

// day returns the UTC day of a timestamp.
func day(t xapi.Timestamp) competency.Date {
	utc, _ := t.UTC()
	if len(utc) < 10 {
		return ""
	}
	return competency.Date(utc[:10])
}

func (r *reading) sorted() []Held {
	keys := make([]holder, 0, len(r.held))
	for k := range r.held {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		a, b := keys[i], keys[j]
		switch {
		case a.actor != b.actor:
			return a.actor < b.actor
		case a.item.Framework != b.item.Framework:
			return a.item.Framework < b.item.Framework
		case a.item.Version != b.item.Version:
			return a.item.Version < b.item.Version
		}
		return a.item.Item < b.item.Item
	})
	out := make([]Held, len(keys))
	for i, k := range keys {
		out[i] = *r.held[k]
	}
	return out
}
