// SPDX-License-Identifier: Apache-2.0

package positioning

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// MaxEvents is the most events of a saved run.
const MaxEvents = 100000

// Run is a saved run: which questionnaire, and what was done. Replay gives
// the state back.
type Run struct {
	Schema        competency.IRI `json:"$schema,omitempty" validate:"omitempty,form=iri"`
	Framework     competency.IRI `json:"framework" validate:"form=iri"`
	Version       string         `json:"version" validate:"form=semver"`
	Confirmation  Confirmation   `json:"confirmation" validate:"oneof=none target full exhaustive"`
	Questionnaire string         `json:"questionnaire" validate:"min=16,max=16"`
	Events        []Event        `json:"events" validate:"max=100000,dive"`
}

// Save returns the run that led to s. What was taken back is not in it.
func Save(q *Questionnaire, s State) Run {
	return Run{Framework: q.Framework, Version: q.Version, Confirmation: q.Confirmation,
		Questionnaire: q.Digest, Events: s.Events()}
}

// Replay folds the events of r. It stops at the first event that does not
// fit; the state reached and the faults, with pointers into r, are returned.
func Replay(q *Questionnaire, r Run) (State, issue.Issues) {
	s := Start(q)
	if r.Questionnaire != q.Digest {
		return s, ruleDigest.Alone("/questionnaire", r.Questionnaire, q.Digest)
	}
	for i, e := range r.Events {
		next, f := Apply(q, s, e)
		if f != nil {
			f.Pointer = issue.Pointer("/events").Index(i)
			return s, issue.Issues{*f}
		}
		s = next
	}
	return s, nil
}

// AppendJSON appends r as JSON, members in the order of the schema.
func (r Run) AppendJSON(b []byte) []byte {
	b = append(b, '{')
	if r.Schema != "" {
		b = append(issue.AppendString(append(b, `"$schema":`...), string(r.Schema)), ',')
	}
	b = issue.AppendString(append(b, `"framework":`...), string(r.Framework))
	b = issue.AppendString(append(b, `,"version":`...), r.Version)
	b = issue.AppendString(append(b, `,"confirmation":`...), string(r.Confirmation))
	b = issue.AppendString(append(b, `,"questionnaire":`...), r.Questionnaire)
	b = append(b, `,"events":[`...)
	for i, e := range r.Events {
		if i > 0 {
			b = append(b, ',')
		}
		b = e.AppendJSON(b)
	}
	return append(b, "]}"...)
}

// AppendJSON appends e as JSON. A rank is written when it is not 0.
func (e Event) AppendJSON(b []byte) []byte {
	b = issue.AppendString(append(b, `{"kind":`...), string(e.Kind))
	if e.Item != "" {
		b = issue.AppendString(append(b, `,"item":`...), string(e.Item))
	}
	if e.Rank != 0 {
		b = strconv.AppendInt(append(b, `,"rank":`...), int64(e.Rank), 10)
	}
	if len(e.Ticks) > 0 {
		b = append(b, `,"ticks":[`...)
		for i, t := range e.Ticks {
			if i > 0 {
				b = append(b, ',')
			}
			b = strconv.AppendInt(b, int64(t), 10)
		}
		b = append(b, ']')
	}
	if e.Evidence != "" {
		b = issue.AppendString(append(b, `,"evidence":`...), string(e.Evidence))
	}
	if e.By != "" {
		b = issue.AppendString(append(b, `,"by":`...), e.By)
	}
	if e.Reason != "" {
		b = issue.AppendString(append(b, `,"reason":`...), e.Reason)
	}
	return append(b, '}')
}
