// SPDX-License-Identifier: Apache-2.0

package pack_test

import (
	"bytes"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/andybalholm/brotli"

	"forge.apps.education.fr/eafc/briques/wasm/pack"
)

// TestBrotli: what is written comes back, module or not; a module takes less
// than as one block, and anything else the same.
func TestBrotli(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	part := func(from, to byte) []byte { // bytes of one half of the alphabet, the low ones more often
		b := make([]byte, 1<<16)
		for i := range b {
			b[i] = from + byte(min(random.IntN(int(to-from)), random.IntN(int(to-from))))
		}
		return b
	}
	module := append([]byte("\x00asm\x01\x00\x00\x00\x0a\x80\x80\x04"), part(0, 60)...)
	module = append(append(module, 11, 0x80, 0x80, 0x04), part(60, 255)...)
	one := func(b []byte) int {
		var out bytes.Buffer
		z := brotli.NewWriterOptions(&out, brotli.WriterOptions{Quality: 11, LGWin: 24})
		_, _ = z.Write(b)
		_ = z.Close()
		return out.Len()
	}
	for name, b := range map[string][]byte{"module": module, "cut in a section": module[:len(module)-9], "cut in a header": module[:9], "header alone": module[:8],
		"text": []byte("<!doctype html>"), "nothing": nil} {
		var out bytes.Buffer
		if err := pack.Brotli(b, &out); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		n := out.Len()
		back, err := io.ReadAll(brotli.NewReader(&out))
		if err != nil || !bytes.Equal(back, b) {
			t.Errorf("%s: %d bytes came back as %d (%v)", name, len(b), len(back), err)
		}
		if want := one(b); name != "module" && n != want || name == "module" && n >= want {
			t.Errorf("%s: %d bytes, as one block %d", name, n, want)
		}
	}
}
