// SPDX-License-Identifier: Apache-2.0

package checker

import (
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// Answer is what the checker of a page gets for one document: the reports of
// the command in both languages as it writes them, the title of the kind, the
// version of its schema, and the source around each fault (nil where there is
// none).
type Answer struct {
	FR       string     `json:"fr"`
	EN       string     `json:"en"`
	Title    issue.Text `json:"title"`
	Version  string     `json:"version,omitempty"`
	Excerpts []*Excerpt `json:"excerpts"`
}

// Page judges a document for a page that knows neither flags nor files. name
// is the kind that is asked for (or nothing), a slash, and the file name. The
// Answer is encoded as JSON.
func Page(name string, data []byte) []byte {
	kind, path, _ := strings.Cut(name, "/")
	o := Options{Kind: schemas.Kind(kind), Validator: schemas.Validator{Read: Read}, XAPI: xapi.Options{Version: xapi.V20}}
	res := o.Document(path, data)
	Locate(res.Issues, data)
	all := append(issue.Issues{}, res.Issues...)
	inf, _ := res.Kind.Info()
	a := Answer{Title: inf.Title, Version: schemas.Versions()[res.Kind].Version, Excerpts: make([]*Excerpt, len(all))}
	line := func(found issue.Issues) string {
		b, _ := Encode(Report{Path: path, Kind: string(res.Kind), Verdict: res.Verdict, Issues: found})
		return strings.TrimSuffix(string(b), "\n")
	}
	a.FR, a.EN = line(all), line(all.In("en"))
	var lines *strictjson.Lines
	for n, i := range all {
		if lines == nil {
			lines = strictjson.NewLines(data)
		}
		if e, ok := Around(lines, i.Line, i.Column); ok {
			a.Excerpts[n] = &e
		}
	}
	b, _ := Encode(a)
	return b
}
