// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/client"
)

// xapiTarget is where statements are sent.
type xapiTarget struct{ endpoint, queue, user, passwordFile, version, privacy, profile string }

func (t *xapiTarget) flags(cmd *cobra.Command, a *app) {
	f := cmd.Flags()
	f.StringVar(&t.queue, "queue", "", a.text("dossier de la file d'attente", "folder of the queue"))
	f.StringVar(&t.endpoint, "endpoint", os.Getenv("BRIQUES_LRS"), a.text("adresse du LRS (ou BRIQUES_LRS)", "address of the LRS (or BRIQUES_LRS)"))
	f.StringVar(&t.user, "user", os.Getenv("BRIQUES_LRS_USER"), a.text("identifiant (ou BRIQUES_LRS_USER)", "user name (or BRIQUES_LRS_USER)"))
	f.StringVar(&t.passwordFile, "password-file", "", a.text("fichier du mot de passe (sinon BRIQUES_LRS_PASSWORD)", "file of the password (else BRIQUES_LRS_PASSWORD)"))
	f.StringVar(&t.version, "xapi", "2.0", a.text("version xAPI : 1.0.3 ou 2.0", "xAPI version: 1.0.3 or 2.0"))
	f.StringVar(&t.privacy, "privacy", "", a.text("strict : refuser ce qui identifie une personne", "strict: refuse what identifies a person"))
	f.StringVar(&t.profile, "profile", "", a.text("profil xAPI à respecter : fichier, ou eafc", "xAPI profile to follow: file, or eafc"))
}

// open returns a client on the queue.
func (t *xapiTarget) open(a *app, online bool) (*client.Client, xapi.Options, error) {
	o := client.Options{Endpoint: t.endpoint, Queue: t.queue}
	version, err := a.xapiVersion(t.version)
	if err != nil {
		return nil, o.Validate, err
	}
	rules, err := a.profileRules(t.profile)
	if err != nil {
		return nil, o.Validate, err
	}
	o.Validate = xapi.Options{Version: version, Privacy: xapi.Privacy(t.privacy), Lang: a.lang, Also: rules}
	switch {
	case t.queue == "":
		return nil, o.Validate, a.usageError("--queue manque : un dossier où les traces attendent", "--queue is missing: a folder where statements wait")
	case !o.Validate.Privacy.Valid():
		return nil, o.Validate, a.usageError("--privacy : strict", "--privacy: strict")
	case !online && t.endpoint == "":
		o.Endpoint = "http://localhost"
	case t.endpoint == "":
		return nil, o.Validate, a.usageError("--endpoint manque : l'adresse du LRS", "--endpoint is missing: the address of the LRS")
	}
	if t.user != "" {
		password := os.Getenv("BRIQUES_LRS_PASSWORD")
		if t.passwordFile != "" {
			b, err := os.ReadFile(t.passwordFile)
			if err != nil {
				return nil, o.Validate, exitWith(exitUnreadable, "%w", err)
			}
			password = strings.TrimRight(string(b), "\r\n")
		}
		o.Auth = client.Basic(t.user, password)
	}
	c, err := client.New(o)
	switch {
	case errors.Is(err, client.ErrBusy):
		return nil, o.Validate, exitWith(exitUnreadable, "%s", a.text("la file est ouverte par un autre processus", "the queue is open in another process"))
	case err != nil:
		return nil, o.Validate, exitWith(exitUnreadable, "%w", err)
	}
	return c, o.Validate, nil
}

func newXAPISendCmd(a *app) *cobra.Command {
	var t xapiTarget
	var contents []string
	var timeout time.Duration
	var queueOnly bool
	cmd := &cobra.Command{
		Use:   "send [FILE…]",
		Short: a.text("Envoyer des traces, sans en perdre", "Send statements and lose none"),
		Long: a.text(`Chaque trace est vérifiée, mise en file sur le disque, puis envoyée. Ce que le LRS
refuse pour toujours est mis de côté (« briques xapi queue list ») ; le reste attend
dans la file si le LRS ne répond pas. Sans fichier, vide la file.
Codes : 0 tout est arrivé ; 1 traces fautives ou mises de côté ; 3 LRS ou fichier hors d'atteinte.`,
			`Each statement is checked, queued on disk, then sent. What the LRS refuses for good is
set aside ("briques xapi queue list"); the rest waits in the queue if the LRS does not
answer. Without a file, empties the queue.
Codes: 0 all has arrived; 1 faulty or set aside statements; 3 LRS or file out of reach.`),
		Example: `  briques xapi send traces.ndjson --endpoint https://lrs.exemple.fr/xapi --user cle --queue file-xapi
  briques xapi send decision.json --attachment signature.jws --endpoint https://lrs.exemple.fr/xapi --queue file-xapi`,
		RunE: func(cmd *cobra.Command, args []string) error {
			c, o, err := t.open(a, !queueOnly)
			if err != nil {
				return err
			}
			defer c.Close()
			pieces, err := a.contents(contents)
			if err != nil {
				return err
			}
			code := exitOK
			for _, arg := range args {
				got, err := a.eachStatement(arg, o, func(_ int, raw []byte) error {
					_, err := c.SendWith(cmd.Context(), raw, pieces...)
					return err
				})
				if err != nil {
					return err
				}
				code = max(code, got)
			}
			if !queueOnly {
				ctx, cancel := context.WithTimeout(cmd.Context(), timeout)
				defer cancel()
				if err := c.Flush(ctx); err != nil {
					return exitWith(exitUnreadable, a.text("non envoyé, tout reste dans la file : %w", "not sent, all stays in the queue: %w"), err)
				}
			}
			s := c.Stats()
			if s.Parked > 0 {
				code = exitInvalid
			}
			fmt.Fprintf(a.out, a.text("%d mise(s) en file, %d arrivée(s), %d mise(s) de côté\n", "%d queued, %d arrived, %d set aside\n"), s.Queued, s.Delivered, s.Parked)
			if code != exitOK {
				return exitWith(code, "")
			}
			return nil
		},
	}
	t.flags(cmd, a)
	cmd.Flags().StringArrayVar(&contents, "attachment", nil, a.text("fichier d'une pièce jointe déclarée par la trace", "file of an attachment the statement declares"))
	cmd.Flags().DurationVar(&timeout, "timeout", 5*time.Minute, a.text("temps au plus pour l'envoi", "time at most for sending"))
	cmd.Flags().BoolVar(&queueOnly, "queue-only", false, a.text("mettre en file sans envoyer", "queue without sending"))
	return cmd
}

// contents reads attachments; their hash is SHA-256.
func (a *app) contents(files []string) (out []client.Content, err error) {
	for _, name := range files {
		data, err := a.readDocument(name)
		if err != nil {
			return nil, err
		}
		kind := "application/octet-stream"
		if filepath.Ext(name) == ".pdf" {
			kind = "application/pdf"
		}
		out = append(out, client.Content{ContentType: kind, SHA2: sha256Of(data), Data: data})
	}
	return out, nil
}

func newXAPIQueueCmd(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "queue",
		Short:   a.text("Voir et décider des traces mises de côté", "See and decide on statements set aside"),
		Example: "  briques xapi queue list --queue file-xapi",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newXAPIQueueListCmd(a), newXAPIQueueDecideCmd(a, "retry"), newXAPIQueueDecideCmd(a, "drop"))
	return cmd
}

func newXAPIQueueListCmd(a *app) *cobra.Command {
	var t xapiTarget
	cmd := &cobra.Command{
		Use:     "list",
		Short:   a.text("Lister les traces mises de côté et leur raison", "List statements set aside and why"),
		Example: "  briques xapi queue list --queue file-xapi",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			c, _, err := t.open(a, false)
			if err != nil {
				return err
			}
			defer c.Close()
			all, err := c.Parked()
			if err != nil {
				return exitWith(exitUnreadable, "%w", err)
			}
			for _, p := range all {
				fmt.Fprintf(a.out, "%s\t%s\t%s\tHTTP %d\t%s\n", p.ID, p.At.Format(time.RFC3339), a.parkedReason(p.Reason), p.Status, strings.Join(strings.Fields(p.Body), " "))
				for _, i := range p.Issues.In(a.lang) {
					fmt.Fprintf(a.out, "\t%s %s %s\n", i.Code, i.Pointer, i.Message)
				}
			}
			fmt.Fprintf(a.err, a.text("%d mise(s) de côté, %d octets en file\n", "%d set aside, %d bytes in the queue\n"), len(all), c.Stats().Bytes)
			return nil
		},
	}
	t.flags(cmd, a)
	return cmd
}

func (a *app) parkedReason(reason string) string {
	switch reason {
	case "conflict":
		return a.text("autre trace sous cet identifiant", "another statement under this id")
	case "tooLarge":
		return a.text("trop grande", "too large")
	case "tooOld":
		return a.text("trop ancienne", "too old")
	}
	return a.text("refusée", "refused")
}

// newXAPIQueueDecideCmd is queue retry, or queue drop.
func newXAPIQueueDecideCmd(a *app, verb string) *cobra.Command {
	var t xapiTarget
	var all bool
	short := a.text("Remettre en file des traces mises de côté", "Put statements set aside back into the queue")
	if verb == "drop" {
		short = a.text("Oublier pour toujours des traces mises de côté", "Forget statements set aside for good")
	}
	cmd := &cobra.Command{
		Use:     verb + " [ID…]",
		Short:   short,
		Example: "  briques xapi queue " + verb + " 12345678-1234-5678-1234-567812345678 --queue file-xapi",
		RunE: func(cmd *cobra.Command, args []string) error {
			if all == (len(args) > 0) {
				return a.usageError("des identifiants, ou --all", "ids, or --all")
			}
			c, _, err := t.open(a, false)
			if err != nil {
				return err
			}
			defer c.Close()
			if all {
				parked, err := c.Parked()
				if err != nil {
					return exitWith(exitUnreadable, "%w", err)
				}
				for _, p := range parked {
					if !slices.Contains(args, string(p.ID)) { // one id may have several
						args = append(args, string(p.ID))
					}
				}
			}
			for _, id := range args {
				if verb == "drop" {
					err = c.Drop(xapi.UUID(id))
				} else {
					err = c.Retry(cmd.Context(), xapi.UUID(id))
				}
				if errors.Is(err, client.ErrNotParked) {
					return exitWith(exitInvalid, a.text("%s : aucune trace mise de côté sous cet identifiant", "%s: no statement set aside under this id"), id)
				}
				if err != nil {
					return exitWith(exitInvalid, "%s : %w", id, err)
				}
			}
			fmt.Fprintln(a.out, len(args))
			return nil
		},
	}
	t.flags(cmd, a)
	cmd.Flags().BoolVar(&all, "all", false, a.text("toutes", "all of them"))
	return cmd
}
