// SPDX-License-Identifier: Apache-2.0

//go:build !js

package indicator

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// VerbExperienced is the ADL verb of a resource opened.
const VerbExperienced = "http://adlnet.gov/expapi/verbs/experienced"

// ReadConsultations reads xAPI statements, one a line, and keeps those of the
// verb experienced: resource, pathway (the parent or grouping activity) and
// day. Nothing about the actor is kept. The list is never nil: statements were
// given. A line that is not strict JSON refuses the whole.
func ReadConsultations(r io.Reader) ([]Consultation, issue.Issues, error) {
	out := []Consultation{}
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 64<<10), 1<<20)
	for line := 1; sc.Scan(); line++ {
		data := bytes.TrimSpace(sc.Bytes())
		if len(data) == 0 {
			continue
		}
		is := strictjson.Scan(data, strictjson.Wire, strictjson.Limits{})
		var s struct {
			Verb, Object struct{ ID string }
			Timestamp    string
			Context      struct {
				ContextActivities struct{ Parent, Grouping []struct{ ID string } }
			}
		}
		if !is.HasErrors() && (data[0] != '{' || json.Unmarshal(data, &s) != nil) {
			is = issue.Shape001.Alone("", "statement", "statement")
		}
		if is.HasErrors() {
			for i := range is {
				is[i].Line += line - 1
			}
			return nil, is, nil
		}
		if s.Verb.ID != VerbExperienced || len(s.Timestamp) < 10 {
			continue
		}
		c := Consultation{Resource: competency.IRI(s.Object.ID), On: competency.Date(s.Timestamp[:10])}
		for _, a := range append(s.Context.ContextActivities.Parent, s.Context.ContextActivities.Grouping...) {
			if c.Pathway == "" && strings.Contains(a.ID, ":") {
				c.Pathway = competency.IRI(a.ID)
			}
		}
		out = append(out, c)
	}
	return out, nil, sc.Err()
}
