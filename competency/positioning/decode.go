// SPDX-License-Identifier: Apache-2.0

//go:build !js || eafc_engine

package positioning

import (
	"encoding/json"
	"io"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// maxBytes bounds the files of this package.
const maxBytes = 16 << 20

var limits = strictjson.Limits{Bytes: maxBytes, Depth: 32, Values: 2_000_000}

func decode(r io.Reader, v any) (issue.Issues, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, err
	}
	return strictjson.Unmarshal(data, strictjson.Document, limits, v), nil
}

func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// DecodeProfile reads a profile and checks it; the error is for reading alone.
func DecodeProfile(r io.Reader) (*Profile, issue.Issues, error) {
	var p Profile
	is, err := decode(r, &p)
	if err == nil && !is.HasErrors() {
		is = append(is, p.Check()...)
	}
	return &p, is, err
}

// EncodeProfile writes p as indented JSON.
func EncodeProfile(w io.Writer, p *Profile) error { return encode(w, p) }

// DecodeRun reads a saved run; Replay checks it against its questionnaire.
func DecodeRun(r io.Reader) (*Run, issue.Issues, error) {
	var run Run
	is, err := decode(r, &run)
	if err == nil && !is.HasErrors() && len(run.Events) > MaxEvents {
		is.Add(&ruleEvents, "/events", len(run.Events), MaxEvents)
	}
	return &run, is, err
}

// EncodeQuestionnaire writes q as indented JSON, for a page made beforehand.
func EncodeQuestionnaire(w io.Writer, q *Questionnaire) error { return encode(w, q) }

// DecodeQuestionnaire reads a questionnaire and refuses one whose digest is
// not that of its structure.
func DecodeQuestionnaire(r io.Reader) (*Questionnaire, issue.Issues, error) {
	var q Questionnaire
	is, err := decode(r, &q)
	if err != nil || is.HasErrors() {
		return &q, is, err
	}
	if d := q.digest(); d != q.Digest {
		is.Add(&ruleDigest, "/digest", q.Digest, d)
	}
	q.index = make(map[string]int, len(q.Questions))
	for i := range q.Questions {
		q.index[string(q.Questions[i].Item)] = i + 1
	}
	return &q, append(is, q.check()...), nil
}
