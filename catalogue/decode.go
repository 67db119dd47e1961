// SPDX-License-Identifier: Apache-2.0

//go:build !js

package catalogue

import (
	"bytes"
	"io"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// limits of one document: a catalogue of 20,000 rich bricks fits.
var limits = strictjson.Limits{Bytes: 256 << 20, Depth: 32, Values: 20_000_000}

// Document is a type that a document of this package may hold at its root.
type Document interface {
	Catalogue | Brick | Pathway | Session | Partner | Participation | []Session | []Partner
}

// Decode reads one catalogue strictly. The issues are those of the text and
// of its shape, with line and column; the error is of reading only. The
// catalogue is usable when no issue is an error; Check looks at the rest.
func Decode(r io.Reader) (*Catalogue, issue.Issues, error) { return DecodeAs[Catalogue](r) }

// DecodeAs reads one document of type T, as Decode does.
func DecodeAs[T Document](r io.Reader) (*T, issue.Issues, error) {
	v := new(T)
	data, err := io.ReadAll(io.LimitReader(r, int64(limits.Bytes)+1))
	if err != nil {
		return v, nil, err
	}
	return v, strictjson.Unmarshal(data, strictjson.Document, limits, v), nil
}

// Parse is DecodeAs on bytes, followed by check when the shape is sound; the
// issues of check get line and column too.
func Parse[T Document](data []byte, check func(*T) issue.Issues) (*T, issue.Issues) {
	v := new(T)
	is := strictjson.Unmarshal(data, strictjson.Document, limits, v)
	if is.HasErrors() || check == nil {
		return v, is
	}
	found := check(v)
	Locate(found, data)
	is = append(is, found...)
	is.Sort()
	return v, is
}

// Locate gives the issues of a document their line and column in data.
func Locate(is issue.Issues, data []byte) {
	strictjson.Locate(is, data, limits)
}

// DecodeParticipations reads participations one JSON object a line and gives
// each to each, so that memory does not grow with the file. Line numbers of
// issues are those of the file. It stops at the first error of each.
func DecodeParticipations(r io.Reader, each func(line int, p *Participation) error) (issue.Issues, error) {
	var all issue.Issues
	sc := newLineReader(r)
	for {
		data, line, err := sc.next()
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return all, err
		}
		if len(bytes.TrimSpace(data)) == 0 {
			continue
		}
		if line > MaxParticipations {
			return append(all, ruleLimit.At("", "participations", MaxParticipations)), nil
		}
		var p Participation
		is := strictjson.Unmarshal(data, strictjson.Document, strictjson.Limits{}, &p)
		for i := range is {
			is[i].Line += line - 1
		}
		all = append(all, is...)
		if !is.HasErrors() {
			if err := each(line, &p); err != nil {
				return all, err
			}
		}
	}
}
