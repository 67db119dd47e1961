// SPDX-License-Identifier: Apache-2.0

package profile_test

import (
	"bytes"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/xapi/profile"
)

const achieved = `{"id":"12345678-1234-5678-1234-567812345678","actor":{"account":{"homePage":"https://exemple.fr","name":"k4f7"}},
"verb":{"id":"https://w3id.org/xapi/tla/verbs/achieved"},"object":{"objectType":"Activity","id":"https://exemple.fr/c/1","definition":{"type":"https://w3id.org/xapi/tla/activity-types/competency"}},
"context":{"contextActivities":{"category":{"id":"https://w3id.org/xapi/learnercompetency","definition":{"type":"https://w3id.org/xapi/learnercompetency"}}}},"timestamp":"2026-11-03T09:00:00Z"}`

func learnerCompetency(t testing.TB) *profile.Profile {
	t.Helper()
	p, is := profile.Load(bytes.NewReader(fixtures.Read(t, "xapi/profiles/competency_assertion/learnercompetencyassertion.json")))
	if is.HasErrors() {
		t.Fatal(is)
	}
	return p
}

// By the norm no statement with the verb achieved can follow this profile.
func TestLearnerCompetencyTrap(t *testing.T) {
	s := profile.NewSet(learnerCompetency(t))
	if r := s.Check([]byte(achieved)); r.Valid() || len(r.Failed) == 0 {
		t.Errorf("all: matched %v, failed %v", r.Matched, r.Failed)
	}
	s.Mode = profile.AnyMatched
	if r := s.Check([]byte(achieved)); !r.Valid() || len(r.Matched) == 0 {
		t.Errorf("any: matched %v, failed %v", r.Matched, r.Failed)
	}
}

func BenchmarkCheck(b *testing.B) {
	s := profile.NewSet(learnerCompetency(b))
	s.Mode = profile.AnyMatched
	b.ReportAllocs()
	for b.Loop() {
		if !s.Check([]byte(achieved)).Valid() {
			b.Fatal("refused")
		}
	}
}
