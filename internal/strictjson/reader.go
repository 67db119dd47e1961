// SPDX-License-Identifier: Apache-2.0

package strictjson

import "forge.apps.education.fr/eafc/briques/schemas/issue"

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

// Words names the kind in both languages.
func (k Kind) Words() issue.Text {
	en := "null"
	switch k {
	case Object:
		en = "object"
	case Array:
		en = "array"
	case String:
		en = "text"
	case Number:
		en = "number"
	case True, False:
		en = "boolean"
	case Invalid:
		en = "nothing"
	}
	return issue.Text{FR: k.String(), EN: en}
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
	later  bool                  // names are kept and compared when one is odd
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

// space passes over white space.
func (r *Reader) space() {
	for r.pos < len(r.data) {
		if c := r.data[r.pos]; c > ' ' || c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return
		}
		r.pos++
	}
}
