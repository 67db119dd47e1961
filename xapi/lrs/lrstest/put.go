// SPDX-License-Identifier: Apache-2.0

package lrstest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

var putCases = []testCase{
	{"a statement comes back with its bytes", func(b *bench) {
		text := statement(1, "ana", "done", activity("a"), `,"result":{"extensions":{"https://example.org/x":12345678901234567890.1230E0}}`)
		b.put(text)
		r := b.get(1)
		body := strings.TrimSuffix(text, "}")
		if !strings.HasPrefix(string(r.Payload), body) {
			b.Errorf("payload %s does not begin with %s", r.Payload, body)
		}
	}},
	{"stored is spliced into the payload", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), ""))
		r := b.get(1)
		if !bytes.Contains(r.Payload, []byte(`"stored":"`+stamp(r.Stored)+`"`)) {
			b.Errorf("payload %s lacks stored %s", r.Payload, stamp(r.Stored))
		}
	}},
	{"a missing timestamp is stored", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), ""))
		r := b.get(1)
		if !bytes.Contains(r.Payload, []byte(`"timestamp":"`+stamp(r.Stored)+`"`)) {
			b.Errorf("payload %s lacks timestamp %s", r.Payload, stamp(r.Stored))
		}
	}},
	{"an unknown id is ErrNotFound", func(b *bench) {
		_, err := b.store.Get(b.ctx, b.tenant, id(9))
		b.want("error", errors.Is(err, lrs.ErrNotFound), true)
	}},
	{"an empty batch changes nothing", func(b *bench) {
		b.want("new", b.put().New, 0)
		b.want("found", b.find(lrs.Query{}), []int{})
	}},
	{"a repeat is acknowledged and not doubled", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), ""))
		first := b.get(1)
		done := b.put(statement(1, "ana", "done", activity("a"), ""))
		b.want("repeated", done.Repeated, 1)
		b.want("new", done.New, 0)
		b.want("stored", b.get(1).Stored, first.Stored)
		b.want("found", b.find(lrs.Query{}), []int{1})
	}},
	{"another content is ErrConflict with the id", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), ""))
		_, err := b.tryPut(statement(1, "bob", "done", activity("a"), ""))
		var conflict lrs.ErrConflict
		b.want("conflict", errors.As(err, &conflict) && conflict.ID == id(1), true)
	}},
	{"a conflict refuses the whole batch", func(b *bench) {
		b.put(statement(2, "ana", "done", activity("a"), ""))
		_, err := b.tryPut(statement(1, "ana", "done", activity("a"), ""), statement(2, "bob", "done", activity("a"), ""), statement(3, "ana", "done", activity("a"), ""))
		b.want("refused", err != nil, true)
		b.want("found", b.find(lrs.Query{}), []int{2})
		b.want("agent of the refused one", b.find(lrs.Query{Agent: keyOf("bob")}), []int{})
	}},
	{"a batch may repeat some and bring others", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), ""))
		done := b.put(statement(1, "ana", "done", activity("a"), ""), statement(2, "ana", "done", activity("a"), ""))
		b.want("new and repeated", []int{done.New, done.Repeated}, []int{1, 1})
	}},
	{"a batch of 1,000 is whole and in order", func(b *bench) {
		var texts []string
		for n := range 1000 {
			texts = append(texts, statement(n+1, "ana", "done", activity("a"), ""))
		}
		b.want("new", b.put(texts...).New, 1000)
		got := b.find(lrs.Query{Ascending: true, Limit: 3})
		b.want("first", got, []int{1, 2, 3})
		b.want("last", b.find(lrs.Query{Limit: 2}), []int{1000, 999})
	}},
	{"the same timestamp in another spelling is a repeat", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), `,"timestamp":"2026-11-03T10:00:00+01:00"`))
		done, err := b.tryPut(statement(1, "ana", "done", activity("a"), `,"timestamp":"2026-11-03T09:00:00Z"`))
		b.noError("put", err)
		b.want("repeated", done.Repeated, 1)
	}},
	{"another timestamp is a conflict", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), `,"timestamp":"2026-11-03T10:00:00Z"`))
		_, err := b.tryPut(statement(1, "ana", "done", activity("a"), `,"timestamp":"2026-11-03T10:00:01Z"`))
		b.want("refused", err != nil, true)
	}},
	{"a timestamp against none is a repeat", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), ""))
		_, err := b.tryPut(statement(1, "ana", "done", activity("a"), `,"timestamp":"2026-11-03T10:00:01Z"`))
		b.noError("put", err)
	}},
	{"64 writers of one statement make one row", func(b *bench) { race(b, func(int) string { return "ana" }, 64) }},
	{"64 writers of different statements with one id: one wins", func(b *bench) { race(b, func(i int) string { return fmt.Sprintf("p%d", i) }, 1) }},
	{"stored never goes back", func(b *bench) {
		for n := 1; n <= 20; n++ {
			b.put(statement(n, "ana", "done", activity("a"), ""))
		}
		page, err := b.store.Find(b.ctx, b.tenant, lrs.Query{Ascending: true})
		b.noError("find", err)
		b.want("order", numbers(page.Records), []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
		for i := 1; i < len(page.Records); i++ {
			if !page.Records[i-1].At().Before(page.Records[i].At()) {
				b.Errorf("record %d at %v is not after %v", i, page.Records[i].At(), page.Records[i-1].At())
			}
		}
	}},
	{"what is stored before ConsistentThrough is visible", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), ""))
		at, err := b.store.ConsistentThrough(b.ctx, b.tenant)
		b.noError("through", err)
		b.put(statement(2, "ana", "done", activity("a"), ""))
		if late := b.get(2).Stored; late.Before(at) {
			b.Errorf("stored at %v, announced through %v", late, at)
		}
	}},
	{"a name with U+0000 does no harm", func(b *bench) {
		b.put(statement(1, `a\u0000b`, "done", activity("a"), ""))
		k, _ := lrs.AgentKey([]byte(account(`a\u0000b`)))
		b.want("found", b.find(lrs.Query{Agent: &k}), []int{1})
	}},
	{"a verb of 5,000 characters", func(b *bench) {
		long := strings.Repeat("x", 5000)
		b.put(statement(1, "ana", long, activity("a"), ""))
		b.want("found", b.find(lrs.Query{Verb: "https://example.org/verbs/" + long}), []int{1})
	}},
	{"an attachment comes back by its hash", func(b *bench) {
		batch := lrs.Batch{Attachments: []lrs.Attachment{{Hash: strings.Repeat("ab", 32), ContentType: "text/plain", Body: []byte("bonjour\x00")}}}
		batch.Items = append(batch.Items, item(statement(1, "ana", "done", activity("a"), "")))
		_, err := b.store.Put(b.ctx, b.tenant, batch)
		b.noError("put", err)
		a, err := b.store.Attachment(b.ctx, b.tenant, strings.Repeat("ab", 32))
		b.noError("attachment", err)
		b.want("body", string(a.Body)+a.ContentType, "bonjour\x00text/plain")
	}},
	{"an unknown attachment is ErrNotFound", func(b *bench) {
		_, err := b.store.Attachment(b.ctx, b.tenant, strings.Repeat("cd", 32))
		b.want("error", errors.Is(err, lrs.ErrNotFound), true)
	}},
	{"Check finds nothing wrong", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), ""))
		b.noError("check", b.store.Check(b.ctx))
	}},
}

// race puts one id from 64 goroutines and wants so many successes, one row.
func race(b *bench, actor func(int) string, want int) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	good, refused := 0, 0
	for i := range 64 {
		wg.Go(func() {
			_, err := b.tryPut(statement(1, actor(i), "done", activity("a"), ""))
			mu.Lock()
			defer mu.Unlock()
			var conflict lrs.ErrConflict
			switch {
			case err == nil:
				good++
			case errors.As(err, &conflict):
				refused++
			default:
				b.Errorf("put: %v", err)
			}
		})
	}
	wg.Wait()
	b.want("accepted and refused", []int{good, refused}, []int{want, 64 - want})
	b.want("rows", b.find(lrs.Query{}), []int{1})
}
