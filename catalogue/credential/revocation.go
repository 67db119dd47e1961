// SPDX-License-Identifier: Apache-2.0

package credential

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// RevocationList is what an issuer has withdrawn: the payload of its
// revocations.jwt. A list older than 7 days still revokes, but no longer
// proves that nothing else is revoked.
type RevocationList struct {
	Issuer  competency.IRI     `json:"issuer"`
	Updated competency.Instant `json:"updated"`
	Revoked []Revoked          `json:"revoked"`
}

// Revoked is one withdrawn credential.
type Revoked struct {
	ID     competency.IRI  `json:"id"`
	On     competency.Date `json:"on"`
	Reason string          `json:"reason"`
}

// Bind describes l.
func (l *RevocationList) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "issuer", &l.Issuer, jsontree.Need)
	jsontree.Str(b, "updated", &l.Updated, jsontree.Need)
	jsontree.Many(b, "revoked", &l.Revoked, jsontree.Need)
}

// Bind describes r.
func (r *Revoked) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "id", &r.ID, jsontree.Need)
	jsontree.Str(b, "on", &r.On, jsontree.Need)
	jsontree.Str(b, "reason", &r.Reason, jsontree.Need)
}

// DecodeRevocations reads the payload of a list strictly.
func DecodeRevocations(data []byte) (*RevocationList, issue.Issues) {
	l := new(RevocationList)
	is := jsontree.DecodeBytes(data, strictjson.Limits{Bytes: 4 << 20, Values: 200_000}, l)
	if !is.HasErrors() && (!l.Issuer.Valid() || !l.Updated.Valid()) {
		note(&is, rule007, "", "issuer, updated")
	}
	return l, is
}

// Encode returns the canonical bytes of the list.
func (l *RevocationList) Encode() []byte { return jsontree.Encode(l).Canonical() }

const listMaxAge = 7 * 24 * 3600

// check returns what the list says of the credential id of issuer.
func (l *RevocationList) check(id, issuer string, now competency.Instant) (revoked bool, out issue.Issues) {
	if l == nil || string(l.Issuer) != issuer {
		return false, rule010.Alone("")
	}
	for _, r := range l.Revoked {
		if string(r.ID) == id {
			return true, rule009.Alone("/id", said(string(r.On)), r.Reason)
		}
	}
	at, ok1 := now.Unix()
	updated, ok2 := l.Updated.Unix()
	if !ok1 || !ok2 || at-updated > listMaxAge {
		note(&out, rule010, "", "")
	}
	return false, out
}
