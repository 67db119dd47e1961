// SPDX-License-Identifier: Apache-2.0

// Package lrstest is the contract of lrs.Store as tests: what passes Exercise
// can be handed to lrs.New.
package lrstest

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// Exercise runs every case of the contract, each on the store that open
// returns. open may return the same store again: cases use tenants of their
// own. It closes nothing.
func Exercise(t *testing.T, open func(*testing.T) lrs.Store) {
	for _, group := range []struct {
		name  string
		cases []testCase
	}{
		{"put", putCases}, {"find", findCases()}, {"refs", refCases}, {"known", knownCases},
		{"document", documentCases}, {"follow", followCases}, {"plan", planCases}, {"tenant", tenantCases},
	} {
		for _, c := range group.cases {
			t.Run(group.name+"/"+c.name, func(t *testing.T) {
				b := &bench{T: t, store: open(t), tenant: lrs.Tenant(tenantName(t.Name())), ctx: context.Background()}
				c.run(b)
			})
		}
	}
}

// Cases returns how many cases Exercise runs.
func Cases() int {
	return len(putCases) + len(findCases()) + len(refCases) + len(knownCases) + len(documentCases) + len(followCases) + len(planCases) + len(tenantCases)
}

type testCase struct {
	name string
	run  func(*bench)
}

// bench is one case at work: a tenant of a store.
type bench struct {
	*testing.T
	store  lrs.Store
	tenant lrs.Tenant
	ctx    context.Context
}

func tenantName(test string) string {
	var b strings.Builder
	b.WriteString("t")
	for _, r := range strings.ToLower(test) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	s := b.String()
	if len(s) > 60 {
		s = s[len(s)-60:]
	}
	return s
}

var authority = []byte(`{"objectType":"Agent","account":{"homePage":"https://example.org/keys","name":"exercise"}}`)

// id returns a fixed UUID.
func id(n int) lrs.UUID {
	u, _ := lrs.ParseUUID(fmt.Sprintf("00000000-0000-4000-8000-%012d", n))
	return u
}

// account returns an agent in JSON.
func account(name string) string {
	return `{"objectType":"Agent","account":{"homePage":"https://example.org","name":"` + name + `"}}`
}

func keyOf(name string) *lrs.Key {
	k, _ := lrs.AgentKey([]byte(account(name)))
	return &k
}

func activityKey(iri string) *lrs.Key {
	k := lrs.ActivityKey(iri)
	return &k
}

// statement writes a statement; more is added before its end, with a comma.
func statement(n int, actor, verb, object, more string) string {
	return `{"id":"` + id(n).String() + `","actor":` + account(actor) + `,"verb":{"id":"https://example.org/verbs/` + verb + `"},"object":` + object + more + `}`
}

func activity(name string) string { return `{"id":"https://example.org/activities/` + name + `"}` }

func ref(n int) string { return `{"objectType":"StatementRef","id":"` + id(n).String() + `"}` }

// void writes a statement that voids another.
func void(n, target int) string {
	return `{"id":"` + id(n).String() + `","actor":` + account("admin") + `,"verb":{"id":"` + lrs.VerbVoided + `"},"object":` + ref(target) + `}`
}

func item(text string) lrs.Item {
	return lrs.Prepare([]byte(text), lrs.Preparation{Authority: authority, Version: "2.0.0"})
}

// put stores statements as one batch and fails the test on an error.
func (b *bench) put(texts ...string) lrs.Stored {
	b.Helper()
	done, err := b.tryPut(texts...)
	if err != nil {
		b.Fatalf("put: %v", err)
	}
	return done
}

func (b *bench) tryPut(texts ...string) (lrs.Stored, error) {
	var batch lrs.Batch
	for _, s := range texts {
		batch.Items = append(batch.Items, item(s))
	}
	return b.store.Put(b.ctx, b.tenant, batch)
}

func (b *bench) get(n int) lrs.Record {
	b.Helper()
	r, err := b.store.Get(b.ctx, b.tenant, id(n))
	if err != nil {
		b.Fatalf("get %d: %v", n, err)
	}
	return r
}

// find returns the numbers of the statements of one page.
func (b *bench) find(q lrs.Query) []int {
	b.Helper()
	page, err := b.store.Find(b.ctx, b.tenant, q)
	if err != nil {
		b.Fatalf("find: %v", err)
	}
	return numbers(page.Records)
}

func numbers(list []lrs.Record) []int {
	out := []int{}
	for _, r := range list {
		n := 0
		for _, c := range r.ID[10:] {
			n = n*100 + int(c>>4)*10 + int(c&15)
		}
		out = append(out, n)
	}
	return out
}

func (b *bench) want(what string, got, want any) {
	b.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		b.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func (b *bench) noError(what string, err error) {
	b.Helper()
	if err != nil {
		b.Fatalf("%s: %v", what, err)
	}
}

func person(name string) xapi.IFI { return xapi.Account("https://example.org", name) }

func stamp(t time.Time) string { return string(lrs.AppendStamp(nil, t)) }
