// SPDX-License-Identifier: Apache-2.0

package compat

import (
	"errors"
	"regexp"
	"strconv"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// patternFault says why p is outside the subset, in both languages.
func patternFault(p string) (issue.Text, bool) {
	r := &exprReader{s: p}
	switch {
	case len(p) < 2 || p[0] != '^' || p[len(p)-1] != '$' || p[len(p)-2] == '\\' && !evenBackslashes(p[:len(p)-1]):
		return issue.Text{FR: "elle n’est pas ancrée des deux côtés (^…$)", EN: "it is not anchored on both sides (^…$)"}, true
	}
	r.s, r.at = p[1:len(p)-1], 0
	if err := r.sequence(0, true); err != nil {
		var f fault
		errors.As(err, &f)
		return issue.Text(f), true
	}
	if _, err := regexp.Compile(p); err != nil {
		return issue.Text{FR: "elle ne se lit pas ou se déplie trop", EN: "it cannot be read or unfolds too far"}, true
	}
	return issue.Text{}, false
}

func evenBackslashes(s string) bool {
	n := 0
	for i := len(s) - 1; i >= 0 && s[i] == '\\'; i-- {
		n++
	}
	return n%2 == 0
}

type fault issue.Text

func (f fault) Error() string { return f.EN }

func bad(fr, en string) error { return fault{FR: fr, EN: en} }

// exprReader checks one expression, character by character.
type exprReader struct {
	s  string
	at int
}

const meta = `^$\.*+?()[]{}|/-`

// sequence reads alternatives up to ")" or the end.
func (r *exprReader) sequence(depth int, top bool) error {
	if depth > 20 {
		return bad("trop de groupes emboîtés", "too many nested groups")
	}
	for r.at < len(r.s) {
		switch c := r.s[r.at]; {
		case c == ')':
			if depth == 0 {
				return bad("« ) » sans « ( »", "“)” without “(”")
			}
			return nil
		case c == '|':
			if top {
				return bad("des alternatives à la racine ne sont pas dans un groupe", "top-level alternatives are not in a group")
			}
			r.at++
		default:
			if err := r.atom(depth); err != nil {
				return err
			}
			if err := r.repeat(); err != nil {
				return err
			}
		}
	}
	if depth > 0 {
		return bad("« ( » n’est pas refermée", "“(” is not closed")
	}
	return nil
}

func (r *exprReader) atom(depth int) error {
	c := r.s[r.at]
	switch {
	case c >= 0x80 || c < 0x20 || c == 0x7f:
		return bad("un caractère n’est pas ASCII", "a character is not ASCII")
	case c == '(':
		r.at++
		if r.at < len(r.s) && r.s[r.at] == '?' {
			return bad("groupe spécial « (? »", "special group “(?”")
		}
		if err := r.sequence(depth+1, false); err != nil {
			return err
		}
		r.at++
		return nil
	case c == '[':
		return r.class()
	case c == '\\':
		_, err := r.escape()
		return err
	case c == '.':
		return bad("« . » dépend du moteur", "“.” depends on the engine")
	case c == '^' || c == '$':
		return bad("une ancre au milieu", "an anchor in the middle")
	case c == '*' || c == '+' || c == '?' || c == '{':
		return bad("une répétition ne suit rien", "a repetition follows nothing")
	case c == ']' || c == '}':
		return bad("un crochet ou une accolade à échapper par \\", "a bracket or brace to be escaped by \\")
	}
	r.at++
	return nil
}

// escape reads \ and an ASCII punctuation mark.
func (r *exprReader) escape() (byte, error) {
	if r.at+1 >= len(r.s) {
		return 0, bad("« \\ » ne précède rien", "“\\” precedes nothing")
	}
	c := r.s[r.at+1]
	for i := 0; i < len(meta); i++ {
		if meta[i] == c {
			r.at += 2
			return c, nil
		}
	}
	if c == 'n' || c == 'r' || c == 't' {
		r.at += 2
		return map[byte]byte{'n': '\n', 'r': '\r', 't': '\t'}[c], nil
	}
	return 0, bad("classe ou échappement « \\"+string(c)+" »", "class or escape “\\"+string(c)+"”")
}

func (r *exprReader) class() error {
	r.at++
	if r.at < len(r.s) && r.s[r.at] == '^' {
		return bad("classe négative [^…]", "negated class [^…]")
	}
	first := r.at
	for r.at < len(r.s) && (r.s[r.at] != ']') {
		lo, err := r.classChar(first)
		if err != nil {
			return err
		}
		if r.at+1 < len(r.s) && r.s[r.at] == '-' && r.s[r.at+1] != ']' {
			r.at++
			hi, err := r.classChar(-1)
			if err != nil {
				return err
			}
			if hi < lo {
				return bad("intervalle à l’envers", "range out of order")
			}
		}
	}
	if r.at >= len(r.s) || r.at == first {
		return bad("classe vide ou non refermée", "empty or unclosed class")
	}
	r.at++
	return nil
}

func (r *exprReader) classChar(first int) (byte, error) {
	c := r.s[r.at]
	switch {
	case c >= 0x80 || c < 0x20 || c == 0x7f:
		return 0, bad("un caractère n’est pas ASCII", "a character is not ASCII")
	case c == '\\':
		return r.escape()
	case c == '[':
		return 0, bad("« [ » dans une classe, à échapper", "“[” in a class, to be escaped")
	case c == '-' && r.at != first && r.at+1 < len(r.s) && r.s[r.at+1] != ']':
		return 0, bad("« - » au milieu d’une classe", "“-” in the middle of a class")
	}
	r.at++
	return c, nil
}

// repeat reads at most one greedy repetition.
func (r *exprReader) repeat() error {
	if r.at >= len(r.s) {
		return nil
	}
	switch r.s[r.at] {
	case '*', '+', '?':
		r.at++
	case '{':
		if err := r.count(); err != nil {
			return err
		}
	default:
		return nil
	}
	if r.at < len(r.s) && (r.s[r.at] == '?' || r.s[r.at] == '+' || r.s[r.at] == '*' || r.s[r.at] == '{') {
		return bad("répétition de répétition, paresseuse ou possessive", "lazy, possessive or doubled repetition")
	}
	return nil
}

func (r *exprReader) count() error {
	end := r.at
	for end < len(r.s) && r.s[end] != '}' {
		end++
	}
	if end == len(r.s) {
		return bad("« { » n’est pas refermée", "“{” is not closed")
	}
	body := r.s[r.at+1 : end]
	r.at = end + 1
	lo, hi, comma := body, body, false
	for i := range body {
		if body[i] == ',' {
			lo, hi, comma = body[:i], body[i+1:], true
			break
		}
	}
	m, err := strconv.Atoi(lo)
	if err != nil || m < 0 || lo[0] == '+' {
		return bad("compte illisible", "unreadable count")
	}
	n := m
	if comma && hi == "" {
		n = m
	} else if n, err = strconv.Atoi(hi); err != nil || hi[0] == '+' {
		return bad("compte illisible", "unreadable count")
	}
	if m > 1000 || n > 1000 {
		return bad("plus de 1000 répétitions", "more than 1000 repetitions")
	}
	if n < m {
		return bad("compte à l’envers", "count out of order")
	}
	return nil
}
