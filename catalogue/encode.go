// SPDX-License-Identifier: Apache-2.0

//go:build !js

package catalogue

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"sort"
	"strings"
	"unicode/utf16"

	"forge.apps.education.fr/eafc/briques/competency"
)

// Encode writes the catalogue, sorted, as RFC 8785 bytes and a line feed.
func (c *Catalogue) Encode(w io.Writer) error {
	s := c.sorted()
	return EncodeAs(w, &s)
}

// EncodeAs writes a document of type T as RFC 8785 bytes and a line feed.
func EncodeAs[T Document](w io.Writer, v *T) error {
	data, err := canonical(v)
	if err != nil {
		return err
	}
	_, err = w.Write(append(data, '\n'))
	return err
}

// Digest returns the digest of the content of the catalogue: the same for the
// same content in any order and spelling. $schema does not count.
func (c *Catalogue) Digest() (competency.Digest, error) {
	s := c.sorted()
	s.Schema = ""
	return digest(&s)
}

// Digest returns the digest of the content of the brick; $schema and
// Decisions, which come after it, do not count.
func (b *Brick) Digest() (competency.Digest, error) {
	s := *b
	s.Schema, s.Decisions = "", nil
	return digest(&s)
}

// Digest returns the digest of the content of the pathway; $schema and
// Decisions, which come after it, do not count.
func (p *Pathway) Digest() (competency.Digest, error) {
	s := *p
	s.Schema, s.Decisions = "", nil
	return digest(&s)
}

func digest(v any) (competency.Digest, error) {
	data, err := canonical(v)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return competency.Digest("sha256:" + hex.EncodeToString(sum[:])), nil
}

// sorted returns a shallow copy with its lists in the canonical order.
func (c *Catalogue) sorted() Catalogue {
	s := *c
	s.Bricks = append([]Brick(nil), c.Bricks...)
	s.Pathways = append([]Pathway(nil), c.Pathways...)
	s.Partners = append([]Partner(nil), c.Partners...)
	if s.Bricks == nil {
		s.Bricks = []Brick{}
	}
	s.Sort()
	return s
}

// canonical returns v in the JSON Canonicalization Scheme (RFC 8785). Numbers
// of this package are integers, or decimals of at most 15 digits.
func canonical(v any) ([]byte, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var tree any
	if err := dec.Decode(&tree); err != nil {
		return nil, err
	}
	return appendCanonical(make([]byte, 0, len(data)), tree)
}

func appendCanonical(b []byte, v any) ([]byte, error) {
	var err error
	switch v := v.(type) {
	case map[string]any:
		b = append(b, '{')
		for i, name := range memberOrder(v) {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(appendText(b, name), ':')
			if b, err = appendCanonical(b, v[name]); err != nil {
				return nil, err
			}
		}
		return append(b, '}'), nil
	case []any:
		b = append(b, '[')
		for i, x := range v {
			if i > 0 {
				b = append(b, ',')
			}
			if b, err = appendCanonical(b, x); err != nil {
				return nil, err
			}
		}
		return append(b, ']'), nil
	case string:
		return appendText(b, v), nil
	case json.Number:
		return append(b, plainNumber(string(v))...), nil
	case bool:
		if v {
			return append(b, "true"...), nil
		}
		return append(b, "false"...), nil
	}
	return append(b, "null"...), nil
}

// plainNumber drops the useless zeros of a decimal fraction.
func plainNumber(s string) string {
	if !strings.Contains(s, ".") || strings.ContainsAny(s, "eE") {
		return s
	}
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

// memberOrder sorts names by UTF-16 code units.
func memberOrder(m map[string]any) []string {
	names := make([]string, 0, len(m))
	wide := false
	for n := range m {
		names = append(names, n)
		for i := 0; i < len(n); i++ {
			wide = wide || n[i] >= 0xEE
		}
	}
	sort.Strings(names)
	if wide {
		sort.SliceStable(names, func(i, j int) bool {
			a, b := utf16.Encode([]rune(names[i])), utf16.Encode([]rune(names[j]))
			for k := 0; k < len(a) && k < len(b); k++ {
				if a[k] != b[k] {
					return a[k] < b[k]
				}
			}
			return len(a) < len(b)
		})
	}
	return names
}

func appendText(b []byte, s string) []byte {
	const hexDigits = "0123456789abcdef"
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c >= 0x20:
			b = append(b, c)
		case c == '\b':
			b = append(b, '\\', 'b')
		case c == '\t':
			b = append(b, '\\', 't')
		case c == '\n':
			b = append(b, '\\', 'n')
		case c == '\f':
			b = append(b, '\\', 'f')
		case c == '\r':
			b = append(b, '\\', 'r')
		default:
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return append(b, '"')
}
