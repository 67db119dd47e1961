// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"crypto/sha1"
	"encoding/hex"
	"time"
)

// DocumentKind is the resource a document belongs to.
type DocumentKind string

// The document resources of xAPI.
const (
	DocumentState           DocumentKind = "state"
	DocumentActivityProfile DocumentKind = "activity"
	DocumentAgentProfile    DocumentKind = "agent"
)

// DocumentKey names one document, or with an empty ID all documents of an
// activity, an agent and, if not zero, a registration.
type DocumentKey struct {
	Kind         DocumentKind
	Activity     Key
	Agent        Key
	Registration UUID
	ID           string
}

// Document is one stored document.
type Document struct {
	ID          string
	ContentType string
	Body        []byte
	ETag        string // 40 hexadecimal digits, without quotes
	Updated     time.Time
}

// ETagOf returns the entity tag of a document body, without quotes.
func ETagOf(body []byte) string {
	sum := sha1.Sum(body)
	return hex.EncodeToString(sum[:])
}

// Precondition is what must be true of the stored document for a change to be
// made. The zero value asks nothing.
type Precondition struct {
	Match     []string // one of these entity tags; "*" is any document
	NoneMatch []string // none of these; "*" means that no document exists
}

// IsZero reports whether p asks nothing.
func (p Precondition) IsZero() bool { return len(p.Match) == 0 && len(p.NoneMatch) == 0 }

// Holds reports whether p is true of a document with the entity tag etag, or
// of no document when exists is false.
func (p Precondition) Holds(etag string, exists bool) bool {
	if len(p.Match) > 0 && !(exists && listed(p.Match, etag)) {
		return false
	}
	return !(exists && len(p.NoneMatch) > 0 && listed(p.NoneMatch, etag))
}

func listed(tags []string, etag string) bool {
	for _, t := range tags {
		if t == "*" || t == etag {
			return true
		}
	}
	return false
}
