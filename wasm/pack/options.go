// SPDX-License-Identifier: Apache-2.0

package pack

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/suite"
)

// Options say what goes into a package: a widget, by the name of its page
// ("auto-positionnement"), and its documents.
type Options struct {
	Widget                        string
	Framework, Profile, Catalogue []byte
	Attributes                    map[string]string
	Score                         bool // SCORM: coverage as a score; none otherwise
}

// Check reads the documents as strictly as the commands do.
func (o Options) Check() issue.Issues {
	var out issue.Issues
	if len(o.Framework) > 0 {
		_, is := competency.Parse(o.Framework)
		out = append(out, is...)
	}
	for name, b := range map[string][]byte{"profil": o.Profile, "catalogue": o.Catalogue} {
		if len(b) == 0 {
			continue
		}
		if _, err := view.Parse(string(b)); err != nil {
			out = append(out, widget.RuleUnreadable.At("", name+", "+err.Error()))
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

// documents are the files that a package carries, and the attributes that
// lead to them.
func (o Options) documents() (files map[string][]byte, attributes [][2]string) {
	files = map[string][]byte{}
	for _, d := range []struct {
		name string
		data []byte
	}{{"referentiel", o.Framework}, {"profil", o.Profile}, {"catalogue", o.Catalogue}} {
		if len(d.data) > 0 {
			files["donnees/"+d.name+".json"] = bytes.TrimPrefix(d.data, []byte("\ufeff"))
			attributes = append(attributes, [2]string{d.name, "donnees/" + d.name + ".json"})
		}
	}
	return files, attributes
}

// Prerender returns the element with its first screen and every following
// step already drawn, in a declarative shadow root: readable at once, and
// usable up to the results while the module is on its way. The addresses of
// the documents are those of Zip; change them to yours.
func Prerender(o Options) (string, error) {
	d, err := o.definition()
	if err != nil {
		return "", err
	}
	_, attributes := o.documents()
	for _, k := range d.Attributes {
		if v := o.Attributes[k]; v != "" {
			attributes = append(attributes, [2]string{k, v})
		}
	}
	for _, k := range widget.Attributes {
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
	frame, options, err := firstFrame(d, o, get)
	if err != nil {
		return "", err
	}
	var b view.Builder
	b.Raw("<").Trusted(d.Tag)
	for _, a := range attributes {
		b.Raw(" ").Trusted(a[0]).Raw(`="`).Text(a[1]).Raw(`"`)
	}
	b.Raw(`><template shadowrootmode="open"><link rel="stylesheet" href="eafc.css">`)
	b.Trusted(widget.Skeleton(options.Lang, options.Theme, frame)).Raw(`</template></`).Trusted(d.Tag).Raw(`>`)
	return b.String(), nil
}

// firstFrame runs the widget natively until it waits for a person: the same
// code as in the browser, so the same bytes.
func firstFrame(d widget.Definition, o Options, get func(string) string) (view.Frame, widget.Options, error) {
	options, _ := widget.ReadOptions(get, d.Attributes)
	env := widget.Env{Options: options, Version: Version, Day: "2026-01-01", Now: "2026-01-01T00:00:00Z", Random: strings.Repeat("0", 128), Texts: widget.NewTexts("fr", view.Doc{})}
	m, effects := d.New(env)
	documents := map[string][]byte{"referentiel": o.Framework, "profil": o.Profile, "catalogue": o.Catalogue}
	for i := 0; i < len(effects); i++ {
		e := effects[i]
		switch e.Kind {
		case widget.Continue:
			effects = append(effects, m.Update(widget.Msg{Name: widget.MsgContinue})...)
			continue
		case widget.LoadText:
			effects = append(effects, m.Update(widget.Msg{Name: widget.MsgLoaded, Arg: e.Name, Value: string(documents[e.Name])})...)
			continue
		case widget.Load:
		default:
			continue
		}
		doc, err := view.Parse(string(documents[e.Name]))
		if err != nil {
			return nil, options, fmt.Errorf("%s : %w", e.Name, err)
		}
		effects = append(effects, m.Update(widget.Msg{Name: widget.MsgLoaded, Arg: e.Name, Value: e.Value, Doc: doc})...)
	}
	frame := m.View()
	for _, s := range frame {
		if s.Name == "charge" || s.Name == "faute" {
			return nil, options, errUnready
		}
	}
	return frame, options, nil
}
