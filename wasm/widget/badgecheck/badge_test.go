// SPDX-License-Identifier: Apache-2.0

package badgecheck_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue/credential"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/badgecheck"
	"forge.apps.education.fr/eafc/briques/wasm/widget/widgettest"
)

const issuer = competency.IRI("https://label.example.org/issuer")

func signer(t *testing.T, seed byte) *credential.Signer {
	t.Helper()
	key, err := credential.GenerateKey("EdDSA", bytes.NewReader(bytes.Repeat([]byte{seed}, 64)))
	if err != nil {
		t.Fatal(err)
	}
	return &credential.Signer{Issuer: credential.Issuer{ID: issuer, Name: "Institut <d'exemple>"}, KID: "https://label.example.org/jwks.json#" + string('a'+rune(seed)), Key: key}
}

func attest(t *testing.T, s *credential.Signer, until competency.Date) string {
	t.Helper()
	token, err := credential.IssueAttestation(credential.Attestation{Learner: "urn:eafc:p-1", ItemURI: "https://exemple.fr/c/1", ItemTitle: "Animer une équipe", Rank: 3, Criteria: "observation", On: "2026-01-02", Until: until}, s)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func keys(t *testing.T, s *credential.Signer) string {
	t.Helper()
	set, err := s.Rotate(&credential.KeySet{})
	if err != nil {
		t.Fatal(err)
	}
	return string(set.Encode())
}

// browser plays WebCrypto (unless crypto is false) and a network that holds
// files; it returns the events and what was asked of the network.
func browser(t *testing.T, m widget.Machine, effects []widget.Effect, crypto bool, files map[string]string) (events, asked []string) {
	t.Helper()
	for len(effects) > 0 {
		e := effects[0]
		effects = effects[1:]
		switch e.Kind {
		case widget.Emit:
			events = append(events, e.Name+" "+e.Value)
		case widget.Verify:
			answer := ""
			if crypto {
				answer = verify(t, widgettest.Doc(t, e.Value))
			}
			effects = append(effects, m.Update(widget.Msg{Name: widget.MsgVerified, Arg: e.Name, Value: answer})...)
		case widget.Load, widget.LoadText:
			asked = append(asked, e.Value)
			msg := widget.Msg{Name: widget.MsgLoaded, Arg: e.Name, Value: files[e.Value]}
			if files[e.Value] == "" {
				msg = widget.Msg{Name: widget.MsgLoadFailed, Arg: e.Name, Value: "404"}
			} else if e.Kind == widget.Load {
				msg.Doc = widgettest.Doc(t, msg.Value)
			}
			effects = append(effects, m.Update(msg)...)
		}
	}
	return events, asked
}

func verify(t *testing.T, d view.Doc) string {
	t.Helper()
	x, err := base64.RawURLEncoding.DecodeString(d.Get("jwk").Get("x").Str())
	sig, err2 := base64.RawURLEncoding.DecodeString(d.Get("signature").Str())
	if err != nil || err2 != nil || d.Get("alg").Str() != "EdDSA" {
		t.Fatal(d.JSON())
	}
	if ed25519.Verify(x, []byte(d.Get("data").Str()), sig) {
		return "1"
	}
	return "0"
}

func start(t *testing.T, attributes, files map[string]string, crypto bool) (widget.Machine, []string) {
	t.Helper()
	o, _ := widget.ReadOptions(func(n string) string { return attributes[n] }, badgecheck.Widget().Attributes)
	m, effects := badgecheck.Widget().New(widget.Env{Options: o, Version: "1.0.0", Day: "2026-11-22", Now: "2026-11-22T09:30:00.123Z", Texts: widget.NewTexts("fr", view.Doc{})})
	events, _ := browser(t, m, effects, crypto, files)
	return m, events
}

func TestVerdicts(t *testing.T) {
	s, stranger := signer(t, 1), signer(t, 2)
	good := attest(t, s, "2027-01-01")
	list := func(by *credential.Signer, ids ...competency.IRI) string {
		l := &credential.RevocationList{Issuer: issuer, Updated: "2026-11-21T00:00:00Z"}
		for _, id := range ids {
			l.Revoked = append(l.Revoked, credential.Revoked{ID: id, On: "2026-11-01", Reason: "retirée à la demande"})
		}
		token, err := by.SignRevocations(l)
		if err != nil {
			t.Fatal(err)
		}
		return token
	}
	id := credential.Inspect(good, credential.Options{}).Conclude().Credential.ID
	attributes := map[string]string{"cles": "k", "retraits": "r", "emetteurs": string(issuer)}
	cut := strings.LastIndexByte(good, '.')
	altered := good[:cut+10] + string("AB"[(good[cut+10]&1)^1]) + good[cut+11:]
	for _, c := range []struct {
		name, text, list string
		crypto           bool
		headline, detail string
	}{
		{"valid", good, list(s), true, "Badge valide", `"verdict":"valid"`},
		{"in a picture", credential.Badge{Title: "B"}.SVG(good), list(s), true, "Badge valide", `"verdict":"valid"`},
		{"expired", attest(t, s, "2026-06-01"), list(s), true, "Badge expiré", `"reason":"expired"`},
		{"revoked", good, list(s, competency.IRI(id)), true, "Badge retiré par son émetteur", `"reason":"revoked"`},
		{"forged list revokes nothing", good, list(stranger, competency.IRI(id)), true, "Badge valide", `"verdict":"valid"`},
		{"altered", altered, list(s), true, "Signature fausse", `"reason":"signature"`},
		{"another key", attest(t, stranger, "2027-01-01"), list(s), true, "Émetteur ou clé que cette page ne connaît pas", `"reason":"untrusted"`},
		{"no WebCrypto", good, list(s), false, "Non vérifiable ici", `"verdict":"notVerifiable"`},
		{"not a badge", "bonjour", list(s), true, "Ce n’est pas un badge signé lisible", `"reason":"encoding"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, _ := start(t, attributes, map[string]string{"k": keys(t, s), "r": c.list}, c.crypto)
			events, asked := browser(t, m, m.Update(widget.Msg{Name: widget.MsgFile, Arg: "ouvrir", Value: c.text + "\n"}), c.crypto, nil)
			html := m.View().HTML()
			if !strings.Contains(html, c.headline) || len(events) != 1 || !strings.Contains(events[0], c.detail) {
				t.Errorf("%v\n%s", events, html)
			}
			if len(asked) > 0 {
				t.Error("the network was asked", asked)
			}
			if c.headline == "Badge valide" && (!strings.Contains(html, "Institut &lt;d&#39;exemple&gt;") && !strings.Contains(html, "Institut &lt;d'exemple&gt;") || !strings.Contains(html, "Animer une équipe")) {
				t.Error("it does not say what the badge says", html)
			}
			m.Update(widget.Msg{Name: "effacer"})
			if _, ok := m.Export("json"); ok || strings.Contains(m.View().HTML(), "Animer") {
				t.Error("something stays after effacer")
			}
		})
	}
}

// TestIssuerIsAskedOnClickOnly: without keys nothing is asked until the
// button, and only an issuer of its own host may answer.
func TestIssuerIsAskedOnClickOnly(t *testing.T) {
	s := signer(t, 1)
	good := attest(t, s, "2027-01-01")
	files := map[string]string{"https://label.example.org/jwks.json": keys(t, s)}
	m, _ := start(t, nil, nil, true)
	events, asked := browser(t, m, m.Update(widget.Msg{Name: widget.MsgImport, Value: good}), true, files)
	if len(asked) > 0 || !strings.Contains(events[0], "notVerifiable") || !strings.Contains(m.View().HTML(), "Demander ses clés") {
		t.Fatal(asked, events)
	}
	events, asked = browser(t, m, m.Update(widget.Msg{Name: "demander"}), true, files)
	if len(asked) != 2 || asked[1] != "https://label.example.org/revocations.jwt" || !strings.Contains(events[0], `"verdict":"valid"`) {
		t.Error(asked, events)
	}
	foreign := signer(t, 1)
	foreign.KID = "https://evil.example/jwks.json#b"
	m, _ = start(t, nil, nil, true)
	browser(t, m, m.Update(widget.Msg{Name: widget.MsgImport, Value: attest(t, foreign, "2027-01-01")}), true, files)
	if html := m.View().HTML(); strings.Contains(html, "Demander ses clés") || !strings.Contains(html, "Non vérifiable ici") {
		t.Error("keys of another host may be asked for")
	}
	if e := m.Update(widget.Msg{Name: "demander"}); len(e) != 0 {
		t.Error(e)
	}
	m, _ = start(t, nil, nil, true)
	browser(t, m, m.Update(widget.Msg{Name: widget.MsgImport, Value: good}), true, nil)
	browser(t, m, m.Update(widget.Msg{Name: "demander"}), true, nil)
	if !strings.Contains(m.View().HTML(), "n’a pas donné ses clés") {
		t.Error("an issuer that does not answer is not said")
	}
}

func TestAttributes(t *testing.T) {
	s := signer(t, 1)
	m, events := start(t, map[string]string{"cles": "k", "badge": "b"}, map[string]string{"k": keys(t, s), "b": credential.Badge{Title: "B"}.SVG(attest(t, s, "2027-01-01"))}, true)
	if len(events) != 2 || !strings.HasPrefix(events[0], "eafc:pret") || !strings.Contains(events[1], `"verdict":"valid"`) {
		t.Error(events)
	}
	if got, _ := m.Export("json"); !strings.Contains(got, `"verdict":"valid"`) || widgettest.Doc(t, got).Get("credential").Get("issuerName").Str() != "Institut <d'exemple>" {
		t.Error(got)
	}
	m, _ = start(t, map[string]string{"cles": "k"}, map[string]string{"k": `{"keys":[{"kty":"oct"}]}`}, true)
	if !strings.Contains(m.View().HTML(), "WIDGET-008") {
		t.Error("wrong keys are not said")
	}
	m, _ = start(t, nil, nil, true)
	for _, text := range []string{"", "<svg xmlns='http://www.w3.org/2000/svg'/>"} {
		browser(t, m, m.Update(widget.Msg{Name: widget.MsgFile, Value: text}), true, nil)
		if !strings.Contains(m.View().HTML(), "WIDGET-008") {
			t.Errorf("%q is not said", text)
		}
	}
}
