// SPDX-License-Identifier: Apache-2.0

package credential_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue/credential"
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
)

const issuerID = "https://label.example.org/issuer"

func signer(t testing.TB, alg string, seed byte) *credential.Signer {
	t.Helper()
	var random *bytes.Reader
	if alg == "EdDSA" {
		random = bytes.NewReader(bytes.Repeat([]byte{seed}, 64))
		key, err := credential.GenerateKey(alg, random)
		if err != nil {
			t.Fatal(err)
		}
		return &credential.Signer{Issuer: credential.Issuer{ID: issuerID, Name: "Institut d'exemple"}, KID: "https://label.example.org/jwks.json#" + string('a'+rune(seed)), Key: key}
	}
	key, err := credential.GenerateKey(alg, nil)
	if err != nil {
		t.Fatal(err)
	}
	return &credential.Signer{Issuer: credential.Issuer{ID: issuerID, Name: "Institut d'exemple"}, KID: "https://label.example.org/jwks.json#rsa", Key: key}
}

func trust(t testing.TB, signers ...*credential.Signer) []credential.TrustedKey {
	t.Helper()
	set := &credential.KeySet{}
	for _, s := range signers {
		next, err := s.Rotate(set)
		if err != nil {
			t.Fatal(err)
		}
		set = next
	}
	return set.Trust(issuerID)
}

// decided returns a profile, a report and a decision that belong together.
func decided(t testing.TB) (*label.Profile, *label.Report, *label.Decision) {
	t.Helper()
	p, ok := label.OpenProfile("ih2ef-proposition")
	if !ok {
		t.Fatal("profile")
	}
	facts, is := label.ParseFacts([]byte(`{"subject":{"id":"https://partenaire.example.org/parcours/pilotage","version":"1.0.0","title":"Piloter un établissement"}}`))
	if is.HasErrors() {
		t.Fatal(is)
	}
	r := label.Evaluate(p, facts, nil, nil)
	var overrides []label.Override
	for _, f := range r.Findings {
		overrides = append(overrides, label.Override{Rule: f.Rule, Truth: label.TruthTrue, Reason: "examiné en commission"})
	}
	d, is := label.Decide(p, &r, label.Decision{Verdict: label.VerdictConform, By: "IH2EF", Role: "commission du label", On: "2026-09-01", Overrides: overrides})
	if is.HasErrors() {
		t.Fatal(is)
	}
	return p, &r, &d
}

const now = competency.Instant("2026-11-22T00:00:00Z")

// TestIssueLabel signs a decision and verifies it; its evidence holds the
// digests of the three files.
func TestIssueLabel(t *testing.T) {
	p, r, d := decided(t)
	for _, alg := range []string{"EdDSA", "RS256"} {
		s := signer(t, alg, 1)
		token, err := credential.IssueLabel(p, r, d, s)
		if err != nil {
			t.Fatal(err)
		}
		fresh := &credential.RevocationList{Issuer: issuerID, Updated: "2026-11-20T00:00:00Z"}
		got := credential.Verify(token+"\n", credential.Options{Now: now, Keys: trust(t, s), Revocations: fresh})
		if got.Verdict != credential.VerdictValid || len(got.Issues) != 0 {
			t.Fatalf("%s: %s %s %v", alg, got.Verdict, got.Reason, got.Issues)
		}
		var want []string
		for _, file := range [][]byte{d.Encode(), r.Encode(), p.Encode()} {
			sum := sha256.Sum256(file)
			want = append(want, "sha256:"+hex.EncodeToString(sum[:]))
		}
		if strings.Join(got.Credential.Evidence, " ") != strings.Join(want, " ") {
			t.Errorf("evidence %v, want %v", got.Credential.Evidence, want)
		}
		if !strings.Contains(got.Credential.Says, "non officielle") || got.Credential.Subject != "https://partenaire.example.org/parcours/pilotage/1.0.0" {
			t.Errorf("says %q about %q", got.Credential.Says, got.Credential.Subject)
		}
		header, _, _ := strings.Cut(token, ".")
		raw, _ := base64.RawURLEncoding.DecodeString(header)
		var members map[string]any
		if err := json.Unmarshal(raw, &members); err != nil || len(members) != 3 || members["typ"] != "JWT" {
			t.Errorf("header %s", raw)
		}
	}
	if _, err := credential.IssueLabel(p, r, &label.Decision{Verdict: label.VerdictNotConform}, signer(t, "EdDSA", 1)); err == nil {
		t.Error("a refusal was issued as a label")
	}
	other := *d
	other.By = "une autre autorité"
	other.Report = "sha256:" + competency.Digest(strings.Repeat("0", 64))
	if _, err := credential.IssueLabel(p, r, &other, signer(t, "EdDSA", 1)); err == nil {
		t.Error("a decision on another report was issued")
	}
}

func attest(t testing.TB, s *credential.Signer, n int) string {
	t.Helper()
	token, err := credential.IssueAttestation(credential.Attestation{
		Learner: competency.IRI(fmt.Sprintf("urn:uuid:0b7c1f6e-1111-5222-8333-%012d", n)), ItemURI: "https://fw.example.org/C1",
		Item: competency.Ref{Framework: "https://fw.example.org", Version: "1.0.0"}, ItemTitle: "Piloter", Rank: 1 + n%4,
		Criteria: "Évaluation observée", On: "2026-09-01", Until: "2029-08-31"}, s)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// TestEveryChange changes every character of a token to every other one of
// the alphabet: all are refused. This covers what base64 decoders forgive.
func TestEveryChange(t *testing.T) {
	s := signer(t, "EdDSA", 2)
	token := attest(t, s, 1)
	o := credential.Options{Now: now, Keys: trust(t, s)}
	if r := credential.Verify(token, o); r.Verdict != credential.VerdictValid {
		t.Fatalf("%s %v", r.Verdict, r.Issues)
	}
	letters := []byte("A9")
	if os.Getenv("BRIQUES_LONG") != "" {
		letters = []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n")
	}
	changes := 0
	try := func(i int, c byte) {
		if token[i] == c {
			return
		}
		b := []byte(token)
		b[i] = c
		changes++
		if r := credential.Verify(string(b), o); r.Verdict == credential.VerdictValid {
			t.Errorf("character %d changed from %q to %q: %s", i, token[i], c, r.Verdict)
		}
	}
	next := []byte("BCDEFGHIJKLMNOPQRSTUVWXYZAbcdefghijklmnopqrstuvwxyza1234567890_-")
	for i := range token {
		for _, c := range letters {
			try(i, c)
		}
		try(i, next[i%len(next)])
	}
	// The last character of every segment has unused bits: try the alphabet there.
	last := 0
	for i := range token {
		if i == len(token)-1 || token[i+1] == '.' {
			for _, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") {
				try(i, c)
			}
			last++
		}
	}
	for _, s := range []string{token + "=", token + "\n\n", " " + token, token[:40] + "\n" + token[40:], token + "."} {
		if r := credential.Verify(s, o); r.Verdict == credential.VerdictValid {
			t.Errorf("%q accepted", s[len(s)-4:])
		}
	}
	t.Logf("%d changes of %d characters refused, %d segment ends", changes, len(token), last)
}

// TestRotation signs with a key, retires it, and verifies both old and new.
func TestRotation(t *testing.T) {
	old, young, stranger := signer(t, "EdDSA", 3), signer(t, "EdDSA", 4), signer(t, "EdDSA", 5)
	o := credential.Options{Now: now, Keys: trust(t, old, young)}
	for _, s := range []*credential.Signer{old, young} {
		if r := credential.Verify(attest(t, s, 1), o); r.Verdict != credential.VerdictValid {
			t.Errorf("%s: %v", s.KID, r.Issues)
		}
	}
	if r := credential.Verify(attest(t, stranger, 1), o); r.Reason != credential.ReasonUntrusted {
		t.Errorf("stranger: %s", r.Reason)
	}
	swapped := *stranger
	swapped.KID = old.KID
	if r := credential.Verify(attest(t, &swapped, 1), o); r.Reason != credential.ReasonSignature {
		t.Errorf("key swapped: %s", r.Reason)
	}
	if _, err := swapped.Rotate(&credential.KeySet{Keys: []credential.JWK{o.Keys[0].Key}}); err == nil {
		t.Error("one kid for two keys")
	}
	if r := credential.Verify(attest(t, old, 1), credential.Options{Now: now}); r.Verdict != credential.VerdictNotVerifiable {
		t.Errorf("without any key: %s", r.Verdict)
	}
	// A key trusted for one issuer says nothing about another.
	keys := trust(t, old)
	keys[0].Issuer = "https://autre.example.org"
	if r := credential.Verify(attest(t, old, 1), credential.Options{Now: now, Keys: keys}); r.Reason != credential.ReasonUntrusted {
		t.Errorf("key of another issuer: %s", r.Reason)
	}
	data, err := credential.EncodePrivateKey(old.Key, old.KID)
	if err != nil {
		t.Fatal(err)
	}
	key, kid, err := credential.DecodePrivateKey(data)
	if err != nil || kid != old.KID {
		t.Fatalf("%v %s", err, kid)
	}
	again := &credential.Signer{Issuer: old.Issuer, KID: kid, Key: key}
	if attest(t, again, 1) != attest(t, old, 1) {
		t.Error("the key changed on its way to the file")
	}
	if _, is := credential.DecodeKeySet([]byte(`{"keys":[` + string(data) + `]}`)); !is.HasErrors() {
		t.Error("a private key was read from a public set")
	}
}

// TestRevocations signs a list, reads it, and refuses what it names.
func TestRevocations(t *testing.T) {
	p, r, d := decided(t)
	s, stranger := signer(t, "EdDSA", 6), signer(t, "EdDSA", 7)
	token, err := credential.IssueLabel(p, r, d, s)
	if err != nil {
		t.Fatal(err)
	}
	id := credential.CredentialID(issuerID, d.Digest())
	l := &credential.RevocationList{Issuer: issuerID, Updated: "2026-11-21T00:00:00Z", Revoked: []credential.Revoked{{ID: id, On: "2026-11-01", Reason: "parcours retiré"}}}
	signed, err := s.SignRevocations(l)
	if err != nil {
		t.Fatal(err)
	}
	o := credential.Options{Now: now, Keys: trust(t, s)}
	o.Revocations, _ = credential.ReadRevocations(signed, o)
	if o.Revocations == nil {
		t.Fatal("list refused")
	}
	got := credential.Verify(token, o)
	if got.Reason != credential.ReasonRevoked || got.Issues[0].Code != "CREDENTIAL-009" {
		t.Errorf("%s %v", got.Reason, got.Issues)
	}
	// Days as people write them.
	if fr, en := got.Issues[0].In("fr").Message, got.Issues[0].In("en").Message; fr != "retiré le 01/11/2026 : parcours retiré" || en != "revoked on 01 Nov 2026: parcours retiré" {
		t.Error(fr, en)
	}
	forged, err := stranger.SignRevocations(l)
	if err != nil {
		t.Fatal(err)
	}
	if _, is := credential.ReadRevocations(forged, o); len(is) != 1 || is[0].Code != "CREDENTIAL-005" {
		t.Errorf("forged list: %v", is)
	}
	for name, list := range map[string]*credential.RevocationList{
		"none": nil, "other issuer": {Issuer: "https://x.example.org", Updated: "2026-11-21T00:00:00Z"}, "old": {Issuer: issuerID, Updated: "2026-11-14T23:59:59Z"},
	} {
		o.Revocations = list
		got := credential.Verify(token, o)
		if got.Verdict != credential.VerdictValid || len(got.Issues) != 1 || got.Issues[0].Code != "CREDENTIAL-010" {
			t.Errorf("%s: %s %v", name, got.Verdict, got.Issues)
		}
	}
}

// TestDeadlines walks the first and last second.
func TestDeadlines(t *testing.T) {
	s := signer(t, "EdDSA", 8)
	token := attest(t, s, 1)
	for now, want := range map[competency.Instant]credential.Reason{
		"2026-08-31T23:59:59Z": credential.ReasonNotYetValid, "2026-09-01T00:00:00Z": "", "2029-08-31T23:59:58Z": "", "2029-08-31T23:59:59Z": credential.ReasonExpired,
	} {
		r := credential.Verify(token, credential.Options{Now: now, Keys: trust(t, s)})
		if r.Reason != want {
			t.Errorf("%s: %q, want %q", now, r.Reason, want)
		}
		// Days as people write them, the exact moment beside.
		for _, i := range r.Issues {
			said := map[credential.Reason][2]string{
				credential.ReasonNotYetValid: {"valable à partir du 01/09/2026 (2026-09-01T00:00:00Z)", "valid from 01 Sep 2026 (2026-09-01T00:00:00Z)"},
				credential.ReasonExpired:     {"expiré le 31/08/2029 (2029-08-31T23:59:59Z)", "expired on 31 Aug 2029 (2029-08-31T23:59:59Z)"},
			}[want]
			if fr, en := i.In("fr").Message, i.In("en").Message; i.Code == "CREDENTIAL-008" && (!strings.Contains(fr, said[0]) || !strings.Contains(en, said[1])) {
				t.Errorf("%s: %s, %s", now, fr, en)
			}
		}
	}
}

func TestBadge(t *testing.T) {
	s := signer(t, "EdDSA", 9)
	token := attest(t, s, 1)
	svg := credential.Badge{Title: "Label <IH2EF> & co", Holder: "Parcours", Issuer: "Institut", Until: "2029", Notice: "Proposition du projet, non officielle."}.SVG(token)
	if credential.TokenOf(svg) != token || credential.TokenOf(token) != token {
		t.Error("token lost in the badge")
	}
	if strings.Contains(svg, "<IH2EF>") || !strings.Contains(svg, "non officielle") {
		t.Error("badge text")
	}
}

// TestHandler posts a file and a pasted text; answers hold no script and no
// word of the token.
func TestHandler(t *testing.T) {
	s := signer(t, "EdDSA", 10)
	token := attest(t, s, 1)
	server := httptest.NewServer(credential.Handler(func() credential.Options { return credential.Options{Now: now, Keys: trust(t, s)} }))
	defer server.Close()
	post := func(field, content string) (int, string) {
		var body bytes.Buffer
		w := multipart.NewWriter(&body)
		part, _ := w.CreateFormFile(field, "x.jwt")
		part.Write([]byte(content))
		w.Close()
		resp, err := http.Post(server.URL, w.FormDataContentType(), &body)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		var out bytes.Buffer
		out.ReadFrom(resp.Body)
		if csp := resp.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") {
			t.Errorf("CSP %q", csp)
		}
		if resp.Header.Get("Cache-Control") != "no-store" {
			t.Error("answer may be stored")
		}
		return resp.StatusCode, out.String()
	}
	for _, c := range []struct{ field, content, want string }{
		{"file", token, "Valide"}, {"token", token + "\n", "Valide"}, {"file", credential.Badge{Title: "B"}.SVG(token), "Valide"},
		{"token", token[:len(token)-2] + "AA", "Non valide"}, {"token", `{"a":"</textarea><script>alert(1)</script>"}`, "Non valide"},
	} {
		code, out := post(c.field, c.content)
		if code != 200 || !strings.Contains(out, `<h2 id="verdict">`+c.want+"<") {
			t.Errorf("%s %.20s: %d, want %s", c.field, c.content, code, c.want)
		}
		if strings.Contains(out, "<script") || strings.Contains(out, token) {
			t.Errorf("%s: script or token in the page", c.field)
		}
	}
	if code, _ := post("file", strings.Repeat("a", credential.MaxToken+1)); code != http.StatusRequestEntityTooLarge {
		t.Errorf("too large: %d", code)
	}
	resp, err := http.Get(server.URL + "?lang=en")
	if err != nil || resp.StatusCode != 200 {
		t.Error("GET")
	}
}

// TestEndorsementJWT verifies a credential inside a credential.
func TestEndorsementJWT(t *testing.T) {
	p, r, d := decided(t)
	s := signer(t, "EdDSA", 11)
	inner, err := credential.IssueLabel(p, r, d, s)
	if err != nil {
		t.Fatal(err)
	}
	// Inspect follows it in plain JSON too: what is not signed is never valid.
	outer := `{"@context":["` + credential.ContextVC2 + `","` + credential.ContextOB + `"],"endorsementJwt":["` + inner + `"]}`
	o := credential.Options{Now: now, Keys: trust(t, s)}
	in := credential.Inspect(outer, o)
	if n := len(in.Pending()); n != 1 {
		t.Fatalf("%d signatures pending, want that of the endorsement", n)
	}
	bad := strings.Replace(outer, inner, inner[:len(inner)-3]+"AAA", 1)
	found := false
	for _, i := range credential.Verify(bad, o).Issues {
		found = found || i.Code == "CREDENTIAL-004" && i.Pointer == "/endorsementJwt/0"
	}
	if !found {
		t.Error("a broken endorsement passed unseen")
	}
}

// TestNPMJose lets an independent library verify 100 of our tokens and refuse
// a changed character in each.
func TestNPMJose(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("NOT RUN: node is not installed: the independent check with npm jose did not run")
	}
	if _, err := os.Stat(filepath.Join("testdata", "jose", "node_modules", "jose")); err != nil {
		t.Skip("NOT RUN: npm jose is not installed: run npm ci in catalogue/credential/testdata/jose")
	}
	s := signer(t, "EdDSA", 12)
	rs := signer(t, "RS256", 0)
	var in struct {
		Keys   json.RawMessage `json:"keys"`
		Tokens []string        `json:"tokens"`
	}
	p, r, d := decided(t)
	for n := range 98 {
		in.Tokens = append(in.Tokens, attest(t, s, n))
	}
	for _, x := range []*credential.Signer{s, rs} {
		token, err := credential.IssueLabel(p, r, d, x)
		if err != nil {
			t.Fatal(err)
		}
		in.Tokens = append(in.Tokens, token)
	}
	set, err := s.Rotate(nil)
	if err != nil {
		t.Fatal(err)
	}
	if set, err = rs.Rotate(set); err != nil {
		t.Fatal(err)
	}
	in.Keys = set.Encode()
	data, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "verify.mjs")
	cmd.Dir, cmd.Stdin = filepath.Join("testdata", "jose"), bytes.NewReader(data)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", bytes.TrimSpace(out))
	if !strings.HasPrefix(string(out), "100/100 verified") {
		t.Errorf("%s", out)
	}
}

func ExampleVerify() {
	key, _ := credential.GenerateKey("EdDSA", nil)
	s := &credential.Signer{Issuer: credential.Issuer{ID: issuerID, Name: "Institut d'exemple"}, KID: "https://label.example.org/jwks.json#1", Key: key}
	token, _ := credential.IssueAttestation(credential.Attestation{Learner: "urn:uuid:0b7c1f6e-1111-5222-8333-000000000001",
		ItemURI: "https://fw.example.org/C1", ItemTitle: "Piloter", Rank: 3, Criteria: "Évaluation observée", On: "2026-09-01"}, s)
	set, _ := s.Rotate(nil)
	r := credential.Verify(token, credential.Options{Now: "2026-11-22T00:00:00Z", Keys: set.Trust(issuerID)})
	fmt.Println(r.Verdict, "—", r.Credential.Name)
	// Output: valid — Piloter, niveau 3
}
