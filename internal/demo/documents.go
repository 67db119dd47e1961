// SPDX-License-Identifier: Apache-2.0

package demo

import (
	"encoding/json"
	"os"
	"strconv"

	"forge.apps.education.fr/eafc/briques/internal/spoken"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// LeftOut is what is said of a document of the reader's own: its faults, and
// what of it the demonstration shows nevertheless.
type LeftOut struct {
	File   string
	Said   issue.Text
	Issues issue.Issues
}

var ruleUnreadable = issue.Rule{Code: "DEMO-001", Severity: issue.SeverityError,
	Message: issue.Text{FR: "fichier illisible : {0}", EN: "unreadable file: {0}"},
	Fix:     issue.Text{FR: "vérifiez le chemin et les droits", EN: "check the path and permissions"}}

func (d *Data) note(l LeftOut) {
	if len(byLine(l.Issues)) > 0 {
		d.LeftOut = append(d.LeftOut, l)
	}
}

// ownFramework reads a framework; nil if it has a fault.
func ownFramework(file string) ([]byte, LeftOut) {
	instead := issue.Text{FR: "référentiel laissé de côté, l’exemple de la démonstration le remplace", EN: "framework left out, the example of the demonstration takes its place"}
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, LeftOut{file, instead, issue.Issues{ruleUnreadable.At("", spoken.Reason(err))}}
	}
	res := validator.Validate(schemas.KindFramework, b)
	if res.Verdict != schemas.VerdictValid {
		return nil, LeftOut{file, instead, res.Issues}
	}
	return b, LeftOut{file, issue.Text{}, res.Issues}
}

// ownCatalogue reads a catalogue without its faulty bricks, pathways and
// partners; nil if nothing usable is left.
func ownCatalogue(file string) ([]byte, LeftOut) {
	instead := issue.Text{FR: "catalogue laissé de côté, l’exemple de la démonstration le remplace", EN: "catalogue left out, the example of the demonstration takes its place"}
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, LeftOut{file, instead, issue.Issues{ruleUnreadable.At("", spoken.Reason(err))}}
	}
	res := validator.Validate(schemas.KindCatalogue, b)
	if res.Verdict == schemas.VerdictValid {
		return b, LeftOut{file, issue.Text{}, res.Issues}
	}
	left := LeftOut{file, instead, res.Issues}
	// A brick that goes may be one that another needs: ask again until what
	// is left is valid.
	gone := 0
	for res.Verdict == schemas.VerdictInvalid {
		var n int
		if b, n = without(b, res.Issues); n == 0 {
			return nil, left
		}
		gone += n
		res = validator.Validate(schemas.KindCatalogue, b)
	}
	var kept struct{ Bricks []json.RawMessage }
	if res.Verdict != schemas.VerdictValid || json.Unmarshal(b, &kept) != nil || len(kept.Bricks) == 0 {
		return nil, left
	}
	n, m := strconv.Itoa(gone), strconv.Itoa(len(kept.Bricks))
	left.Said = issue.Text{FR: "laissés de côté : " + n + " ; briques gardées : " + m, EN: "left out: " + n + "; bricks kept: " + m}
	return b, left
}

// without drops from a catalogue, which was read strictly before, the elements
// of its lists that have an error, and says how many. It drops nothing if an
// error lies elsewhere.
func without(data []byte, found issue.Issues) ([]byte, int) {
	bad := map[string]map[int]bool{}
	for _, i := range found {
		if i.Severity != issue.SeverityError {
			continue
		}
		t := i.Pointer.Tokens()
		if len(t) < 2 || t[0] != "bricks" && t[0] != "pathways" && t[0] != "partners" {
			return nil, 0
		}
		at, err := strconv.Atoi(t[1])
		if err != nil {
			return nil, 0
		}
		if bad[t[0]] == nil {
			bad[t[0]] = map[int]bool{}
		}
		bad[t[0]][at] = true
	}
	var doc map[string]json.RawMessage
	if json.Unmarshal(data, &doc) != nil {
		return nil, 0
	}
	gone := 0
	for list, places := range bad {
		var all, kept []json.RawMessage
		if json.Unmarshal(doc[list], &all) != nil {
			return nil, 0
		}
		for at, one := range all {
			if places[at] {
				gone++
			} else {
				kept = append(kept, one)
			}
		}
		if kept == nil && list != "bricks" {
			delete(doc, list)
			continue
		}
		if kept == nil {
			kept = []json.RawMessage{}
		}
		text, err := json.Marshal(kept)
		if err != nil {
			return nil, 0
		}
		doc[list] = text
	}
	out, err := json.Marshal(doc)
	if err != nil {
		return nil, 0
	}
	return out, gone
}
