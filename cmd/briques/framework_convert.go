// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/imscase"
	"forge.apps.education.fr/eafc/briques/competency/moodlecsv"
	"forge.apps.education.fr/eafc/briques/competency/sheet"
	"forge.apps.education.fr/eafc/briques/competency/skos"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// frameworkConversion is one run of framework convert.
type frameworkConversion struct {
	*app
	from, to, out, report, uri, language string
	strict, repair, exactIDs, cutNames   bool
}

// The formats of frameworks.
const (
	formatAuto   = "auto"
	formatJSON   = "json"
	formatCASE   = "case-1.1"
	formatMoodle = "moodle-csv"
	formatJSONLD = "skos-jsonld"
	formatTurtle = "skos-turtle"
	formatCSV    = "sheet-csv"
	formatXLSX   = "sheet-xlsx"
)

func newFrameworkConvertCmd(a *app) *cobra.Command {
	c := &frameworkConversion{app: a}
	cmd := &cobra.Command{
		Use:   "convert IN",
		Short: a.text("Convertir un référentiel d'un format à l'autre, chaque perte et réparation listée", "Convert a framework between formats, each loss and repair listed"),
		Long: a.text(`Lit json, CASE 1.0 et 1.1, le CSV de compétences de Moodle, SKOS (Turtle, JSON-LD),
le JSON-LD de DigComp 3.0, le tableur (CSV, XLSX) et les fichiers du module
« Référentiel » (XML, CSV). Écrit json, case-1.1 (toujours valide), moodle-csv,
skos-jsonld, skos-turtle, sheet-csv et sheet-xlsx.

Les pertes et réparations vont sur la sortie d'erreur. Codes de sortie : 0 sans
erreur, 1 erreurs (ou pertes avec --strict), 2 usage, 3 illisible.`,
			`Reads json, CASE 1.0 and 1.1, Moodle's competency CSV, SKOS (Turtle, JSON-LD),
the JSON-LD of DigComp 3.0, the spreadsheet (CSV, XLSX) and the files of the
« Référentiel » module (XML, CSV). Writes json, case-1.1 (always valid),
moodle-csv, skos-jsonld, skos-turtle, sheet-csv and sheet-xlsx.

Losses and repairs go to standard error. Exit codes: 0 no error, 1 errors (or
losses with --strict), 2 usage, 3 unreadable.`),
		Example: `  briques framework convert encadrement-exemple --to moodle-csv -o moodle.csv
  briques framework convert paquet-case.json --to case-1.1 -o valide.json --report json
  briques framework convert referentiel.xlsx --to json -o referentiel.json`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return c.run(args[0]) },
	}
	f := cmd.Flags()
	f.StringVar(&c.from, "from", formatAuto, a.text("format lu : auto, json, case-1.1, moodle-csv, skos-jsonld, skos-turtle, sheet-csv, sheet-xlsx", "format read: auto, json, case-1.1, moodle-csv, skos-jsonld, skos-turtle, sheet-csv, sheet-xlsx"))
	f.StringVar(&c.to, "to", formatJSON, a.text("format écrit : json, case-1.1, moodle-csv, skos-jsonld, skos-turtle, sheet-csv, sheet-xlsx", "format written: json, case-1.1, moodle-csv, skos-jsonld, skos-turtle, sheet-csv, sheet-xlsx"))
	a.outFlag(cmd, writesFile, &c.out, "output", "o", "-", a.text("fichier écrit", "file written"))
	f.StringVar(&c.report, "report", "text", a.text("forme des constats : text ou json", "form of the issues: text or json"))
	f.StringVar(&c.uri, "uri", "", a.text("URI du référentiel, si le fichier ne la dit pas", "URI of the framework, when the file does not say it"))
	f.StringVar(&c.language, "langue", "", a.text("langue principale, si le fichier ne la dit pas", "main language, when the file does not say it"))
	f.BoolVar(&c.strict, "strict", false, a.text("une perte ou une réparation est une erreur", "a loss or a repair is an error"))
	f.BoolVar(&c.repair, "reparer", false, a.text("réparer les textes décodés deux fois (tableur)", "mend texts decoded twice (spreadsheet)"))
	f.BoolVar(&c.exactIDs, "ids-exacts", false, a.text("Moodle : refuser plutôt que d'ajouter une lettre aux identifiants", "Moodle: refuse rather than add a letter to ids"))
	f.BoolVar(&c.cutNames, "couper-noms", false, a.text("Moodle : couper les noms à 100 caractères", "Moodle: cut names at 100 characters"))
	return cmd
}

func (c *frameworkConversion) run(in string) error {
	if c.report != "text" && c.report != "json" {
		return c.usageError("--report : text ou json", "--report: text or json")
	}
	src, err := c.openFramework(in)
	if err != nil {
		return err
	}
	if c.from == formatAuto {
		c.from = detectFramework(src.data)
	}
	if !frameworkFormat(c.from) || !frameworkFormat(c.to) {
		return c.usageError("format inconnu : json, case-1.1, moodle-csv, skos-jsonld, skos-turtle, sheet-csv, sheet-xlsx",
			"unknown format: json, case-1.1, moodle-csv, skos-jsonld, skos-turtle, sheet-csv, sheet-xlsx")
	}
	var data []byte
	f, is := c.read(src.data)
	if f != nil {
		var more issue.Issues
		data, more = c.write(f, src.data)
		is = append(is, more...)
	}
	if err := c.tell(src, is); err != nil {
		return err
	}
	if f == nil || data == nil {
		if code := exitOf(is); code != exitOK {
			return exitWith(code, "")
		}
		return exitWith(exitUnreadable, c.text("%s : rien à convertir", "%s: nothing to convert"), in)
	}
	w, done, err := c.output(c.out)
	if err != nil {
		return err
	}
	if _, err := w.Write(data); err != nil {
		return err
	}
	if err := done(); err != nil {
		return err
	}
	if is.HasErrors() || c.strict && len(is) > 0 {
		return exitWith(exitInvalid, "")
	}
	return nil
}

func frameworkFormat(s string) bool {
	switch s {
	case formatJSON, formatCASE, formatMoodle, formatJSONLD, formatTurtle, formatCSV, formatXLSX:
		return true
	}
	return false
}

// detectFramework tells the format of a file by how it begins.
func detectFramework(data []byte) string {
	start := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), " \t\r\n")
	switch {
	case len(start) == 0:
		return formatJSON // which says that it is empty
	case bytes.HasPrefix(start, []byte("PK\x03\x04")):
		return formatXLSX
	case bytes.HasPrefix(start, []byte("[")):
		return formatJSONLD
	case bytes.HasPrefix(start, []byte("{")):
		return detectJSON(start)
	case bytes.HasPrefix(start, []byte("<?xml")), bytes.HasPrefix(start, []byte("<referentiel")):
		return formatCSV // the legacy reader of package sheet
	case bytes.HasPrefix(start, []byte("@")), bytes.HasPrefix(start, []byte("<")), bytes.HasPrefix(bytes.ToLower(start[:min(len(start), 6)]), []byte("prefix")):
		return formatTurtle
	case moodleColumns(start):
		return formatMoodle
	}
	return formatCSV
}

// detectJSON looks at the member names of the first level.
func detectJSON(data []byte) string {
	r := strictjson.NewReader(data, strictjson.Wire, strictjson.Limits{Bytes: 64 << 20, Values: 8_000_000, Names: 100_000})
	for r.Enter(); r.More(); r.Skip() {
		switch string(r.Name()) {
		case "CFDocument", "CFItems", "CFAssociations":
			return formatCASE
		case "@context", "@graph", "@id":
			return formatJSONLD
		}
	}
	return formatJSON
}

// moodleColumns reports whether the first row has Moodle's 13 or 14 columns.
func moodleColumns(data []byte) bool {
	r := csv.NewReader(bytes.NewReader(data))
	r.LazyQuotes = true
	row, err := r.Read()
	return err == nil && (len(row) == 13 || len(row) == 14)
}

func (c *frameworkConversion) read(data []byte) (*competency.Framework, issue.Issues) {
	switch c.from {
	case formatCASE:
		p, is := imscase.Parse(data)
		if p == nil {
			return nil, is
		}
		if c.to == formatCASE {
			return &competency.Framework{}, is // the package itself is written
		}
		return p.ToFramework(), is
	case formatMoodle:
		f, is, err := moodlecsv.Read(bytes.NewReader(data), moodlecsv.ReadOptions{URI: competency.IRI(c.uri), Language: c.language})
		if err != nil {
			return nil, is
		}
		return f, is
	case formatJSONLD, formatTurtle:
		return skos.Parse(data, skos.Options{Scheme: competency.IRI(c.uri), Language: c.language})
	case formatCSV, formatXLSX:
		return sheet.Parse(data, sheet.Options{URI: competency.IRI(c.uri), Language: c.language, Repair: c.repair})
	}
	f, is := competency.Parse(data)
	if is.HasErrors() {
		return nil, is
	}
	return f, is
}

func (c *frameworkConversion) write(f *competency.Framework, source []byte) ([]byte, issue.Issues) {
	var b bytes.Buffer
	var is issue.Issues
	var err error
	switch c.to {
	case formatCASE:
		if c.from == formatCASE {
			p, _ := imscase.Parse(source)
			return p.Strict(), nil
		}
		p, losses := imscase.FromFramework(f)
		return p.Strict(), losses
	case formatMoodle:
		return moodlecsv.Write(f, moodlecsv.Options{ExactIDs: c.exactIDs, CutNames: c.cutNames, Language: c.language})
	case formatJSONLD:
		is, err = skos.WriteJSONLD(&b, f)
	case formatTurtle:
		is, err = skos.WriteTurtle(&b, f)
	case formatCSV:
		is, err = sheet.WriteCSV(&b, f)
	case formatXLSX:
		is, err = sheet.WriteXLSX(&b, f)
	default:
		err = f.Encode(&b)
	}
	if err != nil {
		return nil, is
	}
	return b.Bytes(), is
}

// tell lists repairs, losses and faults on standard error.
func (c *frameworkConversion) tell(src source, is issue.Issues) error {
	if c.report == "json" {
		b := []byte(`{"file":`)
		b = issue.AppendString(b, src.name)
		b = issue.AppendString(append(b, `,"from":`...), c.from)
		b = issue.AppendString(append(b, `,"to":`...), c.to)
		b = append(b, `,"issues":[`...)
		for i, x := range is.In(c.lang) {
			if i > 0 {
				b = append(b, ',')
			}
			b = x.AppendJSON(b)
		}
		_, err := c.err.Write(append(b, "]}\n"...))
		return err
	}
	if len(is) == 0 {
		return nil
	}
	text := src
	if c.from == formatXLSX {
		text.data = nil // no line of text to show
	}
	c.printIssues(c.err, text, is)
	_, err := fmt.Fprintln(c.err, c.countLine(is))
	return err
}

func newFrameworkTemplateCmd(a *app) *cobra.Command {
	var to, out string
	cmd := &cobra.Command{
		Use:   "template",
		Short: a.text("Écrire le modèle de tableur à remplir, avec son aide", "Write the spreadsheet template to fill in, with its help"),
		Long: a.text("Le modèle XLSX a une feuille d'aide et des listes à choisir. Rempli, il se convertit par « briques framework convert ».",
			`The XLSX template has a page of help and lists to choose from. Filled in, it is converted by "briques framework convert".`),
		Example: "  briques framework template -o modele.xlsx\n  briques framework template --to sheet-csv -o modele.csv\n  briques framework template --to help",
		Args:    cobra.NoArgs,
		RunE: func(_ *cobra.Command, _ []string) error {
			if to == formatAuto {
				to = formatXLSX
				if strings.HasSuffix(strings.ToLower(out), ".csv") {
					to = formatCSV
				}
			}
			if to != formatXLSX && to != formatCSV && to != "help" {
				return a.usageError("--to : sheet-xlsx, sheet-csv ou help", "--to: sheet-xlsx, sheet-csv or help")
			}
			if to == formatXLSX && (out == "" || out == "-") {
				return a.usageError("donnez un fichier : -o modele.xlsx", "name a file: -o template.xlsx")
			}
			w, done, err := a.output(out)
			if err != nil {
				return err
			}
			switch to {
			case formatXLSX:
				err = sheet.TemplateXLSX(w)
			case formatCSV:
				err = sheet.TemplateCSV(w)
			default:
				for _, row := range sheet.Help()[1:] {
					fmt.Fprintf(w, "%s\n  %s\n", row[0], row[1])
				}
			}
			if err != nil {
				return err
			}
			return done()
		},
	}
	cmd.Flags().StringVar(&to, "to", formatAuto, a.text("sheet-xlsx, sheet-csv, ou help pour l'aide seule", "sheet-xlsx, sheet-csv, or help for the help alone"))
	a.outFlag(cmd, writesFile, &out, "output", "o", "-", a.text("fichier écrit", "file written"))
	return cmd
}
