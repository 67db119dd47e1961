// SPDX-License-Identifier: Apache-2.0

//go:build !js

package credential

import (
	"crypto/sha256"
	"fmt"
	"strconv"

	"github.com/google/uuid"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
)

// IssueLabel signs a decision that grants a label, as an EndorsementCredential
// on the brick or pathway. Its evidence names, by digest, the decision, the
// report and the profile. The notice of the profile is part of its words.
func IssueLabel(p *label.Profile, r *label.Report, d *label.Decision, s *Signer) (string, error) {
	switch {
	case !d.Grants():
		return "", fmt.Errorf("credential: decision %q grants nothing", d.Verdict)
	case d.Revoked != nil:
		return "", fmt.Errorf("credential: decision revoked on %s", d.Revoked.On)
	case d.Report != r.Digest() || r.ProfileDigest != p.Digest():
		return "", fmt.Errorf("credential: decision, report and profile do not belong together")
	}
	if _, is := label.Decide(p, r, *d); is.HasErrors() {
		return "", is.Err()
	}
	comment := r.SubjectTitle
	if comment == "" {
		comment = string(r.Subject.ID)
	}
	comment += " : " + label.Word(d.Verdict, "fr") + " au profil « " + p.Title.In("fr") + " » " + p.Version +
		", décision de " + d.By + " (" + d.Role + ") du " + string(d.On) + "."
	if notice := p.Notice.In("fr"); notice != "" {
		comment += " " + notice
	}
	subject := object("id", SubjectID(r.Subject), "endorsementComment", comment)
	c := credentialOf(s.Issuer, d.Digest(), "EndorsementCredential", p.Title.In("fr"), d.ValidFrom, d.ValidUntil)
	c = append(c, member("credentialSubject", typed(subject, "EndorsementSubject")),
		member("evidence", jsontree.Array(
			digestEvidence(d.Digest(), "decision"), digestEvidence(d.Report, "report"), digestEvidence(r.ProfileDigest, "profile"))))
	return s.issue(c)
}

// Attestation is what a learner has shown to master: one item at one rank of
// a framework. Learner is a pseudonymous IRI, never a name.
type Attestation struct {
	Learner   competency.IRI
	Item      competency.Ref
	ItemURI   competency.IRI
	ItemTitle string
	Rank      int
	Level     string // the words of the rank
	Criteria  string // how it was assessed
	On, Until competency.Date
	Evidence  []competency.Digest
}

// IssueAttestation signs an OpenBadgeCredential with one Achievement, aligned
// with the framework item.
func IssueAttestation(a Attestation, s *Signer) (string, error) {
	if !a.Learner.Valid() || !a.ItemURI.Valid() || a.ItemTitle == "" || a.Criteria == "" || a.Rank < 1 || !a.On.Valid() || a.Until != "" && a.Until < a.On {
		return "", fmt.Errorf("credential: incomplete attestation of %s", a.ItemTitle)
	}
	rank := strconv.Itoa(a.Rank)
	name := a.ItemTitle + ", niveau " + rank
	if a.Level != "" {
		name += " (" + a.Level + ")"
	}
	alignment := typed(object("targetName", a.ItemTitle, "targetUrl", string(a.ItemURI), "targetType", "CFItem",
		"targetFramework", string(a.Item.Framework)), "Alignment")
	achievement := typed(append(object("id", string(a.ItemURI)+"?rank="+rank, "name", name, "description", name),
		member("criteria", jsontree.Object(object("narrative", a.Criteria)...)),
		member("alignment", jsontree.Array(alignment))), "Achievement")
	subject := typed(append(object("id", string(a.Learner)), member("achievement", achievement)), "AchievementSubject")
	seed := label.DigestOf(subject.Canonical())
	c := credentialOf(s.Issuer, seed, "OpenBadgeCredential", name, a.On, a.Until)
	c = append(c, member("credentialSubject", subject))
	if len(a.Evidence) > 0 {
		var es []jsontree.Value
		for _, d := range a.Evidence {
			es = append(es, digestEvidence(d, "piece"))
		}
		c = append(c, member("evidence", jsontree.Array(es...)))
	}
	return s.issue(c)
}

// SubjectID is the IRI of one version of a brick or pathway, as credentials
// name it.
func SubjectID(ref catalogue.BrickRef) string { return string(ref.ID) + "/" + ref.Version }

// CredentialID is the id that the issuer gives to the credential of a
// document with that digest: revocation needs it.
func CredentialID(issuer competency.IRI, digest competency.Digest) competency.IRI {
	return competency.IRI("urn:uuid:" + uuid.NewHash(sha256.New(), uuid.NameSpaceURL, []byte(string(issuer)+"#"+string(digest)), 5).String())
}

// credentialOf starts a credential of data model 2.0.
func credentialOf(by Issuer, seed competency.Digest, kind, name string, from, until competency.Date) []jsontree.Member {
	issuer := object("id", string(by.ID), "name", by.Name)
	if by.URL != "" {
		issuer = append(issuer, object("url", string(by.URL))...)
	}
	c := append(object("id", string(CredentialID(by.ID, seed)), "name", name, "validFrom", string(from)+"T00:00:00Z"),
		member("@context", strs(ContextVC2, ContextOB)), member("type", strs("VerifiableCredential", kind)),
		member("issuer", typed(issuer, "Profile")))
	if until != "" {
		c = append(c, object("validUntil", string(until)+"T23:59:59Z")...)
	}
	return c
}

// issue adds the claims that repeat the credential, and signs.
func (s *Signer) issue(c []jsontree.Member) (string, error) {
	v := jsontree.Object(c...)
	subject, _ := v.Get("credentialSubject")
	claims := append(append([]jsontree.Member{}, v.Members()...),
		object("iss", issuerID(v), "sub", text(subject, "id"), "jti", text(v, "id"))...)
	for claim, date := range map[string]string{"nbf": text(v, "validFrom"), "exp": text(v, "validUntil")} {
		if n, ok := competency.Instant(date).Unix(); ok {
			claims = append(claims, member(claim, jsontree.Int(n)))
		}
	}
	if is := checkShape(v).issues; is.HasErrors() {
		return "", is.Err()
	}
	return s.sign(jsontree.Object(claims...))
}

func member(name string, v jsontree.Value) jsontree.Member {
	return jsontree.Member{Name: name, Value: v}
}

// object makes members of names and string values in turn.
func object(pairs ...string) []jsontree.Member {
	var out []jsontree.Member
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, member(pairs[i], jsontree.String(pairs[i+1])))
	}
	return out
}

func strs(in ...string) jsontree.Value {
	out := make([]jsontree.Value, len(in))
	for i, s := range in {
		out[i] = jsontree.String(s)
	}
	return jsontree.Array(out...)
}

// typed makes an object of ms with its type.
func typed(ms []jsontree.Member, kind string) jsontree.Value {
	return jsontree.Object(append(ms, member("type", strs(kind)))...)
}

func digestEvidence(d competency.Digest, name string) jsontree.Value {
	return typed(object("id", string(d), "name", name), "Evidence")
}
