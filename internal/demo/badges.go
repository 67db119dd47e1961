// SPDX-License-Identifier: Apache-2.0

package demo

import (
	"bytes"
	"net/http"
	"time"

	"forge.apps.education.fr/eafc/briques/catalogue/credential"
	"forge.apps.education.fr/eafc/briques/competency"
)

// badges are what the badge page offers: one in force, one that has ended,
// one that was withdrawn. The key is made from public numbers: it signs for
// nobody but the demonstration.
type badges struct {
	signer  *credential.Signer
	revoked competency.IRI
	files   map[string][]byte
}

const badgeIssuer = competency.IRI("https://eafc.example/emetteur")

func newBadges(f *competency.Framework) (*badges, error) {
	key, err := credential.GenerateKey("EdDSA", bytes.NewReader(bytes.Repeat([]byte{42}, 64)))
	if err != nil {
		return nil, err
	}
	b := &badges{signer: &credential.Signer{Issuer: credential.Issuer{ID: badgeIssuer, Name: "EAFC de Valmont (démonstration)"}, KID: "https://eafc.example/jwks.json#demo", Key: key}, files: map[string][]byte{}}
	set, err := b.signer.Rotate(&credential.KeySet{})
	if err != nil {
		return nil, err
	}
	b.files["jwks.json"] = set.Encode()
	var item *competency.Item
	for i := range f.Items {
		if f.Items[i].Type == competency.ItemCompetency {
			item = &f.Items[i]
			break
		}
	}
	if item == nil {
		return b, nil
	}
	for i, c := range []struct {
		file      string
		on, until competency.Date
	}{{"badge-valide.svg", "2026-09-01", "2099-08-31"}, {"badge-expire.svg", "2020-09-01", "2023-08-31"}, {"badge-retire.svg", "2026-09-01", "2099-08-31"}} {
		uri := item.URI
		if uri == "" {
			uri = f.URI + "#" + competency.IRI(item.ID)
		}
		token, err := credential.IssueAttestation(credential.Attestation{Learner: competency.IRI("urn:eafc:demo-" + itoa(i+1)), Item: f.Ref(item.ID), ItemURI: uri,
			ItemTitle: item.Label.In("fr"), Rank: 3, Criteria: "Observation en situation, par deux formateurs.", On: c.on, Until: c.until}, b.signer)
		if err != nil {
			return nil, err
		}
		if c.file == "badge-retire.svg" {
			b.revoked = competency.IRI(credential.Inspect(token, credential.Options{}).Conclude().Credential.ID)
		}
		b.files[c.file] = []byte(credential.Badge{Title: item.Label.In("fr"), Holder: "Titulaire sous pseudonyme", Issuer: "EAFC de Valmont", Until: "Jusqu’au " + string(c.until), Notice: "Démonstration : ne vaut rien"}.SVG(token))
	}
	return b, nil
}

// revocations signs the list as it stands now: an old one proves nothing.
func (b *badges) revocations(w http.ResponseWriter, _ *http.Request) {
	token, err := b.signer.SignRevocations(&credential.RevocationList{Issuer: badgeIssuer, Updated: competency.Instant(time.Now().UTC().Format(time.RFC3339)),
		Revoked: []credential.Revoked{{ID: b.revoked, On: "2026-10-15", Reason: "délivré par erreur"}}})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte(token))
}
