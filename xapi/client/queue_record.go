// SPDX-License-Identifier: Apache-2.0

package client

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func readRecord(r io.ReaderAt, at int64) ([]byte, error) {
	var h [recordHeader]byte
	if _, err := r.ReadAt(h[:], at); err != nil {
		return nil, err
	}
	n, sum := binary.LittleEndian.Uint32(h[:4]), binary.LittleEndian.Uint32(h[4:])
	if n == 0 || n > maxRecord {
		return nil, io.ErrUnexpectedEOF
	}
	if n > farRecord { // a damaged length must not take memory for nothing
		if _, err := r.ReadAt(h[:1], at+recordHeader+int64(n)-1); err != nil {
			return nil, err
		}
	}
	b := make([]byte, n)
	if _, err := r.ReadAt(b, at+recordHeader); err != nil {
		return nil, err
	}
	if crc32.Checksum(b, castagnoli) != sum {
		return nil, io.ErrUnexpectedEOF
	}
	return b, nil
}

func (q *queue) readCursor() (place, error) {
	b, err := os.ReadFile(filepath.Join(q.dir, cursorName))
	if errors.Is(err, os.ErrNotExist) {
		return place{segment: 1}, nil
	}
	if err != nil {
		return place{}, fmt.Errorf("client: queue: %w", err)
	}
	if len(b) != 20 || crc32.Checksum(b[:16], castagnoli) != binary.LittleEndian.Uint32(b[16:]) {
		return place{}, fmt.Errorf("%w: %s", ErrCorrupt, cursorName)
	}
	return place{int64(binary.LittleEndian.Uint64(b)), int64(binary.LittleEndian.Uint64(b[8:]))}, nil
}

func (q *queue) writeCursor(p place) error {
	b := binary.LittleEndian.AppendUint64(nil, uint64(p.segment))
	b = binary.LittleEndian.AppendUint64(b, uint64(p.offset))
	b = binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
	return replaceFile(filepath.Join(q.dir, cursorName), b)
}

// replaceFile writes b beside name and puts it in its place, durably.
func replaceFile(name string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-")
	if err != nil {
		return fmt.Errorf("client: %w", err)
	}
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
		return fmt.Errorf("client: %w", err)
	}
	return syncDir(filepath.Dir(name))
}
