// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/cmi5"
	"forge.apps.education.fr/eafc/briques/catalogue/gaia"
	"forge.apps.education.fr/eafc/briques/catalogue/lheo"
	"forge.apps.education.fr/eafc/briques/catalogue/magistere"
	"forge.apps.education.fr/eafc/briques/catalogue/schemaorg"
	"forge.apps.education.fr/eafc/briques/catalogue/sheet"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// offer is what a conversion carries from one format to another.
type offer struct {
	catalogue catalogue.Catalogue
	sessions  []catalogue.Session
}

// conversion is one run of catalogue convert.
type conversion struct {
	*app
	from, to, out, framework, sessions, options, pathway, pages, report string
	strict                                                              bool
	speaks                                                              *competency.Framework
}

func newCatalogueConvertCmd(a *app) *cobra.Command {
	c := &conversion{app: a}
	cmd := &cobra.Command{
		Use:   "convert IN", // a file, a folder, "exemple" or "-"
		Short: a.text("Convertir un catalogue d'un format à l'autre, chaque perte listée", "Convert a catalogue between formats, each loss listed"),
		Long: a.text(`Lit json, lheo (XML), cmi5 (XML ou zip), gaia (dossier), magistere (CSV) et
sheet (CSV ou XLSX) ; écrit json, lheo, schemaorg, cmi5, magistere, sheet-csv,
sheet-xlsx et gaia. Chaque élément est gardé ou signalé ; les pertes vont sur la
sortie d'erreur. --strict donne le code 1 à une perte.

--options donne en JSON ce qu'un catalogue ne sait pas de LHEO ou de M@gistère ;
« briques catalogue convert --help-options » en montre un modèle.
De GAIA aucun nom ni adresse n'est lu : sessions et modules seulement.`,
			`Reads json, lheo (XML), cmi5 (XML or zip), gaia (folder), magistere (CSV) and
sheet (CSV or XLSX); writes json, lheo, schemaorg, cmi5, magistere, sheet-csv,
sheet-xlsx and gaia. Every element is kept or reported; losses go to standard
error. --strict exits with 1 on a loss.

--options gives as JSON what a catalogue does not know of LHEO or M@gistère;
"briques catalogue convert --help-options" shows a model.
From GAIA no name or address is read: sessions and modules only.`),
		Example: `  briques catalogue convert catalogue.json --to lheo --options lheo.json -o offre.xml
  briques catalogue convert 20221108/ --to json -o gaia.json
  briques catalogue convert briques.xlsx --framework encadrement-exemple --to json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if help, _ := cmd.Flags().GetBool("help-options"); help {
				return printModel(a.out)
			}
			if len(args) == 0 {
				return a.usageError("un fichier ou un dossier est attendu", "a file or a folder is expected")
			}
			return c.run(args[0])
		},
	}
	f := cmd.Flags()
	f.StringVar(&c.from, "from", "auto", a.text("format lu", "format read"))
	f.StringVar(&c.to, "to", "json", a.text("format écrit", "format written"))
	a.outFlag(cmd, writesFile, &c.out, "output", "o", "-", a.text("fichier écrit", "file written"))
	f.StringVar(&c.framework, "framework", "", a.text("référentiel dont les codes servent (tableur)", "framework whose codes are used (table)"))
	f.StringVar(&c.sessions, "sessions", "", a.text("sessions à joindre (JSON)", "sessions to join (JSON)"))
	f.StringVar(&c.options, "options", "", a.text("ce que le format demande en plus (JSON)", "what the format asks beside (JSON)"))
	f.StringVar(&c.pathway, "pathway", "", a.text("parcours à écrire en cmi5 (IRI)", "pathway to write as cmi5 (IRI)"))
	f.StringVar(&c.pages, "pages", "", a.text("début https des pages des briques (schema.org)", "https start of the pages of bricks (schema.org)"))
	f.StringVar(&c.report, "report", "text", a.text("forme des constats : text ou json", "form of the issues: text or json"))
	f.BoolVar(&c.strict, "strict", false, a.text("une perte est une erreur", "a loss is an error"))
	f.Bool("help-options", false, a.text("modèle du fichier --options", "model of the --options file"))
	return cmd
}

// settings is the file of --options.
type settings struct {
	LHEO      lheoSettings      `json:"lheo,omitzero"`
	Magistere magistereSettings `json:"magistere,omitzero"`
}

type lheoSettings struct {
	Name       string `json:"name"`
	LegalName  string `json:"legalName,omitempty"`
	SIRET      string `json:"siret"`
	UAI        string `json:"uai,omitempty"`
	Activity   string `json:"activityNumber"`
	Contact    string `json:"contact"`
	Line       string `json:"line"`
	PostalCode string `json:"postalCode"`
	City       string `json:"city"`
	Email      string `json:"email"`
	Formacode  string `json:"formacode,omitempty"`
	Public     string `json:"publicCode"`
	Rhythm     string `json:"rhythm"`
}

type magistereSettings struct {
	Year       string `json:"year,omitempty"`
	Code       string `json:"code,omitempty"`
	Academy    string `json:"academy,omitempty"`
	Origin     string `json:"origin,omitempty"`
	Domain     string `json:"domain,omitempty"`
	Collection string `json:"collection,omitempty"`
}

func printModel(w io.Writer) error {
	model := settings{LHEO: lheoSettings{Name: "EAFC …", SIRET: "…", UAI: "…", Activity: "…", Contact: "Accueil", Line: "…", PostalCode: "…", City: "…", Email: "eafc@…",
		Formacode: "44542", Public: "81055", Rhythm: "Temps partiel"}, Magistere: magistereSettings{Year: "26", Code: "BRQ", Academy: "…"}}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(model)
}

func (c *conversion) run(in string) error {
	if c.framework != "" {
		f, _, err := c.loadFramework(c.framework)
		if err != nil {
			return err
		}
		c.speaks = f
	}
	var s settings
	if c.options != "" {
		data, err := c.readDocument(c.options)
		if err != nil {
			return err
		}
		if is := strictjson.Unmarshal(data, strictjson.Document, strictjson.Limits{}, &s); is.HasErrors() {
			c.printIssues(c.err, source{c.options, data}, is)
			return exitWith(exitOf(is), "")
		}
	}
	src, o, is, err := c.read(in)
	if err != nil {
		return err
	}
	if c.sessions != "" {
		data, err := c.readDocument(c.sessions)
		if err != nil {
			return err
		}
		var list []catalogue.Session
		if faults := strictjson.Unmarshal(data, strictjson.Document, strictjson.Limits{Bytes: 32 << 20, Values: 5_000_000}, &list); faults.HasErrors() {
			c.printIssues(c.err, source{c.sessions, data}, faults)
			return exitWith(exitOf(faults), "")
		}
		o.sessions = append(o.sessions, list...)
	}
	var b bytes.Buffer
	losses, err := c.write(&b, o, s)
	if err != nil {
		return err
	}
	if b.Len() > 0 {
		w, done, err := c.output(c.out)
		if err != nil {
			return err
		}
		if _, err := w.Write(b.Bytes()); err != nil {
			return err
		}
		if err := done(); err != nil {
			return err
		}
	}
	return c.tell(src, is, losses)
}

// tell prints what was found reading and lost writing, and gives the code.
func (c *conversion) tell(src source, read, lost issue.Issues) error {
	all := append(append(issue.Issues{}, read...), lost...)
	if c.report == "json" {
		b := []byte{'['}
		for i, is := range all.In(c.lang) {
			if i > 0 {
				b = append(b, ',')
			}
			b = is.AppendJSON(b)
		}
		fmt.Fprintf(c.err, "%s]\n", b)
	} else {
		c.printIssues(c.err, src, read)
		c.printIssues(c.err, source{name: c.to}, c.fold(lost))
		if len(all) > 0 {
			fmt.Fprintln(c.err, c.countLine(all))
		}
	}
	switch {
	case exitOf(all) != exitOK:
		return exitWith(exitOf(all), "")
	case c.strict && len(all) > 0:
		return exitWith(exitInvalid, "")
	}
	return nil
}

// fold tells a loss that many bricks share once, with their number.
func (c *conversion) fold(lost issue.Issues) issue.Issues {
	var out issue.Issues
	at, times := map[string]int{}, []int{}
	for _, i := range lost.In(c.lang) {
		key := i.Code + "\x00" + i.Message
		if n, seen := at[key]; seen {
			times[n]++
			continue
		}
		at[key] = len(out)
		out, times = append(out, issue.Issue{Code: i.Code, Severity: i.Severity, Message: i.Message, Fix: i.Fix}), append(times, 1)
	}
	for n := range out {
		if times[n] > 1 {
			out[n].Message += fmt.Sprintf(c.text(" (%d fois)", " (%d times)"), times[n])
		}
	}
	return out
}

// read reads IN in its format; an offer comes back whatever was found.
func (c *conversion) read(in string) (source, offer, issue.Issues, error) {
	if info, err := os.Stat(in); err == nil && info.IsDir() {
		day, is := gaia.Read(os.DirFS(in), gaia.Options{})
		return source{name: in}, offer{day.Catalogue, day.Sessions}, is, nil
	}
	src, err := c.openCatalogue(in)
	if err != nil {
		return source{}, offer{}, nil, err
	}
	data, format := src.data, c.from
	if format == "auto" {
		if format = detect(data); format == "" {
			return src, offer{}, nil, exitWith(exitUnknown, c.text("%s : format non reconnu, donnez --from", "%s: format not recognised, give --from"), in)
		}
	}
	var o offer
	var is issue.Issues
	switch format {
	case "json":
		k, faults, err := catalogue.Decode(bytes.NewReader(data))
		if err != nil {
			return src, o, nil, err
		}
		if is = faults; k != nil {
			o.catalogue = *k
		}
	case "lheo":
		read, faults := lheo.Read(bytes.NewReader(data))
		if is = faults; read != nil {
			o = offer{read.Catalogue, read.Sessions}
		}
	case "cmi5":
		course, faults := cmi5.Read(bytes.NewReader(data), int64(len(data)), "")
		if is = faults; course != nil {
			k, lost := course.ToCatalogue()
			o.catalogue, is = *k, append(is, lost...)
		}
	case "magistere":
		k, faults := magistere.Read(bytes.NewReader(data))
		o.catalogue, is = *k, faults
	case "sheet":
		k, faults, err := sheet.Read(bytes.NewReader(data), sheet.Options{Framework: c.speaks})
		if err != nil {
			return src, o, nil, err
		}
		o.catalogue, is = *k, faults
	default:
		return src, o, nil, exitWith(exitUsage, c.text("--from %s : json, lheo, cmi5, gaia, magistere ou sheet", "--from %s: json, lheo, cmi5, gaia, magistere or sheet"), format)
	}
	if bytes.HasPrefix(data, []byte("PK")) {
		src.data = nil // no line to show
	}
	return src, o, is, nil
}

// detect tells a format by its first bytes; "" when it cannot.
func detect(data []byte) string {
	start := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n")
	head, _, _ := bytes.Cut(start, []byte("\n"))
	first := strings.ToLower(string(head))
	switch {
	case bytes.HasPrefix(start, []byte("{")):
		return "json"
	case bytes.HasPrefix(start, []byte("PK")):
		if bytes.Contains(data, []byte("xl/workbook.xml")) {
			return "sheet"
		}
		return "cmi5"
	case bytes.HasPrefix(start, []byte("<")) && bytes.Contains(start[:min(len(start), 4096)], []byte("courseStructure")):
		return "cmi5"
	case bytes.HasPrefix(start, []byte("<")):
		return "lheo"
	case strings.Contains(first, "tps_a_distance"):
		return "magistere"
	case strings.Contains(first, "titre_fr"):
		return "sheet"
	}
	return ""
}

func (c *conversion) write(w io.Writer, o offer, s settings) (issue.Issues, error) {
	k := &o.catalogue
	switch c.to {
	case "json":
		return nil, k.Encode(w)
	case "lheo":
		l := s.LHEO
		return lheo.Write(w, k, o.sessions, lheo.Options{Formacode: l.Formacode, PublicCode: l.Public, Rhythm: l.Rhythm,
			Body: lheo.Body{Name: l.Name, LegalName: l.LegalName, SIRET: l.SIRET, UAI: l.UAI, ActivityNumber: l.Activity, Contact: l.Contact, Email: l.Email,
				Address: lheo.Address{Line: l.Line, PostalCode: l.PostalCode, City: l.City}}})
	case "schemaorg":
		return schemaorg.Write(w, k, o.sessions, schemaorg.Options{Lang: c.lang, Publisher: k.Publisher, Page: c.page, Item: c.item()})
	case "cmi5":
		return c.writeCourse(w, k)
	case "magistere":
		m := s.Magistere
		return magistere.Write(w, k, magistere.Options{Year: m.Year, Code: m.Code, Academy: m.Academy, Origin: m.Origin, Domain: m.Domain, Collection: m.Collection})
	case "sheet-csv":
		return sheet.Write(w, k, sheet.CSV, sheet.Options{Framework: c.speaks})
	case "sheet-xlsx":
		return sheet.Write(w, k, sheet.XLSX, sheet.Options{Framework: c.speaks})
	case "gaia":
		return gaia.WriteFormations(w, k, o.sessions)
	}
	return nil, exitWith(exitUsage, c.text("--to %s : json, lheo, schemaorg, cmi5, magistere, sheet-csv, sheet-xlsx ou gaia", "--to %s: json, lheo, schemaorg, cmi5, magistere, sheet-csv, sheet-xlsx or gaia"), c.to)
}

func (c *conversion) page(b *catalogue.Brick) string {
	if c.pages == "" {
		return string(b.ID)
	}
	name := string(b.ID)
	if i := strings.LastIndexAny(name, "/:#"); i >= 0 {
		name = name[i+1:]
	}
	return strings.TrimSuffix(c.pages, "/") + "/" + name
}

// item names framework items when --framework is given.
func (c *conversion) item() func(competency.Ref) (uri, code, title string) {
	if c.speaks == nil {
		return nil
	}
	return func(r competency.Ref) (uri, code, title string) {
		it, ok := c.speaks.Item(r.Item)
		if !ok || r.Framework != c.speaks.URI {
			return "", "", ""
		}
		if uri = string(it.URI); uri == "" {
			uri = "urn:uuid:" + string(it.ID)
		}
		return uri, it.Code, it.Label.In(c.lang)
	}
}

func (c *conversion) writeCourse(w io.Writer, k *catalogue.Catalogue) (issue.Issues, error) {
	for i := range k.Pathways {
		p := &k.Pathways[i]
		if c.pathway != "" && string(p.ID) != c.pathway {
			continue
		}
		course, is := cmi5.FromPathway(k, p, cmi5.Options{Objective: func(r competency.Ref) competency.Text {
			if c.speaks != nil {
				if it, ok := c.speaks.Item(r.Item); ok {
					return it.Label
				}
			}
			return competency.Text{"": string(r.Item)}
		}})
		return is, course.Encode(w)
	}
	return nil, c.usageError("cmi5 décrit un parcours : --pathway IRI d'un parcours du catalogue", "cmi5 describes a pathway: --pathway IRI of a pathway of the catalogue")
}
