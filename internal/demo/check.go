// SPDX-License-Identifier: Apache-2.0

package demo

import (
	"net/http"
	"sort"
	"strings"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/internal/kinds"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/check"
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
		issues = s.checkBrick(text)
	}
	s.show(w, r, "verifier", map[string]any{"Text": text, "Done": done, "Issues": issues, "Errors": issues.Count(issue.SeverityError)})
}

// validator judges as `briques validate` does.
var validator = schemas.Validator{Fast: check.Fast, Own: check.Own, MaxIssues: 100_000}

// checkBrick judges a pasted brick: alone, then among the others of the
// catalogue that is shown, where its references lead.
func (s *Site) checkBrick(text string) issue.Issues {
	data := []byte(text)
	res := validator.Validate(schemas.KindBrick, data)
	doc, ok := res.Value.(kinds.Document)
	if res.Verdict != schemas.VerdictValid || !ok {
		return byLine(res.Issues)
	}
	b := doc.Value.(*catalogue.Brick)
	whole := *s.data.Catalogue
	whole.Bricks = nil
	for _, other := range s.data.Catalogue.Bricks {
		if other.Ref() != b.Ref() {
			whole.Bricks = append(whole.Bricks, other)
		}
	}
	at := issue.Pointer("/bricks").Index(len(whole.Bricks))
	whole.Bricks = append(whole.Bricks, *b)
	seen := map[string]bool{}
	for _, i := range res.Issues {
		seen[i.Code+string(i.Pointer)] = true
	}
	among := whole.Check(s.data.Framework, s.data.Digital)
	for _, i := range among {
		rest, mine := strings.CutPrefix(string(i.Pointer), string(at))
		if i.Pointer = issue.Pointer(rest); mine && !seen[i.Code+rest] {
			i.Line, i.Column = 0, 0
			res.Issues = append(res.Issues, i)
		}
	}
	inf, _ := schemas.KindBrick.Info()
	strictjson.Locate(res.Issues, data, inf.Limits)
	return byLine(res.Issues)
}

// byLine puts the faults in the order in which the reader meets them.
func byLine(found issue.Issues) issue.Issues {
	sort.SliceStable(found, func(i, j int) bool {
		a, b := found[i], found[j]
		return a.Line < b.Line || a.Line == b.Line && a.Column < b.Column
	})
	return found
}
