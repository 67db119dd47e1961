// SPDX-License-Identifier: Apache-2.0

package lrs

import "bytes"

// MergeDefinition returns the definition an LRS keeps of an activity after a
// statement has given it again: members of the new one replace those of the
// old one, language maps and extensions are merged entry by entry. Either may
// be nil. The result shares no memory with its arguments.
func MergeDefinition(old, given []byte) []byte {
	switch {
	case given == nil && old == nil:
		return nil
	case given == nil:
		return bytes.Clone(old)
	case old == nil:
		return bytes.Clone(given)
	}
	return mergeMembers(old, given, func(name []byte) bool {
		switch string(name) {
		case "name", "description", "extensions":
			return true
		}
		return false
	})
}

// mergeMembers lays the members of given over those of old, in the order of
// old, then the new ones. deep says which values are merged in their turn.
func mergeMembers(old, given []byte, deep func(name []byte) bool) []byte {
	out := make([]byte, 0, len(old)+len(given))
	out = append(out, '{')
	for m := membersOf(old, 0); m.next(); {
		v := m.value()
		if o := member(given, string(m.key)); o != nil {
			if deep(m.key) && isObject(v) && isObject(o) {
				o = mergeMembers(v, o, func([]byte) bool { return false })
			}
			v = o
		}
		out = appendMember(out, old[m.keyAt:m.keyAt+rawKeyLen(old, m.keyAt)], v)
	}
	for m := membersOf(given, 0); m.next(); {
		if member(old, string(m.key)) == nil {
			out = appendMember(out, given[m.keyAt:m.keyAt+rawKeyLen(given, m.keyAt)], m.value())
		}
	}
	return append(out, '}')
}

func rawKeyLen(b []byte, at int) int { return skipString(b, at) - at }

func appendMember(out, rawKey, value []byte) []byte {
	if out[len(out)-1] != '{' {
		out = append(out, ',')
	}
	out = append(out, rawKey...)
	out = append(out, ':')
	return append(out, value...)
}
