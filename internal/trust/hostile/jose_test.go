// SPDX-License-Identifier: Apache-2.0

package hostile_test

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue/credential"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/trust/hostile"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

const signedStatement = `{"id":"12345678-1234-5678-1234-567812345678","actor":{"account":{"homePage":"https://exemple.fr/pseudo/c1","name":"k4f7"}},` +
	`"verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},"object":{"id":"https://exemple.fr/briques/droit"},"timestamp":"2026-11-03T09:00:00Z"}`

func TestJOSE(t *testing.T) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	_, jws, err := xapi.Sign([]byte(signedStatement), key, xapi.RS256, nil)
	if err != nil {
		t.Fatal(err)
	}
	if s, is := xapi.Verify([]byte(signedStatement), jws, xapi.VerifyOptions{Key: &key.PublicKey}); s.Status != xapi.SignatureVerified {
		t.Fatal(s, is)
	}
	through(t, hostile.JOSE(string(jws), "RS256"), door{name: "xapi.Verify", codes: statementCodes, named: statementNamed, read: func(b []byte) issue.Issues {
		s, is := xapi.Verify([]byte(signedStatement), b, xapi.VerifyOptions{Key: &key.PublicKey})
		if s.Status == xapi.SignatureVerified {
			t.Errorf("verified: %.200s", b)
		}
		return is
	}})

	private, err := credential.GenerateKey("EdDSA", bytes.NewReader(bytes.Repeat([]byte{7}, 64)))
	if err != nil {
		t.Fatal(err)
	}
	signer := &credential.Signer{Issuer: credential.Issuer{ID: "https://label.example.org/issuer", Name: "Institut d'exemple"}, KID: "https://label.example.org/jwks.json#a", Key: private}
	set, err := signer.Rotate(&credential.KeySet{})
	if err != nil {
		t.Fatal(err)
	}
	token, err := credential.IssueAttestation(credential.Attestation{Learner: "urn:uuid:0b7c1f6e-1111-5222-8333-000000000001", ItemURI: "https://fw.example.org/C1",
		Item: competency.Ref{Framework: "https://fw.example.org", Version: "1.0.0"}, ItemTitle: "Piloter", Rank: 1, Criteria: "Évaluation observée", On: "2026-09-01", Until: "2029-08-31"}, signer)
	if err != nil {
		t.Fatal(err)
	}
	o := credential.Options{Now: "2026-11-22T00:00:00Z", Keys: set.Trust("https://label.example.org/issuer")}
	if r := credential.Verify(token, o); r.Verdict != credential.VerdictValid {
		t.Fatal(r.Issues)
	}
	through(t, hostile.JOSE(token, "EdDSA"), door{name: "credential.Verify", codes: credentialCodes, named: credentialNamed, read: func(b []byte) issue.Issues {
		r := credential.Verify(string(b), o)
		if r.Verdict == credential.VerdictValid && string(b) != token+"\n" {
			t.Errorf("valid: %.200s", b)
		}
		return r.Issues
	}})
	list, err := signer.SignRevocations(&credential.RevocationList{Issuer: "https://label.example.org/issuer", Updated: "2026-11-20T00:00:00Z",
		Revoked: []credential.Revoked{{ID: "urn:uuid:0b7c1f6e-1111-5222-8333-000000000001", On: "2026-11-19", Reason: "remplacé par une autre version"}}})
	if err != nil {
		t.Fatal(err)
	}
	through(t, hostile.JOSE(list, "EdDSA"), door{name: "credential.ReadRevocations", codes: listCodes, named: listNamed, read: func(b []byte) issue.Issues {
		l, is := credential.ReadRevocations(string(b), o)
		if l != nil && !is.HasErrors() && string(b) != list+"\n" {
			t.Errorf("taken: %.200s", b)
		}
		return is
	}})
}

var statementCodes = map[string]string{hostile.JoseForm: "SIGNATURE-001", hostile.JoseHeader: "SIGNATURE-002", hostile.JoseAlgorithm: "SIGNATURE-003", hostile.JoseSignature: "SIGNATURE-006", hostile.JoseChanged: "SIGNATURE-006"}

// A part of nothing is base64 of nothing; an algorithm that is no text is none.
var statementNamed = map[string]string{"two points": "SIGNATURE-002", "no header": "SIGNATURE-002", "no payload": "SIGNATURE-004", "no signature": "SIGNATURE-006",
	`header "{\"alg\":1}"`: "SIGNATURE-003", `header "{\"alg\":null}"`: "SIGNATURE-003", `header "{\"alg\":[\"RS256\"]}"`: "SIGNATURE-003", `header "{}"`: "SIGNATURE-003"}

var credentialCodes = map[string]string{hostile.JoseForm: "CREDENTIAL-001", hostile.JoseHeader: "CREDENTIAL-003", hostile.JoseAlgorithm: "CREDENTIAL-002", hostile.JoseSignature: "CREDENTIAL-004", hostile.JoseChanged: "CREDENTIAL-004"}

var listCodes = map[string]string{hostile.JoseForm: "CREDENTIAL-001", hostile.JoseHeader: "CREDENTIAL-003", hostile.JoseAlgorithm: "CREDENTIAL-002", hostile.JoseSignature: "CREDENTIAL-004", hostile.JoseChanged: refused}

// A line end after a token is that of its file. A JSON document is looked at
// as a credential, and says what it lacks.
var credentialNamed = map[string]string{"a line end": accepted, "a space in front": "READ-005", "the general JSON form": "CREDENTIAL-007", "the flat JSON form": "CREDENTIAL-007"}

// A list is read before its signature is checked: a changed letter is refused
// by what it has become, or by the signature.
var listNamed = map[string]string{"a line end": accepted}
