// SPDX-License-Identifier: Apache-2.0

package strictjson_test

import (
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
)

// Window is Line cut around a column: compared with the slow way on every
// place of a text with long, short and empty lines.
func TestWindow(t *testing.T) {
	text := strings.Repeat("aé日🎓", 700) + "\n\r\nxy\r\n" + strings.Repeat("z", 1500) + "\n\nfin é"
	lines := strictjson.NewLines([]byte(text))
	for n, line := range strings.Split(text, "\n") {
		runes := []rune(line)
		for column := 1; column <= len(runes)+2; column++ {
			got, at, ok := lines.Window(n+1, column, 40, 100)
			if column > len(runes)+1 {
				if ok {
					t.Fatalf("%d:%d exists", n+1, column)
				}
				continue
			}
			from := max(0, column-1-40)
			to := min(len(runes), from+100)
			want := strings.TrimSuffix(string(runes[from:to]), "\r")
			if strings.TrimSuffix(got, "\r") != want || at != column-1-from || !ok {
				t.Fatalf("%d:%d: %q %d %v, want %q %d", n+1, column, got, at, ok, want, column-1-from)
			}
		}
	}
	if _, _, ok := lines.Window(99, 1, 40, 100); ok {
		t.Error("line 99 exists")
	}
}
