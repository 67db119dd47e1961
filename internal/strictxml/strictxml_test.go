// SPDX-License-Identifier: Apache-2.0

package strictxml_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/internal/strictxml"
)

func TestParse(t *testing.T) {
	root, is := strictxml.Parse([]byte("<?xml version=\"1.0\"?>\n<a xmlns=\"urn:x\" xmlns:p=\"urn:p\">\n <b k=\"1\" p:k=\"2\">é &amp; <![CDATA[<i>]]></b><b/></a>\n"), strictxml.Limits{})
	if is != nil {
		t.Fatal(is)
	}
	b := root.Child("b")
	got := []any{root.Name, b.Value(), b.Attr("k"), b.Attrs[1].Name, b.Line, b.Column, b.Path(), len(root.All("b")), root.At("b", "c").Value()}
	want := []any{strictxml.Name{Space: "urn:x", Local: "a"}, "é & <i>", "1", strictxml.Name{Space: "urn:p", Local: "k"}, 3, 2, "/a/b[1]", 2, ""}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestEncodings(t *testing.T) {
	for in, want := range map[string]string{
		"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>":       "é",
		"<?xml version=\"1.0\" encoding=\"windows-1252\"?><a>\x80</a>": "€",
		"\xef\xbb\xbf<a>é</a>": "é",
	} {
		root, is := strictxml.Parse([]byte(in), strictxml.Limits{})
		if is != nil || root.Value() != want {
			t.Errorf("%q: %v %v, want %q", in, root.Value(), is, want)
		}
	}
}

func TestRefusals(t *testing.T) {
	attrs := "<a"
	for i := range 65 {
		attrs += fmt.Sprintf(" a%d=''", i)
	}
	for _, tc := range []struct{ name, in, want string }{
		{"empty DOCTYPE", "<!DOCTYPE a><a/>", "XML-002 1:1"},
		{"parameter entity", "<!DOCTYPE a [<!ENTITY % p SYSTEM 'x'> %p;]><a/>", "XML-002 1:1"},
		{"duplicate attribute", "<a k='1' k='2'/>", "XML-001 1:1"},
		{"duplicate by namespace", "<a xmlns:p='u' xmlns:q='u' p:k='1' q:k='2'/>", "XML-001 1:1"},
		{"undeclared prefix", "<a><p:b/></a>", "XML-001 1:4"},
		{"text after the root", "<a/>x", "XML-001 1:5"},
		{"second root", "<a/>\n<b/>", "XML-001 2:1"},
		{"no root", "<?xml version='1.0'?>", "XML-001 1:22"},
		{"wrong end", "<a><b></a></b>", "XML-001 1:7"},
		{"end without start", "</a>", "XML-001 1:1"},
		{"truncated", "<a><b>", "XML-001 1:7"},
		{"unknown entity", "<a>&eacute;</a>", "XML-001 1:12"},
		{"bad UTF-8", "<a>\xff</a>", "XML-001 1:5"},
		{"declared UTF-16", "<?xml version='1.0' encoding='UTF-16'?><a/>", "XML-004 0:0"},
		{"utf-7", "<?xml version='1.0' encoding='utf-7'?><a/>", "XML-004 0:0"},
		{"late declaration", "<a><?xml version='1.0'?></a>", "XML-001 1:4"},
		{"depth", strings.Repeat("<a>", 65), "XML-003 1:193"},
		{"elements", "<a>" + strings.Repeat("<b/>", 100_000) + "</a>", "XML-003 1:400000"},
		{"attributes", attrs + "/>", "XML-003 1:1"},
		{"size", strings.Repeat(" ", 16<<20+1), "XML-003 0:0"},
	} {
		root, is := strictxml.Parse([]byte(tc.in), strictxml.Limits{})
		if root != nil || len(is) != 1 {
			t.Errorf("%s: %v, %v", tc.name, root, is)
			continue
		}
		if got := fmt.Sprintf("%s %d:%d", is[0].Code, is[0].Line, is[0].Column); got != tc.want {
			t.Errorf("%s: %s (%s), want %s", tc.name, got, is[0].Message, tc.want)
		}
	}
}

func TestHostileFixture(t *testing.T) {
	for _, c := range fixtures.Lines[struct {
		ID, Format, Want, B64 string
		Recipe                struct {
			Parts []struct {
				Text  string
				Count int
			}
		}
	}](t, "trust/hostile/cases.jsonl") {
		if c.Format != "xml" {
			continue
		}
		data, err := base64.StdEncoding.DecodeString(c.B64)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range c.Recipe.Parts {
			for i := range p.Count {
				data = append(data, strings.ReplaceAll(p.Text, "%d", fmt.Sprint(i+1))...)
			}
		}
		if _, is := strictxml.Parse(data, strictxml.Limits{}); c.Want == "refuse" && is == nil {
			t.Errorf("%s: %.80q accepted", c.ID, data)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("<a xmlns:p='u'><p:b k='1'>x</p:b></a>"))
	f.Add([]byte("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		root, is := strictxml.Parse(data, strictxml.Limits{})
		if (root == nil) == (is == nil) {
			t.Fatalf("root %v, issues %v", root, is)
		}
	})
}
