// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// labelRun runs one command line in French and returns code and streams.
func labelRun(t *testing.T, args ...string) (int, string, string) {
	t.Helper()
	var out, errw bytes.Buffer
	code := run(context.Background(), args, strings.NewReader(""), &out, &errw)
	return code, out.String(), errw.String()
}

const labelFacts = `{"subject":{"type":"pathway","id":"https://exemple.fr/parcours/pilotage","version":"1.0.0","title":"Piloter","summary":"Résumé","publics":["perdir"],"accessibility":"oui","licence":"etalab-2.0","positioning":"https://exemple.fr/p"},
"bricks":[{"resolved":true,"targets":[{"framework":"https://exemple.fr/fw","version":"1.0.0","item":"i","rank":1}],"minutesAgree":true}],
"wanted":[{"item":"i","rank":1}],"assessed":[{"item":"i","rank":1}],"order":{"acyclic":true,"valid":true,"unmet":0},"totals":{"agree":true,"minutes":60},
"partners":[{"id":"uni","name":"Université d'exemple","siret":"73282932000074","role":"delivery"}],"results":{"sessions":0}}`

// TestLabelChain walks a dossier from facts to a verified, then revoked,
// credential.
func TestLabelChain(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	write := func(name, content string) {
		t.Helper()
		if err := os.WriteFile(at(name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	expect := func(want int, contains string, args ...string) string {
		t.Helper()
		code, out, errw := labelRun(t, args...)
		if code != want || !strings.Contains(out+errw, contains) {
			t.Fatalf("briques %s: code %d, want %d and %q:\n%s%s", strings.Join(args, " "), code, want, contains, out, errw)
		}
		return out
	}
	write("faits.json", labelFacts)
	piece := sha256.Sum256([]byte("convention"))
	write("pieces.json", `{"pieces":[{"id":"P1","title":"Convention","sha256":"sha256:`+hex.EncodeToString(piece[:])+`","on":"2026-05-01","supports":["C2"]}]}`)
	if err := os.Mkdir(at("pieces"), 0o700); err != nil {
		t.Fatal(err)
	}
	evaluate := []string{"label", "evaluate", "--facts", at("faits.json"), "--evidence", at("pieces.json"), "--pieces", at("pieces"), "-o", at("rapport.json")}
	expect(1, "LABEL-006", evaluate...)
	write("pieces/convention.pdf", "convention")
	expect(6, "indéterminé", evaluate...)
	expect(0, "À examiner"[2:], "label", "explain", at("rapport.json"))
	expect(0, "non officielle", "label", "explain", at("rapport.json"), "--format", "html")
	expect(0, "| D3 |", "label", "explain", at("rapport.json"), "--gaps")

	decide := []string{"label", "decide", at("rapport.json"), "--verdict", "conform", "--role", "commission du label", "--on", "2026-09-01", "-o", at("decision.json")}
	expect(1, "LABEL-005", append(decide, "--by", "IH2EF")...)
	over := append(decide, "--override", "A1=true:version du référentiel vue")
	for _, rule := range []string{"C2", "C3", "D3", "E2"} {
		over = append(over, "--override", rule+"=true:vu en commission")
	}
	expect(1, "LABEL-007", append(over, "--by", "")...)
	expect(1, "LABEL-011", append(over, "--by", "université d'exemple")...)
	expect(1, "LABEL-005", append(over, "--by", "IH2EF", "--override", "E2=true:")...)
	expect(0, "", append(over, "--by", "IH2EF")...)

	keygen := []string{"label", "keygen", "-o", at("cle.jwk"), "--jwks", at("jwks.json"), "--kid", "https://label.exemple.fr/jwks.json#1"}
	expect(0, "", keygen...)
	if info, err := os.Stat(at("cle.jwk")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("private key: %v %v", info.Mode(), err)
	}
	expect(1, "nomme déjà une autre clé", "label", "keygen", "-o", at("x.jwk"), "--jwks", at("jwks.json"), "--kid", "https://label.exemple.fr/jwks.json#1")
	// A set that cannot be written leaves no key behind.
	expect(3, "fichier introuvable", "label", "keygen", "-o", at("y.jwk"), "--jwks", at("nul/jwks.json"), "--kid", "https://label.exemple.fr/jwks.json#1")
	if _, err := os.Stat(at("y.jwk")); err == nil {
		t.Error("a private key stays without its set")
	}
	expect(0, "", "label", "keygen", "-o", at("cle2.jwk"), "--jwks", at("jwks.json"), "--kid", "https://label.exemple.fr/jwks.json#2")
	who := []string{"--issuer", "https://label.exemple.fr/issuer", "--issuer-name", "Institut d'exemple", "--key", at("cle.jwk")}
	expect(0, "", append([]string{"label", "issue", at("rapport.json"), at("decision.json"), "-o", at("label.jwt"), "--badge", at("badge.svg")}, who...)...)
	verify := []string{"label", "verify", at("label.jwt"), at("badge.svg"), "--jwks", at("jwks.json"), "--issuer", "https://label.exemple.fr/issuer", "--now", "2027-01-01T00:00:00Z"}
	expect(0, "Valide", verify...)
	expect(6, "Non vérifiable ici", "label", "verify", at("label.jwt"))
	expect(1, "CREDENTIAL-005", "label", "verify", at("label.jwt"), "--jwks", at("jwks.json"), "--issuer", "https://autre.exemple.fr")
	expect(1, "CREDENTIAL-008", "label", "verify", at("label.jwt"), "--jwks", at("jwks.json"), "--now", "2030-01-01T00:00:00Z")

	// The digests inside are those of the files, as sha256sum prints them.
	says := expect(0, "sha256:", append(verify[:3:3], "--jwks", at("jwks.json"), "--now", "2027-01-01T00:00:00Z", "--format", "json")...)
	for _, name := range []string{"rapport.json", "decision.json"} {
		data, err := os.ReadFile(at(name))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(data)
		if !strings.Contains(says, hex.EncodeToString(sum[:])) {
			t.Errorf("the digest of %s is not in the credential", name)
		}
	}
	revoke := append([]string{"label", "revoke", at("label.jwt"), "--reason", "parcours retiré", "--jwks", at("jwks.json"), "--list", at("revocations.jwt")}, who...)
	expect(0, "1 titre(s)", revoke...)
	expect(1, "CREDENTIAL-009", append(verify, "--revocations", at("revocations.jwt"))...)

	// A decision on a report that changed since is refused.
	report, err := os.ReadFile(at("rapport.json"))
	if err != nil {
		t.Fatal(err)
	}
	write("rapport2.json", strings.Replace(string(report), `"Piloter"`, `"Piloter autrement"`, 1))
	expect(1, "LABEL-004", "label", "explain", at("rapport2.json"), at("decision.json"))
	expect(3, "READ-", "label", "explain", at("badge.svg"))
	expect(0, "indéterminé → indéterminé", "label", "compare", at("rapport.json"), at("rapport2.json"))
	expect(0, "sans objet", "label", "compare", "--sites", "lyon="+at("rapport.json"), "lille="+at("rapport2.json"))
	expect(2, "", "label", "decide")
	expect(0, "# Référentiel national qualité", "label", "doc", "rnq-2019-565")
}

// TestLabelFacts holds that the facts written are those that a report is made
// on: the report from the file is the report from the catalogue.
func TestLabelFacts(t *testing.T) {
	dir, demo := t.TempDir(), "../../catalogue/demo/catalogue.json"
	at := func(name string) string { return filepath.Join(dir, name) }
	subject := "https://eafc.example/parcours/prise-de-fonction"
	if err := os.WriteFile(at("resultats.json"), []byte(`{"sessions":2,"learners":30}`), 0o600); err != nil {
		t.Fatal(err)
	}
	more := []string{"--action", "training", "--results", at("resultats.json")}
	for _, args := range [][]string{
		append([]string{"label", "facts", demo, subject, "-o", at("faits.json")}, more...),
		{"label", "evaluate", "--facts", at("faits.json"), "--profile", "rnq-2019-565", "-o", at("r1.json")},
		append([]string{"label", "evaluate", demo, subject, "--profile", "rnq-2019-565", "-o", at("r2.json")}, more...),
	} {
		if code, _, errw := labelRun(t, args...); code != 0 && args[1] == "facts" || code == 2 || code == 3 {
			t.Fatalf("%v: %d %s", args, code, errw)
		}
	}
	facts, _ := os.ReadFile(at("faits.json"))
	one, _ := os.ReadFile(at("r1.json"))
	two, _ := os.ReadFile(at("r2.json"))
	if len(one) == 0 || string(one) != string(two) {
		t.Errorf("reports differ: %d and %d bytes", len(one), len(two))
	}
	for _, want := range []string{`"learners": 30`, `"training"`, `"id": "` + subject + `"`} {
		if !strings.Contains(string(facts), want) {
			t.Errorf("no %s in the facts", want)
		}
	}
	if code, _, errw := labelRun(t, "label", "facts", demo, "https://eafc.example/rien"); code != 1 || !strings.Contains(errw, "ni brique ni parcours") {
		t.Errorf("%d %s", code, errw)
	}
}
