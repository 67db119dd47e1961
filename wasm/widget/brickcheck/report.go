// SPDX-License-Identifier: Apache-2.0

package brickcheck

import (
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/wasm/view"
)

// report is what the command says of one document.
type report struct {
	kind, verdict string
	issues        view.Doc
}

func (d *document) report(lang string) report {
	text := d.reports[0]
	if lang == "en" {
		text = d.reports[1]
	}
	v, err := view.Parse(text)
	if err != nil {
		return report{}
	}
	return report{kind: v.Text("kind"), verdict: v.Text("verdict"), issues: v.Get("issues")}
}

func (r report) count() (errors, warnings int) {
	r.issues.Each(func(_ string, i view.Doc) {
		if i.Text("severity") == "error" {
			errors++
		} else {
			warnings++
		}
	})
	return errors, warnings
}

// verdicts counts documents as the command does.
func (s *State) verdicts() (valid, invalid, unreadable, unknown int) {
	for i := range s.documents {
		if s.documents[i].reports[0] == "" {
			continue
		}
		switch s.documents[i].report("fr").verdict {
		case "valid":
			valid++
		case "invalid":
			invalid++
		case "unreadable":
			unreadable++
		default:
			unknown++
		}
	}
	return
}

// export gives the report of `briques validate --format json` ("json"), or
// what it counts ("etat").
func export(s *State, kind string) (string, bool) {
	valid, invalid, unreadable, unknown := s.verdicts()
	var counts view.Object
	counts.Int("valid", valid).Int("invalid", invalid).Int("unreadable", unreadable).Int("unknown", unknown)
	switch kind {
	case "etat":
		return counts.String(), true
	case "json":
		if valid+invalid+unreadable+unknown == 0 {
			return "", false
		}
		var b strings.Builder
		b.WriteString("{\n  \"$schema\": \"https://forge.apps.education.fr/eafc/briques/schemas/v1/validation-report.schema.json\",\n  \"documents\": [")
		for i := range s.documents {
			d := &s.documents[i]
			text := d.reports[0]
			if s.T.Lang() == "en" {
				text = d.reports[1]
			}
			if text == "" {
				continue
			}
			if !strings.HasSuffix(b.String(), "[") {
				b.WriteByte(',')
			}
			b.WriteString("\n    " + text)
		}
		b.WriteString("\n  ],\n  \"counts\": " + counts.String() + "\n}\n")
		return b.String(), true
	}
	return "", false
}

// summary says in one sentence how the documents are.
func (s *State) summary() string {
	valid, invalid, unreadable, unknown := s.verdicts()
	n := valid + invalid + unreadable + unknown
	return s.T.N(n, "{0} document", "{0} documents") + ", " + s.T.N(valid, "{0} valide", "{0} valides") + ", " + s.T.T("{0} à corriger", strconv.Itoa(n-valid))
}
