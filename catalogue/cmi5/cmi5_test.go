// SPDX-License-Identifier: Apache-2.0

package cmi5_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/cmi5"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

const head = `<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">`

// structure returns a sound course with one unit, changed by the pairs.
func structure(pairs ...string) string {
	words := func(name string) string {
		return "<" + name + `><langstring lang="fr">T</langstring></` + name + ">"
	}
	s := head + `<course id="https://exemple.fr/c">` + words("title") + words("description") + `</course>` +
		`<objectives><objective id="https://exemple.fr/o">` + words("title") + words("description") + `</objective></objectives>` +
		`<block id="https://exemple.fr/b">` + words("title") + words("description") +
		`<au id="https://exemple.fr/a" masteryScore="0.8">` + words("title") + words("description") +
		`<objectives><objective idref="https://exemple.fr/o"/></objectives><url>https://exemple.fr/lancer?x=1</url></au></block></courseStructure>`
	return strings.NewReplacer(pairs...).Replace(s)
}

func read(data []byte, mediaType string) (*cmi5.Course, issue.Issues) {
	return cmi5.Read(bytes.NewReader(data), int64(len(data)), mediaType)
}

func refs(is issue.Issues) string {
	var out []string
	for _, i := range is {
		out = append(out, i.Code+" "+i.Ref)
	}
	return strings.Join(out, "; ")
}

func TestRules(t *testing.T) {
	for _, tc := range []struct{ name, old, new, want string }{
		{"sound", "", "", ""},
		{"relative id", `<au id="https://exemple.fr/a"`, `<au id="a"`, "CMI5-002 cmi5 3.0.0.0-1"},
		{"relative URL", "<url>https://exemple.fr/lancer?x=1", "<url>lancer.html", "CMI5-005 cmi5 14.2.0.0-1"},
		{"blank in URL", "lancer?x=1", "lan cer", "CMI5-004 cmi5 13.1.4.0-2"},
		{"launch parameter", "?x=1", "?fetch=1", "CMI5-007 cmi5 8.1.0.0-6"},
		{"unknown objective", `idref="https://exemple.fr/o"`, `idref="https://exemple.fr/x"`, "CMI5-011 cmi5 13.1.4.0"},
		{"mastery", `masteryScore="0.8"`, `masteryScore="1.01"`, "CMI5-010 cmi5 §13.1.4"},
		{"mastery is no hexadecimal", `masteryScore="0.8"`, `masteryScore="0x0p0"`, "CMI5-010 cmi5 §13.1.4"},
		{"moveOn", `masteryScore="0.8"`, `moveOn="Done"`, "CMI5-010 cmi5 §13.1.4"},
		{"unknown attribute", `masteryScore="0.8"`, `mastery="1"`, "CMI5-001 cmi5 13.2.0.0-1"},
		{"no unit", `<block id="https://exemple.fr/b">`, `<block id="https://exemple.fr/b"><block id="https://exemple.fr/b2"/>`, "CMI5-001"},
		{"other root", "courseStructure", "course2", "CMI5-001 cmi5 13.2.0.0-1"},
		{"DOCTYPE", "<courseStructure", "<!DOCTYPE x><courseStructure", "CMI5-001 cmi5 13.2.0.0-1"},
	} {
		_, is := read([]byte(structure(tc.old, tc.new)), "text/xml")
		if got := refs(is); !strings.HasPrefix(got, tc.want) || tc.want == "" && got != "" {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}

func TestIdentifiersOnce(t *testing.T) {
	double := strings.Replace(structure(), "<block id", strings.Repeat(`<block id="https://exemple.fr/b"><title><langstring>T</langstring></title><description><langstring>T</langstring></description><au id="https://exemple.fr/a"><title><langstring>T</langstring></title><description><langstring>T</langstring></description><url>https://exemple.fr/</url></au></block>`, 1)+"<block id", 1)
	_, is := read([]byte(double), "")
	if got := refs(is); got != "CMI5-003 cmi5 13.1.2.0-1; CMI5-003 cmi5 13.1.4.0-1" && got != "CMI5-003 cmi5 13.1.4.0-1; CMI5-003 cmi5 13.1.2.0-1" {
		t.Errorf("got %s", got)
	}
	for _, i := range is {
		if i.Line == 0 {
			t.Errorf("%v has no place", i)
		}
	}
}

func pack(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"cmi5.xml", "index.html", "../x", "a/lancer.html"} {
		if content, ok := files[name]; ok {
			w, err := z.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write([]byte(content)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPackage(t *testing.T) {
	local := structure("https://exemple.fr/lancer?x=1", "a/lancer.html?x=1#y")
	for _, tc := range []struct {
		name string
		data []byte
		kind string
		want string
	}{
		{"whole", pack(t, map[string]string{"cmi5.xml": local, "a/lancer.html": "x"}), "", ""},
		{"file lacks", pack(t, map[string]string{"cmi5.xml": local}), "application/zip", "CMI5-006 cmi5 14.1.0.0-4"},
		{"no manifest", pack(t, map[string]string{"index.html": "x"}), "", "CMI5-008 cmi5 14.1.0.0-2"},
		{"no zip", []byte("# x"), "application/zip", "CMI5-008 cmi5 14.1.0.0-1"},
		{"neither", []byte("# x"), "text/markdown; charset=UTF-8", "CMI5-008 cmi5 14.0.0.0-1"},
		{"outside the root", pack(t, map[string]string{"cmi5.xml": local, "../x": "x"}), "", "CMI5-009 "},
	} {
		_, is := read(tc.data, tc.kind)
		if got := refs(is); !strings.HasPrefix(got, tc.want) || tc.want == "" && got != "" {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	first, is := read([]byte(structure()), "")
	if is != nil {
		t.Fatal(is)
	}
	first.Units()[0].Version = "2.0.0"
	first.Units()[0].Targets = []cmi5.Target{{Item: competency.Ref{Framework: "https://exemple.fr/r", Version: "1.0.0", Item: "11111111-1111-4111-8111-111111111111"}, Rank: 2, Role: "aimed"}}
	var b bytes.Buffer
	if err := first.WriteZip(&b, map[string][]byte{"a.html": []byte("x")}); err != nil {
		t.Fatal(err)
	}
	second, is := read(b.Bytes(), "")
	if is != nil {
		t.Fatal(is)
	}
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("(-first +second)\n%s", diff)
	}
	var again bytes.Buffer
	if err := second.WriteZip(&again, map[string][]byte{"a.html": []byte("x")}); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Error("the same course, other bytes", err)
	}
}

func TestCatalogue(t *testing.T) {
	item := competency.Ref{Framework: "https://exemple.fr/r", Version: "1.0.0", Item: "11111111-1111-4111-8111-111111111111"}
	half := competency.Decimal("0.5")
	brick := catalogue.Brick{ID: "https://exemple.fr/b1", Version: "1.1.0", Title: competency.Text{"fr": "Une"}, Summary: competency.Text{"fr": "Une brique"}, Kind: catalogue.KindTraining,
		Status: catalogue.StatusIncubating, Modality: catalogue.ModalitySelfPaced, Language: "fr", Targets: []catalogue.Target{{ItemRank: catalogue.ItemRank{Item: item, Rank: 2}, Role: catalogue.RoleAimed}},
		Assessments: []catalogue.Assessment{{ID: "maitrise", Kind: catalogue.AssessmentAutomatic, Threshold: &half}}}
	ref := brick.Ref()
	in := &catalogue.Catalogue{Bricks: []catalogue.Brick{brick}, Pathways: []catalogue.Pathway{{ID: "https://exemple.fr/p", Version: "1.0.0", Title: competency.Text{"fr": "P"},
		Summary: competency.Text{"fr": "P"}, Status: catalogue.StatusIncubating, Steps: []catalogue.Step{{Brick: &ref}}}}}
	course, is := cmi5.FromPathway(in, &in.Pathways[0], cmi5.Options{})
	if is.HasErrors() || len(is) == 0 {
		t.Fatalf("losses: %v", is)
	}
	var b bytes.Buffer
	if err := course.Encode(&b); err != nil {
		t.Fatal(err)
	}
	back, is := read(b.Bytes(), "")
	if is != nil {
		t.Fatal(is, b.String())
	}
	out, is := back.ToCatalogue()
	if is != nil {
		t.Fatal(is)
	}
	if diff := cmp.Diff(in, out); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestFixture(t *testing.T) {
	var cases []struct {
		ID, File, Package, Expect, Requirement, Content, ContentType string
		ZipWith                                                      []string
		WithoutCmi5Xml                                               bool
	}
	if err := json.Unmarshal(fixtures.Read(t, "catalogue/cmi5/cases.json"), &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		data, kind := []byte(c.Content), c.ContentType
		if c.File != "" {
			data = fixtures.Read(t, "catalogue/cmi5/"+c.File)
		}
		if c.Package == "zip" {
			var b bytes.Buffer
			z := zip.NewWriter(&b)
			add := func(name string, content []byte) {
				w, err := z.Create(name)
				if err == nil {
					_, err = w.Write(content)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			if !c.WithoutCmi5Xml {
				add("cmi5.xml", data)
			}
			for _, name := range c.ZipWith {
				if !strings.HasPrefix(name, "every") {
					add(name, []byte("x"))
					continue
				}
				course, _ := cmi5.Decode(data)
				seen := map[string]bool{}
				for _, u := range course.Units() {
					if at, err := url.Parse(u.URL); err == nil && !at.IsAbs() && !seen[at.Path] {
						seen[at.Path] = true
						add(at.Path, []byte("x"))
					}
				}
			}
			if err := z.Close(); err != nil {
				t.Fatal(err)
			}
			data, kind = b.Bytes(), "application/zip"
		}
		_, is := read(data, kind)
		if got := !is.HasErrors(); got != (c.Expect == "accept") {
			t.Errorf("%s: %v, want %s", c.ID, is, c.Expect)
		}
		if c.Requirement != "" && !strings.Contains(refs(is), c.Requirement) {
			t.Errorf("%s: %s, want %s", c.ID, refs(is), c.Requirement)
		}
	}
}

func thousand() []byte {
	c := &cmi5.Course{ID: "https://exemple.fr/c", Title: competency.Text{"fr": "T"}, Description: competency.Text{"fr": "T"}}
	for i := range 1000 {
		c.Nodes = append(c.Nodes, cmi5.Node{Unit: &cmi5.Unit{ID: fmt.Sprint("https://exemple.fr/a", i), Title: competency.Text{"fr": "T"}, Description: competency.Text{"fr": "T"},
			URL: fmt.Sprint("https://exemple.fr/l", i), MoveOn: cmi5.MoveOnPassed, LaunchMethod: cmi5.LaunchAnyWindow}})
	}
	var b bytes.Buffer
	if err := c.Encode(&b); err != nil {
		return nil
	}
	return b.Bytes()
}

func BenchmarkRead1000Units(b *testing.B) {
	data := thousand()
	for b.Loop() {
		if _, is := read(data, "text/xml"); is != nil {
			b.Fatal(is)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(structure()))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, is := cmi5.Decode(data)
		if c == nil && !is.HasErrors() {
			t.Fatal("nothing read and nothing said")
		}
		if c != nil && !is.HasErrors() {
			var b bytes.Buffer
			if err := c.Encode(&b); err != nil {
				t.Fatal(err)
			}
			again, is := cmi5.Decode(b.Bytes())
			if is.HasErrors() {
				t.Fatalf("what we write we refuse: %v\n%s", is, b.String())
			}
			if !cmp.Equal(c, again) {
				t.Fatal(cmp.Diff(c, again))
			}
		}
	})
}

func ExampleDecode() {
	c, is := cmi5.Decode([]byte(structure()))
	fmt.Println(len(is), c.Units()[0].URL)
	// Output: 0 https://exemple.fr/lancer?x=1
}
