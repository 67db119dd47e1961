// SPDX-License-Identifier: Apache-2.0

package lrstest

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// state returns the key of a state document of an agent.
func state(agent, docID string) lrs.DocumentKey {
	return lrs.DocumentKey{Kind: lrs.DocumentState, Activity: lrs.ActivityKey("https://example.org/activities/a"), Agent: *keyOf(agent), ID: docID}
}

func (b *bench) putDoc(k lrs.DocumentKey, body string, p lrs.Precondition) error {
	return b.store.PutDocument(b.ctx, b.tenant, k, lrs.Document{ContentType: "text/plain", Body: []byte(body)}, p)
}

func (b *bench) doc(k lrs.DocumentKey) string {
	b.Helper()
	d, err := b.store.GetDocument(b.ctx, b.tenant, k)
	if errors.Is(err, lrs.ErrNotFound) {
		return "(none)"
	}
	b.noError("get document", err)
	return string(d.Body)
}

func (b *bench) ids(k lrs.DocumentKey, since time.Time) []string {
	b.Helper()
	list, err := b.store.Documents(b.ctx, b.tenant, k, since)
	b.noError("documents", err)
	out := []string{}
	for _, d := range list {
		out = append(out, d.ID)
	}
	return out
}

var documentCases = []testCase{
	{"put and get", func(b *bench) {
		b.noError("put", b.putDoc(state("ana", "s"), "un\x00deux", lrs.Precondition{}))
		d, err := b.store.GetDocument(b.ctx, b.tenant, state("ana", "s"))
		b.noError("get", err)
		b.want("document", fmt.Sprint(string(d.Body), d.ContentType, d.ETag, d.Updated.IsZero()), fmt.Sprint("un\x00deux", "text/plain", lrs.ETagOf([]byte("un\x00deux")), false))
	}},
	{"an empty document is one", func(b *bench) {
		b.noError("put", b.putDoc(state("ana", "s"), "", lrs.Precondition{}))
		b.want("body", b.doc(state("ana", "s")), "")
	}},
	{"put replaces", func(b *bench) {
		b.noError("put", b.putDoc(state("ana", "s"), "1", lrs.Precondition{}))
		b.noError("put", b.putDoc(state("ana", "s"), "2", lrs.Precondition{}))
		b.want("body", b.doc(state("ana", "s")), "2")
	}},
	{"keys keep apart", func(b *bench) {
		other := state("ana", "s")
		other.Registration = id(5)
		profile := lrs.DocumentKey{Kind: lrs.DocumentActivityProfile, Activity: other.Activity, ID: "s"}
		agent := lrs.DocumentKey{Kind: lrs.DocumentAgentProfile, Agent: other.Agent, ID: "s"}
		for i, k := range []lrs.DocumentKey{state("ana", "s"), other, state("bob", "s"), state("ana", "S"), profile, agent} {
			b.noError("put", b.putDoc(k, fmt.Sprint(i), lrs.Precondition{NoneMatch: []string{"*"}}))
		}
		b.want("bodies", b.doc(state("ana", "s"))+b.doc(other)+b.doc(state("bob", "s"))+b.doc(state("ana", "S"))+b.doc(profile)+b.doc(agent), "012345")
	}},
	{"an id with U+0000 and 4,000 characters", func(b *bench) {
		k := state("ana", "a\x00b"+string(make([]byte, 4000)))
		b.noError("put", b.putDoc(k, "x", lrs.Precondition{}))
		b.want("body", b.doc(k), "x")
	}},
	{"If-None-Match * refuses an existing one", func(b *bench) {
		b.noError("put", b.putDoc(state("ana", "s"), "1", lrs.Precondition{NoneMatch: []string{"*"}}))
		b.want("error", b.putDoc(state("ana", "s"), "2", lrs.Precondition{NoneMatch: []string{"*"}}), lrs.ErrPrecondition)
		b.want("body", b.doc(state("ana", "s")), "1")
	}},
	{"If-Match with the right tag", func(b *bench) {
		b.noError("put", b.putDoc(state("ana", "s"), "1", lrs.Precondition{}))
		b.noError("put", b.putDoc(state("ana", "s"), "2", lrs.Precondition{Match: []string{"x", lrs.ETagOf([]byte("1"))}}))
		b.want("body", b.doc(state("ana", "s")), "2")
	}},
	{"If-Match with a wrong tag", func(b *bench) {
		b.noError("put", b.putDoc(state("ana", "s"), "1", lrs.Precondition{}))
		b.want("error", b.putDoc(state("ana", "s"), "2", lrs.Precondition{Match: []string{lrs.ETagOf([]byte("0"))}}), lrs.ErrPrecondition)
		b.want("body", b.doc(state("ana", "s")), "1")
	}},
	{"If-Match on nothing", func(b *bench) {
		b.want("error", b.putDoc(state("ana", "s"), "2", lrs.Precondition{Match: []string{"*"}}), lrs.ErrPrecondition)
		b.want("body", b.doc(state("ana", "s")), "(none)")
	}},
	{"32 writers that must be first: one is", func(b *bench) {
		var wg sync.WaitGroup
		var mu sync.Mutex
		won := 0
		for i := range 32 {
			wg.Go(func() {
				err := b.putDoc(state("ana", "s"), fmt.Sprint(i), lrs.Precondition{NoneMatch: []string{"*"}})
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					won++
				} else if !errors.Is(err, lrs.ErrPrecondition) {
					b.Errorf("put: %v", err)
				}
			})
		}
		wg.Wait()
		b.want("winners", won, 1)
	}},
	{"delete", func(b *bench) {
		b.noError("put", b.putDoc(state("ana", "s"), "1", lrs.Precondition{}))
		b.noError("delete", b.store.DeleteDocuments(b.ctx, b.tenant, state("ana", "s"), lrs.Precondition{}))
		b.want("body", b.doc(state("ana", "s")), "(none)")
	}},
	{"delete nothing", func(b *bench) {
		b.noError("delete", b.store.DeleteDocuments(b.ctx, b.tenant, state("ana", "s"), lrs.Precondition{}))
	}},
	{"delete with a wrong tag", func(b *bench) {
		b.noError("put", b.putDoc(state("ana", "s"), "1", lrs.Precondition{}))
		err := b.store.DeleteDocuments(b.ctx, b.tenant, state("ana", "s"), lrs.Precondition{Match: []string{"x"}})
		b.want("error", err, lrs.ErrPrecondition)
		b.want("body", b.doc(state("ana", "s")), "1")
	}},
	{"list", func(b *bench) {
		for _, s := range []string{"c", "a", "b"} {
			b.noError("put", b.putDoc(state("ana", s), s, lrs.Precondition{}))
		}
		b.noError("put", b.putDoc(state("bob", "z"), "z", lrs.Precondition{}))
		b.want("ids", b.ids(state("ana", ""), time.Time{}), []string{"a", "b", "c"})
	}},
	{"list by registration", func(b *bench) {
		k := state("ana", "a")
		b.noError("put", b.putDoc(k, "1", lrs.Precondition{}))
		k.Registration, k.ID = id(1), "b"
		b.noError("put", b.putDoc(k, "1", lrs.Precondition{}))
		k.ID = ""
		b.want("one registration", b.ids(k, time.Time{}), []string{"b"})
		b.want("any registration", b.ids(state("ana", ""), time.Time{}), []string{"a", "b"})
	}},
	{"list since", func(b *bench) {
		b.noError("put", b.putDoc(state("ana", "a"), "1", lrs.Precondition{}))
		d, err := b.store.GetDocument(b.ctx, b.tenant, state("ana", "a"))
		b.noError("get", err)
		time.Sleep(2 * time.Millisecond)
		b.noError("put", b.putDoc(state("ana", "b"), "1", lrs.Precondition{}))
		b.want("ids", b.ids(state("ana", ""), d.Updated), []string{"b"})
	}},
	{"delete a set", func(b *bench) {
		for _, s := range []string{"a", "b"} {
			b.noError("put", b.putDoc(state("ana", s), s, lrs.Precondition{}))
		}
		b.noError("put", b.putDoc(state("bob", "z"), "z", lrs.Precondition{}))
		b.noError("delete", b.store.DeleteDocuments(b.ctx, b.tenant, state("ana", ""), lrs.Precondition{}))
		b.want("ids and the other", []string{fmt.Sprint(b.ids(state("ana", ""), time.Time{})), b.doc(state("bob", "z"))}, []string{"[]", "z"})
	}},
}
