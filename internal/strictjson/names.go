// SPDX-License-Identifier: Apache-2.0

package strictjson

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// nameSpan is a name in the text: its content between the quotes.
type nameSpan struct {
	start, end int
	mark       uint32 // equal for names equal under ASCII case folding
	escaped    bool
	foreign    bool // not ASCII
}

// fewNames is how many names are compared one by one before a map is made.
const fewNames = 16

// scanName checks the name at the current byte. Faults inside it belong to
// the object that holds it.
func (r *Reader) scanName(f *frame) (nameSpan, bool) {
	from, to := r.pos+1, r.pos+1
	for to < len(r.data) && plain[r.data[to]] {
		to++
	}
	if to < len(r.data) && r.data[to] == '"' && to-from <= r.lim.String {
		r.pos = to + 1
		return nameSpan{start: from, end: to}, true
	}
	return r.scanOddName(f)
}

// scanOddName is scanName for a name with escapes, beyond ASCII, or faulty.
func (r *Reader) scanOddName(f *frame) (nameSpan, bool) {
	index := f.index
	f.index = -1 // the pointer of a fault in a name is the object's
	from, to, escaped, ok := r.scanString()
	f.index = index
	s := nameSpan{start: from, end: to, escaped: escaped}
	if !ok {
		return s, false
	}
	for _, c := range r.decodedName(s) {
		if c >= utf8.RuneSelf {
			s.foreign = true
			break
		}
	}
	return s, true
}

// markOf returns a number that is equal for equal names.
func markOf(name []byte) uint32 {
	n := uint32(len(name))
	if n == 0 {
		return 0
	}
	first, last, mid := name[0]|0x20, name[n-1]|0x20, name[n/2]|0x20
	return n<<24 | uint32(first)<<16 | uint32(last)<<8 | uint32(mid)
}

// decodedName returns the meaning of a name. With escapes it is valid until
// the next such call.
func (r *Reader) decodedName(s nameSpan) []byte {
	if !s.escaped {
		return r.data[s.start:s.end:s.end]
	}
	r.nameBuf = appendDecoded(r.nameBuf[:0], r.data[s.start:s.end])
	return r.nameBuf
}

// remember notes a name that its object already has, and keeps it.
func (r *Reader) remember(f *frame, s nameSpan) {
	s.mark = markOf(r.decodedName(s))
	own := r.names[f.first:]
	switch {
	case f.seen != nil:
		r.rememberInMap(f, s)
		return
	case len(own) == fewNames:
		f.seen = make(map[string][]nameSpan, 2*fewNames)
		for _, old := range own {
			r.rememberInMap(f, old)
		}
		r.rememberInMap(f, s)
		return
	}
	var alike *nameSpan
	for i := range own {
		old := &own[i]
		if old.mark != s.mark && !old.foreign && !s.foreign {
			continue
		}
		if r.sameName(*old, s) {
			r.note(s.start-1, issue.Read007, string(r.decodedName(s)))
			return
		}
		if alike == nil && r.profile == Document && r.foldedName(*old) == r.foldedName(s) {
			alike = old
		}
	}
	if alike != nil {
		r.noteAlike(*alike, s)
	}
	r.names = append(r.names, s)
}

func (r *Reader) rememberInMap(f *frame, s nameSpan) {
	key := ""
	if r.profile == Document {
		key = r.foldedName(s)
	} else {
		key = string(r.decodedName(s))
	}
	olds := f.seen[key]
	for _, old := range olds {
		if r.sameName(old, s) {
			r.note(s.start-1, issue.Read007, string(r.decodedName(s)))
			return
		}
	}
	if len(olds) > 0 {
		r.noteAlike(olds[0], s)
	}
	f.seen[key] = append(olds, s)
}

func (r *Reader) noteAlike(old, s nameSpan) {
	first := string(r.decodedName(old))
	r.note(s.start-1, issue.Read008, string(r.decodedName(s)), first)
}

func (r *Reader) sameName(a, b nameSpan) bool {
	if !a.escaped && !b.escaped {
		return bytes.Equal(r.data[a.start:a.end], r.data[b.start:b.end])
	}
	x := string(r.decodedName(a))
	return x == string(r.decodedName(b))
}

// foldedName is Fold of what a name means.
func (r *Reader) foldedName(s nameSpan) string { return Fold(r.decodedName(s)) }

// Fold returns a name with every rune replaced by the smallest of its simple
// case folding orbit (Unicode 15 CaseFolding.txt, C and S), so that k, K and
// U+212A are one: two names are alike when their folds are equal.
func Fold[T ~string | ~[]byte](name T) string {
	out := make([]byte, 0, len(name))
	for i := 0; i < len(name); {
		if c := name[i]; c < utf8.RuneSelf {
			if c >= 'a' && c <= 'z' {
				c -= 'a' - 'A'
			}
			out = append(out, c)
			i++
			continue
		}
		c, n := utf8.DecodeRuneInString(string(name[i:min(i+utf8.UTFMax, len(name))]))
		least := c
		for o := unicode.SimpleFold(c); o != c; o = unicode.SimpleFold(o) {
			least = min(least, o)
		}
		out = utf8.AppendRune(out, least)
		i += n
	}
	return string(out)
}
