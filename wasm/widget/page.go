// SPDX-License-Identifier: Apache-2.0

package widget

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/wasm/view"
)

// Page is a Builder that knows the sentences and the heading level of a
// widget. Make one per slot.
type Page struct {
	view.Builder
	Texts   *Texts
	Heading int
}

// Raw writes literal HTML.
func (p *Page) Raw(s view.Static) *Page { p.Builder.Raw(s); return p }

// Text writes s as text.
func (p *Page) Text(s string) *Page { p.Builder.Text(s); return p }

// Attr writes an attribute (see view.Builder.Attr).
func (p *Page) Attr(name view.Static, value string) *Page { p.Builder.Attr(name, value); return p }

// Num writes an attribute whose value is a whole number.
func (p *Page) Num(name view.Static, n int) *Page { p.Builder.Num(name, n); return p }

// Flag writes a boolean attribute when on is true.
func (p *Page) Flag(name view.Static, on bool) *Page { p.Builder.Flag(name, on); return p }

// URL writes an attribute that holds an address, if it is safe.
func (p *Page) URL(name view.Static, address string) *Page { p.Builder.URL(name, address); return p }

// Trusted writes HTML that another Builder has made.
func (p *Page) Trusted(html string) *Page { p.Builder.Trusted(html); return p }

// T writes a sentence; one that the dictionary lacks carries lang="fr".
func (p *Page) T(fr string, args ...string) *Page {
	words, lang := p.Texts.Find(fr, args...)
	p.inLang(words, lang != p.Texts.lang, lang)
	return p
}

// N writes the singular or plural sentence.
func (p *Page) N(n int, one, many string, args ...string) *Page {
	p.Text(p.Texts.N(n, one, many, args...))
	return p
}

// Own writes words of a document, with their language when it differs.
func (p *Page) Own(x competency.Text) *Page {
	words, lang := p.Texts.Own(x)
	p.inLang(words, lang != "", lang)
	return p
}

func (p *Page) inLang(words string, foreign bool, lang string) {
	if foreign {
		p.Raw(`<span`).Attr("lang", lang).Raw(`>`).Text(words).Raw(`</span>`)
		return
	}
	p.Text(words)
}

var openTags, closeTags = [...]view.Static{"<h2", "<h3", "<h4", "<h5", "<h6"}, [...]view.Static{"</h2>", "</h3>", "</h4>", "</h5>", "</h6>"}

// Open begins a heading, depth below the widget's own level, without its
// closing ">": attributes may follow.
func (p *Page) Open(depth int) *Page {
	p.Raw(openTags[p.level(depth)])
	return p
}

// Close ends the heading that Open began.
func (p *Page) Close(depth int) *Page {
	p.Raw(closeTags[p.level(depth)])
	return p
}

func (p *Page) level(depth int) int { return min(max(p.Heading, 2)+depth, 6) - 2 }

// Button writes a button that sends the message name (with arg). class is
// "primary", "sobre", "danger", "lien" or "".
func (p *Page) Button(class view.Static, id, name, arg, fr string) *Page {
	part := "button"
	if class == "primary" {
		part = "button button-primary"
	}
	return p.F(`<button type="button" class="btn {0}" part="{1}" id="{2}" data-m="{3}" data-a="{4}">`, string(class), part, id, name, arg).T(fr).F(`</button>`)
}

// Skeleton returns the whole content of a shadow root: the frame, the slots
// and the status line, which speaks the language of the frame. It is what the prerendered page holds.
func Skeleton(lang, theme string, f view.Frame) string {
	var b view.Builder
	return b.Raw(`<div class="cadre" part="frame"`).Attr("lang", lang).Attr("data-theme", theme).Raw(`>`).Trusted(f.HTML()).
		Raw(`<p class="sr" role="status"></p></div>`).String()
}
