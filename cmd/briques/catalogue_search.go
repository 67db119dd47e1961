// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
)

// input opens a file to read, or standard input for "-".
func (a *app) input(path string) (io.Reader, func() error, error) {
	if path == "-" {
		return a.in, func() error { return nil }, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, exitWith(exitUnreadable, a.text("%s : lecture impossible : %w", "%s: cannot be read: %w"), path, err)
	}
	return f, f.Close, nil
}

type catalogueSearch struct {
	catalogues, frameworks, modalities, publics []string
	tags, partners, languages, licences         []string
	statuses, reaches                           []string
	longest, shortest, sessions, from, until    string
	labelled                                    bool
	limit                                       int
	format                                      string
}

func newCatalogueSearchCmd(a *app) *cobra.Command {
	var o catalogueSearch
	cmd := &cobra.Command{
		Use:   "search [MOT…]",
		Short: a.text("Chercher des briques comme on parle : accents, pluriels et fautes comprises", "Find bricks as people type: accents, plurals and slips included"),
		Example: `  briques catalogue search autoévaluation
  briques catalogue search conflit équipe --modality remoteLive --max 4h
  briques catalogue search --framework encadrement-exemple --reaches EC3@2 --catalogue lille.json,amiens.json`,
		RunE: func(_ *cobra.Command, args []string) error {
			if o.format != "text" && o.format != "json" {
				return a.usageError("--format : text ou json", "--format: text or json")
			}
			return a.searchCatalogues(&o, strings.Join(args, " "))
		},
	}
	f := cmd.Flags()
	f.StringSliceVar(&o.catalogues, "catalogue", []string{"exemple"}, a.text("un ou plusieurs catalogues", "one or several catalogues"))
	f.StringSliceVar(&o.frameworks, "framework", nil, a.text("référentiels dont les intitulés se cherchent aussi", "frameworks whose labels are searched too"))
	f.StringSliceVar(&o.reaches, "reaches", nil, a.text("compétence et rang atteints : EC3@2 (avec --framework)", "item and rank reached: EC3@2 (with --framework)"))
	f.StringSliceVar(&o.modalities, "modality", nil, a.text("modalités", "modalities"))
	f.StringSliceVar(&o.statuses, "status", nil, a.text("statuts", "statuses"))
	f.StringSliceVar(&o.publics, "public", nil, a.text("publics", "publics"))
	f.StringSliceVar(&o.tags, "tag", nil, a.text("étiquettes", "tags"))
	f.StringSliceVar(&o.partners, "partner", nil, a.text("partenaires", "partners"))
	f.StringSliceVar(&o.languages, "language", nil, a.text("langues", "languages"))
	f.StringSliceVar(&o.licences, "licence", nil, a.text("licences", "licences"))
	f.StringVar(&o.shortest, "min", "", a.text("durée minimale", "least duration"))
	f.StringVar(&o.longest, "max", "", a.text("durée maximale", "greatest duration"))
	f.BoolVar(&o.labelled, "labelled", false, a.text("seulement les briques labellisées", "labelled bricks only"))
	f.StringVar(&o.sessions, "sessions", "", a.text("sessions, pour --from et --until", "sessions, for --from and --until"))
	f.StringVar(&o.from, "from", "", a.text("avec une session à partir de ce jour", "with a session from this day"))
	f.StringVar(&o.until, "until", "", a.text("avec une session jusqu'à ce jour", "with a session until this day"))
	f.IntVar(&o.limit, "limit", 10, a.text("nombre de résultats", "number of results"))
	f.StringVar(&o.format, "format", "text", a.text("text ou json", "text or json"))
	return cmd
}

func (a *app) searchCatalogues(o *catalogueSearch, text string) error {
	frameworks, err := a.loadFrameworks(o.frameworks)
	if err != nil {
		return err
	}
	var list []*catalogue.Catalogue
	for _, n := range o.catalogues {
		c, err := a.loadCatalogue(n)
		if err != nil {
			return err
		}
		list = append(list, c)
	}
	sessions, err := a.loadSessions(&planOptions{sessions: o.sessions})
	if err != nil {
		return err
	}
	q, err := a.query(o, text, frameworks)
	if err != nil {
		return err
	}
	x := catalogue.NewIndex(catalogue.IndexOptions{Lang: a.lang, Frameworks: frameworks, Sessions: sessions}, list...)
	r := x.Search(q)
	if o.format == "json" {
		return writeJSON(a.out, r)
	}
	return a.searchText(r)
}

// query turns the flags into a Query.
func (a *app) query(o *catalogueSearch, text string, frameworks []*competency.Framework) (catalogue.Query, error) {
	q := catalogue.Query{Text: text, Publics: o.publics, Languages: o.languages, Licences: o.licences, Partners: o.partners,
		Labelled: o.labelled, From: competency.Date(o.from), Until: competency.Date(o.until), Limit: o.limit}
	for _, m := range o.modalities {
		if !catalogue.Modality(m).Valid() {
			return q, a.usageError("--modality : onSite, remoteLive, remoteAsync, blended, selfPaced ou workplace", "--modality: onSite, remoteLive, remoteAsync, blended, selfPaced or workplace")
		}
		q.Modalities = append(q.Modalities, catalogue.Modality(m))
	}
	for _, s := range o.statuses {
		q.Statuses = append(q.Statuses, catalogue.Status(s))
	}
	for _, t := range o.tags {
		q.Tags = append(q.Tags, catalogue.Tag(t))
	}
	for _, d := range []struct {
		flag, value string
		into        *catalogue.Minutes
	}{{"--min", o.shortest, &q.MinMinutes}, {"--max", o.longest, &q.MaxMinutes}} {
		if d.value == "" {
			continue
		}
		m, ok := parseDuration(d.value)
		if !ok {
			return q, a.usageError(d.flag+" : une durée comme 3h ou 90min", d.flag+": a duration like 3h or 90min")
		}
		*d.into = m
	}
	for _, s := range o.reaches {
		found := false
		for _, f := range frameworks {
			targets, ok, err := a.ranks(s, f)
			if err == nil && ok {
				for _, t := range targets {
					q.Reaches = append(q.Reaches, catalogue.ItemRank{Item: t.Item, Rank: t.Rank})
				}
				found = true
				break
			}
		}
		if !found {
			return q, a.usageError("--reaches : un code et un rang d'un référentiel donné par --framework, comme EC3@2", "--reaches: a code and a rank of a framework given by --framework, like EC3@2")
		}
	}
	return q, nil
}

func (a *app) searchText(r catalogue.Result) error {
	b := bufio.NewWriter(a.out)
	exact := r.Total - r.Approximate
	switch {
	case r.Total == 0:
		fmt.Fprintln(b, a.text("Aucune brique.", "No brick."))
	case exact == 0:
		fmt.Fprintf(b, a.text("Rien d'exact ; %d brique(s) ressemblante(s) :\n", "Nothing exact; %d brick(s) look alike:\n"), r.Approximate)
	default:
		fmt.Fprintf(b, a.text("%d brique(s)\n", "%d brick(s)\n"), exact)
	}
	apart := exact == 0
	for _, h := range r.Hits {
		if h.Approximate && !apart {
			apart = true
			fmt.Fprintf(b, a.text("\nRessemblances (%d)\n", "\nLook alike (%d)\n"), r.Approximate)
		}
		fmt.Fprintf(b, "  %s\n    %s · %s · %s\n", h.Brick.Title.In(a.lang), duration(h.Brick.Total()), catalogue.Label(h.Brick.Modality, a.lang), h.Brick.ID)
		for _, m := range h.Why {
			fmt.Fprintf(b, "    %s « %s » ← « %s »\n", a.fieldWord(m.Field), m.Found, m.Word)
		}
	}
	return b.Flush()
}

func (a *app) fieldWord(f catalogue.Field) string {
	switch f {
	case catalogue.FieldTitle:
		return a.text("titre", "title")
	case catalogue.FieldSummary:
		return a.text("résumé", "summary")
	case catalogue.FieldTag:
		return a.text("étiquette", "tag")
	}
	return a.text("compétence", "competency")
}
