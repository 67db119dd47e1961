// SPDX-License-Identifier: Apache-2.0

package view

import "strings"

// Slot is one named region of a widget and the HTML it shows.
type Slot struct{ Name, HTML string }

// Frame is everything a widget shows: its slots, in reading order.
type Frame []Slot

// Diff returns the slots of next that must be written over old. When the
// names or their order differ, the skeleton itself has changed and whole is
// true: every slot of next is returned.
func Diff(old, next Frame) (changed []Slot, whole bool) {
	if !sameSkeleton(old, next) {
		return next, true
	}
	for i := range next {
		if next[i].HTML != old[i].HTML {
			changed = append(changed, next[i])
		}
	}
	return changed, false
}

func sameSkeleton(a, b Frame) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Name != b[i].Name {
			return false
		}
	}
	return true
}

// HTML returns the frame as it stands in a shadow root: one div per slot.
// Neighbours named "group/…" share a div of class "g-group", so that a style
// sheet can lay them out together. The prerendered page and the first paint
// of the module are this string.
func (f Frame) HTML() string {
	var b Builder
	open := ""
	for _, s := range f {
		group, _, ok := strings.Cut(s.Name, "/")
		if !ok {
			group = ""
		}
		if group != open {
			if open != "" {
				b.Raw(`</div>`)
			}
			if group != "" {
				b.Raw(`<div`).Attr("class", "g-"+group).Raw(`>`)
			}
			open = group
		}
		b.Raw(`<div`).Attr("data-s", s.Name).Raw(`>`).Trusted(s.HTML).Raw(`</div>`)
	}
	if open != "" {
		b.Raw(`</div>`)
	}
	return b.String()
}
