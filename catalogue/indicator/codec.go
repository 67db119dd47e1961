// SPDX-License-Identifier: Apache-2.0

package indicator

import (
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// DecodePlan reads a plan strictly and checks it.
func DecodePlan(data []byte) (*Plan, issue.Issues) {
	p := new(Plan)
	is := jsontree.DecodeBytes(data, strictjson.Limits{}, p)
	if is.HasErrors() {
		return p, is
	}
	is = p.Check()
	jsontree.Locate(is, data, strictjson.Limits{})
	return p, is
}

// Encode returns the canonical bytes of the plan (RFC 8785).
func (p *Plan) Encode() []byte { return jsontree.Encode(p).Canonical() }

// Encode returns the canonical bytes of the report (RFC 8785).
func (r *Report) Encode() []byte { return jsontree.Encode(r).Canonical() }

// Digest returns the digest of the canonical bytes.
func (r *Report) Digest() competency.Digest { return label.DigestOf(r.Encode()) }

// DecodeReport reads a report strictly.
func DecodeReport(data []byte) (*Report, issue.Issues) {
	r := new(Report)
	is := jsontree.DecodeBytes(data, strictjson.Limits{Bytes: 16 << 20, Values: 200_000}, r)
	if !is.HasErrors() && !r.Period.Valid() {
		is.Add(rule006, "/period", "period", string(r.Period.From)+" "+string(r.Period.Until), "YYYY-MM-DD")
	}
	return r, is
}
