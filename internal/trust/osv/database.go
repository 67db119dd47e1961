// SPDX-License-Identifier: Apache-2.0

package osv

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// MinEntries is how many entries a database must hold to be believed.
const MinEntries = 1000

// maxEntry bounds one entry of an archive, maxDatabase all of them.
const (
	maxEntry    = 4 << 20
	maxDatabase = 1 << 30
)

// Load reads a database: a folder, a .zip or a .tar.gz of OSV JSON. Files of
// another kind, and the index files of the Go database, are passed over. A
// malformed entry fails the whole, and so does a database without any.
func Load(file string) ([]Entry, error) {
	entries, _, err := LoadRaw(file)
	return entries, err
}

// LoadRaw is Load that also returns each entry's bytes under its id.
func LoadRaw(file string) ([]Entry, map[string][]byte, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, nil, err
	}
	l := &loader{raw: map[string][]byte{}}
	switch {
	case info.IsDir():
		err = l.folder(file)
	case strings.HasSuffix(file, ".zip"):
		err = l.zip(file)
	case strings.HasSuffix(file, ".tar.gz"), strings.HasSuffix(file, ".tgz"):
		err = l.tar(file)
	default:
		err = fmt.Errorf("%s: a folder, a .zip or a .tar.gz is expected", filepath.Base(file))
	}
	if err == nil && len(l.entries) == 0 {
		err = fmt.Errorf("%s: no entry", filepath.Base(file))
	}
	return l.entries, l.raw, err
}

type loader struct {
	entries []Entry
	raw     map[string][]byte
	total   int64
}

// isEntry tells the files of a database that hold an entry.
func isEntry(name string) bool {
	return path.Ext(name) == ".json" && path.Base(path.Dir(name)) != "index"
}

func (l *loader) add(name string, r io.Reader) error {
	data, err := io.ReadAll(io.LimitReader(r, maxEntry+1))
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	l.total += int64(len(data))
	if len(data) > maxEntry || l.total > maxDatabase {
		return fmt.Errorf("%s: database over its limit", name)
	}
	e, err := ParseEntry(data)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	l.entries = append(l.entries, e)
	l.raw[e.ID+".json"] = data
	return nil
}

func (l *loader) folder(dir string) error {
	return filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || !isEntry(filepath.ToSlash(p)) {
			return err
		}
		f, err := os.Open(p)
		if err != nil {
			return err
		}
		defer f.Close()
		return l.add(filepath.Base(p), f)
	})
}

func (l *loader) zip(file string) error {
	z, err := zip.OpenReader(file)
	if err != nil {
		return err
	}
	defer z.Close()
	for _, f := range z.File {
		if !isEntry(f.Name) {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return err
		}
		err = l.add(f.Name, r)
		r.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) tar(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	gz, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	t := tar.NewReader(gz)
	for {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if h.Typeflag == tar.TypeReg && isEntry(h.Name) {
			if err := l.add(h.Name, t); err != nil {
				return err
			}
		}
	}
}
