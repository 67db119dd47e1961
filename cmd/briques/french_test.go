// SPDX-License-Identifier: Apache-2.0

package main

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/spf13/cobra"
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
	db, loop, jwks := filepath.Join(t.TempDir(), "traces.db"), filepath.Join(t.TempDir(), "rond"), filepath.Join(filepath.Dir(key), "jwks.json")
	if err := os.Symlink(loop, loop); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args   []string
		fr, en string
		code   int
	}{
		{[]string{"label", "issue", "x"}, "2 argument(s) attendu(s), 1 reçu(s)", "accepts 2 arg(s)", exitUsage},
		{[]string{"framework", "check"}, "au moins 1 argument(s) attendu(s), 0 reçu(s)", "requires at least 1", exitUsage},
		{[]string{"framework", "check", "--nul", "crcn"}, "option inconnue : --nul", "unknown flag: --nul", exitUsage},
		{[]string{"framework", "convert", "crcn", "--to"}, "valeur attendue après l'option --to", "flag needs an argument", exitUsage},
		{[]string{"validate", "--jobs", "x", "a.json"}, "option --jobs : « x » lu, nombre entier attendu", "flag --jobs: “x” read, integer expected", exitUsage},
		{[]string{"lrs", "load", "--statements", "99999999999999999999"}, "c'est un nombre trop grand", "the number is too large", exitUsage},
		{[]string{"plan", "--tiers=oui"}, "« oui » lu, true ou false attendu", "true or false expected", exitUsage},
		{[]string{"lrs", "serve", "--db", "mysql:x"}, "sqlite:CHEMIN ou postgres://… attendu", "sqlite:PATH or postgres://… expected", exitUnreadable},
		{[]string{"plan", "--timeout", "3x"}, "durée attendue, comme 30s, 5m ou 1h30m", "duration expected", exitUsage},
		{[]string{"xapi", "sign", "x"}, "option(s) à donner", "required flag", exitUsage},
		{[]string{"-z"}, "option inconnue : 'z' dans -z", "unknown shorthand flag", exitUsage},
		{[]string{"validat"}, "Vouliez-vous dire :\n\tvalidate", "Did you mean this?", exitUsage},
		{[]string{"framework", "chek"}, "commande « chek » inconnue de « briques framework »\n\nVouliez-vous dire :\n\tcheck", "unknown command \"chek\" for \"briques framework\"", exitUsage},
		{[]string{"lrs", "key", "nul"}, "commande « nul » inconnue de « briques lrs key »", "unknown command", exitUsage},
		{[]string{"help", "nul"}, "commande « nul » inconnue de « briques »", "unknown command", exitUsage},
		{[]string{"help", "plan", "nul"}, "commande « nul » inconnue de « briques plan »", "unknown command", exitUsage},
		{[]string{"completion", "nul"}, "commande « nul » inconnue", "unknown command", exitUsage},
		{[]string{"label", "issue", "x"}, "Usage : briques label issue RAPPORT DÉCISION [options]\nAide : briques label issue --help", "Usage: briques label issue REPORT DECISION [flags]\nHelp: briques label issue --help", exitUsage},
		{[]string{"lrs", "load", "--to", "http://127.0.0.1:1/xapi", "--key", "a:b", "--statements", "1"}, "connexion refusée par 127.0.0.1:1", "connection refused", exitUnreadable},
		{[]string{"widgets", "prerender", "auto-positionnement", "--referentiel", "nulle part.json"}, "fichier introuvable", "cannot be read: no such file", exitUnreadable},
		{[]string{"framework", "check", "nulle/part.json"}, "fichier introuvable", "no such file", exitUnreadable},
		{[]string{"framework", "check", "/"}, "c’est un dossier", "it is a folder", exitUnreadable},
		{[]string{"framework", "check", loop}, "le lien symbolique tourne en rond", "runs in a circle", exitUnreadable},
		{[]string{"framework", "convert", "crcn", "--to", "sheet-csv", "-o", key + "/x.csv"}, "écriture impossible : un nom de ce chemin n’est pas un dossier", "cannot be written: a name of this path is not a folder", exitUnreadable},
		{[]string{"lrs", "serve", "--db", "sqlite:" + db, "--addr", "127.0.0.1:99999"}, "« 99999 » n’est pas un port", "“99999” is not a port", exitUnreadable},
		{[]string{"lrs", "serve", "--db", "sqlite:" + db, "--addr", "nul"}, "un port est attendu", "a port is expected", exitUnreadable},
		{[]string{"lrs", "serve", "--db", "sqlite:" + db, "--addr", "192.0.2.1:8080"}, "n’est pas de cette machine", "is not of this machine", exitUnreadable},
		{[]string{"lrs", "serve", "--db", "sqlite:" + db, "--proxies", "10.0.0.0"}, "« 10.0.0.0 » n’est pas un réseau", "“10.0.0.0” is not a network", exitUsage},
		{[]string{"lrs", "serve", "--db", "sqlite:" + db, "--tls-cert", key, "--tls-key", key}, "un certificat PEM est attendu", "a PEM certificate is expected", exitUnreadable},
		{[]string{"lrs", "serve", "--db", "sqlite:" + db, "--oidc-issuer", "nul", "--oidc-audience", "x"}, "une adresse http:// ou https:// est attendue", "an http:// or https:// address is expected", exitUnreadable},
		{[]string{"lrs", "serve", "--db", "postgres://127.0.0.1:1/x"}, "PostgreSQL ne répond pas à 127.0.0.1:1", "PostgreSQL: connection refused by 127.0.0.1:1", exitUnreadable},
		{[]string{"lrs", "erase", "--db", "sqlite:" + db, "--actor", "x"}, "--actor : ce n’est pas du JSON : « x » inattendu", "--actor: this is not JSON: unexpected “x”", exitUsage},
		{[]string{"xapi", "send", "--endpoint", "ftp://a/b", "--queue", t.TempDir()}, "--endpoint : une adresse http:// ou https:// est attendue", "--endpoint: an http:// or https:// address is expected", exitUnreadable},
		{[]string{"xapi", "queue", "list", "--queue", key}, "file d'attente : " + key + " : un nom de ce chemin n’est pas un dossier", "queue: " + key + ": a name of this path is not a folder", exitUnreadable},
		{[]string{"label", "verify", "x", "--now", "hier"}, "un instant comme 2027-03-01T08:00:00Z est attendu", "an instant such as 2027-03-01T08:00:00Z is expected", exitUsage},
		{[]string{"label", "revoke", "--list", filepath.Join(t.TempDir(), "r.json"), "--key", jwks, "--issuer", "https://a.fr", "--issuer-name", "x", "--reason", "x"}, "clé privée illisible (JWK", "unreadable private key (JWK", exitUnreadable},
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

// full is a standard output whose disk has no room left.
type full struct{}

func (full) Write([]byte) (int, error) {
	return 0, &fs.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.ENOSPC}
}

// TestFullDisk: what a command prints and the disk does not take ends it with
// 3 and a word, whether the command looks at each line or not.
func TestFullDisk(t *testing.T) {
	for _, args := range [][]string{{"version"}, {"framework", "show", "crcn"}, {"indicators", "list"}, {"label", "doc", "rnq-2019-565"}, {"schemas", "list"}, {"catalogue", "convert", "exemple"}, {"--help"}} {
		var errs strings.Builder
		code := run(t.Context(), args, strings.NewReader(""), full{}, &errs)
		if code != exitUnreadable || errs.String() != "briques : sortie standard : le disque est plein\n" {
			t.Errorf("%v: exit %d, %q", args, code, errs.String())
		}
	}
}

// TestHelpSpeaks: the help of every command, headings and types of flags
// included, is in the language asked for; a group alone shows its help.
func TestHelpSpeaks(t *testing.T) {
	english := regexp.MustCompile(`Usage:|Flags:|Examples:|Aliases:|Available Commands|Use "|\(default |\[flags\]|\[command\]|\bhelp for\b|\b(?:the|Generate|script for|You|Simply)\b| (?:string|strings|stringArray|int|uint|ints|duration)  `)
	french := regexp.MustCompile(`Usage :|Options|Exemples :|Commandes :|\(défaut |\[options\]|\bcette aide\b|\bfichier (?:à|de)\b| (?:texte|textes|durée)  `)
	n := 0
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		path := strings.Fields(c.CommandPath())[1:]
		for _, l := range []struct {
			lang    string
			foreign *regexp.Regexp
		}{{"fr", english}, {"en", french}} {
			for _, args := range [][]string{append(append([]string{"--lang", l.lang}, path...), "--help"), append([]string{"--lang", l.lang, "help"}, path...)} {
				out, errs, code := call(t, args...)
				if code != exitOK || errs != "" || out == "" {
					t.Errorf("%v: exit %d, %q", args, code, errs)
				}
				if w := l.foreign.FindString(out); w != "" {
					t.Errorf("%v says %q", args, w)
				}
			}
		}
		n++
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(newRoot(&app{lang: "fr", out: io.Discard}))
	if n < 70 {
		t.Errorf("only %d commands", n)
	}
	for _, args := range [][]string{{}, {"framework"}, {"lrs", "key"}} {
		if out, _, code := call(t, args...); code != exitOK || !strings.Contains(out, "Commandes :") {
			t.Errorf("%v: exit %d, %q", args, code, out)
		}
	}
}
