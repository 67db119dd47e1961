// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"crypto/sha256"
	"strconv"
	"strings"
)

// agentOf reads the inverse functional identifier of an Agent or Group. ok is
// false for an anonymous group.
func agentOf(actor []byte) (who Identity, ok bool) {
	var name, value []byte
	for m := membersOf(actor, 0); m.next(); {
		switch string(m.key) {
		case "mbox", "mbox_sha1sum", "openid", "account":
			if name == nil {
				name, value = m.key, m.value()
			}
		case "name":
			who.Name = m.value()
		}
	}
	if name == nil {
		return who, false
	}
	who.Key = identifierKey(string(name), value)
	who.Identifier = make([]byte, 0, len(name)+len(value)+5)
	who.Identifier = append(who.Identifier, `{"`...)
	who.Identifier = append(who.Identifier, name...)
	who.Identifier = append(who.Identifier, `":`...)
	who.Identifier = append(who.Identifier, value...)
	who.Identifier = append(who.Identifier, '}')
	return who, true
}

// AgentKey returns the key of an Agent or an identified Group given as JSON;
// false when it holds no inverse functional identifier.
func AgentKey(actor []byte) (Key, bool) {
	who, ok := agentOf(actor)
	return who.Key, ok
}

// identifierKey hashes the normal form of one identifier: the mail domain and
// the hexadecimal digits in lower case, the parts of an account separated
// without ambiguity.
func identifierKey(name string, value []byte) Key {
	norm := make([]byte, 0, 128)
	norm = append(append(norm, name...), 0)
	switch name {
	case "account":
		home := memberText(value, "homePage")
		norm = strconv.AppendInt(norm, int64(len(home)), 10)
		norm = append(append(norm, ':'), home...)
		norm = append(norm, memberText(value, "name")...)
	case "mbox":
		s := unquote(value)
		if at := strings.LastIndexByte(s, '@'); at >= 0 {
			s = s[:at] + strings.ToLower(s[at:])
		}
		norm = append(norm, s...)
	case "mbox_sha1sum":
		norm = append(norm, strings.ToLower(unquote(value))...)
	default:
		norm = append(norm, unquote(value)...)
	}
	return sha256.Sum256(norm)
}
