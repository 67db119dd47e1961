// SPDX-License-Identifier: Apache-2.0

package lheo_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/lheo"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

var options = lheo.Options{
	Body: lheo.Body{Name: "EAFC fictive", SIRET: "99999999800019", UAI: "0860000H", ActivityNumber: "54860000086", Contact: "Accueil",
		Address: lheo.Address{Line: "1 rue Fictive", PostalCode: "86000", City: "POITIERS"}, Email: "eafc@example.org"},
	Formacode: "44542", PublicCode: "81055", Rhythm: "Temps partiel",
}

func brick(id string, m catalogue.Modality, onSite, remote catalogue.Minutes) catalogue.Brick {
	return catalogue.Brick{ID: competency.IRI("https://exemple.fr/" + id), Version: "1.2.0", Title: competency.Text{"fr": "Brique <" + id + "> & suite"},
		Summary: competency.Text{"fr": "Lire un tableau de bord"}, Kind: catalogue.KindTraining, Status: catalogue.StatusIncubating, Modality: m, OnSite: onSite, Remote: remote,
		Targets: []catalogue.Target{}, Publics: []string{"personnel de direction", "inspection"}, PublishedOn: "2026-09-01", Language: "fr", Accessibility: competency.Text{"fr": "Salle accessible"},
		Partners: []catalogue.PartnerRole{{Partner: "siret:99999999800019", Role: catalogue.RoleDelivery}}}
}

func example() (*catalogue.Catalogue, []catalogue.Session) {
	positioning := competency.IRI("https://exemple.fr/positionnement")
	b1, b2, b3 := brick("b1", catalogue.ModalityOnSite, 360, 0), brick("b2", catalogue.ModalityBlended, 180, 120), brick("b3", catalogue.ModalitySelfPaced, 0, 60)
	b1.Positioning = &positioning
	b2.Prerequisites = []catalogue.Prerequisite{{AnyOf: []catalogue.BrickRef{b1.Ref()}}}
	r1, r2 := b1.Ref(), b2.Ref()
	c := &catalogue.Catalogue{Bricks: []catalogue.Brick{b1, b2, b3}, Pathways: []catalogue.Pathway{{ID: "https://exemple.fr/p", Version: "1.0.0", Title: competency.Text{"fr": "Parcours"},
		Summary: competency.Text{"fr": "Piloter"}, Status: catalogue.StatusIncubating, Steps: []catalogue.Step{{Brick: &r1}, {Brick: &r2, Optional: true}}, Total: 660,
		Partners: []catalogue.PartnerRole{{Partner: "siret:99999999800019", Role: catalogue.RoleDelivery}}}},
		Partners: []catalogue.Partner{{ID: "siret:99999999800019", Name: "EAFC fictive", SIRET: "99999999800019", UAI: "0860000H", Kind: catalogue.PartnerOperator}}}
	return c, []catalogue.Session{
		{ID: "s1", Brick: r1, Format: catalogue.FormatCourse, Start: "2027-01-18T09:00:00+01:00", End: "2027-01-18T16:00:00+01:00"},
		{ID: "s2", Brick: r2, Format: catalogue.FormatCourse, Start: "2027-06-01T09:00:00+02:00", End: "2027-06-02T16:00:00+02:00"}}
}

func write(t testing.TB, c *catalogue.Catalogue, s []catalogue.Session) string {
	t.Helper()
	var b bytes.Buffer
	is, err := lheo.Write(&b, c, s, options)
	if err != nil || is.HasErrors() {
		t.Fatal(err, is)
	}
	return b.String()
}

// TestRoundTrip: write then read is the identity on the mapped fields.
func TestRoundTrip(t *testing.T) {
	c, sessions := example()
	offer, is := lheo.Read(strings.NewReader(write(t, c, sessions)))
	if is.HasErrors() {
		t.Fatal(is)
	}
	for i := range c.Bricks {
		c.Bricks[i].PublishedOn = "" // has no element
	}
	if diff := cmp.Diff(*c, offer.Catalogue); diff != "" {
		t.Errorf("catalogue (-want +got)\n%s", diff)
	}
	offer.Sessions = offer.Sessions[:2] // the third is the permanent one of b3
	if diff := cmp.Diff(sessions, offer.Sessions); diff != "" {
		t.Errorf("sessions (-want +got)\n%s", diff)
	}
}

// mandatory lists the elements of a formation that may not lack, with the
// path that is blamed for each.
var mandatory = map[string]string{
	"domaine-formation": "formation", "intitule-formation": "formation", "objectif-formation": "formation", "resultats-attendus": "formation",
	"contenu-formation": "formation", "certifiante": "formation", "contact-formation": "formation", "parcours-de-formation": "formation",
	"code-niveau-entree": "formation", "action": "formation", "organisme-formation-responsable": "formation",
	"rythme-formation": "action", "code-public-vise": "action", "niveau-entree-obligatoire": "action", "modalites-alternance": "action",
	"modalites-enseignement": "action", "conditions-specifiques": "action", "prise-en-charge-frais-possible": "action", "modalites-entrees-sorties": "action", "session": "action",
	"numero-activite": "organisme-formation-responsable", "SIRET-organisme-formation": "organisme-formation-responsable", "nom-organisme": "organisme-formation-responsable",
	"raison-sociale": "organisme-formation-responsable", "coordonnees-organisme": "organisme-formation-responsable",
}

// TestMandatory deletes each mandatory element of the first circle in turn.
func TestMandatory(t *testing.T) {
	if len(mandatory) != 25 {
		t.Fatalf("%d elements", len(mandatory))
	}
	c, sessions := example()
	c.Bricks, c.Pathways = c.Bricks[:1], nil
	doc := write(t, c, sessions)
	for name, parent := range mandatory {
		cut := regexp.MustCompile(`(?s)<`+name+`[ >].*?</`+name+`>\n`).ReplaceAllString(doc, "")
		if cut == doc {
			t.Fatalf("%s is not in the document", name)
		}
		offer, is := lheo.Read(strings.NewReader(cut))
		want := fmt.Sprintf("LHEO-001 « %s » dans « %s »", name, parent)
		found := false
		for _, i := range is {
			found = found || i.Code == "LHEO-001" && strings.Contains(i.Message, "« "+name+" »") && strings.HasSuffix(string(i.Pointer), "/"+parent) && i.Line > 0
		}
		if !found || len(offer.Catalogue.Bricks) != 0 {
			t.Errorf("want %s, got %v and %d bricks", want, is, len(offer.Catalogue.Bricks))
		}
	}
}

func TestRead(t *testing.T) {
	c, sessions := example()
	c.Bricks, c.Pathways = c.Bricks[:1], nil
	doc := write(t, c, sessions)
	for _, tc := range []struct{ name, old, new, want string }{
		{"code", "<certifiante>0<", "<certifiante>2<", "LHEO-003"},
		{"length", "<codepostal>86000<", "<codepostal>860001<", "LHEO-002"},
		{"day", ">20270118</debut>", ">20270231</debut>", "LHEO-012"},
		{"number", "<nombre-heures-total>6<", "<nombre-heures-total>six<", "LHEO-012"},
		{"order", "<certifiante>0</certifiante>\n", "<certifiante>0</certifiante>\n<certifiante>0</certifiante>\n", "LHEO-010"},
		{"unknown", "<certifiante>0</certifiante>", "<certifiante>0</certifiante><inconnu/>", "LHEO-010"},
		{"dummy", "54860000086", "99999999999", "LHEO-007"},
		{"old namespace", "http://lheo.gouv.fr/2.3", "http://www.lheo.org/2.2", "LHEO-011"},
		{"other namespace", "http://lheo.gouv.fr/2.3", "urn:x", "LHEO-008"},
		{"doctype", "<lheo ", "<!DOCTYPE lheo><lheo ", "LHEO-009"},
	} {
		_, is := lheo.Read(strings.NewReader(strings.Replace(doc, tc.old, tc.new, 1)))
		codes := is.Codes()
		if len(codes) == 0 || !strings.Contains(strings.Join(codes, " "), tc.want) || is[0].Line == 0 {
			t.Errorf("%s: %v, want %s", tc.name, is, tc.want)
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	c, sessions := example()
	o := options
	o.Body.SIRET, o.Rhythm = "123", ""
	var b bytes.Buffer
	is, err := lheo.Write(&b, c, sessions, o)
	if err != nil || b.Len() > 0 || !is.HasErrors() {
		t.Errorf("wrote %d bytes, %v, %v", b.Len(), is, err)
	}
	odd := brick("b9", catalogue.ModalityRemoteAsync, 0, 61)
	is, err = lheo.Write(&b, &catalogue.Catalogue{Bricks: []catalogue.Brick{odd}}, []catalogue.Session{{ID: "s", Brick: odd.Ref(), Start: "2027-01-18T09:00:00+01:00", End: "2027-01-18T16:00:00+01:00"}}, options)
	if err != nil || b.Len() == 0 {
		t.Fatal(err, is)
	}
	if got := strings.Join(is.Codes(), " "); !strings.Contains(got, "LHEO-004") || !strings.Contains(got, "LHEO-005") {
		t.Errorf("losses %s", got)
	}
}

func TestFixtures(t *testing.T) {
	dir := fixtures.Path(t, "catalogue/lheo")
	for _, name := range []string{"fictif-minimal.xml", "fictif-modulaire.xml"} {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		first, is := lheo.Read(f)
		f.Close()
		if is.HasErrors() {
			t.Fatalf("%s: %v", name, is)
		}
		second, is := lheo.Read(strings.NewReader(write(t, &first.Catalogue, first.Sessions)))
		if is.HasErrors() {
			t.Fatalf("%s: %v", name, is)
		}
		first.Catalogue.Partners, second.Catalogue.Partners = nil, nil // the body is the writer's
		for i := range second.Catalogue.Bricks {
			second.Catalogue.Bricks[i].Partners = first.Catalogue.Bricks[i].Partners
		}
		for i := range second.Catalogue.Pathways {
			second.Catalogue.Pathways[i].Partners = first.Catalogue.Pathways[i].Partners
		}
		if diff := cmp.Diff(first.Catalogue, second.Catalogue); diff != "" {
			t.Errorf("%s (-first +second)\n%s", name, diff)
		}
	}
}

// TestXMLLint holds what we write against the derived XML schema, by another
// implementation.
func TestXMLLint(t *testing.T) {
	lint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("NOT RUN: xmllint is not installed")
	}
	xsd := fixtures.Path(t, "catalogue/lheo/lheo-2.3-derived.xsd")
	c, sessions := example()
	file := filepath.Join(t.TempDir(), "lheo.xml")
	if err := os.WriteFile(file, []byte(write(t, c, sessions)), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(lint, "--noout", "--nonet", "--schema", xsd, file).CombinedOutput(); err != nil {
		t.Errorf("xmllint: %v\n%s", err, out)
	}
}

func FuzzRead(f *testing.F) {
	c, sessions := example()
	f.Add(write(f, c, sessions))
	f.Fuzz(func(t *testing.T, in string) {
		offer, is := lheo.Read(strings.NewReader(in))
		if offer == nil && !is.HasErrors() {
			t.Fatal("nothing read and nothing said")
		}
	})
}

func ExampleWrite() {
	c, sessions := example()
	var b bytes.Buffer
	is, err := lheo.Write(&b, c, sessions, options)
	fmt.Println(is.HasErrors(), err, strings.Count(b.String(), "<formation "))
	// Output: false <nil> 4
}
