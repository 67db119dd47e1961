// SPDX-License-Identifier: Apache-2.0

//go:build !js || eafc_engine

package pattern

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

var compiled sync.Map // expression -> *regexp.Regexp

// Match reports whether s has the form: expression, no line break, length.
func (n Named) Match(s string) bool {
	if n.MaxLength > 0 && len(s) > n.MaxLength && utf8.RuneCountInString(s) > n.MaxLength {
		return false
	}
	return Matches(n.Regexp, s)
}

// Matches reports whether s matches re and holds no line break. re is
// compiled once per process; it must be valid.
func Matches(re, s string) bool {
	return Expr(re).MatchString(s) && strings.IndexByte(s, '\n') < 0 && strings.IndexByte(s, '\r') < 0
}

// Expr returns re compiled, once per process; it must be valid.
func Expr(re string) *regexp.Regexp {
	r, ok := compiled.Load(re)
	if !ok {
		r, _ = compiled.LoadOrStore(re, regexp.MustCompile(re))
	}
	return r.(*regexp.Regexp)
}
