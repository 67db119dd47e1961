// SPDX-License-Identifier: Apache-2.0

package xapi

import (
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Options says by which rules a statement is judged. The zero value is
// version 2.0, no privacy rule, the default limits, messages in French.
type Options struct {
	Version Version
	Privacy Privacy
	// HomePages are the account home pages that PrivacyStrict accepts; none
	// means any, since an account name alone may be a pseudonym.
	HomePages []string
	// AllowAttachments lets attachments pass PrivacyStrict.
	AllowAttachments bool
	Limits           Limits
	Lang             string // "fr" (also when empty) or "en"
	// Also, when set, judges a statement that has no error by further rules,
	// as those of a profile.
	Also func(statement []byte) issue.Issues
}

// Privacy says how much a statement may tell about a person.
type Privacy string

// The privacy modes. PrivacyStrict refuses mail addresses and their hashes,
// OpenIDs, names of actors, accounts elsewhere than on Options.HomePages,
// free answers, and attachments unless they are allowed.
const (
	PrivacyOff    Privacy = ""
	PrivacyStrict Privacy = "strict"
)

// Valid reports whether p is one of the declared modes.
func (p Privacy) Valid() bool { return p == PrivacyOff || p == PrivacyStrict }

// Limits bounds the work on one statement. A zero field means the default
// that stands behind it.
type Limits struct {
	Bytes  int // 1 MiB, the whole statement
	Depth  int // 64, nested arrays and objects
	Names  int // 1,024, names in one object
	Values int // 100,000, values of any kind
	String int // 256 KiB, bytes of one string
	Number int // 1,000, characters of one number
	Issues int // 1,000, issues kept before the reading stops
}

func (l Limits) reader() strictjson.Limits {
	or := func(n, d int) int {
		if n == 0 {
			return d
		}
		return n
	}
	return strictjson.Limits{Bytes: or(l.Bytes, 1<<20), Depth: or(l.Depth, 64), Names: or(l.Names, 1024),
		Values: or(l.Values, 100_000), String: or(l.String, 256<<10), Number: or(l.Number, 1000), Issues: or(l.Issues, 1000)}
}
