// SPDX-License-Identifier: Apache-2.0

package lrs_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

func long() bool { return os.Getenv("BRIQUES_LONG") != "" }

// A program embeds a store as one handler.
func ExampleNew() {
	keys, err := lrs.StaticKeys(lrs.StaticKey{User: "eafc", Password: "secret", Tenant: "ac-demo"})
	if err != nil {
		fmt.Println(err)
		return
	}
	handler := lrs.New(lrs.NewMemory(nil), lrs.Options{Auth: keys, Mount: "/xapi"})

	r := httptest.NewRequest("POST", "/xapi/statements", strings.NewReader(`{
		"id": "00000000-0000-4000-8000-000000000001",
		"actor": {"account": {"homePage": "https://exemple.fr/pseudo", "name": "k3f9"}},
		"verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
		"object": {"id": "https://exemple.fr/briques/1"}}`))
	r.SetBasicAuth("eafc", "secret")
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Experience-API-Version", "2.0.0")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	fmt.Println(w.Code, w.Body)

	mux := http.NewServeMux()
	mux.Handle("/xapi/", handler)
	// Output: 200 ["00000000-0000-4000-8000-000000000001"]
}

func ExampleParseInstant() {
	at, err := lrs.ParseInstant("2026-11-03T10:30:00,25+01:00")
	fmt.Println(at.Format(time.RFC3339Nano), err)
	// Output: 2026-11-03T09:30:00.25Z <nil>
}

func ExampleMergeDefinition() {
	kept := []byte(`{"name":{"fr":"Brique"},"type":"https://exemple.fr/brick"}`)
	fmt.Printf("%s\n", lrs.MergeDefinition(kept, []byte(`{"name":{"en":"Brick"}}`)))
	// Output: {"name":{"fr":"Brique","en":"Brick"},"type":"https://exemple.fr/brick"}
}
