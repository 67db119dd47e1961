// SPDX-License-Identifier: Apache-2.0

//go:build !js

package credential

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"

	"github.com/go-jose/go-jose/v4"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
)

// Issuer is who signs: an IRI and a name.
type Issuer struct {
	ID   competency.IRI
	Name string
	URL  competency.IRI // optional
}

// Signer signs credentials of one issuer with one private key. KID is the URL
// of the key in the issuer's jwks.json.
type Signer struct {
	Issuer Issuer
	KID    string
	Key    crypto.Signer // ed25519.PrivateKey or *rsa.PrivateKey of 2048 bits or more
}

// Public returns the public key of s with its KID.
func (s *Signer) Public() (JWK, error) {
	switch k := s.Key.(type) {
	case ed25519.PrivateKey:
		return JWK{Kty: "OKP", Crv: "Ed25519", X: encodeSegment(k.Public().(ed25519.PublicKey)), KID: s.KID, Alg: "EdDSA", Use: "sig"}, nil
	case *rsa.PrivateKey:
		if k.N.BitLen() < 2048 {
			return JWK{}, errors.New("credential: RSA key under 2048 bits")
		}
		e := big.NewInt(int64(k.E)).Bytes()
		return JWK{Kty: "RSA", N: encodeSegment(k.N.Bytes()), E: encodeSegment(e), KID: s.KID, Alg: "RS256", Use: "sig"}, nil
	}
	return JWK{}, fmt.Errorf("credential: key of type %T", s.Key)
}

// sign returns the compact JWS of payload, with alg, kid and typ as header.
func (s *Signer) sign(payload jsontree.Value) (string, error) {
	public, err := s.Public()
	if err != nil {
		return "", err
	}
	if s.KID == "" || !s.Issuer.ID.Valid() || s.Issuer.Name == "" {
		return "", errors.New("credential: signer without kid, issuer id or issuer name")
	}
	o := (&jose.SignerOptions{}).WithType("JWT").WithHeader("kid", s.KID)
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.SignatureAlgorithm(public.Alg), Key: s.Key}, o)
	if err != nil {
		return "", fmt.Errorf("credential: signer: %w", err)
	}
	jws, err := signer.Sign(payload.Canonical())
	if err != nil {
		return "", fmt.Errorf("credential: sign: %w", err)
	}
	return jws.CompactSerialize()
}

// GenerateKey returns a new Ed25519 key, or an RSA key of 3072 bits for alg
// "RS256". random is crypto/rand.Reader when nil.
func GenerateKey(alg string, random io.Reader) (crypto.Signer, error) {
	if random == nil {
		random = rand.Reader
	}
	switch alg {
	case "", "EdDSA":
		_, key, err := ed25519.GenerateKey(random)
		return key, err
	case "RS256":
		return rsa.GenerateKey(random, 3072)
	}
	return nil, fmt.Errorf("credential: algorithm %q", alg)
}

// EncodePrivateKey returns the private key as a JWK. Keep it where nobody else
// reads it.
func EncodePrivateKey(key crypto.Signer, kid string) ([]byte, error) {
	alg := "EdDSA"
	if _, ok := key.(*rsa.PrivateKey); ok {
		alg = "RS256"
	}
	return json.MarshalIndent(jose.JSONWebKey{Key: key, KeyID: kid, Algorithm: alg, Use: "sig"}, "", "  ")
}

// DecodePrivateKey reads what EncodePrivateKey wrote.
func DecodePrivateKey(data []byte) (key crypto.Signer, kid string, err error) {
	if is := strictjson.Scan(data, strictjson.Document, strictjson.Limits{Bytes: 64 << 10}); is.HasErrors() {
		return nil, "", is
	}
	var k jose.JSONWebKey
	if err := json.Unmarshal(data, &k); err != nil {
		return nil, "", fmt.Errorf("credential: private key: %w", err)
	}
	switch key := k.Key.(type) {
	case ed25519.PrivateKey:
		return key, k.KeyID, nil
	case *rsa.PrivateKey:
		return key, k.KeyID, nil
	}
	return nil, "", errors.New("credential: not a private Ed25519 or RSA key")
}

// Rotate adds the public key of s to set and returns it: older keys stay, so
// that what they signed still verifies. A kid already there with another key
// is an error.
func (s *Signer) Rotate(set *KeySet) (*KeySet, error) {
	public, err := s.Public()
	if err != nil {
		return nil, err
	}
	out := &KeySet{}
	if set != nil {
		out.Keys = append(out.Keys, set.Keys...)
	}
	for _, k := range out.Keys {
		if k.KID == public.KID {
			if k.Same(public) {
				return out, nil
			}
			return nil, fmt.Errorf("credential: kid %s already names another key", k.KID)
		}
	}
	out.Keys = append(out.Keys, public)
	return out, nil
}

// SignRevocations returns the revocations.jwt of the list.
func (s *Signer) SignRevocations(l *RevocationList) (string, error) {
	if l.Issuer != s.Issuer.ID {
		return "", fmt.Errorf("credential: list of %s signed by %s", l.Issuer, s.Issuer.ID)
	}
	return s.sign(jsontree.Encode(l))
}
