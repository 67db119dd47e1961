// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
)

// briques runs one command line of briques.
func briquesFramework(t *testing.T, in string, args ...string) (code int, out, errw string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(context.Background(), append([]string{"framework"}, args...), strings.NewReader(in), &o, &e)
	return code, o.String(), e.String()
}

// versions writes two versions of the example framework, the second of which
// retires EC3 in favour of EC1 and rewords EA1.
func versions(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	f, err := frameworks.Open("encadrement-exemple", "")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "v1.json"), f.AppendJSON(nil))
	p := competency.Position{Holder: "p-1", Framework: f.URI, Version: f.Version, Digest: f.Digest()}
	for i := range f.Items {
		if f.Items[i].Type == competency.ItemCompetency && f.Items[i].Code != "EC1" {
			p.Claims = append(p.Claims, competency.Claim{Item: f.Ref(f.Items[i].ID), Rank: 2, Basis: competency.BasisSelfDeclared, On: "2026-11-22"})
		}
	}
	write(t, filepath.Join(dir, "position.json"), p.AppendJSON(nil))
	f.Version, f.Changed = "2.0.0", "2027-01-01T00:00:00Z"
	old, _ := f.ByCode("EC3")
	old.Retired, old.Until, old.Changed = true, "2027-01-01", f.Changed
	next, _ := f.ByCode("EC1")
	f.Associations = append(f.Associations, competency.Association{ID: competency.NewID(f.URI, "replacedBy EC3 EC1"), Type: competency.AssociationReplacedBy,
		From: competency.NodeRef(old.ID), To: competency.NodeRef(next.ID)})
	gone, _ := f.ByCode("ED2")
	gone.Retired, gone.Until, gone.Changed = true, "2027-01-01", f.Changed
	re, _ := f.ByCode("EA1")
	re.Label, re.Changed = competency.Text{"fr": "Conduire le pilotage <pédagogique>", "en": "Lead teaching and learning"}, f.Changed
	write(t, filepath.Join(dir, "v2.json"), f.AppendJSON(nil))
	return dir
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestFrameworkListShowDigest(t *testing.T) {
	code, out, _ := briquesFramework(t, "", "list", "--format", "json")
	var list []listedFramework
	if err := json.Unmarshal([]byte(out), &list); code != 0 || err != nil || len(list) < 7 {
		t.Errorf("%d %v %d", code, err, len(list))
	}
	for _, c := range []struct{ want, args string }{
		{"exemple, non officiel", "list"}, {"official", "list --lang en"}, {"EC1  Piloter avec les données", "show encadrement-exemple"},
		{"Steer with data", "show encadrement-exemple --item EC1 --lang en"}, {"<h3 id=\"C1.1\">", "show crcn --format html"},
		{`"version":"1.0.0"`, "show crcn@1.0.0 --format json"}, {"sha256:", "digest crcn"},
	} {
		if code, out, errw := briquesFramework(t, "", strings.Fields(c.args)...); code != 0 || !strings.Contains(out, c.want) {
			t.Errorf("%s: %d, no %q in %.300s %s", c.args, code, c.want, out, errw)
		}
	}
}

func TestFrameworkCheckExitCodes(t *testing.T) {
	f, _ := frameworks.Raw("encadrement-exemple", "")
	twice := strings.Replace(string(f), `"code": "EA2"`, `"code": "EA1"`, 1)
	for _, c := range []struct {
		name, in, want string
		code           int
		args           []string
	}{
		{"sound", string(f), "0 erreur(s), 0 avertissement(s)", 0, []string{"check", "-"}},
		{"warning", "", "FRAMEWORK-027", 0, []string{"check", "crcn"}},
		{"warning refused", "", "FRAMEWORK-027", 1, []string{"check", "crcn", "--fail-on", "warning"}},
		{"fault", twice, "FRAMEWORK-008", 1, []string{"check", "-"}},
		{"fault in json", twice, `"pointer":"/items/2/code"`, 1, []string{"check", "-", "--format", "json"}},
		{"fault in sarif", twice, `"id": "FRAMEWORK-008"`, 1, []string{"check", "-", "--format", "sarif"}},
		{"fault in English", twice, "missing, or already used", 1, []string{"check", "-", "--lang", "en"}},
		{"not a sheet", "code;titre\nA1;x", "FWSHEET-001", 1, []string{"check", "-"}},
		{"said json", "code;titre\nA1;x", "READ-018", 3, []string{"check", "-", "--from", "json"}},
		{"no file", "", "", 3, []string{"check", "nulle-part.json"}},
		{"usage", "", "", 2, []string{"check"}},
		{"format", "", "", 2, []string{"check", "crcn", "--format", "xml"}},
	} {
		code, out, errw := briquesFramework(t, c.in, c.args...)
		if code != c.code || !strings.Contains(out, c.want) {
			t.Errorf("%s: %d %s %s", c.name, code, out, errw)
		}
	}
}

func TestFrameworkDiffAndMigrate(t *testing.T) {
	dir := versions(t)
	at := func(name string) string { return filepath.Join(dir, name) }
	code, out, errw := briquesFramework(t, "", "diff", at("v1.json"), at("v2.json"))
	if code != 0 || !strings.Contains(out, "retiré  EC3") || !strings.Contains(out, "1 élément(s) déplacés") || errw != "" {
		t.Errorf("%d %s %s", code, out, errw)
	}
	if code, out, _ := briquesFramework(t, "", "diff", at("v1.json"), at("v2.json"), "--format", "html"); code != 0 || !strings.Contains(out, "&lt;pédagogique&gt;") {
		t.Errorf("%d %s", code, out)
	}
	if code, _, errw := briquesFramework(t, "", "diff", at("v1.json"), "crcn"); code != 1 || !strings.Contains(errw, "CHANGE-007") {
		t.Errorf("%d %s", code, errw)
	}
	if code, _, errw := briquesFramework(t, "", "diff", at("v1.json"), at("v2.json"), "--format", "json", "-o", at("set.json")); code != 0 {
		t.Fatal(code, errw)
	}
	for _, how := range [][]string{{"--from", at("v1.json"), "--to", at("v2.json")}, {"--diff", at("set.json")}} {
		code, out, errw := briquesFramework(t, "", append([]string{"migrate", at("position.json")}, how...)...)
		p, is := competency.ParsePosition([]byte(out))
		if code != 0 || len(is) > 0 || len(p.Claims) != 10 || !strings.Contains(errw, "11 déclaration(s) : 9 gardées, 1 déplacées, 1 perdues") || !strings.Contains(errw, "MIGRATION-002") || !strings.Contains(errw, "« ED2 Prévenir") {
			t.Errorf("%v: %d %d %s", how, code, len(p.Claims), errw)
		}
	}
	if code, _, errw := briquesFramework(t, "", "migrate", at("position.json"), "--diff", at("set.json"), "--strict", "--report", "json"); code != 1 || !strings.Contains(errw, `"reason":"retired"`) {
		t.Errorf("%d %s", code, errw)
	}
	if code, _, _ := briquesFramework(t, "", "migrate", at("position.json")); code != 2 {
		t.Error(code)
	}
}

func TestFrameworkMerge(t *testing.T) {
	code, _, errw := briquesFramework(t, "", "merge", "encadrement-exemple", "crcn", "--uri", "https://exemple.fr/commun", "--version", "1.0.0", "--title", "Commun, exemple")
	if code != 1 || !strings.Contains(errw, "FRAMEWORK-028") {
		t.Errorf("an example with official titles must be refused: %d %s", code, errw)
	}
	code, out, errw := briquesFramework(t, "", "merge", "encadrement-exemple", "socle-commun-exemple")
	if code != 1 || !strings.Contains(errw, "MERGE-004") || out != "" {
		t.Errorf("%d %s", code, errw)
	}
	if code, out, errw = briquesFramework(t, "", "merge", "crcn", "professorat-2013", "--uri", "https://exemple.fr/commun"); code != 0 || !strings.Contains(out, "https://exemple.fr/commun") {
		t.Errorf("%d %s", code, errw)
	}
	if code, _, _ = briquesFramework(t, "", "merge", "crcn", "professorat-2013", "--uri", "commun"); code != 2 {
		t.Error(code)
	}
}

func TestFrameworkSignAndVerify(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	der, _ := x509.MarshalPKCS8PrivateKey(private)
	write(t, at("key.pem"), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
	der, _ = x509.MarshalPKIXPublicKey(public)
	write(t, at("public.pem"), pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
	if code, _, errw := briquesFramework(t, "", "sign", "crcn", "--key", at("key.pem"), "--on", "2026-11-22", "-o", at("sig.json")); code != 0 {
		t.Fatal(code, errw)
	}
	// Another spelling of the same content still verifies.
	f, _ := frameworks.Open("crcn", "")
	write(t, at("crcn.json"), f.AppendJSON(nil))
	if code, out, errw := briquesFramework(t, "", "verify", at("crcn.json"), "--signature", at("sig.json"), "--key", at("public.pem")); code != 0 || !strings.Contains(out, "signature exacte") {
		t.Error(code, errw)
	}
	f.Items[0].Label["fr"] = "autre"
	write(t, at("crcn.json"), f.AppendJSON(nil))
	if code, _, errw := briquesFramework(t, "", "verify", at("crcn.json"), "--signature", at("sig.json"), "--key", at("public.pem")); code != 1 || !strings.Contains(errw, "pas celui qui a été signé") {
		t.Error(code, errw)
	}
	if code, _, _ := briquesFramework(t, "", "sign", "crcn", "--key", at("public.pem")); code != 2 {
		t.Error(code)
	}
	if code, _, _ := briquesFramework(t, "", "verify", "crcn", "--signature", at("key.pem"), "--key", at("public.pem")); code != 3 {
		t.Error(code)
	}
}
