// SPDX-License-Identifier: Apache-2.0

package credential

import (
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Header is the protected header of a token: these members and no others.
type Header struct {
	Alg string
	KID string
	JWK *JWK
	Typ string
}

// readHeader reads the header strictly.
func readHeader(data []byte) (Header, issue.Issues) {
	var h Header
	v, is := jsontree.Parse(data, strictjson.Wire, strictjson.Limits{Bytes: 16 << 10})
	if is.HasErrors() || v.Kind() != jsontree.KindObject {
		return h, append(is, rule003.At("/header", "JSON"))
	}
	var out issue.Issues
	say := func(what string) { note(&out, rule003, "/header", what) }
	for _, m := range v.Members() {
		s, text := m.Value.AsString()
		switch m.Name {
		case "alg":
			h.Alg = s
		case "kid":
			h.KID = s
		case "typ":
			h.Typ = s
		case "jwk":
			k := new(JWK)
			if jsontree.Decode(m.Value, k).HasErrors() {
				say("jwk") // a private member, or one that is no public key
				continue
			}
			h.JWK, text = k, true
		default:
			say(m.Name)
			continue
		}
		if !text || m.Name != "jwk" && s == "" {
			say(m.Name)
		}
	}
	switch h.Typ {
	case "JWT":
	case "vc+jwt":
		note(&out, rule012, "/header/typ", "typ vc+jwt")
	default:
		say("typ \"" + h.Typ + "\"")
	}
	if h.KID == "" && h.JWK == nil && !out.HasErrors() {
		say("kid, jwk")
	}
	if h.Alg != "EdDSA" && h.Alg != "RS256" {
		note(&out, rule002, "/header/alg", h.Alg)
	}
	return h, out
}

// choose finds the trusted key that the header points to. When there is none,
// the header's own key is returned: the signature is then checked for the
// record only.
func choose(h Header, keys []TrustedKey) (key TrustedKey, trusted bool) {
	for _, k := range keys {
		switch {
		case h.KID != "" && k.Key.KID == h.KID && (h.JWK == nil || h.JWK.Same(k.Key)),
			h.KID == "" && h.JWK != nil && h.JWK.Same(k.Key):
			return k, true
		}
	}
	if h.JWK != nil {
		return TrustedKey{Key: *h.JWK}, false
	}
	return TrustedKey{}, false
}
