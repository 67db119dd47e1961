// SPDX-License-Identifier: Apache-2.0

package profile_test

import (
	"fmt"
	"testing"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/profile"
)

var (
	ref   = competency.Ref{Framework: "https://exemple.fr/referentiels/encadrement", Version: "1.0.0", Item: "12345678-1234-5678-9234-567812345678"}
	actor = xapi.Account("https://exemple.fr/pseudo/c1", "k4f7")
	tutor = xapi.Account("https://exemple.fr/pseudo/c1", "t9z2")
	set   = profile.Setting{Actor: actor, Registration: "aaaaaaaa-1234-4678-9234-567812345678", Campaign: "2026-automne",
		NewID: func() xapi.UUID { return "bbbbbbbb-1234-4678-9234-567812345678" }}
	claim = competency.Claim{Item: ref, Rank: 2, Basis: competency.BasisSelfDeclared, On: "2026-11-03"}
)

// subject is a brick, a pathway or a label profile of the tests.
type subject struct{ id, version, title string }

func (s subject) Identifier() (iri, version string) { return s.id, s.version }
func (s subject) Titles() map[string]string         { return map[string]string{"fr": s.title} }

func ExamplePositioning() {
	s, issues := profile.Positioning(set, claim, map[string]string{"fr": "Piloter une équipe"})
	fmt.Println(len(issues))
	fmt.Println(string(s.AppendJSON(nil)))
	// Output:
	// 0
	// {"id":"bbbbbbbb-1234-4678-9234-567812345678","actor":{"account":{"homePage":"https://exemple.fr/pseudo/c1","name":"k4f7"}},"verb":{"id":"https://forge.apps.education.fr/eafc/briques/xapi/profile/verbs/positioned","display":{"en":"positioned","fr":"s'est positionné(e)"}},"object":{"id":"urn:uuid:12345678-1234-5678-9234-567812345678","definition":{"name":{"fr":"Piloter une équipe"},"type":"https://w3id.org/xapi/tla/activity-types/competency"}},"result":{"extensions":{"https://forge.apps.education.fr/eafc/briques/xapi/profile/extensions/result/level":2,"https://forge.apps.education.fr/eafc/briques/xapi/profile/extensions/result/basis":"selfDeclared"}},"context":{"registration":"aaaaaaaa-1234-4678-9234-567812345678","contextActivities":{"category":[{"id":"https://forge.apps.education.fr/eafc/briques/xapi/profile/v1.0.0","definition":{"type":"http://adlnet.gov/expapi/activities/profile"}}]},"extensions":{"https://forge.apps.education.fr/eafc/briques/xapi/profile/extensions/context/campaign":"2026-automne","https://forge.apps.education.fr/eafc/briques/xapi/profile/extensions/context/framework":{"id":"https://exemple.fr/referentiels/encadrement","version":"1.0.0"}}},"timestamp":"2026-11-03T00:00:00.000Z"}
}

func TestBuildersRefuse(t *testing.T) {
	brick := subject{"https://exemple.fr/briques/droit", "1.0.0", "Droit"}
	named := set
	named.Actor = xapi.IFI{Kind: xapi.ByMbox, Value: "mailto:a@exemple.fr"}
	unregistered := set
	unregistered.Registration = ""
	confirmed := claim
	confirmed.Basis = competency.BasisConfirmed
	for name, build := range map[string]func() (xapi.Statement, error){
		"mail address": func() (xapi.Statement, error) {
			s, is := profile.Positioning(named, claim, nil)
			return s, is.Err()
		},
		"no registration": func() (xapi.Statement, error) {
			s, is := profile.Positioning(unregistered, claim, nil)
			return s, is.Err()
		},
		"confirmed by oneself": func() (xapi.Statement, error) {
			s, is := profile.Positioning(set, confirmed, nil)
			return s, is.Err()
		},
		"self-declared by another": func() (xapi.Statement, error) {
			s, is := profile.LevelVerified(set, "cccccccc-1234-4678-9234-567812345678", claim, tutor, nil)
			return s, is.Err()
		},
		"no statement verified": func() (xapi.Statement, error) {
			s, is := profile.LevelVerified(set, "", confirmed, tutor, nil)
			return s, is.Err()
		},
		"score of 2": func() (xapi.Statement, error) {
			s, is := profile.BrickPassed(set, brick, nil, "2", "2026-11-03")
			return s, is.Err()
		},
		"no duration": func() (xapi.Statement, error) {
			s, is := profile.BrickDone(set, brick, nil, "", "2026-11-03")
			return s, is.Err()
		},
		"a day that is none": func() (xapi.Statement, error) {
			s, is := profile.PathwayDone(set, brick, "2026-02-30")
			return s, is.Err()
		},
		"a subject without id": func() (xapi.Statement, error) {
			s, is := profile.PathwayDone(set, subject{"", "1.0.0", "x"}, "2026-02-20")
			return s, is.Err()
		},
	} {
		if s, err := build(); err == nil || s.Verb.ID != "" {
			t.Errorf("%s: accepted: %s", name, s.AppendJSON(nil))
		}
	}
}
