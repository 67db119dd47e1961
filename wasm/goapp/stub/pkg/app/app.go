// SPDX-License-Identifier: Apache-2.0

// Package app declares, in our own words, the few names of go-app v9 that the
// components use, so that they are type-checked and tested where the module
// proxy does not serve go-app. It renders nothing in a browser.
package app

// UI is anything that can be rendered.
type UI interface{ Kind() string }

// Compo makes a struct a component.
type Compo struct{}

// Kind names the sort of node.
func (c *Compo) Kind() string { return "compo" }

// Value is a JavaScript value.
type Value interface {
	Get(name string) Value
	Call(method string, args ...any) Value
	String() string
}

// Event is a browser event.
type Event struct{ Value }

// Context comes with an event.
type Context struct{}

// EventHandler receives an event.
type EventHandler func(ctx Context, e Event)

// HTMLElem is an element of any tag.
type HTMLElem interface {
	UI
	Attr(name string, value any) HTMLElem
	On(event string, h EventHandler, scope ...any) HTMLElem
	Body(children ...UI) HTMLElem
}

// Element is what Elem makes here: a record of what it was told.
type Element struct {
	Tag      string
	Attrs    map[string]any
	Handlers map[string]EventHandler
	Children []UI
}

// Elem returns an element.
func Elem(tag string) HTMLElem {
	return &Element{Tag: tag, Attrs: map[string]any{}, Handlers: map[string]EventHandler{}}
}

// Kind names the sort of node.
func (e *Element) Kind() string { return "element" }

// Attr notes an attribute.
func (e *Element) Attr(name string, value any) HTMLElem { e.Attrs[name] = value; return e }

// On notes a handler.
func (e *Element) On(event string, h EventHandler, _ ...any) HTMLElem {
	e.Handlers[event] = h
	return e
}

// Body notes the children.
func (e *Element) Body(children ...UI) HTMLElem { e.Children = children; return e }

// Window returns the window of the page; there is none here.
func Window() Value { return window }

var window Value

// SetWindow gives the stub a window for a test.
func SetWindow(v Value) { window = v }
