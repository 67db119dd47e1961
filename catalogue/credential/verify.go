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
	in, l, is := OpenRevocations(token, o)
	switch {
	case is.HasErrors():
		return nil, is
	case in.verify() != SignatureGood:
		return nil, rule004.Alone("")
	}
	return l, nil
}
