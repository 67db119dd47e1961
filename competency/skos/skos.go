// SPDX-License-Identifier: Apache-2.0

package skos

import (
	"bytes"
	"io"
	"strconv"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Options says how to read.
type Options struct {
	Scheme   competency.IRI     // the ConceptScheme to read, when there are several
	Language string             // main language; "": the scheme's dct:language, else fr if it is used, else the first
	Changed  competency.Instant // when the document does not say; "": 1970-01-01T00:00:00Z
}

const maxBytes = 32 << 20

// WriteTurtle writes f as Turtle. The issues list what SKOS has no word for.
func WriteTurtle(w io.Writer, f *competency.Framework) (issue.Issues, error) {
	d, is := fromFramework(f)
	_, err := w.Write(d.turtle())
	return is, err
}

// WriteJSONLD writes f as JSON-LD with an inline context.
func WriteJSONLD(w io.Writer, f *competency.Framework) (issue.Issues, error) {
	d, is := fromFramework(f)
	_, err := w.Write(d.jsonld())
	return is, err
}

// Read reads a framework in Turtle or JSON-LD, whichever it is; the error is
// for reading alone. The framework is nil when there is none to read.
func Read(r io.Reader, o Options) (*competency.Framework, issue.Issues, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, nil, err
	}
	f, is := Parse(data, o)
	return f, is, nil
}

// Parse is Read on bytes.
func Parse(data []byte, o Options) (*competency.Framework, issue.Issues) {
	if len(data) > maxBytes {
		return nil, issue.Issues{ruleLimit.At("", strconv.Itoa(len(data)>>20)+" Mio", "32 Mio")}
	}
	if DigComp(data) {
		return parseDigComp(data, o)
	}
	g, is := parse(data)
	if g == nil {
		return nil, is
	}
	return toFramework(g, o)
}

func parse(data []byte) (*graph, issue.Issues) {
	start := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), " \t\r\n")
	if len(start) > 0 && start[0] == '{' || jsonArray(start) {
		return parseJSONLD(data)
	}
	g, fault := parseTurtle(string(data))
	if fault != nil {
		return nil, issue.Issues{*fault}
	}
	return g, nil
}

// jsonArray tells a JSON array from a Turtle document that opens with a blank
// node.
func jsonArray(start []byte) bool {
	if len(start) == 0 || start[0] != '[' {
		return false
	}
	rest := bytes.TrimLeft(start[1:], " \t\r\n")
	return len(rest) > 0 && (rest[0] == '{' || rest[0] == ']' && len(bytes.TrimSpace(rest)) == 1)
}
