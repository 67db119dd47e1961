// SPDX-License-Identifier: Apache-2.0

package slim

import (
	"encoding/binary"
	"errors"
)

// gap is how many zero bytes in a row end a segment: fewer cost nothing once
// they are compressed, more would only lengthen the file.
const gap = 1024

// maxImage bounds the memory that a module may fill at its start.
const maxImage = 64 << 20

// image is the memory that the data section fills, from the address base.
type image struct {
	base     int
	b        []byte
	segments int
}

func readImage(body []byte) (*image, error) {
	type segment struct {
		at int
		b  []byte
	}
	r := &reader{b: body}
	n := r.uint()
	var all []segment
	for i := 0; i < n && r.err == nil; i++ {
		if r.uint() != 0 || r.byte() != 0x41 {
			return nil, errors.New("slim: a data segment is not active at a constant of memory 0")
		}
		at := int(r.int())
		if r.byte() != 0x0b {
			return nil, errors.New("slim: the offset of a data segment is no constant")
		}
		all = append(all, segment{at, r.take(r.uint())})
	}
	if r.err != nil || r.left() || len(all) == 0 {
		return nil, errors.New("slim: the data section cannot be read")
	}
	base, end := all[0].at, 0
	for _, s := range all {
		base, end = min(base, s.at), max(end, s.at+len(s.b))
	}
	base &^= 15
	if base < 0 || end-base > maxImage {
		return nil, errors.New("slim: the data section fills too much memory")
	}
	img := &image{base: base, segments: n, b: make([]byte, (end-base+15)&^15)}
	for _, s := range all {
		copy(img.b[s.at-base:], s.b)
	}
	return img, nil
}

func (m *image) encode() ([]byte, int) {
	var body []byte
	n := 0
	for at := 0; at < len(m.b); {
		if m.b[at] == 0 {
			at++
			continue
		}
		end, zeros := at, 0
		for i := at; i < len(m.b) && zeros < gap; i++ {
			if m.b[i] == 0 {
				zeros++
				continue
			}
			zeros, end = 0, i+1
		}
		body = append(body, 0, 0x41)
		body = appendInt(body, int64(m.base+at))
		body = append(body, 0x0b)
		body = appendUint(body, end-at)
		body = append(body, m.b[at:end]...)
		n, at = n+1, end
	}
	return append(appendUint(nil, n), body...), n
}

// u32 and u64 read a word at an address; outside the image they return 0, as
// the memory itself does.
func (m *image) u32(addr int) uint32 {
	if b := m.at(addr, 4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

func (m *image) u64(addr int) uint64 {
	if b := m.at(addr, 8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

// at returns n bytes at an address, nil where the image has none.
func (m *image) at(addr, n int) []byte {
	i := addr - m.base
	if i < 0 || n < 0 || i > len(m.b) || n > len(m.b)-i {
		return nil
	}
	return m.b[i : i+n]
}
