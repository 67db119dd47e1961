// SPDX-License-Identifier: Apache-2.0

//go:build !js

package xapi

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"time"

	"forge.apps.education.fr/eafc/briques/internal/spoken"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// What a signature attachment says of itself (xAPI 1.0.3 Part Two §2.6).
const (
	SignatureUsage       IRI    = "http://adlnet.gov/expapi/attachments/signature"
	SignatureContentType string = "application/octet-stream"
)

// Alg is an algorithm that may sign a statement.
type Alg string

// The algorithms; the specification admits no other.
const (
	RS256 Alg = "RS256"
	RS384 Alg = "RS384"
	RS512 Alg = "RS512"
)

// Valid reports whether a is one of the declared algorithms.
func (a Alg) Valid() bool { return a.hash() != 0 }

func (a Alg) hash() crypto.Hash {
	switch a {
	case RS256:
		return crypto.SHA256
	case RS384:
		return crypto.SHA384
	case RS512:
		return crypto.SHA512
	}
	return 0
}

// minKeyBits is the smallest RSA key that Sign accepts.
const minKeyBits = 2048

// Sign signs the statement raw and returns the attachment to add to it and
// the bytes of that attachment, a compact JWS. chain, if any, goes into the
// x5c header, the certificate of key first.
func Sign(raw []byte, key crypto.Signer, alg Alg, chain []*x509.Certificate) (Attachment, []byte, error) {
	public, ok := key.Public().(*rsa.PublicKey)
	switch {
	case !ok:
		return Attachment{}, nil, errors.New("xapi: sign: the key is no RSA key")
	case public.N.BitLen() < minKeyBits:
		return Attachment{}, nil, fmt.Errorf("xapi: sign: RSA key of %d bits, %d at least", public.N.BitLen(), minKeyBits)
	case !alg.Valid():
		return Attachment{}, nil, fmt.Errorf("xapi: sign: algorithm %q", string(alg))
	case len(chain) > 0 && !public.Equal(chain[0].PublicKey):
		return Attachment{}, nil, errors.New("xapi: sign: the first certificate is not that of the key")
	}
	header := []byte(`{"alg":"` + string(alg) + `"`)
	for i, c := range chain {
		header = append(header, map[bool]string{true: `,"x5c":["`, false: `","`}[i == 0]...)
		header = base64.StdEncoding.AppendEncode(header, c.Raw)
	}
	if len(chain) > 0 {
		header = append(header, `"]`...)
	}
	jws := base64.RawURLEncoding.AppendEncode(nil, append(header, '}'))
	jws = base64.RawURLEncoding.AppendEncode(append(jws, '.'), raw)
	h := alg.hash().New()
	h.Write(jws)
	signature, err := key.Sign(rand.Reader, h.Sum(nil), alg.hash())
	if err != nil {
		return Attachment{}, nil, fmt.Errorf("xapi: sign: %w", err)
	}
	jws = base64.RawURLEncoding.AppendEncode(append(jws, '.'), signature)
	sum := sha256.Sum256(jws)
	return Attachment{
		UsageType:   SignatureUsage,
		Display:     LanguageMap{{"fr", "Signature"}, {"en", "Signature"}},
		ContentType: SignatureContentType,
		Length:      Decimal(strconv.Itoa(len(jws))),
		SHA2:        hex.EncodeToString(sum[:]),
	}, jws, nil
}

// SignatureStatus is how far a signature could be checked.
type SignatureStatus string

// The statuses: the bytes were checked against a key; there was no key to
// check them with; something is false.
const (
	SignatureVerified   SignatureStatus = "verified"
	SignatureUnverified SignatureStatus = "unverified"
	SignatureBroken     SignatureStatus = "broken"
)

// Valid reports whether s is one of the declared statuses.
func (s SignatureStatus) Valid() bool {
	return s == SignatureVerified || s == SignatureUnverified || s == SignatureBroken
}

// Signature is what Verify found.
type Signature struct {
	Status       SignatureStatus
	Alg          Alg
	Certificates []*x509.Certificate // x5c, the signer's first
}

// VerifyOptions says what is trusted. The zero value checks the signature
// against the first certificate of x5c, and trusts that certificate.
type VerifyOptions struct {
	Key   *rsa.PublicKey // used instead of x5c
	Roots *x509.CertPool // when set, x5c must lead to one of them
	Now   func() time.Time
	Lang  string
}

// The SIGNATURE rules.
var (
	ruleNotCompact = rule("SIGNATURE-001", "la signature n'est pas un JWS compact : trois parties en base64url",
		"the signature is no compact JWS: three parts in base64url", "signez au format compact (RFC 7515 §3.1)", "sign in compact form (RFC 7515 §3.1)")
	ruleHeader = rule("SIGNATURE-002", "en-tête du JWS illisible : {0}", "unreadable JWS header: {0}",
		"écrivez un objet JSON avec alg", "write a JSON object with alg")
	ruleAlg = rule("SIGNATURE-003", "algorithme « {0} » : RS256, RS384 ou RS512 attendu", "algorithm “{0}”: RS256, RS384 or RS512 expected",
		"signez en RS256", "sign with RS256")
	rulePayload = rule("SIGNATURE-004", "le contenu signé n'est pas une trace JSON", "the signed content is no JSON statement",
		"signez la trace elle-même", "sign the statement itself")
	rulePayloadDiffers = rule("SIGNATURE-005", "le contenu signé n'est pas cette trace", "the signed content is not this statement",
		"signez de nouveau la trace envoyée", "sign the statement sent again")
	ruleBytes = rule("SIGNATURE-006", "la signature ne correspond ni au contenu ni à la clé", "the signature fits neither the content nor the key",
		"refusez cette trace", "refuse this statement")
	ruleX5C = rule("SIGNATURE-007", "x5c illisible, ou clé qui n'est pas RSA", "unreadable x5c, or a key that is not RSA",
		"donnez la chaîne en base64 (RFC 7515 §4.1.6)", "give the chain in base64 (RFC 7515 §4.1.6)")
	ruleChain = rule("SIGNATURE-008", "certificat non reconnu : {0}", "certificate not trusted: {0}",
		"utilisez un certificat d'une autorité admise", "use a certificate of an accepted authority")
	ruleSignatureAttachment = rule("SIGNATURE-009", "aucune pièce jointe de signature, en application/octet-stream, n'a cette empreinte",
		"no signature attachment, as application/octet-stream, has this hash", "déclarez la signature dans attachments", "declare the signature in attachments")
)

// Verify checks that jws signs the statement raw. Issues are errors: with
// one, Status is broken, or unverified when the signer is just not trusted.
func Verify(raw, jws []byte, o VerifyOptions) (Signature, issue.Issues) {
	v := verifier{o: o, Signature: Signature{Status: SignatureBroken}}
	v.verify(raw, jws)
	return v.Signature, v.issues.In(o.Lang)
}

type verifier struct {
	Signature
	o      VerifyOptions
	issues issue.Issues
}

func (v *verifier) note(ref string, r *issue.Rule, args ...any) {
	i := r.At("", args...)
	i.Ref = ref
	v.issues = append(v.issues, i)
}

func (v *verifier) verify(raw, jws []byte) {
	const most = 2 << 20 // a statement of 1 MiB in base64, and its header
	parts := bytes.SplitN(jws, []byte("."), 4)
	var decoded [3][]byte
	ok := len(parts) == 3 && len(jws) <= most
	for i := 0; ok && i < 3; i++ {
		var err error
		decoded[i], err = base64.RawURLEncoding.Strict().AppendDecode(nil, parts[i])
		ok = err == nil && !bytes.ContainsAny(parts[i], "\r\n")
	}
	if !ok {
		v.note("XAPI-00115", ruleNotCompact)
		return
	}
	if !v.header(decoded[0]) {
		return
	}
	if is := strictjson.Scan(decoded[1], strictjson.Wire, Limits{}.reader()); len(is) > 0 || first(decoded[1]) != '{' {
		v.note("XAPI-00116", rulePayload)
		return
	}
	if !Equal(raw, decoded[1]) {
		v.note("XAPI-00116", rulePayloadDiffers)
	}
	if !declares(raw, jws) {
		v.note("XAPI-00115", ruleSignatureAttachment)
	}
	key := v.o.Key
	if key == nil && len(v.Certificates) > 0 {
		key, _ = v.Certificates[0].PublicKey.(*rsa.PublicKey)
	}
	if key != nil {
		h := v.Alg.hash().New()
		h.Write(jws[:len(parts[0])+1+len(parts[1])])
		if err := rsa.VerifyPKCS1v15(key, v.Alg.hash(), h.Sum(nil), decoded[2]); err != nil {
			v.note("XAPI-00117", ruleBytes)
		}
	}
	if len(v.issues) > 0 {
		return
	}
	v.Status = SignatureUnverified
	if key != nil && v.trusted() {
		v.Status = SignatureVerified
	}
}

// header reads alg and x5c. What leads elsewhere, brings its own key or changes
// what is signed is refused.
func (v *verifier) header(b []byte) bool {
	var r strictjson.Reader
	r.Reset(b, strictjson.Wire, Limits{}.reader())
	alg, foreign, critical, badChain := "", "", false, false
	if r.Peek() != strictjson.Object {
		v.note("XAPI-00115", ruleHeader, issue.Text{FR: "un objet est attendu", EN: "an object is expected"})
		return false
	}
	for r.Enter(); r.More(); {
		switch string(r.Name()) {
		case "alg":
			if alg = string(r.Text()); alg == "" {
				r.Skip()
			}
		case "crit":
			critical = true
			r.Skip()
		case "jku", "x5u", "jwk", "zip", "b64":
			foreign = string(r.Name())
			r.Skip()
		case "x5c":
			badChain = !v.chain(&r)
		default:
			r.Skip()
		}
		if r.Failed() {
			break
		}
	}
	v.Alg = Alg(alg)
	switch is := r.Finish(); {
	case len(is) > 0:
		v.note("XAPI-00115", ruleHeader, is[0])
	case foreign != "":
		v.note("XAPI-00115", ruleHeader, issue.Text{FR: "« " + foreign + " » n'y a pas sa place", EN: "“" + foreign + "” has no place there"})
	case critical:
		v.note("XAPI-00115", ruleHeader, "crit")
	case !v.Alg.Valid():
		v.note("XAPI-00117", ruleAlg, sample([]byte(alg)))
	case badChain:
		v.note("XAPI-00115", ruleX5C)
	default:
		return true
	}
	return false
}

// chain reads the certificates of x5c; the first must hold an RSA key.
func (v *verifier) chain(r *strictjson.Reader) bool {
	if r.Peek() != strictjson.Array {
		r.Skip()
		return false
	}
	ok := true
	for r.Enter(); r.More(); {
		if r.Peek() != strictjson.String {
			r.Skip()
			ok = false
			continue
		}
		der, err := base64.StdEncoding.AppendDecode(nil, r.Text())
		if err != nil || !ok {
			ok = false
			continue
		}
		c, err := x509.ParseCertificate(der)
		if err != nil {
			ok = false
			continue
		}
		v.Certificates = append(v.Certificates, c)
	}
	if !ok || len(v.Certificates) == 0 {
		return false
	}
	_, ok = v.Certificates[0].PublicKey.(*rsa.PublicKey)
	return ok
}

// trusted reports whether the chain leads to a root, when roots are asked for.
func (v *verifier) trusted() bool {
	if v.o.Roots == nil || v.o.Key != nil {
		return true
	}
	more := x509.NewCertPool()
	for _, c := range v.Certificates[1:] {
		more.AddCert(c)
	}
	options := x509.VerifyOptions{Roots: v.o.Roots, Intermediates: more, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}}
	if v.o.Now != nil {
		options.CurrentTime = v.o.Now()
	}
	if _, err := v.Certificates[0].Verify(options); err != nil {
		v.note("RFC 5280 §6", ruleChain, spoken.Words(err))
		return false
	}
	return true
}

// declares reports whether a signature attachment of raw has the hash and
// type of jws. A statement without any signature attachment is not asked.
func declares(raw, jws []byte) bool {
	asked := false
	for _, a := range newBuilder(raw, Limits{}).attachmentsOnly() {
		if a.UsageType != SignatureUsage {
			continue
		}
		asked = true
		if sum, ok := hashOf(len(a.SHA2), jws); ok && lower(a.SHA2) == sum && mediaTypeOf(a.ContentType) == SignatureContentType {
			return true
		}
	}
	return !asked
}

// attachmentsOnly reads the attachments and passes over the rest.
func (x *builder) attachmentsOnly() (all []Attachment) {
	if x.r.Peek() != strictjson.Object {
		return nil
	}
	x.object(func(name string) {
		if name == "attachments" && x.r.Peek() == strictjson.Array {
			x.list(func() { all = append(all, x.attachment()) })
			return
		}
		x.r.Skip()
	})
	return all
}
