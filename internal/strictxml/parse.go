// SPDX-License-Identifier: Apache-2.0

package strictxml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/spoken"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Limits bounds a document. A zero field means the default behind it.
type Limits struct {
	Bytes    int // 16 MiB
	Depth    int // 64
	Elements int // 100,000
	Attrs    int // 64 on one element
}

func (l Limits) orDefaults() Limits {
	set := func(p *int, d int) {
		if *p == 0 {
			*p = d
		}
	}
	set(&l.Bytes, 16<<20)
	set(&l.Depth, 64)
	set(&l.Elements, 100_000)
	set(&l.Attrs, 64)
	return l
}

// Parse reads one document and returns its root element. The first fault ends
// the reading: the root is then nil and the list holds it.
func Parse(data []byte, l Limits) (*Node, issue.Issues) {
	l = l.orDefaults()
	if len(data) > l.Bytes {
		return nil, issue.Issues{ruleLimit.At("", issue.Text{FR: "octets", EN: "bytes"}, l.Bytes)}
	}
	text, name, ok := toUTF8(data)
	if !ok {
		return nil, issue.Issues{ruleEncoding.At("", name)}
	}
	p := &parser{text: text, limits: l, dec: xml.NewDecoder(bytes.NewReader(text))}
	p.dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	if err := p.run(); err != nil {
		is := issue.Issue{}
		var f *fault
		var syntax *xml.SyntaxError
		switch {
		case errors.As(err, &f):
			is = f.issue
		case errors.As(err, &syntax):
			is = ruleSyntax.At("", spoken.Sentence(syntax.Msg))
		default:
			is = ruleSyntax.At("", spoken.Words(err))
		}
		is.Line, is.Column = p.position(p.offset)
		return nil, issue.Issues{is}
	}
	return p.root, nil
}

type fault struct{ issue issue.Issue }

func (f *fault) Error() string { return f.issue.Message }

func refuse(r *issue.Rule, args ...any) error { return &fault{r.At("", args...)} }

func malformed(fr, en string) error { return refuse(&ruleSyntax, issue.Text{FR: fr, EN: en}) }

type parser struct {
	text     []byte
	limits   Limits
	dec      *xml.Decoder
	lines    *strictjson.Lines
	root     *Node
	at       *Node // innermost open element
	prefixes []map[string]string
	raw      []string // raw names of the open elements
	elements int
	offset   int // of the token being read
}

func (p *parser) position(offset int) (line, column int) {
	if p.lines == nil {
		p.lines = strictjson.NewLines(p.text)
	}
	return p.lines.Position(offset)
}

func (p *parser) run() error {
	for {
		p.offset = int(p.dec.InputOffset())
		tok, err := p.dec.RawToken()
		switch {
		case err == io.EOF && p.at == nil && p.root != nil:
			return nil
		case err == io.EOF && p.root == nil:
			return malformed("aucun élément", "no element")
		case err == io.EOF:
			return malformed("fin du texte, </"+p.raw[len(p.raw)-1]+"> est attendu", "end of text, </"+p.raw[len(p.raw)-1]+"> is expected")
		case err != nil:
			p.offset = int(p.dec.InputOffset())
			return err
		}
		raw := p.text[p.offset:p.dec.InputOffset()]
		switch tok := tok.(type) {
		case xml.StartElement:
			if err = wellFormed(raw, len(tok.Attr) > 0); err == nil {
				err = p.open(tok)
			}
		case xml.EndElement:
			err = p.close(tok)
		case xml.CharData:
			if !bytes.HasPrefix(raw, []byte("<![CDATA[")) {
				err = wellFormed(raw, false)
			}
			if err == nil {
				err = p.chars(tok)
			}
		case xml.Directive:
			err = refuse(&ruleDoctype)
		case xml.ProcInst:
			if tok.Target == "xml" && p.offset != 0 {
				err = malformed("déclaration XML ailleurs qu'en tête", "XML declaration elsewhere than at the head")
			}
		}
		if err != nil {
			return err
		}
	}
}

func (p *parser) open(tok xml.StartElement) error {
	if p.at == nil && p.root != nil {
		return malformed("second élément racine <"+tok.Name.Local+">", "second root element <"+tok.Name.Local+">")
	}
	if p.elements++; p.elements > p.limits.Elements {
		return refuse(&ruleLimit, issue.Text{FR: "éléments", EN: "elements"}, p.limits.Elements)
	}
	if len(p.raw) >= p.limits.Depth {
		return refuse(&ruleLimit, issue.Text{FR: "niveaux", EN: "levels"}, p.limits.Depth)
	}
	if len(tok.Attr) > p.limits.Attrs {
		return refuse(&ruleLimit, issue.Text{FR: "attributs", EN: "attributes"}, p.limits.Attrs)
	}
	scope, err := p.scope(tok.Attr)
	if err != nil {
		return err
	}
	p.prefixes = append(p.prefixes, scope)
	p.raw = append(p.raw, rawName(tok.Name))
	n := &Node{Parent: p.at}
	n.Line, n.Column = p.position(p.offset)
	if n.Name, err = p.resolve(tok.Name, true); err != nil {
		return err
	}
	for _, a := range tok.Attr {
		if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
			continue
		}
		name, err := p.resolve(a.Name, false)
		if err != nil {
			return err
		}
		for _, b := range n.Attrs {
			if b.Name == name {
				return malformed("attribut « "+a.Name.Local+" » écrit deux fois", "attribute “"+a.Name.Local+"” written twice")
			}
		}
		n.Attrs = append(n.Attrs, Attr{name, a.Value})
	}
	if p.at == nil {
		p.root = n
	} else {
		p.at.Children = append(p.at.Children, n)
	}
	p.at = n
	return nil
}

func (p *parser) close(tok xml.EndElement) error {
	if p.at == nil {
		return malformed("</"+rawName(tok.Name)+"> sans ouverture", "</"+rawName(tok.Name)+"> that closes nothing")
	}
	last := len(p.raw) - 1
	if p.raw[last] != rawName(tok.Name) {
		return malformed("</"+rawName(tok.Name)+"> lu, </"+p.raw[last]+"> attendu", "</"+rawName(tok.Name)+"> read, </"+p.raw[last]+"> expected")
	}
	p.at.Text, p.at.text = string(p.at.text), nil
	p.raw, p.prefixes, p.at = p.raw[:last], p.prefixes[:last], p.at.Parent
	return nil
}

func (p *parser) chars(tok xml.CharData) error {
	if p.at != nil {
		p.at.text = append(p.at.text, tok...)
		return nil
	}
	if len(bytes.Trim(tok, " \t\r\n")) > 0 {
		return malformed("texte hors de l'élément racine", "text outside the root element")
	}
	return nil
}

// scope returns the prefixes declared by attrs, nil if none.
func (p *parser) scope(attrs []xml.Attr) (map[string]string, error) {
	var scope map[string]string
	for _, a := range attrs {
		prefix := ""
		switch {
		case a.Name.Space == "xmlns":
			prefix = a.Name.Local
			if a.Value == "" || prefix == "xmlns" || prefix == "xml" {
				return nil, malformed("préfixe « "+prefix+" » mal déclaré", "prefix “"+prefix+"” badly declared")
			}
		case a.Name.Space != "" || a.Name.Local != "xmlns":
			continue
		}
		if _, twice := scope[prefix]; twice {
			return nil, malformed("préfixe « "+prefix+" » déclaré deux fois", "prefix “"+prefix+"” declared twice")
		}
		if scope == nil {
			scope = map[string]string{}
		}
		scope[prefix] = a.Value
	}
	return scope, nil
}

// resolve turns a prefixed name into a namespace and a local name. Without a
// prefix an element is in the default namespace and an attribute in none.
func (p *parser) resolve(n xml.Name, element bool) (Name, error) {
	if n.Space == "xml" {
		return Name{"http://www.w3.org/XML/1998/namespace", n.Local}, nil
	}
	if n.Space == "" && !element {
		return Name{"", n.Local}, nil
	}
	for i := len(p.prefixes) - 1; i >= 0; i-- {
		if uri, ok := p.prefixes[i][n.Space]; ok {
			return Name{uri, n.Local}, nil
		}
	}
	if n.Space != "" {
		return Name{}, malformed("préfixe « "+n.Space+" » non déclaré", "prefix “"+n.Space+"” not declared")
	}
	return Name{"", n.Local}, nil
}

func rawName(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// toUTF8 returns the document in UTF-8, as its declaration says; name is the
// declared encoding.
func toUTF8(data []byte) (text []byte, name string, ok bool) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		return nil, "UTF-16", false
	}
	name = declaredEncoding(data)
	switch strings.ToLower(name) {
	case "", "utf-8", "utf8", "us-ascii":
		return data, name, true
	case "iso-8859-1", "latin1":
		return decodeLatin(data, nil), name, true
	case "windows-1252", "cp1252":
		return decodeLatin(data, &windows1252), name, true
	}
	return nil, name, false
}

func declaredEncoding(data []byte) string {
	if !bytes.HasPrefix(data, []byte("<?xml")) {
		return ""
	}
	end := bytes.Index(data, []byte("?>"))
	if end < 0 {
		return ""
	}
	_, rest, found := strings.Cut(string(data[:end]), "encoding")
	rest = strings.TrimLeft(rest, " \t\r\n=")
	if !found || rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	value, _, _ := strings.Cut(rest[1:], rest[:1])
	return value
}

// windows1252 is what bytes 0x80 to 0x9F mean there.
var windows1252 = [32]rune{
	'€', 0xFFFD, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0xFFFD, 'Ž', 0xFFFD,
	0xFFFD, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0xFFFD, 'ž', 'Ÿ',
}

func decodeLatin(data []byte, c1 *[32]rune) []byte {
	out := make([]byte, 0, len(data)+len(data)/8)
	for _, b := range data {
		switch {
		case b < 0x80:
			out = append(out, b)
		case b < 0xA0 && c1 != nil:
			out = append(out, string(c1[b-0x80])...)
		default:
			out = append(out, string(rune(b))...)
		}
	}
	return out
}

func itoa(n int) string { return strconv.Itoa(n) }
