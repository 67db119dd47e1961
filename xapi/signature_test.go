// SPDX-License-Identifier: Apache-2.0

package xapi_test

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"math/big"
	"strings"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/xapi"
)

const plain = `{"id":"12345678-1234-5678-1234-567812345678","actor":{"account":{"homePage":"https://exemple.fr/pseudo/c1","name":"k4f7"}},` +
	`"verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},"object":{"id":"https://exemple.fr/briques/droit"},"timestamp":"2026-11-03T09:00:00Z"}`

func key(t testing.TB, bits int) *rsa.PrivateKey {
	t.Helper()
	k, err := rsa.GenerateKey(rand.Reader, bits)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func certificate(t testing.TB, k *rsa.PrivateKey) *x509.Certificate {
	t.Helper()
	model := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "exemple"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2036, 1, 1, 0, 0, 0, 0, time.UTC)}
	der, err := x509.CreateCertificate(rand.Reader, model, model, &k.PublicKey, k)
	if err != nil {
		t.Fatal(err)
	}
	c, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// signed returns the statement with its signature declared, and the JWS.
func signed(t testing.TB, k *rsa.PrivateKey, alg xapi.Alg, chain ...*x509.Certificate) (raw, jws []byte) {
	t.Helper()
	a, jws, err := xapi.Sign([]byte(plain), k, alg, chain)
	if err != nil {
		t.Fatal(err)
	}
	s, is := xapi.Decode([]byte(plain), xapi.Options{})
	if len(is) > 0 {
		t.Fatal(is)
	}
	s.Attachments = append(s.Attachments, a)
	raw = s.AppendJSON(nil)
	if is := xapi.Validate(raw, xapi.Options{}); len(is) > 0 {
		t.Fatal(is)
	}
	return raw, jws
}

func TestSignAndVerify(t *testing.T) {
	k := key(t, 2048)
	c := certificate(t, k)
	roots := x509.NewCertPool()
	roots.AddCert(c)
	now := func() time.Time { return time.Date(2026, 11, 3, 0, 0, 0, 0, time.UTC) }
	for _, alg := range []xapi.Alg{xapi.RS256, xapi.RS384, xapi.RS512} {
		raw, jws := signed(t, k, alg, c)
		for name, o := range map[string]xapi.VerifyOptions{"x5c": {}, "key": {Key: &k.PublicKey}, "roots": {Roots: roots, Now: now}} {
			got, is := xapi.Verify(raw, jws, o)
			if got.Status != xapi.SignatureVerified || got.Alg != alg || len(is) > 0 {
				t.Errorf("%s %s: %s %v", alg, name, got.Status, is)
			}
		}
		raw, jws = signed(t, k, alg)
		if got, is := xapi.Verify(raw, jws, xapi.VerifyOptions{}); got.Status != xapi.SignatureUnverified || len(is) > 0 {
			t.Errorf("%s without x5c: %s %v", alg, got.Status, is)
		}
	}
}

func TestFlippedBitIsBroken(t *testing.T) {
	k := key(t, 2048)
	raw, jws := signed(t, k, xapi.RS256, certificate(t, k))
	undeclared := []byte(plain) // so that the hash of the attachment does not help
	broken := 0
	for i := range 1000 {
		bad := bytes.Clone(jws)
		at := i * (len(jws) * 8) / 1000
		bad[at/8] ^= 1 << (at % 8)
		for _, c := range []struct {
			raw []byte
			o   xapi.VerifyOptions
		}{{raw, xapi.VerifyOptions{}}, {undeclared, xapi.VerifyOptions{Key: &k.PublicKey}}} {
			if got, is := xapi.Verify(c.raw, bad, c.o); got.Status == xapi.SignatureBroken && is.HasErrors() {
				broken++
			} else {
				t.Errorf("bit %d: %s", at, got.Status)
			}
		}
	}
	if broken != 2000 {
		t.Errorf("%d broken of 2000", broken)
	}
	if got, is := xapi.Verify([]byte(strings.Replace(plain, "droit", "autre", 1)), jws, xapi.VerifyOptions{}); got.Status != xapi.SignatureBroken || is[0].Ref != "XAPI-00116" {
		t.Errorf("another statement: %s %v", got.Status, is)
	}
}

func TestRefusedSignatures(t *testing.T) {
	b64 := base64.RawURLEncoding.EncodeToString
	jws := func(header string) []byte {
		return []byte(b64([]byte(header)) + "." + b64([]byte(plain)) + "." + b64(make([]byte, 256)))
	}
	for _, c := range []struct{ name, jws, code, ref string }{
		{"none", string(jws(`{"alg":"none"}`)), "SIGNATURE-003", "XAPI-00117"},
		{"HS256", string(jws(`{"alg":"HS256"}`)), "SIGNATURE-003", "XAPI-00117"},
		{"no alg", string(jws(`{}`)), "SIGNATURE-003", "XAPI-00117"},
		{"alg twice", string(jws(`{"alg":"RS256","alg":"none"}`)), "SIGNATURE-002", "XAPI-00115"},
		{"critical", string(jws(`{"alg":"RS256","crit":["b64"]}`)), "SIGNATURE-002", "XAPI-00115"},
		{"x5c no array", string(jws(`{"alg":"RS256","x5c":"MII"}`)), "SIGNATURE-007", "XAPI-00115"},
		{"x5c no certificate", string(jws(`{"alg":"RS256","x5c":["AAAA"]}`)), "SIGNATURE-007", "XAPI-00115"},
		{"two parts", "a.b", "SIGNATURE-001", "XAPI-00115"},
		{"padding", string(jws(`{"alg":"RS256"}`)) + "=", "SIGNATURE-001", "XAPI-00115"},
		{"payload no JSON", b64([]byte(`{"alg":"RS256"}`)) + ".AAAA.AAAA", "SIGNATURE-004", "XAPI-00116"},
	} {
		got, is := xapi.Verify([]byte(plain), []byte(c.jws), xapi.VerifyOptions{})
		if got.Status != xapi.SignatureBroken || len(is) != 1 || is[0].Code != c.code || is[0].Ref != c.ref {
			t.Errorf("%s: %s %v", c.name, got.Status, is)
		}
	}
	k := key(t, 2048)
	raw, good := signed(t, k, xapi.RS256, certificate(t, k))
	if got, is := xapi.Verify(raw, good, xapi.VerifyOptions{Roots: x509.NewCertPool()}); got.Status != xapi.SignatureUnverified || is[0].Code != "SIGNATURE-008" {
		t.Errorf("unknown root: %s %v", got.Status, is)
	}
	if got, _ := xapi.Verify(raw, good, xapi.VerifyOptions{Key: &key(t, 2048).PublicKey}); got.Status != xapi.SignatureBroken {
		t.Errorf("another key: %s", got.Status)
	}
	if _, _, err := xapi.Sign([]byte(plain), key(t, 1024), xapi.RS256, nil); err == nil {
		t.Error("a key of 1,024 bits was accepted")
	}
}

// The peer's file ends with a line feed that is no part of the JWS.
func TestPeerSignature(t *testing.T) {
	jws := fixtures.Read(t, "xapi/xapi-rs/jws.sig")
	for _, file := range []string{"xapi/xapi-rs/statement-to-sign.json", "xapi/xapi-rs/statement-signed.json"} {
		raw := fixtures.Read(t, file)
		got, is := xapi.Verify(raw, bytes.TrimSpace(jws), xapi.VerifyOptions{})
		if got.Status != xapi.SignatureVerified || len(is) > 0 {
			t.Errorf("%s: %s %v", file, got.Status, is)
		}
		if got, _ = xapi.Verify(raw, jws, xapi.VerifyOptions{}); got.Status != xapi.SignatureBroken {
			t.Errorf("%s with a line feed: %s", file, got.Status)
		}
	}
}
