// SPDX-License-Identifier: Apache-2.0

package main

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var updateCoverage = flag.Bool("update", false, "rewrite docs/couverture.md")

// demand is one system or demand of a founding document: the package that
// meets it and the tests that prove it ("package TestName"), or why it is out
// of scope.
type demand struct {
	document, system, where string
	proof                   []string
	outside                 string
}

// demands is the table of every system named in the founding documents.
var demands = []demand{
	{"plan 1.1", "référentiels stables et évaluables", "competency", []string{"competency TestApplyOfDiff", "competency TestMigrateLosesNothingInSilence"}, ""},
	{"plan 1.1", "suivi de la maîtrise, parcours antérieurs", "competency/positioning, xapi/profile", []string{"competency/positioning TestReplay", "xapi/profile TestReadAnyOrder"}, ""},
	{"plan 1.1", "continuum de trois ans", "catalogue/indicator", []string{"catalogue/indicator TestCohortWindow", "catalogue/indicator TestMixed"}, ""},
	{"plan 1.1", "tuteurs en académie", "competency/positioning, Pathway.Tutored", []string{"competency/positioning TestSecondLook", "competency/positioning TestStatusesStayApart"}, ""},
	{"plan 1.2", "incubation, puis briques certifiées", "catalogue.Status", []string{"catalogue TestStatusPairs"}, ""},
	{"plan 1.2", "académies et EAFC (I03) ; compétences rares ou en tension, Jeunesse et Sports, enseignement supérieur (I04)", "catalogue.Partner, drapeaux des items", []string{"catalogue/indicator TestOracle", "catalogue/indicator TestYearFixture"}, ""},
	{"plan 1.3", "offre modulaire, à la carte ; EAFC", "catalogue/planner", []string{"catalogue/planner TestBruteForce", "catalogue/planner TestTreeWithAHoleIsRefused"}, ""},
	{"plan 1.3", "autoformation", "catalogue/cmi5, wasm/pack", []string{"catalogue/cmi5 TestFixture", "catalogue/indicator TestYearFixture"}, ""},
	{"plan 1.3", "publics mêlés : catégories, ministères (I07)", "catalogue.Participation", []string{"catalogue/indicator TestOracle"}, ""},
	{"plan 1.4", "auto-positionnement, e-portfolio", "wasm, competency/portfolio", []string{"competency/positioning TestSameInWebAssembly", "competency/positioning TestEveryPattern"}, ""},
	{"plan 1.4", "simulation, réalité virtuelle (I09) ; Lab'115 et simulateur : outils hors périmètre", "étiquettes des briques", []string{"catalogue/indicator TestOracle"}, ""},
	{"plan 1.5", "validation, certification, DU, VAE ; l'octroi reste aux autorités", "catalogue/credential", []string{"catalogue/credential TestVectors", "catalogue/credential TestNPMJose"}, ""},
	{"plan 1.5", "SIRH ; effet sur les élèves", "exports pseudonymisés", []string{"catalogue/indicator TestPlanIH2EF", "xapi/privacy TestPseudonyms"}, ""},
	{"plan 1.6", "RNQ, sept critères", "catalogue/label", []string{"catalogue/label TestRNQTotals", "catalogue/label TestRNQFixture", "catalogue/label TestEvidenceNeverTrue"}, ""},
	{"plan 1.6", "vade-mecum de conception", "docs/label, depuis les règles", []string{"catalogue/label TestVadeMecum"}, ""},
	{"plan 1.6", "1 400 intervenants, 600 experts : un public, aucune identité", "catalogue.Audience", []string{"catalogue/gaia TestNoPersonLeaves", "catalogue/indicator TestRefused"}, ""},
	{"plan 2", "chaire, thèses, résidence (I12 à I15 déclarés)", "catalogue.Source", []string{"catalogue/indicator TestPlanIH2EF"}, ""},
	{"plan 2", "veille (I17) ; l'outil de veille est hors périmètre", "sources watchNote", []string{"catalogue/indicator TestOracle"}, ""},
	{"plan 3.1", "label de l'IH2EF", "catalogue/label, catalogue/credential", []string{"catalogue/label TestWasmSame", "catalogue/label TestReportBytes", "cmd/briques TestLabelChain"}, ""},
	{"plan 3.1", "carte des partenariats : DE, AMUE, France Universités, RESP, IHE, INSP, IHEST, universités (I19)", "catalogue.Partnerships", []string{"catalogue TestIdentifiers", "catalogue TestPartnerships", "catalogue/indicator TestOracle"}, ""},
	{"plan 3.2", "cycle des auditeurs : dix mois, 25 personnes (I20 ; I21 et I22 déclarés)", "catalogue.Pathway", []string{"cmd/briques TestIndicatorsChain", "catalogue/indicator TestPlanIH2EF"}, ""},
	{"plan 3.3", "Erasmus+, DREIC, FEI (I23 à I26)", "étiquettes, Foreign", []string{"catalogue/indicator TestOracle"}, ""},
	{"plan 3.4", "Poitiers Capitale ; CNED, Canopé, SIA-FPE (I27)", "territorial-exemple", []string{"catalogue/label TestTwoLabels", "catalogue/indicator TestOracle"}, ""},
	{"plan 3.5", "site, réseaux sociaux, salons", "—", []string{"catalogue/indicator TestPlanIH2EF"}, "déclarés I28 à I30 ; I31 si tracé"},
	{"plan 4", "RGPD", "xapi/privacy, suppression des petites cellules", []string{"xapi/privacy TestRetentionAndErasure", "catalogue/indicator TestProtectAudit", "catalogue/indicator TestTablePublished"}, ""},
	{"plan 4.1", "portail, identité unique", "—", nil, "au système hôte ; OIDC à l'entrée du LRS ; pseudonymes seulement"},
	{"plan 4.1", "e-CRD, bibliothèque numérique, recherche fédérée (I32, I33 déclarés)", "catalogue/schemaorg", []string{"catalogue/schemaorg TestWrite", "catalogue/indicator TestPlanIH2EF"}, ""},
	{"plan 4.2", "GAIA", "catalogue/gaia", []string{"catalogue/gaia TestFixture", "catalogue/gaia TestRead"}, ""},
	{"plan 4.2", "M@gistère", "catalogue/magistere, competency/moodlecsv, wasm/pack", []string{"catalogue/magistere TestNominalHours", "competency/moodlecsv TestTreeKept"}, ""},
	{"plan 4.2", "paie, salles, hôtel, restaurant, classes virtuelles", "—", nil, "autres métiers"},
	{"plan 4.3", "PIX (I36 jamais déduit)", "competency/frameworks crcn ; déclaration datée", []string{"competency/frameworks TestGoldenDigests", "catalogue/indicator TestPlanIH2EF"}, ""},
	{"plan 4.3", "PNF ; formation prédictive, emplois du temps", "catalogue.Pathway", nil, "aucun modèle : pas de données, pas de promesse"},
	{"plan 5.1, 5.2", "locaux, carbone, achats", "—", []string{"catalogue/indicator TestPlanIH2EF"}, "déclarés I39 à I42"},
	{"plan 5.3, 5.4", "formation des agents (I43) ; cohésion (I44, I45)", "Audience staff", []string{"catalogue/indicator TestOracle", "catalogue/indicator TestMixed"}, ""},
	{"plan", "CEE, DEPP, INSEE, CSEN", "—", nil, "organismes, cités dans les sources"},
	{"IGÉSR", "socle commun, péremption", "competency/frameworks socle-commun-exemple", []string{"competency/positioning TestEffective", "catalogue/label TestValidity"}, ""},
	{"IGÉSR", "profils, GPEC, mobilité : aucune fonction ne rend des personnes", "competency/positioning Profile, Gap", []string{"internal/archtest TestNoFunctionReturnsPeople", "competency/positioning TestCompareMoves"}, ""},
	{"IGÉSR", "qualité interne, risques", "igesr-qualite-interne", []string{"catalogue/label TestGapSheet"}, ""},
	{"IGÉSR", "groupes voie professionnelle, SICI, juridique (guide de l'enquête), données et IA", "briques et référentiels", []string{"competency/frameworks TestShippedFrameworksAreSound"}, ""},
	{"DIESE", "communautés DINUM, DGA, écologie, santé", "catalogue.Coverage, competency.Merge", []string{"catalogue TestCoverageNamesNeedsWithoutOffer", "competency TestMergeKeepsEveryID"}, ""},
	{"DIESE", "mentorat, communs, annuaire, Tchap, visites", "—", nil, "pas des données de formation"},
	{"Qualéduc", "cycle, EQAVET, Mobilités, 18 académies", "qualeduc-cycle, eqavet-10", []string{"catalogue/label TestCompareAggregate", "catalogue/indicator TestReport"}, ""},
	{"OGP FR0064", "15 centres de services, suivi annuel", "services-exemple", []string{"cmd/briques TestServicesYears"}, ""},
	{"OGP FR0064", "plateforme de ressources, consultation, locaux, PIA, IRM", "—", nil, "pas des données de formation"},
}

// TestCouverture sees that every proof is a test that exists, and that
// docs/couverture.md says what the table says.
func TestCouverture(t *testing.T) {
	root := filepath.Join("..", "..")
	known := map[string]map[string]bool{}
	var b strings.Builder
	b.WriteString("<!-- Engendré par cmd/briques TestCouverture (-update) : ne pas modifier. -->\n\n# Ce que les textes nomment, et ce qui le prouve\n\n" +
		"Chaque ligne est un système ou une demande d'un texte fondateur. Chaque preuve est un test qui existe : `go test ./PAQUET -run TEST`.\n\n" +
		"| texte | système ou demande | où | preuve, ou raison |\n|---|---|---|---|\n")
	proved := 0
	for _, d := range demands {
		if len(d.proof) == 0 && d.outside == "" {
			t.Errorf("%s: %s: neither proof nor reason", d.document, d.system)
		}
		cell := d.outside
		if len(d.proof) > 0 {
			proved++
		}
		for _, p := range d.proof {
			pkg, name, _ := strings.Cut(p, " ")
			if known[pkg] == nil {
				known[pkg] = testsOf(t, filepath.Join(root, pkg))
			}
			if !known[pkg][name] {
				t.Errorf("%s: %s: no test %s in %s", d.document, d.system, name, pkg)
			}
			if cell != "" {
				cell += " ; "
			}
			cell += "`" + pkg + "` " + name
		}
		b.WriteString("| " + d.document + " | " + d.system + " | " + d.where + " | " + cell + " |\n")
	}
	path := filepath.Join(root, "docs", "couverture.md")
	if *updateCoverage {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != b.String() {
		t.Error("docs/couverture.md is not what the table says: go test ./cmd/briques -run TestCouverture -update")
	}
	t.Logf("%d rows, %d with a test", len(demands), proved)
}

// testsOf returns the names of the tests of a package.
func testsOf(t *testing.T, dir string) map[string]bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil {
				out[fn.Name.Name] = true
			}
		}
	}
	return out
}
