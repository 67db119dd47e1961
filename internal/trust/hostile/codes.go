// SPDX-License-Identifier: Apache-2.0

package hostile

import (
	"fmt"
	"strings"
)

// Codes returns hostile texts in the place of a resume code, whose parts stand
// between tildes. The reader owes a refusal, which has one code: "refused".
func Codes(code string) (out []Case) {
	seen := map[string]bool{code: true}
	add := func(name, text string) {
		if !seen[text] {
			seen[text] = true
			out = append(out, Case{Name: name, Data: []byte(text), Code: "refused"})
		}
	}
	parts := strings.Split(code, "~")
	for _, text := range []string{"", " ", "~", "~~~~", "~~~~~", "~~~~~~", "null", "{}", "[]", `{"a":1}`, "<script>alert(1)</script>", "\x00", "\xff\xfe", "true", "0", "-1",
		"undefined", strings.Repeat("~", 100_000), strings.Repeat("A", 1<<20), strings.ToUpper(code), "javascript:alert(1)", "%00", "../../etc/passwd", "é" + code, "\ufeff" + code} {
		add(fmt.Sprintf("%.30q", text), text)
	}
	for i, p := range parts {
		with := func(name, text string) {
			list := append([]string(nil), parts...)
			list[i] = text
			add(fmt.Sprintf("part %d %s", i, name), strings.Join(list, "~"))
		}
		with("empty", "")
		with("longer", p+"x")
		with("much longer", p+strings.Repeat("0", 10_000))
		with("with a NUL", p+"\x00")
		with("in Greek", p+"α")
		with("negative", "-"+p)
		with("in front", "0"+p)
		with("a question mark", "?")
		if p != "" {
			with("cut", p[:len(p)-1])
		}
		add(fmt.Sprintf("without part %d", i), strings.Join(append(append([]string(nil), parts[:i]...), parts[i+1:]...), "~"))
	}
	add("a part more", code+"~")
	add("two parts more", code+"~~")
	add("twice", code+code)
	add("cut in half", code[:len(code)/2])
	return out
}
