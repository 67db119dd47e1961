// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func briquesRun(t *testing.T, args ...string) (code int, out, errw string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(context.Background(), args, strings.NewReader(""), &o, &e)
	return code, o.String(), e.String()
}

func TestPlanCommand(t *testing.T) {
	dir := t.TempDir()
	proof := filepath.Join(dir, "preuve.json")
	goal := []string{"plan", "--position", "EA1@1", "--target", "EA1@3,EC1@2,EB1@2"}
	code, out, errw := briquesRun(t, append(goal, "--proof", proof)...)
	if code != exitOK || !strings.Contains(out, "Optimum prouvé") || !strings.Contains(out, "EA1 Conduire le pilotage pédagogique\u00a0: du rang 1 au rang 2") {
		t.Fatalf("code %d\n%s%s", code, out, errw)
	}
	for _, line := range strings.Split(out, "\n") {
		if n := len([]rune(line)); n > 110 {
			t.Errorf("line of %d columns: %s", n, line)
		}
	}
	if code, out, _ := briquesRun(t, append(goal, "--verify", proof)...); code != exitOK || !strings.Contains(out, "vérifié") {
		t.Errorf("own proof: code %d\n%s", code, out)
	}
	if code, out, _ := briquesRun(t, "plan", "--position", "EA1@1", "--target", "EA1@4,EC1@2,EB1@2", "--verify", proof); code != exitInvalid || !strings.Contains(out, "PLAN-010") {
		t.Errorf("proof of another goal: code %d\n%s", code, out)
	}
	data, _ := os.ReadFile(proof)
	bad := filepath.Join(dir, "faux.json")
	os.WriteFile(bad, bytes.Replace(data, []byte(`"minutes":`), []byte(`"minutes":1`), 1), 0o600)
	if code, _, _ := briquesRun(t, append(goal, "--verify", bad)...); code != exitInvalid {
		t.Errorf("changed minutes: code %d", code)
	}
	os.WriteFile(bad, data[:len(data)/2], 0o600)
	if code, _, _ := briquesRun(t, append(goal, "--verify", bad)...); code != exitUnreadable {
		t.Errorf("half a file: code %d", code)
	}
}

func TestPlanFormatsAndCodes(t *testing.T) {
	for _, x := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"json", []string{"--target", "EC1@2", "--format", "json"}, exitOK, `"kind":"optimal"`},
		{"html", []string{"--target", "EC1@2", "--format", "html"}, exitOK, `<html lang="fr">`},
		{"english", []string{"--target", "EC1@2", "--lang", "en"}, exitOK, "Proved optimal"},
		{"a need without offer", []string{"--target", "EC3@4"}, exitInvalid, "Reste à couvrir"},
		{"budget", []string{"--target", "EC1@3,EB1@3", "--budget", "5h"}, exitOK, "PLAN-003"},
		{"tiers", []string{"--target", "EC1@2,EB1@3", "--budget", "5h", "--tiers"}, exitOK, "Remis à plus tard"},
		{"schedule", []string{"--target", "EC1@2,EB1@2", "--sessions", "exemple", "--schedule", "--from", "2027-01-01", "--until", "2027-12-31"}, exitOK, "session S27-"},
		{"done and excluded", []string{"--target", "EC1@2", "--done", "donnees-premiers-pas", "--exclude", "tableau-de-bord"}, exitInvalid, ""},
		{"no target", nil, exitUsage, ""},
		{"unknown code", []string{"--target", "ZZ@1"}, exitUsage, ""},
		{"unknown rank", []string{"--target", "EC1@9"}, exitUsage, ""},
		{"bad duration", []string{"--target", "EC1@2", "--budget", "beaucoup"}, exitUsage, ""},
		{"bad modality", []string{"--target", "EC1@2", "--modality", "distance"}, exitUsage, ""},
		{"no such catalogue", []string{"--target", "EC1@2", "--catalogue", "absent.json"}, exitUnreadable, ""},
	} {
		code, out, errw := briquesRun(t, append([]string{"plan"}, x.args...)...)
		if code != x.code || !strings.Contains(out, x.want) {
			t.Errorf("%s: code %d\n%s%s", x.name, code, out, errw)
		}
		if x.code == exitUsage && errw == "" {
			t.Errorf("%s: nothing said", x.name)
		}
	}
}

func TestParseDuration(t *testing.T) {
	for s, want := range map[string]int64{"30h": 1800, "12h30": 750, "1 h 05": 65, "90min": 90, "90": 90, "45m": 45, "h": -1, "": -1, "1h2h": -1, "douze": -1} {
		m, ok := parseDuration(s)
		if !ok {
			m = -1
		}
		if int64(m) != want {
			t.Errorf("%q: %d", s, m)
		}
	}
}

// TestPlanPageIsSafe puts markup into a title and looks for it in the page.
func TestPlanPageIsSafe(t *testing.T) {
	dir := t.TempDir()
	_, out, _ := briquesRun(t, "catalogue", "merge", "exemple", "exemple")
	evil := strings.Replace(out, "Construire un tableau de bord utile", `</title><script>alert(1)</script>`, 1)
	path := filepath.Join(dir, "c.json")
	os.WriteFile(path, []byte(evil), 0o600)
	code, page, errw := briquesRun(t, "plan", "--catalogue", path, "--target", "EC1@2", "--format", "html")
	if code != exitOK || strings.Contains(page, "<script") || !strings.Contains(page, "&lt;script&gt;") {
		t.Errorf("code %d %s", code, errw)
	}
}

func TestCatalogueCommands(t *testing.T) {
	dir := t.TempDir()
	merged := filepath.Join(dir, "tout.json")
	for _, x := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"check", "exemple", "--framework", "encadrement-exemple"}, exitOK, "5 avertissement(s)"},
		{[]string{"check", "exemple", "--framework", "encadrement-exemple", "--fail-on", "warning"}, exitInvalid, "CATALOGUE-004"},
		{[]string{"check", "exemple", "--format", "json"}, exitOK, `"digest": "sha256:`},
		{[]string{"check", "absent.json"}, exitUnreadable, ""},
		{[]string{"merge", "exemple", "exemple", "-o", merged}, exitOK, ""},
		{[]string{"check", merged, "--against", "exemple"}, exitOK, "0 erreur(s)"},
		{[]string{"search", "auto", "évaluation"}, exitOK, "auto-evaluation"},
		{[]string{"search", "soudure"}, exitOK, "Aucune brique"},
		{[]string{"search", "leadersip", "managment"}, exitOK, ""},
		{[]string{"search", "--framework", "encadrement-exemple", "--reaches", "EC3@3"}, exitOK, "stratégie numérique"},
		{[]string{"search", "crise", "--format", "json", "--max", "4h"}, exitOK, `"facets"`},
		{[]string{"search", "crise", "--max", "longtemps"}, exitUsage, ""},
		{[]string{"coverage", "exemple"}, exitOK, "6 rang(s) sur 5 compétence(s)"},
		{[]string{"coverage", "exemple", "--format", "csv"}, exitOK, "code;intitule;rang"},
		{[]string{"graph", "exemple", "--format", "dot"}, exitOK, "graph partenariats"},
		{[]string{"graph", "exemple", "--format", "pdf"}, exitUsage, ""},
	} {
		code, out, errw := briquesRun(t, append([]string{"catalogue"}, x.args...)...)
		if code != x.code || !strings.Contains(out, x.want) {
			t.Errorf("%v: code %d\n%.600s%s", x.args, code, out, errw)
		}
	}
}

// TestCatalogueCheckPlacesFaults looks for file, line, column and mend.
func TestCatalogueCheckPlacesFaults(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "c.json")
	os.WriteFile(path, []byte("{\n \"bricks\": [\n  {\"id\": \"https://e.example/b\", \"version\": \"1.0.0\", \"title\": {\"fr\": \"B\"}, \"kind\": \"training\", \"status\": \"trialled\",\n   \"modality\": \"onSite\", \"remote\": 60, \"targets\": [], \"language\": \"fr\", \"licence\": \"etalab-2.0\", \"publics\": [\"tous\"], \"accessibility\": {\"fr\": \"oui\"}}\n ]\n}"), 0o600)
	code, out, _ := briquesRun(t, "catalogue", "check", path)
	if code != exitInvalid || !strings.Contains(out, path+":4:16 BRICK-003") || !strings.Contains(out, "correction : ") {
		t.Errorf("code %d\n%s", code, out)
	}
	participations := filepath.Join(dir, "p.ndjson")
	os.WriteFile(participations, []byte(`{"session":"S1","learner":"marie@example.org","audience":"trainee","planned":60,"enrolled":60,"attended":70,"source":"signature","outcome":"completed"}`+"\n"), 0o600)
	code, out, _ = briquesRun(t, "catalogue", "check", "exemple", "--participations", participations, "--format", "json")
	var reports []struct{ Issues []struct{ Code string } }
	if err := json.Unmarshal([]byte(out), &reports); err != nil || code != exitInvalid || len(reports) != 2 || len(reports[1].Issues) != 2 {
		t.Errorf("code %d %v\n%s", code, err, out)
	}
	if strings.Contains(out, "marie") {
		t.Error("the address is repeated in the report")
	}
}
