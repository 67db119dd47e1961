// SPDX-License-Identifier: Apache-2.0

package slim

import "errors"

var errTruncated = errors.New("slim: module ends too early")

// reader reads the binary format of WebAssembly (core specification §5.2).
// After an error every read returns zero; err says what happened.
type reader struct {
	b   []byte
	i   int
	err error
}

func (r *reader) left() bool { return r.err == nil && r.i < len(r.b) }

func (r *reader) byte() byte {
	if r.i >= len(r.b) {
		r.err = errTruncated
		return 0
	}
	r.i++
	return r.b[r.i-1]
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.b)-r.i {
		r.err = errTruncated
		return nil
	}
	r.i += n
	return r.b[r.i-n : r.i]
}

func (r *reader) uint() int {
	var v uint64
	for shift := uint(0); shift < 64; shift += 7 {
		c := r.byte()
		v |= uint64(c&127) << shift
		if c < 128 {
			break
		}
	}
	return int(v)
}

func (r *reader) int() int64 {
	var v int64
	for shift := uint(0); ; {
		c := r.byte()
		v |= int64(c&127) << shift
		shift += 7
		if c < 128 || shift >= 64 {
			if shift < 64 && c&64 != 0 {
				v |= -1 << shift
			}
			return v
		}
	}
}

func appendUint(b []byte, v int) []byte {
	for ; v >= 128; v >>= 7 {
		b = append(b, byte(v)|128)
	}
	return append(b, byte(v))
}

func appendInt(b []byte, v int64) []byte {
	for {
		c := byte(v & 127)
		v >>= 7
		if v == 0 && c&64 == 0 || v == -1 && c&64 != 0 {
			return append(b, c)
		}
		b = append(b, c|128)
	}
}
