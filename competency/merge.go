// SPDX-License-Identifier: Apache-2.0

//go:build !js

package competency

import (
	"bytes"
	"strconv"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// MergeOptions names the framework that Merge makes. The zero value keeps the
// identity of the first framework.
type MergeOptions struct {
	URI     IRI
	Version string
	Title   Text
}

// Merge returns one framework with the parts of both. Every ID is kept, so
// claims stay true; what both have under one ID with another content is the
// first one's, and each such clash is listed (MERGE-001 to MERGE-005). The
// top items of both hang from the new framework; second-coming codes and
// scale names get a number. Neither input is changed. Frameworks of different
// kind or main language are not merged (MERGE-004: nil).
func Merge(first, second *Framework, opt MergeOptions) (*Framework, issue.Issues) {
	m := &merger{out: *first, first: first, second: second}
	if first.Kind != second.Kind {
		m.add(&mergeKind, "/kind", "kind", string(first.Kind), string(second.Kind))
	}
	if first.Language != second.Language {
		m.add(&mergeKind, "/language", "language", first.Language, second.Language)
	}
	if m.issues.HasErrors() {
		return nil, m.issues
	}
	f := &m.out
	f.Schema = ""
	if opt.URI != "" && opt.URI != first.URI {
		f.URI, f.ID = opt.URI, NewFrameworkID(opt.URI)
	}
	if opt.Version != "" {
		f.Version = opt.Version
	}
	if len(opt.Title) > 0 {
		f.Title = opt.Title
	}
	if second.Changed.Compare(f.Changed) > 0 {
		f.Changed = second.Changed
	}
	f.Sources = append([]Source(nil), first.Sources...)
	for _, s := range second.Sources {
		if !hasSource(f.Sources, s) {
			f.Sources = append(f.Sources, s)
		}
	}
	renamed := m.scales()
	m.items(renamed)
	m.associations(first.ID, second.ID)
	f.Rubrics = mergeParts(m, first.Rubrics, second.Rubrics, "/rubrics", (*encoder).rubric, func(u *Rubric) (ID, string) { return u.ID, u.Title.In("fr") })
	m.issues.Sort()
	return f, m.issues
}

type merger struct {
	out           Framework
	first, second *Framework
	issues        issue.Issues
}

func (m *merger) add(rule *issue.Rule, p issue.Pointer, args ...any) {
	m.issues.Add(rule, p, args...)
}

func hasSource(list []Source, s Source) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// scales adds the scales of the second framework and returns the new names of
// those whose name meant something else in the first.
func (m *merger) scales() map[string]string {
	renamed := map[string]string{}
	m.out.Scales = append([]Scale(nil), m.out.Scales...)
	for i, s := range m.second.Scales {
		have := scaleByID(&m.out, s.ID)
		var a, b encoder
		if have != nil {
			a.scale(have)
			b.scale(&s)
			if bytes.Equal(a.b, b.b) {
				continue
			}
			name := free(s.ID, func(n string) bool { return scaleByID(&m.out, n) == nil && scaleByID(m.second, n) == nil })
			m.add(&mergeScale, issue.Pointer("/scales").Index(i), s.ID, name)
			renamed[s.ID] = name
			s.ID = name
		}
		m.out.Scales = append(m.out.Scales, s)
	}
	return renamed
}

// free returns name followed by the first number from 2 that ok accepts.
func free(name string, ok func(string) bool) string {
	for n := 2; ; n++ {
		if s := name + "-" + strconv.Itoa(n); ok(s) {
			return s
		}
	}
}

// items adds the items of the second framework.
func (m *merger) items(renamed map[string]string) {
	first := m.out.Items
	// One scale each and none named: items must name theirs from now on.
	name := func(f *Framework, it Item) Item {
		if it.Scale == "" && len(m.out.Scales) > 1 && len(f.Scales) == 1 && it.Type != ItemDomain {
			it.Scale = f.Scales[0].ID
		}
		return it
	}
	m.out.Items = make([]Item, 0, len(first)+len(m.second.Items))
	own := make(map[ID]*Item, len(first))
	codes, uris := map[string]bool{}, map[IRI]ID{}
	for i := range first {
		it := name(m.first, first[i])
		m.out.Items = append(m.out.Items, it)
		own[it.ID] = &first[i]
		codes[string(it.Type)+" "+it.Code] = true
		uris[it.URI] = it.ID
	}
	for i := range m.second.Items {
		codes[string(m.second.Items[i].Type)+" "+m.second.Items[i].Code+" second"] = true
	}
	for i := range m.second.Items {
		it := m.second.Items[i]
		p := issue.Pointer("/items").Index(i)
		if have := own[it.ID]; have != nil {
			var a, b encoder
			a.item(have)
			b.item(&it)
			if !bytes.Equal(a.b, b.b) {
				m.add(&mergeDiffers, p, it.name())
			}
			continue
		}
		if other, taken := uris[it.URI]; taken && other != it.ID {
			m.add(&mergeURI, p, string(it.URI))
		}
		it = name(m.second, it)
		if n, ok := renamed[it.Scale]; ok {
			it.Scale = n
		}
		if k := string(it.Type) + " "; it.Code != "" && codes[k+it.Code] {
			code := free(it.Code, func(s string) bool { return !codes[k+s] && !codes[k+s+" second"] })
			m.add(&mergeCode, p, it.Code, code)
			it.Code = code
		}
		codes[string(it.Type)+" "+it.Code] = true
		uris[it.URI] = it.ID
		m.out.Items = append(m.out.Items, it)
	}
}

// associations adds those of the second framework; ends at either root end at
// the new one.
func (m *merger) associations(root1, root2 ID) {
	type link struct {
		from, to NodeRef
		typ      AssociationType
	}
	toRoot := func(list []Association) []Association {
		out := append([]Association(nil), list...)
		for i := range out {
			for _, end := range []*NodeRef{&out[i].From, &out[i].To} {
				if *end == NodeRef(root1) || *end == NodeRef(root2) {
					*end = NodeRef(m.out.ID)
				}
			}
		}
		return out
	}
	first, second := toRoot(m.out.Associations), toRoot(m.second.Associations)
	seen := map[link]bool{}
	for _, a := range first {
		seen[link{a.From, a.To, a.Type}] = true
	}
	rest := second[:0:0]
	byID := make(map[ID]bool, len(first))
	for i := range first {
		byID[first[i].ID] = true
	}
	for _, a := range second {
		if byID[a.ID] || !seen[link{a.From, a.To, a.Type}] {
			rest = append(rest, a)
		}
	}
	m.out.Associations = mergeParts(m, first, rest, "/associations", (*encoder).association, func(a *Association) (ID, string) { return a.ID, string(a.Type) + " " + string(a.ID) })
}

// mergeParts returns first and what second has beyond it, by ID.
func mergeParts[T any](m *merger, first, second []T, at issue.Pointer, write func(*encoder, *T), name func(*T) (ID, string)) []T {
	out := append([]T(nil), first...)
	have := make(map[ID]int, len(first))
	for i := range first {
		id, _ := name(&first[i])
		have[id] = i
	}
	for i := range second {
		id, called := name(&second[i])
		j, twice := have[id]
		if !twice {
			out = append(out, second[i])
			continue
		}
		var a, b encoder
		write(&a, &first[j])
		write(&b, &second[i])
		if !bytes.Equal(a.b, b.b) {
			m.add(&mergeDiffers, at, called)
		}
	}
	return out
}
