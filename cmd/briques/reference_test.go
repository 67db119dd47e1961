// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/event"
	widgets "forge.apps.education.fr/eafc/briques/wasm/widget/suite"
)

// golden compares text with a page of docs/reference, or writes it with
// -update. A line that leaves the page is a breaking change: CHANGELOG.md says
// so.
func golden(t *testing.T, name, text string) {
	t.Helper()
	file := filepath.Join(fixtures.Root(), "docs", "reference", name)
	if *updateCoverage {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range missing(string(want), text) {
		t.Errorf("%s: this promise is gone: %s", name, line)
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Errorf("%s is not what the code says; go test ./cmd/briques -run TestReference -update (-page +code)\n%s", name, diff)
	}
}

// missing lists the lines of a page that the code no longer gives.
func missing(page, code string) []string {
	have := map[string]bool{}
	for _, l := range strings.Split(code, "\n") {
		have[l] = true
	}
	var out []string
	for _, l := range strings.Split(page, "\n") {
		if !have[l] {
			out = append(out, l)
		}
	}
	return out
}

var inLanguages = []struct{ lang, suffix string }{{"fr", ".md"}, {"en", ".en.md"}}

// TestReferenceCommand: docs/reference/commande lists every command, flag,
// default and exit code, in both languages.
func TestReferenceCommand(t *testing.T) {
	for _, l := range inLanguages {
		golden(t, "commande"+l.suffix, commandPage(&app{lang: l.lang}, newRoot(&app{lang: l.lang})))
	}
}

// TestReferenceCommandSeesARemoval plants one: a flag that goes, a command
// that goes.
func TestReferenceCommandSeesARemoval(t *testing.T) {
	a := &app{lang: "fr"}
	page := commandPage(a, newRoot(a))
	root := newRoot(a)
	plan, _, err := root.Find([]string{"plan"})
	if err != nil {
		t.Fatal(err)
	}
	plan.ResetFlags()
	if gone := missing(page, commandPage(a, root)); !containsPart(gone, "`--proof`") {
		t.Errorf("a flag left, and only this is seen: %v", gone)
	}
	root = newRoot(a)
	if demo, _, err := root.Find([]string{"demo"}); err == nil {
		root.RemoveCommand(demo)
	}
	if gone := missing(page, commandPage(a, root)); !containsPart(gone, "## briques demo") {
		t.Errorf("a command left, and only this is seen: %v", gone)
	}
}

func containsPart(lines []string, part string) bool {
	return slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, part) })
}

func commandPage(a *app, root *cobra.Command) string {
	var b strings.Builder
	b.WriteString("<!-- cmd/briques TestReferenceCommand -update -->\n\n")
	b.WriteString("# " + a.text("La commande briques", "The briques command") + "\n\n")
	b.WriteString(a.text("Codes de retour communs : 0 bon, 1 invalide, 2 usage, 3 illisible, 4 genre inconnu. `--lang en` donne les messages en anglais, `BRIQUES_LANG=en` aussi.",
		"Exit codes of every command: 0 good, 1 invalid, 2 usage, 3 unreadable, 4 unknown kind. Messages are French unless `--lang en` or `BRIQUES_LANG=en`.") + "\n")
	describe(a, &b, root)
	return b.String()
}

func describe(a *app, b *strings.Builder, c *cobra.Command) {
	for _, sub := range c.Commands() {
		if sub.Hidden || sub.Name() == "help" || sub.Name() == "completion" {
			continue
		}
		fmt.Fprintf(b, "\n## %s\n\n%s.\n", sub.CommandPath(), strings.TrimSuffix(sub.Short, "."))
		if sub.Long != "" {
			fmt.Fprintf(b, "\n```text\n%s\n```\n", strings.TrimSpace(sub.Long))
		}
		if len(sub.Aliases) > 0 {
			fmt.Fprintf(b, "\n%s `%s`\n", a.text("Autres noms :", "Other names:"), strings.Join(sub.Aliases, "`, `"))
		}
		if sub.Runnable() && sub.Annotations[groupKey] == "" {
			fmt.Fprintf(b, "\n```text\n%s\n```\n", strings.Replace(sub.UseLine(), "[flags]", a.text("[options]", "[flags]"), 1))
		}
		if sub.Example != "" {
			var lines []string
			for _, l := range strings.Split(strings.Trim(sub.Example, "\n"), "\n") {
				lines = append(lines, strings.TrimPrefix(l, "  "))
			}
			fmt.Fprintf(b, "\n%s\n\n```text\n%s\n```\n", a.text("Exemples :", "Examples:"), strings.Join(lines, "\n"))
		}
		flags(a, b, sub)
		describe(a, b, sub)
	}
}

func flags(a *app, b *strings.Builder, c *cobra.Command) {
	var rows []string
	c.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" || f.Name == "lang" {
			return
		}
		name := "`--" + f.Name + "`"
		if f.Shorthand != "" {
			name = "`-" + f.Shorthand + "`, " + name
		}
		standard := f.DefValue
		if standard != "" && standard != "[]" && standard != "false" && standard != "0" && standard != "0s" {
			standard = "`" + standard + "`"
		} else {
			standard = ""
		}
		rows = append(rows, fmt.Sprintf("| %s | %s | %s |", name, cell(f.Usage), standard))
	})
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(b, "\n| %s |\n|---|---|---|\n%s\n", a.text("option | sens | défaut", "flag | meaning | default"), strings.Join(rows, "\n"))
}

// cell keeps a text inside one cell of a Markdown table.
func cell(s string) string {
	return strings.NewReplacer("|", "\\|", "\n", " ", "<", "&lt;", ">", "&gt;").Replace(s)
}

// TestReferenceWidgets: docs/reference/widgets lists every element, attribute,
// event, part and token.
func TestReferenceWidgets(t *testing.T) {
	for _, l := range inLanguages {
		golden(t, "widgets"+l.suffix, widgetPage(t, &app{lang: l.lang}))
	}
}

func widgetPage(t *testing.T, a *app) string {
	var b strings.Builder
	n := 0
	if a.lang == "en" {
		n = 1
	}
	b.WriteString("<!-- cmd/briques TestReferenceWidgets -update -->\n\n# " + a.text("Widgets : éléments, attributs, événements", "Widgets: elements, attributes, events") + "\n\n## " + a.text("Éléments", "Elements") + "\n\n")
	b.WriteString("| " + a.text("élément | ce qu'il montre | ses attributs propres", "element | what it shows | its own attributes") + " |\n|---|---|---|\n")
	own := map[string]bool{}
	for _, d := range widgets.All() {
		var names []string
		for _, x := range d.Attributes {
			own[x] = true
			names = append(names, "`"+x+"`")
		}
		fmt.Fprintf(&b, "| `<%s>` | %s | %s |\n", d.Tag, d.Title[n], strings.Join(names, ", "))
	}
	listed := map[string]bool{}
	for _, e := range events {
		listed[e.name] = true
	}
	for _, name := range found(t, regexp.MustCompile(`= "(eafc:[a-z]+)"`), "wasm/widget/event/*.go") {
		if !listed[name] {
			t.Errorf("event %s: no line in events", name)
		}
	}
	row := func(name string) {
		words, known := attributeWords[name]
		if !known {
			t.Errorf("attribute %s: no words in attributeWords", name)
		}
		fmt.Fprintf(&b, "| `%s` | %s |\n", name, words[n])
	}
	b.WriteString("\n## " + a.text("Attributs communs", "Common attributes") + "\n\n| " + a.text("attribut | sens", "attribute | meaning") + " |\n|---|---|\n")
	for _, x := range widget.Attributes {
		row(x)
	}
	b.WriteString("\n## " + a.text("Attributs propres", "Own attributes") + "\n\n| " + a.text("attribut | sens", "attribute | meaning") + " |\n|---|---|\n")
	for _, x := range sorted(own) {
		row(x)
	}
	b.WriteString("\n## " + a.text("Événements", "Events") + "\n\n" + a.text("Tous remontent et traversent les racines d'ombre. Aucun ne porte de texte libre, de nom ni d'adresse de personne.",
		"All bubble and cross shadow roots. None carries free text, a name or an address of a person.") + "\n\n| " + a.text("événement | quand | detail", "event | when | detail") + " |\n|---|---|---|\n")
	for _, e := range events {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", e.name, e.words[n], members(reflect.TypeOf(e.detail)))
	}
	b.WriteString("\n## " + a.text("Parties (::part)", "Parts (::part)") + "\n\n`" + strings.Join(found(t, regexp.MustCompile(`part="([a-z-]+)"`), "wasm/widget/*.go", "wasm/widget/*/*.go"), "`, `") + "`\n")
	b.WriteString("\n## " + a.text("Variables de style", "Custom properties") + "\n\n`" + strings.Join(found(t, regexp.MustCompile(`var\((--eafc-[a-z-]+)`), "wasm/assets/eafc.css"), "`, `") + "`\n")
	return b.String()
}

func members(t reflect.Type) string {
	var out []string
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		out = append(out, "`"+name+"`")
	}
	return strings.Join(out, ", ")
}

// found lists what the group of an expression matches in files, sorted.
func found(t *testing.T, pattern *regexp.Regexp, globs ...string) []string {
	t.Helper()
	seen := map[string]bool{}
	for _, g := range globs {
		files, err := filepath.Glob(filepath.Join(fixtures.Root(), filepath.FromSlash(g)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range pattern.FindAllSubmatch(data, -1) {
				seen[string(m[1])] = true
			}
		}
	}
	if len(seen) == 0 {
		t.Errorf("%v: nothing found", globs)
	}
	return sorted(seen)
}

func sorted(set map[string]bool) []string {
	var out []string
	for k := range set {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// events are the details by name, with when they are raised.
var events = []struct {
	name   string
	words  [2]string
	detail any
}{
	{event.NameReady, [2]string{"le widget tourne", "the widget runs"}, event.Ready{}},
	{event.NameStep, [2]string{"une étape s'affiche", "a step is shown"}, event.Step{}},
	{event.NameAnswer, [2]string{"une réponse est donnée ou passée", "an answer is given or skipped"}, event.Answer{}},
	{event.NameResult, [2]string{"les résultats s'affichent", "the results are shown"}, event.Result{}},
	{event.NameSend, [2]string{"« Envoyer » : la page peut annuler", "“Envoyer”: the page may cancel"}, event.Sending{}},
	{event.NameErased, [2]string{"tout a été effacé", "everything was erased"}, event.Erased{}},
	{event.NameError, [2]string{"une faute, avec son code", "a fault, with its code"}, event.Error{}},
	{event.NameCheck, [2]string{"des documents ont été contrôlés", "documents were checked"}, event.Checked{}},
	{event.NameAggregate, [2]string{"le tableau de bord a compté des fichiers", "the dashboard has counted files"}, event.Aggregate{}},
	{event.NameFinding, [2]string{"l'auto-évaluation a un autre constat sur une règle", "the self-assessment has another finding on a rule"}, event.Finding{}},
	{event.NameHeight, [2]string{"la hauteur a changé (cadre)", "the height has changed (frame)"}, event.Height{}},
}

// attributeWords say what an attribute does, French and English.
var attributeWords = map[string][2]string{
	"langue":           {"`fr` (défaut) ou `en`", "`fr` (default) or `en`"},
	"niveau-titre":     {"niveau du premier titre, de 2 (défaut) à 6", "level of the first heading, 2 (default) to 6"},
	"theme":            {"`auto`, `clair`, `sombre`, ou `hote` : les couleurs de la page (DSFR, Bootstrap)", "`auto`, `clair` (light), `sombre` (dark), or `hote`: the colours of the page (DSFR, Bootstrap)"},
	"chargement":       {"`visible` : à l'approche de l'écran (défaut) ; `immediat`", "`visible`: when it nears the screen (default); `immediat`"},
	"referentiel":      {"adresse d'un référentiel (JSON)", "address of a framework (JSON)"},
	"profil":           {"adresse d'un profil attendu, ou son nom à côté du référentiel", "address of a target profile, or its name beside the framework"},
	"catalogue":        {"adresse d'un catalogue de briques", "address of a catalogue of bricks"},
	"stockage":         {"`choix` : la personne peut garder ses réponses sur cet appareil (défaut) ; `aucun` ; `plateforme` : un cours les garde et le widget le dit (paquets SCORM) ; `refuse` : ce cours ne les garde pas, et le widget le dit", "`choix`: the person may keep answers on this device (default); `aucun`: never; `plateforme`: a course keeps them and the widget says so (SCORM packages); `refuse`: that course does not, and the widget says so"},
	"envoi":            {"`aucun` (défaut), `evenement` (la page reçoit), ou une adresse https", "`aucun` (none, default), `evenement` (the page receives), or an https address"},
	"endpoint-xapi":    {"relais xAPI de l'académie, https", "the academy's xAPI relay, https"},
	"campagne":         {"nom de la campagne", "name of the campaign"},
	"pseudonyme":       {"pseudonyme fait par le serveur de l'académie", "pseudonym made by the academy's server"},
	"prefill":          {"adresse d'un fichier enregistré à reprendre", "address of a saved file to go on from"},
	"afficher-attendu": {"rang attendu : `apres` la réponse (défaut), `avant`, `jamais`", "expected rank: `apres` (after) the answer (default), `avant` (before), `jamais` (never)"},
	"mode":             {"`complet` : une compétence après l'autre (défaut) ; `court` : celles du profil attendu ; `page` : toutes sur une page, sans bouton de départ", "`complet`: one competency after the other (default); `court`: those of the expected profile; `page`: all on one page, without a start button"},
	"max-briques":      {"nombre de briques à ne pas dépasser, de 1 à 100", "number of bricks not to exceed, 1 to 100"},
	"ancien":           {"ancienne version du référentiel", "earlier version of the framework"},
	"autre":            {"position de l'autre personne", "position of the other person"},
	"sien":             {"sa propre position", "one's own position"},
	"avant":            {"position de départ", "first position"},
	"apres":            {"position d'arrivée", "last position"},
	"rapport":          {"rapport d'un label", "report of a label"},
	"sujet":            {"faits de l'objet du rapport (`briques label facts`) : les constats sont recalculés dans la page ; demande `grille`", "facts of the subject of the report (`briques label facts`): findings are computed again in the page; needs `grille`"},
	"grille":           {"grille du label", "profile of the label"},
	"decision":         {"décision du label", "decision of the label"},
	"comparer":         {"autre version à comparer", "other version to compare"},
	"parcours":         {"identifiant d'un parcours du catalogue, ou adresse", "id of a pathway of the catalogue, or an address"},
	"portfolio":        {"fichier de portfolio", "portfolio file"},
	"genre":            {"genre attendu des documents (`brick`…) ; sans lui, celui qu'ils disent ou que montre leur contenu", "kind that the documents must be of (`brick`…); without it, the one they name or their content shows"},
	"badge":            {"adresse d'un badge à vérifier", "address of a badge to verify"},
	"cles":             {"adresse des clés publiques admises", "address of the public keys that count"},
	"emetteurs":        {"émetteurs admis, séparés par des espaces", "issuers that count, joined by spaces"},
	"retraits":         {"adresse de la liste de révocation ; sans elle, le widget dit que la révocation n'a pas été vue", "address of the revocation list; without it the widget says that revocation was not seen"},
	"plan":             {"adresse d'un plan d'indicateurs", "address of a plan of indicators"},
	"seuil":            {"effectif sous lequel une cellule est cachée : le minimum du projet, ou plus", "size below which a cell is hidden: the project's minimum, or more"},
	"cohorte":          {"`annee` : par année ; `aucune` : sans cohorte", "`annee`: by year; `aucune`: no cohort"},
	"faits":            {"faits déjà connus (JSON)", "facts known already (JSON)"},
	"risques":          {"`oui` : une action peut porter un risque ; `non` ; sans lui, selon la grille", "`oui` (yes): an action may carry a risk; `non` (no); without it, as the grid says"},
}

// TestReferencePackages: docs/reference/paquets lists every package that an
// importer may use, with the first sentence of its documentation.
func TestReferencePackages(t *testing.T) {
	cmd := exec.Command("go", "list", "-f", "{{if ne .Name \"main\"}}{{.ImportPath}}\t{{.Doc}}{{end}}", "./...")
	cmd.Dir = repository
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	const module = "forge.apps.education.fr/eafc/briques/"
	var b strings.Builder
	b.WriteString("<!-- cmd/briques TestReferencePackages -update -->\n\n# Paquets Go\n\nLa documentation du code est en anglais. `go doc` la donne en entier : `go doc forge.apps.education.fr/eafc/briques/catalogue/planner.Plan`. Chaque nom exporté est gardé par `internal/archtest`.\n\n| paquet | ce qu'il fait |\n|---|---|\n")
	count := 0
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		path, doc, _ := strings.Cut(line, "\t")
		path = strings.TrimPrefix(path, module)
		if path == "" || strings.Contains(path, "internal/") || strings.HasPrefix(path, "wasm/") && path != "wasm/pack" && path != "wasm/view" && path != "wasm/widget/event" {
			continue
		}
		count++
		if doc == "" {
			t.Errorf("%s has no documentation", path)
		}
		fmt.Fprintf(&b, "| `%s` | %s |\n", path, cell(doc))
	}
	if count < 25 {
		t.Errorf("only %d packages", count)
	}
	golden(t, "paquets.md", b.String())
}
