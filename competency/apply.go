// SPDX-License-Identifier: Apache-2.0

package competency

import "errors"

// ErrOtherBase says that a change set starts from another version than the
// framework it is applied to.
var ErrOtherBase = errors.New("competency: the change set starts from another version")

// Apply returns the framework that set leads to from base, its parts in
// canonical order: Apply(a, Diff(a, b)) encodes as b does. base is not
// changed. The error is ErrOtherBase when base is not the version that the
// set starts from (by URI and version, and by digest where both are known).
func Apply(base *Framework, set ChangeSet) (*Framework, error) {
	have := versionOf(base)
	have.Digest = digestIfAny(base)()
	if have.Framework != set.From.Framework || have.Version != set.From.Version ||
		have.Digest != "" && set.From.Digest != "" && have.Digest != set.From.Digest {
		return nil, ErrOtherBase
	}
	gone := make(map[ID]bool, len(set.Gone))
	for _, id := range set.Gone {
		gone[id] = true
	}
	out := set.Put
	out.Items = overlay(base.Items, set.Put.Items, gone, func(it *Item) ID { return it.ID })
	out.Associations = overlay(base.Associations, set.Put.Associations, gone, func(a *Association) ID { return a.ID })
	out.Rubrics = overlay(base.Rubrics, set.Put.Rubrics, gone, func(u *Rubric) ID { return u.ID })
	goneScales := make(map[string]bool, len(set.GoneScales))
	for _, id := range set.GoneScales {
		goneScales[id] = true
	}
	out.Scales = overlay(base.Scales, set.Put.Scales, goneScales, func(s *Scale) string { return s.ID })
	out.Sort()
	return &out, nil
}

// overlay returns base without what is gone, with put in the place of parts
// of the same key and the rest of put at the end.
func overlay[T any, K comparable](base, put []T, gone map[K]bool, key func(*T) K) []T {
	at := make(map[K]int, len(put))
	for i := range put {
		at[key(&put[i])] = i
	}
	out := make([]T, 0, len(base)+len(put))
	for i := range base {
		k := key(&base[i])
		if gone[k] {
			continue
		}
		if j, ok := at[k]; ok {
			out = append(out, put[j])
			delete(at, k)
			continue
		}
		out = append(out, base[i])
	}
	for i := range put {
		if j, ok := at[key(&put[i])]; ok && j == i {
			out = append(out, put[i])
		}
	}
	return out
}
