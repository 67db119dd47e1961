// SPDX-License-Identifier: Apache-2.0

// Package engine is santhosh-tekuri/jsonschema v5 with its doors shut: it
// compiles the bytes it is given and opens no file and no socket, whatever a
// $ref, a $schema or an $id asks for. Its refusals keep the engine's leaf
// causes, decoded to plain JSON pointers, for schemas to explain.
package engine

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// ErrLocked is why a schema that points outside itself does not compile.
var ErrLocked = errors.New("external reference refused: schemas are never loaded from a file or an address")

// Schema is a compiled schema. It is safe for concurrent use.
type Schema struct {
	compiled *jsonschema.Schema
}

// Fault is one leaf of a refusal. Keyword is the pointer of the failing
// keyword inside the schema document, Path the pointer by which the engine
// arrived there ($ref and allOf steps included), Value the pointer of the
// refused value (for propertyNames: of the member).
type Fault struct {
	Keyword, Path, Value issue.Pointer
}

// Compile compiles data, a whole schema document. resources are further
// documents by address, the only ones that a $ref may reach.
func Compile(data []byte, resources map[string][]byte) (*Schema, error) {
	c := jsonschema.NewCompiler()
	c.LoadURL = func(string) (io.ReadCloser, error) { return nil, ErrLocked }
	for at, doc := range resources {
		if err := c.AddResource(at, bytes.NewReader(doc)); err != nil {
			return nil, fmt.Errorf("resource %s: %w", at, err)
		}
	}
	const here = "briques:schema"
	if err := c.AddResource(here, bytes.NewReader(data)); err != nil {
		return nil, err
	}
	s, err := c.Compile(here)
	if err != nil {
		return nil, err
	}
	return &Schema{compiled: s}, nil
}

// Accepts reports whether v (maps, slices, strings, bools, json.Number)
// satisfies the schema.
func (s *Schema) Accepts(v any) bool { return s.compiled.Validate(v) == nil }

// Validate returns the leaf faults of v; none if v satisfies the schema. An
// error means that the engine could not judge.
func (s *Schema) Validate(v any) ([]Fault, error) {
	err := s.compiled.Validate(v)
	if err == nil {
		return nil, nil
	}
	var refusal *jsonschema.ValidationError
	if !errors.As(err, &refusal) {
		return nil, err
	}
	var faults []Fault
	leaves(refusal, &faults)
	return faults, nil
}

func leaves(e *jsonschema.ValidationError, out *[]Fault) {
	if len(e.Causes) > 0 {
		for _, c := range e.Causes {
			leaves(c, out)
		}
		return
	}
	_, keyword, _ := strings.Cut(e.AbsoluteKeywordLocation, "#")
	*out = append(*out, Fault{
		Keyword: unescape(keyword),
		Path:    unescape(e.KeywordLocation),
		Value:   unescape(e.InstanceLocation),
	})
}

// unescape undoes the percent encoding that the engine adds to every token
// of its pointers, and leaves the RFC 6901 escapes.
func unescape(p string) issue.Pointer {
	if p == "" {
		return ""
	}
	if p[0] != '/' {
		p = "/" + p
	}
	if strings.IndexByte(p, '%') < 0 {
		return issue.Pointer(p)
	}
	parts := strings.Split(p, "/")
	for i, t := range parts {
		if u, err := url.PathUnescape(t); err == nil {
			parts[i] = u
		}
	}
	return issue.Pointer(strings.Join(parts, "/"))
}

// Decode reads one JSON value with exact numbers. It expects bytes that the
// strict reader has passed.
func Decode(data []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	return v, nil
}
