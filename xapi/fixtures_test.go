// SPDX-License-Identifier: Apache-2.0

package xapi_test

import (
	"bufio"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"os"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/xapi"
)

type adlCase struct {
	ID, XAPI, Requirement, Name string
	Valid                       bool
	Statement                   json.RawMessage
}

func TestADL(t *testing.T) {
	for _, set := range []struct {
		file    string
		version xapi.Version
		count   int
	}{{"xapi/adl/v1_0_3.jsonl", xapi.V103, 642}, {"xapi/adl/v2_0.jsonl", xapi.V20, 656}} {
		cases := fixtures.Lines[adlCase](t, set.file)
		if len(cases) != set.count {
			t.Errorf("%s: %d statements, want %d", set.file, len(cases), set.count)
		}
		for _, c := range cases {
			is := xapi.Validate(c.Statement, xapi.Options{Version: set.version})
			if is.HasErrors() == c.Valid {
				t.Errorf("%s %s %q: want valid %v, got %v\n%s", c.ID, c.Requirement, c.Name, c.Valid, is, c.Statement)
			}
			s, is := xapi.Decode(c.Statement, xapi.Options{Version: set.version})
			if is.HasErrors() {
				continue
			}
			again := s.AppendJSON(nil)
			if !xapi.Equal(c.Statement, again) || xapi.Digest(c.Statement) != xapi.Digest(again) {
				t.Errorf("%s: not equal after encoding\n%s\n%s", c.ID, c.Statement, again)
			}
		}
	}
}

func TestMoodleAndFUN(t *testing.T) {
	check := func(name string, raw []byte) {
		for _, v := range []xapi.Version{xapi.V103, xapi.V20} {
			if is := xapi.Validate(raw, xapi.Options{Version: v}); is.HasErrors() {
				t.Errorf("%s, %s: %v\n%s", name, v, is, raw)
			}
		}
	}
	for _, c := range fixtures.Lines[adlCase](t, "xapi/moodle/statements.jsonl") {
		check(c.ID, c.Statement)
	}
	f, err := os.Open(fixtures.Path(t, "xapi/ralph/statements-2000.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for sc := bufio.NewScanner(z); sc.Scan(); n++ {
		check("ralph", sc.Bytes())
	}
	if n != 2000 {
		t.Errorf("%d statements, want 2000", n)
	}
}

func TestRawCases(t *testing.T) {
	type rawCase struct {
		ID, Requirement, Raw string
		RawBase64            string `json:"raw_base64"`
		Valid                bool
		XAPI                 []xapi.Version
	}
	for _, c := range fixtures.Lines[rawCase](t, "xapi/raw-cases.jsonl") {
		raw := []byte(c.Raw)
		if c.RawBase64 != "" {
			raw, _ = base64.StdEncoding.DecodeString(c.RawBase64)
		}
		for _, v := range c.XAPI {
			is := xapi.Validate(raw, xapi.Options{Version: v})
			if is.HasErrors() == c.Valid || !c.Valid && (len(is) != 1 || is[0].Ref != c.Requirement) {
				t.Errorf("%s %s: valid %v %s, got %v %+v", c.ID, v, c.Valid, c.Requirement, is, is)
			}
		}
	}
}
