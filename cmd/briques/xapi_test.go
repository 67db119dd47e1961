// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const xapiLine = `{"id":"12345678-1234-5678-1234-567812345678","actor":{"account":{"homePage":"https://exemple.fr/pseudo/c","name":"k4f7"}},"verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},"object":{"id":"https://exemple.fr/b"},"timestamp":"2026-11-03T09:00:00Z"}`

// xapiFolder returns functions that write a file and run a command line.
func xapiFolder(t *testing.T) (write func(name, content string) string, expect func(code int, contains string, args ...string) string) {
	dir := t.TempDir()
	write = func(name, content string) string {
		t.Helper()
		p := filepath.Join(dir, name)
		if content != "" {
			if err := os.WriteFile(p, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		return p
	}
	expect = func(code int, contains string, args ...string) string {
		t.Helper()
		var out, errw bytes.Buffer
		got := run(context.Background(), args, strings.NewReader(xapiLine), &out, &errw)
		if got != code || !strings.Contains(out.String()+errw.String(), contains) {
			t.Errorf("briques %s: code %d, want %d and %q:\n%s%s", strings.Join(args, " "), got, code, contains, out.String(), errw.String())
		}
		return out.String()
	}
	return write, expect
}

func TestXAPIConvert(t *testing.T) {
	write, expect := xapiFolder(t)
	old := write("a.json", strings.Replace(xapiLine, "09:00:00Z", "09:00:00", 1))
	out := expect(0, "CONVERSION-001", "xapi", "convert", old, "--to", "2.0")
	if !strings.Contains(out, `"version":"2.0.0"`) || !strings.Contains(out, "09:00:00Z") {
		t.Error(out)
	}
	expect(1, "CONVERSION-001", "xapi", "convert", old, "--to", "2.0", "--strict")
	expect(0, `"version":"1.0.0"`, "xapi", "convert", "-", "--to", "1.0.3")
	expect(1, "STATEMENT-006", "xapi", "convert", old, "--to", "1.0.3")
	expect(2, "version", "xapi", "convert", old, "--to", "3")
	expect(3, "lecture impossible", "xapi", "convert", old+"x", "--to", "2.0")
}

func TestXAPISignVerify(t *testing.T) {
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("NOT RUN: openssl is not installed")
	}
	write, expect := xapiFolder(t)
	key, public := write("key.pem", ""), write("public.pem", "")
	for _, args := range [][]string{{"genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", key}, {"pkey", "-in", key, "-pubout", "-out", public}} {
		if b, err := exec.Command("openssl", args...).CombinedOutput(); err != nil {
			t.Fatalf("%v %s", err, b)
		}
	}
	plain, signed, jws := write("a.json", xapiLine), write("signed.json", ""), write("a.jws", "")
	expect(0, "", "xapi", "sign", plain, "--key", key, "--jws", jws, "-o", signed, "--alg", "RS512")
	expect(0, "verified", "xapi", "verify", signed, jws, "--key", public)
	expect(5, "unverified", "xapi", "verify", signed, jws)
	other := write("other.json", strings.Replace(xapiLine, "exemple.fr/b", "exemple.fr/c", 1))
	expect(1, "SIGNATURE-005", "xapi", "verify", other, jws, "--key", public)
	expect(0, "", "validate", "--schema", "statement", signed)
	small := write("small.pem", "")
	if b, err := exec.Command("openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024", "-out", small).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, b)
	}
	expect(2, "clé RSA de 1024 bits, il en faut 2048 au moins", "xapi", "sign", plain, "--key", small, "--force", "--jws", jws, "-o", signed)
	expect(2, "HS256", "xapi", "sign", plain, "--key", key, "--force", "--jws", jws, "-o", signed, "--alg", "HS256")
}

func TestXAPIProfile(t *testing.T) {
	write, expect := xapiFolder(t)
	expect(0, "11 gabarit(s)", "xapi", "profile", "check", "eafc")
	expect(0, "0 erreur(s), 0 avertissement(s)", "xapi", "profile", "check", "eafc", write("a.ndjson", xapiLine+"\n"+xapiLine+"\n"))
	brick := strings.Replace(xapiLine, `"https://exemple.fr/b"`, `"https://exemple.fr/b","definition":{"type":"https://forge.apps.education.fr/eafc/briques/xapi/profile/activity-types/brick"}`, 1)
	brick = strings.TrimSuffix(brick, "}") + `,"context":{"contextActivities":{"category":{"id":"https://exemple.fr/autre","definition":{"type":"http://adlnet.gov/expapi/activities/profile"}}}}}`
	file := write("brick.ndjson", brick)
	expect(1, "brick-done", "xapi", "profile", "check", "eafc", file)
	expect(1, "1 trace(s) valide(s) lue(s) : 1 concernée(s) par un gabarit, dont 1 fautive(s)", "xapi", "profile", "check", "eafc", file)
	expect(3, "le profil livré s'appelle eafc", "validate", "--schema", "statement", "--profile", "eafcc", file)
	expect(2, "--xapi : 1.0.3 ou 2.0 (lu : 3.0)", "validate", "--schema", "statement", "--xapi", "3.0", file)
	out := expect(1, "XAPIPROFILE-101", "validate", "--schema", "statement", "--ndjson", "--format", "ndjson", "--profile", "eafc", file)
	var line struct {
		Line   int
		Valid  bool
		Issues []any
	}
	if err := json.Unmarshal([]byte(out), &line); err != nil || line.Valid || line.Line != 1 || len(line.Issues) == 0 {
		t.Errorf("%v %s", err, out)
	}
	expect(0, "<h3>positionnement</h3>", "xapi", "profile", "show", "--format", "html")
	expect(0, "<h3>positioning</h3>", "xapi", "profile", "show", "--format", "html", "--lang", "en")
	expect(1, "XAPIPROFILE-013", "xapi", "profile", "check", write("p.jsonld", strings.Replace(expect(0, "", "xapi", "profile", "show"), `profile/v1.0.0"`, `profile/v2.0.0"`, 1)))
}

func TestXAPISend(t *testing.T) {
	write, expect := xapiFolder(t)
	refuse, down, user := false, false, ""
	lrs := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, _, _ = r.BasicAuth()
		body, _ := io.ReadAll(r.Body)
		var batch []struct{ ID string }
		json.Unmarshal(body, &batch)
		ids := []string{}
		for _, s := range batch {
			ids = append(ids, s.ID)
		}
		switch {
		case down:
			w.WriteHeader(503)
		case refuse:
			http.Error(w, "refusé", 400)
		default:
			json.NewEncoder(w).Encode(ids)
		}
	}))
	defer lrs.Close()
	queue := write("queue", "")
	to := []string{"--endpoint", lrs.URL, "--queue", queue, "--user", "cle"}
	send := func(args ...string) []string { return append(append([]string{"xapi", "send"}, args...), to...) }
	expect(0, "1 mise(s) en file, 1 arrivée(s)", send("-")...)
	if user != "cle" {
		t.Errorf("user %q", user)
	}
	down = true
	expect(3, "tout reste dans la file", send(write("a.json", xapiLine))...)
	down = false
	expect(0, "0 mise(s) en file, 1 arrivée(s)", send()...)
	refuse = true
	expect(1, "1 mise(s) de côté", send("-")...)
	expect(0, "HTTP 400\trefusé", "xapi", "queue", "list", "--queue", queue)
	expect(0, "1", "xapi", "queue", "retry", "--all", "--queue", queue)
	refuse = false
	expect(0, "1 arrivée(s), 0 mise(s) de côté", send()...)
	expect(1, "aucune trace mise de côté sous cet identifiant", "xapi", "queue", "drop", "12345678-1234-5678-1234-567812345678", "--queue", queue)
	expect(1, "SHAPE-003", send(write("bad.ndjson", xapiLine+"\n"+strings.Replace(xapiLine, `"verb"`, `"Verb"`, 1)+"\n"))...)
	expect(1, "PRIVACY-001", send(write("mail.json", strings.Replace(xapiLine, `"account":{"homePage":"https://exemple.fr/pseudo/c","name":"k4f7"}`, `"mbox":"mailto:a@exemple.fr"`, 1)), "--privacy", "strict")...)
	expect(2, "--queue", "xapi", "send", "-")
	expect(3, "lecture impossible", send(queue+"/none")...)
}
