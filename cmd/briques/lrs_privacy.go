// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

// parseActor reads an agent given as JSON.
func parseActor(text string) (xapi.IFI, error) {
	var who struct {
		Mbox    string `json:"mbox"`
		SHA1    string `json:"mbox_sha1sum"`
		OpenID  string `json:"openid"`
		Account *struct {
			HomePage string `json:"homePage"`
			Name     string `json:"name"`
		} `json:"account"`
	}
	if err := json.NewDecoder(bytes.NewReader([]byte(text))).Decode(&who); err != nil {
		return xapi.IFI{}, err
	}
	switch {
	case who.Account != nil && who.Account.HomePage != "":
		return xapi.Account(xapi.IRI(who.Account.HomePage), who.Account.Name), nil
	case who.Mbox != "":
		return xapi.IFI{Kind: xapi.ByMbox, Value: who.Mbox}, nil
	case who.SHA1 != "":
		return xapi.IFI{Kind: xapi.BySHA1, Value: who.SHA1}, nil
	case who.OpenID != "":
		return xapi.IFI{Kind: xapi.ByOpenID, Value: who.OpenID}, nil
	}
	return xapi.IFI{}, errors.New("mbox, mbox_sha1sum, openid or account expected")
}

func newLRSEraseCmd(a *app) *cobra.Command {
	var o lrsTarget
	var actor, pseudonym string
	cmd := &cobra.Command{
		Use: "erase", Short: a.text("Efface une personne (--dry-run d'abord)", "Erase a person (--dry-run first)"), Args: cobra.NoArgs,
		Example: `  briques lrs erase --db sqlite:traces.db --actor '{"mbox":"mailto:ana@exemple.fr"}' --dry-run`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			who, err := personOf(a, actor, pseudonym)
			if err != nil {
				return err
			}
			return o.carryOut(cmd.Context(), a, xapi.Selection{Action: xapi.ActionErase, Person: who})
		},
	}
	o.flags(cmd, a, true)
	cmd.Flags().StringVar(&actor, "actor", "", a.text("la personne : un Agent en JSON", "the person: an Agent in JSON"))
	cmd.Flags().StringVar(&pseudonym, "pseudonym", "", a.text("la personne : « homePage nom » d'un compte pseudonyme", "the person: “homePage name” of a pseudonymous account"))
	return cmd
}

func personOf(a *app, actor, pseudonym string) (xapi.IFI, error) {
	switch {
	case (actor == "") == (pseudonym == ""):
		return xapi.IFI{}, exitWith(exitUsage, "%s", a.text("donnez --actor ou --pseudonym", "give --actor or --pseudonym"))
	case actor != "":
		who, err := parseActor(actor)
		if err != nil {
			return who, exitWith(exitUsage, "--actor : %w", err)
		}
		return who, nil
	}
	home, name, ok := strings.Cut(pseudonym, " ")
	if !ok {
		return xapi.IFI{}, exitWith(exitUsage, "%s", a.text("--pseudonym : « homePage nom » attendu", "--pseudonym: “homePage name” expected"))
	}
	return xapi.Account(xapi.IRI(home), name), nil
}

func newLRSPseudonymiseCmd(a *app) *cobra.Command {
	var o lrsTarget
	var actor, by string
	cmd := &cobra.Command{
		Use: "pseudonymise", Short: a.text("Remplace l'identifiant d'une personne (--dry-run d'abord)", "Replace a person's identifier (--dry-run first)"), Args: cobra.NoArgs,
		Example: `  briques lrs pseudonymise --db sqlite:traces.db --actor '{"mbox":"mailto:ana@exemple.fr"}' --by '{"account":{"homePage":"https://exemple.fr/pseudo","name":"k3f9"}}'`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			who, err := parseActor(actor)
			if err != nil {
				return exitWith(exitUsage, "--actor : %w", err)
			}
			other, err := parseActor(by)
			if err != nil {
				return exitWith(exitUsage, "--by : %w", err)
			}
			return o.carryOut(cmd.Context(), a, xapi.Selection{Action: xapi.ActionReplace, Person: who, By: other})
		},
	}
	o.flags(cmd, a, true)
	cmd.Flags().StringVar(&actor, "actor", "", a.text("la personne : un Agent en JSON", "the person: an Agent in JSON"))
	cmd.Flags().StringVar(&by, "by", "", a.text("l'Agent mis à sa place, en JSON", "the Agent put in place, in JSON"))
	return cmd
}

func newLRSRetentionCmd(a *app) *cobra.Command {
	var o lrsTarget
	var days, months int
	var verbs, types, profiles []string
	cmd := &cobra.Command{
		Use: "retention", Short: a.text("Supprime les traces trop anciennes (--dry-run d'abord)", "Delete statements that are too old (--dry-run first)"), Args: cobra.NoArgs,
		Example: `  briques lrs retention --db sqlite:traces.db --days 1095 --dry-run
  briques lrs retention --db "postgres://…?partitions=month" --drop-months 36 --dry-run`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if months > 0 {
				if days > 0 || len(verbs)+len(types)+len(profiles) > 0 {
					return exitWith(exitUsage, "%s", a.text("--drop-months ne se combine pas : il supprime des mois entiers, tous locataires", "--drop-months goes alone: it deletes whole months, of all tenants"))
				}
				return o.dropMonths(cmd.Context(), a, time.Now().UTC().AddDate(0, -months, 0))
			}
			s := xapi.Selection{Action: xapi.ActionDelete, Verbs: iris(verbs), ActivityTypes: iris(types), Profiles: iris(profiles)}
			if days > 0 {
				s.StoredBefore = xapi.TimestampOf(time.Now().AddDate(0, 0, -days))
			}
			if s.Empty() {
				return exitWith(exitUsage, "%s", a.text("donnez --days, --verb, --type ou --profile", "give --days, --verb, --type or --profile"))
			}
			return o.carryOut(cmd.Context(), a, s)
		},
	}
	o.flags(cmd, a, true)
	f := cmd.Flags()
	f.IntVar(&days, "days", 0, a.text("âge en jours depuis l'enregistrement", "age in days since stored"))
	f.IntVar(&months, "drop-months", 0, a.text("PostgreSQL à partitions : supprime les mois finis depuis tant de mois, tous locataires", "PostgreSQL with partitions: drop the months that ended so many months ago, of all tenants"))
	f.StringSliceVar(&verbs, "verb", nil, a.text("verbes (IRI)", "verbs (IRI)"))
	f.StringSliceVar(&types, "type", nil, a.text("types d'activité (IRI)", "activity types (IRI)"))
	f.StringSliceVar(&profiles, "profile", nil, a.text("profils xAPI (IRI)", "xAPI profiles (IRI)"))
	return cmd
}

// dropMonths shows the months that ended before a moment and, unless this is a
// dry run, drops their partitions.
func (o *lrsTarget) dropMonths(ctx context.Context, a *app, before time.Time) error {
	return o.on(ctx, a, func(store lrs.Store, t lrs.Tenant) error {
		db, err := sqlStoreFor(store, t)
		if err != nil {
			return exitWith(exitUsage, "%w", err)
		}
		months, err := db.MonthsBefore(ctx, before)
		if errors.Is(err, sqlstore.ErrNotPartitioned) {
			return exitWith(exitUsage, "%s", a.text("cette base n'a pas de partitions mensuelles : --days supprime trace par trace", "this database has no monthly partitions: --days deletes statement by statement"))
		}
		if err != nil {
			return exitWith(exitUnreadable, "%w", err)
		}
		for _, m := range months {
			fmt.Fprintf(a.out, a.text("à supprimer : %s, %d traces\n", "to drop: %s, %d statements\n"), m.Start.Format("2006-01"), m.Statements)
		}
		if o.dryRun {
			return nil
		}
		for _, m := range months {
			n, err := db.DropMonth(ctx, m)
			if err != nil {
				return exitWith(exitUnreadable, "%w", err)
			}
			fmt.Fprintf(a.out, a.text("supprimé : %s, %d traces\n", "dropped: %s, %d statements\n"), m.Start.Format("2006-01"), n)
		}
		return nil
	})
}

func iris(list []string) []xapi.IRI {
	var out []xapi.IRI
	for _, s := range list {
		out = append(out, xapi.IRI(s))
	}
	return out
}

// carryOut plans, shows the plan and, unless this is a dry run, applies it.
func (o *lrsTarget) carryOut(ctx context.Context, a *app, s xapi.Selection) error {
	return o.on(ctx, a, func(store lrs.Store, t lrs.Tenant) error {
		p, err := store.Plan(ctx, t, s)
		if err != nil {
			return exitWith(exitUnreadable, "%w", err)
		}
		fmt.Fprintf(a.out, a.text("à supprimer : %d traces ; à réécrire : %d ; documents : %d\n", "to delete: %d statements; to rewrite: %d; documents: %d\n"), p.Statements, p.Rewritten, p.Documents)
		if p.Statements > 0 {
			fmt.Fprintf(a.out, a.text("la plus ancienne : %s ; la plus récente : %s\n", "oldest: %s; newest: %s\n"), p.Oldest, p.Newest)
		}
		for _, v := range p.Verbs {
			fmt.Fprintf(a.out, "  %8d  %s\n", v.Count, v.Verb)
		}
		if o.dryRun {
			return nil
		}
		r, err := store.Apply(ctx, t, p)
		if errors.Is(err, lrs.ErrPlanChanged) {
			return exitWith(exitInvalid, "%s", a.text("les traces ont changé depuis le compte : rien n'a été fait, recommencez", "statements changed since the count: nothing was done, run again"))
		}
		if err != nil {
			return exitWith(exitUnreadable, "%w", err)
		}
		fmt.Fprintf(a.out, a.text("supprimées : %d traces ; réécrites : %d ; documents : %d ; pièces jointes : %d\n", "deleted: %d statements; rewritten: %d; documents: %d; attachments: %d\n"),
			r.Statements, r.Rewritten, r.Documents, r.Attachments)
		if s.Person.Kind != "" {
			mark, err := markOf(ctx, store, t, s.Person)
			if err != nil {
				return err
			}
			fmt.Fprintf(a.out, a.text("personne (HMAC-SHA-256) : %s\n", "person (HMAC-SHA-256): %s\n"), mark)
		}
		for _, where := range r.Remains {
			fmt.Fprintf(a.out, a.text("peut rester dans : %s\n", "may remain in: %s\n"), where)
		}
		return nil
	})
}

// markOf names a person in a report without telling who it is: a MAC under
// the secret of the database.
func markOf(ctx context.Context, store lrs.Store, t lrs.Tenant, who xapi.IFI) (string, error) {
	secret, err := lrsSecret(ctx, store, t)
	if err != nil {
		return "", err
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(who.Key()))
	return hex.EncodeToString(mac.Sum(nil)[:16]), nil
}

// lrsSecret returns the secret of the database of a tenant, or a fresh one for
// a store that has none.
func lrsSecret(ctx context.Context, store lrs.Store, t lrs.Tenant) ([]byte, error) {
	fresh := make([]byte, 32)
	if _, err := rand.Read(fresh); err != nil {
		return nil, err
	}
	s, err := sqlStoreFor(store, t)
	if err != nil {
		return fresh, nil
	}
	text, err := s.Secret(ctx, hex.EncodeToString(fresh))
	return []byte(text), err
}
