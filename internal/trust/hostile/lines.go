// SPDX-License-Identifier: Apache-2.0

package hostile

import (
	"fmt"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// The codes of a faulty export of GAIA.
const (
	gaiaFields = "GAIA-001"
	gaiaEmpty  = "GAIA-002"
	gaiaTime   = "GAIA-003"
	gaiaByte   = "GAIA-010"
	gaiaLimit  = "GAIA-017"
)

// Lines returns hostile exports of training sessions: a good line, and one
// with a fault after it. dates are the columns, from 1, of dates and times.
func Lines(good string, needed, dates []int) (out []Case) {
	good = strings.TrimRight(good, "\r\n")
	cells := strings.Split(good, "|")
	add := func(name, second, code string, column int) {
		c := Case{Name: name, Data: []byte(good + "\r\n" + second + "\r\n"), Code: code}
		if column >= 0 {
			c.Pointer = issue.Pointer("/formations/2").Index(column)
		}
		out = append(out, c)
	}
	with := func(column int, text string) string {
		list := append([]string(nil), cells...)
		list[column-1] = text
		return strings.Join(list, "|")
	}
	for n := 1; n <= 20; n++ {
		if n != len(cells) {
			add(fmt.Sprintf("%d fields", n), strings.Join(make([]string, n), "a|")+"a", gaiaFields, 0)
		}
	}
	for _, text := range []string{"null", `{"a":1}`, "<a/>", "a;b;c", "a,b,c", "PK\x03\x04", "\x00", strings.Repeat("|", 1000), "\xef\xbb\xbfx"} {
		add(fmt.Sprintf("the line %.20q", text), text, gaiaFields, 0)
	}
	for column := range cells[:len(cells)-1] {
		column++
		add(fmt.Sprintf("a byte without meaning in field %d", column), with(column, "a\x81"), gaiaByte, column)
	}
	for _, column := range needed {
		add(fmt.Sprintf("field %d empty", column), with(column, ""), gaiaEmpty, column)
		add(fmt.Sprintf("field %d blank", column), with(column, "  "), gaiaEmpty, column)
	}
	for _, column := range dates {
		for _, text := range []string{"31/02/2022", "2022-11-07", "00/00/0000", "24:00", "12:60", "99/99/9999", "-1", "1e400", "aujourd'hui", "07/11/20222"} {
			add(fmt.Sprintf("%s in field %d", text, column), with(column, text), gaiaTime, column)
		}
	}
	add("a line of 5,000 bytes", strings.Repeat("a", 5000), gaiaFields, 0)
	add("4 MiB in a line", strings.Repeat("a", 4<<20), gaiaLimit, -1)
	add("a million lines of one letter", strings.Repeat("a\n", 1_000_000), gaiaLimit, -1)
	add("a million blank lines", strings.Repeat("\n", 1_000_000)+"a", gaiaFields, -1)
	return out
}
