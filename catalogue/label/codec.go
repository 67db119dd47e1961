// SPDX-License-Identifier: Apache-2.0

package label

import (
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// DecodeProfile reads a profile strictly and checks it. A profile with an
// error-level issue must not be used.
func DecodeProfile(data []byte) (*Profile, issue.Issues) {
	p := new(Profile)
	is := jsontree.DecodeBytes(data, strictjson.Limits{}, p)
	if is.HasErrors() {
		return p, is
	}
	is = p.Check()
	jsontree.Locate(is, data, strictjson.Limits{})
	return p, is
}

// DecodeReport reads a report strictly.
func DecodeReport(data []byte) (*Report, issue.Issues) {
	r := new(Report)
	is := jsontree.DecodeBytes(data, strictjson.Limits{}, r)
	return r, append(is, vocabulary(data, is, r.vocabulary)...)
}

// DecodeDecision reads a decision strictly. Decide judges it.
func DecodeDecision(data []byte) (*Decision, issue.Issues) {
	d := new(Decision)
	is := jsontree.DecodeBytes(data, strictjson.Limits{}, d)
	return d, append(is, vocabulary(data, is, d.vocabulary)...)
}

// DecodeEvidence reads the records of pieces strictly. CheckEvidence judges
// them.
func DecodeEvidence(data []byte) (*EvidenceList, issue.Issues) {
	l := new(EvidenceList)
	return l, jsontree.DecodeBytes(data, strictjson.Limits{}, l)
}

// ParseFacts reads facts that another system wrote. null is allowed and means
// unknown.
func ParseFacts(data []byte) (Value, issue.Issues) {
	return jsontree.Parse(data, strictjson.Wire, strictjson.Limits{})
}

// Encode returns the canonical bytes of the profile (RFC 8785).
func (p *Profile) Encode() []byte { return jsontree.Encode(p).Canonical() }

// Encode returns the canonical bytes of the report: SHA-256 over them is its
// Digest.
func (r *Report) Encode() []byte { return jsontree.Encode(r).Canonical() }

// Encode returns the canonical bytes of the decision: SHA-256 over them is
// its Digest.
func (d *Decision) Encode() []byte { return jsontree.Encode(d).Canonical() }

// Encode returns the canonical bytes of the list.
func (l *EvidenceList) Encode() []byte { return jsontree.Encode(l).Canonical() }

// vocabulary runs check when the shape is sound, and places what it finds.
func vocabulary(data []byte, shape issue.Issues, check func() issue.Issues) issue.Issues {
	if shape.HasErrors() {
		return nil
	}
	is := check()
	jsontree.Locate(is, data, strictjson.Limits{})
	return is
}

func (r *Report) vocabulary() issue.Issues {
	var out issue.Issues
	if !r.Proposed.Valid() {
		out.Add(&rule004, "/proposed", string(r.Proposed))
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if !f.Truth.Valid() || !f.Applies.Valid() || !f.Severity.Valid() || len(f.Because) == 0 {
			out.Add(&rule004, issue.Pointer("/findings").Index(i), f.Rule)
		}
	}
	return out
}

func (d *Decision) vocabulary() issue.Issues {
	var out issue.Issues
	if !d.Verdict.Valid() {
		out.Add(&rule007, "/verdict", string(d.Verdict))
	}
	for i := range d.Overrides {
		if o := &d.Overrides[i]; !o.Truth.Valid() {
			out.Add(&rule005, issue.Pointer("/overrides").Index(i).Field("truth"), string(o.Truth), string(d.Verdict))
		}
	}
	return out
}
