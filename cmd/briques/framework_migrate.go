// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

func newFrameworkMigrateCmd(a *app) *cobra.Command {
	var from, to, diff, out, report string
	var strict bool
	cmd := &cobra.Command{
		Use:   "migrate POSITION",
		Short: a.text("Porter des déclarations d'une version à l'autre, sans en perdre une en silence", "Carry claims from one version to the next, losing none in silence"),
		Long: a.text(`Chaque déclaration est gardée, déplacée vers l'élément qui remplace le sien, ou
annoncée comme perdue (MIGRATION-001 à 005) avec les éléments entre lesquels
choisir. Avec --strict, une perte donne le code 1.`,
			`Each claim is kept, moved to the item that replaces its own, or announced as
lost (MIGRATION-001 to 005) with the items to choose from. With --strict a loss
exits with 1.`),
		Example: "  briques framework migrate position.json --from v1.json --to v2.json -o position-v2.json\n  briques framework migrate position.json --diff changements.json --report json",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			set, err := a.changeSet(from, to, diff)
			if err != nil {
				return err
			}
			data, err := a.readDocument(args[0])
			if err != nil {
				return err
			}
			p, is := competency.ParsePosition(data)
			if !is.HasErrors() {
				is = append(is, p.Check()...)
				competency.Locate(data, is)
			}
			if is.HasErrors() {
				a.printIssues(a.err, source{args[0], data}, is)
				return exitWith(exitOf(is), "")
			}
			moved, losses := competency.Migrate(*p, *set)
			w, done, err := a.output(out)
			if err != nil {
				return err
			}
			if err := moved.Encode(w); err != nil {
				return err
			}
			if err := done(); err != nil {
				return err
			}
			a.reportLosses(report, len(p.Claims), moved, losses, set)
			if strict && len(losses) > 0 {
				return exitWith(exitInvalid, "")
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&from, "from", "", a.text("ancienne version du référentiel", "old version of the framework"))
	f.StringVar(&to, "to", "", a.text("nouvelle version du référentiel", "new version of the framework"))
	f.StringVar(&diff, "diff", "", a.text("ensemble de changements écrit par « diff --format json »", `change set written by "diff --format json"`))
	a.outFlag(cmd, writesFile, &out, "output", "o", "", a.text("fichier de sortie", "output file"))
	f.StringVar(&report, "report", "text", a.text("text ou json : forme des pertes sur la sortie d'erreur", "text or json: form of the losses on standard error"))
	f.BoolVar(&strict, "strict", false, a.text("une perte donne le code 1", "a loss exits with 1"))
	return cmd
}

// changeSet reads the change set, or computes it from two versions.
func (a *app) changeSet(from, to, diff string) (*competency.ChangeSet, error) {
	if diff == "" && (from == "" || to == "") || diff != "" && (from != "" || to != "") {
		return nil, a.usageError("donnez --from et --to, ou --diff", "give --from and --to, or --diff")
	}
	if diff != "" {
		data, err := a.readDocument(diff)
		if err != nil {
			return nil, err
		}
		set, is := competency.ParseChangeSet(data)
		if !is.HasErrors() {
			is = set.Check()
			competency.Locate(data, is)
		}
		if is.HasErrors() {
			a.printIssues(a.err, source{diff, data}, is)
			return nil, exitWith(exitOf(is), "")
		}
		return set, nil
	}
	old, _, err := a.loadFramework(from)
	if err != nil {
		return nil, err
	}
	new, src, err := a.loadFramework(to)
	if err != nil {
		return nil, err
	}
	set, is := competency.Diff(old, new)
	if set.From.Framework == "" { // two different frameworks
		a.printIssues(a.err, src, is)
		return nil, exitWith(exitInvalid, "")
	}
	return &set, nil
}

// reportLosses lists the claims that did not pass; items are named by code and
// label where the change set knows them.
func (a *app) reportLosses(form string, claims int, moved competency.Position, losses []competency.Loss, set *competency.ChangeSet) {
	if form == "json" {
		b := []byte("[")
		for i := range losses {
			if i > 0 {
				b = append(b, ',')
			}
			b = losses[i].AppendJSON(b)
		}
		fmt.Fprintln(a.err, string(append(b, ']')))
		return
	}
	var pairs []string
	for _, it := range set.Put.Items {
		pairs = append(pairs, string(it.ID), strings.TrimSpace(it.Code+" "+it.Label.In(a.lang)))
	}
	names := strings.NewReplacer(pairs...)
	var is issue.Issues
	for _, l := range losses {
		i := l.Issue().In(a.lang)
		is = append(is, issue.Issue{Code: i.Code, Severity: i.Severity, Message: names.Replace(i.Message), Fix: names.Replace(i.Fix)})
	}
	a.printIssues(a.err, source{name: string(moved.Holder)}, is)
	n := 0
	for _, c := range moved.Claims {
		if c.MovedFrom != nil {
			n++
		}
	}
	fmt.Fprintf(a.err, a.text("%d déclaration(s) : %d gardées, %d déplacées, %d perdues ou fondues\n", "%d claim(s): %d kept, %d moved, %d lost or merged\n"),
		claims, len(moved.Claims)-n, n, len(losses))
}

func newFrameworkMergeCmd(a *app) *cobra.Command {
	var uri, version, title, out string
	cmd := &cobra.Command{
		Use:     "merge FIRST SECOND",
		Short:   a.text("Réunir deux référentiels en gardant leurs identifiants", "Join two frameworks and keep their identifiers"),
		Example: "  briques framework merge bassin-a.json bassin-b.json --uri https://exemple.fr/commun --version 1.0.0 -o commun.json",
		Args:    cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			first, _, err := a.loadFramework(args[0])
			if err != nil {
				return err
			}
			second, src, err := a.loadFramework(args[1])
			if err != nil {
				return err
			}
			opt := competency.MergeOptions{URI: competency.IRI(uri), Version: version}
			if title != "" {
				opt.Title = competency.Text{first.Language: title}
			}
			if uri != "" && !opt.URI.Valid() || version != "" && !competency.ValidVersion(version) {
				return a.usageError("--uri : une IRI absolue ; --version : MAJEUR.MINEUR.CORRECTIF", "--uri: an absolute IRI; --version: MAJOR.MINOR.PATCH")
			}
			merged, is := competency.Merge(first, second, opt)
			competency.Locate(src.data, is)
			a.printIssues(a.err, src, is)
			if merged == nil {
				return exitWith(exitInvalid, "")
			}
			w, done, err := a.output(out)
			if err != nil {
				return err
			}
			if err := merged.Encode(w); err != nil {
				return err
			}
			if err := done(); err != nil {
				return err
			}
			if found := merged.Check(); found.HasErrors() || is.HasErrors() {
				a.printIssues(a.err, source{name: a.text("résultat", "result")}, found)
				return exitWith(exitInvalid, "")
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&uri, "uri", "", a.text("IRI du référentiel réuni (celle du premier par défaut)", "IRI of the joined framework (the first's by default)"))
	f.StringVar(&version, "version", "", a.text("version du référentiel réuni", "version of the joined framework"))
	f.StringVar(&title, "title", "", a.text("titre du référentiel réuni", "title of the joined framework"))
	a.outFlag(cmd, writesFile, &out, "output", "o", "", a.text("fichier de sortie", "output file"))
	return cmd
}
