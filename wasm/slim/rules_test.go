// SPDX-License-Identifier: Apache-2.0

package slim_test

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/wasm/slim"
)

// hexa reads bytes in hexadecimal, with spaces.
func hexa(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.Join(strings.Fields(s), ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const back = " 20 01 41 08 6a 24 00 41 00 0f" // what every function of these tests returns with

// TestRules shows each rule on the smallest body that it fits.
func TestRules(t *testing.T) {
	const locals, begin = "02 01 7f 04 7e", "23 00 21 01"
	tests := []struct{ name, in, want string }{
		{"an address of 64 bits", "20 01 ad 42 10 7c a7 29 03 08 21 02 20 01 20 02 37 03 00 20 01 20 02 37 03 08", "20 01 20 01 29 03 18 22 02 37 03 00 20 01 20 02 37 03 08"},
		{"a value kept for one store", "20 01 29 03 08 21 02 20 01 20 02 37 03 10", "20 01 20 01 29 03 08 37 03 10"},
		{"a value kept and read again", "20 01 29 03 08 21 02 20 01 20 02 37 03 10 20 01 20 02 37 03 18", "20 01 20 01 29 03 08 22 02 37 03 10 20 01 20 02 37 03 18"},
		{"a register that nothing reads", "42 07 22 03 21 02 20 01 20 02 37 03 10", "20 01 42 07 37 03 10"},
		{"a load of one byte", "20 01 20 01 31 00 08 a7 ad 3c 00 10", "20 01 20 01 2d 00 08 3a 00 10"},
		{"a comparison negated twice", "20 01 20 02 20 03 51 ad 50 45 ad 3c 00 10", "20 01 20 02 20 03 51 3a 00 10"},
	}
	for _, test := range tests {
		in := hexa(t, locals+begin+"02 40 20 00 0e 00 00 0b"+test.in+" 20 01 41 08 6a 22 01 24 00 41 00 0f 00 0b")
		out, ok, err := slim.Body(in)
		if want := hexa(t, locals+begin+test.want+back+"0b"); !ok || err != nil || !bytes.Equal(out, want) {
			t.Errorf("%s: %v %v\ngot  %x\nwant %x", test.name, ok, err, out, want)
		}
	}
}

// TestJumps shows what becomes of the jumps of a body.
func TestJumps(t *testing.T) {
	const begin = "02 01 7f 01 7e 23 00 21 01"
	tests := []struct{ name, in, want string }{
		{
			"forward, over one segment, the comparison turned round",
			"03 40 02 40 02 40 02 40 20 00 0e 03 00 01 02 02 0b 20 02 42 05 53 45 04 40 41 02 21 00 0c 03 0b 0b 20 01 42 01 37 03 00 0b" + back + "0b 00 0b",
			"02 40 20 02 42 05 59 0d 00 20 01 42 01 37 03 00 0b" + back + "0b",
		},
		{
			"a loop that nothing enters in its middle",
			"03 40 02 40 02 40 02 40 20 00 0e 02 00 01 02 0b 0b 20 02 42 01 7d 22 02 42 00 55 04 40 41 01 21 00 0c 02 0b 0b" + back + "0b 00 0b",
			"03 40 20 02 42 01 7d 22 02 42 00 55 0d 00 0b" + back + "0b",
		},
		{
			"a loop whose condition Go writes after its body",
			"03 40 02 40 02 40 02 40 02 40 20 00 0e 03 00 01 02 03 0b 41 02 21 00 0c 03 0b 20 02 42 01 7d 21 02 0b 20 02 42 00 55 04 40 41 01 21 00 0c 02 0b 0b" + back + "0b 00 0b",
			"02 40 03 40 20 02 42 00 57 0d 01 20 02 42 01 7d 21 02 0c 00 0b 0b" + back + "0b",
		},
	}
	for _, test := range tests {
		out, ok, err := slim.Body(hexa(t, begin+test.in))
		if want := hexa(t, begin+test.want); !ok || err != nil || !bytes.Equal(out, want) {
			t.Errorf("%s: %v %v\ngot  %x\nwant %x", test.name, ok, err, out, want)
		}
	}
}

// TestLocals: two more locals of 32 bits, registers by eights where nothing
// follows them.
func TestLocals(t *testing.T) {
	for in, want := range map[string]string{
		"01 01 7f":             "01 03 7f",
		"02 01 7f 03 7e":       "02 03 7f 08 7e",
		"02 01 7f 09 7e":       "02 03 7f 10 7e",
		"03 01 7f 03 7e 02 7c": "03 03 7f 03 7e 02 7c", // numbers of 64 bits after them keep theirs
		"02 01 7f 02 7c":       "02 03 7f 02 7c",
		"01 02 7f":             "",
		"00":                   "",
	} {
		out, ok := slim.WithLocals(hexa(t, in))
		if ok != (want != "") || !bytes.Equal(out, hexa(t, want)) {
			t.Errorf("%s: %x %v, want %s", in, out, ok, want)
		}
	}
}

// TestFrameRefused: a body whose blocks are not as the compiler writes them
// stays as it is.
func TestFrameRefused(t *testing.T) {
	for name, body := range map[string]string{
		"a jump to no place":     "03 40 02 40 02 40 20 00 0e 01 00 01 0b 41 07 21 00 0c 01 0b" + back + "0b 00 0b",
		"a branch past the exit": "02 40 02 40 20 00 0e 01 00 01 0b 0c 05 0b" + back + "00 0b",
		"no table":               "02 40 0b" + back + "0b",
		"a block too many":       "03 40 02 40 02 40 02 40 20 00 0e 01 00 01 0b 0b" + back + "0b 00 0b",
	} {
		in := hexa(t, "01 01 7f 23 00 21 01"+body)
		if out, ok, err := slim.Body(in); ok || err != nil || !bytes.Equal(out, in) {
			t.Errorf("%s: %v %v %x", name, ok, err, out)
		}
	}
}

// FuzzBody: no body makes it panic, and a body that is understood stays so
// small that it cannot have been copied.
func FuzzBody(f *testing.F) {
	f.Add([]byte{1, 1, 0x7f, 0x23, 0, 0x21, 1, 0x02, 0x40, 0x20, 0, 0x0e, 0, 0, 0x0b, 0x0f, 0x00, 0x0b})
	for _, s := range []string{
		"01 01 7f 23 00 21 01 03 40 02 40 02 40 02 40 20 00 0e 03 00 01 02 02 0b 20 02 42 05 53 45 04 40 41 02 21 00 0c 03 0b 0b 0b 0f 0b 00 0b",
		"01 01 7f 23 00 21 01 02 40 03 40 02 40 02 40 20 00 0e 01 00 01 0b 41 00 10 00 23 00 21 01 0d 02 0b 41 00 21 00 0c 00 0b 00 0b 41 01 0b",
	} {
		f.Add(hexa(f, s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		out, ok, err := slim.Body(b)
		if ok && (err != nil || len(out) == 0) {
			t.Errorf("%v, %d bytes", err, len(out))
		}
	})
}
