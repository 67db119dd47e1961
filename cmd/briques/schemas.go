// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/spoken"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/compat"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/schemas/kit"
)

func newSchemasCmd(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "schemas",
		Short:   a.text("Lister, montrer, comparer et publier les schémas", "List, show, compare and publish the schemas"),
		Example: "  briques schemas list\n  briques schemas show brick > brick.schema.json\n  briques schemas compat ancien.json nouveau.json",
	}
	cmd.AddCommand(newSchemasListCmd(a), newSchemasShowCmd(a), newSchemasLintCmd(a), newSchemasCompatCmd(a), newSchemasKitCmd(a), newSchemasPublishCmd(a))
	return cmd
}

func newSchemasListCmd(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "list", Args: cobra.NoArgs,
		Short:   a.text("Lister les genres de documents", "List the kinds of documents"),
		Example: "  briques schemas list\n  briques schemas list --json",
		RunE: func(*cobra.Command, []string) error {
			versions := schemas.Versions()
			type row struct {
				Kind     schemas.Kind `json:"kind"`
				Version  string       `json:"version"`
				Title    string       `json:"title"`
				ID       string       `json:"id"`
				Match    []string     `json:"fileMatch"`
				Personal bool         `json:"personal"`
			}
			rows := []row{}
			for _, i := range schemas.Kinds() {
				if v, ok := versions[i.Kind]; ok {
					rows = append(rows, row{i.Kind, v.Version, i.Title.In(a.lang), i.Kind.ID(), i.Match, i.Personal})
				}
			}
			if asJSON {
				e := json.NewEncoder(a.out)
				e.SetEscapeHTML(false)
				e.SetIndent("", "  ")
				return e.Encode(rows)
			}
			w := tabwriter.NewWriter(a.out, 0, 4, 2, ' ', 0)
			for _, r := range rows {
				mark := ""
				if r.Personal {
					mark = a.text("personnel", "personal")
				}
				fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", r.Kind, r.Version, r.Title, mark)
			}
			return w.Flush()
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, a.text("en JSON", "as JSON"))
	return cmd
}

func completeKinds(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return kindNames(), cobra.ShellCompDirectiveNoFileComp
}

func newSchemasShowCmd(a *app) *cobra.Command {
	var draft07 bool
	cmd := &cobra.Command{
		Use: "show KIND", Args: cobra.ExactArgs(1), ValidArgsFunction: completeKinds,
		Short:   a.text("Écrire un schéma", "Print a schema"),
		Example: "  briques schemas show brick\n  briques schemas show brick --draft-07 --lang en",
		RunE: func(_ *cobra.Command, args []string) error {
			name := args[0] + ".schema.json"
			if draft07 {
				name = "draft-07/" + args[0] + a.text("", ".en") + ".schema.json"
			}
			b, err := readPublished(name)
			if err != nil {
				return exitWith(exitUnknown, a.text("genre inconnu : %s (briques schemas list)", "unknown kind: %s (briques schemas list)"), args[0])
			}
			_, err = a.out.Write(b)
			return err
		},
	}
	cmd.Flags().BoolVar(&draft07, "draft-07", false, a.text("le jumeau pour éditeurs", "the twin for editors"))
	return cmd
}

func newSchemasLintCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use: "lint FILE…", Args: cobra.MinimumNArgs(1),
		Short:   a.text("Dire si un schéma reste dans le sous-ensemble portable", "Say whether a schema stays in the portable subset"),
		Example: "  briques schemas lint mon.schema.json",
		RunE: func(_ *cobra.Command, args []string) error {
			rep := newReporter("text", a.lang, a.out)
			code := exitOK
			for _, path := range args {
				data, err := os.ReadFile(path)
				d := judged{path: path, verdict: schemas.VerdictValid, source: data}
				if err != nil {
					d = *unreadable(path, err)
					d.issues = d.issues.In(a.lang)
					code = max(code, exitUnreadable)
				} else if d.issues = compat.Lint(data).In(a.lang); d.issues.HasErrors() {
					d.verdict = schemas.VerdictInvalid
					code = max(code, exitInvalid)
				}
				if err := rep.add(d); err != nil {
					return err
				}
			}
			if err := rep.end(); err != nil || code == exitOK {
				return err
			}
			return exitWith(code, "")
		},
	}
}

func newSchemasCompatCmd(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "compat OLD NEW", Args: cobra.ExactArgs(2),
		Short: a.text("Dire si NEW accepte tout ce qu'acceptait OLD, avec un document témoin sinon", "Say whether NEW accepts all that OLD did, with a witness document if not"),
		Example: `  briques schemas compat v1.schema.json v2.schema.json
  briques schemas compat brick nouveau.schema.json --json`,
		RunE: func(_ *cobra.Command, args []string) error {
			var docs [2][]byte
			for i, arg := range args {
				b, err := schemas.Source(schemas.Kind(arg))
				if err != nil {
					b, err = os.ReadFile(arg)
				}
				if err != nil {
					return exitWith(exitUnreadable, a.text("schéma illisible : %s, %s", "schema cannot be read: %s, %s"), arg, spoken.Reason(err).In(a.lang))
				}
				docs[i] = b
			}
			rep, found := compat.Compare(docs[0], docs[1])
			if len(found) > 0 {
				which := 1
				if len(compat.Lint(docs[0])) > 0 {
					which = 0
				}
				if err := a.printLint(args[which], docs[which], found); err != nil {
					return err
				}
				return exitWith(exitUnknown, "%s", a.text("l'un des deux sort du sous-ensemble portable", "one of the two leaves the portable subset"))
			}
			if asJSON {
				e := json.NewEncoder(a.out)
				e.SetEscapeHTML(false)
				e.SetIndent("", "  ")
				if err := e.Encode(rep); err != nil {
					return err
				}
			} else {
				a.printCompat(rep)
			}
			if rep.Verdict != compat.VerdictSuperset {
				return exitWith(exitInvalid, "")
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, a.text("en JSON", "as JSON"))
	return cmd
}

// printLint says on stderr why a schema is outside the portable subset.
func (a *app) printLint(path string, data []byte, found issue.Issues) error {
	r := &textReport{sink: &sink{Writer: bufio.NewWriter(a.err)}, lang: a.lang}
	return firstError(r.add(judged{path: path, issues: found.In(a.lang), source: data}), r.Flush())
}

func (a *app) printCompat(rep compat.Report) {
	words := map[compat.Class]string{
		compat.ClassNarrowing: a.text("restreint", "narrows"), compat.ClassWidening: a.text("élargit", "widens"), compat.ClassUnknown: a.text("indécidé", "undecided"),
	}
	for _, c := range rep.Changes {
		fmt.Fprintf(a.out, "%s %s (%s)\n", words[c.Class], c.Pointer, c.Keyword)
		if c.Witness != nil {
			fmt.Fprintf(a.out, "    %s %s\n", a.text("témoin :", "witness:"), c.Witness)
		}
	}
	verdict := map[compat.Verdict]string{
		compat.VerdictSuperset:  a.text("compatible : tout ce qui était valide le reste", "compatible: all that was valid still is"),
		compat.VerdictNarrowing: a.text("incompatible : des documents valides ne le sont plus", "incompatible: valid documents no longer are"),
		compat.VerdictUnknown:   a.text("indécidé, à traiter comme incompatible", "undecided, to be treated as incompatible"),
	}[rep.Verdict]
	fmt.Fprintf(a.out, "%s (%s)\n", verdict, rep.Bump)
}

func newSchemasKitCmd(a *app) *cobra.Command {
	var dir string
	var drawn int
	var keywords bool
	cmd := &cobra.Command{
		Use: "kit -o DIR", Args: cobra.NoArgs,
		Short:   a.text("Écrire le jeu de conformité pour les partenaires (ajv, python-jsonschema)", "Write the conformance kit for partners (ajv, python-jsonschema)"),
		Example: "  briques schemas kit -o kit && cd kit && npm ci && node run-ajv.mjs",
		RunE: func(*cobra.Command, []string) error {
			if dir == "" {
				return exitWith(exitUsage, "%s", a.text("-o DIR manque", "-o DIR is missing"))
			}
			var n int
			_, err := a.writeFolder(dir, nil, func(aside string) (err error) {
				n, err = kit.Write(aside, kit.Options{Drawn: drawn, Keywords: keywords})
				return err
			})
			if err != nil {
				return err
			}
			fmt.Fprintf(a.out, a.text("%d documents dans %s\n", "%d documents in %s\n"), n, dir)
			return nil
		},
	}
	a.outFlag(cmd, writesFolder, &dir, "output", "o", "", a.text("dossier à écrire", "folder to write"))
	cmd.Flags().IntVar(&drawn, "drawn", 30, a.text("documents tirés par genre", "documents drawn per kind"))
	cmd.Flags().BoolVar(&keywords, "keywords", false, a.text("un document par mot-clé (quelques minutes)", "one document per keyword (some minutes)"))
	return cmd
}

func newSchemasPublishCmd(a *app) *cobra.Command {
	var dir string
	var p schemas.Publication
	cmd := &cobra.Command{
		Use: "publish KIND -o DIR --version vX.Y.Z", Args: cobra.ExactArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return append(kindNames(), schemas.Tables()...), cobra.ShellCompDirectiveNoFileComp
		},
		Short:   a.text("Écrire l'arborescence d'un schéma pour schema.data.gouv.fr", "Write the tree of a schema for schema.data.gouv.fr"),
		Example: "  briques schemas publish brick -o schema-brique --version v1.0.0",
		RunE: func(_ *cobra.Command, args []string) error {
			if dir == "" || p.Version == "" {
				return exitWith(exitUsage, "%s", a.text("-o DIR et --version vX.Y.Z sont nécessaires", "-o DIR and --version vX.Y.Z are needed"))
			}
			if number, ok := strings.CutPrefix(p.Version, "v"); !ok || !competency.ValidVersion(number) {
				return exitWith(exitUsage, a.text("--version : une étiquette comme v1.2.0 (lu : %s)", "--version: a tag such as v1.2.0 (read: %s)"), p.Version)
			}
			switch name := args[0]; {
			case schemas.Kind(name).Valid():
				p.Kind = schemas.Kind(name)
			case slices.Contains(schemas.Tables(), name):
				p.Table = name
			default:
				return exitWith(exitUnknown, a.text("genre ou table inconnu : %s (briques schemas list ; tables : %s)", "unknown kind or table: %s (briques schemas list; tables: %s)"), name, strings.Join(schemas.Tables(), ", "))
			}
			files, err := p.Tree()
			if err != nil {
				return exitWith(exitUsage, "%v", err)
			}
			return a.writeTree(dir, files)
		},
	}
	f := cmd.Flags()
	a.outFlag(cmd, writesFolder, &dir, "output", "o", "", a.text("dossier à écrire", "folder to write"))
	f.StringVar(&p.Version, "version", "", a.text("étiquette Git de la version : v1.2.0", "Git tag of the version: v1.2.0"))
	f.StringVar(&p.Homepage, "homepage", "", a.text("adresse du dépôt qui portera ce schéma", "address of the repository that will hold it"))
	f.StringVar(&p.Contact, "contact", "", a.text("courriel de l'auteur, écrit dans le schéma d'une table ; sans lui, aucun", "e-mail of the author, written in the schema of a table; none without it"))
	f.StringVar(&p.Date, "date", "", a.text("date de publication, AAAA-MM-JJ", "date of publication, YYYY-MM-DD"))
	return cmd
}

func (a *app) writeTree(dir string, files map[string][]byte) error {
	names, err := a.writeFolder(dir, nil, func(aside string) error {
		for n, data := range files {
			p := filepath.Join(aside, filepath.FromSlash(n))
			if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(p, data, 0o644); err != nil {
				return err
			}
		}
		return nil
	})
	for _, n := range names {
		fmt.Fprintln(a.out, filepath.Join(dir, filepath.FromSlash(n)))
	}
	return err
}

func readPublished(name string) ([]byte, error) { return fs.ReadFile(schemas.Files(), name) }
