// SPDX-License-Identifier: Apache-2.0

package export

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// Options tunes a Parquet export. The zero value is the default.
type Options struct {
	RowGroup    int  // rows of a group; 0: 100,000
	FileRows    int  // rows of a file; 0: 1,000,000
	Identifiers bool // keep identifiers and names of persons
}

// keyAccount is the account that stands for an agent in an export without
// identifiers.
func keyAccount(k lrs.Key) xapi.IFI {
	return xapi.Account("https://forge.apps.education.fr/eafc/briques/key", hex.EncodeToString(k[:]))
}

// Parquet writes the statements of a tenant stored at from or later and before
// to, under dir: academy=<tenant>/month=YYYY-MM/part-NNNNN.parquet, sorted by
// (stored, seq). A month is written aside and put in its place whole, _SUCCESS
// and manifest.json last; bounds are widened to whole months.
func Parquet(ctx context.Context, dir string, s lrs.Store, t lrs.Tenant, from, to time.Time, o Options) ([]Manifest, error) {
	if o.RowGroup <= 0 {
		o.RowGroup = 100_000
	}
	if o.FileRows <= 0 {
		o.FileRows = 1_000_000
	}
	if !from.IsZero() {
		from = month(from)
	}
	if !to.IsZero() && !to.Equal(month(to)) {
		to = month(to).AddDate(0, 1, 0)
	}
	e := &exporter{root: filepath.Join(dir, "academy="+string(t)), o: o, tenant: t}
	err := Each(ctx, s, t, from, to, func(r lrs.Record) error { return e.add(r) })
	if err == nil {
		err = e.endMonth()
	}
	if err != nil {
		return nil, errors.Join(err, e.abandon())
	}
	return e.done, nil
}

type exporter struct {
	root   string
	o      Options
	tenant lrs.Tenant
	done   []Manifest

	month  time.Time
	aside  string
	m      Manifest
	part   int
	inFile int
	file   *os.File
	w      *parquet.GenericWriter[Row]
}

func (e *exporter) add(r lrs.Record) error {
	if m := month(r.Stored); !m.Equal(e.month) {
		if err := e.endMonth(); err != nil {
			return err
		}
		if err := e.beginMonth(m); err != nil {
			return err
		}
	}
	if e.w == nil {
		if err := e.beginFile(); err != nil {
			return err
		}
	}
	row, err := rowOf(r, e.o.Identifiers)
	if err != nil {
		return fmt.Errorf("statement %s: %w", r.ID, err)
	}
	if _, err := e.w.Write([]Row{row}); err != nil {
		return err
	}
	if e.m.Count == 0 {
		e.m.First = r.Stored
	}
	e.m.Count, e.m.Last = e.m.Count+1, r.Stored
	e.inFile++
	if e.inFile%e.o.RowGroup == 0 {
		if err := e.w.Flush(); err != nil {
			return err
		}
	}
	if e.inFile == e.o.FileRows {
		return e.endFile()
	}
	return nil
}

func (e *exporter) beginMonth(m time.Time) error {
	e.month, e.part, e.m = m, 0, Manifest{Tenant: string(e.tenant)}
	if err := os.MkdirAll(e.root, 0o755); err != nil {
		return err
	}
	aside, err := os.MkdirTemp(e.root, ".month-")
	e.aside = aside
	return err
}

func (e *exporter) beginFile() error {
	f, err := os.Create(filepath.Join(e.aside, fmt.Sprintf("part-%05d.parquet", e.part)))
	if err != nil {
		return err
	}
	e.part++
	e.inFile, e.file = 0, f
	e.w = parquet.NewGenericWriter[Row](f, parquet.Compression(&zstd.Codec{}),
		parquet.SortingWriterConfig(parquet.SortingColumns(parquet.Ascending("stored"), parquet.Ascending("seq"))))
	return nil
}

func (e *exporter) endFile() error {
	if e.w == nil {
		return nil
	}
	err := errors.Join(e.w.Close(), e.file.Sync(), e.file.Close())
	e.w, e.file = nil, nil
	return err
}

// endMonth puts the month in its place.
func (e *exporter) endMonth() error {
	if e.aside == "" {
		return nil
	}
	if err := e.endFile(); err != nil {
		return err
	}
	b, err := json.MarshalIndent(e.m, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(e.aside, "manifest.json"), append(b, '\n'), 0o644); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(e.aside, "_SUCCESS"), nil, 0o644); err != nil {
		return err
	}
	if err := os.Chmod(e.aside, 0o755); err != nil {
		return err
	}
	place := filepath.Join(e.root, "month="+e.month.Format("2006-01"))
	old := e.aside + ".old"
	if err := os.Rename(place, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(e.aside, place); err != nil {
		return err
	}
	e.done, e.aside = append(e.done, e.m), ""
	return os.RemoveAll(old)
}

// abandon removes a month that was not finished.
func (e *exporter) abandon() error {
	if e.file != nil {
		_ = e.file.Close() // it is removed next
	}
	if e.aside == "" {
		return nil
	}
	return os.RemoveAll(e.aside)
}
