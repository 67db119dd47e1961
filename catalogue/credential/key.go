// SPDX-License-Identifier: Apache-2.0

package credential

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// JWK is a public key (RFC 7517, RFC 8037): Ed25519 or RSA.
type JWK struct {
	Kty string `json:"kty"`
	Crv string `json:"crv,omitempty"`
	X   string `json:"x,omitempty"`
	N   string `json:"n,omitempty"`
	E   string `json:"e,omitempty"`
	KID string `json:"kid,omitempty"`
	Alg string `json:"alg,omitempty"`
	Use string `json:"use,omitempty"`
}

// Bind describes k.
func (k *JWK) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "kty", &k.Kty, jsontree.Need)
	jsontree.Str(b, "crv", &k.Crv, jsontree.May)
	jsontree.Str(b, "x", &k.X, jsontree.May)
	jsontree.Str(b, "n", &k.N, jsontree.May)
	jsontree.Str(b, "e", &k.E, jsontree.May)
	jsontree.Str(b, "kid", &k.KID, jsontree.May)
	jsontree.Str(b, "alg", &k.Alg, jsontree.May)
	jsontree.Str(b, "use", &k.Use, jsontree.May)
}

// Same reports whether two keys have the same public numbers.
func (k JWK) Same(o JWK) bool {
	return k.Kty == o.Kty && k.Crv == o.Crv && k.X == o.X && k.N == o.N && k.E == o.E
}

// allows reports whether the key may verify alg: EdDSA with Ed25519, RS256
// with RSA of 2048 bits or more, and nothing else.
func (k JWK) allows(alg string) bool {
	if k.Alg != "" && k.Alg != alg || k.Use != "" && k.Use != "sig" {
		return false
	}
	switch alg {
	case "EdDSA":
		x, ok := decodeSegment(k.X)
		return k.Kty == "OKP" && k.Crv == "Ed25519" && ok && len(x) == 32
	case "RS256":
		n, ok := decodeSegment(k.N)
		return k.Kty == "RSA" && ok && len(n) >= 256 && n[0] >= 0x80
	}
	return false
}

// TrustedKey is a key that the caller trusts, for one issuer; an empty Issuer
// is any.
type TrustedKey struct {
	Issuer competency.IRI
	Key    JWK
}

// KeySet is the content of an issuer's jwks.json. Retired keys stay in it.
type KeySet struct{ Keys []JWK }

// Bind describes s.
func (s *KeySet) Bind(b *jsontree.Binder) { jsontree.Many(b, "keys", &s.Keys, jsontree.Need) }

// DecodeKeySet reads a jwks.json strictly. A private member refuses it.
func DecodeKeySet(data []byte) (*KeySet, issue.Issues) {
	s := new(KeySet)
	is := jsontree.DecodeBytes(data, strictjson.Limits{}, s)
	for i := range s.Keys {
		if k := s.Keys[i]; !is.HasErrors() && !k.allows("EdDSA") && !k.allows("RS256") {
			note(&is, rule002, issue.Pointer("/keys").Index(i), k.Kty+" "+k.Crv)
		}
	}
	return s, is
}

// Encode returns the canonical bytes of the set.
func (s *KeySet) Encode() []byte { return jsontree.Encode(s).Canonical() }

// Trust returns the keys of the set as trusted for issuer.
func (s *KeySet) Trust(issuer competency.IRI) []TrustedKey {
	out := make([]TrustedKey, len(s.Keys))
	for i, k := range s.Keys {
		out[i] = TrustedKey{issuer, k}
	}
	return out
}
