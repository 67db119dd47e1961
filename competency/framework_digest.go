// SPDX-License-Identifier: Apache-2.0

package competency

// digestLater begins to compute a digest where the build has SHA-256, and
// returns the function that waits for it. In js builds it is nil and change
// sets carry no digest.
var digestLater func(*Framework) func() Digest

func digestIfAny(f *Framework) func() Digest {
	if digestLater == nil {
		return func() Digest { return "" }
	}
	return digestLater(f)
}
