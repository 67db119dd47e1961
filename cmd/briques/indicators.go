// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/catalogue/indicator"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/internal/tabular"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

func newIndicatorsCmd(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "indicators",
		Aliases: []string{"indicateurs"},
		Short:   a.text("Calculer, déclarer et publier les indicateurs d'un plan", "Compute, declare and publish the indicators of a plan"),
		Long: a.text(`Un plan se nomme par un fichier JSON ou par son nom s'il est livré :
ih2ef-2022-2027 (45 indicateurs), eqavet-10, services-exemple.

Les heures-stagiaires sont des minutes entières de trois sortes jamais mêlées :
prévues, inscrites, réalisées. Une session compte dans la période où elle finit.
Une cellule de moins de k stagiaires est masquée, avec celles qui la
révéleraient. Les indicateurs se recouvrent : ils ne s'additionnent pas.

Codes de sortie : 0 sans erreur, 1 données refusées, 2 usage, 3 illisible.`,
			`A plan is named by a JSON file, or by its name if it is shipped:
ih2ef-2022-2027 (45 indicators), eqavet-10, services-exemple.

Trainee-hours are whole minutes of three kinds that are never mixed: planned,
enrolled, attended. A session counts in the period in which it ends. A cell of
fewer than k learners is hidden, with those that would reveal it. Indicators
overlap: they are never added up.

Exit codes: 0 no error, 1 records refused, 2 usage, 3 unreadable.`),
		Example: `  briques indicators list
  briques indicators compute I01 I06 --catalogue catalogue.json --sessions sessions.json --participations participations.ndjson --period 2027
  briques indicators report --catalogue catalogue.json --sessions sessions.json --participations participations.ndjson --period 2027 --by academy,category --format html -o rapport.html`,
	}
	cmd.AddCommand(newIndicatorsListCmd(a), newIndicatorsComputeCmd(a), newIndicatorsDeclareCmd(a), newIndicatorsCompareCmd(a), newIndicatorsReportCmd(a))
	return cmd
}

// openPlan reads a shipped plan or a file.
func (a *app) openPlan(arg string) (*indicator.Plan, error) {
	if p, ok := indicator.OpenPlan(arg); ok {
		return p, nil
	}
	data, err := a.readDocument(arg)
	if err != nil {
		return nil, err
	}
	p, is := indicator.DecodePlan(data)
	return p, a.refuse(source{arg, data}, is)
}

func newIndicatorsListCmd(a *app) *cobra.Command {
	var name, format string
	cmd := &cobra.Command{
		Use:     "list",
		Short:   a.text("Lister les indicateurs d'un plan : nature, unité, méthode", "List the indicators of a plan: kind, unit, method"),
		Example: "  briques indicators list --plan eqavet-10 --format json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := a.oneOf("format", format, "text", "json", "csv"); err != nil {
				return err
			}
			p, err := a.openPlan(name)
			if err != nil {
				return err
			}
			switch format {
			case "json":
				return a.writeTo("", p.Encode())
			case "csv":
				rows := [][]string{{"indicateur", "section", "nature", "unite", "intitule", "methode"}}
				for _, d := range p.Indicators {
					rows = append(rows, []string{d.ID, d.Section, string(d.Kind), string(d.Unit), d.Text.In(a.lang), d.Method.In(a.lang)})
				}
				return tabular.CSV{}.Write(a.out, rows)
			}
			fmt.Fprintf(a.out, "%s (%s)\n%s\n", p.Title.In(a.lang), p.Version, p.Notice.In(a.lang))
			for _, d := range p.Indicators {
				fmt.Fprintf(a.out, "%-10s %-17s %-13s %s\n", d.ID, d.Kind.Word(a.lang), d.Unit, d.Text.In(a.lang))
				if m := d.Method.In(a.lang); m != "" {
					fmt.Fprintf(a.out, "%42s→ %s\n", "", m)
				}
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&name, "plan", indicator.PlanIH2EF, a.text("plan livré ou fichier", "shipped plan or file"))
	cmd.Flags().StringVar(&format, "format", "text", "text, json, csv")
	return cmd
}

// declaredIn reads declared values from JSON ({"I11": {value, source, on,
// byRole}}), CSV or XLSX.
func (a *app) declaredIn(path string) (map[string]indicator.Declared, error) {
	data, err := a.readDocument(path)
	if err != nil {
		return nil, err
	}
	var out map[string]indicator.Declared
	var is issue.Issues
	if strings.HasSuffix(path, ".csv") || strings.HasSuffix(path, ".xlsx") {
		out, is = indicator.ReadDeclared(data)
	} else {
		is = strictjson.Unmarshal(data, strictjson.Document, strictjson.Limits{}, &out)
	}
	return out, a.refuse(source{path, data}, is)
}

func newIndicatorsDeclareCmd(a *app) *cobra.Command {
	var name, file string
	var d indicator.Declared
	cmd := &cobra.Command{
		Use:   a.text("declare INDICATEUR | --sheet", "declare INDICATOR | --sheet"),
		Short: a.text("Déclarer la valeur d'un indicateur, avec source, date et qualité", "Declare the value of an indicator, with source, date and role"),
		Long: a.text("La valeur est ajoutée au fichier JSON, ou y remplace la précédente. --sheet écrit sur la sortie la feuille CSV à remplir.",
			"The value is added to the JSON file, or replaces the one there. --sheet writes on the output the CSV sheet to fill in."),
		Example: `  briques indicators declare I11 --value oui --source "certificat du 2027-05-04" --on 2027-05-04 --by-role "direction" --file declare-2027.json
  briques indicators declare --sheet --plan services-exemple > a-remplir.csv`,
		Args: cobra.MaximumNArgs(1),
	}
	var sheet bool
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		p, err := a.openPlan(name)
		if err != nil {
			return err
		}
		all := map[string]indicator.Declared{}
		if _, err := os.Stat(file); err == nil {
			if all, err = a.declaredIn(file); err != nil {
				return err
			}
		}
		if sheet {
			return indicator.WriteDeclared(a.out, p, all, a.lang)
		}
		if len(args) != 1 {
			return a.usageError("donnez un indicateur, ou --sheet", "give an indicator, or --sheet")
		}
		def := p.Indicator(args[0])
		if def == nil {
			return exitWith(exitUsage, a.text("%s : aucun indicateur de ce nom dans %s", "%s: no indicator of this name in %s"), args[0], name)
		}
		if _, is := indicator.Declare(def, d); len(is) > 0 {
			return a.refuse(source{name: file}, is)
		}
		all[def.ID] = d
		var b bytes.Buffer
		if err := a.writeJSON(&b, all); err != nil {
			return err
		}
		return a.update(file, b.Bytes())
	}
	f := cmd.Flags()
	f.StringVar(&name, "plan", indicator.PlanIH2EF, a.text("plan livré ou fichier", "shipped plan or file"))
	f.StringVar(&file, "file", "declare.json", a.text("fichier des valeurs déclarées", "file of declared values"))
	f.StringVar(&d.Value, "value", "", a.text("valeur, dans l'unité de la définition", "value, in the unit of the definition"))
	f.StringVar(&d.Source, "source", "", a.text("d'où elle vient", "where it comes from"))
	f.StringVar((*string)(&d.On), "on", "", a.text("à quelle date (AAAA-MM-JJ)", "on which date (YYYY-MM-DD)"))
	f.StringVar(&d.ByRole, "by-role", "", a.text("qualité de l'auteur", "role of the author"))
	f.BoolVar(&sheet, "sheet", false, a.text("écrire la feuille à remplir", "write the sheet to fill in"))
	return cmd
}

func newIndicatorsCompareCmd(a *app) *cobra.Command {
	var name, mapping, format, out string
	var sites bool
	cmd := &cobra.Command{
		Use:   a.text("compare AVANT APRÈS | --sites RAPPORT…", "compare BEFORE AFTER | --sites REPORT…"),
		Short: a.text("Comparer deux années, ou ajouter plusieurs sites", "Compare two years, or add up several sites"),
		Long: a.text("Deux versions de définition demandent une correspondance (INDICATOR-008). Les stagiaires de plusieurs sites ne s'ajoutent pas.",
			"Two versions of a definition need a mapping (INDICATOR-008). The learners of several sites are not added."),
		Example: "  briques indicators compare 2026.json 2027.json --plan services-exemple\n  briques indicators compare --sites lyon.json lille.json -o total.json --format json",
		Args:    cobra.MinimumNArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := a.oneOf("format", format, "text", "json", "csv"); err != nil {
				return err
			}
			p, err := a.openPlan(name)
			if err != nil {
				return err
			}
			var m map[string]string
			if mapping != "" {
				if err := a.readInto(mapping, &m); err != nil {
					return err
				}
			}
			reports := make([]*indicator.Report, len(args))
			mappings := map[string]map[string]string{}
			for i, arg := range args {
				data, err := a.readDocument(arg)
				if err != nil {
					return err
				}
				r, is := indicator.DecodeReport(data)
				if err := a.refuse(source{arg, data}, is); err != nil {
					return err
				}
				if m != nil {
					mappings[r.Version] = m
				}
				reports[i] = r
			}
			w, done, err := a.output(out)
			if err != nil {
				return err
			}
			if sites {
				sum, is := indicator.Sites(reports, mappings)
				if err := a.refuse(source{name: "sites"}, is); err != nil {
					return err
				}
				return firstError(a.writeIndicators(w, &sum, p, format), done())
			}
			if len(reports) != 2 {
				return a.usageError("deux rapports attendus", "two reports expected")
			}
			lines, is := indicator.Compare(reports[0], reports[1], m)
			if err := a.refuse(source{name: args[1]}, is); err != nil {
				return err
			}
			return firstError(a.writeLines(w, lines, format), done())
		},
	}
	f := cmd.Flags()
	f.StringVar(&name, "plan", indicator.PlanIH2EF, a.text("plan livré ou fichier", "shipped plan or file"))
	f.StringVar(&mapping, "mapping", "", a.text("correspondance des indicateurs (JSON)", "mapping of indicators (JSON)"))
	f.StringVar(&format, "format", "text", "text, json, csv")
	a.outFlag(cmd, writesFile, &out, "output", "o", "", a.text("fichier à écrire", "file to write"))
	f.BoolVar(&sites, "sites", false, a.text("ajouter les rapports de plusieurs sites", "add up the reports of several sites"))
	return cmd
}

// writeLines writes two reports side by side.
func (a *app) writeLines(w io.Writer, lines []indicator.Line, format string) error {
	show := func(v *indicator.Value) string {
		if v == nil {
			return "—"
		}
		return v.Show(a.lang)
	}
	switch format {
	case "json":
		return a.writeJSON(w, lines)
	case "csv":
		rows := [][]string{{"indicateur", "avant", "apres"}}
		for _, l := range lines {
			rows = append(rows, []string{l.Indicator, show(l.Before), show(l.After)})
		}
		return tabular.CSV{}.Write(w, rows)
	}
	for _, l := range lines {
		if _, err := fmt.Fprintf(w, "%-10s %s → %s\n", l.Indicator, show(l.Before), show(l.After)); err != nil {
			return err
		}
	}
	return nil
}
