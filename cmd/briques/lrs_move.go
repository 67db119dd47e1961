// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

func newLRSCheckCmd(a *app) *cobra.Command {
	var o lrsTarget
	cmd := &cobra.Command{
		Use: "check", Short: a.text("Relit tout et dit si une trace est abîmée", "Read everything again and tell whether a statement is damaged"), Args: cobra.NoArgs,
		Example: "  briques lrs check --db sqlite:traces.db",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.on(cmd.Context(), a, func(store lrs.Store, _ lrs.Tenant) error {
				err := store.Check(cmd.Context())
				if errors.Is(err, lrs.ErrCorrupt) {
					return exitWith(exitInvalid, "%w", err)
				}
				if err != nil {
					return exitWith(exitUnreadable, "%w", err)
				}
				fmt.Fprintln(a.out, a.text("aucune faute", "no fault"))
				return nil
			})
		},
	}
	o.flags(cmd, a, false)
	return cmd
}

func newLRSMoveCmd(a *app) *cobra.Command {
	var o lrsTarget
	var to string
	cmd := &cobra.Command{
		Use: "move-tenant", Short: a.text("Déplace un locataire vers une autre base, en service", "Move a tenant to another database while it is served"), Args: cobra.NoArgs,
		Example: `  briques lrs move-tenant --db postgres://a/traces --tenant ac-lyon --to postgres://b/traces`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if to == "" {
				return exitWith(exitUsage, "%s", a.text("--to manque", "--to is missing"))
			}
			return o.on(cmd.Context(), a, func(store lrs.Store, t lrs.Tenant) error { return o.move(cmd.Context(), a, store, t, to) })
		},
	}
	o.flags(cmd, a, true)
	cmd.Flags().StringVar(&to, "to", "", a.text("base d'arrivée", "database to move to"))
	return cmd
}

func (o *lrsTarget) move(ctx context.Context, a *app, store lrs.Store, t lrs.Tenant, to string) error {
	from, err := sqlStoreFor(store, t)
	if err != nil {
		return exitWith(exitUnreadable, "%w", err)
	}
	if o.dryRun {
		f, err := from.Figures(ctx, t, farPast)
		if err != nil {
			return exitWith(exitUnreadable, "%w", err)
		}
		fmt.Fprintf(a.out, a.text("à copier : %d traces\n", "to copy: %d statements\n"), f.Statements)
		return nil
	}
	target := lrsTarget{db: []string{to}, tenant: o.tenant}
	return target.on(ctx, a, func(store lrs.Store, t lrs.Tenant) error {
		other, err := sqlStoreFor(store, t)
		if err != nil {
			return exitWith(exitUnreadable, "%w", err)
		}
		n, err := from.Move(ctx, t, other, "moved")
		if err != nil {
			return exitWith(exitUnreadable, a.text("%d traces copiées, puis : %w ; relancez la commande", "%d statements copied, then: %w; run the command again"), n, err)
		}
		fmt.Fprintf(a.out, a.text("déplacé : %d traces copiées\n", "moved: %d statements copied\n"), n)
		return nil
	})
}
