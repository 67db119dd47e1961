// SPDX-License-Identifier: Apache-2.0

package credential

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Verdict is the outcome of a verification.
type Verdict string

// The verdicts ("valide", "non valide", "non vérifiable ici").
const (
	VerdictValid         Verdict = "valid"
	VerdictInvalid       Verdict = "invalid"
	VerdictNotVerifiable Verdict = "notVerifiable"
)

// Reason is the first cause of a verdict that is not valid.
type Reason string

// The reasons.
const (
	ReasonNone        Reason = ""
	ReasonEncoding    Reason = "encoding"
	ReasonHeader      Reason = "header"
	ReasonAlgorithm   Reason = "algorithm"
	ReasonSignature   Reason = "signature"
	ReasonUntrusted   Reason = "untrusted"
	ReasonLexical     Reason = "lexical"
	ReasonClaims      Reason = "claims"
	ReasonShape       Reason = "shape"
	ReasonNotYetValid Reason = "notYetValid"
	ReasonExpired     Reason = "expired"
	ReasonRevoked     Reason = "revoked"
	ReasonEndorsement Reason = "endorsement"
	ReasonUnchecked   Reason = "unchecked" // no key, no verifier, or another kind of proof
)

// Result is the verdict with everything found. Issues are sorted; warnings
// stand beside a valid verdict.
type Result struct {
	Verdict    Verdict      `json:"verdict"`
	Reason     Reason       `json:"reason,omitempty"`
	Issues     issue.Issues `json:"issues,omitempty"`
	Proof      Proof        `json:"proof"`
	Model      string       `json:"model"`
	Credential Summary      `json:"credential"`
}

// Summary is what a credential says, for display.
type Summary struct {
	ID         string             `json:"id,omitempty"`
	Type       string             `json:"type,omitempty"`
	Name       string             `json:"name,omitempty"`
	Issuer     string             `json:"issuer,omitempty"`
	IssuerName string             `json:"issuerName,omitempty"`
	Subject    string             `json:"subject,omitempty"`
	Says       string             `json:"says,omitempty"`
	From       competency.Instant `json:"from,omitempty"`
	Until      competency.Instant `json:"until,omitempty"`
	Evidence   []string           `json:"evidence,omitempty"`
}

// Conclude returns the verdict, once the Pending signatures are marked.
func (in *Inspection) Conclude() Result {
	r := Result{Verdict: VerdictValid, Proof: in.Proof, Model: in.Model, Credential: in.summary()}
	stage := func(reason Reason, is issue.Issues) {
		r.Issues = append(r.Issues, is...)
		if is.HasErrors() && r.Verdict != VerdictInvalid {
			r.Verdict, r.Reason = VerdictInvalid, reason
		}
	}
	stage(tokenReason(in.token), in.token)
	if in.token.HasErrors() {
		return r.sorted()
	}
	open := in.Proof != ProofJWT || in.HasStatus
	if in.Proof == ProofJWT {
		switch {
		case in.state == SignatureBad:
			stage(ReasonSignature, rule004.Alone(""))
			return r.sorted()
		case !in.trusted && len(in.options.Keys) == 0:
			open = true
			r.Issues.Add(rule011, "/header", issue.Text{FR: "signature d'une clé inconnue (" + in.Header.KID + ")", EN: "signature by an unknown key (" + in.Header.KID + ")"})
		case !in.trusted:
			stage(ReasonUntrusted, rule005.Alone("/header", in.Header.KID))
		case in.state == SignatureUnchecked:
			open = true
			note(&r.Issues, rule011, "", "signature "+in.Header.Alg)
		}
	}
	stage(ReasonLexical, in.lexical)
	if in.lexical.HasErrors() {
		return r.sorted()
	}
	id := issuerID(in.Credential)
	if in.Proof == ProofJWT && in.trusted && !in.accepts(competency.IRI(id)) {
		stage(ReasonUntrusted, rule005.Alone("/issuer", id))
	}
	stage(ReasonClaims, in.claims)
	stage(ReasonShape, in.shape)
	reason, is := checkTime(in.Credential, in.Model, in.options.Now)
	stage(Reason(reason), is)
	if in.Proof == ProofJWT {
		_, is = in.options.Revocations.check(text(in.Credential, "id"), id, in.options.Now)
		stage(ReasonRevoked, is)
	}
	for i, n := range in.nested {
		inner := n.Conclude()
		stage(ReasonEndorsement, inner.Issues.Under(in.nestedAt[i]))
		open = open || inner.Verdict == VerdictNotVerifiable
	}
	r.Issues = append(r.Issues, in.notes...)
	if open && r.Verdict == VerdictValid {
		r.Verdict, r.Reason = VerdictNotVerifiable, ReasonUnchecked
	}
	return r.sorted()
}

func (r Result) sorted() Result {
	r.Issues.Sort()
	return r
}

// tokenReason names the first fault of encoding, header or algorithm.
func tokenReason(is issue.Issues) Reason {
	reason := ReasonNone
	for _, i := range is {
		switch {
		case i.Code == rule001.Code:
			return ReasonEncoding
		case i.Code == rule003.Code:
			reason = ReasonHeader
		case i.Code == rule002.Code && reason == ReasonNone:
			reason = ReasonAlgorithm
		case i.Severity == issue.SeverityError && reason == ReasonNone:
			reason = ReasonHeader
		}
	}
	return reason
}

// accepts reports whether the key is one of issuer's, and issuer accepted.
func (in *Inspection) accepts(issuer competency.IRI) bool {
	if in.issuer != "" && in.issuer != issuer {
		return false
	}
	for _, i := range in.options.Issuers {
		if i == issuer {
			return true
		}
	}
	return len(in.options.Issuers) == 0
}

func (in *Inspection) summary() Summary {
	c := in.Credential
	issuer, _ := c.Get("issuer")
	subject, _ := c.Get("credentialSubject")
	achievement, _ := subject.Get("achievement")
	from, until := dateMembers(c, in.Model)
	s := Summary{ID: text(c, "id"), Name: text(c, "name"), Issuer: issuerID(c), IssuerName: text(issuer, "name"), Subject: text(subject, "id"),
		Says: text(subject, "endorsementComment"), From: competency.Instant(text(c, from)), Until: competency.Instant(text(c, until))}
	if s.Says == "" {
		s.Says = text(achievement, "name")
	}
	for _, t := range names(c, "type") {
		if t != "VerifiableCredential" && (s.Type == "" || t < s.Type) {
			s.Type = t
		}
	}
	evidence, _ := c.Get("evidence")
	for _, e := range list(evidence) {
		s.Evidence = append(s.Evidence, text(e, "id"))
	}
	return s
}
