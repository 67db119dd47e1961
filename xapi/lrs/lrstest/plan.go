// SPDX-License-Identifier: Apache-2.0

package lrstest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// follow reads everything from a cursor on.
func (b *bench) follow(c lrs.Cursor, chunk int) ([]int, lrs.Cursor) {
	b.Helper()
	var all []int
	for {
		list, next, err := b.store.Follow(b.ctx, b.tenant, c, chunk)
		b.noError("follow", err)
		if len(list) == 0 {
			return all, next
		}
		all, c = append(all, numbers(list)...), next
	}
}

var followCases = []testCase{
	{"from the beginning, in order", func(b *bench) {
		b.put(corpus()...)
		got, _ := b.follow("", 3)
		b.want("followed", got, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
	}},
	{"goes on where it was", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), ""))
		_, c := b.follow("", 10)
		b.put(statement(2, "ana", "done", activity("a"), ""))
		got, _ := b.follow(c, 10)
		b.want("followed", got, []int{2})
	}},
	{"shows voided ones", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), ""))
		b.put(void(2, 1))
		got, _ := b.follow("", 10)
		b.want("followed", got, []int{1, 2})
	}},
	{"an empty tenant stays at the beginning", func(b *bench) {
		got, c := b.follow("", 10)
		b.want("followed", len(got), 0)
		b.put(statement(1, "ana", "done", activity("a"), ""))
		got, _ = b.follow(c, 10)
		b.want("followed", got, []int{1})
	}},
	{"misses nothing while 8 write", func(b *bench) {
		const writers, each = 8, 40
		var wg sync.WaitGroup
		for w := range writers {
			wg.Go(func() {
				for i := range each {
					if _, err := b.tryPut(statement(w*each+i+1, "ana", "done", activity("a"), "")); err != nil {
						b.Errorf("put: %v", err)
					}
				}
			})
		}
		done := make(chan struct{})
		go func() { wg.Wait(); close(done) }()
		seen := map[int]int{}
		var c lrs.Cursor
		for ended := false; ; {
			got, next := b.follow(c, 16)
			c = next
			for _, n := range got {
				seen[n]++
			}
			if ended && (len(seen) == writers*each || len(got) == 0) {
				break
			}
			select {
			case <-done:
				ended = true
				time.Sleep(20 * time.Millisecond)
			default:
			}
		}
		for n := 1; n <= writers*each; n++ {
			if seen[n] != 1 {
				b.Errorf("statement %d seen %d times", n, seen[n])
			}
		}
	}},
}

func (b *bench) plan(s xapi.Selection) xapi.Plan {
	b.Helper()
	p, err := b.store.Plan(b.ctx, b.tenant, s)
	b.noError("plan", err)
	return p
}

func (b *bench) apply(p xapi.Plan) xapi.Report {
	b.Helper()
	r, err := b.store.Apply(b.ctx, b.tenant, p)
	b.noError("apply", err)
	return r
}

func erase(name string) xapi.Selection {
	return xapi.Selection{Action: xapi.ActionErase, Person: person(name)}
}

var planCases = []testCase{
	{"a plan changes nothing", func(b *bench) {
		b.put(corpus()...)
		p := b.plan(erase("ana"))
		b.want("counts", []int{p.Statements, p.Rewritten}, []int{3, 4})
		b.want("found", len(b.find(lrs.Query{})), 10)
	}},
	{"a selection of everything is refused", func(b *bench) {
		for _, s := range []xapi.Selection{{}, {Action: xapi.ActionDelete}, {Action: xapi.ActionErase}, {Action: "other"}} {
			if _, err := b.store.Plan(b.ctx, b.tenant, s); err == nil {
				b.Errorf("plan of %+v was accepted", s)
			}
		}
	}},
	{"erase deletes what is about the person", func(b *bench) {
		b.put(corpus()...)
		r := b.apply(b.plan(erase("ana")))
		b.want("report", []int{r.Statements, r.Rewritten}, []int{3, 4})
		b.want("left", b.find(lrs.Query{}), []int{10, 9, 8, 7, 6, 5, 2})
		b.want("by agent", b.find(lrs.Query{Agent: keyOf("ana"), RelatedAgents: true}), []int{})
	}},
	{"erase takes the identifier out of the rest", func(b *bench) {
		b.put(corpus()...)
		b.apply(b.plan(erase("ana")))
		for _, n := range []int{5, 6, 7, 9} {
			if p := b.get(n).Payload; bytes.Contains(p, []byte(`"ana"`)) || !bytes.Contains(p, []byte(`"erased"`)) {
				b.Errorf("statement %d: %s", n, p)
			}
		}
		list, err := b.store.Person(b.ctx, b.tenant, *keyOf("ana"))
		b.noError("person", err)
		b.want("identities", len(list), 0)
	}},
	{"a late repeat of an erased statement is not stored", func(b *bench) {
		b.put(corpus()...)
		b.apply(b.plan(erase("ana")))
		done := b.put(corpus()...)
		b.want("new", done.New, 0)
		b.want("found", len(b.find(lrs.Query{})), 7)
	}},
	{"erase takes documents and orphan attachments", func(b *bench) {
		hash := strings.Repeat("ab", 32)
		declared := `,"attachments":[{"usageType":"https://example.org/u","display":{"fr":"x"},"contentType":"text/plain","length":1,"sha2":"` + hash + `"}]`
		batch := lrs.Batch{Attachments: []lrs.Attachment{{Hash: hash, ContentType: "text/plain", Body: []byte("x")}}}
		batch.Items = append(batch.Items, item(statement(1, "ana", "done", activity("a"), declared)))
		_, err := b.store.Put(b.ctx, b.tenant, batch)
		b.noError("put", err)
		b.noError("document", b.putDoc(state("ana", "s"), "1", lrs.Precondition{}))
		r := b.apply(b.plan(erase("ana")))
		b.want("report", []int{r.Statements, r.Documents, r.Attachments}, []int{1, 1, 1})
		_, err = b.store.Attachment(b.ctx, b.tenant, hash)
		b.want("attachment", errors.Is(err, lrs.ErrNotFound), true)
		b.want("document", b.doc(state("ana", "s")), "(none)")
	}},
	{"a shared attachment stays", func(b *bench) {
		hash := strings.Repeat("ab", 32)
		declared := `,"attachments":[{"usageType":"https://example.org/u","display":{"fr":"x"},"contentType":"text/plain","length":1,"sha2":"` + hash + `"}]`
		batch := lrs.Batch{Attachments: []lrs.Attachment{{Hash: hash, ContentType: "text/plain", Body: []byte("x")}}}
		batch.Items = append(batch.Items, item(statement(1, "ana", "done", activity("a"), declared)), item(statement(2, "bob", "done", activity("a"), declared)))
		_, err := b.store.Put(b.ctx, b.tenant, batch)
		b.noError("put", err)
		b.want("attachments", b.apply(b.plan(erase("ana"))).Attachments, 0)
		_, err = b.store.Attachment(b.ctx, b.tenant, hash)
		b.noError("attachment", err)
	}},
	{"a plan that is no longer true is refused", func(b *bench) {
		b.put(corpus()...)
		p := b.plan(erase("ana"))
		b.put(statement(11, "ana", "done", activity("a"), ""))
		_, err := b.store.Apply(b.ctx, b.tenant, p)
		b.want("error", errors.Is(err, lrs.ErrPlanChanged), true)
		b.want("found", len(b.find(lrs.Query{})), 11)
	}},
	{"replace keeps every statement", func(b *bench) {
		b.put(corpus()...)
		s := xapi.Selection{Action: xapi.ActionReplace, Person: person("ana"), By: person("pseudo")}
		r := b.apply(b.plan(s))
		b.want("report", []int{r.Statements, r.Rewritten}, []int{0, 7})
		b.want("by the new one", b.find(lrs.Query{Agent: keyOf("pseudo"), RelatedAgents: true}), []int{9, 7, 6, 5, 4, 3, 1})
		b.want("by the old one", b.find(lrs.Query{Agent: keyOf("ana"), RelatedAgents: true}), []int{})
		b.want("all", len(b.find(lrs.Query{})), 10)
	}},
	{"replace moves documents", func(b *bench) {
		b.noError("document", b.putDoc(state("ana", "s"), "1", lrs.Precondition{}))
		b.apply(b.plan(xapi.Selection{Action: xapi.ActionReplace, Person: person("ana"), By: person("pseudo")}))
		b.want("documents", b.doc(state("ana", "s"))+b.doc(state("pseudo", "s")), "(none)1")
	}},
	{"replace into one that is there", func(b *bench) {
		b.put(corpus()...)
		b.apply(b.plan(xapi.Selection{Action: xapi.ActionReplace, Person: person("ana"), By: person("bob")}))
		b.want("by the new one", b.find(lrs.Query{Agent: keyOf("bob")}), []int{6, 4, 3, 2, 1})
	}},
	{"delete by age, its moment left", func(b *bench) {
		for _, s := range corpus() {
			b.put(s)
		}
		s := xapi.Selection{Action: xapi.ActionDelete, StoredBefore: xapi.Timestamp(stamp(b.get(4).Stored))}
		p := b.plan(s)
		b.want("planned", p.Statements, 3)
		b.want("oldest and newest", []string{string(p.Oldest), string(p.Newest)}, []string{stamp(b.get(1).Stored), stamp(b.get(3).Stored)})
		b.want("deleted", b.apply(p).Statements, 3)
		b.want("left", b.find(lrs.Query{Ascending: true}), []int{4, 5, 6, 7, 8, 9, 10})
		b.want("by agent", b.find(lrs.Query{Agent: keyOf("bob")}), []int{6})
	}},
	{"delete by verb counts per verb", func(b *bench) {
		b.put(corpus()...)
		p := b.plan(xapi.Selection{Action: xapi.ActionDelete, Verbs: []xapi.IRI{"https://example.org/verbs/done", "https://example.org/verbs/planned"}})
		b.want("verbs", fmt.Sprint(p.Verbs), "[{https://example.org/verbs/done 5} {https://example.org/verbs/planned 1}]")
		b.want("deleted", b.apply(p).Statements, 6)
	}},
	{"delete by profile and type", func(b *bench) {
		b.put(statement(1, "ana", "done", `{"id":"https://example.org/x","definition":{"type":"https://example.org/t"}}`, `,"context":{"contextActivities":{"category":[{"id":"https://example.org/profile"}]}}`),
			statement(2, "ana", "done", `{"id":"https://example.org/x","definition":{"type":"https://example.org/t"}}`, ""), statement(3, "ana", "done", activity("a"), ""))
		p := b.plan(xapi.Selection{Action: xapi.ActionDelete, Profiles: []xapi.IRI{"https://example.org/profile"}, ActivityTypes: []xapi.IRI{"https://example.org/t"}})
		b.want("deleted", b.apply(p).Statements, 1)
		b.want("left", b.find(lrs.Query{}), []int{3, 2})
	}},
	{"a deletion leaves what came after its plan", func(b *bench) {
		b.put(corpus()...)
		p := b.plan(xapi.Selection{Action: xapi.ActionDelete, Verbs: []xapi.IRI{"https://example.org/verbs/done"}})
		b.put(statement(11, "ana", "done", activity("a"), ""))
		b.want("deleted", b.apply(p).Statements, p.Statements)
		b.want("left", b.find(lrs.Query{Verb: "https://example.org/verbs/done"}), []int{11})
	}},
	{"deleting a target cuts the reference", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), ""))
		b.put(statement(2, "bob", "commented", ref(1), ""))
		b.put(statement(3, "cid", "commented", ref(2), ""))
		b.apply(b.plan(erase("bob")))
		b.want("by agent", b.find(lrs.Query{Agent: keyOf("ana")}), []int{1})
		b.want("left", b.find(lrs.Query{}), []int{3, 1})
	}},
	{"order goes on after everything is deleted", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), ""))
		last := b.get(1).Stored
		_, c := b.follow("", 10)
		b.apply(b.plan(erase("ana")))
		b.put(statement(2, "bob", "done", activity("a"), ""))
		b.want("later", b.get(2).Stored.After(last), true)
		got, _ := b.follow(c, 10)
		b.want("followed", got, []int{2})
	}},
}

var tenantCases = []testCase{
	{"statements", func(b *bench) {
		o := b.other()
		b.put(statement(1, "ana", "done", activity("a"), ""))
		o.put(statement(1, "bob", "seen", activity("b"), ""))
		b.want("mine", b.find(lrs.Query{Agent: keyOf("bob")}), []int{})
		b.want("theirs", o.find(lrs.Query{Agent: keyOf("bob")}), []int{1})
		b.want("all", len(b.find(lrs.Query{}))+len(o.find(lrs.Query{})), 2)
	}},
	{"by every filter", func(b *bench) {
		o := b.other()
		o.put(corpus()...)
		u, _ := lrs.ParseUUID(regA)
		for _, q := range []lrs.Query{{}, {Agent: keyOf("ana")}, {Agent: keyOf("ana"), RelatedAgents: true}, {Verb: "https://example.org/verbs/done"}, {Activity: activityKey("https://example.org/activities/a")}, {Registration: &u}} {
			b.want("found", b.find(q), []int{})
		}
		_, err := b.store.Get(b.ctx, b.tenant, id(1))
		b.want("get", errors.Is(err, lrs.ErrNotFound), true)
	}},
	{"references do not cross", func(b *bench) {
		o := b.other()
		o.put(statement(1, "ana", "done", activity("a"), ""))
		b.put(void(2, 1))
		b.want("theirs", o.get(1).Voided, false)
		b.want("mine", b.find(lrs.Query{Agent: keyOf("ana")}), []int{})
	}},
	{"documents, activities, persons, attachments", func(b *bench) {
		o := b.other()
		b.noError("put", o.putDoc(state("ana", "s"), "1", lrs.Precondition{}))
		o.put(statement(1, "ana", "done", activity("a"), ""))
		b.want("document", b.doc(state("ana", "s")), "(none)")
		b.want("ids", len(b.ids(state("ana", ""), time.Time{})), 0)
		_, err := b.store.Activity(b.ctx, b.tenant, lrs.ActivityKey("https://example.org/activities/a"))
		b.want("activity", errors.Is(err, lrs.ErrNotFound), true)
		list, err := b.store.Person(b.ctx, b.tenant, *keyOf("ana"))
		b.noError("person", err)
		b.want("person", len(list), 0)
	}},
	{"follow and erase", func(b *bench) {
		o := b.other()
		o.put(corpus()...)
		got, _ := b.follow("", 10)
		b.want("followed", len(got), 0)
		b.put(statement(1, "ana", "done", activity("a"), ""))
		b.apply(b.plan(erase("ana")))
		b.want("theirs", len(o.find(lrs.Query{})), 10)
	}},
}

// other is the same store for another tenant.
func (b *bench) other() *bench {
	o := *b
	o.tenant = "o" + b.tenant[1:]
	return &o
}
