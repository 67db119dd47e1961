// SPDX-License-Identifier: Apache-2.0

package xapi_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi"
)

// FuzzLexical reads every lexical form: what one reading accepts the others
// accept too, and comparisons are orders.
func FuzzLexical(f *testing.F) {
	for _, s := range []string{"2026-11-03T09:00:00.123456789012Z", "20261103T090000,5+0100", "2016-12-31T23:59:60Z", "2026-11-03 09:00:00-00:00",
		"PT1H30M0.005S", "P4W", "P1Y2M3DT4H5M6,78S", "PT", "urn:a", "http://[::1]:80/[", "course-v1:FUN+1%zz", "fr-Latn-FR-x-a", "i-klingon", "en-a-b-a-c",
		"12345678-1234-5678-1234-567812345678", "-0.0e-1", "1e400", "12345678901234567890.123", "2.0.1", "1.0", "mailto:a@b.fr"} {
		f.Add(s, "2026-11-03T10:00:00+01:00")
		f.Add(s, "1E0")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := xapi.Timestamp(a), xapi.Timestamp(b)
		if x.Compare(y) != -y.Compare(x) || x.Compare(x) != 0 {
			t.Fatalf("%q and %q: %d, %d", a, b, x.Compare(y), y.Compare(x))
		}
		if x.Valid(xapi.V20) && !x.Valid(xapi.V103) {
			t.Fatalf("%q is a timestamp of 2.0 alone", a)
		}
		if x.Valid(xapi.V103) {
			instant(t, x)
		}
		if d := xapi.Duration(a); d.Valid() && !xapi.Duration(d.Cut()).Valid() {
			t.Fatalf("%q cut is %q", a, d.Cut())
		}
		if d, e := xapi.Decimal(a), xapi.Decimal(b); d.Valid() && e.Valid() && (d.Compare(e) != -e.Compare(d) || d.Compare(d) != 0) {
			t.Fatalf("%q and %q: %d, %d", a, b, d.Compare(e), e.Compare(d))
		}
		if d := xapi.Decimal(a); d.Valid() != (json.Valid([]byte(a)) && len(a) > 0 && strings.Trim(a, "0123456789+-.eE") == "") {
			t.Fatalf("%q: a number is %v", a, d.Valid())
		}
		if u := xapi.UUID(a); u.Valid() != u.Canonical().Valid() {
			t.Fatalf("%q: %v", a, u.Valid())
		}
		xapi.IRI(a).Valid()
		xapi.LanguageTag(a).Valid()
		if v, ok := xapi.ParseVersion(a); ok && !v.Valid() {
			t.Fatalf("%q is version %q", a, v)
		}
	})
}

// instant checks that a timestamp, its form in UTC and its time.Time are one.
func instant(t *testing.T, x xapi.Timestamp) {
	t.Helper()
	utc, _ := x.UTC()
	if x.Compare(utc) != 0 && len(utc) > 0 && utc[0] != '-' && len(utc) < 64 && year(utc) <= 9999 {
		t.Fatalf("%q in UTC is %q", x, utc)
	}
	at, ok := x.Time()
	if !ok {
		return
	}
	if ref, err := time.Parse(time.RFC3339Nano, string(x)); err == nil && ref.Sub(at).Abs() > time.Microsecond {
		t.Fatalf("%q is %v, the library says %v", x, at, ref)
	}
}

func year(s xapi.Timestamp) (n int) {
	for _, c := range s {
		if c < '0' || c > '9' {
			break
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// FuzzLines reads lines and request bodies: each line is answered once and as
// Validate answers it alone; of a body that is accepted nothing is lost.
func FuzzLines(f *testing.F) {
	f.Add([]byte(plain + "\n\n{}\r\n" + full + "\nx\n"))
	f.Add([]byte("[" + plain + "," + full + "]"))
	f.Add([]byte(" [ ] "))
	f.Add([]byte("[" + plain + "," + plain + ",1]"))
	f.Add([]byte("\xef\xbb\xbf{}\n\"\xff\"\n" + `{"id":"\ud800"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var out bytes.Buffer
		stats, err := xapi.ValidateNDJSON(bytes.NewReader(b), &out, xapi.Options{})
		if err != nil {
			t.Fatal(err)
		}
		filled := 0
		for _, line := range bytes.Split(b, []byte("\n")) {
			if len(bytes.Trim(line, " \t\r")) > 0 {
				filled++
			}
		}
		if answers := bytes.Count(out.Bytes(), []byte("\n")); answers != filled || stats.Valid+stats.Invalid != filled {
			t.Fatalf("%d lines, %d answers, %+v", filled, answers, stats)
		}
		for _, answer := range bytes.Split(bytes.TrimSuffix(out.Bytes(), []byte("\n")), []byte("\n")) {
			if filled > 0 && !json.Valid(answer) {
				t.Fatalf("answered %s", answer)
			}
		}
		batch, is := xapi.DecodeBatch(b, xapi.Options{}, xapi.BatchLimits{})
		if is.HasErrors() {
			return
		}
		for _, s := range batch.Statements {
			if xapi.Validate(s.Raw(), xapi.Options{}).HasErrors() || !bytes.Contains(b, s.Raw()) {
				t.Fatalf("%s came out of %s", s.Raw(), b)
			}
		}
	})
}
