// SPDX-License-Identifier: Apache-2.0

package catalogue_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

type searchCase struct {
	ID, Query, Kind string
	Expect          []string
}

// sameHits is the digest of the hits and scores of the shared queries on every
// machine, native or WASM. It changes only when the ranking does.
const sameHits = "ede9365160c5968d704142c40cdde6a40a383c1e99a7e5e1277bfcbb25281eb0"

// TestSearchFixture prints how often the right brick comes first and among
// the first five, and holds the bars.
func TestSearchFixture(t *testing.T) {
	var data struct {
		Bricks []struct {
			ID, Title, Summary string
			Tags               []string
		}
	}
	if err := json.Unmarshal(fixtures.Read(t, "catalogue/search/bricks.json"), &data); err != nil {
		t.Fatal(err)
	}
	c := &catalogue.Catalogue{}
	for _, b := range data.Bricks {
		x := catalogue.Brick{ID: competency.IRI(b.ID), Version: "1.0.0", Title: competency.FR(b.Title), Summary: competency.FR(b.Summary)}
		for _, tag := range b.Tags {
			x.Tags = append(x.Tags, catalogue.Tag("ext:"+tag))
		}
		c.Bricks = append(c.Bricks, x)
	}
	var cases []searchCase
	if err := json.Unmarshal(fixtures.Read(t, "catalogue/search/queries.json"), &cases); err != nil {
		t.Fatal(err)
	}
	judge(t, catalogue.NewIndex(catalogue.IndexOptions{}, c), cases, 95, 97, sameHits)
}

// judge runs the cases, fails below the two percentages, and when hits and
// scores are not those of the digest same.
func judge(t *testing.T, x *catalogue.Index, cases []searchCase, firstBar, fiveBar int, same string) {
	t.Helper()
	asked, first, five := 0, 0, 0
	sum := sha256.New()
	defer func() {
		if got := hex.EncodeToString(sum.Sum(nil)); same != "" && got != same {
			t.Errorf("hits and scores are others than on the first machine: %s", got)
		}
	}()
	for _, q := range cases {
		r := x.Search(catalogue.Query{Text: q.Query, Limit: 5})
		for _, h := range r.Hits {
			fmt.Fprintln(sum, h.Brick.ID, h.Score, h.Approximate)
		}
		if len(q.Expect) == 0 {
			if r.Total != r.Approximate {
				t.Errorf("%s %q: absent subject has exact hit %s (%v)", q.ID, q.Query, r.Hits[0].Brick.ID, r.Hits[0].Why)
			}
			continue
		}
		asked++
		at := -1
		for n, h := range r.Hits {
			for _, e := range q.Expect {
				if at < 0 && string(h.Brick.ID) == e {
					at = n
				}
			}
		}
		if at == 0 {
			first++
		} else {
			for _, h := range r.Hits {
				t.Logf("%s %q wants %v: %s %d %v", q.ID, q.Query, q.Expect, h.Brick.ID, h.Score, h.Why)
			}
		}
		if at >= 0 {
			five++
		}
	}
	t.Logf("%d queries: right one first %d (%.1f %%), in the first five %d (%.1f %%)", asked, first, 100*float64(first)/float64(asked), five, 100*float64(five)/float64(asked))
	if 100*first < firstBar*asked || 100*five < fiveBar*asked {
		t.Errorf("below the bars of %d and %d %%", firstBar, fiveBar)
	}
}
