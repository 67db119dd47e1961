// SPDX-License-Identifier: Apache-2.0

package pack

import (
	"compress/gzip"
	"io"

	"github.com/andybalholm/brotli"
)

// Brotli writes b at quality 11 with a window of 24 bits: the figures of the
// size bars.
func Brotli(b []byte, w io.Writer) error {
	z := brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: 11, LGWin: 24})
	if _, err := z.Write(b); err != nil {
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
