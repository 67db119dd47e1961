// SPDX-License-Identifier: Apache-2.0

package element

import "syscall/js"

// print shows html alone in a frame without a source, inside the shadow root,
// with a constructed style sheet: no request, no style attribute, and it
// works under default-src 'none'.
func (m *mounted) print(title, html string) {
	if old := m.root.Call("querySelector", ".papier-cadre"); old.Truthy() {
		old.Call("remove")
	}
	pressed := m.root.Get("activeElement")
	frame := document.Call("createElement", "iframe")
	frame.Set("className", "papier-cadre")
	frame.Set("title", title)
	frame.Call("setAttribute", "aria-hidden", "true")
	frame.Set("tabIndex", -1)
	m.root.Call("appendChild", frame)
	window, doc := frame.Get("contentWindow"), frame.Get("contentDocument")
	sheet := window.Get("CSSStyleSheet").New()
	sheet.Call("replaceSync", bridge.Get("paper"))
	sheets := global.Get("Array").New()
	sheets.Call("push", sheet)
	doc.Set("adoptedStyleSheets", sheets)
	doc.Set("title", title)
	doc.Get("documentElement").Set("lang", m.env.Lang)
	m.setHTML(doc.Get("body"), html)
	var f js.Func
	f = js.FuncOf(func(js.Value, []js.Value) any {
		f.Release()
		frame.Call("remove")
		if pressed.Truthy() { // the frame took the focus with it
			pressed.Call("focus")
		}
		return nil
	})
	window.Call("addEventListener", "afterprint", f, object("once", true))
	window.Call("focus")
	window.Call("print")
}
