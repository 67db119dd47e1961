// SPDX-License-Identifier: Apache-2.0

//go:build !js

package competency

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
)

// Signature is a detached Ed25519 signature (RFC 8032) of one published
// version. KeyID is the first 16 hexadecimal digits of the SHA-256 of the
// public key; it helps to find the key and proves nothing. SignedOn is what
// the signer says and is covered by the signature.
type Signature struct {
	Framework IRI    `json:"framework"`
	Version   string `json:"version"`
	Digest    Digest `json:"digest"`
	KeyID     string `json:"keyId"`
	SignedOn  Date   `json:"signedOn,omitempty"`
	Value     string `json:"value"` // base64url without padding
}

// The errors of VerifySignature.
var (
	ErrOtherVersion = errors.New("competency: the signature is of another framework or version")
	ErrOtherContent = errors.New("competency: the content is not the one that was signed")
	ErrBadSignature = errors.New("competency: the signature was not made with this key")
)

// Sign returns the signature of f by key; on may be empty.
func Sign(f *Framework, key ed25519.PrivateKey, on Date) Signature {
	s := Signature{Framework: f.URI, Version: f.Version, Digest: f.Digest(), SignedOn: on}
	s.KeyID = keyID(key.Public().(ed25519.PublicKey))
	s.Value = base64.RawURLEncoding.EncodeToString(ed25519.Sign(key, s.message()))
	return s
}

// VerifySignature returns nil when s is a signature of this very content of f
// by the owner of key.
func VerifySignature(f *Framework, s Signature, key ed25519.PublicKey) error {
	if s.Framework != f.URI || s.Version != f.Version || !f.URI.Valid() || !ValidVersion(f.Version) || s.SignedOn != "" && !s.SignedOn.Valid() {
		return ErrOtherVersion
	}
	if s.Digest != f.Digest() {
		return ErrOtherContent
	}
	value, err := base64.RawURLEncoding.Strict().DecodeString(s.Value)
	if err != nil || len(key) != ed25519.PublicKeySize || !ed25519.Verify(key, s.message(), value) {
		return ErrBadSignature
	}
	return nil
}

// message is what is signed: a fixed first line keeps the key from signing
// anything else by accident. No valid part can hold a line feed.
func (s Signature) message() []byte {
	return []byte("briques framework signature 1\n" + string(s.Framework) + "\n" + s.Version + "\n" + string(s.Digest) + "\n" + s.KeyID + "\n" + string(s.SignedOn) + "\n")
}

func keyID(key ed25519.PublicKey) string {
	sum := sha256.Sum256(key)
	return hex.EncodeToString(sum[:8])
}
