// SPDX-License-Identifier: Apache-2.0

package label

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/ascending"
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
)

// Digest returns the digest of the profile's canonical bytes.
func (p *Profile) Digest() competency.Digest { return digest(p) }

// Digest returns the digest of the report's canonical bytes, which Encode
// writes.
func (r *Report) Digest() competency.Digest { return digest(r) }

// Digest returns the digest of the decision's canonical bytes.
func (d *Decision) Digest() competency.Digest { return digest(d) }

func digest(x jsontree.Bound) competency.Digest { return DigestOf(jsontree.Encode(x).Canonical()) }

// sortedSet returns the distinct strings of in, sorted; nil when none.
func sortedSet(in []string) []string {
	if len(in) == 0 {
		return nil
	}
	out := append([]string(nil), in...)
	ascending.Strings(out)
	n := 1
	for _, s := range out[1:] {
		if s != out[n-1] {
			out[n] = s
			n++
		}
	}
	return out[:n]
}
