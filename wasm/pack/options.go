// SPDX-License-Identifier: Apache-2.0

package pack

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/event"
	reading "forge.apps.education.fr/eafc/briques/wasm/widget/read"
	"forge.apps.education.fr/eafc/briques/wasm/widget/suite"
)

// Options say what goes into a package: a widget, by the name of its page
// ("auto-positionnement"), and its documents, by attribute.
type Options struct {
	Widget     string
	Documents  map[string][]byte
	Attributes map[string]string // that name no document
	Score      bool              // SCORM: coverage as a score; none otherwise
}

// Document is one that a widget reads: the attribute that names it.
type Document struct {
	Attribute string
	Text      bool // no JSON: a credential, a list of revocations
}

// Documents returns the documents that a widget reads when it starts, in
// order; nil for a widget that is not known.
func Documents(name string) []Document {
	d, err := Options{Widget: name}.definition()
	if err != nil {
		return nil
	}
	var out []Document
	seen := map[string]bool{}
	options, _ := widget.ReadOptions(func(n string) string { return n + ".json" }, d.Attributes)
	_, effects := d.New(environment(options))
	for _, e := range effects {
		attribute := strings.TrimSuffix(e.Value, ".json")
		if e.Kind != widget.Load && e.Kind != widget.LoadText || seen[attribute] {
			continue
		}
		seen[attribute] = true
		out = append(out, Document{attribute, e.Kind == widget.LoadText && attribute != "catalogue"})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Attribute < out[j].Attribute })
	return out
}

// Attribute reports whether a widget has an attribute of that name.
func Attribute(name, attribute string) bool {
	d, err := Options{Widget: name}.definition()
	return err == nil && (slices.Contains(d.Attributes, attribute) || slices.Contains(widget.Attributes, attribute))
}

// Check reads the documents as strictly as the commands do. A document that
// the widget does not read is a fault.
func (o Options) Check() issue.Issues {
	var out issue.Issues
	read := map[string]bool{}
	for _, d := range Documents(o.Widget) {
		read[d.Attribute] = true
		b := o.Documents[d.Attribute]
		if len(b) == 0 {
			continue
		}
		switch d.Attribute {
		case "referentiel":
			_, is := competency.Parse(b)
			out = append(out, is...)
			continue
		case "catalogue":
			if _, err := view.ParseMax(string(b), reading.MaxCatalogue); err != nil {
				out = append(out, widget.RuleUnreadable.At("", widget.Failed(err).After(d.Attribute+", ", d.Attribute+", ")))
			}
			continue
		}
		if _, err := view.Parse(string(b)); err != nil && !d.Text {
			out = append(out, widget.RuleUnreadable.At("", widget.Failed(err).After(d.Attribute+", ", d.Attribute+", ")))
		}
		if d.Text && (len(b) > view.MaxBytes || !utf8.Valid(b)) {
			out = append(out, widget.RuleUnreadable.At("", issue.Text{FR: d.Attribute + ", un texte en UTF-8 de 2 Mio au plus est attendu", EN: d.Attribute + ", a text in UTF-8 of 2 MiB at most is expected"}))
		}
	}
	for name := range o.Documents {
		if !read[name] {
			out = append(out, widget.RuleContent.At("", issue.Text{FR: "un document de " + o.Widget + " (« " + name + " » n’en est pas un)", EN: "a document of " + o.Widget + " (“" + name + "” is none)"}))
		}
	}
	out.Sort()
	return out
}

func (o Options) definition() (widget.Definition, error) {
	for _, d := range suite.All() {
		if d.Folder == o.Widget {
			return d, nil
		}
	}
	return widget.Definition{}, fmt.Errorf("widget inconnu : %q", o.Widget)
}

var errUnready = errors.New("ce widget n’a pas pu être dessiné avec ces documents")

// ErrBrowser says that what a widget shows with these documents is computed in
// the browser: it can be packed, not drawn in advance.
var ErrBrowser = errors.New("ce que ce widget montre de ces documents se calcule dans le navigateur : il ne se dessine pas d’avance ; faites un zip ou un html")

// documents are the files that a package carries, and the attributes that
// lead to them.
func (o Options) documents() (files map[string][]byte, attributes [][2]string) {
	files = map[string][]byte{}
	for _, d := range Documents(o.Widget) {
		data := o.Documents[d.Attribute]
		if len(data) == 0 {
			continue
		}
		file := "donnees/" + d.Attribute + ".json"
		if d.Text {
			file = "donnees/" + d.Attribute + ".txt"
		}
		files[file] = bytes.TrimPrefix(data, []byte("\ufeff"))
		attributes = append(attributes, [2]string{d.Attribute, file})
	}
	return files, attributes
}

// Prerender returns the element with its first screen and every following
// step already drawn, in a declarative shadow root: readable at once, and
// usable up to the results while the module is on its way. The addresses of
// the documents are those of Zip; change them to yours.
func Prerender(o Options) (string, error) { return o.element(true) }

// element is the element, drawn or not.
func (o Options) element(drawn bool) (string, error) {
	d, err := o.definition()
	if err != nil {
		return "", err
	}
	_, attributes := o.documents()
	for _, k := range append(append([]string(nil), d.Attributes...), widget.Attributes...) {
		if v := o.Attributes[k]; v != "" {
			attributes = append(attributes, [2]string{k, v})
		}
	}
	get := func(name string) string {
		for _, a := range attributes {
			if a[0] == name {
				return a[1]
			}
		}
		return ""
	}
	var b view.Builder
	b.Raw("<").Trusted(d.Tag)
	for _, a := range attributes {
		b.Raw(" ").Trusted(a[0]).Raw(`="`).Text(a[1]).Raw(`"`)
	}
	b.Raw(`>`)
	frame, options, err := firstFrame(d, o, get)
	switch {
	case err == nil && drawn:
		b.Raw(`<template shadowrootmode="open"><link rel="stylesheet" href="eafc.css">`).Trusted(widget.Skeleton(options.Lang, options.Theme, frame)).Raw(`</template>`)
	case err != nil && (drawn || !errors.Is(err, ErrBrowser)):
		return "", err
	}
	return b.Raw(`</`).Trusted(d.Tag).Raw(`>`).String(), nil
}

// packed is the element of a package: drawn when it can be.
func (o Options) packed() (string, error) {
	s, err := o.element(true)
	if errors.Is(err, ErrBrowser) {
		return o.element(false)
	}
	return s, err
}

func environment(o widget.Options) widget.Env {
	return widget.Env{Options: o, Version: Version, Day: "2026-01-01", Now: "2026-01-01T00:00:00Z", Random: strings.Repeat("0", 128), Texts: widget.NewTexts("fr", view.Doc{})}
}

// firstFrame runs the widget natively until it waits for a person: the same
// code as in the browser, so the same bytes.
func firstFrame(d widget.Definition, o Options, get func(string) string) (view.Frame, widget.Options, error) {
	options, _ := widget.ReadOptions(get, d.Attributes)
	m, effects := d.New(environment(options))
	var why error
	for i := 0; i < len(effects); i++ {
		e := effects[i]
		msg := widget.Msg{Name: widget.MsgLoaded, Arg: e.Name, Value: e.Value}
		switch e.Kind {
		case widget.Continue:
			msg = widget.Msg{Name: widget.MsgContinue}
		case widget.LoadText:
			msg.Value = string(o.Documents[attribute(e.Value)])
		case widget.Load:
			name := attribute(e.Value)
			doc, err := view.Parse(string(o.Documents[name]))
			if err != nil {
				return nil, options, fmt.Errorf("%s : %w", name, err)
			}
			msg.Doc = doc
		case widget.Verify, widget.Check, widget.Digest:
			return nil, options, ErrBrowser
		case widget.Emit:
			if fault, err := view.Parse(e.Value); err == nil && e.Name == event.NameError {
				why = fmt.Errorf("%w : %s", errUnready, fault.Get("message").Str())
			}
			continue
		default:
			continue
		}
		effects = append(effects, m.Update(msg)...)
	}
	frame := m.View()
	for _, s := range frame {
		if s.Name == "charge" || s.Name == "faute" {
			if why == nil {
				why = errUnready
			}
			return nil, options, why
		}
	}
	return frame, options, nil
}

// attribute is the one whose document lies at an address of a package.
func attribute(address string) string {
	return strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(address, "donnees/"), ".json"), ".txt")
}
