// SPDX-License-Identifier: Apache-2.0

package element

import (
	"syscall/js"

	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

func subtle() js.Value { return global.Get("crypto").Get("subtle") }

func bytesOf(s string) js.Value {
	return global.Get("TextEncoder").New().Call("encode", s)
}

// digest answers MsgDigest; an empty value says that this page (plain http)
// has no WebCrypto.
func (m *mounted) digest(name, text string) {
	answer := func(hex string) { m.update(widget.Msg{Name: widget.MsgDigest, Arg: name, Value: hex}) }
	if !subtle().Truthy() {
		answer("")
		return
	}
	then(subtle().Call("digest", "SHA-256", bytesOf(text)), func(v js.Value) { answer(hexOf(v)) }, func(js.Value) { answer("") })
}

func hexOf(buffer js.Value) string {
	a := global.Get("Uint8Array").New(buffer)
	b := make([]byte, a.Length())
	js.CopyBytesToGo(b, a)
	const hex = "0123456789abcdef"
	out := make([]byte, 0, 2*len(b))
	for _, c := range b {
		out = append(out, hex[c>>4], hex[c&15])
	}
	return string(out)
}

// verify checks a signature: {"alg":"EdDSA"|"ES256"|"RS256","jwk":{…},
// "data":text,"signature":base64url}. The answer is "1", "0" or "".
func (m *mounted) verify(name, request string) {
	answer := func(v string) { m.update(widget.Msg{Name: widget.MsgVerified, Arg: name, Value: v}) }
	unknown := func(js.Value) { answer("") }
	d, err := view.Parse(request)
	if err != nil || !subtle().Truthy() {
		answer("")
		return
	}
	var algorithm js.Value
	switch d.Get("alg").Str() {
	case "EdDSA", "Ed25519":
		algorithm = object("name", "Ed25519")
	case "ES256":
		algorithm = object("name", "ECDSA", "namedCurve", "P-256", "hash", "SHA-256")
	case "RS256":
		algorithm = object("name", "RSASSA-PKCS1-v1_5", "hash", "SHA-256")
	default:
		answer("")
		return
	}
	jwk := global.Get("JSON").Call("parse", d.Get("jwk").JSON())
	jwk.Delete("key_ops")
	jwk.Delete("use")
	usages := global.Get("Array").New()
	usages.Call("push", "verify")
	then(subtle().Call("importKey", "jwk", jwk, algorithm, false, usages), func(key js.Value) {
		then(subtle().Call("verify", algorithm, key, base64url(d.Get("signature").Str()), bytesOf(d.Get("data").Str())), func(ok js.Value) {
			if ok.Bool() {
				answer("1")
			} else {
				answer("0")
			}
		}, unknown)
	}, unknown)
}

func base64url(s string) js.Value {
	var out []byte
	acc, bits := 0, 0
	for i := 0; i < len(s); i++ {
		c, v := s[i], 0
		switch {
		case c >= 'A' && c <= 'Z':
			v = int(c - 'A')
		case c >= 'a' && c <= 'z':
			v = int(c-'a') + 26
		case c >= '0' && c <= '9':
			v = int(c-'0') + 52
		case c == '-' || c == '+':
			v = 62
		case c == '_' || c == '/':
			v = 63
		default:
			continue
		}
		acc, bits = acc<<6|v, bits+6
		if bits >= 8 {
			bits -= 8
			out = append(out, byte(acc>>bits))
		}
	}
	a := global.Get("Uint8Array").New(len(out))
	js.CopyBytesToJS(a, out)
	return a
}
