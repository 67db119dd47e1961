// SPDX-License-Identifier: Apache-2.0

package catalogue

// uaiKeys are the check letters of a UAI, by the seven digits modulo 23.
const uaiKeys = "ABCDEFGHJKLMNPRSTUVWXYZ"

// UAIKey returns the check letter of the seven digits that begin a UAI code;
// ok is false when s does not begin with seven digits.
func UAIKey(s string) (key byte, ok bool) {
	if len(s) < 7 || !allDigits(s[:7]) {
		return 0, false
	}
	n := 0
	for i := 0; i < 7; i++ {
		n = n*10 + int(s[i]-'0')
	}
	return uaiKeys[n%23], true
}

// ValidUAI reports whether s is seven digits and their check letter.
func ValidUAI(s string) bool {
	key, ok := UAIKey(s)
	return ok && len(s) == 8 && s[7] == key
}

// ValidSIRET reports whether s is fourteen digits that pass the Luhn check,
// as their SIREN does. The establishments of La Poste (SIREN 356000000) are
// told by a digit sum that 5 divides.
func ValidSIRET(s string) bool {
	if len(s) != 14 || !allDigits(s) {
		return false
	}
	if s[:9] == "356000000" {
		sum := 0
		for i := 0; i < len(s); i++ {
			sum += int(s[i] - '0')
		}
		return sum%5 == 0 || luhn(s)
	}
	return luhn(s) && luhn(s[:9])
}

func luhn(s string) bool {
	sum := 0
	for i := 0; i < len(s); i++ {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return len(s) > 0
}

// dummy reports whether every digit of s is 0, or every one is 9.
func dummy(s string) bool {
	if len(s) < 4 {
		return false
	}
	digits, zeros, nines := 0, 0, 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '0':
			zeros++
			digits++
		case s[i] == '9':
			nines++
			digits++
		case s[i] > '0' && s[i] < '9':
			digits++
		}
	}
	return digits > 3 && (zeros == digits || nines == digits)
}

// fault returns the expected form when the value does not have that of its
// scheme, "" when it does or when the scheme is not known here.
func (x ExternalID) fault() string {
	v := x.Value
	switch x.Scheme {
	case "uai":
		if !ValidUAI(v) {
			return "sept chiffres et une lettre de contrôle (0750001A)"
		}
	case "siret":
		if !ValidSIRET(v) {
			return "quatorze chiffres, clé de Luhn"
		}
	case "doi":
		if !validDOI(v) {
			return "10.préfixe/suffixe"
		}
	case "gaia":
		if len(v) > 10 || !allDigits(v) {
			return "au plus dix chiffres"
		}
	case "magistere":
		if !validMatricule(v) {
			return "AA_CODE_TITRE (26_FORM_PILOTAGE)"
		}
	case "rncp":
		if !allDigits(v) || len(v) > 6 {
			return "au plus six chiffres"
		}
	}
	return ""
}

func validDOI(s string) bool {
	if len(s) < 8 || s[:3] != "10." {
		return false
	}
	i := 3
	for i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] == '.') {
		i++
	}
	return i >= 7 && i+1 < len(s) && s[i] == '/' && printable(s[i+1:])
}

func printable(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] <= ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// validMatricule holds a M@gistère index number: two digits, the code of the
// origin, a title of at most 15 characters.
func validMatricule(s string) bool {
	if len(s) < 6 || !allDigits(s[:2]) || s[2] != '_' {
		return false
	}
	rest := s[3:]
	for i := 1; i < len(rest)-1; i++ {
		if rest[i] == '_' {
			title := rest[i+1:]
			return len(title) <= 15 && printable(rest)
		}
	}
	return false
}
