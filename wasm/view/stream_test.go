// SPDX-License-Identifier: Apache-2.0

package view_test

import (
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/wasm/view"
)

// streamed reads text element by element and puts it together again.
func streamed(text string, limit int) (elements []string, rest view.Doc, err error) {
	s := view.NewStream(text, limit, "l")
	for {
		e, ok := s.Next()
		if !ok {
			break
		}
		elements = append(elements, e.JSON())
	}
	rest, err = s.Rest()
	return elements, rest, err
}

func TestStreamAgreesWithParse(t *testing.T) {
	for _, text := range []string{`{"a":1,"l":[{"x":"é\n"},[1,2],"z",null],"b":{"l":[3]}}`, `{"l":[]}`, `{"l":[1]}`, `[1,{"l":2}]`, `[]`, `{}`, `{"l":{"m":1}}`, `{"a":[1]}`, `"l"`, ` {"l" : [ 1 , 2 ] , "c" : 0 } `, "\ufeff[true]"} {
		want, err := view.Parse(text)
		if err != nil {
			t.Fatal(text, err)
		}
		elements, rest, err := streamed(text, view.MaxBytes)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		list := want.Get("l")
		if want.Kind() == view.KindArray {
			list = want
		}
		if list.Kind() != view.KindArray {
			if len(elements) > 0 || rest.JSON() != want.JSON() {
				t.Errorf("%s: %v, %s", text, elements, rest.JSON())
			}
			continue
		}
		if got := "[" + strings.Join(elements, ",") + "]"; got != list.JSON() {
			t.Errorf("%s: elements %s", text, got)
		}
		if got := strings.Replace(want.JSON(), list.JSON(), "[]", 1); got != rest.JSON() {
			t.Errorf("%s: rest %s, want %s", text, rest.JSON(), got)
		}
	}
}

func TestStreamRefusesWhatParseRefuses(t *testing.T) {
	for _, text := range []string{``, `{`, `{"l":[1,]}`, `{"l":[1 2]}`, `{"l":[1]`, `{"l":[1}`, `{"l":[1],}`, `{"l":[1],"l":[2]}`, `{"a":1,"a":2,"l":[]}`, `{"l":[{"a":1,"a":2}]}`, `[1] x`, `{"l":[]} x`, `[`, `[1`, `{"l":`,
		`{"l":["` + "\xff" + `"]}`, `{"l":[` + strings.Repeat("[", 63) + strings.Repeat("]", 63) + `]}`, `[` + strings.Repeat("[", 64) + strings.Repeat("]", 64) + `]`, `"` + strings.Repeat("x", view.MaxBytes) + `"`} {
		_, want := view.Parse(text)
		_, _, got := streamed(text, view.MaxBytes)
		if want == nil || got == nil || got.Error() != want.Error() {
			t.Errorf("%.60q: %v, Parse says %v", text, got, want)
		}
	}
}

func FuzzStream(f *testing.F) {
	for _, s := range []string{`{"a":1,"l":[{"x":1},2],"b":[]}`, `[1,"2"]`, `{"l":[1],"l":2}`, `{"l":[}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		want, err := view.Parse(text)
		elements, _, streamErr := streamed(text, view.MaxBytes)
		if (err == nil) != (streamErr == nil) || err != nil && err.Error() != streamErr.Error() {
			t.Fatalf("%q: Parse %v, Stream %v", text, err, streamErr)
		}
		if list := want.Get("l"); err == nil && list.Kind() == view.KindArray && len(elements) != list.Len() {
			t.Fatalf("%q: %d elements", text, len(elements))
		}
	})
}
