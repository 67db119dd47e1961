// SPDX-License-Identifier: Apache-2.0

package competency_test

import (
	"math/rand/v2"
	"net/url"
	"testing"
	"time"

	"github.com/google/uuid"
	"golang.org/x/mod/semver"

	"forge.apps.education.fr/eafc/briques/competency"
)

func TestID(t *testing.T) {
	for _, c := range []struct {
		id   competency.ID
		want bool
	}{
		{"7c418bef-0214-5914-a2a8-903fca61e870", true},
		{"7C418BEF-0214-5914-a2a8-903fca61e870", false},
		{"7c418bef-0214-6914-a2a8-903fca61e870", false},
		{"7c418bef-0214-7914-a2a8-903fca61e870", false},
		{"7c418bef-0214-0914-a2a8-903fca61e870", false},
		{"7c418bef-0214-5914-c2a8-903fca61e870", false},
		{"7c418bef021459 4-a2a8-903fca61e870xxx", false},
		{"{7c418bef-0214-5914-a2a8-903fca61e870}", false},
		{"", false},
	} {
		if got := c.id.Valid(); got != c.want {
			t.Errorf("%q: %v", c.id, got)
		}
	}
	for range 100 {
		if id := competency.ID(uuid.NewString()); !id.Valid() {
			t.Errorf("%s refused", id)
		}
		if id := competency.ID(uuid.Must(uuid.NewV7()).String()); id.Valid() {
			t.Errorf("version 7 accepted: %s", id)
		}
	}
	const uri = "https://exemple.fr/r"
	one, again, other := competency.NewID(uri, "A1"), competency.NewID(uri, "A1"), competency.NewID(uri, "A2")
	if one != again || one == other {
		t.Error("NewID is not a function of its arguments")
	}
	// Computed with Python's uuid.uuid5.
	if got := competency.NewFrameworkID("https://forge.apps.education.fr/eafc/briques/referentiels/encadrement-exemple"); got != "7c418bef-0214-5914-a2a8-903fca61e870" {
		t.Error(got)
	}
}

func TestIRI(t *testing.T) {
	for s, want := range map[competency.IRI]bool{
		"https://exemple.fr/r#A1": true, "urn:uuid:7c418bef-0214-5914-a2a8-903fca61e870": true, "tag:a,2026:x": true,
		"exemple.fr/r": false, "/r": false, "https:": false, "": false, "1a:b": false, "https://exemple.fr/é": false,
		"https://exemple.fr/a b": false, "https://exemple.fr/\"": false, "a\n:b": false,
	} {
		if s.Valid() != want {
			t.Errorf("%q: %v", s, s.Valid())
		}
		if u, err := url.Parse(string(s)); want && (err != nil || !u.IsAbs()) {
			t.Errorf("%q: accepted, but net/url does not: %v", s, err)
		}
	}
}

// TestDate compares with package time on every day of 800 years and more.
func TestDate(t *testing.T) {
	day := time.Date(1599, 12, 28, 0, 0, 0, 0, time.UTC)
	for range 365 * 810 {
		d := competency.Date(day.Format(time.DateOnly))
		if !d.Valid() || int64(d.Days())*86400 != day.Unix() {
			t.Fatalf("%s: %v %d, want %d", d, d.Valid(), d.Days(), day.Unix()/86400)
		}
		day = day.AddDate(0, 0, 1)
	}
	for _, d := range []competency.Date{"2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-01", "20260101", "2026-01-01T00:00:00Z", "", "+026-01-01"} {
		if d.Valid() {
			t.Errorf("%q accepted", d)
		}
	}
	for _, c := range []struct {
		from competency.Date
		n    int
		want competency.Date
	}{
		{"2026-01-31", 1, "2026-02-28"}, {"2024-01-31", 1, "2024-02-29"}, {"2024-02-29", 12, "2025-02-28"}, {"2026-11-22", 24, "2028-11-22"},
		{"2026-11-22", -11, "2025-12-22"}, {"2026-12-31", 2, "2027-02-28"}, {"9999-12-01", 1, "9999-12-01"}, {"nope", 1, "nope"},
	} {
		if got := c.from.AddMonths(c.n); got != c.want {
			t.Errorf("%s + %d: %s, want %s", c.from, c.n, got, c.want)
		}
	}
}

// TestInstant compares with package time on random instants.
func TestInstant(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var last time.Time
	var lastText competency.Instant
	for range 20000 {
		at := time.Unix(r.Int64N(253402300799), r.Int64N(1e9)).In(time.FixedZone("", (r.IntN(27)-13)*3600+r.IntN(60)*60))
		text := competency.Instant(at.Format(time.RFC3339Nano))
		sec, ok := text.Unix()
		if at.Year() > 9999 || at.Year() < 0 {
			continue
		}
		if !ok || sec != at.Unix() {
			t.Fatalf("%s: %v %d, want %d", text, ok, sec, at.Unix())
		}
		if !last.IsZero() && text.Compare(lastText) != at.Compare(last) {
			t.Fatalf("%s against %s", text, lastText)
		}
		last, lastText = at, text
	}
	for _, s := range []competency.Instant{"2026-01-01T00:00:00", "2026-01-01t00:00:00Z", "2026-01-01T00:00:00z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:60Z",
		"2026-01-01T00:00:00,5Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+24:00", "2026-01-01T0:00:00Z", "2026-02-30T00:00:00Z", "2026-01-01T00:00:00.1234567890Z", ""} {
		if s.Valid() {
			t.Errorf("%q accepted", s)
		}
	}
}

func TestText(t *testing.T) {
	text := competency.Text{"fr": "bonjour", "en": "hello", "br": "demat", "de": "hallo"}
	for lang, want := range map[string]string{"en": "hello", "br": "demat", "fr-CA": "bonjour", "en-GB": "hello", "es": "bonjour", "": "bonjour"} {
		if got := text.In(lang); got != want {
			t.Errorf("%s: %s", lang, got)
		}
	}
	if s, tag := (competency.Text{"de": "hallo", "br": "demat"}).Find("fr"); s != "demat" || tag != "br" {
		t.Error(s, tag)
	}
	if s, tag := (competency.Text{"en": "hello", "br": "demat"}).Find("es"); s != "hello" || tag != "en" {
		t.Error(s, tag)
	}
	for _, bad := range []competency.Text{nil, {}, {"fr": ""}, {"FR": "x"}, {"f": "x"}, {"fr_FR": "x"}, {"fr-": "x"}} {
		if bad.Valid() {
			t.Errorf("%v accepted", bad)
		}
	}
	if !(competency.Text{"fr": "x", "zh-Hant-TW": "y"}).Valid() {
		t.Error("a good text refused")
	}
}

func TestDecimal(t *testing.T) {
	for s, want := range map[competency.Decimal]bool{"0": true, "-1": true, "0.50": true, "12.25": true, "": false, "01": false, "1.": false, ".5": false, "1e3": false, "+1": false, "-": false, "--1": false} {
		if s.Valid() != want {
			t.Errorf("%q: %v", s, s.Valid())
		}
	}
}

func TestVersions(t *testing.T) {
	versions := []string{"0.1.0", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.0+b", "1.2.0", "1.10.0", "2.0.0"}
	for _, a := range versions {
		if !competency.ValidVersion(a) {
			t.Errorf("%s refused", a)
		}
		for _, b := range versions {
			if got, want := competency.CompareVersions(a, b), semver.Compare("v"+a, "v"+b); got != want {
				t.Errorf("%s, %s: %d, want %d", a, b, got, want)
			}
		}
	}
	for _, bad := range []string{"", "1", "1.0", "v1.0.0", "1.0.0.0", "01.0.0", "1.0.0-", "1.0.0-01", "1.0.0+", "1.0.0-a..b", "1.0.-1"} {
		if competency.ValidVersion(bad) {
			t.Errorf("%q accepted", bad)
		}
	}
}

func TestNaturalCodeOrder(t *testing.T) {
	order := []string{"", "1", "1.1", "1.2", "1.02", "1.10", "2", "10", "A", "A1", "A1.1", "A2", "A10", "B1"}
	for i, a := range order {
		for j, b := range order {
			want := 0
			if i < j {
				want = -1
			} else if i > j {
				want = 1
			}
			if a == "1.2" && b == "1.02" || a == "1.02" && b == "1.2" {
				if competency.CompareCodes(a, b) == 0 {
					t.Error("1.2 and 1.02 are one")
				}
				continue
			}
			if got := competency.CompareCodes(a, b); got != want {
				t.Errorf("%q, %q: %d, want %d", a, b, got, want)
			}
		}
	}
}

func TestTree(t *testing.T) {
	f, _ := competency.Parse([]byte(sound(t)))
	zero, one := 0, 1
	f.Associations[3].Seq, f.Associations[1].Seq = &zero, &one
	a := newForge(1).link(competency.AssociationIsChildOf, f.Items[2].ID, f.Items[1].ID)
	f.Associations = append(f.Associations, a)
	var got string
	f.Tree().Walk(func(n *competency.Node, depth int, first bool) {
		got += n.Item.Code
		if !first {
			got += "'"
		}
		got += " "
	})
	if got != "A A3 A1 A2 A2' " {
		t.Error(got)
	}
	// A ladder of diamonds has 2^40 paths and must not be walked path by path.
	f.Items, f.Associations = f.Items[:1], f.Associations[:1]
	g := newForge(2)
	top := []competency.ID{f.Items[0].ID}
	for range 40 {
		var next []competency.ID
		for range 2 {
			it := f.Items[0]
			it.ID = g.id()
			f.Items = append(f.Items, it)
			for _, up := range top {
				f.Associations = append(f.Associations, g.link(competency.AssociationIsChildOf, it.ID, up))
			}
			next = append(next, it.ID)
		}
		top = next
	}
	visits := 0
	f.Tree().Walk(func(*competency.Node, int, bool) { visits++ })
	if visits > 200 {
		t.Error(visits)
	}
}

func TestVocabularies(t *testing.T) {
	if !competency.KindOrganisation.Valid() || competency.Kind("x").Valid() || competency.Origin("").Valid() ||
		!competency.AssociationRelatedMatch.Valid() || !competency.BasisCertified.Valid() || competency.Basis("mean").Valid() ||
		!competency.FlagInTension.Valid() || !competency.FateRescaled.Valid() || !competency.LossMerged.Valid() || !competency.ImpactText.Valid() {
		t.Error("a vocabulary is wrong")
	}
	for _, s := range []competency.Pseudonym{"", "a@b", "a b", "é"} {
		if s.Valid() {
			t.Errorf("%q accepted", s)
		}
	}
	if d := competency.Digest("sha256:" + "0000000000000000000000000000000000000000000000000000000000000000"); !d.Valid() || competency.Digest("sha256:").Valid() {
		t.Error("digest form")
	}
}
