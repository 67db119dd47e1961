// SPDX-License-Identifier: Apache-2.0

package main

import (
	"regexp"
	"strings"
)

// frenchErrors puts into French the sentences of cobra, pflag and the system
// that a person meets at the command line.
var frenchErrors = []struct {
	is *regexp.Regexp
	fr string
}{
	{regexp.MustCompile(`^accepts (\d+) arg\(s\), received (\d+)$`), "$1 argument(s) attendu(s), $2 reçu(s)"},
	{regexp.MustCompile(`^requires at least (\d+) arg\(s\), only received (\d+)$`), "au moins $1 argument(s) attendu(s), $2 reçu(s)"},
	{regexp.MustCompile(`^accepts at most (\d+) arg\(s\), received (\d+)$`), "au plus $1 argument(s) attendu(s), $2 reçu(s)"},
	{regexp.MustCompile(`^accepts between (\d+) and (\d+) arg\(s\), received (\d+)$`), "de $1 à $2 arguments attendus, $3 reçu(s)"},
	{regexp.MustCompile(`^unknown flag: (.*)$`), "option inconnue : $1"},
	{regexp.MustCompile(`^unknown shorthand flag: (.*) in (.*)$`), "option inconnue : $1 dans $2"},
	{regexp.MustCompile(`^flag needs an argument: (.*)$`), "valeur attendue après l'option $1"},
	{regexp.MustCompile(`^invalid argument (".*") for ("[^"]*") flag: .*$`), "valeur $1 incorrecte pour l'option $2"},
	{regexp.MustCompile(`^unknown command (".*") for ("[^"]*")`), "commande $1 inconnue de $2"},
	{regexp.MustCompile(`^required flag\(s\) (.*) not set$`), "option(s) à donner : $1"},
	{regexp.MustCompile(`open \S+: no such file or directory`), "fichier introuvable"},
	{regexp.MustCompile(`open \S+: permission denied`), "accès refusé"},
	{regexp.MustCompile(`open \S+: is a directory|read \S+: is a directory`), "c'est un dossier"},
	{regexp.MustCompile(`open \S+: file exists`), "ce fichier existe, il n'est pas écrasé"},
	{regexp.MustCompile(`write \S+: no space left on device`), "le disque est plein"},
}

// french returns the sentence of err in French where it is a known one.
func french(err error) string {
	s := err.Error()
	for _, w := range frenchErrors {
		if w.is.MatchString(s) {
			return strings.Replace(w.is.ReplaceAllString(s, w.fr), "Did you mean this?", "Vouliez-vous dire :", 1)
		}
	}
	return s
}

// sentence is what a says of err.
func (a *app) sentence(err error) string {
	if a.lang == "en" {
		return err.Error()
	}
	return french(err)
}
