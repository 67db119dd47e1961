// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/bench/result"
)

// Marks of the part of the READMEs that make bench writes.
const (
	begin = "<!-- mesures : make bench -->\n"
	end   = "<!-- /mesures -->\n"
)

var languages = map[string]bool{"README.md": false, "README.en.md": true} // English?

// readmes writes the figures of both READMEs.
func readmes(root string, r report) error {
	for name, en := range languages {
		file := filepath.Join(root, name)
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		text, err := filled(string(data), figures(r, en))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// checkReadmes fails unless both READMEs say what is stored.
func checkReadmes(root string) error {
	r, err := load(filepath.Join(root, "docs", "mesures.json"))
	if err != nil {
		return err
	}
	for name, en := range languages {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			return err
		}
		if text, err := filled(string(data), figures(r, en)); err != nil || text != string(data) {
			return fmt.Errorf("%s does not say what docs/mesures.json says; make bench writes both (%v)", name, err)
		}
	}
	return nil
}

// filled puts figures between the marks of a text.
func filled(text, figures string) (string, error) {
	from, to := strings.Index(text, begin), strings.Index(text, end)
	if from < 0 || to < from {
		return "", errors.New("no place for the measures")
	}
	return text[:from+len(begin)] + figures + text[to:], nil
}

// figures is one line per table: the last group, ours, the others as ratios,
// and the command that prints it.
func figures(r report, en bool) string {
	say := func(w result.Words) string {
		if en {
			return w.EN
		}
		return w.FR
	}
	var b strings.Builder
	b.WriteString(say(result.Words{FR: "| mesure | nous | à côté (combien de fois nous sommes meilleurs) | commande |\n|---|---|---|---|\n",
		EN: "| measure | ours | beside (how many times ours is better) | command |\n|---|---|---|---|\n"}))
	for _, t := range r.Tables {
		rows := head(t)
		if len(rows) == 0 {
			continue
		}
		var others []string
		ours := ""
		for _, row := range rows {
			if row.Ours {
				ours = number(row.Value, en)
				if t.Unit != widgetsUnit { // there the title of the row says it
					ours += " " + say(t.Unit)
				}
			} else {
				others = append(others, row.Name+" : "+number(row.Ratio, en)+" ×")
			}
		}
		between := " ; "
		if en {
			between = "; "
			for i := range others {
				others[i] = strings.Replace(others[i], " : ", ": ", 1)
			}
		}
		group := rows[0].Group
		if en && rows[0].GroupEN != "" {
			group = rows[0].GroupEN
		}
		fmt.Fprintf(&b, "| %s (%s) | %s | %s | `%s` |\n", say(t.Title), group, ours, strings.Join(others, between), t.Command)
	}
	return b.String()
}

// number writes three figures of a value, as the language does.
func number(v float64, en bool) string {
	if v < 1000 {
		text := strconv.FormatFloat(v, 'g', 3, 64)
		if !en {
			text = strings.Replace(text, ".", ",", 1)
		}
		return text
	}
	digits := strconv.Itoa(int(math.Round(v)))
	between := "\u00a0"
	if en {
		between = ","
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + between + digits[i:]
	}
	return digits
}

// head returns the rows of the first group.
func head(t result.Table) []result.Row {
	var out []result.Row
	for _, r := range t.Rows {
		if r.Group == t.Rows[0].Group {
			out = append(out, r)
		}
	}
	return out
}
