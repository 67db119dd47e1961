// SPDX-License-Identifier: Apache-2.0

package client_test

import (
	"bytes"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/client"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// A file that is sent twice, hours apart, is one statement to a real store,
// although its moment was written at each sending; other statements under the
// same id are parked, each of them.
func TestSentAgain(t *testing.T) {
	auth, err := lrs.StaticKeys(lrs.StaticKey{User: "a", Password: "a", Tenant: "ac-a"})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(lrs.New(lrs.NewMemory(nil), lrs.Options{Auth: auth, Mount: "/xapi"}))
	defer server.Close()
	now := time.Date(2026, 11, 3, 9, 0, 0, 123_456_789, time.UTC)
	c, err := client.New(client.Options{Endpoint: server.URL + "/xapi", Queue: filepath.Join(t.TempDir(), "queue"),
		Auth: client.Basic("a", "a"), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	one := bytes.Replace(statement("a"), []byte("{"), []byte(`{"id":"12345678-1234-5678-1234-567812345678",`), 1)
	for range 3 {
		send(t, c, one)
		flush(t, c)
		now = now.Add(5 * time.Hour)
	}
	if s := c.Stats(); s.Delivered != 3 || s.Parked != 0 {
		t.Fatalf("%+v", s)
	}
	send(t, c, bytes.Replace(one, []byte("/o/a"), []byte("/o/b"), 1))
	flush(t, c)
	dated := append(bytes.TrimSuffix(one, []byte("}")), `,"timestamp":"2020-01-01T00:00:00Z"}`...)
	send(t, c, dated)
	flush(t, c)
	if all := parked(t, c); len(all) != 2 || all[0].Reason != "conflict" || bytes.Equal(all[0].Statement, all[1].Statement) {
		t.Fatalf("%+v", all)
	}
	const id = "12345678-1234-5678-1234-567812345678"
	if err := c.Retry(t.Context(), id); err != nil || len(parked(t, c)) != 0 {
		t.Fatal(err)
	}
	flush(t, c)
	if n := len(parked(t, c)); n != 2 {
		t.Fatalf("%d parked after a second refusal", n)
	}
	if err := c.Drop(id); err != nil || len(parked(t, c)) != 0 {
		t.Fatal(err)
	}
}
