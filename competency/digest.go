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
	e := encoder{foreign: appendCanonical, skipKinds: true}
	e.room(f)
	e.framework(f)
	sum := sha256.Sum256(e.b)
	return Digest("sha256:" + hex.EncodeToString(sum[:]))
}

func init() { digestOf = (*Framework).Digest }
