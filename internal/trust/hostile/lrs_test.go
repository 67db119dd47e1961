// SPDX-License-Identifier: Apache-2.0

package hostile_test

import (
	"bytes"
	"encoding/json"
	"net/http/httptest"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/trust/hostile"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// TestRequests posts hostile statements to a learning record store: each is refused with its code, none is a fault
// of the server, and nothing is stored but the one batch that is good.
func TestRequests(t *testing.T) {
	auth, err := lrs.StaticKeys(lrs.StaticKey{User: "a", Password: "a", Tenant: "ac-a"})
	if err != nil {
		t.Fatal(err)
	}
	h := lrs.New(lrs.NewMemory(nil), lrs.Options{Auth: auth, Mount: "/xapi"})
	call := func(method, path string, body []byte) (int, []byte) {
		r := httptest.NewRequest(method, "/xapi"+path, bytes.NewReader(body))
		r.SetBasicAuth("a", "a")
		r.Header.Set("X-Experience-API-Version", "2.0.0")
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept-Language", "en")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Code, w.Body.Bytes()
	}
	kind := hostile.Kind{Wire: true, Text: true, Bytes: 1 << 20, Values: 100_000, String: 256 << 10, Depth: 64, Case: "SHAPE-003", NoMember: "SHAPE-003", Whole: refused}
	through(t, hostile.JSON([]byte(signedStatement), kind), door{name: "lrs POST statements", more: 8 << 20, named: requestNamed, read: func(b []byte) issue.Issues {
		code, body := call("POST", "/statements", b)
		if code == 200 && bytes.HasPrefix(b, []byte("[")) {
			return nil
		}
		if code < 400 || code >= 500 {
			t.Errorf("%d for %.80q", code, b)
		}
		var answer struct{ Issues issue.Issues }
		if err := json.Unmarshal(body, &answer); err != nil {
			t.Errorf("%v: %.200s", err, body)
		}
		return answer.Issues
	}})
	if _, body := call("GET", "/statements", nil); bytes.Count(body, []byte(`"verb":`)) != 1 {
		t.Errorf("stored: %.300s", body)
	}
}

// An array is a batch. What begins like neither is no body of statements.
var requestNamed = func() map[string]string {
	out := map[string]string{"an array": accepted, "the document in an array": accepted, "bytes over the limit": "LRS-013"}
	for _, name := range []string{"nothing", "white space", "byte order mark", "UTF-16 little endian", "a NUL in front", "YAML", "YAML document", "CSV", "XML",
		"a ZIP archive", "JSON with padding", "a script", "many quotes"} {
		out[name] = "LRS-014"
	}
	return out
}()
