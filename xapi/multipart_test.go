// SPDX-License-Identifier: Apache-2.0

package xapi_test

import (
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

func sha256Hex(b []byte) string { s := sha256.Sum256(b); return hex.EncodeToString(s[:]) }

func withAttachment(sha2 string, length int, fileURL string) string {
	url := ""
	if fileURL != "" {
		url = `,"fileUrl":"` + fileURL + `"`
	}
	return strings.TrimSuffix(plain, "}") + `,"attachments":[{"usageType":"https://exemple.fr/u","display":{"fr":"pièce"},` +
		`"contentType":"application/pdf","length":` + strconv.Itoa(length) + `,"sha2":"` + sha2 + `"` + url + `}]}`
}

// read reads a body and matches its parts.
func read(t *testing.T, r io.Reader, contentType string, l xapi.MultipartLimits) (*xapi.Multipart, issue.Issues) {
	t.Helper()
	m, is, err := xapi.ReadMultipart(r, contentType, l)
	if err != nil {
		t.Fatal(err)
	}
	if len(is) > 0 {
		return nil, is
	}
	t.Cleanup(func() { m.Close() })
	b, is := xapi.DecodeBatch(m.JSON, xapi.Options{}, xapi.BatchLimits{})
	if len(is) > 0 {
		return m, is
	}
	return m, m.Match(b)
}

func TestMultipartRoundTrip(t *testing.T) {
	big := bytes.Repeat([]byte("\r\n--briques-"), 300_000)
	for _, content := range [][]byte{nil, []byte("a"), []byte("\r\n"), []byte("--x\r\n--"), big} {
		sum := sha512.Sum512(content)
		sha2 := hex.EncodeToString(sum[:])
		statement := withAttachment(sha2, len(content), "")
		var body bytes.Buffer
		w := xapi.NewMultipartWriter(&body)
		w.Statements([]byte("[" + statement + "," + strings.Replace(statement, "1234-5678", "1234-9678", 1) + "]"))
		w.Attachment("application/pdf", sha2, bytes.NewReader(content))
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		m, is := read(t, iotest.HalfReader(&body), w.ContentType(), xapi.MultipartLimits{Dir: dir})
		if len(is) > 0 {
			t.Fatalf("%d octets: %v", len(content), is)
		}
		got, err := io.ReadAll(m.Parts[0].Open())
		if err != nil || !bytes.Equal(got, content) || m.Parts[0].Size != int64(len(content)) {
			t.Errorf("%d octets: %v, %d read", len(content), err, len(got))
		}
		if files, _ := os.ReadDir(dir); (len(files) == 1) != (len(content) > 1<<20) {
			t.Errorf("%d octets: %d files", len(content), len(files))
		}
		m.Close()
		if files, _ := os.ReadDir(dir); len(files) > 0 {
			t.Errorf("%d files left", len(files))
		}
	}
}

func TestMultipartRefused(t *testing.T) {
	content := "contenu"
	sha2 := sha256Hex([]byte(content))
	part := func(headers, content string) string { return "--B\r\n" + headers + "\r\n\r\n" + content + "\r\n" }
	json := func(s string) string { return part("Content-Type: application/json", s) }
	attachment := func(headers string) string { return part("Content-Type: application/pdf\r\n"+headers, content) }
	good := "Content-Transfer-Encoding: binary\r\nX-Experience-API-Hash: " + sha2
	whole := json(withAttachment(sha2, len(content), "")) + attachment(good) + "--B--\r\n"
	cases := []struct{ name, kind, body, code string }{
		{"good", "multipart/mixed; boundary=B", whole, ""},
		{"blank line before", "multipart/mixed; boundary=B", "\r\n" + whole, ""},
		{"quoted boundary", `multipart/mixed; boundary="B"`, whole, ""},
		{"no space in headers", "multipart/mixed; boundary=B", strings.ReplaceAll(whole, ": application", ":application"), ""},
		{"bare line feeds", "multipart/mixed; boundary=B", strings.ReplaceAll(whole, "\r\n", "\n"), ""},
		{"no attachment", "multipart/mixed; boundary=B", json(plain) + "--B--", ""},
		{"fileUrl instead of a part", "multipart/mixed; boundary=B", json(withAttachment(sha2, 3, "https://exemple.fr/f")) + "--B--", ""},
		{"form-data", "multipart/form-data; boundary=B", whole, "ATTACHMENT-001"},
		{"no boundary", "multipart/mixed", whole, "ATTACHMENT-001"},
		{"empty", "multipart/mixed; boundary=B", "", "ATTACHMENT-002"},
		{"no part", "multipart/mixed; boundary=B", "--B--", "ATTACHMENT-002"},
		{"truncated", "multipart/mixed; boundary=B", whole[:len(whole)-8], "ATTACHMENT-002"},
		{"truncated in a header", "multipart/mixed; boundary=B", whole[:strings.Index(whole, "X-Exp")+4], "ATTACHMENT-002"},
		{"header without colon", "multipart/mixed; boundary=B", strings.Replace(whole, "Content-Type:", "Content-Type", 1), "ATTACHMENT-002"},
		{"first part no JSON", "multipart/mixed; boundary=B", attachment(good) + json(plain) + "--B--", "ATTACHMENT-003"},
		{"no encoding", "multipart/mixed; boundary=B", strings.Replace(whole, "Content-Transfer-Encoding: binary\r\n", "", 1), "ATTACHMENT-004"},
		{"base64", "multipart/mixed; boundary=B", strings.Replace(whole, "binary", "base64", 1), "ATTACHMENT-004"},
		{"no hash", "multipart/mixed; boundary=B", strings.Replace(whole, "X-Experience-API-Hash: "+sha2, "X: y", 1), "ATTACHMENT-004"},
		{"wrong hash", "multipart/mixed; boundary=B", strings.Replace(whole, content, "content", 1), "ATTACHMENT-005"},
		{"undeclared", "multipart/mixed; boundary=B", json(plain) + attachment(good) + "--B--", "ATTACHMENT-006"},
		{"no content", "multipart/mixed; boundary=B", json(withAttachment(sha2, 7, "")) + "--B--", "ATTACHMENT-007"},
		{"wrong length", "multipart/mixed; boundary=B", json(withAttachment(sha2, 8, "")) + attachment(good) + "--B--", "ATTACHMENT-008"},
		{"parts", "multipart/mixed; boundary=B", json(plain) + strings.Repeat(attachment(good), 100) + "--B--", "ATTACHMENT-009"},
		{"long header", "multipart/mixed; boundary=B", "--B\r\nX: " + strings.Repeat("a", 9000) + "\r\n\r\n", "ATTACHMENT-009"},
		{"many headers", "multipart/mixed; boundary=B", "--B\r\n" + strings.Repeat("X", 100) + ": a\r\n" + strings.Repeat("Y: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n", 900), "ATTACHMENT-002"},
		{"large", "multipart/mixed; boundary=B", json(strings.Repeat(" ", 9<<20)), "ATTACHMENT-009"},
	}
	for _, c := range cases {
		for _, r := range []io.Reader{strings.NewReader(c.body), iotest.OneByteReader(strings.NewReader(c.body[:min(len(c.body), 20000)]))} {
			if _, one := r.(*strings.Reader); !one && len(c.body) > 20000 {
				continue
			}
			_, is := read(t, r, c.kind, xapi.MultipartLimits{})
			if c.code == "" && len(is) > 0 || c.code != "" && (len(is) != 1 || is[0].Code != c.code) {
				t.Errorf("%s: want %q, got %v", c.name, c.code, is)
			}
			if want := c.code == "ATTACHMENT-009"; xapi.TooLarge(is) != want {
				t.Errorf("%s: too large %v", c.name, !want)
			}
		}
	}
	m, is, err := xapi.ReadMultipart(strings.NewReader(json(plain)+attachment(good)+"--B--"), "multipart/mixed; boundary=B", xapi.MultipartLimits{Part: 3, Memory: 2, Dir: t.TempDir()})
	if m != nil || err != nil || len(is) != 1 || is[0].Code != "ATTACHMENT-009" {
		t.Errorf("large part: %v %v", is, err)
	}
}

func TestPeerMultipart(t *testing.T) {
	const rs = `multipart/mixed; boundary="MP_/xq.2QWbNf.dRrz_w=FAz9Dd"`
	body := fixtures.Read(t, "xapi/xapi-rs/multipart.http") // its end is missing
	if _, is := read(t, bytes.NewReader(body), rs, xapi.MultipartLimits{}); len(is) != 1 || is[0].Code != "ATTACHMENT-002" {
		t.Errorf("without end: %v", is)
	}
	closed := append(bytes.TrimSpace(body), "--"...)
	if m, is := read(t, bytes.NewReader(closed), rs, xapi.MultipartLimits{}); len(is) > 0 || len(m.Parts) != 1 {
		t.Errorf("closed: %v", is)
	}
	const yet = "multipart/mixed; boundary=105423a5219f5a63362a375ba7a64a8f234da19c7d01e56800c3c64b26bb2fa0"
	for _, file := range []string{"att_body.txt", "attachment_post_body.txt"} {
		m, is, err := xapi.ReadMultipart(bytes.NewReader(fixtures.Read(t, "xapi/yet-lrs/attachments/"+file)), yet, xapi.MultipartLimits{})
		if err != nil || len(is) > 0 || len(m.Parts) == 0 {
			t.Errorf("%s: %v %v", file, is, err)
		}
	}
}
