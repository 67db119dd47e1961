// SPDX-License-Identifier: Apache-2.0

package pack

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"io"

	"github.com/andybalholm/brotli"
)

// Brotli writes b at quality 11 with a window of 24 bits: the figures of the
// size bars. The code and the data of a module are blocks of their own, since
// their bytes have nothing in common: 2 kB less for every module.
func Brotli(b []byte, w io.Writer) error {
	z := brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: 11, LGWin: 24})
	from := 0
	for _, at := range blocks(b) {
		if _, err := z.Write(b[from:at]); err != nil {
			return err
		}
		if err := z.Flush(); err != nil {
			return err
		}
		from = at
	}
	if _, err := z.Write(b[from:]); err != nil {
		return err
	}
	return z.Close()
}

// Gzip writes b at the best level, without a date.
func Gzip(b []byte, w io.Writer) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(b); err != nil {
		return err
	}
	return z.Close()
}

// Size returns how many bytes b takes on the wire (brotli 11, window 24).
func Size(b []byte) int {
	var n counter
	_ = Brotli(b, &n)
	return int(n)
}

type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// blocks returns where the code and the data of a WebAssembly module begin
// (core specification §5.5.2); nothing for anything else.
func blocks(b []byte) (at []int) {
	const code, data = 10, 11
	if !bytes.HasPrefix(b, []byte("\x00asm\x01\x00\x00\x00")) {
		return nil
	}
	for i := 8; i < len(b); {
		size, n := binary.Uvarint(b[i+1:])
		begin := i + 1 + n
		if n <= 0 || size > uint64(len(b)-begin) {
			return nil
		}
		if b[i] == code || b[i] == data {
			at = append(at, begin)
		}
		i = begin + int(size)
	}
	return at
}
