// SPDX-License-Identifier: Apache-2.0

package lrstest

import (
	"strings"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

var refCases = []testCase{
	{"a voided statement disappears", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), ""))
		b.put(void(2, 1))
		b.want("voided", b.get(1).Voided, true)
		b.want("found", b.find(lrs.Query{}), []int{2})
	}},
	{"the voiding one matches what its target did", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), ""))
		b.put(void(2, 1))
		b.want("by agent", b.find(lrs.Query{Agent: keyOf("ana")}), []int{2})
		b.want("by activity", b.find(lrs.Query{Activity: activityKey("https://example.org/activities/a")}), []int{2})
		b.want("by verb", b.find(lrs.Query{Verb: "https://example.org/verbs/done"}), []int{2})
	}},
	{"voiding may come first", func(b *bench) {
		b.put(void(2, 1))
		b.put(statement(1, "ana", "done", activity("a"), ""))
		b.want("voided", b.get(1).Voided, true)
		b.want("found", b.find(lrs.Query{}), []int{2})
	}},
	{"voiding in the same batch, either order", func(b *bench) {
		b.put(void(2, 1), statement(1, "ana", "done", activity("a"), ""))
		b.put(statement(3, "ana", "done", activity("a"), ""), void(4, 3))
		b.want("voided", []bool{b.get(1).Voided, b.get(3).Voided}, []bool{true, true})
	}},
	{"a voiding statement cannot be voided", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), ""))
		b.put(void(2, 1))
		b.put(void(3, 2))
		b.want("voided", b.get(2).Voided, false)
		b.want("found", b.find(lrs.Query{}), []int{3, 2})
	}},
	{"voiding nobody waits", func(b *bench) {
		b.put(void(2, 77))
		b.want("found", b.find(lrs.Query{}), []int{2})
	}},
	{"a reference matches by its target", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), ""))
		b.put(statement(2, "bob", "commented", ref(1), ""))
		b.want("by agent", b.find(lrs.Query{Agent: keyOf("ana")}), []int{2, 1})
		b.want("by verb", b.find(lrs.Query{Verb: "https://example.org/verbs/done"}), []int{2, 1})
	}},
	{"a reference before its target", func(b *bench) {
		b.put(statement(2, "bob", "commented", ref(1), ""))
		b.want("before", b.find(lrs.Query{Agent: keyOf("ana")}), []int{})
		b.put(statement(1, "ana", "done", activity("a"), ""))
		b.want("after", b.find(lrs.Query{Agent: keyOf("ana")}), []int{1, 2})
	}},
	{"filters must hold on one statement of the chain", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), ""))
		b.put(statement(2, "bob", "commented", ref(1), ""))
		b.want("split", b.find(lrs.Query{Agent: keyOf("bob"), Verb: "https://example.org/verbs/done"}), []int{})
		b.want("whole", b.find(lrs.Query{Agent: keyOf("ana"), Verb: "https://example.org/verbs/done"}), []int{2, 1})
		b.want("own", b.find(lrs.Query{Agent: keyOf("bob"), Verb: "https://example.org/verbs/commented"}), []int{2})
	}},
	{"a chain of three", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), ""))
		b.put(statement(2, "bob", "commented", ref(1), ""))
		b.put(statement(3, "cid", "commented", ref(2), ""))
		b.want("by agent", b.find(lrs.Query{Agent: keyOf("ana")}), []int{3, 2, 1})
	}},
	{"a chain that arrives from its end", func(b *bench) {
		b.put(statement(3, "cid", "commented", ref(2), ""))
		b.put(statement(2, "bob", "commented", ref(1), ""))
		b.put(statement(1, "ana", "done", activity("a"), ""))
		b.want("by agent", b.find(lrs.Query{Agent: keyOf("ana")}), []int{1, 2, 3})
	}},
	{"a chain whose middle comes last", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), ""))
		b.put(statement(3, "cid", "commented", ref(2), ""))
		b.put(statement(2, "bob", "commented", ref(1), ""))
		b.want("by agent", b.find(lrs.Query{Agent: keyOf("ana")}), []int{2, 3, 1})
	}},
	{"a circle ends", func(b *bench) {
		b.put(statement(1, "ana", "commented", ref(2), ""))
		b.put(statement(2, "bob", "commented", ref(1), ""))
		b.want("by agent", b.find(lrs.Query{Agent: keyOf("ana")}), []int{2, 1})
		b.want("by other agent", b.find(lrs.Query{Agent: keyOf("bob")}), []int{2, 1})
	}},
	{"the registration of a target", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), `,"context":{"registration":"`+regA+`"}`))
		b.put(statement(2, "bob", "commented", ref(1), ""))
		u, _ := lrs.ParseUUID(regA)
		b.want("found", b.find(lrs.Query{Registration: &u}), []int{2, 1})
	}},
	{"one referrer shows once though both match", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), ""))
		b.put(statement(2, "ana", "done", ref(1), ""))
		b.want("by agent", b.find(lrs.Query{Agent: keyOf("ana")}), []int{2, 1})
		b.want("by verb", b.find(lrs.Query{Verb: "https://example.org/verbs/done"}), []int{2, 1})
	}},
}

var knownCases = []testCase{
	{"an unknown activity is ErrNotFound", func(b *bench) {
		_, err := b.store.Activity(b.ctx, b.tenant, lrs.ActivityKey("https://example.org/none"))
		b.want("error", err, lrs.ErrNotFound)
	}},
	{"an activity without definition", func(b *bench) {
		b.put(statement(1, "ana", "done", activity("a"), ""))
		d, err := b.store.Activity(b.ctx, b.tenant, lrs.ActivityKey("https://example.org/activities/a"))
		b.noError("activity", err)
		b.want("definition", string(d.JSON)+d.IRI, "https://example.org/activities/a")
	}},
	{"definitions are merged", func(b *bench) {
		with := func(n int, def string) string {
			return statement(n, "ana", "done", `{"id":"https://example.org/activities/a","definition":`+def+`}`, "")
		}
		b.put(with(1, `{"name":{"fr":"Un"},"type":"https://example.org/t"}`))
		b.put(with(2, `{"name":{"en":"One"},"moreInfo":"https://example.org/m"}`))
		b.put(with(3, `{"name":{"fr":"Une"}}`))
		b.put(statement(4, "ana", "done", activity("a"), ""))
		d, err := b.store.Activity(b.ctx, b.tenant, lrs.ActivityKey("https://example.org/activities/a"))
		b.noError("activity", err)
		b.want("definition", string(d.JSON), `{"name":{"fr":"Une","en":"One"},"type":"https://example.org/t","moreInfo":"https://example.org/m"}`)
	}},
	{"the last definition wins again", func(b *bench) {
		with := func(n int, name string) string {
			return statement(n, "ana", "done", `{"id":"https://example.org/activities/a","definition":{"name":{"fr":"`+name+`"}}}`, "")
		}
		b.put(with(1, "A"))
		b.put(with(2, "B"))
		b.put(with(3, "A"))
		d, err := b.store.Activity(b.ctx, b.tenant, lrs.ActivityKey("https://example.org/activities/a"))
		b.noError("activity", err)
		b.want("definition", string(d.JSON), `{"name":{"fr":"A"}}`)
	}},
	{"a person is known by all names", func(b *bench) {
		named := func(n int, name string) string {
			s := statement(n, "ana", "done", activity("a"), "")
			return strings.Replace(s, `{"objectType":"Agent","account"`, `{"objectType":"Agent","name":"`+name+`","account"`, 1)
		}
		b.put(named(1, "Ana"), named(2, "Ana B."), named(3, "Ana"))
		list, err := b.store.Person(b.ctx, b.tenant, *keyOf("ana"))
		b.noError("person", err)
		names := map[string]bool{}
		for _, p := range list {
			names[string(p.Name)] = true
		}
		b.want("names", len(names) == 2 && names[`"Ana"`] && names[`"Ana B."`], true)
	}},
	{"an unknown person is nobody", func(b *bench) {
		list, err := b.store.Person(b.ctx, b.tenant, *keyOf("ana"))
		b.noError("person", err)
		b.want("identities", len(list), 0)
	}},
}
