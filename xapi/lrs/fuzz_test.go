// SPDX-License-Identifier: Apache-2.0

package lrs_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// FuzzPrepare takes any text apart without a panic, and a valid statement
// into one that is valid still.
func FuzzPrepare(f *testing.F) {
	f.Add([]byte(trace(1, "a")))
	f.Add([]byte(`{"actor":{"mbox":"mailto:a@b.fr"},"verb":{"id":"http://v.fr"},"object":{"objectType":"SubStatement","actor":{"member":[{"openid":"http://o"}],"objectType":"Group"},"verb":{"id":"http://v"},"object":{"id":"http://a"}},"context":{"contextActivities":{"parent":{"id":"http://p"}}},"stored":"x","timestamp":"2026-11-03T10:00:00+01:00"}`))
	f.Add([]byte(`{"a":[{"b":"\"}]`))
	f.Add([]byte(`{"id":"00000000-0000-4000-8000-000000-00001"`))
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

// FuzzHandler makes any request. No answer is a fault of the server, and a
// client of one academy reads nothing of another.
func FuzzHandler(f *testing.F) {
	const secret = "k-tenant-b-only"
	f.Add("GET", "/statements", "agent="+oneAgent+"&limit=2&format=canonical", "2.0.0", "fr;q=0.5,*", "", []byte{})
	f.Add("GET", "/statements", "cursor="+strings.Repeat("A", 64), "1.0.3", "", "", []byte{})
	f.Add("POST", "/statements", "", "2.0.0", "", "application/json", []byte(trace(1, "a")))
	f.Add("POST", "/statements", "", "2.0.0", "", "multipart/mixed; boundary=B", []byte("--B\r\nContent-Type: application/json\r\n\r\n"+trace(1, "a")+"\r\n--B--"))
	f.Add("POST", "/statements", "method=GET", "1.0.3", "", "application/x-www-form-urlencoded", []byte("limit=1&Authorization=Basic%20YTph&X-Experience-API-Version=1.0.3"))
	f.Add("PUT", "/statements", "statementId=00000000-0000-4000-8000-000000000001", "2.0.0", "", "application/json", []byte(trace(1, "a")))
	f.Add("POST", "/activities/state", "activityId=https://example.org/a&agent="+oneAgent+"&stateId=s", "2.0.0", "", "application/json", []byte(`{"a":1,"a":2}`))
	f.Add("GET", "/statements", "statementId=00000000-0000-4000-8000-000000-00001", "2.0.0", "", "", []byte{})
	f.Add("DELETE", "/activities/state", "activityId=https://example.org/a&agent="+oneAgent, "2.0.0", "", "", []byte{})
	f.Add("GET", "/agents", "agent="+oneAgent, "2.0.0", "", "", []byte{})
	f.Fuzz(func(t *testing.T, method, path, query, version, language, contentType string, body []byte) {
		target, err := url.ParseRequestURI("/xapi" + path + "?" + query)
		if err != nil || !token(method) {
			return
		}
		h := server(t, lrs.Options{Now: func() time.Time { return fixed }})
		request{method: "POST", path: "/statements", user: "b", body: trace(9, secret)}.do(h)
		for range 2 { // the second time, what the first stored is there
			r := httptest.NewRequest(method, "/", bytes.NewReader(body))
			r.URL = target
			r.SetBasicAuth("a", "a")
			for name, value := range map[string]string{"X-Experience-API-Version": version, "Accept-Language": language, "Content-Type": contentType} {
				if value != "" {
					r.Header.Set(name, value)
				}
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code >= 500 && w.Code != http.StatusNotImplemented || w.Code < 200 {
				t.Fatalf("%s %s: %d %s", method, target, w.Code, w.Body)
			}
			if bytes.Contains(w.Body.Bytes(), []byte(secret)) && !bytes.Contains(body, []byte(secret)) && !strings.Contains(query, secret) {
				t.Fatalf("%s %s: %s", method, target, w.Body)
			}
		}
	})
}

// token reports whether a method is one that HTTP can carry.
func token(s string) bool {
	for _, c := range s {
		if c <= ' ' || c >= 0x7f || strings.ContainsRune(`()<>@,;:\"/[]?={}`, c) {
			return false
		}
	}
	return s != ""
}
