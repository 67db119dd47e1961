// SPDX-License-Identifier: Apache-2.0

package hostile

import (
	"encoding/base64"
	"fmt"
	"strings"
)

// The faults of a signed token, which each reader names in its own way.
const (
	JoseForm      = "JOSE form"      // no compact JWS in canonical base64url
	JoseHeader    = "JOSE header"    // a header that is unreadable or asks for what nobody should do
	JoseAlgorithm = "JOSE algorithm" // an algorithm that is not that of the key
	JoseSignature = "JOSE signature" // signed by nobody
	JoseChanged   = "JOSE changed"   // another text under the signature
)

// JOSE returns hostile tokens made of a valid one in compact form. alg is its
// algorithm; the last column of its header, if any, stays as it is.
func JOSE(token, alg string) (out []Case) {
	part := strings.Split(token, ".")
	if len(part) != 3 {
		return nil
	}
	header, _ := base64.RawURLEncoding.DecodeString(part[0])
	payload, _ := base64.RawURLEncoding.DecodeString(part[1])
	signature, _ := base64.RawURLEncoding.DecodeString(part[2])
	b64 := func(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }
	add := func(name, text, code string) { out = append(out, Case{Name: name, Data: []byte(text), Code: code}) }
	join := func(h, p, s string) string { return h + "." + p + "." + s }

	for _, c := range []struct{ name, text string }{
		{"nothing", ""}, {"a point", "."}, {"two points", ".."}, {"one segment", part[0]}, {"two segments", part[0] + "." + part[1]}, {"four segments", token + ".AAAA"},
		{"five segments, an encrypted token", token + ".AAAA.AAAA"}, {"a point at the end", token + "."}, {"a point in front", "." + token},
		{"no header", join("", part[1], part[2])}, {"no payload", join(part[0], "", part[2])}, {"no signature", join(part[0], part[1], "")},
		{"padding", join(part[0]+"=", part[1], part[2])}, {"padding of the signature", token + "=="}, {"a line end", token + "\n"}, {"a space in front", " " + token},
		{"a line end inside", join(part[0], part[1][:8]+"\n"+part[1][8:], part[2])}, {"a plus", join(part[0], part[1], "+"+part[2][1:])}, {"a slash", join(part[0], part[1], "/"+part[2][1:])},
		{"a NUL", join(part[0], part[1], part[2]+"\x00")}, {"bad UTF-8", join(part[0], "\xff"+part[1], part[2])}, {"a header of one character", join("A", part[1], part[2])},
		{"the general JSON form", `{"payload":"` + part[1] + `","signatures":[{"protected":"` + part[0] + `","signature":"` + part[2] + `"}]}`},
		{"the flat JSON form", `{"payload":"` + part[1] + `","protected":"` + part[0] + `","signature":"` + part[2] + `"}`},
		{"a page", "<html></html>"}, {"the words of a scheme", "Bearer " + token}, {"a megabyte of points", strings.Repeat(".", 1<<20)}, {"a megabyte of letters", strings.Repeat("A", 1<<20)},
	} {
		add(c.name, c.text, JoseForm)
	}
	for _, a := range []string{"none", "None", "nOnE", "NONE", "HS256", "HS512", "ES256", "PS256", "RS1", "RSA1_5", "EdDSA ", "rs256", "eddsa"} {
		if a != alg {
			add("alg "+a, join(b64([]byte(`{"alg":"`+a+`"}`)), part[1], part[2]), JoseAlgorithm)
			add("alg "+a+" without signature", join(b64([]byte(strings.Replace(string(header), `"`+alg+`"`, `"`+a+`"`, 1))), part[1], part[2][:4]), JoseAlgorithm)
		}
	}
	with := func(member string) string {
		return join(b64([]byte(strings.TrimSuffix(string(header), "}")+","+member+"}")), part[1], part[2])
	}
	for _, m := range []string{`"crit":["exp"]`, `"crit":[]`, `"b64":false`, `"zip":"DEF"`, `"jku":"http://127.0.0.1:1/k"`, `"x5u":"http://127.0.0.1:1/c"`, `"alg":"` + alg + `"`, `"\u0061lg":"none"`} {
		add("header with "+m, with(m), JoseHeader)
	}
	for _, h := range []string{"", "null", "[]", "1", `"alg"`, "{", `{"alg":1}`, `{"alg":null}`, `{"alg":["` + alg + `"]}`, `{}`, `{"alg":"` + alg + `"}x`, "{'alg':'none'}", "\xff"} {
		if h != "" {
			add("header "+fmt.Sprintf("%q", h), join(b64([]byte(h)), part[1], part[2]), JoseHeader)
		}
	}
	for i := range 8 {
		s := append([]byte(nil), signature...)
		s[i*len(s)/8] ^= 1 << i
		add(fmt.Sprintf("bit %d of the signature", i*len(s)/8*8+i), join(part[0], part[1], b64(s)), JoseSignature)
		p := []byte(string(payload))
		at := strings.IndexByte(string(p[i*len(p)/8:]), 'e') + i*len(p)/8
		if at >= i*len(p)/8 {
			p[at] = 'a'
			add(fmt.Sprintf("letter %d of the payload", at), join(part[0], b64(p), part[2]), JoseChanged)
		}
	}
	add("a signature of zeros", join(part[0], part[1], b64(make([]byte, len(signature)))), JoseSignature)
	add("half a signature", join(part[0], part[1], b64(signature[:len(signature)/2])), JoseSignature)
	add("a signature twice", join(part[0], part[1], b64(append(signature, signature...))), JoseSignature)
	return out
}
