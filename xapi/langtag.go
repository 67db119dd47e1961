// SPDX-License-Identifier: Apache-2.0

package xapi

// LanguageTag is a language tag (RFC 5646), as "fr" or "zh-Hant-TW".
type LanguageTag string

// Valid reports whether t is well formed by the positions of its subtags,
// with singletons and variants that are distinct, or is grandfathered.
func (t LanguageTag) Valid() bool { return validLanguage([]byte(t)) }

// subtag is one part of a tag between hyphens.
func subtag(s []byte, from int) (part []byte, next int, ok bool) {
	i := from
	for i < len(s) && s[i] != '-' {
		c := s[i]
		if !letter(c) && !digit(c) {
			return nil, 0, false
		}
		i++
	}
	if n := i - from; n < 1 || n > 8 {
		return nil, 0, false
	}
	return s[from:i], i + 1, true
}

func validLanguage(s []byte) bool {
	// The two forms that nearly every tag has.
	if len(s) == 2 && letter(s[0]) && letter(s[1]) {
		return true
	}
	if len(s) == 5 && letter(s[0]) && letter(s[1]) && s[2] == '-' && letter(s[3]) && letter(s[4]) {
		return true
	}
	if len(s) == 0 || s[len(s)-1] == '-' {
		return false
	}
	return wellFormed(s) || grandfathered[lower(string(s))]
}

// wellFormed walks the subtags in their order: language, extlang, script,
// region, variants, extensions, private use.
func wellFormed(s []byte) bool {
	p, next, ok := subtag(s, 0)
	if !ok {
		return false
	}
	if len(p) == 1 {
		return p[0]|0x20 == 'x' && private(s, next)
	}
	if !letters(p) {
		return false
	}
	extlangs := 0
	if len(p) > 3 {
		extlangs = 3 // none may follow a language of four to eight letters
	}
	stage := 0 // 0 extlang, 1 script, 2 region, 3 variants
	variants, singletons := 0, uint64(0)
	for next <= len(s)-1 {
		from := next
		if p, next, ok = subtag(s, next); !ok {
			return false
		}
		switch {
		case len(p) == 1 && p[0]|0x20 == 'x':
			return private(s, next)
		case len(p) == 1:
			bit := uint64(1) << (p[0] & 0x1F)
			if digit(p[0]) {
				bit = uint64(1) << (32 + p[0] - '0')
			}
			if singletons&bit != 0 {
				return false
			}
			singletons |= bit
			if next, ok = extension(s, next); !ok {
				return false
			}
			stage = 4
		case stage == 4:
			return false
		case stage == 0 && len(p) == 3 && letters(p) && extlangs < 3:
			extlangs++
		case stage <= 1 && len(p) == 4 && letters(p):
			stage = 2
		case stage <= 2 && (len(p) == 2 && letters(p) || len(p) == 3 && digits(p)):
			stage = 3
		case len(p) >= 5 || len(p) == 4 && digit(p[0]):
			if variants > 0 && variantBefore(s, from, p) {
				return false
			}
			variants++
			stage = 3
		default:
			return false
		}
	}
	return true
}

// extension reads the subtags of an extension after its singleton.
func extension(s []byte, next int) (int, bool) {
	n := 0
	for next < len(s) {
		p, after, ok := subtag(s, next)
		if !ok {
			return 0, false
		}
		if len(p) == 1 {
			break
		}
		next = after
		n++
	}
	return next, n > 0
}

// private reads the subtags after "x-": one or more, of any length to 8.
func private(s []byte, next int) bool {
	n := 0
	for next < len(s) {
		_, after, ok := subtag(s, next)
		if !ok {
			return false
		}
		next = after
		n++
	}
	return n > 0
}

// variantBefore reports whether the subtag p stands before offset in s, after
// the language.
func variantBefore(s []byte, offset int, p []byte) bool {
	want := lower(string(p))
	_, next, _ := subtag(s, 0)
	for next < offset {
		q, after, ok := subtag(s, next)
		if !ok {
			return false
		}
		if lower(string(q)) == want {
			return true
		}
		next = after
	}
	return false
}

func letters(p []byte) bool {
	for _, c := range p {
		if !letter(c) {
			return false
		}
	}
	return true
}

func digits(p []byte) bool {
	for _, c := range p {
		if !digit(c) {
			return false
		}
	}
	return true
}

// grandfathered are the tags of RFC 5646 §2.1 that keep a form of their own.
var grandfathered = map[string]bool{
	"en-gb-oed": true, "i-ami": true, "i-bnn": true, "i-default": true, "i-enochian": true, "i-hak": true,
	"i-klingon": true, "i-lux": true, "i-mingo": true, "i-navajo": true, "i-pwn": true, "i-tao": true,
	"i-tay": true, "i-tsu": true, "sgn-be-fr": true, "sgn-be-nl": true, "sgn-ch-de": true,
	"art-lojban": true, "cel-gaulish": true, "no-bok": true, "no-nyn": true, "zh-guoyu": true,
	"zh-hakka": true, "zh-min": true, "zh-min-nan": true, "zh-xiang": true,
}
