// SPDX-License-Identifier: Apache-2.0

package strictjson

import "forge.apps.education.fr/eafc/briques/schemas/issue"

// Number reads the next value, which must be a number, and returns its
// spelling. Another kind of value is left unread and gives nil.
func (r *Reader) Number() []byte {
	if r.Peek() != Number || !r.value() {
		return nil
	}
	d, i := r.data, r.pos
	digits := func() bool {
		from := i
		for i < len(d) && d[i]-'0' < 10 {
			i++
		}
		if i == from {
			r.pos = i
			r.unexpected("un chiffre est attendu", "a digit is expected")
			return false
		}
		return true
	}
	if d[i] == '-' {
		i++
	}
	whole := i
	if i < len(d) && d[i] == '0' {
		i++
	} else if !digits() {
		return nil
	}
	point, exp := -1, -1
	if i < len(d) && d[i] == '.' {
		point = i
		i++
		if !digits() {
			return nil
		}
	}
	fraction := i
	if i < len(d) && (d[i] == 'e' || d[i] == 'E') {
		exp = i
		i++
		if i < len(d) && (d[i] == '+' || d[i] == '-') {
			i++
		}
		if !digits() {
			return nil
		}
	}
	if i-r.pos > r.lim.Number {
		r.stop(r.pos, issue.Read017, issue.Text{FR: "nombre", EN: "number"}, r.lim.Number)
		return nil
	}
	lexeme := d[r.pos:i:i]
	if r.profile == Document {
		r.spelling(lexeme, d[whole:fraction], point >= 0, exp >= 0)
	}
	r.pos = i
	return lexeme
}

// spelling notes a number that has another, simpler spelling or more digits
// than a double keeps. mantissa has no sign and no exponent.
func (r *Reader) spelling(lexeme, mantissa []byte, point, exp bool) {
	significant, fractionZero, inFraction := 0, true, false
	for _, c := range mantissa {
		switch {
		case c == '.':
			inFraction = true
		case c != '0':
			significant++
			if inFraction {
				fractionZero = false
			}
		case significant > 0:
			significant++
		}
	}
	zero := significant == 0
	switch {
	case exp, point && fractionZero, lexeme[0] == '-' && zero:
		r.note(r.pos, issue.Read010, string(lexeme))
	case significant > 15:
		r.note(r.pos, issue.Read011, string(lexeme))
	}
}
