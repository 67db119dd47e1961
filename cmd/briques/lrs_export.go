// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/export"
)

func newLRSExportCmd(a *app) *cobra.Command {
	var o lrsTarget
	var format, out, from, to string
	var identifiers bool
	cmd := &cobra.Command{
		Use: "export", Short: a.text("Exporte les traces : NDJSON ou Parquet", "Export statements: NDJSON or Parquet"), Args: cobra.NoArgs,
		Example: `  briques lrs export --db sqlite:traces.db --tenant ac-lyon --format parquet --out entrepot/
  briques lrs export --db sqlite:traces.db --format ndjson --out traces.ndjson --identifiers`,
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
			if format == "ndjson" && !identifiers {
				return exitWith(exitUsage, "%s", a.text("NDJSON garde les traces telles quelles, identifiants compris : ajoutez --identifiers, ou choisissez parquet", "NDJSON keeps statements as they are, identifiers included: add --identifiers, or choose parquet"))
			}
			return o.on(cmd.Context(), a, func(store lrs.Store, t lrs.Tenant) error {
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
	f.StringVar(&out, "out", "-", a.text("dossier ou fichier ; - : la sortie", "folder or file; -: the output"))
	f.StringVar(&from, "from", "", a.text("premier jour, AAAA-MM-JJ", "first day, YYYY-MM-DD"))
	f.StringVar(&to, "to", "", a.text("jour après le dernier", "day after the last"))
	f.BoolVar(&identifiers, "identifiers", false, a.text("garde les identifiants des personnes", "keep identifiers of persons"))
	return cmd
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

// exportNDJSON writes aside, then puts the file and its manifest in place.
func exportNDJSON(cmd *cobra.Command, a *app, store lrs.Store, t lrs.Tenant, out string, from, to time.Time) error {
	write := func(w io.Writer) (export.Manifest, error) {
		m, err := export.NDJSON(cmd.Context(), w, store, t, from, to)
		if err != nil {
			return m, exitWith(exitUnreadable, "%w", err)
		}
		return m, nil
	}
	if out == "-" {
		m, err := write(a.out)
		if err != nil {
			return err
		}
		return m.Encode(a.err)
	}
	f, err := os.CreateTemp(filepath.Dir(out), ".export-*")
	if err != nil {
		return exitWith(exitUnreadable, "%w", err)
	}
	m, err := write(f)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), out)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // the export failed: this is what is left of it
		return exitWith(exitUnreadable, "%w", err)
	}
	manifest, err := os.Create(out + ".manifest.json")
	if err != nil {
		return exitWith(exitUnreadable, "%w", err)
	}
	defer manifest.Close()
	return m.Encode(manifest)
}
