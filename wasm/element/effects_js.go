// SPDX-License-Identifier: Apache-2.0

package element

import (
	"strconv"
	"strings"
	"syscall/js"
	"unsafe"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/read"
)

func itoa(n int) string { return strconv.Itoa(n) }

// run executes effects in order; answers come back as messages.
func (m *mounted) run(effects []widget.Effect) {
	for _, e := range effects {
		if m.dead {
			return
		}
		m.execute(e)
	}
}

func (m *mounted) execute(e widget.Effect) {
	switch e.Kind {
	case widget.Focus:
		m.focus(e.Name)
	case widget.Note:
		global.Get("console").Call("info", "<"+m.tag+"> "+e.Value)
	case widget.Announce:
		if e.Name != "" {
			e.Value = m.root.Call("getElementById", e.Name).Get("textContent").String()
		}
		m.announce(e.Value)
	case widget.Emit:
		cancelled := m.emit(e.Name, e.Value)
		value := ""
		if cancelled {
			value = "1"
		}
		m.update(widget.Msg{Name: widget.MsgEmitted, Arg: e.Name, Value: value})
	case widget.Load, widget.LoadText:
		m.load(e)
	case widget.Continue:
		later(0, func() { m.update(widget.Msg{Name: widget.MsgContinue}) })
	case widget.Store, widget.Recall, widget.Forget:
		m.storage(e)
	case widget.Download:
		m.save(e.Name, e.Value)
	case widget.Print:
		m.print(e.Name, e.Value)
		m.update(widget.Msg{Name: widget.MsgPrinted})
	case widget.Digest:
		m.digest(e.Name, e.Value)
	case widget.Verify:
		m.verify(e.Name, e.Value)
	case widget.Send:
		m.post(e.Name, e.Value)
	case widget.Language:
		m.language(e.Value)
	case widget.Check:
		m.check(e.Name, e.Value)
	case widget.Random:
		m.update(widget.Msg{Name: widget.MsgRandom, Value: randomHex()})
	}
}

// quiet is how long a widget has had nothing else to say before it speaks:
// counts that follow one another while a person types are said once.
const quiet = 600

func (m *mounted) announce(words string) {
	m.said++
	n := m.said
	later(quiet, func() {
		if !m.dead && m.said == n && m.status.Truthy() {
			m.status.Set("textContent", words)
		}
	})
}

func (m *mounted) focus(id string) {
	e := m.root.Call("getElementById", id)
	if !e.Truthy() {
		return
	}
	e.Call("focus")
	// A text target comes to the top of the view; a control already in view stays.
	if e.Get("tabIndex").Int() < 0 {
		options := global.Get("Object").New()
		options.Set("block", "start")
		e.Call("scrollIntoView", options)
	}
}

// emit raises an event on the element; it reports whether the page cancelled it.
func (m *mounted) emit(name, detail string) bool {
	init := global.Get("Object").New()
	init.Set("bubbles", true)
	init.Set("composed", true)
	init.Set("cancelable", name == "eafc:envoi")
	init.Set("detail", global.Get("JSON").Call("parse", detail))
	return !m.host.Call("dispatchEvent", global.Get("CustomEvent").New(name, init)).Bool()
}

// then calls one of two functions when promise settles, and frees both.
func then(promise js.Value, ok, failed func(js.Value)) {
	var f, g js.Func
	free := func() {
		f.Release()
		g.Release()
	}
	arg := func(a []js.Value) js.Value {
		if len(a) > 0 {
			return a[0]
		}
		return js.Undefined()
	}
	f = js.FuncOf(func(_ js.Value, a []js.Value) any {
		free()
		ok(arg(a))
		return nil
	})
	g = js.FuncOf(func(_ js.Value, a []js.Value) any {
		free()
		failed(arg(a))
		return nil
	})
	promise.Call("then", f, g)
}

func object(pairs ...any) js.Value {
	o := global.Get("Object").New()
	for i := 0; i+1 < len(pairs); i += 2 {
		o.Set(pairs[i].(string), pairs[i+1])
	}
	return o
}

// fetch is window.fetch: called as a method of the real window, never of the
// module-scoped global.
func fetch(address string, options js.Value) js.Value {
	return bridge.Call("fetch", address, options)
}

// load fetches a document: as JSON for Load, as a text for LoadText.
func (m *mounted) load(e widget.Effect) {
	failed := func(why issue.Text) {
		m.update(widget.Msg{Name: widget.MsgLoadFailed, Arg: e.Name, Why: why})
	}
	url, ok := view.Safe(e.Value)
	if strings.HasPrefix(e.Value, "data:application/json") || e.Kind == widget.LoadText && strings.HasPrefix(e.Value, "data:text/plain") { // single-file package
		url, ok = e.Value, true
	}
	if !ok || strings.HasPrefix(strings.ToLower(url), "mailto:") {
		failed(issue.Text{FR: "adresse refusée", EN: "address refused"})
		return
	}
	getText(url, func(text string) {
		if e.Kind == widget.LoadText {
			m.update(widget.Msg{Name: widget.MsgLoaded, Arg: e.Name, Value: text})
			return
		}
		limit := view.MaxBytes
		if e.Name == "catalogue" {
			limit = read.MaxCatalogue
		}
		d, err := view.ParseMax(text, limit)
		if err != nil {
			failed(widget.Failed(err))
			return
		}
		m.update(widget.Msg{Name: widget.MsgLoaded, Arg: e.Name, Value: url, Doc: d})
	}, failed)
}

// getText hands over the bytes of an answer: as a JavaScript string, they
// would be decoded and encoded again.
func getText(url string, ok func(string), failed func(issue.Text)) {
	network := func(js.Value) { failed(issue.Text{FR: "réseau indisponible", EN: "no network"}) }
	then(fetch(url, object("credentials", "omit")), func(r js.Value) {
		if !r.Get("ok").Bool() {
			failed(issue.Text{FR: "réponse ", EN: "response "}.Before(itoa(r.Get("status").Int())))
			return
		}
		then(r.Call("arrayBuffer"), func(b js.Value) {
			bytes := make([]byte, b.Get("byteLength").Int())
			js.CopyBytesToGo(bytes, global.Get("Uint8Array").New(b))
			ok(strings.TrimPrefix(unsafe.String(unsafe.SliceData(bytes), len(bytes)), "\ufeff"))
		}, network)
	}, network)
}

// later calls f once the page has had its turn.
func later(milliseconds int, f func()) {
	var g js.Func
	g = js.FuncOf(func(js.Value, []js.Value) any {
		g.Release()
		f()
		return nil
	})
	bridge.Call("later", g, milliseconds)
}

// check gives a document to the engine of the loader, which comes with the
// first one.
func (m *mounted) check(name, source string) {
	answer := func(d view.Doc, why issue.Text) {
		if name != "" {
			m.update(widget.Msg{Name: widget.MsgChecked, Arg: name, Why: why, Doc: d})
		}
	}
	then(bridge.Call("check", name, source), func(v js.Value) {
		d, err := view.Parse(v.String())
		if err != nil {
			answer(d, widget.Failed(err))
			return
		}
		answer(d, issue.Text{})
	}, func(js.Value) {
		answer(view.Doc{}, issue.Text{FR: "le module de contrôle n’a pas pu être chargé", EN: "the checking module could not be loaded"})
	})
}

func (m *mounted) language(lang string) {
	set := func(d view.Doc) {
		focused := ""
		if e := m.root.Get("activeElement"); e.Truthy() { // painting may replace it
			focused = e.Get("id").String()
		}
		m.env.Lang = lang
		if c := m.root.Call("querySelector", ".cadre"); c.Truthy() {
			c.Call("setAttribute", "lang", lang)
		}
		m.announce("") // what was said last was in the other language
		m.update(widget.Msg{Name: widget.MsgLanguage, Arg: lang, Doc: d})
		if focused != "" {
			m.focus(focused)
		}
	}
	if lang == "fr" {
		set(view.Doc{})
		return
	}
	address := bridge.Get("base").String() + "langues/" + lang + ".json"
	if inline := bridge.Get("lang").Get(lang); inline.Type() == js.TypeString {
		address = inline.String()
	}
	getText(address, func(text string) {
		if d, err := view.Parse(text); err == nil {
			set(d)
		}
	}, func(issue.Text) {})
}

const storagePrefix = "eafc/1/"

// storage keeps, finds or drops a text on the device. What is older than 90
// days is purged whenever something is recalled.
func (m *mounted) storage(e widget.Effect) {
	value, ok := bridge.Call("store", int(e.Kind), storagePrefix+e.Name, e.Value), true
	if value.Type() == js.TypeBoolean {
		ok = value.Bool()
	}
	switch {
	case !ok:
		m.update(widget.Msg{Name: widget.MsgStorageRefused})
	case e.Kind == widget.Recall && value.Type() == js.TypeString:
		if d, err := view.Parse(value.String()); err == nil {
			m.update(widget.Msg{Name: widget.MsgStored, Arg: e.Name, Value: value.String(), Doc: d})
		}
	}
}

// save offers a file to the person.
func (m *mounted) save(name, content string) {
	mime := "application/json"
	if strings.HasSuffix(name, ".csv") {
		mime = "text/csv"
	} else if strings.HasSuffix(name, ".svg") {
		mime = "image/svg+xml"
	}
	parts := global.Get("Array").New()
	if strings.HasPrefix(content, "\ufeff") { // lost on the way from Go to JavaScript
		parts.Call("push", global.Get("String").Call("fromCharCode", 0xfeff))
	}
	parts.Call("push", content)
	url := global.Get("URL").Call("createObjectURL", global.Get("Blob").New(parts, object("type", mime+";charset=utf-8")))
	a := document.Call("createElement", "a")
	a.Set("href", url)
	a.Set("download", name)
	a.Call("click")
	later(2000, func() { global.Get("URL").Call("revokeObjectURL", url) })
}

func (m *mounted) post(address, body string) {
	headers := object("Content-Type", "application/json")
	if strings.HasSuffix(address, "/statements") {
		headers.Set("X-Experience-API-Version", "2.0.0")
	}
	failed := func(why issue.Text) { m.update(widget.Msg{Name: widget.MsgSendFailed, Arg: address, Why: why}) }
	then(fetch(address, object("method", "POST", "credentials", "omit", "headers", headers, "body", body, "referrerPolicy", "strict-origin")), func(r js.Value) {
		if !r.Get("ok").Bool() {
			failed(issue.Text{FR: "le serveur a répondu ", EN: "the server answered "}.Before(itoa(r.Get("status").Int())))
			return
		}
		m.update(widget.Msg{Name: widget.MsgSent, Arg: address})
	}, func(js.Value) {
		failed(issue.Text{FR: "le serveur n’est pas joignable", EN: "the server cannot be reached"})
	})
}
