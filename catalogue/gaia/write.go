// SPDX-License-Identifier: Apache-2.0

package gaia

import (
	"bufio"
	"io"
	"strings"
	"time"

	"golang.org/x/text/encoding/charmap"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// WriteFormations writes the sessions that carry a GAIA identifier
// (table/dispositif/module/session, as Read keeps it) in the form of a
// Formations file: CP1252, one line per identifier, in the order given. Texts
// are written unchanged; a session without such an identifier, and a text that
// holds "|" or a letter beyond CP1252, is left out and reported.
func WriteFormations(w io.Writer, c *catalogue.Catalogue, sessions []catalogue.Session) (issue.Issues, error) {
	bricks, pathways := map[catalogue.BrickRef]string{}, map[catalogue.BrickRef]string{}
	for i := range c.Bricks {
		bricks[c.Bricks[i].Ref()] = c.Bricks[i].Title["fr"]
	}
	for i := range c.Pathways {
		pathways[c.Pathways[i].Ref()] = c.Pathways[i].Title["fr"]
	}
	out := bufio.NewWriter(w)
	var is issue.Issues
	for i := range sessions {
		s := &sessions[i]
		at := issue.Pointer("").Index(i)
		start, err1 := time.Parse(time.RFC3339, string(s.Start))
		end, err2 := time.Parse(time.RFC3339, string(s.End))
		if err1 != nil || err2 != nil {
			is = append(is, ruleTime.At(at.Field("start")))
			continue
		}
		title := ""
		if s.Pathway != nil {
			title = pathways[*s.Pathway]
		}
		written := false
		for _, a := range s.Aliases {
			id := strings.Split(a.Value, "/")
			if a.Scheme != "gaia" || len(id) != 4 {
				continue
			}
			start, end := start.In(paris), end.In(paris)
			cells := []string{id[0], id[1], title, id[2], bricks[s.Brick], id[3], s.Group, start.Format("02/01/2006"), start.Format("15:04"),
				end.Format("02/01/2006"), end.Format("15:04"), s.PlaceKind, s.Place, ""}
			line, rule := encode(cells)
			if rule != nil {
				is = append(is, rule.At(at))
				continue
			}
			written = true
			if _, err := out.WriteString(line + "\r\n"); err != nil {
				return is, err
			}
		}
		if !written {
			is = append(is, ruleLost.At(at, issue.Text{FR: "une session sans identifiant GAIA", EN: "a session without a GAIA identifier"}))
		}
		if s.Seats != 0 || len(s.Partners) > 0 {
			is = append(is, ruleLost.At(at, issue.Text{FR: "les places et les partenaires", EN: "seats and partners"}))
		}
	}
	return is, out.Flush()
}

// encode joins cells in CP1252; the rule says why it cannot.
func encode(cells []string) (string, *issue.Rule) {
	for _, c := range cells {
		if strings.ContainsAny(c, "|\r\n") {
			return "", ruleFields
		}
	}
	line, err := charmap.Windows1252.NewEncoder().String(strings.Join(cells, "|"))
	if err != nil {
		return "", ruleByte
	}
	return line, nil
}
