// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"context"
	"io"
	"os"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/internal/spoken"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/check"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// validateOptions are the flags of `briques validate`.
type validateOptions struct {
	kind, schema           string
	xapi, privacy, profile string
	ndjson, shapeOnly      bool
	format, output         string
	against                []string
	maxIssues, jobs        int
	failOn                 string
	quiet                  bool
}

var validateFormats = []string{"text", "json", "ndjson", "sarif", "junit", "github", "gitlab"}

func newValidateCmd(a *app) *cobra.Command {
	var o validateOptions
	cmd := &cobra.Command{
		Use:   "validate [PATH…]",
		Short: a.text("Vérifier des documents : toutes les fautes, où elles sont, comment les corriger", "Check documents: every fault, where it is, how to mend it"),
		Long: a.text(`Vérifie des documents de Briques contre leur schéma et leurs règles.

PATH est un fichier, un dossier (fichiers .json et .ndjson, tous niveaux), un
motif (« briques/**/*.json »), ou « - » pour l'entrée standard.

Le genre du document est celui de --kind, sinon de « $schema », sinon du nom du
fichier, sinon de son contenu : deux genres n'ont jamais les mêmes champs. D'un
document abîmé, le genre le plus proche est pris, et dit (KIND-005) ; si deux
le sont autant, KIND-001 les nomme et --kind choisit.

Codes de sortie : 0 tout est valide, 1 un document est invalide, 2 commande
mal écrite, 3 un document est illisible, 4 genre ou schéma inconnu.`,
			`Checks documents of Briques against their schema and their rules.

PATH is a file, a folder (.json and .ndjson files, all levels), a pattern
("bricks/**/*.json"), or "-" for standard input.

The kind of a document is that of --kind, else of "$schema", else of the file
name, else of its content: no two kinds have the same members. Of a damaged
document the nearest kind is taken, and told (KIND-005); where two are equally
near, KIND-001 names them and --kind chooses.

Exit codes: 0 all valid, 1 a document is invalid, 2 wrong command, 3 a
document cannot be read, 4 unknown kind or schema.`),
		Example: `  briques validate pilotage.brique.json
  briques plan --catalogue exemple --target EC1@2 --format json | briques validate -
  briques validate --format gitlab -o gl-code-quality-report.json catalogue/
  briques validate --ndjson --kind brick --format ndjson - < briques.ndjson
  briques validate --schema statement --xapi 2.0 --ndjson traces.ndjson`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.validate(cmd.Context(), o, args) },
	}
	f := cmd.Flags()
	f.StringVar(&o.kind, "kind", "", a.text("genre des documents (briques schemas list)", "kind of the documents (briques schemas list)"))
	f.StringVar(&o.schema, "schema", "", a.text("genre, ou fichier d'un autre schéma", "kind, or file of another schema"))
	f.StringVar(&o.xapi, "xapi", "2.0", a.text("version xAPI des traces : 1.0.3 ou 2.0", "xAPI version of statements: 1.0.3 or 2.0"))
	f.StringVar(&o.privacy, "privacy", "", a.text("strict : refuser ce qui identifie une personne (traces)", "strict: refuse what identifies a person (statements)"))
	f.StringVar(&o.profile, "profile", "", a.text("profil xAPI : fichier, ou eafc (traces)", "xAPI profile: file, or eafc (statements)"))
	f.BoolVar(&o.ndjson, "ndjson", false, a.text("un document par ligne", "one document a line"))
	f.StringVar(&o.format, "format", "text", strings.Join(validateFormats, ", "))
	a.outFlag(cmd, writesFile, &o.output, "output", "o", "", a.text("écrire dans ce fichier", "write to this file"))
	f.StringSliceVar(&o.against, "against", nil, a.text("documents que les références peuvent viser", "documents that references may lead to"))
	f.BoolVar(&o.shapeOnly, "shape-only", false, a.text("la forme seule, sans les règles de métier", "shape only, without business rules"))
	f.IntVar(&o.maxIssues, "max-issues", 100, a.text("fautes montrées par document", "faults shown per document"))
	f.IntVar(&o.jobs, "jobs", runtime.GOMAXPROCS(0), a.text("documents vérifiés en même temps", "documents checked at once"))
	f.StringVar(&o.failOn, "fail-on", "error", a.text("error ou warning : ce qui donne le code 1", "error or warning: what exits with 1"))
	f.BoolVarP(&o.quiet, "quiet", "q", false, a.text("ne rien écrire d'autre que le code de sortie", "print nothing, only exit"))
	complete := func(words func() []string) func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return words(), cobra.ShellCompDirectiveNoFileComp
		}
	}
	for name, words := range map[string]func() []string{
		"kind":    kindNames,
		"format":  func() []string { return validateFormats },
		"xapi":    func() []string { return []string{"1.0.3", "2.0"} },
		"privacy": func() []string { return []string{"strict"} },
		"fail-on": func() []string { return []string{"error", "warning"} },
	} {
		_ = cmd.RegisterFlagCompletionFunc(name, complete(words))
	}
	_ = cmd.RegisterFlagCompletionFunc("schema", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return kindNames(), cobra.ShellCompDirectiveDefault
	})
	return cmd
}

func kindNames() []string {
	var out []string
	for _, i := range schemas.Kinds() {
		out = append(out, string(i.Kind))
	}
	return out
}

// usage checks the flags against each other.
func (o *validateOptions) usage(a *app) error {
	known := false
	for _, f := range validateFormats {
		known = known || f == o.format
	}
	switch {
	case !known:
		return exitWith(exitUsage, "--format : %s", strings.Join(validateFormats, ", "))
	case o.failOn != "error" && o.failOn != "warning":
		return exitWith(exitUsage, "--fail-on : error, warning")
	case o.maxIssues < 1:
		return exitWith(exitUsage, "%s", a.text("--max-issues : 1 au moins", "--max-issues: at least 1"))
	case o.jobs < 1:
		return exitWith(exitUsage, "%s", a.text("--jobs : 1 au moins", "--jobs: at least 1"))
	case o.privacy != "" && o.privacy != "strict":
		return exitWith(exitUsage, "--privacy : strict")
	case !knownVersion(o.xapi):
		return exitWith(exitUsage, "%s", a.text("--xapi : 1.0.3 ou 2.0 (lu : "+o.xapi+")", "--xapi: 1.0.3 or 2.0 (read: "+o.xapi+")"))
	case o.kind != "" && o.schema != "" && o.kind != o.schema:
		return exitWith(exitUsage, "%s", a.text("--kind et --schema se contredisent : gardez l'un des deux", "--kind and --schema contradict each other: keep one"))
	}
	return nil
}

func knownVersion(s string) bool {
	_, ok := xapi.ParseVersion(s)
	return ok
}

func (a *app) validate(ctx context.Context, o validateOptions, args []string) error {
	if err := o.usage(a); err != nil {
		return err
	}
	if o.quiet {
		silent := *a
		silent.err = io.Discard
		a = &silent
	}
	j, err := a.newJudge(&o)
	if err != nil {
		return err
	}
	out, shut, err := a.outputTo(o.output)
	if err != nil {
		return err
	}
	if o.quiet {
		out = io.Discard
	}
	if done, err := j.statementLines(out, args); done {
		return firstError(err, shut())
	}
	rep := newReporter(o.format, a.lang, out)
	code, err := j.run(ctx, args, rep)
	if err == nil {
		err = rep.end()
	}
	if err = firstError(err, shut()); err != nil {
		return err
	}
	if code != exitOK {
		return exitWith(code, "")
	}
	return nil
}

// outputTo opens the file of -o, or the standard output.
func (a *app) outputTo(path string) (io.Writer, func() error, error) {
	if path == "" || path == "-" {
		b := bufio.NewWriterSize(a.out, 64<<10)
		return b, b.Flush, nil
	}
	return a.output(path)
}

func firstError(list ...error) error {
	for _, err := range list {
		if err != nil {
			return err
		}
	}
	return nil
}

// newJudge settles which schema judges: one named by the flags, or that of
// each document.
func (a *app) newJudge(o *validateOptions) (*judge, error) {
	j := &judge{app: a, o: o, validator: schemas.Validator{
		Fast: check.Fast, Own: check.Own, Lang: a.lang, MaxIssues: o.maxIssues + 1, ShapeOnly: o.shapeOnly}}
	name := o.kind
	if name == "" {
		name = o.schema
	}
	switch {
	case name == "":
	case schemas.Kind(name).Valid():
		j.kind = schemas.Kind(name)
	case o.schema == "":
		return nil, exitWith(exitUnknown, a.text("genre inconnu : %s (connus : %s)", "unknown kind: %s (known: %s)"), name, strings.Join(kindNames(), ", "))
	default:
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, exitWith(exitUnknown, a.text("schéma illisible : %s, %s", "schema cannot be read: %s, %s"), name, spoken.Reason(err).In(a.lang))
		}
		c, found := schemas.Compile(data)
		if len(found) > 0 {
			if err := a.printLint(name, data, found); err != nil {
				return nil, err
			}
			return nil, exitWith(exitUnknown, a.text("%s n'est pas dans le sous-ensemble portable (briques schemas lint)", "%s is not in the portable subset (briques schemas lint)"), name)
		}
		j.foreign = c
	}
	var err error
	if j.rules, err = a.profileRules(o.profile); err != nil {
		return nil, err
	}
	return j, j.references(o.against)
}

// worse says how bad a result is for the exit code.
func (o *validateOptions) worse(v schemas.Verdict, found issue.Issues) int {
	switch {
	case v == schemas.VerdictUnknown:
		return exitUnknown
	case v == schemas.VerdictUnreadable:
		return exitUnreadable
	case v == schemas.VerdictInvalid, found.HasErrors(), o.failOn == "warning" && found.Count(issue.SeverityWarning) > 0:
		return exitInvalid
	}
	return exitOK
}
