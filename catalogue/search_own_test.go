// SPDX-License-Identifier: Apache-2.0

//go:build !js

package catalogue_test

import (
	"fmt"
	"math/rand"
	"runtime"
	"sort"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/demo"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// ownQueries are 60 queries as people type them over the demonstration
// catalogue, with the bricks a reader expects.
var ownQueries = [][]string{
	{"laicite", "laicite-fondamentaux", "laicite-situations"}, {"harcèlement", "climat-scolaire"}, {"harcelement scolaire", "climat-scolaire"},
	{"IA", "ia-decouverte", "ia-encadrer"}, {"intelligence artificielle", "ia-decouverte"}, {"charte IA", "ia-encadrer"},
	{"cyber attaque", "cyber-premiers-gestes"}, {"cyberattaques", "cyber-premiers-gestes"}, {"conflits", "mediation-conflits"},
	{"gérer un conflit", "mediation-conflits"}, {"réunions", "animer-une-reunion"}, {"animation de réunion", "animer-une-reunion"},
	{"tableaux de bord", "tableau-de-bord"}, {"indicateur", "tableau-de-bord", "demarche-qualite"}, {"dotation horaire", "moyens-dgh"},
	{"marché public", "marches-publics"}, {"commande publique", "marches-publics"}, {"achats", "marches-publics", "numerique-cadre"},
	{"crise", "cellule-de-crise", "exercice-de-crise"}, {"cellules de crise", "cellule-de-crise"}, {"communication de crise", "communication-de-crise"},
	{"presse", "communication-de-crise"}, {"retour d'experience", "retour-experience"}, {"AESH", "pilotage-aesh"},
	{"accompagnants", "pilotage-aesh"}, {"ecole inclusive", "ecole-inclusive-essentiel", "ecole-inclusive-referent"}, {"handicap", "besoins-particuliers-reperage", "ecole-inclusive-essentiel"},
	{"accessibilité", "accessibilite-pedagogique"}, {"entretien pro", "entretien-professionnel"}, {"entretiens professionnels", "entretien-professionnel"},
	{"recadrer un agent", "entretien-difficile"}, {"télétravail équipe à distance", "manager-a-distance"}, {"management à distance", "manager-a-distance"},
	{"co-développement", "codeveloppement"}, {"co développement", "codeveloppement"}, {"codeveloppement", "codeveloppement"},
	{"auto évaluation", "auto-evaluation"}, {"autoévaluation", "auto-evaluation"}, {"évaluateurs externes", "evaluateur-externe"},
	{"évaluer une politique", "evaluation-politiques"}, {"qualité de vie au travail", "qualite-de-vie-au-travail"}, {"démarches qualité", "demarche-qualite"},
	{"erasmus", "erasmus-demarrer"}, {"europe", "erasmus-demarrer"}, {"collectivité territoriale", "partenariat-collectivites"},
	{"élus", "partenariat-collectivites"}, {"partenaires", "partenaires-cartographie"}, {"conduite de projet", "projet-accelere", "projet-methode"},
	{"projet d'etablissement", "projet-etablissement-axes"}, {"résistance au changement", "resistances-au-changement"}, {"observation de séance", "observer-une-seance"},
	{"conseil pédagogique", "conseil-pedagogique-utile"}, {"discipline", "procedure-disciplinaire"}, {"procédures disciplinaires", "procedure-disciplinaire"},
	{"quorum", "actes-et-instances"}, {"PPMS mise en sûreté", "securite-plan"}, {"débuter comme cadre", "cadre-debutant-socle"},
	{"nouveaux arrivants accueil", "accueil-neo-titulaires"}, {"égalité filles garçons", "egalite-filles-garcons"}, {"donées", "donnees-premiers-pas", "donnees-decider", "donnees-expert"},
}

func TestSearchOwnQueries(t *testing.T) {
	var cases []searchCase
	for i, q := range ownQueries {
		c := searchCase{ID: fmt.Sprint("own", i+1), Query: q[0]}
		for _, e := range q[1:] {
			c.Expect = append(c.Expect, "https://eafc.example/briques/"+e)
		}
		cases = append(cases, c)
	}
	for _, absent := range []string{"natation", "soudure à l'arc", "œnologie", "chirurgie"} {
		cases = append(cases, searchCase{ID: "absent", Query: absent})
	}
	if len(ownQueries) != 60 {
		t.Fatalf("%d queries", len(ownQueries))
	}
	judge(t, catalogue.NewIndex(catalogue.IndexOptions{}, demo.Catalogue()), cases, 90, 97, "")
}

// many returns catalogues of 20,000 bricks with words drawn like real ones: a
// few very common, many rare.
func many(bricks int) []*catalogue.Catalogue {
	r := rand.New(rand.NewSource(1))
	base := demo.Catalogue().Bricks
	zipf := rand.NewZipf(r, 1.15, 4, 30000)
	word := func() string {
		n, s := zipf.Uint64(), ""
		for k := uint64(0); k < 3 || n > 0; k++ {
			s += []string{"ra", "mo", "ti", "cle", "por", "sin", "du", "ve", "pla", "gou", "née", "fra", "bil", "con", "tro", "lec"}[n%16]
			n /= 16
		}
		return s
	}
	var out []*catalogue.Catalogue
	for n := 0; n < bricks; n++ {
		if n%catalogue.MaxBricks == 0 {
			out = append(out, &catalogue.Catalogue{})
		}
		b := base[n%len(base)]
		b.ID = competency.IRI(fmt.Sprintf("%s-%06d", b.ID, n))
		title, summary := b.Title["fr"], b.Summary["fr"]
		for k := 0; k < 3; k++ {
			title += " " + word()
		}
		for k := 0; k < 12; k++ {
			summary += " " + word()
		}
		b.Title, b.Summary = competency.FR(title), competency.FR(summary)
		c := out[len(out)-1]
		c.Bricks = append(c.Bricks, b)
	}
	return out
}

// TestSearchScale prints the time and memory of an index of 100,000 bricks.
func TestSearchScale(t *testing.T) {
	n := fixtures.Count(2000, 100000)
	list := many(n)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	x := catalogue.NewIndex(catalogue.IndexOptions{}, list...)
	built := time.Since(start)
	runtime.GC()
	runtime.ReadMemStats(&after)
	var times []time.Duration
	for round := 0; round < 5; round++ {
		for i, q := range ownQueries {
			query := catalogue.Query{Text: q[0]}
			switch (i + round) % 4 {
			case 1:
				query.Modalities = []catalogue.Modality{catalogue.ModalityBlended, catalogue.ModalityRemoteLive}
			case 2:
				query.MaxMinutes = 240
				query.Publics = []string{"inspecteur"}
			}
			start := time.Now()
			r := x.Search(query)
			times = append(times, time.Since(start))
			if r.Total == 0 && (i+round)%4 != 1 && (i+round)%4 != 2 {
				t.Errorf("%q finds nothing", q[0])
			}
		}
	}
	sort.Slice(times, func(a, b int) bool { return times[a] < times[b] })
	p := func(q int) float64 { return float64(times[len(times)*q/100].Microseconds()) / 1000 }
	t.Logf("%d bricks: index in %v, %.0f MB; %d queries: median %.2f ms, p95 %.2f ms, worst %.2f ms", x.Len(), built.Round(time.Millisecond),
		float64(after.HeapAlloc-before.HeapAlloc)/1e6, len(times), p(50), p(95), float64(times[len(times)-1].Microseconds())/1000)
}

// BenchmarkSearch asks 10,000 bricks our own questions in turn.
func BenchmarkSearch(b *testing.B) {
	x := catalogue.NewIndex(catalogue.IndexOptions{}, many(10_000)...)
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		x.Search(catalogue.Query{Text: ownQueries[n%len(ownQueries)][0], Limit: 20})
		n++
	}
}

// TestFind: what a screen finds is what a Query finds.
func TestFind(t *testing.T) {
	x := catalogue.NewIndex(catalogue.IndexOptions{}, demo.Catalogue())
	onSite := func(b *catalogue.Brick) bool { return b.Modality == catalogue.ModalityOnSite }
	for _, text := range []string{"", "évaluer", "harcelement", "pilotage pedagogique", "zzz"} {
		want := x.Search(catalogue.Query{Text: text, Modalities: []catalogue.Modality{catalogue.ModalityOnSite}, Limit: 7})
		got := x.Find(text, onSite, 7)
		if got.Total != want.Total || got.Approximate != want.Approximate || len(got.Hits) != len(want.Hits) || got.Facets != nil {
			t.Errorf("%q: %d of %d hits, %d of %d", text, len(got.Hits), got.Total, len(want.Hits), want.Total)
			continue
		}
		for i, h := range got.Hits {
			if h.Brick != want.Hits[i].Brick || h.Score != want.Hits[i].Score || h.Approximate != want.Hits[i].Approximate {
				t.Errorf("%q: hit %d is %s, want %s", text, i, h.Brick.ID, want.Hits[i].Brick.ID)
			}
		}
	}
}
