// SPDX-License-Identifier: Apache-2.0

package main

import (
	"regexp"
	"strings"
)

// frenchErrors puts into French the sentences of cobra, pflag and the system
// that a person meets at the command line.
// en is set where the English sentence is not fit for people either.
var frenchErrors = []struct {
	is     *regexp.Regexp
	fr, en string
}{
	{regexp.MustCompile(`^accepts (\d+) arg\(s\), received (\d+)$`), "$1 argument(s) attendu(s), $2 reçu(s)", ""},
	{regexp.MustCompile(`^requires at least (\d+) arg\(s\), only received (\d+)$`), "au moins $1 argument(s) attendu(s), $2 reçu(s)", ""},
	{regexp.MustCompile(`^accepts at most (\d+) arg\(s\), received (\d+)$`), "au plus $1 argument(s) attendu(s), $2 reçu(s)", ""},
	{regexp.MustCompile(`^accepts between (\d+) and (\d+) arg\(s\), received (\d+)$`), "de $1 à $2 arguments attendus, $3 reçu(s)", ""},
	{regexp.MustCompile(`^unknown flag: (.*)$`), "option inconnue : $1", ""},
	{regexp.MustCompile(`^unknown shorthand flag: (.*) in (.*)$`), "option inconnue : $1 dans $2", ""},
	{regexp.MustCompile(`^flag needs an argument: (.*)$`), "valeur attendue après l'option $1", ""},
	{regexp.MustCompile(`(?s)^invalid argument "(.*)" for "([^"]*)" flag: .*value out of range$`), "option $2 : « $1 » lu, c'est un nombre trop grand", "flag $2: “$1” read, the number is too large"},
	{regexp.MustCompile(`(?s)^invalid argument "(.*)" for "([^"]*)" flag: .*strconv\.Parse(?:Int|Uint):.*$`), "option $2 : « $1 » lu, nombre entier attendu", "flag $2: “$1” read, integer expected"},
	{regexp.MustCompile(`(?s)^invalid argument "(.*)" for "([^"]*)" flag: .*strconv\.ParseFloat:.*$`), "option $2 : « $1 » lu, nombre attendu", "flag $2: “$1” read, number expected"},
	{regexp.MustCompile(`(?s)^invalid argument "(.*)" for "([^"]*)" flag: .*strconv\.ParseBool:.*$`), "option $2 : « $1 » lu, true ou false attendu", "flag $2: “$1” read, true or false expected"},
	{regexp.MustCompile(`(?s)^invalid argument "(.*)" for "([^"]*)" flag: time: .*$`), "option $2 : « $1 » lu, durée attendue, comme 30s, 5m ou 1h30m", "flag $2: “$1” read, duration expected, such as 30s, 5m or 1h30m"},
	{regexp.MustCompile(`(?s)^invalid argument "(.*)" for "([^"]*)" flag: .*$`), "option $2 : « $1 » ne convient pas", ""},
	{regexp.MustCompile(`^unknown command "(.*)" for "([^"]*)"`), "commande « $1 » inconnue de « $2 »", ""},
	{regexp.MustCompile(`^required flag\(s\) (.*) not set$`), "option(s) à donner : $1", ""},
	{regexp.MustCompile(`^open (.+): no such file or directory$`), "$1 : fichier introuvable", ""},
	{regexp.MustCompile(`^open (.+): permission denied$`), "$1 : accès refusé", ""},
	{regexp.MustCompile(`^(?:open|read) (.+): is a directory$`), "$1 : c'est un dossier", ""},
	{regexp.MustCompile(`open .+?: no such file or directory`), "fichier introuvable", ""},
	{regexp.MustCompile(`open .+?: permission denied`), "accès refusé", ""},
	{regexp.MustCompile(`open .+?: is a directory|read .+?: is a directory`), "c'est un dossier", ""},
	{regexp.MustCompile(`open .+?: file exists`), "ce fichier existe, il n'est pas écrasé", ""},
	{regexp.MustCompile(`(?s)^.*failed to connect to .*dial tcp (\S+): connect: connection refused.*$`), "PostgreSQL ne répond pas à $1", ""},
	{regexp.MustCompile(`(?s)^.*FATAL: database ("[^"]*") does not exist.*$`), "la base $1 n'existe pas dans PostgreSQL : la créer d'abord", ""},
	{regexp.MustCompile(`(?s)^.*FATAL: password authentication failed for user ("[^"]*").*$`), "PostgreSQL refuse le mot de passe de $1", ""},
	{regexp.MustCompile(`^.*database or disk is full \(13\)`), "le disque est plein : faire de la place, puis recommencer", ""},
	{regexp.MustCompile(`^.*unable to open database file.*$`), "le fichier de la base ne s'ouvre pas : dossier absent ou accès refusé", ""},
	{regexp.MustCompile(`the database has schema version (\d+), this program knows (\d+): use a newer program`), "la base a la version $1 des tables, ce programme connaît la version $2 : prendre un programme plus récent", ""},
	{regexp.MustCompile(`(\S+) changed since it was closed: stored data is damaged`), "$1 a changé depuis sa fermeture : le restaurer d'une sauvegarde", ""},
	{regexp.MustCompile(`(?s)^.*stored data is damaged.*$`), "la base est abîmée : la restaurer d'une sauvegarde", ""},
	{regexp.MustCompile(`(?:client: not delivered yet: )?(?:\w+ "\S+": )?dial tcp (\S+): connect: connection refused`), "connexion refusée par $1", ""},
	{regexp.MustCompile(`(?:client: not delivered yet: )?(?:\w+ "\S+": )?dial tcp: lookup (\S+?)(?: on \S+)?: no such host`), "serveur $1 introuvable", ""},
	{regexp.MustCompile(`client: not delivered yet: `), "", ""},
	{regexp.MustCompile(`--db (".*"): “URL tenant=a,b” expected`), "--db $1 : « URL tenant=a,b » attendu", ""},
	{regexp.MustCompile(`--db (".*"): sqlite:PATH or postgres://… expected`), "--db $1 : sqlite:CHEMIN ou postgres://… attendu", ""},
	{regexp.MustCompile(`partitions=(.*): only “month” is known`), "partitions=$1 : seul « month » est connu", ""},
	{regexp.MustCompile(`^.*: a SQLite or PostgreSQL database is needed$`), "il faut une base SQLite ou PostgreSQL", "a SQLite or PostgreSQL database is needed"},
	{regexp.MustCompile(`signature: the signer is not in the file of allowed keys`), "signature : signataire inconnu du fichier des clés admises", ""},
	{regexp.MustCompile(`mbox, mbox_sha1sum, openid or account expected`), "mbox, mbox_sha1sum, openid ou account attendu", ""},
	{regexp.MustCompile(`/metrics gives neither processor time nor memory`), "/metrics ne donne ni temps de processeur ni mémoire", ""},
	{regexp.MustCompile(`(\S+): (\d+), and the connection is closed`), "$1 : $2, et la connexion est fermée", ""},
	{regexp.MustCompile(`the database already has statements without partitions: move its tenants to a new database \((.*)\)`), "la base a déjà des traces sans partitions : déplacez ses locataires vers une base neuve ($1)", ""},
	{regexp.MustCompile(`write \S+: no space left on device`), "le disque est plein", ""},
}

// sentence is what a says of err: in its language where the words are known.
func (a *app) sentence(err error) string {
	s := err.Error()
	for _, w := range frenchErrors {
		switch {
		case !w.is.MatchString(s):
		case a.lang != "en":
			s = w.is.ReplaceAllString(s, w.fr)
			return strings.TrimSpace(strings.Replace(s, "Did you mean this?", "Vouliez-vous dire :", 1))
		case w.en != "":
			return w.is.ReplaceAllString(s, w.en)
		}
	}
	return strings.TrimSpace(s)
}
