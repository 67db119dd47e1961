// SPDX-License-Identifier: Apache-2.0

package xapi_test

import (
	"bytes"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"io"
	"math/big"
	"runtime"
	"strings"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

const (
	head = `{"actor":{"mbox":"mailto:a@b.fr"},"verb":{"id":"http://x.fr/v"},"object":{"id":"http://x.fr/o"}`
	ext  = head + `,"result":{"extensions":{"http://x.fr/e":`
)

// hostile are texts from the network: the first error each must give.
var hostile = []struct{ name, raw, code, pointer, ref string }{
	{"nothing", "", "READ-002", "", "XAPI-00014"},
	{"spaces", " \n\t", "READ-002", "", "XAPI-00014"},
	{"a number", "1", "SHAPE-001", "", "XAPI-00014"},
	{"a text", `"x"`, "SHAPE-001", "", "XAPI-00014"},
	{"an array", "[]", "SHAPE-001", "", "XAPI-00014"},
	{"null", "null", "SHAPE-001", "", "XAPI-00001"},
	{"no JSON", "statement", "READ-005", "", "XAPI-00014"},
	{"HTML", "<html></html>", "READ-005", "", "XAPI-00014"},
	{"byte order mark", "\xEF\xBB\xBF{}", "READ-004", "", "XAPI-00014"},
	{"UTF-16", "\xFE\xFF\x00{\x00}", "READ-003", "", "XAPI-00015"},
	{"NUL", "\x00", "READ-005", "", "XAPI-00014"},
	{"cut in a name", head[:15], "READ-005", "", "XAPI-00014"},
	{"cut in a string", head[:25], "READ-005", "", "XAPI-00014"},
	{"cut before the end", head, "READ-005", "", "XAPI-00014"},
	{"two objects", head + "}" + head + "}", "READ-006", "", "XAPI-00014"},
	{"single quotes", strings.ReplaceAll(head+"}", `"`, "'"), "READ-005", "", "XAPI-00014"},
	{"comment", "/* x */" + head + "}", "READ-005", "", "XAPI-00014"},
	{"comma before", "," + head + "}", "READ-005", "", "XAPI-00014"},
	{"two commas", strings.Replace(head, ",", ",,", 1) + "}", "READ-005", "", "XAPI-00014"},
	{"no colon", strings.Replace(head, ":", "", 1) + "}", "READ-005", "", "XAPI-00014"},
	{"name without quotes", `{actor:1}`, "READ-005", "", "XAPI-00014"},
	{"NaN", ext + "NaN}}}", "READ-005", "", "XAPI-00014"},
	{"Infinity", ext + "-Infinity}}}", "READ-005", "", "XAPI-00014"},
	{"plus", ext + "+1}}}", "READ-005", "", "XAPI-00014"},
	{"leading zero", ext + "01}}}", "READ-005", "", "XAPI-00014"},
	{"hexadecimal", ext + "0x1}}}", "READ-005", "", "XAPI-00014"},
	{"point alone", ext + "1.}}}", "READ-005", "", "XAPI-00014"},
	{"exponent alone", ext + "1e}}}", "READ-005", "", "XAPI-00014"},
	{"minus alone", ext + "-}}}", "READ-005", "", "XAPI-00014"},
	{"True", ext + "True}}}", "READ-005", "", "XAPI-00014"},
	{"tru", ext + "tru}}}", "READ-005", "", "XAPI-00014"},
	{"control character", ext + "\"a\x01b\"}}}", "READ-005", "", "XAPI-00014"},
	{"line end in a string", ext + "\"a\nb\"}}}", "READ-005", "", "XAPI-00014"},
	{"unknown escape", ext + `"\x41"}}}`, "READ-005", "", "XAPI-00014"},
	{"short escape", ext + `"\u00e"}}}`, "READ-005", "", "XAPI-00014"},
	{"high surrogate alone", ext + `"\ud83d"}}}`, "READ-012", "/result/extensions/http:~1~1x.fr~1e", "XAPI-00015"},
	{"low surrogate alone", ext + `"\ude00"}}}`, "READ-012", "/result/extensions/http:~1~1x.fr~1e", "XAPI-00015"},
	{"surrogates the wrong way", ext + `"\ude00\ud83d"}}}`, "READ-012", "/result/extensions/http:~1~1x.fr~1e", "XAPI-00015"},
	{"surrogate in a name", head + `,"result":{"extensions":{"http://x.fr/\ud83d":1}}}`, "READ-012", "/result/extensions", "XAPI-00015"},
	{"surrogate in UTF-8", ext + "\"\xed\xa0\xbd\"}}}", "READ-003", "", "XAPI-00015"},
	{"overlong UTF-8", ext + "\"\xc0\xaf\"}}}", "READ-003", "", "XAPI-00015"},
	{"Latin-1", ext + "\"caf\xe9\"}}}", "READ-003", "", "XAPI-00015"},
	{"beyond Unicode", ext + "\"\xf4\x90\x80\x80\"}}}", "READ-003", "", "XAPI-00015"},
	{"name twice", `{"actor":1,"actor":1}`, "READ-007", "/actor", "XAPI-00021"},
	{"name twice in an extension", ext + `{"a":{"b":1,"b":2}}}}}`, "READ-007", "/result/extensions/http:~1~1x.fr~1e/a/b", "XAPI-00021"},
	{"name twice by an escape", ext + `{"a":1,"\u0061":2}}}}`, "READ-007", "/result/extensions/http:~1~1x.fr~1e/a", "XAPI-00021"},
	{"deep arrays", strings.Repeat("[", 100_000), "SHAPE-001", "", "XAPI-00014"},
	{"deep in an extension", ext + strings.Repeat("[", 100) + strings.Repeat("]", 100) + "}}}", "READ-014", "", "XAPI-00328"},
	{"deep SubStatements", strings.Repeat(`{"object":`, 500) + "1" + strings.Repeat("}", 500), "READ-014", "", "XAPI-00328"},
	{"many values", ext + "[" + strings.Repeat("1,", 100_000) + "1]}}}", "READ-016", "", "XAPI-00328"},
	{"many names", ext + "{" + names(2000) + "}}}}", "READ-016", "", "XAPI-00328"},
	{"long string", ext + `"` + strings.Repeat("a", 300<<10) + `"}}}`, "READ-017", "", "XAPI-00328"},
	{"long number", ext + strings.Repeat("1", 1001) + "}}}", "READ-017", "", "XAPI-00328"},
	{"large", head + strings.Repeat(" ", 1<<20) + "}", "READ-015", "", "XAPI-00328"},
	{"1e400 scaled", head + `,"result":{"score":{"scaled":1e400}}}`, "STATEMENT-013", "/result/score/scaled", "XAPI-00083"},
	{"endless exponent", head + `,"result":{"score":{"scaled":1e99999999999999999999}}}`, "STATEMENT-013", "/result/score/scaled", "XAPI-00083"},
	{"2^53+1 above max", head + `,"result":{"score":{"raw":9007199254740993,"max":9007199254740992}}}`, "STATEMENT-015", "/result/score/raw", "XAPI-00082"},
	{"K for k", strings.Replace(head, "mbox", "mbo\u212A", 1) + "}", "SHAPE-003", "/actor/mbo\u212A", "XAPI-00010"},
	{"case of a name", strings.Replace(head, "verb", "vERB", 1) + "}", "SHAPE-003", "/vERB", "XAPI-00008"},
	{"prototype", head + `,"__proto__":{}}`, "SHAPE-003", "/__proto__", "XAPI-00010"},
	{"empty name", head + `,"":1}`, "SHAPE-003", "/", "XAPI-00010"},
	{"slash and tilde", head + `,"a/b~c":1}`, "SHAPE-003", "/a~1b~0c", "XAPI-00010"},
	{"NUL in a UUID", strings.Replace(head, "{", `{"id":"12345678-1234-5678-1234-56781234567\u0000",`, 1) + "}", "STATEMENT-002", "/id", "XAPI-00027"},
	{"line end after a UUID", strings.Replace(head, "{", `{"id":"12345678-1234-5678-1234-567812345678\n",`, 1) + "}", "STATEMENT-002", "/id", "XAPI-00027"},
	{"line end after an address", strings.Replace(head, "b.fr", `b.fr\n`, 1) + "}", "STATEMENT-003", "/actor/mbox", "XAPI-00038"},
	{"script", strings.Replace(head, "http://x.fr/o", "<script>", 1) + "}", "STATEMENT-001", "/object/id", "XAPI-00047"},
	{"objectType of a list", strings.Replace(head, `"mbox"`, `"objectType":["Agent"],"mbox"`, 1) + "}", "SHAPE-001", "/actor/objectType", "XAPI-00032"},
}

func names(n int) string {
	b := strings.Builder{}
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + strings.Repeat("n", 1+i%7) + string(rune('a'+i%26)) + strings.Repeat("x", i/182) + string(rune('a'+i/26%26)) + `":1`)
	}
	return b.String()
}

func TestHostile(t *testing.T) {
	for _, h := range hostile {
		for _, v := range []xapi.Version{xapi.V103, xapi.V20} {
			is := xapi.Validate([]byte(h.raw), xapi.Options{Version: v})
			if h.name == "deep arrays" || h.name == "deep SubStatements" {
				if !is.HasErrors() {
					t.Errorf("%s: accepted", h.name)
				}
				continue
			}
			found := false
			for _, i := range is {
				found = found || i.Code == h.code && string(i.Pointer) == h.pointer && i.Ref == h.ref && i.Line > 0 && i.Column > 0
			}
			if !found {
				t.Errorf("%s, %s: want %s at %q (%s), got %+v", h.name, v, h.code, h.pointer, h.ref, is)
			}
			if strings.HasPrefix(h.code, "READ-0") && h.code < "READ-007" && len(is) != 1 {
				t.Errorf("%s: %d issues after a fault that ends the reading: %v", h.name, len(is), is.Codes())
			}
		}
	}
	if len(hostile) < 60 {
		t.Errorf("%d hostile texts", len(hostile))
	}
}

// Any input of 4 MiB is answered within bounds of memory; a quadratic reader
// would not end. The time is printed (100 ms on a quiet machine).
func TestBounded(t *testing.T) {
	const size = 4 << 20
	wide := xapi.Options{Limits: xapi.Limits{Bytes: size + 1024, Values: 1 << 30, String: size, Number: size, Names: 1 << 30, Depth: 64}}
	fill := func(unit string) string { return strings.Repeat(unit, size/len(unit)) }
	for name, raw := range map[string]string{
		"brackets": fill("["), "empty arrays": ext + "[" + fill("[],")[:size-1] + "]}}}", "braces": fill(`{"a":`), "quotes": fill(`"`),
		"one string": ext + `"` + fill("a") + `"}}}`, "escapes": ext + `"` + fill(`\u0061`) + `"}}}`, "digits": ext + fill("1") + "}}}",
		"names": ext + "{" + names(16_000) + "}}}}", "same name": `{` + fill(`"a":1,`), "spaces": head + fill(" ") + "}",
		"bad names": head + "," + fill(`"b":1,`), "random": string(noise(size)), "lines": fill("\n") + "{",
	} {
		for kind, o := range map[string]xapi.Options{"default": {}, "wide": wide} {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			start := time.Now()
			is := xapi.Validate([]byte(raw), o)
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if heap := after.TotalAlloc - before.TotalAlloc; heap > 12*size {
				t.Errorf("%s, %s limits: %d bytes allocated for %d", name, kind, heap, len(raw))
			}
			t.Logf("%s, %s limits: %v, %d issues", name, kind, took, len(is))
		}
	}
}

func noise(n int) []byte {
	b, x := make([]byte, n), uint32(1)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = byte(x >> 24)
	}
	return b
}

func FuzzValidate(f *testing.F) {
	for _, h := range hostile {
		if len(h.raw) < 4096 {
			f.Add([]byte(h.raw))
		}
	}
	for _, s := range []string{full, lists, sub, byRef, about, plain} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, v := range []xapi.Version{xapi.V103, xapi.V20} {
			is := xapi.Validate(b, xapi.Options{Version: v})
			s, again := xapi.Decode(b, xapi.Options{Version: v})
			if len(is) != len(again) {
				t.Fatalf("Validate %v, Decode %v", is, again)
			}
			if is.HasErrors() {
				continue
			}
			if !bytes.Equal(s.Raw(), b) {
				t.Fatal("Raw is not the input")
			}
			out := s.AppendJSON(nil)
			if is := xapi.Validate(out, xapi.Options{Version: v}); is.Count(issue.SeverityError) > 0 {
				t.Fatalf("encoded: %v\n%s\n%s", is, b, out)
			}
		}
		if !xapi.Equal(b, b) || xapi.Digest(b) != xapi.Digest(bytes.Clone(b)) {
			t.Fatal("not equal to itself")
		}
		xapi.Upgrade(b)
		xapi.Downgrade(b)
		xapi.DecodeBatch(b, xapi.Options{}, xapi.BatchLimits{})
	})
}

func FuzzMultipart(f *testing.F) {
	const hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" // of "test"
	attached := strings.TrimSuffix(plain, "}") + `,"attachments":[{"usageType":"https://exemple.fr/u","display":{"fr":"a"},"contentType":"text/plain","length":4,"sha2":"` + hash + `"}]}`
	f.Add("multipart/mixed; boundary=B", []byte("--B\r\nContent-Type: application/json\r\n\r\n"+plain+"\r\n--B--"))
	f.Add("multipart/mixed; boundary=B", []byte("\r\n--B\r\nContent-Type:application/json\r\n\r\n"+attached+"\r\n--B\r\nContent-Type: text/plain\r\n"+
		"Content-Transfer-Encoding: binary\r\nX-Experience-API-Hash: "+hash+"\r\n\r\ntest\r\n--B--\r\n"))
	f.Add(`multipart/form-data; boundary="a b"`, []byte("--a b--"))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, contentType string, b []byte) {
		m, is, err := xapi.ReadMultipart(bytes.NewReader(b), contentType, xapi.MultipartLimits{Dir: dir})
		if (m == nil) == (len(is) == 0 && err == nil) {
			t.Fatal(m, is, err)
		}
		if m == nil {
			return
		}
		defer m.Close()
		batch, is := xapi.DecodeBatch(m.JSON, xapi.Options{}, xapi.BatchLimits{})
		if is.HasErrors() || m.Match(batch).HasErrors() {
			return
		}
		for _, p := range m.Parts {
			content, err := io.ReadAll(p.Open())
			if sum := sha256.Sum256(content); err != nil || len(p.SHA2) == 64 && !strings.EqualFold(p.SHA2, hex.EncodeToString(sum[:])) {
				t.Fatalf("%q has the hash %s: %v", content, p.SHA2, err)
			}
		}
	})
}

// fixedKey returns the same key in every process: the worker of a fuzz run
// must know the signatures of the one that coordinates it.
func fixedKey(t testing.TB) *rsa.PrivateKey {
	t.Helper()
	prime := func(name string) *big.Int {
		var b []byte
		for i := range byte(4) {
			sum := sha256.Sum256(append([]byte(name), i))
			b = append(b, sum[:]...)
		}
		b[0] |= 0xC0
		n := new(big.Int).SetBytes(b)
		for n.SetBit(n, 0, 1); !n.ProbablyPrime(8); n.Add(n, big.NewInt(2)) {
		}
		return n
	}
	p, q := prime("p"), prime("q")
	one := big.NewInt(1)
	phi := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
	k := &rsa.PrivateKey{PublicKey: rsa.PublicKey{N: new(big.Int).Mul(p, q), E: 65537}, Primes: []*big.Int{p, q}}
	k.D = new(big.Int).ModInverse(big.NewInt(int64(k.E)), phi)
	k.Precompute()
	if err := k.Validate(); err != nil {
		t.Fatal(err)
	}
	return k
}

// Nothing verifies but what was signed, however statement and signature are
// changed.
func FuzzVerify(f *testing.F) {
	k := fixedKey(f)
	_, jws, err := xapi.Sign([]byte(plain), k, xapi.RS256, nil)
	if err != nil {
		f.Fatal(err)
	}
	chained, withChain := []byte(nil), certificate(f, k)
	if _, chained, err = xapi.Sign([]byte(plain), k, xapi.RS512, []*x509.Certificate{withChain}); err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(plain), []byte("eyJhbGciOiJSUzI1NiJ9.e30.AAAA"))
	f.Add([]byte(plain), []byte("eyJhbGciOiJub25lIn0."+base64.RawURLEncoding.EncodeToString([]byte(plain))+"."))
	f.Add([]byte(plain), jws)
	f.Add([]byte(full), jws)
	f.Add([]byte(plain), chained)
	f.Fuzz(func(t *testing.T, raw, given []byte) {
		for _, o := range []xapi.VerifyOptions{{}, {Key: &k.PublicKey}} {
			s, is := xapi.Verify(raw, given, o)
			if s.Status == xapi.SignatureBroken && len(is) == 0 {
				t.Fatal(s, is)
			}
			if s.Status != xapi.SignatureVerified {
				continue
			}
			ours := bytes.Equal(given, jws) && o.Key != nil || bytes.Equal(given, chained)
			if !ours || !xapi.Equal(raw, []byte(plain)) {
				t.Fatalf("verified: %s\n%s", raw, given)
			}
		}
	})
}
