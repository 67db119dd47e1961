// SPDX-License-Identifier: Apache-2.0

package check_test

import (
	"bytes"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/kinds"
	"forge.apps.education.fr/eafc/briques/schemas"
)

// TestPrefixes: a valid document of any kind, cut at any byte, is refused by
// the decoder of its kind with a fault of reading and a place.
func TestPrefixes(t *testing.T) {
	cuts, most := 0, 400
	if !testing.Short() {
		most = 4000
	}
	for _, inf := range schemas.Kinds() {
		for _, e := range schemas.Examples(inf.Kind) {
			if !strings.HasPrefix(e.Name, "valid/") {
				continue
			}
			whole := bytes.TrimSpace(e.Data)
			if _, found, ok := kinds.Decode(inf.Kind, whole); !ok || found.HasErrors() {
				continue // no decoder of its own, or rules beyond the shape
			}
			step := max(1, len(whole)/most)
			for cut := 0; cut < len(whole); cut += step {
				_, found, _ := kinds.Decode(inf.Kind, whole[:cut])
				cuts++
				placed := false
				for _, i := range found {
					placed = placed || strings.HasPrefix(i.Code, "READ-") && i.Line > 0 && i.Column > 0
				}
				if !placed {
					t.Fatalf("%s %s cut at %d of %d: %v", inf.Kind, e.Name, cut, len(whole), found)
				}
			}
		}
	}
	if cuts < 5000 {
		t.Errorf("only %d cuts tried", cuts)
	}
	t.Logf("%d cuts", cuts)
}
