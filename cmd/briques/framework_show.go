// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/competency"
)

func newFrameworkShowCmd(a *app) *cobra.Command {
	var format, item, out string
	cmd := &cobra.Command{
		Use:     "show FRAMEWORK",
		Short:   a.text("Lire un référentiel : domaines, compétences, niveaux, critères", "Read a framework: domains, competences, levels, indicators"),
		Example: "  briques framework show encadrement-exemple\n  briques framework show encadrement-exemple --item EC1\n  briques framework show crcn --format html -o crcn.html",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			f, _, err := a.loadFramework(args[0])
			if err != nil {
				return err
			}
			w, done, err := a.output(out)
			if err != nil {
				return err
			}
			switch {
			case format == "json":
				err = f.Encode(w)
			case format == "html":
				err = a.showHTML(w, f)
			case format != "text":
				return a.usageError("--format : text, json ou html", "--format: text, json or html")
			case item != "":
				err = a.showItem(w, f, item)
			default:
				a.showTree(w, f)
			}
			if err != nil {
				return err
			}
			return done()
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", a.text("text, json ou html", "text, json or html"))
	cmd.Flags().StringVar(&item, "item", "", a.text("le code d'un élément à montrer en entier", "the code of one item to show in full"))
	a.outFlag(cmd, writesFile, &out, "output", "o", "", a.text("fichier de sortie", "output file"))
	return cmd
}

func (a *app) showTree(w io.Writer, f *competency.Framework) {
	fmt.Fprintf(w, "%s\n%s %s · %s\n", f.Title.In(a.lang), f.URI, f.Version, a.standing(f.Standing))
	if len(f.Summary) > 0 {
		fmt.Fprintln(w, f.Summary.In(a.lang))
	}
	for _, s := range f.Sources {
		verified := a.text("à vérifier", "to be verified")
		if s.VerifiedOn != "" {
			verified = a.text("vérifié le ", "verified on ") + string(s.VerifiedOn)
		}
		fmt.Fprintf(w, a.text("source : %s, %s (%s)\n", "source: %s, %s (%s)\n"), s.Title, s.Reference, verified)
	}
	for _, s := range f.Scales {
		fmt.Fprintf(w, a.text("\nÉchelle %s\n", "\nScale %s\n"), s.ID)
		for _, l := range s.Levels {
			fmt.Fprintf(w, "  %d  %s  %s\n", l.Rank, l.Label.In(a.lang), l.Descriptor.In(a.lang))
		}
	}
	fmt.Fprintln(w)
	f.Tree().Walk(func(n *competency.Node, depth int, first bool) {
		mark := ""
		if n.Item.Retired {
			mark = a.text(" (retiré)", " (retired)")
		}
		if !first {
			mark += a.text(" (déjà montré)", " (shown above)")
		}
		fmt.Fprintf(w, "%s%s  %s%s\n", strings.Repeat("  ", depth), n.Item.Code, n.Item.Label.In(a.lang), mark)
	})
}

func (a *app) showItem(w io.Writer, f *competency.Framework, code string) error {
	it, ok := f.ByCode(code)
	if !ok {
		return exitWith(exitUsage, a.text("aucun élément de code « %s »", "no item with code %q"), code)
	}
	fmt.Fprintf(w, "%s  %s\n%s\n%s %s\n", it.Code, it.Label.In(a.lang), it.Wording().In(a.lang), a.text("origine :", "origin:"), it.Origin)
	scale, _ := f.ScaleOf(it)
	for _, l := range scale.Levels {
		words := l.Descriptor.In(a.lang)
		if anchor, ok := it.Anchor(l.Rank); ok {
			words = anchor.Text.In(a.lang)
		}
		fmt.Fprintf(w, "\n%d  %s\n   %s\n", l.Rank, l.Label.In(a.lang), words)
		for _, n := range it.IndicatorsAt(l.Rank) {
			need := " "
			if n.Required {
				need = "*"
			}
			fmt.Fprintf(w, "   %s %s\n", need, n.Statement.In(a.lang))
		}
	}
	return nil
}

var showPage = template.Must(template.New("show").Parse(`<!doctype html>
<html lang="{{.Lang}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{.Title}}</title>
<style>` + pageLook + `
small{color:var(--soft)}h2{margin-top:2.5rem}</style></head><body><main>
<h1>{{.Title}}</h1><p>{{.Summary}}</p><p><small>{{.URI}} {{.Version}} · {{.Standing}} · {{.Digest}}</small></p>
{{range .Items}}{{if .Domain}}<h2>{{.Code}} {{.Label}}</h2>{{else}}<h3 id="{{.Code}}">{{.Code}} {{.Label}}</h3>{{with .Words}}<p>{{.}}</p>{{end}}
{{if .Levels}}<table><thead><tr><th scope="col">{{$.Level}}</th><th scope="col">{{$.Behaviour}}</th><th scope="col">{{$.Observed}}</th></tr></thead><tbody>
{{range .Levels}}<tr><th scope="row">{{.Name}}</th><td>{{.Words}}</td><td>{{if .Indicators}}<ul>{{range .Indicators}}<li>{{.}}</li>{{end}}</ul>{{end}}</td></tr>
{{end}}</tbody></table>{{end}}{{end}}{{end}}</main></body></html>
`))

type shownLevel struct {
	Name, Words string
	Indicators  []string
}

type shownItem struct {
	Domain             bool
	Code, Label, Words string
	Levels             []shownLevel
}

func (a *app) showHTML(w io.Writer, f *competency.Framework) error {
	page := struct {
		Lang, Title, Summary, URI, Version, Standing, Digest, Level, Behaviour, Observed string
		Items                                                                            []shownItem
	}{
		a.lang, f.Title.In(a.lang), f.Summary.In(a.lang), string(f.URI), f.Version, a.standing(f.Standing), string(f.Digest()),
		a.text("Niveau", "Level"), a.text("Comportement", "Behaviour"), a.text("Critères observables", "Observable indicators"), nil,
	}
	f.Tree().Walk(func(n *competency.Node, _ int, first bool) {
		if !first {
			return
		}
		it := n.Item
		s := shownItem{Domain: it.Type == competency.ItemDomain, Code: it.Code, Label: it.Label.In(a.lang), Words: it.Statement.In(a.lang)}
		if scale, ok := f.ScaleOf(it); ok {
			for _, l := range scale.Levels {
				row := shownLevel{Name: l.Label.In(a.lang), Words: l.Descriptor.In(a.lang)}
				if anchor, ok := it.Anchor(l.Rank); ok {
					row.Words = anchor.Text.In(a.lang)
				}
				for _, n := range it.IndicatorsAt(l.Rank) {
					row.Indicators = append(row.Indicators, n.Statement.In(a.lang))
				}
				s.Levels = append(s.Levels, row)
			}
		}
		page.Items = append(page.Items, s)
	})
	return showPage.Execute(w, page)
}
