// SPDX-License-Identifier: Apache-2.0

package tabular

import (
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// runs reports whether a spreadsheet might run s instead of showing it.
func runs(s string) bool {
	return s != "" && strings.IndexByte("=+-@\t\r", s[0]) >= 0 || strings.HasPrefix(s, "＝")
}

// Escape puts an apostrophe before a text that a spreadsheet might run.
// Unescape gives the text back, whatever it is.
func Escape(s string) string {
	if runs(strings.TrimLeft(s, "'")) {
		return "'" + s
	}
	return s
}

// Unescape removes what Escape adds.
func Unescape(s string) string {
	if strings.HasPrefix(s, "'") && runs(strings.TrimLeft(s, "'")) {
		return s[1:]
	}
	return s
}

// Risky lists the cells that a spreadsheet might run, for formats that must
// be written unchanged. Rows are numbered from 1.
func Risky(rows [][]string) issue.Issues {
	var is issue.Issues
	for i, row := range rows {
		for j, c := range row {
			if runs(c) {
				is = append(is, At(&ruleRisky, i+1, j, string([]rune(c)[:1])))
			}
		}
	}
	return is
}
