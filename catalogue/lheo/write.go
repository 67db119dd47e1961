// SPDX-License-Identifier: Apache-2.0

package lheo

import (
	"bytes"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
	"time"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/strictxml"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Options is what LHEO asks and a catalogue does not know. Every text field
// is mandatory unless it says otherwise.
type Options struct {
	Body           Body
	Formacode      string // five digits, of every formation without its own
	PublicCode     string // five digits, code-public-vise
	EntryLevel     string // code-niveau-entree; "" is 0, no level asked
	Rhythm         string // rythme-formation
	Conditions     string // conditions-specifiques; "" is "Aucune"
	ExpensesCode   string // prise-en-charge-frais-possible; "" is 0
	Alternation    string // modalites-alternance; "" is "-"
	ContentOf      func(*catalogue.Brick) string
	ResultsOf      func(*catalogue.Brick) string // resultats-attendus; nil writes items and ranks
	CertifyingCode string                        // certifiante; "" is 0
}

// Body is the organisation that answers for the offer.
type Body struct {
	Name, LegalName string
	SIRET, UAI      string // UAI is optional
	ActivityNumber  string // numero-activite, eleven digits
	Contact         string // a service, never a person
	Address         Address
	Email           string // a functional address
}

// Address is a postal address.
type Address struct{ Line, PostalCode, City string }

// Write writes the live bricks and the pathways of c, with their sessions, as
// LHEO 2.3. A formation that would break the grammar is left out and each of
// its faults reported (LHEO-001 to -003, pointer into c); what is lost is
// listed. Nothing is written when no formation is left.
func Write(w io.Writer, c *catalogue.Catalogue, sessions []catalogue.Session, o Options) (issue.Issues, error) {
	b := &builder{options: o, sessions: map[catalogue.BrickRef][]catalogue.Session{}, bricks: map[catalogue.BrickRef]*catalogue.Brick{}}
	for _, s := range sessions {
		b.sessions[s.Brick] = append(b.sessions[s.Brick], s)
	}
	offers := element("offres")
	add := func(n *strictxml.Node, at issue.Pointer) {
		check := &checker{}
		check.element(n)
		for _, i := range check.issues {
			i.Pointer, i.Line, i.Column = at+i.Pointer, 0, 0
			b.issues = append(b.issues, i)
		}
		if !check.issues.HasErrors() {
			put(offers, n)
		}
	}
	for i := range c.Bricks {
		k := &c.Bricks[i]
		b.bricks[k.Ref()] = k
		if k.Status != catalogue.StatusWithdrawn {
			at := issue.Pointer("/bricks").Index(i)
			add(b.brick(k, at), at)
		}
	}
	for i := range c.Pathways {
		at := issue.Pointer("/pathways").Index(i)
		add(b.pathway(&c.Pathways[i], at), at)
	}
	b.issues.Sort()
	if len(offers.Children) == 0 {
		return b.issues, nil
	}
	_, err := w.Write(encode(offers))
	return b.issues, err
}

type builder struct {
	options  Options
	sessions map[catalogue.BrickRef][]catalogue.Session
	bricks   map[catalogue.BrickRef]*catalogue.Brick
	issues   issue.Issues
}

func (b *builder) note(at issue.Pointer, r *issue.Rule, args ...any) {
	b.issues = append(b.issues, r.At(at, args...))
}

// or returns s, or instead where it is empty.
func or(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}

func (b *builder) brick(k *catalogue.Brick, at issue.Pointer) *strictxml.Node {
	results, content := expected(k), k.Summary.In("fr")
	if b.options.ResultsOf != nil {
		results = b.options.ResultsOf(k)
	}
	if b.options.ContentOf != nil {
		content = b.options.ContentOf(k)
	}
	kind := "1"
	if k.Modality == catalogue.ModalitySelfPaced {
		kind = "2"
	}
	n := b.head(string(k.ID), k.Title, k.Summary, results, or(content, k.Title.In("fr")), kind)
	put(n, b.action(k, at), b.body(), identifier("identifiant-module", k.Ref()))
	if k.Positioning != nil {
		p := leaf("positionnement", "2")
		p.Attrs = []strictxml.Attr{{Name: strictxml.Name{Local: "info"}, Value: string(*k.Positioning)}}
		put(n, p)
	}
	if len(k.Prerequisites) > 0 {
		required := element("modules-prerequis")
		for _, p := range k.Prerequisites {
			if len(p.AnyOf) > 1 {
				b.note(at, ruleLost, issue.Text{FR: "les prérequis au choix", EN: "prerequisites of which one is enough"})
			}
			if len(p.AnyOf) > 0 {
				put(required, identifier("reference-module", p.AnyOf[0]))
			}
		}
		put(n, required)
	}
	b.losses(k, at)
	return n
}

// head starts a formation with its ten first elements.
func (b *builder) head(number string, title, summary competency.Text, results, content, kind string) *strictxml.Node {
	o := b.options
	n := element("formation")
	n.Attrs = []strictxml.Attr{{Name: strictxml.Name{Local: "numero"}, Value: number}}
	domain := element("domaine-formation")
	if o.Formacode != "" {
		put(domain, leaf("code-FORMACODE", o.Formacode))
	}
	contact := element("contact-formation")
	put(contact, b.coordinates())
	put(n, domain, leaf("intitule-formation", title.In("fr")), leaf("objectif-formation", or(summary.In("fr"), title.In("fr"))),
		leaf("resultats-attendus", results), leaf("contenu-formation", content), leaf("certifiante", or(o.CertifyingCode, "0")), contact,
		leaf("parcours-de-formation", kind), leaf("code-niveau-entree", or(o.EntryLevel, "0")))
	return n
}

func (b *builder) coordinates() *strictxml.Node {
	n := element("coordonnees")
	put(n, leaf("nom", b.options.Body.Contact), b.address(), leaf("courriel", b.options.Body.Email))
	return n
}

func (b *builder) address() *strictxml.Node {
	a, n := b.options.Body.Address, element("adresse")
	put(n, leaf("ligne", a.Line), leaf("codepostal", a.PostalCode), leaf("ville", a.City))
	return n
}

func (b *builder) body() *strictxml.Node {
	o, n := b.options.Body, element("organisme-formation-responsable")
	siret, place, contact := element("SIRET-organisme-formation"), element("coordonnees-organisme"), element("contact-organisme")
	put(siret, leaf("SIRET", o.SIRET))
	put(place, b.coordinates())
	put(contact, b.coordinates())
	put(n, leaf("numero-activite", o.ActivityNumber), siret, leaf("nom-organisme", o.Name), leaf("raison-sociale", or(o.LegalName, o.Name)), place, contact)
	if o.UAI != "" {
		uai := element("code-UAI-organisme-formation")
		put(uai, leaf("code-UAI", o.UAI))
		put(n, uai)
	}
	return n
}

// modes is modalites-enseignement of a modality: 0 on site, 1 mixed, 2 remote.
var modes = map[catalogue.Modality]string{catalogue.ModalityOnSite: "0", catalogue.ModalityWorkplace: "0", catalogue.ModalityBlended: "1",
	catalogue.ModalityRemoteLive: "2", catalogue.ModalityRemoteAsync: "2", catalogue.ModalitySelfPaced: "2"}

func (b *builder) action(k *catalogue.Brick, at issue.Pointer) *strictxml.Node {
	mode := modes[k.Modality]
	if k.Modality == catalogue.ModalityWorkplace || k.Modality == catalogue.ModalityRemoteAsync {
		b.note(at, ruleModality, string(k.Modality), mode)
	}
	entries := "0"
	if k.Modality == catalogue.ModalitySelfPaced {
		entries = "1"
	}
	n := b.actionOf(string(k.ID), strings.Join(k.Publics, " ; "), len(k.Entry) > 0, mode, entries)
	for _, s := range b.sessions[k.Ref()] {
		put(n, b.session(&s))
	}
	if len(b.sessions[k.Ref()]) == 0 && entries == "1" {
		// A permanent offer still needs one period: the life of the brick.
		put(n, b.session(&catalogue.Session{ID: string(k.ID), Start: day(k.PublishedOn), End: day(or(string(k.WithdrawnOn), "9999-12-31"))}))
	}
	if a := k.Accessibility.In("fr"); a != "" {
		put(n, leaf("acces-handicapes", a))
	}
	if lang, _, _ := strings.Cut(k.Language, "-"); len(lang) == 2 {
		put(n, leaf("langue-formation", lang))
	}
	if k.Modality == catalogue.ModalityBlended {
		put(n, leaf("nombre-heures-centre", b.hours(k.OnSite, at)))
	}
	put(n, leaf("nombre-heures-total", b.hours(k.Total(), at)))
	return n
}

// actionOf starts an action with the elements before its sessions.
func (b *builder) actionOf(number, publics string, entry bool, mode, entries string) *strictxml.Node {
	o, n := b.options, element("action")
	n.Attrs = []strictxml.Attr{{Name: strictxml.Name{Local: "numero"}, Value: number}}
	put(n, leaf("rythme-formation", o.Rhythm), leaf("code-public-vise", o.PublicCode))
	if publics != "" {
		put(n, leaf("info-public-vise", publics))
	}
	level := "0"
	if entry {
		level = "1"
	}
	put(n, leaf("niveau-entree-obligatoire", level), leaf("modalites-alternance", or(o.Alternation, "-")), leaf("modalites-enseignement", mode),
		leaf("conditions-specifiques", or(o.Conditions, "Aucune")), leaf("prise-en-charge-frais-possible", or(o.ExpensesCode, "0")), leaf("modalites-entrees-sorties", entries))
	return n
}

func (b *builder) session(s *catalogue.Session) *strictxml.Node {
	n, period, place := element("session"), element("periode"), element("adresse-inscription")
	n.Attrs = []strictxml.Attr{{Name: strictxml.Name{Local: "numero"}, Value: s.ID}}
	put(period, exact("debut", s.Start), exact("fin", s.End))
	put(place, b.address())
	put(n, period, place)
	return n
}

func day[T ~string](d T) competency.Instant { return competency.Instant(d) + "T00:00:00+01:00" }

// exact writes the day of a moment, and the moment beside it.
func exact(name string, at competency.Instant) *strictxml.Node {
	n := leaf(name, "")
	if t, err := time.Parse(time.RFC3339, string(at)); err == nil {
		n.Text = t.Format("20060102")
		n.Attrs = []strictxml.Attr{{Name: strictxml.Name{Local: "info"}, Value: string(at)}}
	}
	return n
}

func (b *builder) hours(m catalogue.Minutes, at issue.Pointer) string {
	h := (int64(m) + 59) / 60
	if int64(m)%60 != 0 {
		b.note(at, ruleHours, int64(m), h)
	}
	return strconv.FormatInt(h, 10)
}

func (b *builder) pathway(p *catalogue.Pathway, at issue.Pointer) *strictxml.Node {
	n := b.head(string(p.ID), p.Title, p.Summary, ranks(p.Targets), or(p.Summary.In("fr"), p.Title.In("fr")), "3")
	action := b.actionOf(string(p.ID), strings.Join(p.Publics, " ; "), false, b.mode(p), "0")
	first, last := b.span(p)
	put(action, b.session(&catalogue.Session{ID: string(p.ID), Start: first, End: last}), leaf("nombre-heures-total", b.hours(p.Total, at)))
	modules := element("sous-modules")
	for _, s := range p.Steps {
		kind := "1"
		if s.Optional || len(s.OneOf) > 0 {
			kind = "2"
		}
		if len(s.OneOf) > 0 {
			b.note(at, ruleLost, issue.Text{FR: "les étapes au choix (écrites comme facultatives)", EN: "steps of which one is enough (written as optional)"})
		}
		for _, ref := range s.Bricks() {
			m := element("sous-module")
			put(m, identifier("reference-module", ref), leaf("type-module", kind))
			put(modules, m)
		}
	}
	put(n, action, b.body(), identifier("identifiant-module", p.Ref()))
	if p.Positioning != nil {
		q := leaf("positionnement", "2")
		q.Attrs = []strictxml.Attr{{Name: strictxml.Name{Local: "info"}, Value: string(*p.Positioning)}}
		put(n, q)
	}
	put(n, modules)
	if len(p.Targets) > 0 {
		b.note(at, ruleLost, issue.Text{FR: "les rangs visés", EN: "the ranks aimed at"})
	}
	return n
}

// mode is that of all bricks of a pathway, mixed when they differ.
func (b *builder) mode(p *catalogue.Pathway) string {
	mode := ""
	for _, s := range p.Steps {
		for _, ref := range s.Bricks() {
			if k := b.bricks[ref]; k != nil {
				if m := modes[k.Modality]; mode == "" {
					mode = m
				} else if mode != m {
					return "1"
				}
			}
		}
	}
	return or(mode, "1")
}

// span is the first start and the last end of the sessions of a pathway's
// bricks; open when it has none.
func (b *builder) span(p *catalogue.Pathway) (first, last competency.Instant) {
	for _, s := range p.Steps {
		for _, ref := range s.Bricks() {
			for _, at := range b.sessions[ref] {
				if first == "" || at.Start.Compare(first) < 0 {
					first = at.Start
				}
				if last == "" || at.End.Compare(last) > 0 {
					last = at.End
				}
			}
		}
	}
	if first == "" {
		return day("0001-01-01"), day("9999-12-31")
	}
	return first, last
}

// expected writes the aimed ranks of a brick in words.
func expected(k *catalogue.Brick) string { return ranks(k.Reaches()) }

func ranks(list []catalogue.ItemRank) string {
	if len(list) == 0 {
		return "-"
	}
	words := make([]string, len(list))
	for i, r := range list {
		words[i] = string(r.Item.Item) + " : rang " + strconv.Itoa(r.Rank)
	}
	return strings.Join(words, " ; ")
}

func (b *builder) losses(k *catalogue.Brick, at issue.Pointer) {
	for _, l := range []struct {
		has  bool
		what issue.Text
	}{
		{len(k.Targets) > 0, issue.Text{FR: "les rangs visés", EN: "the ranks aimed at"}}, {len(k.Entry) > 0, issue.Text{FR: "les rangs d'entrée", EN: "the entry ranks"}}, {len(k.Assessments) > 0, issue.Text{FR: "les évaluations", EN: "the assessments"}},
		{len(k.Partners) > 0, issue.Text{FR: "les rôles des partenaires", EN: "the roles of the partners"}}, {len(k.Sources) > 0, issue.Text{FR: "les sources", EN: "the sources"}}, {len(k.Tags) > 0, issue.Text{FR: "les étiquettes", EN: "the tags"}},
		{k.Licence != "", issue.Text{FR: "la licence", EN: "the licence"}}, {k.PublishedOn != "" && k.Modality != catalogue.ModalitySelfPaced, issue.Text{FR: "la date de publication", EN: "the date of publication"}}, {len(k.Title) > 1, issue.Text{FR: "les autres langues", EN: "the other languages"}},
	} {
		if l.has {
			b.note(at, ruleLost, l.what)
		}
	}
}

func element(name string) *strictxml.Node {
	return &strictxml.Node{Name: strictxml.Name{Space: Namespace, Local: name}}
}

func leaf(name, value string) *strictxml.Node {
	n := element(name)
	n.Text = value
	return n
}

func identifier(name string, ref catalogue.BrickRef) *strictxml.Node {
	n := leaf(name, string(ref.ID))
	n.Attrs = []strictxml.Attr{{Name: strictxml.Name{Local: "info"}, Value: ref.Version}}
	return n
}

func put(parent *strictxml.Node, children ...*strictxml.Node) {
	for _, c := range children {
		c.Parent = parent
		parent.Children = append(parent.Children, c)
	}
}

func encode(offers *strictxml.Node) []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<lheo xmlns="` + Namespace + `">` + "\n")
	encodeNode(&b, offers)
	b.WriteString("</lheo>\n")
	return b.Bytes()
}

// encodeNode writes to memory, which does not fail.
func encodeNode(b *bytes.Buffer, n *strictxml.Node) {
	b.WriteString("<" + n.Name.Local)
	for _, a := range n.Attrs {
		b.WriteString(" " + a.Name.Local + `="`)
		_ = xml.EscapeText(b, []byte(a.Value))
		b.WriteString(`"`)
	}
	b.WriteString(">")
	_ = xml.EscapeText(b, []byte(n.Text))
	if len(n.Children) > 0 {
		b.WriteString("\n")
	}
	for _, c := range n.Children {
		encodeNode(b, c)
	}
	b.WriteString("</" + n.Name.Local + ">\n")
}
