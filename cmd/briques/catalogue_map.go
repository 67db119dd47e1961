// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/catalogue"
)

func newCatalogueCoverageCmd(a *app) *cobra.Command {
	var framework, format, out string
	cmd := &cobra.Command{
		Use:     "coverage CATALOGUE",
		Short:   a.text("Croiser besoins et offre : combien de briques par compétence et par rang", "Cross needs and offer: how many bricks per competency and rank"),
		Example: "  briques catalogue coverage exemple --framework encadrement-exemple",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if format != "text" && format != "json" && format != "csv" {
				return a.usageError("--format : text, json ou csv", "--format: text, json or csv")
			}
			c, err := a.loadCatalogue(args[0])
			if err != nil {
				return err
			}
			f, _, err := a.loadFramework(framework)
			if err != nil {
				return err
			}
			w, done, err := a.output(out)
			if err != nil {
				return err
			}
			cover := c.Coverage(f)
			switch format {
			case "json":
				err = writeJSON(w, cover)
			case "csv":
				err = coverageCSV(w, cover, a.lang)
			default:
				err = a.coverageText(w, cover)
			}
			if err != nil {
				return err
			}
			return done()
		},
	}
	cmd.Flags().StringVar(&framework, "framework", "encadrement-exemple", a.text("référentiel", "framework"))
	cmd.Flags().StringVar(&format, "format", "text", a.text("text, json ou csv", "text, json or csv"))
	a.outFlag(cmd, writesFile, &out, "output", "o", "", a.text("fichier de sortie", "output file"))
	return cmd
}

func (a *app) coverageText(w io.Writer, c catalogue.Coverage) error {
	b := bufio.NewWriter(w)
	width, top := 0, 0
	for _, r := range c.Rows {
		width = max(width, utf8.RuneCountInString(r.Code+" "+r.Label.In(a.lang)))
		top = max(top, len(r.Cells))
	}
	width = min(width, 64)
	fmt.Fprintf(b, "%s", strings.Repeat(" ", width))
	for k := 1; k <= top; k++ {
		fmt.Fprintf(b, "  %s%d", a.text("r", "r"), k)
	}
	fmt.Fprintln(b)
	for _, r := range c.Rows {
		name := []rune(r.Code + " " + r.Label.In(a.lang))
		if len(name) > width {
			name = append(name[:width-1], '…')
		}
		fmt.Fprintf(b, "%s%s", string(name), strings.Repeat(" ", width-len(name)))
		for _, cell := range r.Cells {
			if len(cell.Bricks) == 0 {
				fmt.Fprint(b, "   ·")
			} else {
				fmt.Fprintf(b, "%4d", len(cell.Bricks))
			}
		}
		fmt.Fprintln(b)
	}
	fmt.Fprintf(b, a.text("\n· sans offre : %d rang(s) sur %d compétence(s) n'ont aucune brique offerte\n", "\n· no offer: %d rank(s) of %d competencies have no live brick\n"), len(c.Gaps), rowsWithGaps(c))
	return b.Flush()
}

func rowsWithGaps(c catalogue.Coverage) int {
	n := 0
	for _, r := range c.Rows {
		for _, cell := range r.Cells {
			if len(cell.Bricks) == 0 {
				n++
				break
			}
		}
	}
	return n
}

// coverageCSV writes one line per competency and rank.
func coverageCSV(w io.Writer, c catalogue.Coverage, lang string) error {
	b := bufio.NewWriter(w)
	fmt.Fprint(b, "\ufeffcode;intitule;rang;briques;identifiants\r\n")
	for _, r := range c.Rows {
		for _, cell := range r.Cells {
			ids := make([]string, len(cell.Bricks))
			for i, ref := range cell.Bricks {
				ids[i] = string(ref.ID)
			}
			fmt.Fprintf(b, "%s;%s;%d;%d;%s\r\n", csvCell(r.Code), csvCell(r.Label.In(lang)), cell.Rank, len(ids), csvCell(strings.Join(ids, " ")))
		}
	}
	return b.Flush()
}

// csvCell quotes a cell, and disarms one that a spreadsheet would run.
func csvCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t", rune(s[0])) {
		s = "'" + s
	}
	if strings.ContainsAny(s, "\";\r\n") {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}

func newCatalogueGraphCmd(a *app) *cobra.Command {
	var format, out string
	cmd := &cobra.Command{
		Use:   "graph CATALOGUE",
		Short: a.text("Dessiner la carte des partenariats", "Draw the map of partnerships"),
		Example: `  briques catalogue graph exemple --format svg -o partenaires.svg
  briques catalogue graph offre.json --format dot | dot -Tpdf -o partenaires.pdf`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if format != "json" && format != "dot" && format != "svg" {
				return a.usageError("--format : json, dot ou svg", "--format: json, dot or svg")
			}
			c, err := a.loadCatalogue(args[0])
			if err != nil {
				return err
			}
			w, done, err := a.output(out)
			if err != nil {
				return err
			}
			g := c.Partnerships()
			switch format {
			case "json":
				err = writeJSON(w, g)
			case "dot":
				_, err = io.WriteString(w, g.DOT(a.lang))
			default:
				_, err = io.WriteString(w, g.SVG(a.lang))
			}
			if err != nil {
				return err
			}
			return done()
		},
	}
	cmd.Flags().StringVar(&format, "format", "svg", a.text("json, dot ou svg", "json, dot or svg"))
	a.outFlag(cmd, writesFile, &out, "output", "o", "", a.text("fichier de sortie", "output file"))
	return cmd
}

func newCatalogueMergeCmd(a *app) *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:     "merge CATALOGUE CATALOGUE…",
		Short:   a.text("Réunir plusieurs catalogues sans rien renommer, en listant les conflits", "Join several catalogues without renaming anything, and list clashes"),
		Example: "  briques catalogue merge lille.json amiens.json -o region.json",
		Args:    cobra.MinimumNArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			var list []*catalogue.Catalogue
			for _, arg := range args {
				c, err := a.loadCatalogue(arg)
				if err != nil {
					return err
				}
				list = append(list, c)
			}
			merged, is := catalogue.Merge(list...)
			a.printIssues(a.err, source{name: strings.Join(args, " + ")}, is)
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
			if is.HasErrors() {
				return exitWith(exitInvalid, "")
			}
			return nil
		},
	}
	a.outFlag(cmd, writesFile, &out, "output", "o", "", a.text("fichier de sortie", "output file"))
	return cmd
}
