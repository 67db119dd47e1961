// SPDX-License-Identifier: Apache-2.0

package hostile_test

import (
	"bytes"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue/cmi5"
	"forge.apps.education.fr/eafc/briques/catalogue/demo"
	"forge.apps.education.fr/eafc/briques/catalogue/lheo"
	"forge.apps.education.fr/eafc/briques/internal/strictxml"
	"forge.apps.education.fr/eafc/briques/internal/trust/hostile"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

const course = `<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"><course id="https://exemple.fr/c"><title><langstring lang="fr">Oser</langstring></title>` +
	`<description><langstring lang="fr">Le droit d'oser</langstring></description></course><au id="https://exemple.fr/c/1"><title><langstring lang="fr">Un</langstring></title>` +
	`<description><langstring lang="fr">Premier</langstring></description><url>https://exemple.fr/c/1/index.html</url></au></courseStructure>`

// elements is what 100,000 elements take, the most that are read.
const elements = 24 << 20

// courseCodes: a course that is no XML breaks one requirement of cmi5.
var courseCodes = map[string]string{"XML-001": "CMI5-001", "XML-002": "CMI5-001", "XML-003": "CMI5-001", "XML-004": "CMI5-001"}

// offerCodes: an offer that is no XML is one fault, whose message names it.
var offerCodes = map[string]string{"XML-001": "LHEO-009", "XML-002": "LHEO-009", "XML-003": "LHEO-009", "XML-004": "LHEO-009"}

// offer is the demonstration catalogue as LHEO.
func offer(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := lheo.Write(&b, demo.Catalogue(), demo.Sessions()[:5], lheo.Options{
		Body: lheo.Body{Name: "EAFC fictive", SIRET: "99999999800019", UAI: "0860000H", ActivityNumber: "54860000086", Contact: "Accueil",
			Address: lheo.Address{Line: "1 rue Fictive", PostalCode: "86000", City: "POITIERS"}, Email: "eafc@example.org"},
		Formacode: "44542", PublicCode: "81055", Rhythm: "Temps partiel"}); err != nil || b.Len() == 0 {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestXML(t *testing.T) {
	strict := door{name: "strictxml", more: elements, read: func(b []byte) issue.Issues {
		_, is := strictxml.Parse(b, strictxml.Limits{})
		return is
	}}
	t.Run("cmi5", func(t *testing.T) {
		through(t, hostile.XML([]byte(course)), strict, door{name: "cmi5.Decode", codes: courseCodes, more: elements, read: func(b []byte) issue.Issues {
			_, is := cmi5.Decode(b)
			return is
		}})
	})
	t.Run("lheo", func(t *testing.T) {
		through(t, hostile.XML(offer(t)), strict, door{name: "lheo.Read", codes: offerCodes, more: elements, read: func(b []byte) issue.Issues {
			_, is := lheo.Read(bytes.NewReader(b))
			return is
		}})
	})
}
