// SPDX-License-Identifier: Apache-2.0

package credential_test

import (
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue/credential"
)

// FuzzVerify feeds tokens, badges and lists that others made: any answer but
// "valid", and no crash.
func FuzzVerify(f *testing.F) {
	s, stranger := signer(f, "EdDSA", 20), signer(f, "EdDSA", 21)
	o := credential.Options{Now: now, Keys: trust(f, s)}
	token := attest(f, stranger, 1)
	f.Add(token)
	f.Add(credential.Badge{Title: "B"}.SVG(token))
	f.Add(`{"@context":["https://www.w3.org/ns/credentials/v2"],"proof":{}}`)
	f.Add(`{"keys":[{"kty":"OKP"}]}`)
	f.Fuzz(func(t *testing.T, in string) {
		if r := credential.Verify(credential.TokenOf(in), o); r.Verdict == credential.VerdictValid {
			t.Errorf("valid: %q", in)
		}
		credential.ReadRevocations(in, o)
		credential.DecodeRevocations([]byte(in))
		credential.DecodeKeySet([]byte(in))
		credential.DecodePrivateKey([]byte(in))
	})
}
