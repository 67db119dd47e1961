// SPDX-License-Identifier: Apache-2.0

package hostile_test

import (
	"bytes"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue/indicator"
	catalogues "forge.apps.education.fr/eafc/briques/catalogue/sheet"
	"forge.apps.education.fr/eafc/briques/competency/moodlecsv"
	"forge.apps.education.fr/eafc/briques/competency/sheet"
	"forge.apps.education.fr/eafc/briques/internal/tabular"
	"forge.apps.education.fr/eafc/briques/internal/trust/hostile"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

func TestCSV(t *testing.T) {
	framework := hostile.Table{Comma: ";", Header: []string{"type", "code", "parent", "rang", "intitule_fr", "n1", "n2", "nature", "origine"},
		Row: []string{"niveau", "", "N", "1", "Un", "", "", "", ""}}
	through(t, hostile.CSV(framework), door{name: "tabular.Parse", read: func(b []byte) issue.Issues {
		_, is := tabular.Parse(b, tabular.Options{})
		return is
	}}, door{name: "competency/sheet.Parse", read: func(b []byte) issue.Issues {
		_, is := sheet.Parse(b, sheet.Options{})
		return is
	}})
	bricks := hostile.Table{Comma: ";", Header: []string{"id", "titre_fr", "resume_fr", "vise", "partenaires", "public", "presence_min"},
		Row: []string{"https://exemple.fr/b", "Titre", "", "EA1@2", "", "", "60"}}
	through(t, hostile.CSV(bricks), door{name: "catalogue/sheet.Read", read: func(b []byte) issue.Issues {
		_, is, err := catalogues.Read(bytes.NewReader(b), catalogues.Options{})
		if err != nil {
			t.Error(err)
		}
		return is
	}})
	declared := hostile.Table{Comma: ";", Ragged: true, Header: []string{"indicateur", "valeur", "source", "date", "qualite", "note", "autre"}, Row: []string{"I11", "oui", "x", "2027-01-01", "y", "", ""}}
	through(t, hostile.CSV(declared), door{name: "indicator.ReadDeclared", read: func(b []byte) issue.Issues {
		_, is := indicator.ReadDeclared(b)
		return is
	}})
	moodle := hostile.Table{Comma: ",", Ragged: true, Header: []string{"Parent ID number", "ID number", "Short name", "Description", "Description format", "Scale values"}, Row: []string{"", "F", "Nom", "", "1", "\"a\""}}
	through(t, hostile.CSV(moodle), door{name: "moodlecsv.Read", read: func(b []byte) issue.Issues {
		_, is, err := moodlecsv.Read(bytes.NewReader(b), moodlecsv.ReadOptions{})
		if err != nil {
			t.Error(err)
		}
		return is
	}})
}
