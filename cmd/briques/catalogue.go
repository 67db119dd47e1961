// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/demo"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

func newCatalogueCmd(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "catalogue",
		Short: a.text("Contrôler, chercher, fusionner et cartographier une offre de briques", "Check, search, merge and map an offer of bricks"),
		Long: a.text(`Un catalogue se nomme par un fichier JSON, « - » pour l'entrée standard, ou
« exemple » pour celui de démonstration.

Codes de sortie : 0 sans erreur, 1 erreurs, 2 usage, 3 illisible.`,
			`A catalogue is named by a JSON file, "-" for standard input, or "exemple" for
the demonstration one.

Exit codes: 0 no error, 1 errors, 2 usage, 3 unreadable.`),
		Example: `  briques catalogue check offre.json --framework encadrement-exemple
  briques catalogue search auto évaluation --catalogue offre.json --max 6h
  briques catalogue coverage offre.json --framework encadrement-exemple
  briques catalogue graph offre.json --format svg -o partenaires.svg
  briques catalogue merge lille.json amiens.json -o region.json`,
	}
	cmd.AddCommand(
		newCatalogueCheckCmd(a),
		newCatalogueSearchCmd(a),
		newCatalogueCoverageCmd(a),
		newCatalogueGraphCmd(a),
		newCatalogueMergeCmd(a),
		newCatalogueConvertCmd(a),
	)
	return cmd
}

// openCatalogue reads the text of a catalogue that a person named.
func (a *app) openCatalogue(arg string) (source, error) {
	if arg == "exemple" {
		return source{arg, demo.JSON()}, nil
	}
	data, err := a.readDocument(arg)
	return source{arg, data}, err
}

func (a *app) loadFrameworks(names []string) ([]*competency.Framework, error) {
	var out []*competency.Framework
	for _, n := range names {
		f, _, err := a.loadFramework(n)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(v)
}

type catalogueCheck struct {
	frameworks                      []string
	against, sessions, participants string
	format, failOn                  string
}

func newCatalogueCheckCmd(a *app) *cobra.Command {
	var o catalogueCheck
	cmd := &cobra.Command{
		Use:   "check CATALOGUE…",
		Short: a.text("Dire tout ce qui ne va pas dans un catalogue, et comment le corriger", "Say all that is wrong with a catalogue, and how to mend it"),
		Example: `  briques catalogue check offre.json --framework encadrement-exemple
  briques catalogue check offre.json --against offre-hier.json --sessions sessions.json --participations presences.ndjson`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if o.format != "text" && o.format != "json" || o.failOn != "error" && o.failOn != "warning" {
				return a.usageError("--format : text ou json ; --fail-on : error ou warning", "--format: text or json; --fail-on: error or warning")
			}
			return a.checkCatalogues(&o, args)
		},
	}
	f := cmd.Flags()
	f.StringSliceVar(&o.frameworks, "framework", nil, a.text("référentiels visés : cherche compétences et rangs, dit les besoins sans offre", "frameworks: look items and ranks up, name needs without offer"))
	f.StringVar(&o.against, "against", "", a.text("état précédent : refuse les passages de statut interdits et les contenus changés sans version", "earlier state: refuse forbidden status changes and content changed without a version"))
	f.StringVar(&o.sessions, "sessions", "", a.text("sessions à contrôler avec le catalogue", "sessions to check with the catalogue"))
	f.StringVar(&o.participants, "participations", "", a.text("participations (NDJSON) à contrôler avec les sessions", "participations (NDJSON) to check with the sessions"))
	f.StringVar(&o.format, "format", "text", a.text("text ou json", "text or json"))
	f.StringVar(&o.failOn, "fail-on", "error", a.text("error ou warning : ce qui donne le code 1", "error or warning: what exits with 1"))
	return cmd
}

// catalogueReport is one checked document in the JSON output.
type catalogueReport struct {
	Path   string            `json:"path"`
	Digest competency.Digest `json:"digest,omitempty"`
	Issues issue.Issues      `json:"issues"`
}

func (a *app) checkCatalogues(o *catalogueCheck, args []string) error {
	frameworks, err := a.loadFrameworks(o.frameworks)
	if err != nil {
		return err
	}
	var before *catalogue.Catalogue
	if o.against != "" {
		if before, err = a.loadCatalogue(o.against); err != nil {
			return err
		}
	}
	var reports []catalogueReport
	worst := exitOK
	add := func(src source, is issue.Issues, digest competency.Digest, about string) {
		code := exitOf(is)
		if code == exitOK && o.failOn == "warning" && len(is) > 0 {
			code = exitInvalid
		}
		worst = max(worst, code)
		reports = append(reports, catalogueReport{src.name, digest, append(issue.Issues{}, is.In(a.lang)...)})
		if o.format == "text" {
			a.printIssues(a.out, src, is)
			fmt.Fprintf(a.out, "%s : %s%s\n", src.name, a.countLine(is), about)
		}
	}
	for _, arg := range args {
		src, err := a.openCatalogue(arg)
		if err != nil {
			return err
		}
		c, is := catalogue.Parse(src.data, func(c *catalogue.Catalogue) issue.Issues {
			found := c.Check(frameworks...)
			if before != nil {
				found = append(found, catalogue.CheckChange(before, c)...)
			}
			return found
		})
		var digest competency.Digest
		about := ""
		if exitOf(is) != exitUnreadable {
			digest, _ = c.Digest()
			about = fmt.Sprintf(a.text(" · %d briques, %d parcours, %d partenaires · %s", " · %d bricks, %d pathways, %d partners · %s"), len(c.Bricks), len(c.Pathways), len(c.Partners), digest)
		}
		add(src, is, digest, about)
		if o.sessions != "" || o.participants != "" {
			if err := a.checkAttendance(o, c, add); err != nil {
				return err
			}
		}
	}
	if o.format == "json" {
		if err := writeJSON(a.out, reports); err != nil {
			return err
		}
	}
	if worst != exitOK {
		return exitWith(worst, "")
	}
	return nil
}

// checkAttendance checks sessions and participations over one catalogue.
func (a *app) checkAttendance(o *catalogueCheck, c *catalogue.Catalogue, add func(source, issue.Issues, competency.Digest, string)) error {
	var sessions []catalogue.Session
	if o.sessions != "" {
		data, err := a.readDocument(o.sessions)
		if err != nil {
			return err
		}
		list, is := catalogue.Parse(data, func(list *[]catalogue.Session) issue.Issues {
			var found issue.Issues
			for i := range *list {
				found = append(found, (*list)[i].Check(c).Under(issue.Pointer("").Index(i))...)
			}
			return found
		})
		sessions = *list
		add(source{o.sessions, data}, is, "", fmt.Sprintf(a.text(" · %d sessions", " · %d sessions"), len(sessions)))
	}
	if o.participants == "" {
		return nil
	}
	in, done, err := a.input(o.participants)
	if err != nil {
		return err
	}
	defer done()
	seen := 0
	checker := catalogue.NewAttendance(c, sessions)
	var found issue.Issues
	is, err := catalogue.DecodeParticipations(in, func(line int, p *catalogue.Participation) error {
		seen++
		for _, i := range checker.Add(p) {
			i.Line = line
			found = append(found, i)
		}
		return nil
	})
	if err != nil {
		return exitWith(exitUnreadable, "%s: %w", o.participants, err)
	}
	add(source{name: o.participants}, append(is, found...), "", fmt.Sprintf(a.text(" · %d participations", " · %d participations"), seen))
	return nil
}
