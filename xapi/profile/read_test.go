// SPDX-License-Identifier: Apache-2.0

package profile_test

import (
	"math/rand/v2"
	"testing"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/profile"
	"github.com/google/go-cmp/cmp"
)

func must(t testing.TB) func(xapi.Statement, issue.Issues) xapi.Statement {
	return func(s xapi.Statement, is issue.Issues) xapi.Statement {
		t.Helper()
		if len(is) > 0 {
			t.Fatal(is)
		}
		return s
	}
}

func TestRead(t *testing.T) {
	with := func(id xapi.UUID) profile.Setting {
		s := set
		s.NewID = func() xapi.UUID { return id }
		return s
	}
	const one, two, three, four = "00000001-1234-4678-9234-567812345678", "00000002-1234-4678-9234-567812345678",
		"00000003-1234-4678-9234-567812345678", "00000004-1234-4678-9234-567812345678"
	later, confirmed := claim, claim
	later.Rank, later.On = 3, "2026-11-05"
	confirmed.Rank, confirmed.Basis, confirmed.On = 3, competency.BasisConfirmed, "2026-11-06"
	ok := must(t)
	first := ok(profile.Positioning(with(one), claim, nil))
	second := ok(profile.Positioning(with(two), later, nil))
	goal := ok(profile.Goal(with(three), ref, 4, "2026-11-04", nil))
	verified := ok(profile.LevelVerified(with(four), two, confirmed, tutor, nil))
	expired := ok(profile.LevelExpired(set, four, ref, "2027-11-06", nil))
	held := func(c competency.Claim, id xapi.UUID, goal int) profile.Held {
		return profile.Held{Actor: actor, Claim: c, Statement: id, Goal: goal}
	}
	byTutor := held(confirmed, four, 4)
	byTutor.By = tutor
	lost := byTutor
	lost.Lost, lost.LostOn = true, "2027-11-06"
	voiding := xapi.Statement{Verb: xapi.Verb{ID: xapi.VoidedVerb}, Object: xapi.StatementRef{ID: two}}
	for _, c := range []struct {
		name string
		in   []xapi.Statement
		want []profile.Held
	}{
		{"nothing", nil, []profile.Held{}},
		{"one", []xapi.Statement{first}, []profile.Held{held(claim, one, -1)}},
		{"twice", []xapi.Statement{first, first}, []profile.Held{held(claim, one, -1)}},
		{"the last holds", []xapi.Statement{first, second, goal}, []profile.Held{held(later, two, 4)}},
		{"verified", []xapi.Statement{first, second, goal, verified}, []profile.Held{byTutor}},
		{"lost", []xapi.Statement{first, second, goal, verified, expired}, []profile.Held{lost}},
		{"voided", []xapi.Statement{first, second, goal, voiding}, []profile.Held{held(claim, one, 4)}},
		{"of another profile", []xapi.Statement{{Actor: first.Actor, Verb: first.Verb, Object: first.Object, Context: &xapi.Context{}}}, []profile.Held{}},
	} {
		for range 20 {
			shuffled := append([]xapi.Statement(nil), c.in...)
			rand.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
			if diff := cmp.Diff(c.want, profile.Read(shuffled)); diff != "" {
				t.Errorf("%s (-want +got)\n%s", c.name, diff)
				break
			}
		}
	}
}

// The result does not depend on the order, nor on the way through bytes.
func TestReadAnyOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range fixtures.Count(100, 2000) {
		var all []xapi.Statement
		var ids []xapi.UUID
		for range 3 + r.IntN(12) {
			_, s, is := random(r)
			if len(is) > 0 {
				t.Fatal(is)
			}
			if ref, ok := s.Object.(xapi.StatementRef); ok && len(ids) > 0 {
				ref.ID = ids[r.IntN(len(ids))]
				s.Object = ref
			}
			if s.Context.Statement != nil && len(ids) > 0 {
				s.Context.Statement.ID = ids[r.IntN(len(ids))]
			}
			ids = append(ids, s.ID)
			again, is := xapi.Decode(s.AppendJSON(nil), xapi.Options{})
			if len(is) > 0 {
				t.Fatal(is)
			}
			all = append(all, again)
		}
		want := profile.Read(all)
		for range 5 {
			r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
			if diff := cmp.Diff(want, profile.Read(append(all, all[0]))); diff != "" {
				t.Fatalf("another order (-want +got)\n%s", diff)
			}
		}
	}
}
