// SPDX-License-Identifier: Apache-2.0

package credential_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue/credential"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

func readJSON(t testing.TB, path string, v any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, v); err != nil {
		t.Fatal(err)
	}
}

// TestVectors judges every signed vector: its verdict and its reason.
func TestVectors(t *testing.T) {
	var v struct {
		Now        competency.Instant
		Issuer     competency.IRI
		Trusted    map[string]credential.JWK
		Revocation credential.RevocationList
		Cases      []struct{ ID, Note, Token, Verdict, Reason string }
	}
	readJSON(t, fixtures.Path(t, "catalogue/credential/vectors.json"), &v)
	o := credential.Options{Now: v.Now, Issuers: []competency.IRI{v.Issuer}, Revocations: &v.Revocation}
	for kid, k := range v.Trusted {
		k.KID = kid
		o.Keys = append(o.Keys, credential.TrustedKey{Issuer: v.Issuer, Key: k})
	}
	for _, c := range v.Cases {
		r := credential.Verify(c.Token, o)
		want := c.Reason
		if c.Verdict == "valid" {
			want = ""
		}
		if string(r.Verdict) != c.Verdict || string(r.Reason) != want {
			t.Errorf("%s (%s): %s %s, want %s %s: %v", c.ID, c.Note, r.Verdict, r.Reason, c.Verdict, c.Reason, r.Issues)
		}
		if c.Reason == "typWarning" && !strings.Contains(strings.Join(r.Issues.Codes(), " "), "CREDENTIAL-012") {
			t.Errorf("%s: no CREDENTIAL-012: %v", c.ID, r.Issues)
		}
	}
	t.Logf("%d vectors", len(v.Cases))
}

// TestOpenBadgeSamples judges the shape, time and proof of other houses'
// samples.
func TestOpenBadgeSamples(t *testing.T) {
	dir := fixtures.Path(t, "catalogue/ob3")
	var v struct {
		Now   competency.Instant
		Cases []struct {
			ID, File, DataModel, Shape, Time, Proof, Status string
			Faults                                          []string
		}
	}
	readJSON(t, filepath.Join(dir, "cases.json"), &v)
	for _, c := range v.Cases {
		data, err := os.ReadFile(filepath.Join(dir, c.File))
		if err != nil {
			t.Fatal(err)
		}
		in := credential.Inspect(string(data), credential.Options{Now: v.Now})
		var faults []string
		for _, i := range in.Shape() {
			faults = append(faults, strings.TrimPrefix(i.In("fr").Message, "forme : "))
		}
		sort.Strings(faults)
		if got := strings.Join(faults, ","); got != strings.Join(c.Faults, ",") || (len(faults) == 0) != (c.Shape == "valid") {
			t.Errorf("%s: faults %v, want %v", c.ID, faults, c.Faults)
		}
		if in.Model != c.DataModel || string(in.Proof) != c.Proof || in.HasStatus != (c.Status == "present") {
			t.Errorf("%s: model %s proof %s status %v, want %s %s %q", c.ID, in.Model, in.Proof, in.HasStatus, c.DataModel, c.Proof, c.Status)
		}
		r := credential.Verify(string(data), credential.Options{Now: v.Now})
		when := "ok"
		for _, i := range r.Issues {
			if i.Code == "CREDENTIAL-008" {
				when = "notYetValid"
				if strings.Contains(i.In("en").Message, "expired on") {
					when = "expired"
				}
			}
		}
		if when != c.Time && !(len(r.Issues) > 0 && r.Reason == credential.ReasonHeader) {
			t.Errorf("%s: time %s, want %s", c.ID, when, c.Time)
		}
		if r.Verdict == credential.VerdictValid {
			t.Errorf("%s: valid although nothing here can verify it", c.ID)
		}
	}
	t.Logf("%d samples", len(v.Cases))
}
