// SPDX-License-Identifier: Apache-2.0

package xapi

import (
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Batch is the body of a request: one statement, or an array of them.
type Batch struct {
	Array      bool
	Statements []Statement
}

// BatchLimits bounds a request body. A zero field means the default that
// stands behind it.
type BatchLimits struct {
	Bytes      int // 8 MiB
	Statements int // 1,000
}

// DecodeBatch judges a request body and returns its statements when no issue
// is an error. In an array the pointers of issues begin with the index, and
// two statements with one id are refused. Lines and columns are those of the
// whole body.
func DecodeBatch(b []byte, o Options, l BatchLimits) (Batch, issue.Issues) {
	if l.Bytes == 0 {
		l.Bytes = 8 << 20
	}
	if l.Statements == 0 {
		l.Statements = 1000
	}
	if len(b) > l.Bytes {
		is := issue.Issues{issue.Read015.At("", len(b), l.Bytes).In(o.Lang)}
		is[0].Ref = readRefs["READ-015"]
		return Batch{}, is
	}
	if first(b) != '[' {
		s, is := Decode(b, o)
		return Batch{Statements: []Statement{s}}, is
	}
	spans, is := elements(b, o, l)
	if is.HasErrors() {
		return Batch{Array: true}, is
	}
	out := Batch{Array: true, Statements: make([]Statement, 0, len(spans))}
	ids := make(map[UUID]bool, len(spans))
	var lines *strictjson.Lines
	for i, at := range spans {
		s, found := Decode(b[at.from:at.to:at.to], o)
		if id := s.ID.Canonical(); id != "" {
			if ids[id] {
				twice := ruleIDTwice.At("/id", string(s.ID)).In(o.Lang)
				twice.Ref = "xAPI 1.0.3 Part Three §2.1.2"
				found = append(found, twice)
			}
			ids[id] = true
		}
		if len(found) > 0 {
			if lines == nil {
				lines = strictjson.NewLines(b)
			}
			line, column := lines.Position(at.from)
			is = append(is, moved(found, issue.Pointer("").Index(i), line, column)...)
		}
		out.Statements = append(out.Statements, s)
	}
	if is.HasErrors() {
		return Batch{Array: true}, is
	}
	return out, is
}

var ruleIDTwice = rule("STATEMENT-031", "l'identifiant « {0} » est déjà celui d'une autre trace du lot",
	"the id “{0}” is already that of another statement of the batch", "donnez un identifiant à chacune", "give each its own id")

func first(b []byte) byte {
	for _, c := range b {
		if c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return c
		}
	}
	return 0
}

// elements returns where the elements of the array b stand.
func elements(b []byte, o Options, l BatchLimits) ([]span, issue.Issues) {
	lim := o.Limits.reader()
	lim.Bytes, lim.Values = l.Bytes, l.Bytes
	lim.Depth++
	var r strictjson.Reader
	r.Reset(b, strictjson.Wire, lim)
	var out []span
	for r.Enter(); r.More(); {
		if len(out) == l.Statements {
			i := issue.Read016.At("", "traces", l.Statements).In(o.Lang)
			i.Ref = readRefs[i.Code]
			return nil, issue.Issues{i}
		}
		from := r.Offset()
		r.Skip()
		out = append(out, span{from, r.Offset()})
	}
	is := r.Finish()
	for i := range is {
		is[i].Ref = readRefs[is[i].Code]
	}
	if is.HasErrors() {
		return nil, is.In(o.Lang)
	}
	return out, nil
}

// moved gives issues of a part the place they have in the whole.
func moved(is issue.Issues, under issue.Pointer, line, column int) issue.Issues {
	out := is.Under(under)
	for i := range out {
		switch {
		case out[i].Line == 0:
			out[i].Line, out[i].Column = line, column
		case out[i].Line == 1:
			out[i].Line, out[i].Column = line, out[i].Column+column-1
		default:
			out[i].Line += line - 1
		}
	}
	return out
}
