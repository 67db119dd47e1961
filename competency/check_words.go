// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// codes checks that codes are there, unique within a type, and distinct even
// to a reader that compares them as numbers.
func (c *checker) codes() {
	type key struct {
		typ  ItemType
		code string
	}
	used := make(map[key]bool, len(c.f.Items))
	loose := map[float64]string{}
	for i := range c.f.Items {
		it := &c.f.Items[i]
		if it.Code == "" {
			if it.Type == ItemCompetency {
				c.add(&ruleCode, issue.Pointer("/items").Index(i), it.Code)
			}
			continue
		}
		k := key{it.Type, it.Code}
		if used[k] {
			c.add(&ruleCode, issue.Pointer("/items").Index(i).Field("code"), it.Code)
			continue
		}
		used[k] = true
		v, ok := looseNumber(it.Code)
		if !ok {
			continue
		}
		switch first, taken := loose[v]; {
		case !taken:
			loose[v] = it.Code
		case first != it.Code:
			c.add(&ruleLooseCode, issue.Pointer("/items").Index(i).Field("code"), first, it.Code)
		}
	}
}

// looseNumber returns the number that a loose comparison (PHP ==) reads in a
// code; ok is false for a code that is no number.
func looseNumber(code string) (float64, bool) {
	s := strings.Trim(code, " \t\n\r\v\f")
	digits := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case isDigit(c):
			digits = true
		case c != '+' && c != '-' && c != '.' && c != 'e' && c != 'E':
			return 0, false
		}
	}
	if !digits {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil && !math.IsInf(v, 0) {
		return 0, false
	}
	return v, true
}

// statements reports items that say the same.
func (c *checker) statements() {
	first := make(map[string]*Item, len(c.f.Items))
	var words []byte
	for i := range c.f.Items {
		it := &c.f.Items[i]
		words = appendFolded(words[:0], it.Wording()[c.f.Language])
		if len(words) == 0 {
			continue
		}
		if other, same := first[string(words)]; same {
			c.add(&ruleSameWords, issue.Pointer("/items").Index(i), other.name(), it.name())
			continue
		}
		first[string(words)] = it
	}
}

// appendFolded appends s without case, runs of spaces and a final dot.
func appendFolded(b []byte, s string) []byte {
	space := false
	for _, r := range s {
		if r < utf8.RuneSelf && r > ' ' {
			if space {
				b, space = append(b, ' '), false
			}
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			b = append(b, byte(r))
			continue
		}
		if unicode.IsSpace(r) {
			space = len(b) > 0
			continue
		}
		if space {
			b, space = append(b, ' '), false
		}
		b = utf8.AppendRune(b, unicode.ToLower(r))
	}
	return bytes.TrimRight(b, ". ")
}
