// SPDX-License-Identifier: Apache-2.0

//go:build !js

package xapi

import (
	"crypto/sha256"
	"time"
)

// Digest returns the SHA-256 of the canonical form of a statement, timestamp
// left out (see Equal): equal statements have equal digests.
func Digest(b []byte) [32]byte { return sha256.Sum256(canonical(b).form) }

// Time returns the instant of t, cut to nanoseconds; false if t is invalid.
// A timestamp without offset is read as UTC; second 60 is the next second.
func (t Timestamp) Time() (time.Time, bool) {
	at, ok := parseInstant([]byte(t), V103)
	if !ok {
		return time.Time{}, false
	}
	nanos := int64(0)
	for i := range 9 {
		nanos *= 10
		if i < len(at.fraction) {
			nanos += int64(at.fraction[i] - '0')
		}
	}
	seconds := at.seconds
	if at.leap {
		seconds++
	}
	return time.Unix(seconds, nanos).UTC(), true
}

// TimestampOf returns the RFC 3339 form of when in UTC, to the nanosecond.
func TimestampOf(when time.Time) Timestamp {
	return Timestamp(when.UTC().Format("2006-01-02T15:04:05.000000000Z"))
}
