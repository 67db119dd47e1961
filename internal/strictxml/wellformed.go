// SPDX-License-Identifier: Apache-2.0

package strictxml

import (
	"bytes"
	"strconv"
	"strings"
)

// wellFormed refuses what encoding/xml lets pass in the source of a token: a
// reference to half a surrogate pair, which it turns into U+FFFD, and, in a
// tag, two attributes without a space between them.
func wellFormed(raw []byte, tag bool) error {
	for rest := raw; ; {
		i := bytes.Index(rest, []byte("&#"))
		if i < 0 {
			break
		}
		rest = rest[i+2:]
		digits, _, _ := bytes.Cut(rest, []byte(";"))
		base, number := 10, string(digits)
		if cut, hexadecimal := strings.CutPrefix(number, "x"); hexadecimal {
			base, number = 16, cut
		}
		if n, err := strconv.ParseUint(number, base, 32); err == nil && n >= 0xD800 && n < 0xE000 {
			return malformed("référence « &#"+string(digits)+"; » à un demi-caractère", "reference “&#"+string(digits)+";” to half a character")
		}
	}
	if !tag {
		return nil
	}
	quote := byte(0)
	for i, c := range raw {
		switch {
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
			if i+1 < len(raw) && !strings.ContainsRune(" \t\r\n/>", rune(raw[i+1])) {
				return malformed("une espace est attendue entre deux attributs", "a space is expected between two attributes")
			}
		}
	}
	return nil
}
