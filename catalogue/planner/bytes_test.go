// SPDX-License-Identifier: Apache-2.0

package planner_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"math/rand"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue/planner"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// sameBytes is the digest of the three plans below on every machine, native
// or WASM. It changes only when the search does.
const sameBytes = "f61edd51d34495bf37e2763573b539c84fa701f24df6805bfda476f256ab48a9"

// TestSameBytes plans shuffled inputs again and again.
func TestSameBytes(t *testing.T) {
	sum := sha256.New()
	for _, make := range []func() planner.Problem{
		func() planner.Problem { return flat(3, 120, 30) },
		func() planner.Problem { return levels(3, 100, 10) },
		func() planner.Problem { return randomProblem(rand.New(rand.NewSource(36))) },
	} {
		var first []byte
		for run := 0; run < fixtures.Count(20, 100); run++ {
			p := make()
			r := rand.New(rand.NewSource(int64(run)))
			r.Shuffle(len(p.Catalogue.Bricks), func(a, b int) {
				p.Catalogue.Bricks[a], p.Catalogue.Bricks[b] = p.Catalogue.Bricks[b], p.Catalogue.Bricks[a]
			})
			r.Shuffle(len(p.Want), func(a, b int) { p.Want[a], p.Want[b] = p.Want[b], p.Want[a] })
			r.Shuffle(len(p.Sessions), func(a, b int) { p.Sessions[a], p.Sessions[b] = p.Sessions[b], p.Sessions[a] })
			for i := range p.Catalogue.Bricks {
				b := &p.Catalogue.Bricks[i]
				r.Shuffle(len(b.Targets), func(x, y int) { b.Targets[x], b.Targets[y] = b.Targets[y], b.Targets[x] })
				r.Shuffle(len(b.Entry), func(x, y int) { b.Entry[x], b.Entry[y] = b.Entry[y], b.Entry[x] })
			}
			res, _ := planner.Plan(p, planner.Options{ProofTree: true})
			out, err := json.Marshal(res)
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = out
			} else if !bytes.Equal(first, out) {
				t.Fatalf("run %d differs", run)
			}
		}
		sum.Write(first)
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != sameBytes {
		t.Errorf("plans are other bytes than on the first machine: %s", got)
	}
}
