// SPDX-License-Identifier: Apache-2.0

package widget

import (
	"strings"

	"forge.apps.education.fr/eafc/briques/wasm/view"
)

// Sheet writes rows as a sheet that French spreadsheet programs open as it
// is: byte order mark, semicolons, CRLF, and no cell that starts a formula. A
// row without cells is a blank line.
func Sheet(rows [][]string) string {
	var b strings.Builder
	b.WriteString("\ufeff")
	for _, cells := range rows {
		for i, c := range cells {
			if i > 0 {
				b.WriteByte(';')
			}
			b.WriteString(sheetCell(c))
		}
		b.WriteString("\r\n")
	}
	return b.String()
}

func sheetCell(s string) string {
	if s != "" && strings.IndexByte("=+-@\t\r", s[0]) >= 0 {
		if _, number := view.Integer(s); !number {
			s = "'" + s
		}
	}
	if strings.ContainsAny(s, ";\"\r\n") {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}

// ProfileAddress returns where a target profile is: an address as it is, a
// bare name ("direction") beside the framework as profil-direction.json.
func ProfileAddress(framework, profile string) string {
	if profile == "" || strings.ContainsAny(profile, "/.") {
		return profile
	}
	return framework[:strings.LastIndexByte(framework, '/')+1] + "profil-" + profile + ".json"
}
