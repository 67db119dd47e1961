// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"html/template"
	"io"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/competency"
)

func newFrameworkDiffCmd(a *app) *cobra.Command {
	var format, out string
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: a.text("Ce qui change d'une version à l'autre, et pour qui", "What changes from one version to the next, and for whom"),
		Long: a.text(`Compare deux versions d'un même référentiel. Les manquements aux règles de
changement (CHANGE-001 à 007) vont sur la sortie d'erreur et donnent le code 1.
--format json écrit l'ensemble de changements que « migrate --diff » relit.`,
			`Compares two versions of one framework. Breaches of the rules of change
(CHANGE-001 to 007) go to standard error and exit with 1.
--format json writes the change set that "migrate --diff" reads.`),
		Example: "  briques framework diff v1.json v2.json\n  briques framework diff v1.json v2.json --format html -o changements.html",
		Args:    cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			old, _, err := a.loadFramework(args[0])
			if err != nil {
				return err
			}
			new, src, err := a.loadFramework(args[1])
			if err != nil {
				return err
			}
			set, is := competency.Diff(old, new)
			competency.Locate(src.data, is)
			if set.From.Version == "" { // two different frameworks: there is no change set
				a.printIssues(a.err, src, is)
				return exitWith(exitInvalid, "")
			}
			w, done, err := a.output(out)
			if err != nil {
				return err
			}
			switch format {
			case "json":
				err = set.Encode(w)
			case "html":
				err = a.diffHTML(w, old, new, set)
			case "text":
				a.diffText(w, set)
			default:
				return a.usageError("--format : text, json ou html", "--format: text, json or html")
			}
			if err == nil {
				err = done()
			}
			if err != nil {
				return err
			}
			a.printIssues(a.err, src, is)
			if is.HasErrors() {
				return exitWith(exitInvalid, "")
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", a.text("text, json ou html", "text, json or html"))
	a.outFlag(cmd, writesFile, &out, "output", "o", "", a.text("fichier de sortie", "output file"))
	return cmd
}

// changeWord names a kind of change for a reader.
func (a *app) changeWord(k competency.ChangeKind) string {
	words := map[competency.ChangeKind][2]string{
		competency.ChangeAdded: {"ajouté", "added"}, competency.ChangeRemoved: {"supprimé", "removed"},
		competency.ChangeRetired: {"retiré", "retired"}, competency.ChangeRestored: {"rétabli", "restored"},
		competency.ChangeReworded: {"reformulé", "reworded"}, competency.ChangeMoved: {"déplacé", "moved"},
		competency.ChangeRelevelled: {"niveaux modifiés", "re-levelled"}, competency.ChangeRescaled: {"échelle modifiée", "rescaled"},
		competency.ChangeIndicatorAdded: {"critère ajouté", "indicator added"}, competency.ChangeIndicatorRemoved: {"critère supprimé", "indicator removed"},
		competency.ChangeIndicatorReworded: {"critère reformulé", "indicator reworded"}, competency.ChangeAssociated: {"lien ajouté", "linked"},
		competency.ChangeDissociated: {"lien supprimé", "unlinked"}, competency.ChangeMetadata: {"donnée modifiée", "metadata"},
	}
	w := words[k]
	return a.text(w[0], w[1])
}

func (a *app) impactWord(i competency.Impact) string {
	switch i {
	case competency.ImpactPosition:
		return a.text("touche les positions", "affects positions")
	case competency.ImpactText:
		return a.text("texte", "text")
	}
	return a.text("sans effet", "no effect")
}

// sides returns what a change replaced and by what.
func (a *app) sides(c competency.Change) (before, after string) {
	before, after = c.Was, c.Is
	if len(c.Before) > 0 {
		before = c.Before.In(a.lang)
	}
	if len(c.After) > 0 {
		after = c.After.In(a.lang)
	}
	return before, after
}

func subject(c competency.Change) string {
	s := c.Code
	if s == "" {
		s = string(c.Node)
	}
	if c.Member != "" && !competency.ID(c.Member).Valid() {
		s += " " + c.Member
	}
	if c.Rank > 0 {
		s += fmt.Sprintf(" (%d)", c.Rank)
	}
	return s
}

func (a *app) diffText(w io.Writer, set competency.ChangeSet) {
	fmt.Fprintf(w, a.text("%s : %s → %s, %d changement(s), %s\n", "%s: %s → %s, %d change(s), %s\n"),
		set.From.Framework, set.From.Version, set.To.Version, len(set.Changes), a.impactWord(set.Impact))
	for _, c := range set.Changes {
		fmt.Fprintf(w, "\n%s  %s · %s\n", a.changeWord(c.Kind), subject(c), a.impactWord(c.Impact))
		before, after := a.sides(c)
		if before != "" {
			fmt.Fprintf(w, "  - %s\n", before)
		}
		if after != "" {
			fmt.Fprintf(w, "  + %s\n", after)
		}
	}
	a.routesText(w, set)
}

func (a *app) routesText(w io.Writer, set competency.ChangeSet) {
	if len(set.Routes) == 0 {
		return
	}
	fates := map[competency.Fate]int{}
	for _, r := range set.Routes {
		fates[r.Fate]++
	}
	fmt.Fprintf(w, a.text("\nDéclarations : %d élément(s) déplacés, %d partagés, %d retirés, %d sans correspondance de niveaux, %d renumérotés\n",
		"\nClaims: %d item(s) moved, %d split, %d retired, %d without a map of levels, %d renumbered\n"),
		fates[competency.FateMoved], fates[competency.FateSplit], fates[competency.FateRetired], fates[competency.FateRescaled], fates[competency.FateKept])
}

// pageLook is the style that the pages of frameworks share: light and dark,
// tables that become cards on a small screen.
const pageLook = `:root{color-scheme:light dark;--ink:#161626;--soft:#55556d;--page:#fff;--line:#c9c9d6;--card:#f5f5fe;--gone:#fbe3e4;--come:#dff2e2;--strong:#b34000;--mild:#00629b}
@media(prefers-color-scheme:dark){:root{--ink:#ececf4;--soft:#b3b3c6;--page:#16161f;--line:#44445a;--card:#20202e;--gone:#4a2326;--come:#1f4027;--strong:#ff9a6b;--mild:#7cc4f0}}
body{font:1rem/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:var(--ink);background:var(--page);overflow-wrap:break-word}h1{font-size:1.7rem;line-height:1.25}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid var(--line);padding:.5rem .6rem;text-align:left;vertical-align:top}thead th{color:var(--soft);font-weight:600}
@media(max-width:48rem){thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}table,tbody,tr,th,td,caption{display:block}tr{margin:0 0 1rem;background:var(--card)}th,td{border:0}td:empty{display:none}td[data-t]::before{content:attr(data-t) " : ";color:var(--soft)}}
@media print{tr{break-inside:avoid}}`

var diffPage = template.Must(template.New("diff").Parse(`<!doctype html>
<html lang="{{.Lang}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{.Title}}</title>
<style>` + pageLook + `
tr.position>:first-child{border-left:.4rem solid var(--strong)}tr.text>:first-child{border-left:.4rem solid var(--mild)}del{background:var(--gone);text-decoration-thickness:1px}ins{background:var(--come);text-decoration:none}</style></head><body><main>
<h1>{{.Title}}</h1><p>{{.Lead}}</p>
{{if .Rows}}<table><thead><tr><th scope="col">{{.HKind}}</th><th scope="col">{{.HWhat}}</th><th scope="col">{{.HBefore}}</th><th scope="col">{{.HAfter}}</th><th scope="col">{{.HImpact}}</th></tr></thead><tbody>
{{range .Rows}}<tr class="{{.Class}}"><th scope="row">{{.Kind}}</th><td>{{.What}}</td><td data-t="{{$.HBefore}}">{{with .Before}}<del>{{.}}</del>{{end}}</td><td data-t="{{$.HAfter}}">{{with .After}}<ins>{{.}}</ins>{{end}}</td><td data-t="{{$.HImpact}}">{{.Impact}}</td></tr>
{{end}}</tbody></table>{{end}}</main></body></html>
`))

type diffRow struct{ Class, Kind, What, Before, After, Impact string }

func (a *app) diffHTML(w io.Writer, old, new *competency.Framework, set competency.ChangeSet) error {
	page := struct {
		Lang, Title, Lead, HKind, HWhat, HBefore, HAfter, HImpact string
		Rows                                                      []diffRow
	}{
		a.lang, fmt.Sprintf("%s : %s → %s", new.Title.In(a.lang), old.Version, new.Version),
		fmt.Sprintf(a.text("%d changement(s) ; effet le plus fort : %s.", "%d change(s); strongest effect: %s."), len(set.Changes), a.impactWord(set.Impact)),
		a.text("Changement", "Change"), a.text("Élément", "Item"), a.text("Avant", "Before"), a.text("Après", "After"), a.text("Effet sur les déclarations", "Effect on claims"), nil,
	}
	for _, c := range set.Changes {
		before, after := a.sides(c)
		page.Rows = append(page.Rows, diffRow{string(c.Impact), a.changeWord(c.Kind), subject(c), before, after, a.impactWord(c.Impact)})
	}
	return diffPage.Execute(w, page)
}
