// SPDX-License-Identifier: Apache-2.0

package profile_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"forge.apps.education.fr/eafc/briques/xapi/profile"
)

// FuzzLocation runs any JSONPath over any statement: it is refused when the
// profile is read, or it selects, and a second run selects the same.
func FuzzLocation(f *testing.F) {
	for _, location := range []string{"$.result.score.scaled", "result['score']", "$.a[0].b[*].*", "$.a['b','c'] | $.d", "$..a", "$.a[?(@.b)]", "$['é\\'']", "$.a[-1]", "$", "", "$.a[99999999999999999999]", "$.*.*.*.*.*.*"} {
		f.Add(location, "$.object", []byte(achieved))
	}
	f.Fuzz(func(t *testing.T, location, selector string, statement []byte) {
		document, err := json.Marshal(map[string]any{"id": "https://exemple.fr/p", "versions": []any{map[string]any{"id": "https://exemple.fr/v"}},
			"templates": []any{map[string]any{"id": "https://exemple.fr/t", "inScheme": "https://exemple.fr/v", "verb": "https://w3id.org/xapi/tla/verbs/achieved",
				"rules": []any{map[string]any{"location": location, "selector": selector, "presence": "included", "any": []any{1}}}}}})
		if err != nil {
			return
		}
		p, _ := profile.Load(bytes.NewReader(document))
		if p == nil {
			return
		}
		s := profile.NewSet(p)
		first, second := s.Check(statement), s.Check(statement)
		if len(first.Matched) != len(second.Matched) || len(first.Failed) != len(second.Failed) {
			t.Fatalf("%q: %v, then %v", location, first, second)
		}
	})
}
