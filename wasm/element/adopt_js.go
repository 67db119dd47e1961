// SPDX-License-Identifier: Apache-2.0

package element

import (
	"syscall/js"

	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// awaitSnapshot starts a widget over prerendered content: nothing is painted
// until its documents have arrived, then what was done meanwhile is adopted
// and nothing that a person has touched is written again.
func (m *mounted) awaitSnapshot(d widget.Definition, snapshot js.Value) {
	defer m.rescue()
	var effects []widget.Effect
	m.machine, effects = d.New(m.env)
	m.adopting = snapshot
	m.index()
	m.applyTheme()
	m.paint()
	m.run(effects)
}

// adopt is paint for a prerendered root. It reports whether there is nothing
// left to paint.
func (m *mounted) adopt(next view.Frame) bool {
	for _, s := range next {
		if s.Name == "charge" { // still loading: the prerendered page stays
			return true
		}
	}
	snapshot := m.adopting
	m.adopting = js.Value{}
	for _, s := range next {
		if _, ok := m.slots[s.Name]; !ok || len(next) != len(m.slots) {
			return false // another document: paint it whole
		}
	}
	m.machine.Adopt(m.read(snapshot.Invoke()))
	m.frame = m.machine.View()
	for i, s := range m.frame {
		e := m.slots[s.Name]
		if s.HTML != next[i].HTML && e.Call("querySelector", "input:not([type=file]),textarea,select").IsNull() {
			m.setHTML(e, s.HTML)
		}
	}
	return true
}

// read turns what the loader saw into a Snapshot.
func (m *mounted) read(v js.Value) widget.Snapshot {
	s := widget.Snapshot{Fields: map[string]string{}}
	if v.Type() != js.TypeObject {
		return s
	}
	s.Step, s.Failed = v.Get("step").String(), v.Get("failed").Bool()
	fields := v.Get("fields")
	for i := range fields.Length() {
		pair := fields.Index(i)
		s.Fields[pair.Index(0).String()] = pair.Index(1).String()
	}
	return s
}
