// SPDX-License-Identifier: Apache-2.0

package element

import (
	"strings"
	"syscall/js"

	"forge.apps.education.fr/eafc/briques/wasm/view"
)

// pairs are the foregrounds that must stand out from the surface, and by how
// much: 4.5 for text, 3 for edges (WCAG 2.1, 1.4.3 and 1.4.11).
var pairs = []struct {
	name    string
	over    string
	minimum float64
}{
	{"text", "surface", 4.5}, {"text-muted", "surface", 4.5}, {"text-muted", "surface-alt", 4.5}, {"accent", "surface", 4.5}, {"on-accent", "accent", 4.5},
	{"target", "surface", 4.5}, {"error", "surface", 4.5}, {"error", "surface-alt", 4.5}, {"success", "surface-alt", 4.5}, {"success", "surface", 4.5}, {"border-strong", "surface", 3}, {"focus", "surface", 3},
}

// applyTheme looks at the colours that the page lends (theme="hote") and
// takes our own pair wherever theirs is hard to read.
func (m *mounted) applyTheme() {
	frame := m.root.Call("querySelector", ".cadre")
	if m.env.Theme != "hote" || !frame.Truthy() {
		return
	}
	probe := document.Call("createElement", "span")
	frame.Call("appendChild", probe)
	style := probe.Get("style")
	colour := func(name string) (view.Colour, bool) {
		style.Call("setProperty", "color", "var(--"+name+")")
		return view.ParseColour(js.Global().Get("getComputedStyle").Call("call", js.Undefined(), probe).Get("color").String())
	}
	if c, ok := colour("surface"); ok {
		scheme := "clair"
		if c.Dark() {
			scheme = "sombre"
		}
		frame.Get("dataset").Set("fond", scheme)
	}
	var weak []string
	for _, p := range pairs {
		fg, ok1 := colour(p.name)
		bg, ok2 := colour(p.over)
		if ok1 && ok2 && view.Contrast(fg, bg) < p.minimum {
			weak = append(weak, p.name)
		}
	}
	frame.Get("dataset").Set("faible", strings.Join(weak, " "))
	probe.Call("remove")
}
