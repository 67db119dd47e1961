// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/indicator"
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/tabular"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// indicatorRecords are the flags that name the records of a computation.
type indicatorRecords struct {
	plan, period, catalogue, sessions, participations string
	traces, cohort, declared                          string
	frameworks, labels                                []string
	k                                                 int
	lines                                             []int // of the file of participations, one for each
}

func (o *indicatorRecords) flags(a *app, cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.plan, "plan", indicator.PlanIH2EF, a.text("plan livré ou fichier", "shipped plan or file"))
	f.StringVar(&o.period, "period", "", a.text("2027, ou 2027-01-01/2027-12-31 (jours inclus)", "2027, or 2027-01-01/2027-12-31 (both days included)"))
	f.StringVar(&o.catalogue, "catalogue", "", a.text("catalogue (JSON)", "catalogue (JSON)"))
	f.StringVar(&o.sessions, "sessions", "", a.text("sessions (tableau JSON)", "sessions (JSON array)"))
	f.StringVar(&o.participations, "participations", "", a.text("participations (NDJSON, une par ligne)", "participations (NDJSON, one a line)"))
	f.StringArrayVar(&o.frameworks, "framework", nil, a.text("référentiel livré ou fichier (répétable)", "shipped framework or file (repeatable)"))
	f.StringArrayVar(&o.labels, "label", nil, a.text("label tenu : RAPPORT,DÉCISION (répétable)", "label held: REPORT,DECISION (repeatable)"))
	f.StringVar(&o.traces, "traces", "", a.text("traces xAPI (NDJSON) pour les consultations", "xAPI statements (NDJSON) for consultations"))
	f.StringVar(&o.cohort, "cohort", "", a.text("cohorte (CSV : stagiaire;titularisation)", "cohort (CSV: stagiaire;titularisation)"))
	f.StringVar(&o.declared, "declared", "", a.text("valeurs déclarées (JSON, CSV ou XLSX) ; I44 y donne l'effectif", "declared values (JSON, CSV or XLSX); I44 gives the head-count"))
	f.IntVar(&o.k, "k", indicator.DefaultK, a.text("plus petit nombre de stagiaires publié (10 conseillé)", "least number of learners published (10 advised)"))
}

// open reads every record and joins them; nothing is computed from records
// that are refused.
func (o *indicatorRecords) open(a *app) (*indicator.Plan, *indicator.Book, map[string]indicator.Declared, error) {
	p, err := a.openPlan(o.plan)
	if err != nil {
		return nil, nil, nil, err
	}
	period, ok := indicator.ParsePeriod(o.period)
	if !ok {
		return nil, nil, nil, a.usageError("--period 2027 ou AAAA-MM-JJ/AAAA-MM-JJ", "--period 2027 or YYYY-MM-DD/YYYY-MM-DD")
	}
	if o.k < 1 {
		return nil, nil, nil, exitWith(exitUsage, "--k %d", o.k)
	}
	in, err := o.read(a)
	if err != nil {
		return nil, nil, nil, err
	}
	declared := map[string]indicator.Declared{}
	if o.declared != "" {
		if declared, err = a.declaredIn(o.declared); err != nil {
			return nil, nil, nil, err
		}
		for i := range p.Indicators {
			d := &p.Indicators[i]
			if v, ok := declared[d.ID]; ok && d.Formula == "staffRate" {
				in.HeadCount = &v
				delete(declared, d.ID)
			}
		}
	}
	b, is := indicator.Prepare(in, period)
	if err := o.refuse(a, is); err != nil {
		return nil, nil, nil, err
	}
	return p, b, declared, nil
}

// document reads one file and takes its digest as an input of the values.
func (o *indicatorRecords) document(a *app, in *indicator.Inputs, path string) ([]byte, error) {
	data, err := a.readDocument(path)
	if err == nil {
		in.Digests = append(in.Digests, label.DigestOf(data))
	}
	return data, err
}

func (o *indicatorRecords) read(a *app) (indicator.Inputs, error) {
	var in indicator.Inputs
	for _, name := range o.frameworks {
		f, src, err := a.loadFramework(name)
		if err != nil {
			return in, err
		}
		in.Digests = append(in.Digests, label.DigestOf(src.data))
		in.Frameworks = append(in.Frameworks, f)
	}
	if o.catalogue != "" {
		data, err := o.document(a, &in, o.catalogue)
		if err != nil {
			return in, err
		}
		c, is, err := catalogue.Decode(bytes.NewReader(data))
		if err == nil {
			err = a.refuse(source{o.catalogue, data}, is)
		}
		if in.Catalogue = c; err != nil {
			return in, err
		}
	}
	if o.sessions != "" {
		data, err := o.document(a, &in, o.sessions)
		if err != nil {
			return in, err
		}
		list, is, err := catalogue.DecodeAs[[]catalogue.Session](bytes.NewReader(data))
		if err == nil {
			err = a.refuse(source{o.sessions, data}, is)
		}
		if in.Sessions = *list; err != nil {
			return in, err
		}
	}
	if o.participations != "" {
		f, err := os.Open(o.participations)
		if err != nil {
			return in, exitWith(exitUnreadable, "%s : %w", o.participations, err)
		}
		defer f.Close()
		is, err := catalogue.DecodeParticipations(f, func(line int, p *catalogue.Participation) error {
			o.lines = append(o.lines, line)
			in.Participations = append(in.Participations, *p)
			return nil
		})
		if err != nil {
			return in, exitWith(exitUnreadable, "%s : %w", o.participations, err)
		}
		if err := a.refuse(source{name: o.participations}, is); err != nil {
			return in, err
		}
	}
	if err := o.readLabels(a, &in); err != nil {
		return in, err
	}
	return in, o.readOutside(a, &in)
}

// readLabels reads pairs of report and decision; a decision on another report
// is refused.
func (o *indicatorRecords) readLabels(a *app, in *indicator.Inputs) error {
	for _, pair := range o.labels {
		report, decision, ok := strings.Cut(pair, ",")
		if !ok {
			return a.usageError("--label RAPPORT,DÉCISION", "--label REPORT,DECISION")
		}
		r, err := a.openReport(report)
		if err != nil {
			return err
		}
		d, err := a.openDecision(decision)
		if err != nil {
			return err
		}
		if d.Report != r.Digest() {
			return exitWith(exitInvalid, a.text("%s : LABEL-004, décision prise sur un autre rapport que %s", "%s: LABEL-004, decision made on another report than %s"), decision, report)
		}
		in.Labels = append(in.Labels, indicator.Held{Subject: r.Subject, Decision: *d})
	}
	return nil
}

// readOutside reads what does not come from the catalogue: traces and cohort.
func (o *indicatorRecords) readOutside(a *app, in *indicator.Inputs) error {
	if o.traces != "" {
		f, err := os.Open(o.traces)
		if err != nil {
			return exitWith(exitUnreadable, "%s : %w", o.traces, err)
		}
		defer f.Close()
		list, is, err := indicator.ReadConsultations(f)
		if err != nil {
			return exitWith(exitUnreadable, "%s : %w", o.traces, err)
		}
		if err := a.refuse(source{name: o.traces}, is); err != nil {
			return err
		}
		in.Consultations = list
	}
	if o.cohort != "" {
		data, err := o.document(a, in, o.cohort)
		if err != nil {
			return err
		}
		g, is := tabular.Parse(data, tabular.Options{})
		if err := a.refuse(source{o.cohort, data}, is); err != nil {
			return err
		}
		in.Cohort = []indicator.Tenure{}
		for _, r := range g.Rows[1:] {
			t := indicator.Tenure{Learner: competency.Pseudonym(r.Cells[0]), On: competency.Date(r.Cells[len(r.Cells)-1])}
			if !t.Learner.Valid() || !t.On.Valid() {
				return exitWith(exitInvalid, a.text("%s:%d : pseudonyme ou date de titularisation invalide", "%s:%d: invalid pseudonym or date of tenure"), o.cohort, r.Number)
			}
			in.Cohort = append(in.Cohort, t)
		}
	}
	return nil
}

func newIndicatorsComputeCmd(a *app) *cobra.Command {
	var o indicatorRecords
	var format string
	cmd := &cobra.Command{
		Use:     a.text("compute INDICATEUR…", "compute INDICATOR…"),
		Short:   a.text("Calculer quelques indicateurs", "Compute some indicators"),
		Long:    a.text("Un indicateur déclaré refuse d'être calculé (INDICATOR-001).", "A declared indicator refuses to be computed (INDICATOR-001)."),
		Example: "  briques indicators compute I01 I06 --catalogue catalogue.json --sessions sessions.json --participations participations.ndjson --period 2027",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := a.oneOf("format", format, "text", "json"); err != nil {
				return err
			}
			p, b, _, err := o.open(a)
			if err != nil {
				return err
			}
			var values []indicator.Value
			var all issue.Issues
			for _, id := range args {
				d := p.Indicator(id)
				if d == nil {
					return exitWith(exitUsage, a.text("%s : aucun indicateur de ce nom dans %s", "%s: no indicator of this name in %s"), id, o.plan)
				}
				v, is := b.Compute(d)
				all = append(all, is...)
				if !is.HasErrors() {
					values = append(values, v.Hide(o.k))
				}
			}
			if err := a.refuse(source{name: o.plan}, all); err != nil {
				return err
			}
			if format == "json" {
				return a.writeJSON(a.out, values)
			}
			for i := range values {
				fmt.Fprintf(a.out, "%-10s %s\n", values[i].Indicator, values[i].Show(a.lang))
			}
			return nil
		},
	}
	o.flags(a, cmd)
	cmd.Flags().StringVar(&format, "format", "text", "text, json")
	return cmd
}

func newIndicatorsReportCmd(a *app) *cobra.Command {
	var o indicatorRecords
	var format, out, site string
	var by []string
	cmd := &cobra.Command{
		Use:   "report",
		Short: a.text("Publier tout le plan : JSON, CSV, XLSX, HTML", "Publish the whole plan: JSON, CSV, XLSX, HTML"),
		Long: a.text("--by academy,category ventile les heures-stagiaires : academy, category, ministry, audience, modality, none. En CSV, les ventilations s'écrivent avec --format csv-by.",
			"--by academy,category splits trainee-hours: academy, category, ministry, audience, modality, none. In CSV, splits are written with --format csv-by."),
		Example: "  briques indicators report --catalogue c.json --sessions s.json --participations p.ndjson --period 2027 --by academy,category --k 10 --format xlsx -o 2027.xlsx\n  briques indicators report --plan services-exemple --declared 2027.csv --period 2027 --format json -o 2027.json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := a.oneOf("format", format, "text", "json", "csv", "csv-by", "xlsx", "html"); err != nil {
				return err
			}
			var splits []indicator.Split
			for _, s := range by {
				rows, columns, ok := strings.Cut(s, ",")
				if !ok {
					columns = string(indicator.ByNone)
				}
				x := indicator.Split{Rows: indicator.Dimension(rows), Columns: indicator.Dimension(columns)}
				if !x.Rows.Valid() || !x.Columns.Valid() {
					return exitWith(exitUsage, "--by %s", s)
				}
				splits = append(splits, x)
			}
			p, b, declared, err := o.open(a)
			if err != nil {
				return err
			}
			r, is := b.Report(p, declared, splits, o.k)
			if err := a.refuse(source{name: o.plan}, is); err != nil {
				return err
			}
			r.Site = site
			w, done, err := a.output(out)
			if err != nil {
				return err
			}
			return firstError(a.writeIndicators(w, &r, p, format), done())
		},
	}
	o.flags(a, cmd)
	f := cmd.Flags()
	f.StringVar(&format, "format", "text", "text, json, csv, csv-by, xlsx, html")
	a.outFlag(cmd, writesFile, &out, "output", "o", "", a.text("fichier à écrire", "file to write"))
	f.StringVar(&site, "site", "", a.text("nom du site qui rend compte", "name of the site that reports"))
	f.StringArrayVar(&by, "by", nil, a.text("ventilation LIGNES,COLONNES (répétable)", "split ROWS,COLUMNS (repeatable)"))
	return cmd
}

// writeIndicators writes a report in one of the formats.
func (a *app) writeIndicators(w io.Writer, r *indicator.Report, p *indicator.Plan, format string) error {
	switch format {
	case "json":
		_, err := w.Write(append(r.Encode(), '\n'))
		return err
	case "csv":
		return r.WriteCSV(w, p, a.lang)
	case "csv-by":
		return r.WriteTablesCSV(w)
	case "xlsx":
		return r.WriteXLSX(w, p, a.lang)
	case "html":
		_, err := io.WriteString(w, r.HTML(p, a.lang))
		return err
	}
	fmt.Fprintf(w, "%s, %s – %s, k = %d\n", p.Title.In(a.lang), r.Period.From, r.Period.Until, r.K)
	for i := range r.Values {
		v := &r.Values[i]
		fmt.Fprintf(w, "%-10s %-17s %s\n", v.Indicator, v.Kind.Word(a.lang), v.Show(a.lang))
	}
	return nil
}
