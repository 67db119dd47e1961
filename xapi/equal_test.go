// SPDX-License-Identifier: Apache-2.0

package xapi_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/xapi"
)

func TestEqual(t *testing.T) {
	base := `{"id":"12345678-1234-5678-1234-567812345678","actor":{"objectType":"Group","member":[{"mbox":"mailto:a@Exemple.FR"},{"mbox":"mailto:b@exemple.fr"}]},` +
		`"verb":{"id":"https://exemple.fr/v"},"object":{"id":"https://exemple.fr/o"},"result":{"duration":"PT1.236S","score":{"raw":1.50}},` +
		`"context":{"registration":"ABCDEF78-1234-5678-1234-567812345678","contextActivities":{"parent":{"id":"https://exemple.fr/p"}}},"timestamp":"2026-11-03T09:00:00Z"}`
	for _, c := range []struct {
		name, old, new string
		equal          bool
	}{
		{"nothing", "", "", true},
		{"another id", `"id":"1234`, `"id":"9234`, true},
		{"no id", `"id":"12345678-1234-5678-1234-567812345678",`, "", true},
		{"stored and authority", `{"id"`, `{"stored":"2026-11-03T09:00:01Z","authority":{"mbox":"mailto:x@exemple.fr"},"version":"1.0.0","id"`, true},
		{"attachments", `{"id"`, `{"attachments":[],"id"`, true},
		{"display", `"id":"https://exemple.fr/v"`, `"id":"https://exemple.fr/v","display":{"fr":"v"}`, true},
		{"definition", `"id":"https://exemple.fr/o"`, `"definition":{"type":"https://exemple.fr/t"},"id":"https://exemple.fr/o"`, true},
		{"definition of the context", `"id":"https://exemple.fr/p"`, `"id":"https://exemple.fr/p","definition":{}`, true},
		{"default objectType", `"id":"https://exemple.fr/o"`, `"objectType":"Activity","id":"https://exemple.fr/o"`, true},
		{"default objectType of a member", `{"mbox":"mailto:b`, `{"objectType":"Agent","mbox":"mailto:b`, true},
		{"order of members", `{"mbox":"mailto:a@Exemple.FR"},{"mbox":"mailto:b@exemple.fr"}`, `{"mbox":"mailto:b@exemple.fr"},{"mbox":"mailto:a@exemple.fr"}`, true},
		{"an array of one", `{"id":"https://exemple.fr/p"}`, `[{"id":"https://exemple.fr/p"}]`, true},
		{"case of a UUID", "ABCDEF78", "abcdef78", true},
		{"another offset", "T09:00:00Z", "T10:00:00.000+01:00", true},
		{"no timestamp", `,"timestamp":"2026-11-03T09:00:00Z"`, "", true},
		{"spelling of a number", "1.50", "15e-1", true},
		{"a thousandth of a second", "PT1.236S", "PT1.23S", true},
		{"an escape", "https://exemple.fr/v", `https:\/\/exemple.fr\u002Fv`, true},
		{"another instant", "T09:00:00Z", "T09:00:01Z", false},
		{"a nanosecond", "T09:00:00Z", "T09:00:00.000000001Z", false},
		{"a hundredth of a second", "PT1.236S", "PT1.24S", false},
		{"another score", "1.50", "1.5000000000000000000001", false},
		{"another verb", "fr/v", "fr/w", false},
		{"case of a local part", "mailto:b", "mailto:B", false},
		{"another activity around", "fr/p", "fr/q", false},
		{"one member less", `,{"mbox":"mailto:b@exemple.fr"}`, "", false},
		{"a member named", `{"mbox":"mailto:b`, `{"name":"B","mbox":"mailto:b`, false},
	} {
		other := []byte(strings.Replace(base, c.old, c.new, 1))
		if c.old != "" && string(other) == base {
			t.Fatalf("%s changes nothing", c.name)
		}
		if got := xapi.Equal([]byte(base), other); got != c.equal || xapi.Equal(other, []byte(base)) != got {
			t.Errorf("%s: Equal %v, want %v", c.name, got, c.equal)
		}
		if same := xapi.Digest([]byte(base)) == xapi.Digest(other); same != c.equal && !strings.Contains(c.name, "instant") && !strings.Contains(c.name, "nano") {
			t.Errorf("%s: same digest %v", c.name, same)
		}
	}
}

// edit changes one thing at random and says whether the statement stays the
// same record.
func edit(r *rand.Rand, doc object) (same bool) {
	switch r.IntN(9) {
	case 0:
		doc["id"] = "aaaaaaaa-1234-4678-9234-567812345678"
		return true
	case 1:
		doc["stored"] = "2020-01-01T00:00:00Z"
		return true
	case 2:
		doc["verb"].(object)["display"] = object{"fr": "x"}
		return true
	case 3:
		if o := doc["object"].(object); o["objectType"] == nil {
			o["objectType"] = "Activity"
		}
		return true
	case 4:
		if a := doc["actor"].(object); a["objectType"] == nil {
			a["objectType"] = "Agent"
		} else if m, ok := a["member"].([]any); ok {
			slices.Reverse(m)
		}
		return true
	case 5:
		if o := doc["object"].(object); o["objectType"] == nil || o["objectType"] == "Activity" {
			delete(o, "definition")
		}
		return true
	case 6:
		doc["verb"].(object)["id"] = "https://exemple.fr/other/" + string(rune('a'+r.IntN(26)))
	case 7:
		doc["actor"].(object)["name"] = "autre " + string(rune('a'+r.IntN(26)))
	case 8:
		doc["result"] = object{"score": object{"raw": json.Number("0." + string(rune('1'+r.IntN(9))))}}
	}
	return false
}

// Equal and Digest agree, and are symmetric.
func TestEqualProperty(t *testing.T) {
	bases := []string{full, lists, sub, byRef, about, plain}
	for i, c := range readADL(t, "v2_0") {
		if c.Valid && i%3 == 0 {
			bases = append(bases, string(c.Statement))
		}
	}
	r := rand.New(rand.NewPCG(5, 6))
	shuffled := func(v any) []byte { // other order of names, other spaces
		b, err := json.MarshalIndent(v, "", strings.Repeat(" ", r.IntN(3)))
		if err != nil {
			t.Fatal(err)
		}
		if o, ok := v.(object); ok {
			keys := slices.Collect(maps.Keys(o))
			r.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
			var out bytes.Buffer
			out.WriteByte('{')
			for i, k := range keys {
				if i > 0 {
					out.WriteByte(',')
				}
				name, _ := json.Marshal(k)
				value, _ := json.Marshal(o[k])
				out.Write(name)
				out.WriteByte(':')
				out.Write(value)
			}
			out.WriteByte('}')
			b = out.Bytes()
		}
		return b
	}
	same, other := 0, 0
	for range fixtures.Count(1000, 10_000) {
		base := []byte(bases[r.IntN(len(bases))])
		doc := parse(t, string(base)).(object)
		keep := true
		for range 1 + r.IntN(3) {
			keep = edit(r, doc) && keep
		}
		edited := shuffled(doc)
		equal := xapi.Equal(base, edited)
		switch {
		case equal != xapi.Equal(edited, base):
			t.Fatalf("not symmetric\n%s\n%s", base, edited)
		case equal != (xapi.Digest(base) == xapi.Digest(edited)):
			t.Fatalf("Equal %v, digests differ on that\n%s\n%s", equal, base, edited)
		case keep && !equal:
			t.Fatalf("should be equal\n%s\n%s", base, edited)
		}
		if equal {
			same++
		} else {
			other++
		}
	}
	if same < 100 || other < 100 {
		t.Errorf("%d equal, %d not", same, other)
	}
}

// What was read is written back: the same bytes, numbers and extensions as
// they were spelt.
func TestRoundTrip(t *testing.T) {
	for _, raw := range []string{full, lists, choices, likert, steps, sub, byRef, about, plain} {
		s, is := xapi.Decode([]byte(raw), xapi.Options{})
		if is.HasErrors() || string(s.Raw()) != raw {
			t.Fatalf("%v", is)
		}
		once := s.AppendJSON(nil)
		again, is := xapi.Decode(once, xapi.Options{})
		if is.HasErrors() || !bytes.Equal(again.AppendJSON(nil), once) {
			t.Errorf("%v\n%s\n%s", is, once, again.AppendJSON(nil))
		}
		if !xapi.Equal([]byte(raw), once) {
			t.Errorf("not equal\n%s\n%s", raw, once)
		}
	}
	for _, lexeme := range []string{"12345678901234567890.123", "1E0", "-0", "0.10", "1e400", "1e-400"} {
		raw := strings.Replace(strings.Replace(full, `"raw":5,"min":0,"max":10`, `"raw":`+lexeme, 1), `[1]`, `{ "a" : `+lexeme+`}`, 1)
		s, is := xapi.Decode([]byte(raw), xapi.Options{})
		if is.HasErrors() {
			t.Fatal(is)
		}
		if out := string(s.AppendJSON(nil)); string(s.Result.Score.Raw) != lexeme || !strings.Contains(out, `{ "a" : `+lexeme+`}`) || !strings.Contains(out, `"raw":`+lexeme) {
			t.Errorf("%s: %s", lexeme, out)
		}
	}
	read := func(name string, raw []byte) {
		for _, v := range []xapi.Version{xapi.V103, xapi.V20} {
			s, is := xapi.Decode(raw, xapi.Options{Version: v})
			if is.HasErrors() {
				continue
			}
			out := s.AppendJSON(nil)
			if !bytes.Equal(s.Raw(), raw) || !xapi.Equal(raw, out) || xapi.Validate(out, xapi.Options{Version: v}).HasErrors() {
				t.Errorf("%s\n%s\n%s", name, raw, out)
			}
			var a, b any
			if json.Unmarshal(raw, &a) != nil || json.Unmarshal(out, &b) != nil {
				t.Errorf("%s: no JSON", name)
			}
		}
	}
	for _, file := range []string{"v1_0_3", "v2_0"} {
		for _, c := range readADL(t, file) {
			read(c.ID, c.Statement)
		}
	}
}
