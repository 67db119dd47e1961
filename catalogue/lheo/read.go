// SPDX-License-Identifier: Apache-2.0

package lheo

import (
	"io"
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/strictxml"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Namespace is that of LHEO 2.3, the only version written.
const Namespace = "http://lheo.gouv.fr/2.3"

// oldNamespace is that of LHEO 2.2.
const oldNamespace = "http://www.lheo.org/2.2"

// MaxBytes is the size of the largest document read.
const MaxBytes = 16 << 20

// Offer is what a document describes.
type Offer struct {
	Catalogue catalogue.Catalogue
	Sessions  []catalogue.Session
}

// Read reads a document. Faults against the grammar come with path, line and
// column; a formation with an error is left out, the others are kept. The
// offer is nil when the text is no LHEO at all.
func Read(r io.Reader) (*Offer, issue.Issues) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, issue.Issues{issue.Read001.At("", "LHEO")}
	}
	root, faults := strictxml.Parse(data, strictxml.Limits{Bytes: MaxBytes})
	if root == nil {
		var is issue.Issues
		for _, f := range faults {
			at := ruleXML.At("", f)
			at.Line, at.Column = f.Line, f.Column
			is = append(is, at)
		}
		return nil, is
	}
	c := &checker{}
	switch {
	case root.Name.Local != "lheo" || root.Name.Space != Namespace && root.Name.Space != oldNamespace:
		c.note(root, ruleNamespace, root.Name.Space)
		return nil, c.issues
	case root.Name.Space == oldNamespace:
		c.note(root, ruleOld)
	}
	offer := &Offer{Catalogue: catalogue.Catalogue{Bricks: []catalogue.Brick{}}}
	rd := &reader{offer: offer, checker: c, partners: map[string]bool{}}
	c.element(root)
	for _, n := range formations(root) {
		sub := &checker{}
		sub.element(n)
		if !sub.issues.HasErrors() {
			rd.formation(n)
		}
	}
	c.issues.Sort()
	return offer, c.issues
}

func formations(root *strictxml.Node) []*strictxml.Node {
	if offers := root.Child("offres"); offers != nil {
		return offers.All("formation")
	}
	return nil
}

type reader struct {
	offer    *Offer
	checker  *checker
	partners map[string]bool
}

// versioned reads an identifier and the version in its attribute "info".
func versioned(n *strictxml.Node) catalogue.BrickRef {
	ref := catalogue.BrickRef{ID: competency.EscapeIRI(n.Value()), Version: n.Attr("info")}
	if !ref.ID.Valid() {
		ref.ID = competency.EscapeIRI("urn:lheo:" + n.Value())
	}
	if !competency.ValidVersion(ref.Version) {
		ref.Version = "1.0.0"
	}
	return ref
}

func (r *reader) formation(n *strictxml.Node) {
	id := n.Child("identifiant-module")
	if id == nil {
		id = &strictxml.Node{Text: "urn:lheo:" + n.Attr("numero")}
	}
	ref := versioned(id)
	partner := r.partner(n.Child("organisme-formation-responsable"))
	if sub := n.Child("sous-modules"); sub != nil {
		r.pathway(n, ref, sub, partner)
		return
	}
	b := catalogue.Brick{ID: ref.ID, Version: ref.Version, Title: text(n.Child("intitule-formation")), Summary: text(n.Child("objectif-formation")),
		Kind: catalogue.KindTraining, Status: catalogue.StatusIncubating, Modality: catalogue.ModalityOnSite, Targets: []catalogue.Target{}, Language: "fr",
		Partners: []catalogue.PartnerRole{{Partner: partner, Role: catalogue.RoleDelivery}}}
	if p := n.Child("positionnement"); p.Value() == "2" {
		if iri := competency.IRI(p.Attr("info")); iri.Valid() {
			b.Positioning = &iri
		} else {
			r.checker.note(p, ruleLost, issue.Text{FR: "un positionnement sans adresse", EN: "a positioning without an address"})
		}
	}
	if required := n.Child("modules-prerequis"); required != nil {
		for _, m := range required.All("reference-module") {
			b.Prerequisites = append(b.Prerequisites, catalogue.Prerequisite{AnyOf: []catalogue.BrickRef{versioned(m)}})
		}
	}
	for i, a := range n.All("action") {
		if i == 0 {
			r.action(a, &b)
		}
		r.sessions(a, b.Ref(), nil)
	}
	r.offer.Catalogue.Bricks = append(r.offer.Catalogue.Bricks, b)
}

// action reads what a brick says once; LHEO repeats it for each action.
func (r *reader) action(n *strictxml.Node, b *catalogue.Brick) {
	permanent := n.Child("modalites-entrees-sorties").Value() == "1"
	switch n.Child("modalites-enseignement").Value() {
	case "1":
		b.Modality = catalogue.ModalityBlended
	case "2":
		b.Modality = catalogue.ModalityRemoteLive
		if permanent {
			b.Modality = catalogue.ModalitySelfPaced
		}
	}
	total, centre := hours(n, "nombre-heures-total"), hours(n, "nombre-heures-centre")
	switch b.Modality {
	case catalogue.ModalityOnSite:
		b.OnSite = total
	case catalogue.ModalityBlended:
		b.OnSite, b.Remote = centre, max(0, total-centre)
	default:
		b.Remote = total
	}
	for _, p := range strings.Split(n.Child("info-public-vise").Value(), ";") {
		if p = strings.TrimSpace(p); p != "" {
			b.Publics = append(b.Publics, p)
		}
	}
	if l := n.Child("langue-formation").Value(); l != "" {
		b.Language = strings.ToLower(l)
	}
	if a := n.Child("acces-handicapes"); a != nil {
		b.Accessibility = text(a)
	}
}

func hours(n *strictxml.Node, name string) catalogue.Minutes {
	h, err := strconv.Atoi(n.Child(name).Value())
	if err != nil {
		return 0
	}
	return catalogue.Minutes(60 * h)
}

func (r *reader) pathway(n *strictxml.Node, ref catalogue.BrickRef, sub *strictxml.Node, partner string) {
	p := catalogue.Pathway{ID: ref.ID, Version: ref.Version, Title: text(n.Child("intitule-formation")), Summary: text(n.Child("objectif-formation")),
		Status: catalogue.StatusIncubating, Partners: []catalogue.PartnerRole{{Partner: partner, Role: catalogue.RoleDelivery}}}
	for _, m := range sub.All("sous-module") {
		brick := versioned(m.Child("reference-module"))
		p.Steps = append(p.Steps, catalogue.Step{Brick: &brick, Optional: m.Child("type-module").Value() == "2"})
	}
	for _, a := range n.All("action") {
		p.Total = max(p.Total, hours(a, "nombre-heures-total"))
	}
	if n.At("action", "session") != nil {
		r.checker.note(n, ruleLost, issue.Text{FR: "les sessions d'un parcours (un catalogue les porte sur ses briques)", EN: "the sessions of a pathway (a catalogue has them on its bricks)"})
	}
	r.offer.Catalogue.Pathways = append(r.offer.Catalogue.Pathways, p)
}

// sessions reads the sessions of an action. A day without its exact moment
// begins and ends at midnight, Paris winter time.
func (r *reader) sessions(n *strictxml.Node, brick catalogue.BrickRef, pathway *catalogue.BrickRef) {
	for i, s := range n.All("session") {
		id := s.Attr("numero")
		if id == "" {
			id = string(brick.ID) + "#" + strconv.Itoa(i+1)
		}
		r.offer.Sessions = append(r.offer.Sessions, catalogue.Session{ID: id, Brick: brick, Pathway: pathway, Format: catalogue.FormatCourse,
			Start: moment(s.At("periode", "debut")), End: moment(s.At("periode", "fin"))})
	}
}

func moment(n *strictxml.Node) competency.Instant {
	if exact := competency.Instant(n.Attr("info")); exact.Valid() {
		return exact
	}
	d := n.Value()
	return competency.Instant(d[:4] + "-" + d[4:6] + "-" + d[6:8] + "T00:00:00+01:00")
}

// partner keeps the responsible body once and returns its id.
func (r *reader) partner(n *strictxml.Node) string {
	siret := n.At("SIRET-organisme-formation", "SIRET").Value()
	id := "siret:" + siret
	if r.partners[id] {
		return id
	}
	r.partners[id] = true
	r.offer.Catalogue.Partners = append(r.offer.Catalogue.Partners, catalogue.Partner{ID: id, Name: n.Child("raison-sociale").Value(), SIRET: siret,
		UAI: n.At("code-UAI-organisme-formation", "code-UAI").Value(), Kind: catalogue.PartnerOperator})
	return id
}

func text(n *strictxml.Node) competency.Text {
	if s := n.Value(); s != "" {
		return competency.Text{"fr": s}
	}
	return nil
}
