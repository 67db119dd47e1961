// SPDX-License-Identifier: Apache-2.0

package lrstest

import (
	"fmt"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

const (
	regA = "11111111-1111-4111-8111-111111111111"
	regB = "22222222-2222-4222-8222-222222222222"
)

// corpus is one of each way that a filter may match.
func corpus() []string {
	reg := func(r string) string { return `,"context":{"registration":"` + r + `"}` }
	return []string{
		statement(1, "ana", "done", activity("a"), ""),
		statement(2, "bob", "done", activity("a"), reg(regA)),
		statement(3, "ana", "seen", activity("b"), reg(regA)),
		statement(4, "cid", "seen", account("ana"), ""),
		statement(5, "cid", "seen", activity("b"), `,"context":{"instructor":`+account("ana")+`,"contextActivities":{"parent":[`+activity("a")+`]}}`),
		`{"id":"` + id(6).String() + `","actor":{"objectType":"Group","member":[` + account("ana") + `,` + account("bob") + `]},"verb":{"id":"https://example.org/verbs/done"},"object":` + activity("c") + `}`,
		statement(7, "dan", "planned", `{"objectType":"SubStatement","actor":`+account("ana")+`,"verb":{"id":"https://example.org/verbs/done"},"object":`+activity("a")+`}`, ""),
		statement(8, "dan", "done", activity("a"), reg(regB)),
		statement(9, "eve", "done", activity("a"), `,"context":{"contextAgents":[{"objectType":"contextAgent","agent":`+account("ana")+`}]}`),
		statement(10, "eve", "seen", activity("z"), `,"context":{"team":{"objectType":"Group","account":{"homePage":"https://example.org","name":"team"},"member":[`+account("bob")+`]}}`),
	}
}

func findCases() []testCase {
	regOf := func(s string) *lrs.UUID { u, _ := lrs.ParseUUID(s); return &u }
	done := "https://example.org/verbs/done"
	a := "https://example.org/activities/a"
	queries := []struct {
		name string
		q    lrs.Query
		want []int
	}{
		{"everything, newest first", lrs.Query{}, []int{10, 9, 8, 7, 6, 5, 4, 3, 2, 1}},
		{"ascending", lrs.Query{Ascending: true}, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}},
		{"limit", lrs.Query{Limit: 2}, []int{10, 9}},
		{"limit ascending", lrs.Query{Limit: 2, Ascending: true}, []int{1, 2}},
		{"agent: actor, object, member", lrs.Query{Agent: keyOf("ana")}, []int{6, 4, 3, 1}},
		{"agent ascending", lrs.Query{Agent: keyOf("ana"), Ascending: true}, []int{1, 3, 4, 6}},
		{"related agents", lrs.Query{Agent: keyOf("ana"), RelatedAgents: true}, []int{9, 7, 6, 5, 4, 3, 1}},
		{"related agents ascending", lrs.Query{Agent: keyOf("ana"), RelatedAgents: true, Ascending: true, Limit: 3}, []int{1, 3, 4}},
		{"member of a team is related", lrs.Query{Agent: keyOf("bob"), RelatedAgents: true}, []int{10, 6, 2}},
		{"identified group", lrs.Query{Agent: keyOf("team"), RelatedAgents: true}, []int{10}},
		{"authority is related", lrs.Query{Agent: authorityKey(), RelatedAgents: true, Limit: 2}, []int{10, 9}},
		{"authority is not direct", lrs.Query{Agent: authorityKey()}, []int{}},
		{"unknown agent", lrs.Query{Agent: keyOf("nobody")}, []int{}},
		{"verb", lrs.Query{Verb: done}, []int{9, 8, 6, 2, 1}},
		{"unknown verb", lrs.Query{Verb: "https://example.org/verbs/none"}, []int{}},
		{"activity: object", lrs.Query{Activity: activityKey(a)}, []int{9, 8, 2, 1}},
		{"related activities", lrs.Query{Activity: activityKey(a), RelatedActivities: true}, []int{9, 8, 7, 5, 2, 1}},
		{"registration", lrs.Query{Registration: regOf(regA)}, []int{3, 2}},
		{"unknown registration", lrs.Query{Registration: regOf("33333333-3333-4333-8333-333333333333")}, []int{}},
		{"agent and verb", lrs.Query{Agent: keyOf("ana"), Verb: done}, []int{6, 1}},
		{"agent and activity", lrs.Query{Agent: keyOf("ana"), Activity: activityKey(a)}, []int{1}},
		{"agent and related activity", lrs.Query{Agent: keyOf("ana"), RelatedAgents: true, Activity: activityKey(a), RelatedActivities: true}, []int{9, 7, 5, 1}},
		{"agent and registration", lrs.Query{Agent: keyOf("ana"), Registration: regOf(regA)}, []int{3}},
		{"verb and activity", lrs.Query{Verb: done, Activity: activityKey(a)}, []int{9, 8, 2, 1}},
		{"verb and registration", lrs.Query{Verb: done, Registration: regOf(regA)}, []int{2}},
		{"activity and registration", lrs.Query{Activity: activityKey(a), Registration: regOf(regB)}, []int{8}},
		{"all four", lrs.Query{Agent: keyOf("bob"), Verb: done, Activity: activityKey(a), Registration: regOf(regA)}, []int{2}},
		{"all four, one wrong", lrs.Query{Agent: keyOf("bob"), Verb: done, Activity: activityKey(a), Registration: regOf(regB)}, []int{}},
	}
	var out []testCase
	for _, c := range queries {
		out = append(out, testCase{c.name, func(b *bench) {
			for _, s := range corpus() {
				b.put(s)
			}
			b.want("found", b.find(c.q), c.want)
		}})
	}
	return append(out, timeCases...)
}

func authorityKey() *lrs.Key {
	k, _ := lrs.AgentKey(authority)
	return &k
}

var timeCases = []testCase{
	{"since leaves its moment out", func(b *bench) {
		for _, s := range corpus() {
			b.put(s)
		}
		b.want("found", b.find(lrs.Query{Since: b.get(8).Stored}), []int{10, 9})
	}},
	{"until takes its moment in", func(b *bench) {
		for _, s := range corpus() {
			b.put(s)
		}
		b.want("found", b.find(lrs.Query{Until: b.get(2).Stored}), []int{2, 1})
	}},
	{"since and until with an agent", func(b *bench) {
		for _, s := range corpus() {
			b.put(s)
		}
		b.want("found", b.find(lrs.Query{Agent: keyOf("ana"), Since: b.get(1).Stored, Until: b.get(4).Stored}), []int{4, 3})
	}},
	{"a future since finds nothing", func(b *bench) {
		b.put(corpus()...)
		b.want("found", b.find(lrs.Query{Since: time.Now().Add(time.Hour)}), []int{})
	}},
	{"a walk down shows all once", func(b *bench) { walk(b, lrs.Query{Limit: 3}, nil) }},
	{"a walk up shows all once", func(b *bench) { walk(b, lrs.Query{Limit: 3, Ascending: true}, nil) }},
	{"a walk by related agent shows all once", func(b *bench) {
		walk(b, lrs.Query{Limit: 2, Agent: authorityKey(), RelatedAgents: true}, nil)
	}},
	{"a walk down is not disturbed by newer statements", func(b *bench) {
		n := 100
		walk(b, lrs.Query{Limit: 2}, func() { n++; b.put(statement(n, "late", "done", activity("late"), "")) })
	}},
	{"a walk up ends where it began", func(b *bench) {
		n := 100
		walk(b, lrs.Query{Limit: 2, Ascending: true}, func() { n++; b.put(statement(n, "late", "done", activity("late"), "")) })
	}},
	{"a full last page has no more", func(b *bench) {
		b.put(corpus()...)
		page, err := b.store.Find(b.ctx, b.tenant, lrs.Query{Limit: 10})
		b.noError("find", err)
		b.want("more", page.More == nil, true)
		b.want("records", len(page.Records), 10)
	}},
	{"limit 0 is the most", func(b *bench) {
		var texts []string
		for n := range lrs.MaxPage + 5 {
			texts = append(texts, statement(n+1, "ana", "done", activity("a"), ""))
		}
		b.put(texts...)
		b.want("records", len(b.find(lrs.Query{})), lrs.MaxPage)
		b.want("records over the limit", len(b.find(lrs.Query{Limit: 100_000})), lrs.MaxPage)
	}},
}

// walk follows More to the end and wants each statement of the corpus once.
func walk(b *bench, q lrs.Query, between func()) {
	for _, s := range corpus() {
		b.put(s)
	}
	seen := map[int]int{}
	for page := 0; ; page++ {
		got, err := b.store.Find(b.ctx, b.tenant, q)
		b.noError("find", err)
		for _, n := range numbers(got.Records) {
			seen[n]++
		}
		if got.More == nil || page > 50 {
			break
		}
		q = *got.More
		if between != nil {
			between()
		}
	}
	want := map[int]int{}
	for n := 1; n <= 10; n++ {
		want[n] = 1
	}
	b.want("walk", fmt.Sprint(seen), fmt.Sprint(want))
}
