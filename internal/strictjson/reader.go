// SPDX-License-Identifier: Apache-2.0

package strictjson

import (
	"unicode/utf8"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Kind is the kind of a JSON value.
type Kind uint8

// The kinds. Invalid stands for a syntax fault, the end of the text, or the
// end of the container being read.
const (
	Invalid Kind = iota
	Object
	Array
	String
	Number
	True
	False
	Null
)

// String returns the French name of the kind, as messages use it.
func (k Kind) String() string {
	switch k {
	case Object:
		return "objet"
	case Array:
		return "tableau"
	case String:
		return "texte"
	case Number:
		return "nombre"
	case True, False:
		return "booléen"
	case Null:
		return "null"
	}
	return "rien"
}

// Reader is a pull parser over one JSON text. Every method that reads checks
// what it passes over; after a fault that ends the text every method answers
// "nothing more" and Failed is true. A Reader is for one goroutine.
//
//	r := strictjson.NewReader(data, strictjson.Document, strictjson.Limits{})
//	if r.Peek() == strictjson.Object {
//		for r.Enter(); r.More(); {
//			switch string(r.Name()) {
//			case "title":
//				title = string(r.Text())
//			default:
//				r.Skip()
//			}
//		}
//	}
//	issues := r.Finish()
type Reader struct {
	data    []byte
	pos     int
	start   int // first byte of the value or name last met
	values  int
	profile Profile
	fatal   bool
	lim     Limits
	stack   []frame
	names   []nameSpan // names of the open objects, innermost last
	faults  []fault
	nameBuf []byte // decoded name with escapes
	textBuf []byte // decoded text with escapes
	room    [8]frame
	nroom   [24]nameSpan
}

// frame is one open container.
type frame struct {
	object bool
	index  int // elements or members begun, minus one
	first  int // index in names of its first name
	name   nameSpan
	seen   map[string][]nameSpan // beyond fewNames
	closed bool                  // the caller tells repeated names
}

// fault is an issue whose text position is still an offset.
type fault struct {
	offset int
	issue  issue.Issue
}

// NewReader returns a reader at the start of data. A text over the size limit,
// empty, or with a byte order mark fails at once.
func NewReader(data []byte, p Profile, l Limits) *Reader {
	r := new(Reader)
	r.Reset(data, p, l)
	return r
}

// Reset makes r read data from its start and keeps its buffers.
func (r *Reader) Reset(data []byte, p Profile, l Limits) {
	r.data, r.pos, r.start, r.values, r.profile, r.fatal, r.lim = data, 0, 0, 0, p, false, l.orDefaults()
	if r.stack == nil {
		r.stack, r.names = r.room[:0], r.nroom[:0]
	}
	r.stack, r.names, r.faults = r.stack[:0], r.names[:0], r.faults[:0]
	switch {
	case len(data) > r.lim.Bytes:
		r.stop(0, issue.Read015, len(data), r.lim.Bytes)
	case len(data) >= 3 && data[0] == 0xEF && data[1] == 0xBB && data[2] == 0xBF:
		r.stop(0, issue.Read004)
	default:
		r.space()
		if r.pos == len(data) {
			r.stop(r.pos, issue.Read002)
		}
	}
}

// Failed reports whether a fault has ended the reading.
func (r *Reader) Failed() bool { return r.fatal }

// Clean reports whether nothing has been found wrong so far.
func (r *Reader) Clean() bool { return len(r.faults) == 0 }

// Offset returns the number of bytes read.
func (r *Reader) Offset() int { return r.pos }

// Start returns the offset of the value or name met last.
func (r *Reader) Start() int { return r.start }

// Depth returns the number of open containers.
func (r *Reader) Depth() int { return len(r.stack) }

// Peek returns the kind of the next value without reading it.
func (r *Reader) Peek() Kind {
	if r.fatal || r.pos >= len(r.data) {
		if !r.fatal {
			r.syntax(r.pos, "fin du texte, une valeur est attendue", "end of text, a value is expected")
		}
		return Invalid
	}
	switch c := r.data[r.pos]; c {
	case '{':
		return Object
	case '[':
		return Array
	case '"':
		return String
	case 't':
		return True
	case 'f':
		return False
	case 'n':
		return Null
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return Number
	default:
		r.unexpected("une valeur est attendue", "a value is expected")
		return Invalid
	}
}

// value counts a value that begins here and reports whether it may be read.
func (r *Reader) value() bool {
	r.start = r.pos
	r.values++
	if r.values > r.lim.Values {
		r.stop(r.pos, issue.Read016, "valeurs", r.lim.Values)
		return false
	}
	return true
}

// Enter reads the opening bracket of the next value, which must be an object
// or an array, and reports whether it did. Follow it by More until false.
func (r *Reader) Enter() bool {
	k := r.Peek()
	if k != Object && k != Array || !r.value() {
		return false
	}
	if len(r.stack) >= r.lim.Depth {
		r.stop(r.pos, issue.Read014, r.lim.Depth)
		return false
	}
	r.pos++
	r.stack = append(r.stack, frame{object: k == Object, index: -1, first: len(r.names)})
	return true
}

// More moves to the next element or member of the innermost open container
// and reports whether there is one; in an object it has then read the name
// and the colon. When there is none it has read the closing bracket. The
// value of the element before must have been read.
func (r *Reader) More() bool {
	if r.fatal || len(r.stack) == 0 {
		return false
	}
	f := &r.stack[len(r.stack)-1]
	r.space()
	if r.pos >= len(r.data) {
		r.syntax(r.pos, "fin du texte dans un objet ou un tableau ouvert", "end of text inside an open object or array")
		return false
	}
	end := byte(']')
	if f.object {
		end = '}'
	}
	switch c := r.data[r.pos]; {
	case c == end:
		r.pos++
		r.names = r.names[:f.first]
		r.stack = r.stack[:len(r.stack)-1]
		return false
	case f.index < 0:
	case c == ',':
		r.pos++
		r.space()
	default:
		r.unexpected("une virgule ou la fin est attendue", "a comma or the end is expected")
		return false
	}
	f.index++
	if f.object {
		return r.member(f)
	}
	if r.pos < len(r.data) && r.data[r.pos] == ']' {
		r.unexpected("une valeur est attendue après la virgule", "a value is expected after the comma")
		return false
	}
	return true
}

// member reads a name and its colon.
func (r *Reader) member(f *frame) bool {
	if r.pos >= len(r.data) || r.data[r.pos] != '"' {
		r.unexpected("un nom entre guillemets est attendu", "a quoted name is expected")
		return false
	}
	if f.index >= r.lim.Names {
		r.stop(r.pos, issue.Read016, "noms dans un objet", r.lim.Names)
		return false
	}
	r.start = r.pos
	span, ok := r.scanName(f)
	if !ok {
		return false
	}
	f.name = span
	if !f.closed {
		r.remember(f, span)
	}
	r.space()
	if r.pos >= len(r.data) || r.data[r.pos] != ':' {
		r.unexpected("deux-points attendus", "a colon is expected")
		return false
	}
	r.pos++
	r.space()
	return !r.fatal
}

// Name returns the decoded name of the current member. It stays valid until
// the next call of More.
func (r *Reader) Name() []byte {
	if len(r.stack) == 0 {
		return nil
	}
	return r.decodedName(r.stack[len(r.stack)-1].name)
}

// NameOffset returns the offset of the opening quote of the current name.
func (r *Reader) NameOffset() int {
	if len(r.stack) == 0 {
		return 0
	}
	return r.stack[len(r.stack)-1].name.start - 1
}

// Literal reads true, false or null and returns which; Invalid for another
// value, which is left unread.
func (r *Reader) Literal() Kind {
	k := r.Peek()
	var word string
	switch k {
	case True:
		word = "true"
	case False:
		word = "false"
	case Null:
		word = "null"
	default:
		return Invalid
	}
	if !r.value() {
		return Invalid
	}
	for i := 1; i < len(word); i++ {
		if r.pos+i >= len(r.data) || r.data[r.pos+i] != word[i] {
			r.pos += i
			r.unexpected("« "+word+" » est attendu", "“"+word+"” is expected")
			return Invalid
		}
	}
	if k == Null && r.profile == Document {
		r.note(r.pos, issue.Read009)
	}
	r.pos += len(word)
	return k
}

// Skip reads the next value, whatever it is, checking all of it.
func (r *Reader) Skip() {
	depth := len(r.stack)
	for !r.fatal {
		switch r.Peek() {
		case Object, Array:
			if !r.Enter() {
				return
			}
		case String:
			r.scanText()
		case Number:
			r.Number()
		case True, False, Null:
			r.Literal()
		default:
			return
		}
		for len(r.stack) > depth && !r.More() {
			if r.fatal {
				return
			}
		}
		if len(r.stack) == depth {
			return
		}
	}
}

// Raw reads the next value and returns its bytes as they stand.
func (r *Reader) Raw() []byte {
	from := r.pos
	r.Skip()
	if r.fatal {
		return nil
	}
	return r.data[from:r.pos:r.pos]
}

// Finish checks that nothing follows the value and returns every fault found,
// with line and column, sorted by place in the text.
func (r *Reader) Finish() issue.Issues {
	if !r.fatal {
		r.space()
		if r.pos < len(r.data) {
			if r.badUTF8(r.pos) {
				r.stop(r.pos, issue.Read003)
			} else {
				r.stop(r.pos, issue.Read006)
			}
		}
	}
	return r.Issues()
}

// Issues returns the faults found so far, with line and column.
func (r *Reader) Issues() issue.Issues {
	if len(r.faults) == 0 {
		return nil
	}
	last := 0
	for i := range r.faults {
		last = max(last, min(r.faults[i].offset, len(r.data)))
	}
	lines := NewLines(r.data[:last]) // a text that is too large is not walked
	out := make(issue.Issues, len(r.faults))
	for i, f := range r.faults {
		out[i] = f.issue
		out[i].Line, out[i].Column = lines.Position(f.offset)
	}
	return out
}

// Pointer returns the pointer of the current value or member.
func (r *Reader) Pointer() issue.Pointer { return r.pointer(len(r.stack)) }

func (r *Reader) pointer(depth int) issue.Pointer {
	var p issue.Pointer
	for i := 0; i < depth; i++ {
		f := &r.stack[i]
		switch {
		case f.index < 0:
		case f.object:
			p = p.Field(string(r.decodedName(f.name)))
		default:
			p = p.Index(f.index)
		}
	}
	return p
}

// Note records rule at the current value: pointer of Pointer, position of
// Start.
func (r *Reader) Note(rule *issue.Rule, args ...any) { r.note(r.start, rule, args...) }

// NoteAt records rule at pointer p and offset.
func (r *Reader) NoteAt(p issue.Pointer, offset int, rule *issue.Rule, args ...any) {
	r.keep(fault{offset, rule.At(p, args...)})
}

func (r *Reader) note(offset int, rule *issue.Rule, args ...any) {
	r.keep(fault{offset, rule.At(r.Pointer(), args...)})
}

func (r *Reader) keep(f fault) {
	if r.fatal {
		return
	}
	r.faults = append(r.faults, f)
	if len(r.faults) >= r.lim.Issues {
		r.fatal = true
	}
}

// stop records the fault that ends the reading: it has no pointer, since the
// text has no agreed structure any more.
func (r *Reader) stop(offset int, rule *issue.Rule, args ...any) {
	if !r.fatal {
		r.keep(fault{offset, rule.At("", args...)})
		r.fatal = true
	}
}

func (r *Reader) syntax(offset int, fr, en string) {
	if r.fatal {
		return
	}
	if len(r.stack) == 0 && r.values <= 1 {
		if at, what, how := foreignText(r.data); what != "" {
			r.stop(at, issue.Read018, what, how)
			return
		}
	}
	s := issue.Read005.At("", fr)
	if en != "" {
		s = syntaxRule(fr, en).At("")
	}
	r.keep(fault{offset, s})
	r.fatal = true
}

// syntaxRule is READ-005 with its sentence in both languages.
func syntaxRule(fr, en string) *issue.Rule {
	rule := *issue.Read005
	rule.Message = issue.Text{FR: "syntaxe JSON : " + fr, EN: "JSON syntax: " + en}
	return &rule
}

// unexpected stops at the current byte, as bad UTF-8 if it is that.
func (r *Reader) unexpected(fr, en string) {
	if r.pos < len(r.data) && r.badUTF8(r.pos) {
		r.stop(r.pos, issue.Read003)
		return
	}
	r.syntax(r.pos, fr, en)
}

func (r *Reader) badUTF8(at int) bool {
	c, n := utf8.DecodeRune(r.data[at:])
	return c == utf8.RuneError && n <= 1
}

// space passes over white space.
func (r *Reader) space() {
	for r.pos < len(r.data) {
		if c := r.data[r.pos]; c > ' ' || c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return
		}
		r.pos++
	}
}
