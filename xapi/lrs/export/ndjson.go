// SPDX-License-Identifier: Apache-2.0

// Package export writes the statements of a lrs.Store for other tools: NDJSON
// for archives, Parquet partitioned by tenant and month for Spark, Trino and
// DuckDB.
package export

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// Manifest says what an export holds.
type Manifest struct {
	Tenant string    `json:"tenant"`
	Count  int       `json:"count"`
	First  time.Time `json:"first"`
	Last   time.Time `json:"last"`
	SHA256 string    `json:"sha256"` // of the lines, line ends included
}

// Each hands over the statements of a tenant that are not voided, stored at
// from or later and before to (zero: no bound), in the order of storage. It
// shows each once and none that came after it began.
func Each(ctx context.Context, s lrs.Store, t lrs.Tenant, from, to time.Time, f func(lrs.Record) error) error {
	q := lrs.Query{Ascending: true}
	if !from.IsZero() {
		q.Since = from.Add(-time.Microsecond)
	}
	if !to.IsZero() {
		q.Until = to.Add(-time.Microsecond)
	}
	for {
		page, err := s.Find(ctx, t, q)
		if err != nil {
			return err
		}
		for _, r := range page.Records {
			if err := f(r); err != nil {
				return err
			}
		}
		if page.More == nil {
			return nil
		}
		q = *page.More
	}
}

// NDJSON writes one statement a line, byte for byte but for line ends between
// tokens, which become spaces, and returns the manifest.
func NDJSON(ctx context.Context, w io.Writer, s lrs.Store, t lrs.Tenant, from, to time.Time) (Manifest, error) {
	m := Manifest{Tenant: string(t)}
	sum := sha256.New()
	out := bufio.NewWriterSize(io.MultiWriter(w, sum), 1<<16)
	err := Each(ctx, s, t, from, to, func(r lrs.Record) error {
		if m.Count == 0 {
			m.First = r.Stored
		}
		m.Count, m.Last = m.Count+1, r.Stored
		if _, err := out.Write(oneLine(r.Payload)); err != nil {
			return err
		}
		return out.WriteByte('\n')
	})
	if err == nil {
		err = out.Flush()
	}
	m.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return m, err
}

// oneLine has no line end: inside strings JSON has none.
func oneLine(payload []byte) []byte {
	if bytes.IndexByte(payload, '\n') < 0 && bytes.IndexByte(payload, '\r') < 0 {
		return payload
	}
	out := bytes.Clone(payload)
	for i, c := range out {
		if c == '\n' || c == '\r' {
			out[i] = ' '
		}
	}
	return out
}

// Encode writes a manifest as JSON.
func (m Manifest) Encode(w io.Writer) error {
	b, err := json.MarshalIndent(m, "", "  ")
	if err == nil {
		_, err = fmt.Fprintf(w, "%s\n", b)
	}
	return err
}
