// SPDX-License-Identifier: Apache-2.0

package credential

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// checkClaims compares iss, sub, jti, nbf and exp of a payload with the
// credential c that it carries (OB 3.0 §8.2.4).
func checkClaims(payload, c jsontree.Value, model string) issue.Issues {
	var out issue.Issues
	same := func(claim, want string) {
		if got := text(payload, claim); want != "" && got != want {
			note(&out, rule006, issue.Pointer("").Field(claim), claim)
		}
	}
	subject, _ := c.Get("credentialSubject")
	same("iss", issuerID(c))
	same("sub", text(subject, "id"))
	same("jti", text(c, "id"))
	from, until := dateMembers(c, model)
	moment := func(claim, member string, required bool) {
		v, there := payload.Get(claim)
		n, whole := v.AsInt()
		date := text(c, member)
		want, valid := competency.Instant(date).Unix()
		switch {
		case date == "" && !there && !required:
		case !there || !whole || valid && n != want || date == "":
			note(&out, rule006, issue.Pointer("").Field(claim), claim)
		}
	}
	moment("nbf", from, true)
	moment("exp", until, false)
	return out
}

// issuerID returns the issuer's id, however the issuer is written.
func issuerID(c jsontree.Value) string {
	v, _ := c.Get("issuer")
	if s, ok := v.AsString(); ok {
		return s
	}
	return text(v, "id")
}

// said is a day as people write it, in both languages.
func said(day string) issue.Text {
	return issue.Text{FR: competency.SayDay(day, "fr"), EN: competency.SayDay(day, "en")}
}

// checkTime places now in the validity of c. reason is "", "notYetValid" or
// "expired".
func checkTime(c jsontree.Value, model string, now competency.Instant) (reason string, out issue.Issues) {
	from, until := dateMembers(c, model)
	outside := func(member, fr, en string) issue.Issues {
		day := text(c, member)
		return rule008.Alone(issue.Pointer("").Field(member), said(day).After(fr, en).Before(" ("+day+")"))
	}
	if d := competency.Instant(text(c, from)); d.Valid() && now.Compare(d) < 0 {
		return "notYetValid", outside(from, "valable à partir du ", "valid from ")
	}
	if d := competency.Instant(text(c, until)); d.Valid() && now.Compare(d) >= 0 {
		return "expired", outside(until, "expiré le ", "expired on ")
	}
	return "", nil
}
