// SPDX-License-Identifier: Apache-2.0

package hostile_test

import (
	"bytes"
	"testing"
	"testing/fstest"

	"forge.apps.education.fr/eafc/briques/catalogue/gaia"
	"forge.apps.education.fr/eafc/briques/catalogue/indicator"
	"forge.apps.education.fr/eafc/briques/catalogue/magistere"
	"forge.apps.education.fr/eafc/briques/internal/trust/hostile"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

func TestLines(t *testing.T) {
	const good = "ACA086|22A0860123|PILOTAGE PAR LA DONN\xc9E|51234|INTRODUCTION|778899|01|07/11/2022|09:00|07/11/2022|17:00|E|POITIERS|\r\n"
	through(t, hostile.Lines(good, []int{1, 3, 5}, []int{8, 9, 10, 11}), door{name: "gaia.Read", more: 8 << 20, read: func(b []byte) issue.Issues {
		_, is := gaia.Read(fstest.MapFS{"20221108/ac-poitiers_Formations_20221108.csv": &fstest.MapFile{Data: b}}, gaia.Options{})
		return is
	}})
	index := hostile.Table{Comma: ";", Header: []string{"tps_a_distance", "tps_en_presence", "year", "code", "title", "version", "authors", "contact"},
		Row: []string{"60", "0", "26", "ESP", "A", "1.0", "", ""}}
	through(t, hostile.CSV(index), door{name: "magistere.Read", codes: indexCodes, named: indexNamed, read: func(b []byte) issue.Issues {
		_, is := magistere.Read(bytes.NewReader(b))
		return is
	}})
	statement := hostile.Kind{Wire: true, Text: true, Bytes: 64 << 20, String: 1 << 20, Depth: 64, Whole: "SHAPE-001"}
	through(t, hostile.JSON([]byte(signedStatement), statement), door{name: "indicator.ReadConsultations", named: traceNamed, read: func(b []byte) issue.Issues {
		_, is, err := indicator.ReadConsultations(bytes.NewReader(bytes.ReplaceAll(b, []byte("\n"), []byte(" "))))
		if err != nil {
			return failed("READ-015", err)
		}
		return is
	}})
}

// An index is read by encoding/csv: what it refuses has one code.
var indexCodes = map[string]string{"TABLE-001": refused, "TABLE-002": refused, "TABLE-003": refused, "TABLE-004": refused, "TABLE-005": refused, "TABLE-006": refused}

// Columns of people are dropped, whatever is in them.
var indexNamed = map[string]string{"a cell of 33 KiB at line 2, column 7": accepted, "a cell of 33 KiB at line 2, column 8": accepted}

// A file without a line is a file without consultations; a line end is the end
// of a statement, and a line has 1 MiB at most.
var traceNamed = map[string]string{"nothing": accepted, "white space": accepted, "CSV": "READ-005", "a line end in a string": accepted, "many quotes": "READ-015",
	"a string over the limit": "READ-015", "a name over the limit": "READ-015"}
