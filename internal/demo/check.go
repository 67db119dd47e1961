// SPDX-License-Identifier: Apache-2.0

package demo

import (
	"net/http"
	"strings"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// faulty is the brick that the checker page offers at first: four faults that
// partners really make.
const faulty = `{
  "id": "lire-les-donnees",
  "version": "1.0",
  "title": { "fr": "Lire les indicateurs de son établissement" },
  "kind": "training",
  "status": "certifié",
  "modality": "blended",
  "onSite": 180,
  "remote": "2h",
  "targets": [],
  "language": "fr"
}
`

func (s *Site) check(w http.ResponseWriter, r *http.Request) {
	text, done := faulty, false
	var issues issue.Issues
	if r.Method == http.MethodPost {
		r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
		if err := r.ParseForm(); err != nil {
			http.Error(w, "au plus 1 Mio", http.StatusRequestEntityTooLarge)
			return
		}
		text, done = r.PostForm.Get("brique"), true
		issues = checkBrick(text)
	}
	s.show(w, r, "verifier", map[string]any{"Text": text, "Done": done, "Issues": issues, "Errors": issues.Count(issue.SeverityError)})
}

func checkBrick(text string) issue.Issues {
	b, is, err := catalogue.DecodeAs[catalogue.Brick](strings.NewReader(text))
	if err != nil {
		return issue.Issues{ruleUnreadable.At("", err.Error())}
	}
	_ = b
	is.Sort()
	return is
}
