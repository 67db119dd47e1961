// SPDX-License-Identifier: Apache-2.0

package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
)

const statement = `{"id":"12345678-1234-4234-8234-123456789012","actor":{"account":{"homePage":"https://academie.example/pseudo/2027","name":"k7q2"}},
"verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},"object":{"id":"https://eafc.example/briques/1"}}`

// TestKeepsStatements: what is acknowledged is there after a restart.
func TestKeepsStatements(t *testing.T) {
	file := filepath.Join(t.TempDir(), "traces.db")
	call := func(method, path, body string) (int, string) {
		store, handler, err := open(t.Context(), file, "eafc", "secret")
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		s := httptest.NewServer(handler)
		defer s.Close()
		r, err := http.NewRequest(method, s.URL+"/xapi/statements"+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.SetBasicAuth("eafc", "secret")
		r.Header.Set("X-Experience-API-Version", "1.0.3")
		r.Header.Set("Content-Type", "application/json")
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, string(text)
	}
	if code, text := call("POST", "", statement); code != 200 {
		t.Fatalf("POST: %d %s", code, text)
	}
	if code, text := call("GET", "?statementId=12345678-1234-4234-8234-123456789012", ""); code != 200 || !strings.Contains(text, "k7q2") {
		t.Errorf("GET after a restart: %d %s", code, text)
	}
}
