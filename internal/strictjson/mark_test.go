// SPDX-License-Identifier: Apache-2.0

package strictjson_test

import (
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
)

func TestMarkAndRestore(t *testing.T) {
	var r strictjson.Reader
	r.Reset([]byte(`{"a":{"b":1,"b":2},"c":[3]}`), strictjson.Wire, strictjson.Limits{})
	r.Enter()
	r.More()
	m := r.Mark()
	r.Skip()
	if r.Clean() {
		t.Error("the repeated name was not found")
	}
	r.Restore(m)
	if !r.Clean() || string(r.Name()) != "a" || r.Peek() != strictjson.Object {
		t.Errorf("restored at %q, clean %v", r.Name(), r.Clean())
	}
	r.Enter()
	for r.More() {
		r.Skip()
		if repeated := r.Repeated(); repeated != (r.Offset() > 11) {
			t.Errorf("repeated %v at %d", repeated, r.Offset())
		}
	}
	r.More()
	r.Skip()
	r.More()
	if is := r.Finish(); len(is) != 1 || is[0].Code != "READ-007" || is[0].Pointer != "/a/b" {
		t.Errorf("%+v", is)
	}
}

func TestClosedObject(t *testing.T) {
	var r strictjson.Reader
	r.Reset([]byte(`{"known":{"x":1},"other":1,"known":2,"oth\u0065r":3}`), strictjson.Wire, strictjson.Limits{})
	known := 0
	for r.EnterClosed(); r.More(); r.Skip() {
		switch {
		case string(r.Name()) != "known":
			if isNew := r.Remember(); isNew != (r.Offset() < 40) {
				t.Errorf("new %v at %d", isNew, r.Offset())
			}
		case known > 0:
			r.NoteRepeated()
			known++
		default:
			known++
		}
	}
	is := r.Finish()
	if len(is) != 2 || is[0].Pointer != "/known" || is[1].Pointer != "/other" || is[0].Column != 29-1 {
		t.Errorf("%+v", is)
	}
}

// A byte that does not stand for itself is found wherever it is.
func TestStringsByEight(t *testing.T) {
	for length := range 40 {
		for at := range length {
			for _, odd := range []string{"\x00", "\x1f", "\n", "\x80", "\xff", "é", `\n`, `\"`, `\x`, "\x7f", " ", "!", "#", "[", "]"} {
				text := `"` + strings.Repeat("a", at) + odd + strings.Repeat("b", length-at-1) + `"`
				got := strictjson.Scan([]byte(text), strictjson.Wire, strictjson.Limits{})
				want := ""
				switch {
				case odd == "\x80" || odd == "\xff":
					want = "READ-003"
				case odd < " " || odd == `\x`:
					want = "READ-005"
				}
				if want == "" && len(got) > 0 || want != "" && (len(got) != 1 || got[0].Code != want) {
					t.Fatalf("%q: want %q, got %v", text, want, got)
				}
			}
		}
	}
	var r strictjson.Reader
	r.Reset([]byte(`["a","a\u0062c"]`), strictjson.Wire, strictjson.Limits{})
	r.Enter()
	r.More()
	from := r.Offset()
	r.Text()
	r.More()
	if r.SameText(from, r.Text()) || !r.SameText(from, []byte("a")) || r.SameText(from, []byte("ab")) || r.TextAt(5) != "abc" || !r.SameText(5, []byte("abc")) {
		t.Error("texts are compared wrongly")
	}
}
