// SPDX-License-Identifier: Apache-2.0

package profile

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// Positioning says where a person places herself on a competency
// ("positionnement"): the claim must be selfDeclared or evidenced. titles is
// the label of the item by language; it may be nil. Neither evidence nor a
// skipped item is ever written: give no claim for what was skipped.
func Positioning(set Setting, c competency.Claim, titles map[string]string) (xapi.Statement, issue.Issues) {
	m := begin(set, VerbPositioned, c.On)
	m.registered()
	m.basis(c.Basis, competency.BasisSelfDeclared, competency.BasisEvidenced)
	m.s.Object = item(c.Item, titles)
	m.level(c.Rank, c.Basis)
	m.framework(c.Item)
	return m.done()
}

// Goal says which level a person wants to reach ("objectif").
func Goal(set Setting, target competency.Ref, rank int, on competency.Date, titles map[string]string) (xapi.Statement, issue.Issues) {
	m := begin(set, VerbPlanned, on)
	m.s.Object = item(target, titles)
	m.level(rank, "")
	m.framework(target)
	return m.done()
}

// Enrolment says that a person is registered to a brick, within a pathway if
// that is not nil ("inscription").
func Enrolment(set Setting, brick, pathway Subject, on competency.Date) (xapi.Statement, issue.Issues) {
	m := begin(set, VerbRegistered, on)
	m.s.Object = m.activity("/object", brick, TypeBrick)
	m.within(pathway)
	return m.done()
}

// BrickDone says that a person has completed a brick, and how long it took
// her.
func BrickDone(set Setting, brick, pathway Subject, took xapi.Duration, on competency.Date) (xapi.Statement, issue.Issues) {
	m := begin(set, VerbCompleted, on)
	m.s.Object = m.activity("/object", brick, TypeBrick)
	m.within(pathway)
	m.completion()
	m.result().Duration = took
	if !took.Valid() {
		m.bad("/result/duration", "duration", string(took))
	}
	return m.done()
}

// BrickPassed says that a person has passed the assessment of a brick, with
// a scaled score from -1 to 1.
func BrickPassed(set Setting, brick, pathway Subject, scaled xapi.Decimal, on competency.Date) (xapi.Statement, issue.Issues) {
	return assessed(begin(set, VerbPassed, on), true, brick, pathway, scaled)
}

// BrickFailed says that a person has not passed the assessment of a brick.
func BrickFailed(set Setting, brick, pathway Subject, scaled xapi.Decimal, on competency.Date) (xapi.Statement, issue.Issues) {
	return assessed(begin(set, VerbFailed, on), false, brick, pathway, scaled)
}

func assessed(m *maker, success bool, brick, pathway Subject, scaled xapi.Decimal) (xapi.Statement, issue.Issues) {
	m.s.Object = m.activity("/object", brick, TypeBrick)
	m.within(pathway)
	m.success(success)
	m.result().Score = &xapi.Score{Scaled: scaled}
	if !scaled.Valid() {
		m.bad("/result/score/scaled", "scaled", string(scaled))
	}
	return m.done()
}

// PathwayDone says that a person has completed a pathway ("parcours").
func PathwayDone(set Setting, pathway Subject, on competency.Date) (xapi.Statement, issue.Issues) {
	m := begin(set, VerbCompleted, on)
	m.s.Object = m.activity("/object", pathway, TypePathway)
	m.completion()
	return m.done()
}

// LevelVerified says that another person has confirmed or certified a level:
// the claim has that basis, positioning is the statement it is about, and by
// is the account of who verified.
func LevelVerified(set Setting, positioning xapi.UUID, c competency.Claim, by xapi.IFI, titles map[string]string) (xapi.Statement, issue.Issues) {
	m := begin(set, VerbVerified, c.On)
	m.basis(c.Basis, competency.BasisConfirmed, competency.BasisCertified)
	m.about("/object/id", positioning)
	m.s.Object = xapi.StatementRef{ID: positioning}
	m.s.Context.Activities.Parent = []xapi.Activity{item(c.Item, titles)}
	m.level(c.Rank, c.Basis)
	m.framework(c.Item)
	m.pseudonym("/context/instructor", by)
	m.s.Context.Instructor = &xapi.Actor{Type: xapi.TypeAgent, IFI: by}
	return m.done()
}

// LevelExpired says that the level told by a statement is no longer valid,
// by the passing of time.
func LevelExpired(set Setting, lost xapi.UUID, of competency.Ref, on competency.Date, titles map[string]string) (xapi.Statement, issue.Issues) {
	return levelLost(begin(set, VerbExpired, on), lost, of, titles)
}

// LevelRevoked says that the level told by a statement was withdrawn.
func LevelRevoked(set Setting, lost xapi.UUID, of competency.Ref, on competency.Date, titles map[string]string) (xapi.Statement, issue.Issues) {
	return levelLost(begin(set, VerbRevoked, on), lost, of, titles)
}

func levelLost(m *maker, lost xapi.UUID, of competency.Ref, titles map[string]string) (xapi.Statement, issue.Issues) {
	m.about("/context/statement/id", lost)
	m.s.Object = item(of, titles)
	m.s.Context.Statement = &xapi.StatementRef{ID: lost}
	m.framework(of)
	return m.done()
}

// LabelDecided says what was decided of the label of a pathway, under which
// label profile. Such a statement should be signed.
func LabelDecided(set Setting, pathway, label Subject, granted bool, on competency.Date) (xapi.Statement, issue.Issues) {
	m := begin(set, VerbConferred, on)
	m.s.Object = m.activity("/object", pathway, TypePathway)
	m.s.Context.Activities.Grouping = []xapi.Activity{m.activity("/context/contextActivities/grouping/0", label, TypeLabel)}
	m.success(granted)
	return m.done()
}

// basis refuses a claim that rests on something else than the builder says.
func (m *maker) basis(got competency.Basis, a, b competency.Basis) {
	if got != a && got != b {
		m.issues = append(m.issues, ruleBasis.At("/result/extensions", string(got), string(a)+", "+string(b)))
	}
}

func (m *maker) about(p issue.Pointer, id xapi.UUID) {
	if !id.Valid() {
		m.bad(p, "statement", string(id))
	}
}
