// SPDX-License-Identifier: Apache-2.0

package lrs_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// FuzzPrepare takes any text apart without a panic, and a valid statement
// into one that is valid still.
func FuzzPrepare(f *testing.F) {
	f.Add([]byte(trace(1, "a")))
	f.Add([]byte(`{"actor":{"mbox":"mailto:a@b.fr"},"verb":{"id":"http://v.fr"},"object":{"objectType":"SubStatement","actor":{"member":[{"openid":"http://o"}],"objectType":"Group"},"verb":{"id":"http://v"},"object":{"id":"http://a"}},"context":{"contextActivities":{"parent":{"id":"http://p"}}},"stored":"x","timestamp":"2026-11-03T10:00:00+01:00"}`))
	f.Add([]byte(`{"a":[{"b":"\"}]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		it := lrs.Prepare(text, lrs.Preparation{Authority: []byte(`{"mbox":"mailto:k@example.org"}`), Version: "2.0.0", UTC: true, ID: lrs.UUID{1}})
		if xapi.Validate(text, xapi.Options{}).HasErrors() {
			return
		}
		it.Stamp(fixed)
		if !json.Valid(it.Payload) {
			t.Fatalf("%s became %s", text, it.Payload)
		}
		if is := xapi.Validate(it.Payload, xapi.Options{}); is.HasErrors() {
			t.Fatalf("%s became %s: %v", text, it.Payload, is)
		}
		for _, who := range it.Agents {
			changed, ok := lrs.Reidentify(it.Payload, who.Key, lrs.ErasedIFI())
			if !ok || !json.Valid(changed) || lrs.RoleIn(changed, who.Key) != lrs.RoleNone && who.Key != lrs.KeyOf(lrs.ErasedIFI()) {
				t.Fatalf("%x is still in %s", who.Key, changed)
			}
		}
	})
}

func FuzzParseInstant(f *testing.F) {
	for _, s := range []string{"2026-11-03T09:00:00Z", "20261103T090000+0100", "2026-11-03T23:59:60Z", "2026-11-03T09:00:00,123456789012Z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, err := lrs.ParseInstant(s)
		if err == nil && xapi.Timestamp(s).Valid(xapi.V103) && at.Year() > 0 && at.Year() < 9999 {
			again, err := lrs.ParseInstant(string(lrs.AppendStamp(nil, at)))
			if err != nil || again.Sub(at) > 1000 || at.Sub(again) > 1000 {
				t.Fatalf("%q: %v, then %v", s, at, again)
			}
		}
		if err != nil && (xapi.Timestamp(s).Valid(xapi.V103) || xapi.Timestamp(s).Valid(xapi.V20)) {
			t.Fatalf("%q is valid and was not read: %v", s, err)
		}
	})
}

func FuzzMergeDefinition(f *testing.F) {
	f.Add([]byte(`{"name":{"fr":"a"}}`), []byte(`{"name":{"en":"b"},"extensions":{"http://x":1}}`))
	f.Fuzz(func(t *testing.T, old, given []byte) {
		out := lrs.MergeDefinition(old, given)
		if json.Valid(old) && json.Valid(given) && bytes.HasPrefix(old, []byte("{")) && bytes.HasPrefix(given, []byte("{")) && !json.Valid(out) {
			t.Fatalf("%s and %s became %s", old, given, out)
		}
	})
}
