// SPDX-License-Identifier: Apache-2.0

package widget

import (
	"strings"

	"forge.apps.education.fr/eafc/briques/wasm/view"
)

// F writes a piece of markup in which braces stand for what is not markup:
//
//	{Votre profil}              a French sentence, in the language of the page
//	{Compétence {0} sur {1}}    the same, with arguments
//	{@Fermer}                   the same inside an attribute (no <span lang>)
//	{0}                         argument 0, escaped
//	{!0}                        argument 0, HTML that a Builder has made
//	{~0}                        argument 0, words of a document that does not say their language (see Texts.Plain)
//	{<1} class="a">Titre{>1}    a heading, 1 below the widget's own level
//	{#primary,id,msg,arg,Voir}  a button: class, id, message, its argument, French words
//
// It weighs less in the module than one call per piece, and reads as what it
// writes. Addresses go through URL, never through a brace: a test refuses
// href="{ and its like.
func (p *Page) F(markup view.Static, args ...string) *Page {
	s := string(markup)
	last := 0
	for i := 0; i < len(s); i++ {
		if s[i] != '{' {
			continue
		}
		p.Builder.Raw(view.Static(s[last:i]))
		end, depth := i+1, 1
		for ; end < len(s); end++ {
			if s[end] == '{' {
				depth++
			} else if s[end] == '}' {
				if depth--; depth == 0 {
					break
				}
			}
		}
		p.brace(s[i+1:end], args)
		i, last = end, end+1
	}
	if last < len(s) {
		p.Builder.Raw(view.Static(s[last:]))
	}
	return p
}

func (p *Page) brace(word string, args []string) {
	arg := func(c string) (string, bool) {
		if len(c) == 1 && c[0] >= '0' && c[0] <= '9' {
			if n := int(c[0] - '0'); n < len(args) {
				return args[n], true
			}
			return "", true
		}
		return "", false
	}
	if a, ok := arg(word); ok {
		p.Builder.Text(a)
		return
	}
	switch word[0] {
	case '!':
		a, _ := arg(word[1:])
		p.Builder.Trusted(a)
	case '~':
		a, _ := arg(word[1:])
		p.inLang(a, p.Texts.Plain != "" && p.Texts.Plain != p.Texts.lang, p.Texts.Plain)
	case '<':
		p.Open(int(word[1] - '0'))
	case '>':
		p.Close(int(word[1] - '0'))
	case '#':
		class, rest, _ := strings.Cut(word[1:], ",")
		id, rest, _ := strings.Cut(rest, ",")
		name, rest, _ := strings.Cut(rest, ",")
		arg, fr, _ := strings.Cut(rest, ",")
		p.Button(view.Static(class), id, name, arg, fr)
	case '@':
		p.Builder.Text(p.Texts.T(word[1:], args...))
	default:
		p.T(word, args...)
	}
}

// O returns words of a document as HTML, marked with their language when it
// is not the page's.
func (t *Texts) O(x map[string]string) string {
	words, lang := t.Own(x)
	if lang == "" {
		return view.Escape(words)
	}
	var b view.Builder
	return b.Raw(`<span`).Attr("lang", lang).Raw(`>`).Text(words).Raw(`</span>`).String()
}

// If returns html when cond is true, else nothing.
func If(cond bool, html string) string {
	if cond {
		return html
	}
	return ""
}

// On returns markup when cond is true, else nothing: attributes and classes
// that depend on the state.
func On(cond bool, markup view.Static) string {
	if cond {
		return string(markup)
	}
	return ""
}
