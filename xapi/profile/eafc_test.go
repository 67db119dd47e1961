// SPDX-License-Identifier: Apache-2.0

package profile_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/profile"
)

func TestOwnProfile(t *testing.T) {
	p, is := profile.Load(bytes.NewReader(profile.EAFCDocument()))
	for _, i := range is {
		t.Errorf("%d:%d %v", i.Line, i.Column, i)
	}
	if p.ID != profile.ID || p.Versions[len(p.Versions)-1].ID != profile.VersionID {
		t.Errorf("ids: %s %v", p.ID, p.Versions)
	}
	determining := map[string]xapi.IRI{}
	for _, x := range p.Templates {
		key := fmt.Sprint(x.Verb, x.ObjectActivityType)
		if other := determining[key]; other != "" {
			t.Errorf("%s and %s share their determining properties", other, x.ID)
		}
		determining[key] = x.ID
	}
}

// random builds a statement by a builder chosen at random, and says which
// template it must follow.
func random(r *rand.Rand) (template string, s xapi.Statement, is issue.Issues) {
	set := set
	id := func() xapi.UUID {
		return xapi.UUID(fmt.Sprintf("%08x-%04x-4%03x-8%03x-%012x", r.Uint32(), r.IntN(1<<16), r.IntN(1<<12), r.IntN(1<<12), r.Int64N(1<<48)))
	}
	set.NewID = id
	set.Registration = id()
	if r.IntN(2) == 0 {
		set.Campaign = ""
	}
	if r.IntN(2) == 0 {
		set.At = xapi.Timestamp("2026-11-" + strconv.Itoa(10+r.IntN(20)) + "T10:00:00.123+01:00")
	}
	on := competency.Date("2026-" + strconv.Itoa(10+r.IntN(3)) + "-" + strconv.Itoa(10+r.IntN(20)))
	c := competency.Claim{Item: ref, Rank: r.IntN(13), On: on,
		Basis: []competency.Basis{competency.BasisSelfDeclared, competency.BasisEvidenced}[r.IntN(2)]}
	verified := c
	verified.Basis = []competency.Basis{competency.BasisConfirmed, competency.BasisCertified}[r.IntN(2)]
	titles := []map[string]string{nil, {"fr": "Équipe « A » <b>"}, {"en": "x\u2028y", "fr": "é\"\\", "de-DE": "ü"}}[r.IntN(3)]
	brick, pathway := subject{"https://exemple.fr/b/" + strconv.Itoa(r.IntN(9)), "1.0.0", "Brique"}, subject{"https://exemple.fr/p/1", "2.1.0", "Parcours"}
	var within profile.Subject
	if r.IntN(2) == 0 {
		within = pathway
	}
	scaled := xapi.Decimal(strconv.FormatFloat(r.Float64()*2-1, 'f', 3, 64))
	switch r.IntN(11) {
	case 0:
		template = "positioning"
		s, is = profile.Positioning(set, c, titles)
	case 1:
		template = "goal"
		s, is = profile.Goal(set, ref, c.Rank, on, titles)
	case 2:
		template = "enrolment"
		s, is = profile.Enrolment(set, brick, within, on)
	case 3:
		template = "brick-done"
		s, is = profile.BrickDone(set, brick, within, "PT1H30M", on)
	case 4:
		template = "brick-passed"
		s, is = profile.BrickPassed(set, brick, within, scaled, on)
	case 5:
		template = "brick-failed"
		s, is = profile.BrickFailed(set, brick, within, scaled, on)
	case 6:
		template = "pathway-done"
		s, is = profile.PathwayDone(set, pathway, on)
	case 7:
		template = "level-verified"
		s, is = profile.LevelVerified(set, id(), verified, tutor, titles)
	case 8:
		template = "level-expired"
		s, is = profile.LevelExpired(set, id(), ref, on, titles)
	case 9:
		template = "level-revoked"
		s, is = profile.LevelRevoked(set, id(), ref, on, titles)
	default:
		template = "label-decided"
		s, is = profile.LabelDecided(set, pathway, subject{"https://exemple.fr/label/ih2ef", "1.0.0", "Label"}, r.IntN(2) == 0, on)
	}
	return template, s, is
}

func TestBuildersConform(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	all := profile.NewSet(profile.EAFC())
	seen := map[string]int{}
	for range fixtures.Count(1000, 20_000) {
		template, s, is := random(r)
		if len(is) > 0 {
			t.Fatalf("%s: %v", template, is)
		}
		raw := s.AppendJSON(nil)
		if is := xapi.Validate(raw, xapi.Options{Privacy: xapi.PrivacyStrict, HomePages: []string{"https://exemple.fr/pseudo/c1"}}); len(is) > 0 {
			t.Fatalf("%s: %v\n%s", template, is, raw)
		}
		report := all.Check(raw)
		if !report.Valid() || len(report.Matched) != 1 || report.Matched[0] != profile.ID+"/templates/"+xapi.IRI(template) {
			t.Fatalf("%s: matched %v, failed %v\n%s", template, report.Matched, report.Failed, raw)
		}
		seen[template]++
	}
	if len(seen) != 11 {
		t.Errorf("%d templates built: %v", len(seen), seen)
	}
}
