// SPDX-License-Identifier: Apache-2.0

//go:build !js

package credential

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rsa"
	"math/big"

	"github.com/go-jose/go-jose/v4"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Verify reads a token and checks everything that can be checked here,
// signatures included.
func Verify(token string, o Options) Result {
	in := Inspect(token, o)
	for _, p := range in.Pending() {
		p.Mark(p.verify())
	}
	return in.Conclude()
}

// verify checks one signature with go-jose.
func (in *Inspection) verify() Signature {
	key, ok := in.Key.public()
	if !ok {
		return SignatureBad
	}
	compact := string(in.SigningInput) + "." + encodeSegment(in.Signature)
	jws, err := jose.ParseSignedCompact(compact, []jose.SignatureAlgorithm{jose.SignatureAlgorithm(in.Header.Alg)})
	if err != nil {
		return SignatureBad
	}
	payload, err := jws.Verify(key)
	if err != nil || !bytes.HasSuffix(in.SigningInput, []byte("."+encodeSegment(payload))) {
		return SignatureBad
	}
	return SignatureGood
}

// public returns the key as the standard library knows it.
func (k JWK) public() (any, bool) {
	switch {
	case k.allows("EdDSA"):
		x, _ := decodeSegment(k.X)
		return ed25519.PublicKey(x), true
	case k.allows("RS256"):
		n, _ := decodeSegment(k.N)
		e, ok := decodeSegment(k.E)
		if !ok || len(e) == 0 || len(e) > 4 {
			return nil, false
		}
		exponent := 0
		for _, b := range e {
			exponent = exponent<<8 | int(b)
		}
		return &rsa.PublicKey{N: new(big.Int).SetBytes(n), E: exponent}, true
	}
	return nil, false
}

// ReadRevocations verifies a revocations.jwt and returns its list. The token
// must be signed with a trusted key of the issuer that it names.
func ReadRevocations(token string, o Options) (*RevocationList, issue.Issues) {
	token = trim(token)
	segments, decoded, ok := split(token)
	if !ok {
		return nil, issue.Issues{rule001.At("", "segments")}
	}
	in := &Inspection{Proof: ProofJWT, options: o, SigningInput: []byte(segments[0] + "." + segments[1]), Signature: decoded[2]}
	in.Header, in.token = readHeader(decoded[0])
	key, trusted := choose(in.Header, o.Keys)
	in.Key, in.issuer = key.Key, key.Issuer
	switch {
	case in.token.HasErrors():
		return nil, in.token
	case !trusted:
		return nil, issue.Issues{rule005.At("/header", in.Header.KID)}
	case !in.Key.allows(in.Header.Alg):
		return nil, issue.Issues{rule002.At("/header/alg", in.Header.Alg)}
	case in.verify() != SignatureGood:
		return nil, issue.Issues{rule004.At("")}
	}
	l, is := DecodeRevocations(decoded[1])
	if is.HasErrors() {
		return nil, is
	}
	if !in.accepts(l.Issuer) {
		return nil, issue.Issues{rule005.At("/issuer", string(l.Issuer))}
	}
	return l, nil
}
