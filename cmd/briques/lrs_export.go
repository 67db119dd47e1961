// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/export"
)

func newLRSExportCmd(a *app) *cobra.Command {
	var o lrsTarget
	var format, out, from, to, actor, pseudonym string
	var identifiers bool
	cmd := &cobra.Command{
		Use: "export", Short: a.text("Exporte les traces : NDJSON ou Parquet", "Export statements: NDJSON or Parquet"), Args: cobra.NoArgs,
		Example: `  briques lrs export --db sqlite:traces.db --tenant ac-lyon --format parquet --out entrepot/
  briques lrs export --db sqlite:traces.db --format ndjson --out traces.ndjson --identifiers
  briques lrs export --db sqlite:traces.db --format ndjson --pseudonym "https://exemple.fr/pseudo k3f9" --out acces.ndjson`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			since, err := lrsDay(a, from)
			if err != nil {
				return err
			}
			until, err := lrsDay(a, to)
			if err != nil {
				return err
			}
			if format != "ndjson" && format != "parquet" || format == "parquet" && out == "-" {
				return exitWith(exitUsage, "%s", a.text("--format ndjson, ou parquet avec --out DOSSIER", "--format ndjson, or parquet with --out FOLDER"))
			}
			one := actor != "" || pseudonym != ""
			if one && format != "ndjson" {
				return exitWith(exitUsage, "%s", a.text("--actor et --pseudonym vont avec --format ndjson", "--actor and --pseudonym go with --format ndjson"))
			}
			if format == "ndjson" && !identifiers && !one {
				return exitWith(exitUsage, "%s", a.text("NDJSON garde les traces telles quelles, identifiants compris : ajoutez --identifiers, ou choisissez parquet", "NDJSON keeps statements as they are, identifiers included: add --identifiers, or choose parquet"))
			}
			var who xapi.IFI
			if one {
				if who, err = personOf(a, actor, pseudonym); err != nil {
					return err
				}
			}
			return o.on(cmd.Context(), a, func(store lrs.Store, t lrs.Tenant) error {
				if one {
					store = onePerson{store, lrs.KeyOf(who)}
				}
				if err := a.checkExport(out, format, t); err != nil {
					return err
				}
				if format == "parquet" {
					months, err := export.Parquet(cmd.Context(), out, store, t, since, until, export.Options{Identifiers: identifiers})
					if err != nil {
						return exitWith(exitUnreadable, "%w", err)
					}
					for _, m := range months {
						fmt.Fprintf(a.out, "%s  %d\n", m.First.Format("2006-01"), m.Count)
					}
					return nil
				}
				return exportNDJSON(cmd, a, store, t, out, since, until)
			})
		},
	}
	o.flags(cmd, a, false)
	f := cmd.Flags()
	f.StringVar(&format, "format", "parquet", "parquet, ndjson")
	a.outFlag(cmd, writesFolder, &out, "out", "", "-", a.text("dossier ou fichier ; - : la sortie", "folder or file; -: the output"))
	f.StringVar(&from, "from", "", a.text("premier jour, AAAA-MM-JJ", "first day, YYYY-MM-DD"))
	f.StringVar(&to, "to", "", a.text("jour après le dernier", "day after the last"))
	f.StringVar(&actor, "actor", "", a.text("une seule personne (droit d'accès) : un Agent en JSON", "one person only (right of access): an Agent in JSON"))
	f.StringVar(&pseudonym, "pseudonym", "", a.text("une seule personne : « homePage nom » d'un compte pseudonyme", "one person only: “homePage name” of a pseudonymous account"))
	f.BoolVar(&identifiers, "identifiers", false, a.text("garde les identifiants des personnes", "keep identifiers of persons"))
	return cmd
}

// onePerson is a store that shows the statements that name one person.
type onePerson struct {
	lrs.Store
	who lrs.Key
}

func (s onePerson) Find(ctx context.Context, t lrs.Tenant, q lrs.Query) (lrs.Page, error) {
	q.Agent, q.RelatedAgents = &s.who, true
	return s.Store.Find(ctx, t, q)
}

func lrsDay(a *app, s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return t, exitWith(exitUsage, a.text("%q : AAAA-MM-JJ attendu", "%q: YYYY-MM-DD expected"), s)
	}
	return t, nil
}

// exportNDJSON writes the statements and their manifest.
func exportNDJSON(cmd *cobra.Command, a *app, store lrs.Store, t lrs.Tenant, out string, from, to time.Time) error {
	w, done, err := a.output(out)
	if err != nil {
		return err
	}
	m, err := export.NDJSON(cmd.Context(), w, store, t, from, to)
	if err != nil {
		return exitWith(exitUnreadable, "%w", err)
	}
	if err := done(); err != nil || out == "-" {
		return firstError(err, m.Encode(a.err))
	}
	if w, done, err = a.output(out + manifestExt); err != nil {
		return err
	}
	return firstError(m.Encode(w), done())
}

// manifestExt is added to the name of an export to name its manifest.
const manifestExt = ".manifest.json"

// checkExport refuses an export that would replace what no export of this
// tenant has written.
func (a *app) checkExport(out, format string, t lrs.Tenant) error {
	if format == "ndjson" {
		if out == "-" {
			return nil
		}
		return firstError(a.checkOutput(out, false), a.checkOutput(out+manifestExt, false))
	}
	if err := a.checkFolder(out); err != nil || a.force {
		return err
	}
	months, _ := filepath.Glob(filepath.Join(out, "academy="+string(t), "month=*")) // its one error is a bad pattern
	for _, month := range months {
		var m export.Manifest
		data, err := os.ReadFile(filepath.Join(month, "manifest.json"))
		if err != nil || json.Unmarshal(data, &m) != nil || m.Tenant != string(t) {
			return exitWith(exitUsage, a.text("%s ne vient pas d'un export du locataire %s : rien n'a été écrit. Choisissez un autre dossier, ou --force pour remplacer",
				"%s is not from an export of tenant %s: nothing was written. Choose another folder, or --force to replace"), month, t)
		}
	}
	return nil
}
