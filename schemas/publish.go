// SPDX-License-Identifier: Apache-2.0

package schemas

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"sort"
	"strings"
)

// Publication asks for the tree of one schema, ready to be pushed to a
// repository of its own that schema.data.gouv.fr gathers.
type Publication struct {
	Kind     Kind   // or
	Table    string // a Table Schema of v1/table
	Version  string // the tag: v1.2.0
	Homepage string // of that repository; Base if empty
	Contact  string // e-mail of the author; left out if empty
	Date     string // of publication, YYYY-MM-DD
}

var tag = regexp.MustCompile(`^v(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$`)

// Tree returns the files of the publication by path. File names are unique,
// as the aggregator asks.
func (p Publication) Tree() (map[string][]byte, error) {
	if !tag.MatchString(p.Version) {
		return nil, fmt.Errorf("version %q is not of the form v1.2.0", p.Version)
	}
	if p.Homepage == "" {
		p.Homepage = Base
	}
	if p.Table != "" {
		return p.table()
	}
	inf, ok := p.Kind.Info()
	if !ok {
		return nil, fmt.Errorf("no kind %q", p.Kind)
	}
	src, err := Source(p.Kind)
	if err != nil {
		return nil, err
	}
	name := string(p.Kind)
	file := "schemas/" + name + ".schema.json"
	title, about := inf.Title.FR, describe(src)
	files := map[string][]byte{file: src}
	for _, e := range Examples(p.Kind) {
		dir, base, _ := strings.Cut(e.Name, "/")
		files["examples/"+map[string]string{"valid": "valides", "invalid": "invalides"}[dir]+"/"+name+"-"+dir+"-"+base+".json"] = e.Data
	}
	files["schemas.yml"] = fmt.Appendf(nil, "title: %s\ndescription: %s\nhomepage: %s\nschemas:\n  - path: %s\n    title: %s\n",
		yamlString(title), yamlString(about), yamlString(p.Homepage), yamlString(file), yamlString(title))
	p.papers(files, title, about)
	return files, nil
}

// describe returns the description of a schema.
func describe(src []byte) string {
	var head struct {
		Description string `json:"description"`
	}
	_ = json.Unmarshal(src, &head)
	return head.Description
}

// yamlString writes s so that YAML reads exactly s: JSON strings are YAML.
func yamlString(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s)
	return strings.TrimSpace(b.String())
}

// papers adds what is read by people.
func (p Publication) papers(files map[string][]byte, title, about string) {
	names := make([]string, 0, len(files))
	for n := range files {
		names = append(names, n)
	}
	sort.Strings(names)
	var list strings.Builder
	for _, n := range names {
		list.WriteString("- `" + n + "`\n")
	}
	files["README.md"] = fmt.Appendf(nil, `# %s

%s

Ce schéma est produit par le projet Briques (%s) à partir de ses types ; il n'est pas modifié ici.
Version %s. Licence Ouverte 2.0 (etalab-2.0).

## Gouvernance

Le schéma évolue avec le projet : une version mineure accepte tout ce que la précédente acceptait, ce que prouve
un document témoin pour chaque restriction ; une version majeure change d'adresse.

## Vérifier un document

    briques validate mon-document.json

Tout validateur JSON Schema 2020-12 donne le même verdict sur un document lu strictement (ni nom en double, ni null).

## Fichiers

%s`, title, about, Base, p.Version, list.String())
	files["CHANGELOG.md"] = fmt.Appendf(nil, "# Journal des versions\n\n## %s\n\nPremière publication de cette version. Détail : %s/-/blob/main/CHANGELOG.md\n", p.Version, Base)
	files["CONTEXT.md"] = fmt.Appendf(nil, "# Contexte\n\n%s\n\nLes académies, leurs partenaires et les organismes de formation s'échangent ces données ; ce schéma dit ce qu'elles doivent être.\n", about)
	files["SEE_ALSO.md"] = []byte("# Voir aussi\n\n- 1EdTech CASE et Open Badges, xAPI et cmi5 (ADL), LHEO, schema.org : Briques lit et écrit ces formats, dont les schémas restent à leurs propriétaires.\n")
	files["LICENSE.md"] = []byte("# Licence\n\nLicence Ouverte / Open Licence 2.0 (etalab-2.0) : https://www.etalab.gouv.fr/licence-ouverte-open-licence/\n")
}

// table is the tree of a Table Schema: schema.json at the root.
func (p Publication) table() (map[string][]byte, error) {
	src, err := published.ReadFile(Major + "/table/" + p.Table + ".schema.json")
	if err != nil {
		return nil, fmt.Errorf("no table %q in this release (%s)", p.Table, strings.Join(Tables(), ", "))
	}
	var doc map[string]any
	if err := json.Unmarshal(src, &doc); err != nil {
		return nil, err
	}
	title, _ := doc["title"].(string)
	about, _ := doc["description"].(string)
	doc["homepage"], doc["version"] = p.Homepage, p.Version
	doc["path"] = strings.TrimSuffix(p.Homepage, "/") + "/-/raw/" + p.Version + "/schema.json"
	author := map[string]any{"title": "Projet Briques", "organisation": "EAFC", "role": "author"}
	if p.Contact != "" { // Table Schema asks for the title alone: no address is made up
		author["email"] = p.Contact
	}
	doc["contributors"] = []any{author}
	doc["resources"], doc["sources"] = []any{}, []any{}
	if p.Date != "" {
		doc["created"], doc["lastModified"] = p.Date, p.Date
	}
	out, err := json.MarshalIndent(doc, "", "  ")
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{"schema.json": append(out, '\n')}
	p.papers(files, title, about)
	return files, nil
}

// Tables returns the names of the published Table Schemas.
func Tables() []string {
	entries, err := fs.ReadDir(published, Major+"/table")
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(e.Name(), ".schema.json"))
	}
	return out
}
