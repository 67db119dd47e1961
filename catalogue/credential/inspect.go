// SPDX-License-Identifier: Apache-2.0

package credential

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Options says when and against what to verify. Issuers, where given, are the
// only ones accepted. A nil Revocations leaves revocation unchecked
// (CREDENTIAL-010).
type Options struct {
	Now         competency.Instant
	Keys        []TrustedKey
	Issuers     []competency.IRI
	Revocations *RevocationList
}

// MaxToken is the largest text that is looked at.
const MaxToken = 64 << 10

// Proof is how a credential is secured.
type Proof string

// The proofs.
const (
	ProofJWT           Proof = "jwt"
	ProofDataIntegrity Proof = "dataIntegrity"
	ProofNone          Proof = "none"
)

// Inspection is all that can be said of a credential but for its signature.
// SigningInput and Signature are what Key has to verify with Header.Alg.
type Inspection struct {
	Proof        Proof
	Model        string // data model "2.0", "1.1" or "?"
	Header       Header
	Key          JWK
	SigningInput []byte
	Signature    []byte
	Credential   jsontree.Value
	HasStatus    bool

	options  Options
	compact  string // the signature as the token writes it
	trusted  bool
	issuer   competency.IRI // the issuer to which the key belongs; "" is any
	state    Signature
	token    issue.Issues // encoding, header, algorithm
	lexical  issue.Issues
	claims   issue.Issues
	shape    issue.Issues
	notes    issue.Issues
	nested   []*Inspection
	nestedAt []issue.Pointer
}

// Signature is what a verifier found.
type Signature uint8

// The states. SignatureUnchecked is the zero value: no verifier could look.
const (
	SignatureUnchecked Signature = iota
	SignatureGood
	SignatureBad
)

// maxDepth is how deep endorsementJwt is followed.
const maxDepth = 2

// Inspect reads a token, or a credential in plain JSON.
func Inspect(token string, o Options) *Inspection { return inspect(token, o, 0) }

func inspect(token string, o Options, depth int) *Inspection {
	in := &Inspection{Proof: ProofJWT, Model: "?", options: o}
	if len(token) > MaxToken {
		in.token = rule001.Alone("", "> 64 Kio")
		return in
	}
	token = trim(token)
	if len(token) > 0 && (token[0] == '{' || token[0] == ' ' || token[0] == '\n') {
		in.plain([]byte(token), depth)
		return in
	}
	data, ok := in.read(token)
	if !ok {
		in.token = rule001.Alone("", "segments")
		return in
	}
	if !in.token.HasErrors() && in.Key.Kty != "" && !in.Key.allows(in.Header.Alg) {
		note(&in.token, rule002, "/header/alg", in.Header.Alg)
	}
	payload, is := jsontree.Parse(data, strictjson.Wire, strictjson.Limits{})
	if in.lexical = is; is.HasErrors() {
		return in
	}
	in.Credential = payload
	vc, old := payload.Get("vc")
	if old {
		in.Credential = vc
	}
	in.look(depth)
	if old && in.Model == "2.0" {
		note(&in.shape, rule007, "/vc", "vc")
	}
	in.claims = checkClaims(payload, in.Credential, in.Model)
	return in
}

// read takes header, key and signature of a token, and returns its payload.
func (in *Inspection) read(token string) (payload []byte, ok bool) {
	segments, decoded, ok := split(token)
	if !ok {
		return nil, false
	}
	in.Header, in.token = readHeader(decoded[0])
	in.compact, in.Signature = segments[2], decoded[2]
	in.SigningInput = []byte(segments[0] + "." + segments[1])
	key, trusted := choose(in.Header, in.options.Keys)
	in.Key, in.trusted, in.issuer = key.Key, trusted, key.Issuer
	return decoded[1], true
}

// plain reads a credential that is not a token.
func (in *Inspection) plain(data []byte, depth int) {
	v, is := jsontree.Parse(data, strictjson.Wire, strictjson.Limits{})
	in.Proof = ProofNone
	if in.lexical = is; is.HasErrors() {
		return
	}
	in.Credential = v
	if _, ok := v.Get("proof"); ok {
		in.Proof = ProofDataIntegrity
		note(&in.notes, rule011, "/proof", "proof")
	}
	in.look(depth)
}

// look checks the shape and collects what is inside.
func (in *Inspection) look(depth int) {
	s := checkShape(in.Credential)
	in.Model, in.shape = s.model, s.issues
	if in.Model == "1.1" {
		note(&in.notes, rule012, "", "data model 1.1")
	}
	if _, ok := in.Credential.Get("credentialStatus"); ok {
		in.HasStatus = true
		note(&in.notes, rule011, "/credentialStatus", "credentialStatus")
	}
	subject, _ := in.Credential.Get("credentialSubject")
	achievement, _ := subject.Get("achievement")
	issuer, _ := in.Credential.Get("issuer")
	for _, holder := range []struct {
		at issue.Pointer
		v  jsontree.Value
	}{{"", in.Credential}, {"/credentialSubject/achievement", achievement}, {"/issuer", issuer}} {
		tokens, _ := holder.v.Get("endorsementJwt")
		for i, t := range list(tokens) {
			at := holder.at.Field("endorsementJwt").Index(i)
			s, _ := t.AsString()
			if depth >= maxDepth || len(in.nested) >= 20 {
				note(&in.notes, rule011, at, "endorsementJwt")
				continue
			}
			in.nested = append(in.nested, inspect(s, in.options, depth+1))
			in.nestedAt = append(in.nestedAt, at)
		}
	}
}

// Pending returns the inspections, this one and those inside it, whose
// signature a verifier must look at before Conclude.
func (in *Inspection) Pending() []*Inspection {
	var out []*Inspection
	if in.Proof == ProofJWT && !in.token.HasErrors() && in.Key.Kty != "" {
		out = append(out, in)
	}
	for _, n := range in.nested {
		out = append(out, n.Pending()...)
	}
	return out
}

// Mark records what the verifier found.
func (in *Inspection) Mark(s Signature) { in.state = s }

// Shape returns the faults of form alone.
func (in *Inspection) Shape() issue.Issues { return in.shape }
