// SPDX-License-Identifier: Apache-2.0

package privacy

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"

	"forge.apps.education.fr/eafc/briques/xapi"
)

// MinKey is the least length of a key, in bytes.
const MinKey = 32

// Pseudonymizer gives people pseudonyms in one campaign. One key serves one
// campaign: two campaigns with different keys cannot be linked.
type Pseudonymizer struct {
	Key      []byte   // MinKey bytes or more
	Campaign string   // ASCII letters, digits and . _ -
	HomePage xapi.IRI // of the academy, as https://ac-exemple.fr
}

// NewKey returns a new random key.
func NewKey() []byte {
	key := make([]byte, MinKey)
	rand.Read(key)
	return key
}

var encoding = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// Account returns the account of the person whose lasting identifier is
// stableID: 32 characters of lower-case base32 on the home page of the
// campaign. The same person always gets the same account.
func (p Pseudonymizer) Account(stableID string) (xapi.IFI, error) {
	page, err := p.Page()
	switch {
	case err != nil:
		return xapi.IFI{}, err
	case stableID == "":
		return xapi.IFI{}, errors.New("privacy: pseudonym of nobody")
	}
	h := hmac.New(sha256.New, p.Key)
	h.Write([]byte("briques/1\x00" + p.Campaign + "\x00" + stableID))
	return xapi.Account(page, encoding.EncodeToString(h.Sum(nil)[:20])), nil
}

// Page returns the home page of the accounts of the campaign, for
// xapi.Options.HomePages.
func (p Pseudonymizer) Page() (xapi.IRI, error) {
	switch {
	case len(p.Key) < MinKey:
		return "", fmt.Errorf("privacy: key of %d bytes, %d at least", len(p.Key), MinKey)
	case !validCampaign(p.Campaign):
		return "", fmt.Errorf("privacy: campaign %q: ASCII letters, digits and . _ - only", p.Campaign)
	case !p.HomePage.Valid():
		return "", fmt.Errorf("privacy: home page %q is not an IRI", string(p.HomePage))
	}
	return xapi.IRI(strings.TrimRight(string(p.HomePage), "/") + "/pseudo/" + p.Campaign), nil
}

func validCampaign(s string) bool {
	for _, c := range []byte(s) {
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		if !letter && (c < '0' || c > '9') && c != '.' && c != '_' && c != '-' {
			return false
		}
	}
	return s != "" && strings.Trim(s, ".") != ""
}
