// SPDX-License-Identifier: Apache-2.0

package gaia_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/catalogue/gaia"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

const good = "ACA086|22A0860123|PILOTAGE PAR LA DONN\xc9E|51234|INTRODUCTION|778899|01|07/11/2022|09:00|07/11/2022|17:00|E|POITIERS|\r\n"

func day(files map[string]string) fstest.MapFS {
	m := fstest.MapFS{}
	for kind, data := range files {
		m["20221108/ac-poitiers_"+kind+"_20221108.csv"] = &fstest.MapFile{Data: []byte(data)}
	}
	return m
}

// number gives every person the next free pseudonym.
func number() func(gaia.Person) competency.Pseudonym {
	seen := map[gaia.Person]competency.Pseudonym{}
	return func(p gaia.Person) competency.Pseudonym {
		if seen[p] == "" {
			seen[p] = competency.Pseudonym("p" + strconv.Itoa(len(seen)+1))
		}
		return seen[p]
	}
}

func told(is issue.Issues) []string {
	var out []string
	for _, i := range is {
		out = append(out, fmt.Sprintf("%s %s %d:%d", i.Code, i.Pointer, i.Line, i.Column))
	}
	return out
}

func TestRead(t *testing.T) {
	for _, tc := range []struct {
		name  string
		files map[string]string
		want  []string
		kept  int
	}{
		{"good", map[string]string{"Formations": good}, nil, 1},
		{"bad between good", map[string]string{"Formations": good + strings.Replace(good, "07/11/2022|09", "31/02/2022|09", 1) + strings.Replace(good, "778899", "778900", 1)},
			[]string{"GAIA-003 /formations/2/8 2:71"}, 2},
		{"hour 24", map[string]string{"Formations": strings.Replace(good, "09:00", "24:30", 1)}, []string{"GAIA-003 /formations/1/9 1:82"}, 0},
		{"backward", map[string]string{"Formations": strings.Replace(good, "07/11/2022|17", "06/11/2022|17", 1)}, []string{"GAIA-004 /formations/1/10 1:88"}, 0},
		{"same key", map[string]string{"Formations": good + good}, []string{"GAIA-012 /formations/2/6 2:61"}, 1},
		{"separators", map[string]string{"Formations": "a|b\n"}, []string{"GAIA-001 /formations/1/0 1:0"}, 0},
		{"no formations", map[string]string{"Stagiaires": "ACA086|778899|FICTIF|DOMINIQUE|d@example.org"}, []string{"GAIA-013 /stagiaires/1/2 1:8"}, 0},
		{"trainee", map[string]string{"Formations": good, "Stagiaires": "ACA086|778899|FICTIF|DOMINIQUE|\n\nACA086|778899|FICTIF|DOMINIQUE|d@example.org"},
			[]string{"GAIA-014 /stagiaires/1/5 1:32"}, 2},
		{"nothing there", map[string]string{"Autre": "x"}, []string{"GAIA-016  0:0"}, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			im, is := gaia.Read(day(tc.files), gaia.Options{Pseudonym: number()})
			if diff := cmp.Diff(tc.want, told(is)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			kept := 0
			for _, f := range im.Files {
				kept += f.Kept
				if f.Read != f.Kept+f.Reported+f.Blank {
					t.Errorf("%+v: lines do not add up", f)
				}
			}
			if kept != tc.kept {
				t.Errorf("%d lines kept, want %d", kept, tc.kept)
			}
		})
	}
}

func TestFixture(t *testing.T) {
	var cases []struct {
		ID     string
		Files  map[string][]byte
		Expect struct {
			Sessions, Merged, Participations, Speakers int
			Reported                                   []struct {
				File        string
				Line, Field int
				Level       string
			}
		}
	}
	if err := json.Unmarshal(fixtures.Read(t, "catalogue/gaia/cases.json"), &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		files := map[string]string{}
		for kind, data := range c.Files {
			files[strings.ToUpper(kind[:1])+kind[1:]] = string(data)
		}
		im, is := gaia.Read(day(files), gaia.Options{Pseudonym: number()})
		var want, got []string
		for _, r := range c.Expect.Reported {
			want = append(want, fmt.Sprintf("/%s/%d/%d %s", r.File, r.Line, r.Field, r.Level))
		}
		for _, i := range is {
			got = append(got, fmt.Sprintf("%s %s", i.Pointer, i.Severity))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.ID, diff)
		}
		merged := 0
		for _, f := range im.Files {
			merged += f.Merged
		}
		if got, want := []int{len(im.Sessions), merged, len(im.Participations), len(im.Speakers)},
			[]int{c.Expect.Sessions, c.Expect.Merged, c.Expect.Participations, c.Expect.Speakers}; !cmp.Equal(got, want) {
			t.Errorf("%s: sessions, merged, participations, speakers %v, want %v", c.ID, got, want)
		}
	}
}

// TestNoPersonLeaves: no name or address is in any value or issue.
func TestNoPersonLeaves(t *testing.T) {
	im, is := gaia.Read(day(map[string]string{"Formations": good,
		"Stagiaires":   "ACA086|778899|CANARIN|LOUISE|louise.canarin@example.org\nACA086|999|CANARIN|LOUISE|louise.canarin@example.org\nACA086|778899|CANARIN|LOUISE|x|y",
		"Intervenants": "ACA086|51234|CANARIN|LOUISE||\nACA086|1|CANARIN|LOUISE|louise.canarin@example.org|"}), gaia.Options{Pseudonym: number()})
	all, err := json.Marshal([]any{im, is})
	if err != nil {
		t.Fatal(err)
	}
	for _, canary := range []string{"canarin", "louise", "@"} {
		if strings.Contains(strings.ToLower(string(all)), canary) {
			t.Errorf("%q came out: %s", canary, all)
		}
	}
	if len(im.Participations) != 1 || im.Participations[0].Planned != 480 {
		t.Errorf("participations %+v", im.Participations)
	}
}

func TestWriteFormations(t *testing.T) {
	im, is := gaia.Read(day(map[string]string{"Formations": good}), gaia.Options{})
	if is != nil {
		t.Fatal(is)
	}
	var b bytes.Buffer
	lost, err := gaia.WriteFormations(&b, &im.Catalogue, im.Sessions)
	if err != nil || lost != nil {
		t.Fatal(err, lost)
	}
	if b.String() != good {
		t.Errorf("wrote %q, want %q", b.String(), good)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(good), []byte("ACA086|778899|FICTIF|DOMINIQUE|d@example.org"))
	raw, _ := base64.StdEncoding.DecodeString("QUNBMDg2fDIy")
	f.Add(raw, []byte("|||||"))
	f.Fuzz(func(t *testing.T, a, b []byte) {
		im, _ := gaia.Read(day(map[string]string{"Formations": string(a), "Stagiaires": string(b), "Intervenants": string(b)}), gaia.Options{Pseudonym: number()})
		for _, r := range im.Files {
			if r.Read != r.Kept+r.Reported+r.Blank {
				t.Fatalf("%+v: lines do not add up", r)
			}
		}
	})
}

func BenchmarkRead100000(b *testing.B) {
	var form, train strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&form, "ACA086|22A0860123|PILOTAGE|%d|INTRODUCTION|%d|01|07/11/2022|09:00|07/11/2022|17:00|E|POITIERS|\n", i/4, i)
		for j := range 4 {
			fmt.Fprintf(&train, "ACA086|%d|FICTIF|DOMINIQUE%d|d%d@example.org\n", i, j, i*4+j)
		}
	}
	fsys := day(map[string]string{"Formations": form.String(), "Stagiaires": train.String()})
	b.ReportAllocs()
	for b.Loop() {
		im, is := gaia.Read(fsys, gaia.Options{Pseudonym: func(gaia.Person) competency.Pseudonym { return "p" }})
		if len(is) > 0 || len(im.Participations) != 80_000 {
			b.Fatal(is, len(im.Participations))
		}
	}
}

func ExampleRead() {
	im, is := gaia.Read(day(map[string]string{"Formations": good}), gaia.Options{})
	fmt.Println(len(is), im.Sessions[0].Start, im.Catalogue.Bricks[0].Title["fr"])
	fmt.Printf("%+v\n", im.Files[0])
	// Output:
	// 0 2022-11-07T09:00:00+01:00 INTRODUCTION
	// {Path:20221108/ac-poitiers_Formations_20221108.csv Read:1 Kept:1 Merged:0 Reported:0 Blank:0}
}
