// SPDX-License-Identifier: Apache-2.0

package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestFrenchErrors: what cobra and the system say comes in French, and in
// English when asked.
func TestFrenchErrors(t *testing.T) {
	key := filepath.Join(t.TempDir(), "cle.jwk")
	keygen := []string{"label", "keygen", "-o", key, "--jwks", filepath.Join(filepath.Dir(key), "jwks.json"), "--kid", "https://label.exemple.fr/jwks.json#1"}
	if _, errs, code := call(t, keygen...); code != exitOK {
		t.Fatal(errs)
	}
	again := append(append([]string(nil), keygen[:len(keygen)-1]...), "https://label.exemple.fr/jwks.json#2")
	for _, c := range []struct {
		args   []string
		fr, en string
		code   int
	}{
		{[]string{"label", "issue", "x"}, "2 argument(s) attendu(s), 1 reçu(s)", "accepts 2 arg(s)", exitUsage},
		{[]string{"framework", "check"}, "au moins 1 argument(s) attendu(s), 0 reçu(s)", "requires at least 1", exitUsage},
		{[]string{"framework", "check", "--nul", "crcn"}, "option inconnue : --nul", "unknown flag: --nul", exitUsage},
		{[]string{"framework", "convert", "crcn", "--to"}, "valeur attendue après l'option --to", "flag needs an argument", exitUsage},
		{[]string{"framework", "check", "nulle/part.json"}, "fichier introuvable", "no such file", exitUnreadable},
		{[]string{"framework", "check", "/"}, "c'est un dossier", "is a directory", exitUnreadable},
		{again, "existe déjà et n'est jamais remplacé", "is never replaced", exitUsage},
	} {
		if _, errs, code := call(t, c.args...); code != c.code || !strings.Contains(errs, c.fr) {
			t.Errorf("%v: exit %d, %q", c.args, code, errs)
		}
		if _, errs, code := call(t, append([]string{"--lang", "en"}, c.args...)...); code != c.code || !strings.Contains(errs, c.en) {
			t.Errorf("en %v: exit %d, %q", c.args, code, errs)
		}
	}
}
