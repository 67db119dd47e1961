// SPDX-License-Identifier: Apache-2.0

package competency

// digestOf computes a digest where the build has SHA-256; in js builds it is
// nil and change sets carry no digest.
var digestOf func(*Framework) Digest

func digestIfAny(f *Framework) Digest {
	if digestOf == nil {
		return ""
	}
	return digestOf(f)
}
