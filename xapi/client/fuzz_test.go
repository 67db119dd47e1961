// SPDX-License-Identifier: Apache-2.0

package client_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/client"
)

// transport answers every request from memory.
type transport func(*http.Request) *http.Response

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) {
	io.Copy(io.Discard, r.Body)
	return f(r), nil
}

// says returns a transport that gives one answer to everything, and counts.
func says(status int, header http.Header, body []byte, asked *int) transport {
	return func(*http.Request) *http.Response {
		*asked++
		return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body))}
	}
}

// segment is what the queue writes for one record: its length, its CRC-32C,
// the moment, the statement and no attachment.
func segment(statement []byte) []byte {
	r := binary.AppendVarint(nil, 1_793_000_000_000)
	r = append(binary.AppendUvarint(r, uint64(len(statement))), statement...)
	r = binary.AppendUvarint(r, 0)
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(r)))
	b = binary.LittleEndian.AppendUint32(b, crc32.Checksum(r, crc32.MakeTable(crc32.Castagnoli)))
	return append(b, r...)
}

// FuzzQueue opens a folder of any content. Opening and delivering it end, and
// no statement is sent that the folder does not hold.
func FuzzQueue(f *testing.F) {
	whole := segment(statement("a"))
	f.Add(whole, []byte{}, []byte{})
	f.Add(append(whole, segment(statement("b"))[:20]...), []byte{}, []byte(`{"id":"12345678-1234-5678-1234-567812345678","statement":"e30="}`))
	f.Add(whole, []byte("1 0"), []byte(`{"id":1}`))
	f.Add([]byte("\xff\xff\xff\x03aaaa"), []byte("9 9"), []byte("{"))
	f.Fuzz(func(t *testing.T, segment, cursor, shelf []byte) {
		dir := t.TempDir()
		const id = "12345678-1234-5678-1234-567812345678"
		write := func(name string, b []byte) {
			if len(b) == 0 {
				return
			}
			os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700)
			if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		write("0000000000000001.seg", segment)
		write("cursor", cursor)
		write("parked/"+id+".json", shelf)
		lrs := transport(func(r *http.Request) *http.Response {
			return &http.Response{StatusCode: http.StatusNoContent, Header: http.Header{}, Body: http.NoBody}
		})
		c, err := client.New(client.Options{Endpoint: "http://localhost:1", Queue: dir, HTTP: &http.Client{Transport: lrs}})
		if err != nil {
			return
		}
		defer c.Close()
		if s := c.Stats(); s.Bytes > int64(len(segment)) {
			t.Fatalf("%d bytes out of %d", s.Bytes, len(segment))
		}
		c.Flush(t.Context())
		if s := c.Stats(); s.Bytes < 0 || s.Delivered*8 > len(segment) {
			t.Fatalf("%+v out of %d bytes", s, len(segment))
		}
		if all, err := c.Parked(); err == nil && len(all) > 1 {
			t.Fatal(all)
		}
		c.Retry(t.Context(), id)
	})
}

// FuzzAnswer sends one statement to an LRS that answers anything. After it
// the statement is delivered, parked or still queued, and in no two places.
func FuzzAnswer(f *testing.F) {
	for _, status := range []int{200, 204, 400, 401, 409, 413, 429, 500, 302} {
		f.Add(status, []byte(`["12345678-1234-5678-1234-567812345678"]`), "3")
	}
	f.Add(200, []byte(`{"version":["2.0.0"],"extensions":{"a":1}}`), "Tue, 03 Nov 2026 09:00:00 GMT")
	f.Add(409, bytes.Replace(statement("a"), []byte("{"), []byte(`{"id":"12345678-1234-5678-1234-567812345678",`), 1), "-1")
	f.Fuzz(func(t *testing.T, status int, body []byte, wait string) {
		if status < 200 || status > 599 {
			return
		}
		asked := 0
		h := http.Header{"Retry-After": {wait}, "Content-Type": {wait}, "Etag": {wait}, "Location": {"http://localhost:2/"}}
		c, err := client.New(client.Options{Endpoint: "http://localhost:1", Queue: t.TempDir(),
			NewID: func() xapi.UUID { return "12345678-1234-5678-1234-567812345678" },
			HTTP:  &http.Client{Transport: says(status, h, body, &asked)}})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if _, err := c.SendRaw(t.Context(), statement("a")); err != nil {
			t.Fatal(err)
		}
		c.Flush(t.Context())
		s := c.Stats()
		if settled := s.Delivered + s.Parked; settled > 1 || (settled == 1) != (s.Bytes == 0) || asked == 0 || asked > 5 {
			t.Fatalf("HTTP %d %q: %+v after %d requests", status, body, s, asked)
		}
		ctx := context.Background()
		c.About(ctx)
		c.State("https://exemple.fr/a", xapi.Actor{IFI: xapi.Account("https://exemple.fr", "k")}, "").List(ctx)
	})
}
