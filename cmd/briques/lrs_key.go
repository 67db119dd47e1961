// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

// lrsTarget is the database and the tenant that a command of the operator
// works on.
type lrsTarget struct {
	db     []string
	tenant string
	dryRun bool
}

func (o *lrsTarget) flags(cmd *cobra.Command, a *app, dryRun bool) {
	f := cmd.Flags()
	f.StringArrayVar(&o.db, "db", nil, a.text("base : sqlite:CHEMIN, sqlite:DOSSIER/ ou postgres://… ; répétable : \"URL tenant=a,b\"", "database: sqlite:PATH, sqlite:FOLDER/ or postgres://…; repeatable: \"URL tenant=a,b\""))
	f.StringVar(&o.tenant, "tenant", "local", a.text("locataire", "tenant"))
	if dryRun {
		f.BoolVar(&o.dryRun, "dry-run", false, a.text("compte et ne change rien", "count and change nothing"))
	}
}

// open returns the store; the caller closes it.
func (o *lrsTarget) open(ctx context.Context, a *app) (lrs.Store, lrs.Tenant, error) {
	t := lrs.Tenant(o.tenant)
	if len(o.db) == 0 {
		return nil, t, exitWith(exitUsage, "%s", a.text("--db manque", "--db is missing"))
	}
	if !t.Valid() {
		return nil, t, exitWith(exitUsage, a.text("--tenant %q : a-z, 0-9 et -, 63 caractères au plus", "--tenant %q: a-z, 0-9 and -, at most 63 characters"), o.tenant)
	}
	s, err := openLRSAll(ctx, o.db, sqlstore.Options{SkipVerify: true, Migrating: a.migrating()})
	if err != nil {
		return nil, t, exitWith(exitUnreadable, "%w", err)
	}
	return s, t, nil
}

// on opens the target, runs f and closes the store.
func (o *lrsTarget) on(ctx context.Context, a *app, f func(lrs.Store, lrs.Tenant) error) error {
	s, t, err := o.open(ctx, a)
	if err != nil {
		return err
	}
	return errors.Join(f(s, t), s.Close())
}

func newLRSKeyCmd(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "key",
		Short:   a.text("Clés d'accès", "Access keys"),
		Example: "  briques lrs key add --db sqlite:traces.db --tenant ac-lyon --scope statements/write",
	}
	cmd.AddCommand(newLRSKeyAddCmd(a), newLRSKeyListCmd(a), newLRSKeyRevokeCmd(a))
	return cmd
}

func newLRSKeyAddCmd(a *app) *cobra.Command {
	var o lrsTarget
	var scopes []string
	cmd := &cobra.Command{
		Use: "add", Short: a.text("Crée une clé ; le mot de passe n'est montré qu'une fois", "Make a key; its password is shown once"),
		Example: "  briques lrs key add --db sqlite:traces.db --tenant ac-lyon --scope statements/write,statements/read",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var list []lrs.Scope
			for _, s := range scopes {
				if !lrs.Scope(s).Valid() {
					return exitWith(exitUsage, a.text("droit %q inconnu ; connus : %v", "unknown scope %q; known: %v"), s, lrs.Scopes())
				}
				list = append(list, lrs.Scope(s))
			}
			return o.on(cmd.Context(), a, func(store lrs.Store, t lrs.Tenant) error {
				s, err := sqlStoreFor(store, t)
				if err != nil {
					return exitWith(exitUnreadable, "%w", err)
				}
				c, password, err := lrs.NewKey(t, list)
				if err != nil {
					return err
				}
				if err := s.AddCredential(cmd.Context(), c); err != nil {
					return exitWith(exitUnreadable, "%w", err)
				}
				fmt.Fprintf(a.out, "%s:%s\n", c.Name, password)
				return nil
			})
		},
	}
	o.flags(cmd, a, false)
	cmd.Flags().StringSliceVar(&scopes, "scope", []string{string(lrs.ScopeAll)}, a.text("droits de la clé", "scopes of the key"))
	return cmd
}

func newLRSKeyListCmd(a *app) *cobra.Command {
	var o lrsTarget
	cmd := &cobra.Command{
		Use: "list", Short: a.text("Liste les clés, sans leurs mots de passe", "List keys, without their passwords"), Args: cobra.NoArgs,
		Example: "  briques lrs key list --db sqlite:traces.db --tenant ac-lyon",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.on(cmd.Context(), a, func(store lrs.Store, t lrs.Tenant) error {
				s, err := sqlStoreFor(store, t)
				if err != nil {
					return exitWith(exitUnreadable, "%w", err)
				}
				keys, err := s.Credentials(cmd.Context(), t)
				for _, k := range keys {
					state := a.text("active", "active")
					if !k.Revoked.IsZero() {
						state = a.text("révoquée le ", "revoked on ") + k.Revoked.Format(time.DateOnly)
					}
					fmt.Fprintf(a.out, "%s\t%s\t%s\t%s\n", k.Name, k.Scopes, k.Created.Format(time.DateOnly), state)
				}
				return err
			})
		},
	}
	o.flags(cmd, a, false)
	return cmd
}

func newLRSKeyRevokeCmd(a *app) *cobra.Command {
	var o lrsTarget
	cmd := &cobra.Command{
		Use: "revoke NOM", Short: a.text("Révoque une clé ; un serveur l'oublie en 5 minutes au plus", "Revoke a key; a server forgets it within 5 minutes"), Args: cobra.ExactArgs(1),
		Example: "  briques lrs key revoke ac-lyon.0123456789abcdef --db sqlite:traces.db --tenant ac-lyon",
		RunE: func(cmd *cobra.Command, args []string) error {
			if sqlstore.TenantOfKey(args[0]) != lrs.Tenant(o.tenant) && !slices.Contains([]string{"local"}, o.tenant) {
				return exitWith(exitUsage, a.text("la clé %s n'est pas du locataire %s", "key %s is not of tenant %s"), args[0], o.tenant)
			}
			return o.on(cmd.Context(), a, func(store lrs.Store, _ lrs.Tenant) error {
				s, err := sqlStoreFor(store, sqlstore.TenantOfKey(args[0]))
				if err != nil {
					return exitWith(exitUnreadable, "%w", err)
				}
				if err := s.RevokeCredential(cmd.Context(), args[0]); errors.Is(err, lrs.ErrNotFound) {
					return exitWith(exitInvalid, a.text("aucune clé active %s", "no active key %s"), args[0])
				} else if err != nil {
					return exitWith(exitUnreadable, "%w", err)
				}
				return nil
			})
		},
	}
	o.flags(cmd, a, false)
	return cmd
}
