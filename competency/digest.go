// SPDX-License-Identifier: Apache-2.0

//go:build !js

package competency

import (
	"crypto/sha256"
	"encoding/hex"
)

// Digest returns the SHA-256 of the content of f: RFC 8785 over its sorted
// parts, without $schema. Two documents that say the same have the same
// digest, however they were written.
func (f *Framework) Digest() Digest {
	sum := sha256.New()
	e := encoder{b: make([]byte, 0, 2*flushAt), foreign: appendCanonical, skipKinds: true, flush: func(b []byte) { sum.Write(b) }}
	e.framework(f)
	sum.Write(e.b)
	return Digest("sha256:" + hex.EncodeToString(sum.Sum(nil)))
}

func init() {
	digestLater = func(f *Framework) func() Digest {
		done := make(chan Digest, 1)
		go func() { done <- f.Digest() }()
		return func() Digest { return <-done }
	}
}
