// SPDX-License-Identifier: Apache-2.0

// Package kinds ties each kind of document to its Go type: how it is decoded
// and which business rules it knows.
package kinds

import (
	"reflect"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/indicator"
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/catalogue/planner"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/portfolio"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// entry is what is known of one kind. decode returns a pointer to the Go type
// and the faults of reading and shape.
type entry struct {
	typ    reflect.Type
	decode func([]byte, strictjson.Limits) (any, issue.Issues)
	check  func(any) issue.Issues
}

// of reads T by reflection; check may be nil.
func of[T any](check func(*T) issue.Issues) entry {
	return made(func(b []byte, l strictjson.Limits) (*T, issue.Issues) {
		v := new(T)
		return v, strictjson.Unmarshal(b, strictjson.Document, l, v)
	}, check)
}

// made reads T with its own decoder.
func made[T any](decode func([]byte, strictjson.Limits) (*T, issue.Issues), check func(*T) issue.Issues) entry {
	e := entry{
		typ: reflect.TypeFor[T](),
		decode: func(b []byte, l strictjson.Limits) (any, issue.Issues) {
			v, is := decode(b, l)
			return v, is
		},
	}
	if check != nil {
		e.check = func(v any) issue.Issues { return check(v.(*T)) }
	}
	return e
}

// bound reads a T that binds its members.
func bound[T any, P interface {
	*T
	jsontree.Bound
}](check func(*T) issue.Issues) entry {
	return made(func(b []byte, l strictjson.Limits) (*T, issue.Issues) {
		v := new(T)
		return v, jsontree.DecodeBytes(b, l, P(v))
	}, check)
}

var table = map[schemas.Kind]entry{
	schemas.KindFramework: made(func(b []byte, _ strictjson.Limits) (*competency.Framework, issue.Issues) { return competency.Parse(b) },
		(*competency.Framework).Check),
	schemas.KindFrameworkDiff: made(func(b []byte, _ strictjson.Limits) (*competency.ChangeSet, issue.Issues) {
		return competency.ParseChangeSet(b)
	}, nil),
	schemas.KindPosition: made(func(b []byte, _ strictjson.Limits) (*competency.Position, issue.Issues) {
		return competency.ParsePosition(b)
	},
		(*competency.Position).Check),
	schemas.KindProfile:             of((*positioning.Profile).Check),
	schemas.KindQuestionnaire:       of[positioning.Questionnaire](nil),
	schemas.KindPositioning:         of[positioning.Run](nil),
	schemas.KindGap:                 of[positioning.GapSheet](nil),
	schemas.KindPortfolio:           of[portfolio.Portfolio](nil),
	schemas.KindBrick:               of((*catalogue.Brick).Check),
	schemas.KindPathway:             of[catalogue.Pathway](nil),
	schemas.KindSession:             of[catalogue.Session](nil),
	schemas.KindParticipation:       of[catalogue.Participation](nil),
	schemas.KindPartner:             of((*catalogue.Partner).Check),
	schemas.KindCatalogue:           of(func(c *catalogue.Catalogue) issue.Issues { return c.Check() }),
	schemas.KindPlan:                of[planner.Result](nil),
	schemas.KindLabelProfile:        bound((*label.Profile).Check),
	schemas.KindLabelEvidence:       bound[label.EvidenceList](nil),
	schemas.KindLabelReport:         bound[label.Report](nil),
	schemas.KindLabelDecision:       bound[label.Decision](nil),
	schemas.KindIndicatorDefinition: bound((*indicator.Plan).Check),
	schemas.KindIndicatorReport:     bound[indicator.Report](nil),
}

// Type returns the Go type of the documents of k.
func Type(k schemas.Kind) (reflect.Type, bool) {
	e, ok := table[k]
	return e.typ, ok
}

// Document is a decoded document with its business rules.
type Document struct {
	Kind  schemas.Kind
	Value any // a pointer to the Go type
	check func(any) issue.Issues
}

// Check asks the business rules of the document.
func (d Document) Check() issue.Issues {
	if d.check == nil {
		return nil
	}
	return d.check(d.Value)
}

// Unwrap returns the pointer to the Go type, for schemas.Decode.
func (d Document) Unwrap() any { return d.Value }

// Decode reads a document of kind k; ok is false if no Go type stands for it.
func Decode(k schemas.Kind, data []byte) (doc Document, found issue.Issues, ok bool) {
	e, ok := table[k]
	if !ok {
		return Document{}, nil, false
	}
	inf, _ := k.Info()
	v, found := e.decode(data, inf.Limits)
	return Document{Kind: k, Value: v, check: e.check}, found, true
}
