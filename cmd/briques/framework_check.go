// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

func newFrameworkCheckCmd(a *app) *cobra.Command {
	var format, failOn, from string
	cmd := &cobra.Command{
		Use:   "check FRAMEWORK…",
		Short: a.text("Dire tout ce qui ne va pas dans un référentiel, et comment le corriger", "Say all that is wrong with a framework, and how to mend it"),
		Long: a.text(`Lit tous les formats de « briques framework convert ». Ce qui n'est pas notre JSON
est converti, puis contrôlé : les pertes et réparations de la lecture et les
fautes du référentiel sont dites ensemble.`,
			`Reads every format of "briques framework convert". What is not our JSON is
converted, then checked: losses and repairs of the reading and the faults of the
framework are said together.`),
		Example: "  briques framework check mon-referentiel.json\n  briques framework check encadrement-exemple --fail-on warning\n  briques framework check referentiel.xlsx",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if !slices.Contains(reportFormats, format) {
				return a.usageError("--format : "+strings.Join(reportFormats, ", "), "--format: "+strings.Join(reportFormats, ", "))
			}
			if from != formatAuto && !frameworkFormat(from) {
				return a.usageError("--from : auto, json, case-1.1, moodle-csv, skos-jsonld, skos-turtle, sheet-csv, sheet-xlsx",
					"--from: auto, json, case-1.1, moodle-csv, skos-jsonld, skos-turtle, sheet-csv, sheet-xlsx")
			}
			return a.checkFrameworks(args, from, format, failOn == "warning")
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", strings.Join(reportFormats, ", "))
	cmd.Flags().StringVar(&from, "from", formatAuto, a.text("format lu : auto, ou l'un de ceux de convert", "format read: auto, or one of those of convert"))
	cmd.Flags().StringVar(&failOn, "fail-on", "error", a.text("error ou warning : ce qui donne le code 1", "error or warning: what exits with 1"))
	return cmd
}

// reportFormats are the forms that a report of faults may take.
var reportFormats = []string{"text", "json", "ndjson", "sarif", "junit", "github", "gitlab"}

func (a *app) checkFrameworks(args []string, from, format string, strict bool) error {
	worst := exitOK
	rep := newReporter(format, a.lang, a.out)
	for _, arg := range args {
		src, err := a.openFramework(arg)
		if err != nil {
			return err
		}
		read := from
		if read == formatAuto {
			read = detectFramework(src.data)
		}
		f, is := a.checkAs(read, src.data)
		if read == formatXLSX {
			src.data = nil // no line of text to show
		}
		code := exitOf(is)
		if code == exitOK && strict && len(is) > 0 {
			code = exitInvalid
		}
		worst = max(worst, code)
		if format == "text" {
			a.printIssues(a.out, src, is)
			fmt.Fprintf(a.out, "%s : %s%s\n", arg, a.countLine(is), summary(a, f, is))
			continue
		}
		if err := rep.add(judged{path: arg, kind: schemas.KindFramework, verdict: verdictOf(code), issues: is.In(a.lang), source: src.data}); err != nil {
			return err
		}
	}
	if format != "text" {
		if err := rep.end(); err != nil {
			return err
		}
	}
	if worst != exitOK {
		return exitWith(worst, "")
	}
	return nil
}

// checkAs reads a framework in one of the formats and checks it. A framework
// that is not in our JSON has no place for the faults of the model: their
// pointers lead into what "convert --to json" writes.
func (a *app) checkAs(format string, data []byte) (*competency.Framework, issue.Issues) {
	if format == formatJSON {
		return competency.CheckBytes(data)
	}
	c := &frameworkConversion{app: a, from: format, to: formatJSON}
	f, is := c.read(data)
	if f == nil {
		return &competency.Framework{}, is
	}
	return f, append(is, f.Check()...)
}

func verdictOf(code int) schemas.Verdict {
	switch code {
	case exitOK:
		return schemas.VerdictValid
	case exitUnreadable:
		return schemas.VerdictUnreadable
	}
	return schemas.VerdictInvalid
}

func summary(a *app, f *competency.Framework, is issue.Issues) string {
	if is.HasErrors() {
		return ""
	}
	return fmt.Sprintf(a.text(" · %s %s · %d éléments, %d liens · %s", " · %s %s · %d items, %d links · %s"),
		f.Title.In(a.lang), f.Version, len(f.Items), len(f.Associations), f.Digest())
}

func newFrameworkListCmd(a *app) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:     "list",
		Short:   a.text("Les référentiels livrés, leur source et leur statut", "The shipped frameworks, their source and standing"),
		Example: "  briques framework list\n  briques framework list --format json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if format == "json" {
				enc := json.NewEncoder(a.out)
				enc.SetEscapeHTML(false)
				enc.SetIndent("", " ")
				return enc.Encode(listed(a))
			}
			if format != "text" {
				return a.usageError("--format : text ou json", "--format: text or json")
			}
			w := tabwriter.NewWriter(a.out, 0, 4, 2, ' ', 0)
			fmt.Fprintln(w, a.text("ID\tVERSION\tSTATUT\tÉLÉMENTS\tVÉRIFIÉ LE\tTITRE", "ID\tVERSION\tSTANDING\tITEMS\tVERIFIED ON\tTITLE"))
			for _, e := range listed(a) {
				verified := e.VerifiedOn
				if verified == "" {
					verified = a.text("à vérifier", "to be verified")
				}
				fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%s\t%s\n", e.ID, e.Version, a.standing(e.Standing), e.Items, verified, e.Title)
			}
			return w.Flush()
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", a.text("text ou json", "text or json"))
	return cmd
}

func (a *app) standing(s competency.Standing) string {
	switch s {
	case competency.StandingOfficial:
		return a.text("officiel", "official")
	case competency.StandingExample:
		return a.text("exemple, non officiel", "example, not official")
	}
	return a.text("importé", "imported")
}

// listedFramework is one line of the list.
type listedFramework struct {
	ID         string              `json:"id"`
	Version    string              `json:"version"`
	URI        competency.IRI      `json:"uri"`
	Standing   competency.Standing `json:"standing"`
	Items      int                 `json:"items"`
	Title      string              `json:"title"`
	Source     string              `json:"source,omitempty"`
	VerifiedOn string              `json:"verifiedOn,omitempty"`
	Digest     competency.Digest   `json:"digest"`
}

func listed(a *app) []listedFramework {
	var out []listedFramework
	for _, e := range frameworks.List() {
		l := listedFramework{ID: e.ID, Version: e.Version, URI: e.URI, Standing: e.Standing, Items: e.Items, Title: e.Title.In(a.lang), Digest: e.Digest}
		for _, s := range e.Sources {
			l.Source = s.Reference
			if s.VerifiedOn != "" {
				l.VerifiedOn = string(s.VerifiedOn)
			}
		}
		out = append(out, l)
	}
	return out
}

func newFrameworkDigestCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "digest FRAMEWORK…",
		Short:   a.text("L'empreinte du contenu : la même pour deux écritures du même référentiel", "The digest of the content: the same for two spellings of one framework"),
		Example: "  briques framework digest crcn mon-referentiel.json",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			for _, arg := range args {
				f, _, err := a.loadFramework(arg)
				if err != nil {
					return err
				}
				fmt.Fprintf(a.out, "%s  %s\n", f.Digest(), arg)
			}
			return nil
		},
	}
}
