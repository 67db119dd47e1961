// SPDX-License-Identifier: Apache-2.0

package element

import (
	"syscall/js"

	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

var (
	global   = js.Global()
	document = global.Get("document")
	bridge   = global.Get("eafc")
)

// mounted is one element of the page.
type mounted struct {
	id      int
	host    js.Value
	root    js.Value
	machine widget.Machine
	tag     string
	env     widget.Env
	frame   view.Frame
	slots   map[string]js.Value
	status  js.Value
	// adopting is a function of the loader that tells what was done in the
	// prerendered page; zero once it has been asked.
	adopting js.Value
	dead     bool
	raw      bool // importer takes any text
	said     int  // announcements
}

var (
	mounts = map[int]*mounted{}
	nextID int
)

// Serve offers the widgets to the loader and waits for ever.
func Serve(widgets []widget.Definition) {
	byTag := make(map[string]widget.Definition, len(widgets))
	for _, d := range widgets {
		byTag[d.Tag] = d
	}
	api := js.Global().Get("Object").New()
	on := func(name string, f func(args []js.Value) any) {
		api.Set(name, js.FuncOf(func(_ js.Value, args []js.Value) any { return f(args) }))
	}
	on("mount", func(a []js.Value) any { return mount(byTag, a[0], a[1], a[2]) })
	on("send", func(a []js.Value) any {
		if m := mounts[a[0].Int()]; m != nil {
			msg := widget.Msg{Name: a[1].String(), Arg: a[2].String(), Value: a[3].String()}
			if len(a) > 5 && a[5].Type() == js.TypeString {
				msg.File = a[5].String()
			}
			if len(a) > 4 && a[4].Truthy() {
				d, err := view.Parse(msg.Value)
				if err != nil {
					msg = widget.Msg{Name: widget.MsgFileRefused, Arg: msg.Arg, Why: widget.Failed(err), File: msg.File}
				} else {
					msg.Doc = d
				}
			}
			m.update(msg)
		}
		return nil
	})
	on("unmount", func(a []js.Value) any {
		if m := mounts[a[0].Int()]; m != nil {
			m.dead = true
			delete(mounts, m.id)
		}
		return nil
	})
	on("call", func(a []js.Value) any {
		if m := mounts[a[0].Int()]; m != nil {
			return m.call(a[1].String(), a[2].String())
		}
		return nil
	})
	on("live", func([]js.Value) any { return len(mounts) })
	bridge.Call("ready", api)
	select {}
}

// mount starts a widget. snapshot is null, or what was done in the
// prerendered content that root already holds.
func mount(byTag map[string]widget.Definition, host, root, snapshot js.Value) any {
	tag := host.Get("localName").String()
	d, ok := byTag[tag]
	if !ok {
		return -1
	}
	get := func(name string) string {
		if v := host.Call("getAttribute", name); v.Type() == js.TypeString {
			return v.String()
		}
		return ""
	}
	options, warnings := widget.ReadOptions(get, d.Attributes)
	for _, w := range warnings {
		global.Get("console").Call("warn", "<"+tag+"> "+w)
	}
	nextID++
	m := &mounted{id: nextID, host: host, root: root, tag: tag, raw: d.Raw, env: widget.Env{Options: options, Version: bridge.Get("version").String(), Day: today(), Now: global.Get("Date").New().Call("toISOString").String(),
		Random: randomHex(), Texts: widget.NewTexts("fr", view.Doc{})}}
	mounts[m.id] = m
	if !snapshot.IsNull() {
		m.awaitSnapshot(d, snapshot)
	} else {
		m.start(d)
	}
	return m.id
}

func (m *mounted) start(d widget.Definition) {
	defer m.rescue()
	var effects []widget.Effect
	m.machine, effects = d.New(m.env)
	m.paint()
	if m.env.Lang != "fr" {
		effects = append([]widget.Effect{{Kind: widget.Language, Value: m.env.Lang}}, effects...)
	}
	m.run(effects)
}

// update gives one message to the widget, paints and runs its effects.
func (m *mounted) update(msg widget.Msg) {
	if m.dead || m.machine == nil {
		return
	}
	defer m.rescue()
	effects := m.machine.Update(msg)
	m.paint()
	m.run(effects)
}

// paint writes the slots that changed.
func (m *mounted) paint() {
	next := m.machine.View()
	if m.adopting.Truthy() && m.adopt(next) {
		return
	}
	changed, whole := view.Diff(m.frame, next)
	m.frame = next
	if whole {
		m.setHTML(m.root, widget.Skeleton(m.env.Lang, m.env.Theme, next))
		m.index()
		m.applyTheme()
		return
	}
	for _, s := range changed {
		m.setHTML(m.slots[s.Name], s.HTML)
	}
}

func (m *mounted) index() {
	m.slots = map[string]js.Value{}
	list := m.root.Call("querySelectorAll", "[data-s]")
	for i := range list.Length() {
		e := list.Index(i)
		m.slots[e.Get("dataset").Get("s").String()] = e
	}
	m.status = m.root.Call("querySelector", "[role=status]")
}

func (m *mounted) setHTML(e js.Value, html string) {
	e.Set("innerHTML", bridge.Call("html", html))
}

// rescue turns a panic of a widget into an error screen from which the
// answers can be taken away; the other widgets of the page go on.
func (m *mounted) rescue() {
	r := recover()
	if r == nil {
		return
	}
	m.dead = true
	saved := ""
	if m.machine != nil {
		func() {
			defer func() { _ = recover() }()
			saved, _ = m.machine.Export("reprise")
		}()
	}
	var p widget.Page
	p.Texts = widget.NewTexts("fr", view.Doc{})
	p.Raw(`<div class="cadre" lang="fr"><div class="corps"><div class="alerte" role="alert"><p class="fort rouge">`).T("Cet outil s’est arrêté sur une erreur.").Raw(`</p>`)
	if saved != "" {
		p.Raw(`<p><button type="button" class="btn" data-recuperer>`).T("Récupérer mes réponses").Raw(`</button></p>`)
	}
	p.Raw(`</div><slot></slot></div></div>`)
	m.setHTML(m.root, p.String())
	if b := m.root.Call("querySelector", "[data-recuperer]"); saved != "" && b.Truthy() {
		var f js.Func
		f = js.FuncOf(func(js.Value, []js.Value) any {
			m.save("reprise.json", saved)
			f.Release()
			return nil
		})
		b.Call("addEventListener", "click", f)
	}
	message := "erreur interne"
	if e, ok := r.(error); ok {
		message = e.Error()
	} else if s, ok := r.(string); ok {
		message = s
	}
	global.Get("console").Call("error", "<"+m.tag+"> "+message)
	var o view.Object
	m.emit("eafc:erreur", o.Str("code", "WIDGET-000").Str("message", message).String())
	delete(mounts, m.id)
}

// call executes a method of the element.
func (m *mounted) call(method, arg string) any {
	if m.machine == nil {
		return nil
	}
	switch method {
	case "exporter":
		if s, ok := m.machine.Export(arg); ok {
			return s
		}
		return nil
	case "importer":
		d, err := view.Parse(arg)
		if err != nil && !m.raw {
			m.update(widget.Msg{Name: widget.MsgFileRefused, Arg: "importer", Why: widget.Failed(err)})
			return false
		}
		m.update(widget.Msg{Name: widget.MsgImport, Value: arg, Doc: d})
		return true
	case "effacer":
		m.update(widget.Msg{Name: widget.MsgErase})
	case "aller":
		m.update(widget.Msg{Name: widget.MsgGoto, Arg: arg})
	case "attribut":
		m.update(widget.Msg{Name: widget.MsgAttribute, Arg: arg})
	}
	return nil
}

func today() string {
	d := global.Get("Date").New()
	pad := func(n int) string {
		s := "0" + itoa(n)
		return s[len(s)-2:]
	}
	return itoa(d.Call("getFullYear").Int()) + "-" + pad(d.Call("getMonth").Int()+1) + "-" + pad(d.Call("getDate").Int())
}

func randomHex() string {
	a := global.Get("Uint8Array").New(64)
	global.Get("crypto").Call("getRandomValues", a)
	buf := make([]byte, 64)
	js.CopyBytesToGo(buf, a)
	const hex = "0123456789abcdef"
	out := make([]byte, 0, 128)
	for _, b := range buf {
		out = append(out, hex[b>>4], hex[b&15])
	}
	return string(out)
}
