// SPDX-License-Identifier: Apache-2.0

package hostile

import (
	"fmt"
	"strings"
)

// The codes of a faulty multipart body.
const (
	attachmentForm       = "ATTACHMENT-002"
	attachmentFirst      = "ATTACHMENT-003"
	attachmentHeader     = "ATTACHMENT-004"
	attachmentHash       = "ATTACHMENT-005"
	attachmentUndeclared = "ATTACHMENT-006"
	attachmentNone       = "ATTACHMENT-007"
	attachmentLength     = "ATTACHMENT-008"
	attachmentLimit      = "ATTACHMENT-009"
)

// Multipart returns hostile bodies made of a good one of a statement and one
// attachment, "test", between lines of boundary.
func Multipart(good, boundary string) (out []Case) {
	add := func(name, text, code string) { out = append(out, Case{Name: name, Data: []byte(text), Code: code}) }
	swap := func(name, old, with, code string) { add(name, strings.Replace(good, old, with, 1), code) }
	line := "--" + boundary
	part := func(header, content string) string { return line + "\r\n" + header + "\r\n\r\n" + content + "\r\n" }
	second := strings.Index(good[len(line):], line) + len(line)
	first, rest := good[:second], good[second:]

	add("nothing", "", attachmentForm)
	add("white space", " \r\n", attachmentForm)
	add("JSON", `{"a":1}`, attachmentForm)
	add("the end alone", line+"--", attachmentForm)
	add("another boundary", strings.ReplaceAll(good, line, line+"C"), attachmentForm)
	add("a boundary of one hyphen", strings.ReplaceAll(good, line, line[1:]), attachmentForm)
	for i := 1; i < 10; i++ {
		add(fmt.Sprintf("cut at %d tenths", i), good[:len(good)*i/10], attachmentForm)
	}
	add("no end", strings.TrimSuffix(good, "--\r\n"), attachmentForm)
	add("the headers never end", line+"\r\nContent-Type: application/json\r\n", attachmentForm)
	for _, h := range []string{"Content-Type", ": application/json", "Content Type: application/json", "Content-Type\x00: application/json", "\xff: a", "Content-Type: a\x00b", "é: a"} {
		add(fmt.Sprintf("the header %q", h), part(h, "{}")+line+"--", attachmentForm)
	}
	for _, k := range []string{"text/plain", "application/xml", "application/jsonx", "multipart/mixed; boundary=C", "text/json", "application/octet-stream"} {
		swap("the first part in "+k, "application/json", k, attachmentFirst)
	}
	add("no type of the first part", strings.Replace(good, "Content-Type: application/json\r\n", "X: y\r\n", 1), attachmentFirst)
	add("the attachment first", rest[:strings.LastIndex(rest, line)]+first+line+"--", attachmentFirst)
	for _, e := range []string{"base64", "quoted-printable", "7bit", "8bit", "gzip", ""} {
		swap("the encoding "+e, "Encoding: binary", "Encoding: "+e, attachmentHeader)
	}
	swap("no encoding", "Content-Transfer-Encoding: binary\r\n", "", attachmentHeader)
	at := strings.Index(good, "API-Hash: ") + len("API-Hash: ")
	hash := good[at : at+64]
	for name, h := range map[string]string{"no hash": "", "a short hash": hash[:63], "a long hash": hash + "0", "a hash of letters": strings.Repeat("g", 64), "SHA-1": hash[:40], "a hash in base64": "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="} {
		add(name, good[:at]+h+good[at+64:], attachmentHeader)
	}
	swap("another hash in the header", "API-Hash: "+hash[:1], "API-Hash: 0", attachmentHash)
	for i := range 4 {
		content := []byte("test")
		content[i] ^= 1
		swap(fmt.Sprintf("letter %d of the content", i), "\r\n\r\ntest\r\n", "\r\n\r\n"+string(content)+"\r\n", attachmentHash)
	}
	swap("nothing as content", "\r\n\r\ntest\r\n", "\r\n\r\n\r\n", attachmentHash)
	swap("more content", "\r\n\r\ntest\r\n", "\r\n\r\ntest \r\n", attachmentHash)
	swap("a wrong length", `"length":4`, `"length":5`, attachmentLength)
	swap("a length of nothing", `"length":4`, `"length":0`, attachmentLength)
	swap("a huge length", `"length":4`, `"length":9007199254740993`, attachmentLength)
	add("no part for an attachment", first+line+"--", attachmentNone)
	add("an undeclared part", strings.TrimSuffix(good, line+"--\r\n")+part("Content-Type: a/b\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: "+
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "")+line+"--", attachmentUndeclared)
	add("a header of 9,000 bytes", part("X: "+strings.Repeat("a", 9000), ""), attachmentLimit)
	add("8 MiB of header", line+"\r\nX: "+strings.Repeat("a", 8<<20), attachmentLimit)
	add("1,000 headers", part(strings.Repeat("X: a\r\n", 5000), ""), attachmentLimit)
	add("9 MiB of statements", part("Content-Type: application/json", strings.Repeat(" ", 9<<20)), attachmentLimit)
	add("too many parts", first+strings.Repeat(rest[:strings.LastIndex(rest, line)], 200)+line+"--", attachmentLimit)
	swap("a statement that is none", `"actor"`, `"actour"`, "SHAPE-003")
	swap("a name twice", `{"id"`, `{"id":"12345678-1234-5678-1234-567812345678","id"`, "READ-007")
	swap("bad UTF-8 in the statements", `"fr":"a"`, "\"fr\":\"\xff\"", "READ-003")
	return out
}
