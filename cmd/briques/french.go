// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"syscall"

	"forge.apps.education.fr/eafc/briques/internal/spoken"
)

// frenchErrors puts into French the sentences of cobra, pflag, the databases
// and our own libraries that a person meets at the command line; those of the
// standard library are worded by package spoken.
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
	{regexp.MustCompile(`(?s)^.*failed to connect to .*dial tcp (\S+): connect: connection refused.*$`), "PostgreSQL ne répond pas à $1", ""},
	{regexp.MustCompile(`(?s)^.*FATAL: database ("[^"]*") does not exist.*$`), "la base $1 n'existe pas dans PostgreSQL : la créer d'abord", ""},
	{regexp.MustCompile(`(?s)^.*FATAL: password authentication failed for user ("[^"]*").*$`), "PostgreSQL refuse le mot de passe de $1", ""},
	{regexp.MustCompile(`^.*database or disk is full \(13\)`), "le disque est plein : faire de la place, puis recommencer", ""},
	{regexp.MustCompile(`^.*unable to open database file.*$`), "le fichier de la base ne s'ouvre pas : dossier absent ou accès refusé", "the database file cannot be opened: no such folder, or permission denied"},
	{regexp.MustCompile(`the database has schema version (\d+), this program knows (\d+): use a newer program`), "la base a la version $1 des tables, ce programme connaît la version $2 : prendre un programme plus récent", ""},
	{regexp.MustCompile(`(\S+) changed since it was closed: stored data is damaged`), "$1 a changé depuis sa fermeture : le restaurer d'une sauvegarde", ""},
	{regexp.MustCompile(`(?s)^.*stored data is damaged.*$`), "la base est abîmée : la restaurer d'une sauvegarde", ""},
	{regexp.MustCompile(`(?s)^.*failed to connect to .*?(?:tls error|hostname resolving error|dial error|failed SASL auth|server error)[^:]*: ([^\n]*).*$`), "PostgreSQL : $1", "PostgreSQL: $1"},
	{regexp.MustCompile(`(?s)^.*cannot parse .*?: failed to parse as (?:URL|keyword/value|DSN).*$`), "l'adresse PostgreSQL est mal écrite : postgres://utilisateur:motdepasse@serveur/base", "the PostgreSQL address is badly written: postgres://user:password@server/database"},
	{regexp.MustCompile(`^.*attempt to write a readonly database.*$`), "la base est en lecture seule", "the database is read-only"},
	{regexp.MustCompile(`^.*database is locked.*$`), "la base est ouverte par un autre programme", "the database is open in another program"},
	{regexp.MustCompile(`client: not delivered yet: `), "", "not delivered yet: "},
	{regexp.MustCompile(`(.*) : aucune ligne ne porte l'empreinte de ce programme`), "$1 : aucune ligne ne porte l'empreinte de ce programme", "$1: no line has the hash of this program"},
	{regexp.MustCompile(`client: paused: HTTP (\d+): is the endpoint right\?`), "code HTTP $1 : l'adresse de --endpoint est-elle la bonne ?", "HTTP $1: is the address of --endpoint right?"},
	{regexp.MustCompile(`client: paused: HTTP (\d+): the credentials are refused`), "code HTTP $1 : l'identifiant ou le mot de passe est refusé", "HTTP $1: the credentials are refused"},
	{regexp.MustCompile(`client: paused: `), "l'envoi est suspendu : ", "sending is paused: "},
	{regexp.MustCompile(`client: the endpoint is no http or https address`), "--endpoint : une adresse http:// ou https:// est attendue", "--endpoint: an http:// or https:// address is expected"},
	{regexp.MustCompile(`client: the queue is full`), "la file d'attente est pleine", "the queue is full"},
	{regexp.MustCompile(`client: the queue is damaged(: )?`), "la file d'attente est abîmée$1", "the queue is damaged$1"},
	{regexp.MustCompile(`client: (?:queue|parked): `), "file d'attente : ", "queue: "},
	{regexp.MustCompile(`cursor "(.*)" is not of this store`), "« $1 » n'est pas une place dans cette base", "“$1” is not a place in this database"},
	{regexp.MustCompile(`credential: not a private Ed25519 or RSA key`), "ce n'est pas une clé privée Ed25519 ou RSA (JWK)", "not a private Ed25519 or RSA key (JWK)"},
	{regexp.MustCompile(`credential: private key: .*$`), "clé privée illisible (JWK, de « briques label keygen »)", `unreadable private key (JWK, from "briques label keygen")`},
	{regexp.MustCompile(`credential: kid (\S+) already names another key`), "--kid $1 nomme déjà une autre clé", "--kid $1 already names another key"},
	{regexp.MustCompile(`credential: list of (\S+) signed by (\S+)`), "la liste de $1 ne se signe pas au nom de $2", "the list of $1 is not signed in the name of $2"},
	{regexp.MustCompile(`credential: decision ("[^"]*") grants nothing`), "la décision $1 n'accorde rien", "decision $1 grants nothing"},
	{regexp.MustCompile(`credential: decision revoked on (\S+)`), "la décision est retirée depuis le $1", "the decision was revoked on $1"},
	{regexp.MustCompile(`credential: decision, report and profile do not belong together`), "la décision, le rapport et la grille ne vont pas ensemble", "decision, report and profile do not belong together"},
	{regexp.MustCompile(`credential: incomplete attestation of (.*)$`), "attestation incomplète : $1", "incomplete attestation of $1"},
	{regexp.MustCompile(`credential: `), "", "credential: "},
	{regexp.MustCompile(`--db (".*"): “URL tenant=a,b” expected`), "--db $1 : « URL tenant=a,b » attendu", ""},
	{regexp.MustCompile(`--db (".*"): sqlite:PATH or postgres://… expected`), "--db $1 : sqlite:CHEMIN ou postgres://… attendu", ""},
	{regexp.MustCompile(`partitions=(.*): only “month” is known`), "partitions=$1 : seul « month » est connu", ""},
	{regexp.MustCompile(`^.*: a SQLite or PostgreSQL database is needed$`), "il faut une base SQLite ou PostgreSQL", "a SQLite or PostgreSQL database is needed"},
	{regexp.MustCompile(`signature: the signer is not in the file of allowed keys`), "signature : signataire inconnu du fichier des clés admises", ""},
	{regexp.MustCompile(`mbox, mbox_sha1sum, openid or account expected`), "mbox, mbox_sha1sum, openid ou account attendu", ""},
	{regexp.MustCompile(`/metrics gives neither processor time nor memory`), "/metrics ne donne ni temps de processeur ni mémoire", ""},
	{regexp.MustCompile(`(\S+): (\d+), and the connection is closed`), "$1 : $2, et la connexion est fermée", ""},
	{regexp.MustCompile(`the database already has statements without partitions: move its tenants to a new database \((.*)\)`), "la base a déjà des traces sans partitions : déplacez ses locataires vers une base neuve ($1)", ""},
}

// sentence is what a says of err: in its language where the words are known.
func (a *app) sentence(err error) string { return a.spoken(err.Error()) }

func (a *app) spoken(s string) string {
	for _, w := range frenchErrors {
		if !w.is.MatchString(s) {
			continue
		}
		if a.lang != "en" {
			s = w.is.ReplaceAllString(s, w.fr)
			s = strings.Replace(s, "Did you mean this?", "Vouliez-vous dire :", 1)
			break
		} else if w.en != "" {
			s = w.is.ReplaceAllString(s, w.en)
			break
		}
	}
	s = spoken.Sentence(s).In(a.lang)
	if a.lang == "en" {
		s = strings.ReplaceAll(s, " : ", ": ")
	}
	return strings.TrimSpace(s)
}

// systemFault reports whether err comes from the system, and not from how the
// command was written: a full disk, an output that has closed.
func systemFault(err error) bool {
	var path *fs.PathError
	var link *os.LinkError
	var no syscall.Errno
	return errors.As(err, &path) || errors.As(err, &link) || errors.As(err, &no)
}

// stdout is standard output: it remembers the first fault, which no command
// looks for at each line that it prints.
type stdout struct {
	io.Writer
	fault error
}

func (s *stdout) Write(b []byte) (int, error) {
	n, err := s.Writer.Write(b)
	if err != nil && s.fault == nil {
		s.fault = err
	}
	return n, err
}
