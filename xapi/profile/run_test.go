// SPDX-License-Identifier: Apache-2.0

package profile_test

import (
	"testing"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/profile"
)

func TestPatterns(t *testing.T) {
	ok := must(t)
	brick := subject{"https://exemple.fr/b", "1.0.0", "Brique"}
	statements := map[byte][]byte{
		'p': ok(profile.Positioning(set, claim, nil)).AppendJSON(nil),
		'g': ok(profile.Goal(set, ref, 3, "2026-11-03", nil)).AppendJSON(nil),
		'e': ok(profile.Enrolment(set, brick, nil, "2026-11-03")).AppendJSON(nil),
		'd': ok(profile.BrickDone(set, brick, nil, "PT1H", "2026-11-03")).AppendJSON(nil),
		'r': ok(profile.BrickPassed(set, brick, nil, "0.8", "2026-11-03")).AppendJSON(nil),
		'f': ok(profile.BrickFailed(set, brick, nil, "0.2", "2026-11-03")).AppendJSON(nil),
		'x': []byte(`{"actor":{"mbox":"mailto:a@exemple.fr"},"verb":{"id":"https://exemple.fr/v"},"object":{"id":"https://exemple.fr/o"}}`),
	}
	all := profile.NewSet(profile.EAFC())
	for _, c := range []struct {
		pattern, series string
		want            profile.Progress
	}{
		{"bilan", "p", profile.Complete}, {"bilan", "ppp", profile.Complete}, {"bilan", "pg", profile.Complete},
		{"bilan", "ppggg", profile.Complete}, {"bilan", "g", profile.Failed}, {"bilan", "pgp", profile.Failed},
		{"brique", "d", profile.Complete}, {"brique", "e", profile.Partial}, {"brique", "ed", profile.Complete},
		{"brique", "edr", profile.Complete}, {"brique", "dr", profile.Complete}, {"brique", "r", profile.Failed},
		{"brique", "edf", profile.Failed}, {"brique", "ee", profile.Failed}, {"brique", "edrr", profile.Failed},
		{"enrolled", "e", profile.Complete}, {"positionings", "pp", profile.Complete}, {"goals", "g", profile.Complete},
	} {
		run := all.Pattern(profile.ID + "/patterns/" + xapi.IRI(c.pattern)).Start()
		var got profile.Progress
		for i := range c.series {
			got = run.Feed(statements[c.series[i]])
		}
		if got != c.want {
			t.Errorf("%s %s: %s, want %s", c.pattern, c.series, got, c.want)
		}
		if states := run.States(); len(states) != 1 || states[string(set.Registration)] != c.want {
			t.Errorf("%s %s: states %v", c.pattern, c.series, states)
		}
	}
	other := set
	other.Registration = "dddddddd-1234-4678-9234-567812345678"
	run := all.Pattern(profile.ID + "/patterns/bilan").Start()
	run.Feed(statements['g'])
	if got := run.Feed(ok(profile.Positioning(other, claim, nil)).AppendJSON(nil)); got != profile.Complete {
		t.Errorf("another registration: %s", got)
	}
	if got := run.Feed(statements['x']); got != profile.Failed {
		t.Errorf("a statement of no template: %s", got)
	}
	if all.Pattern("https://exemple.fr/none") != nil {
		t.Error("a pattern that does not exist was found")
	}
}
