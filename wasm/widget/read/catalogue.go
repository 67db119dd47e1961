// SPDX-License-Identifier: Apache-2.0

package read

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
)

// MaxCatalogue is the most that a catalogue may weigh, in bytes: 10,000 bricks
// of a whole region are 16 MiB.
const MaxCatalogue = 32 << 20

// Catalogue reads a catalogue, or a list of bricks. It returns nil when there
// is nothing to show.
func Catalogue(d view.Doc) (*catalogue.Catalogue, issue.Issues) {
	r := CatalogueReader{}
	bricks := d.Get("bricks")
	if d.Kind() == view.KindArray {
		bricks = d
	}
	bricks.Each(func(_ string, v view.Doc) { r.add(v) })
	return r.end(d)
}

// CatalogueReader is Catalogue for a long text, some bricks at a time.
type CatalogueReader struct {
	reader
	stream *view.Stream
	bricks []catalogue.Brick
	seen   int
}

// OpenCatalogue begins to read a catalogue, or a list of bricks.
func OpenCatalogue(text string) *CatalogueReader {
	return &CatalogueReader{stream: view.NewStream(text, MaxCatalogue, "bricks")}
}

// Step reads n more bricks. It reports whether there may be more.
func (r *CatalogueReader) Step(n int) bool {
	for range n {
		v, ok := r.stream.Next()
		if !ok {
			return false
		}
		r.add(v)
	}
	if share := r.stream.Share(); share > 0 && r.seen == n { // the others are about as long
		r.bricks = append(make([]catalogue.Brick, 0, n*105/share), r.bricks...)
	}
	return true
}

// Share returns how much was read, in percent.
func (r *CatalogueReader) Share() int { return r.stream.Share() }

// Catalogue returns what was read, once Step has returned false; nil when
// there is nothing to show. The error says where the text stops being JSON.
func (r *CatalogueReader) Catalogue() (*catalogue.Catalogue, issue.Issues, error) {
	d, err := r.stream.Rest()
	if err != nil {
		return nil, nil, err
	}
	c, faults := r.end(d)
	return c, faults, nil
}

func (r *CatalogueReader) add(v view.Doc) {
	p := issue.Pointer("/bricks").Index(r.seen)
	r.seen++
	b := r.brick(v, p)
	if b.ID == "" || b.Version == "" || len(b.Title) == 0 {
		r.drop(p, issue.Text{FR: "brique sans « id », « version » ou « title »", EN: "brick without “id”, “version” or “title”"})
		return
	}
	if !possible(v.Get("onSite"), b.OnSite) || !possible(v.Get("remote"), b.Remote) {
		r.drop(p, issue.Text{FR: "brique dont la durée n’est pas un nombre entier de 0 à 60000 minutes", EN: "brick whose duration is not a whole number from 0 to 60000 minutes"})
		return
	}
	r.bricks = append(r.bricks, b)
}

// end reads what a catalogue says beside its bricks.
func (r *CatalogueReader) end(d view.Doc) (*catalogue.Catalogue, issue.Issues) {
	if d.Kind() != view.KindArray && d.Get("bricks").Kind() != view.KindArray {
		r.refuse("", issue.Text{FR: "un catalogue (membre « bricks »)", EN: "a catalogue (member “bricks”)"})
		return nil, r.issues
	}
	c := &catalogue.Catalogue{ID: competency.IRI(d.Text("id")), Version: d.Text("version"), Title: r.text(d.Get("title"), "/title"),
		Publisher: plain(d.Text("publisher")), Licence: d.Text("licence"), Bricks: r.bricks}
	d.Get("pathways").Each(func(_ string, v view.Doc) {
		if w := r.pathway(v); w.ID != "" {
			c.Pathways = append(c.Pathways, w)
		}
	})
	d.Get("partners").Each(func(_ string, v view.Doc) {
		c.Partners = append(c.Partners, catalogue.Partner{ID: v.Text("id"), Name: plain(v.Text("name")), UAI: v.Text("uai"),
			Kind: catalogue.PartnerKind(v.Text("kind"))})
	})
	return c, r.issues
}

func (r *reader) brick(v view.Doc, p issue.Pointer) catalogue.Brick {
	b := catalogue.Brick{ID: competency.IRI(v.Text("id")), Version: v.Text("version"), Title: r.text(v.Get("title"), p+"/title"),
		Summary: r.text(v.Get("summary"), p+"/summary"), Kind: catalogue.Kind(v.Text("kind")), Status: catalogue.Status(v.Text("status")),
		PublishedOn: competency.Date(v.Text("publishedOn")), WithdrawnOn: competency.Date(v.Text("withdrawnOn")),
		Modality: catalogue.Modality(v.Text("modality")), OnSite: minutes(v.Get("onSite")), Remote: minutes(v.Get("remote")),
		Publics: v.Get("publics").Strs(), Language: v.Text("language"), Licence: v.Text("licence"), Accessibility: r.text(v.Get("accessibility"), p)}
	v.Get("targets").Each(func(_ string, t view.Doc) {
		b.Targets = append(b.Targets, catalogue.Target{ItemRank: itemRank(t), Role: catalogue.TargetRole(t.Text("role"))})
	})
	b.Entry = itemRanks(v.Get("entry"))
	v.Get("prerequisites").Each(func(_ string, q view.Doc) {
		b.Prerequisites = append(b.Prerequisites, catalogue.Prerequisite{AnyOf: brickRefs(q.Get("anyOf"))})
	})
	b.Equivalents = brickRefs(v.Get("equivalents"))
	v.Get("assessments").Each(func(_ string, a view.Doc) {
		b.Assessments = append(b.Assessments, catalogue.Assessment{ID: a.Text("id"), Kind: catalogue.AssessmentKind(a.Text("kind")), Covers: itemRanks(a.Get("covers"))})
	})
	for _, t := range v.Get("tags").Strs() {
		b.Tags = append(b.Tags, catalogue.Tag(t))
	}
	v.Get("partners").Each(func(_ string, q view.Doc) {
		b.Partners = append(b.Partners, catalogue.PartnerRole{Partner: q.Text("partner"), Role: catalogue.Role(q.Text("role"))})
	})
	for _, s := range v.Get("decisions").Strs() {
		b.Decisions = append(b.Decisions, competency.Digest(s))
	}
	return b
}

func (r *reader) pathway(v view.Doc) catalogue.Pathway {
	w := catalogue.Pathway{ID: competency.IRI(v.Text("id")), Version: v.Text("version"), Title: r.text(v.Get("title"), ""), Summary: r.text(v.Get("summary"), ""),
		Status: catalogue.Status(v.Text("status")), Targets: itemRanks(v.Get("targets")), Total: minutes(v.Get("total")), Publics: v.Get("publics").Strs(), Tutored: v.Get("tutored").Bool()}
	v.Get("steps").Each(func(_ string, s view.Doc) {
		step := catalogue.Step{OneOf: brickRefs(s.Get("oneOf")), Pick: s.Whole("pick"), Optional: s.Get("optional").Bool()}
		if s.Get("brick").Exists() {
			b := brickRef(s.Get("brick"))
			step.Brick = &b
		}
		s.Get("after").Each(func(_ string, n view.Doc) { step.After = append(step.After, n.Int()) })
		w.Steps = append(w.Steps, step)
	})
	for _, s := range v.Get("decisions").Strs() {
		w.Decisions = append(w.Decisions, competency.Digest(s))
	}
	return w
}

func minutes(d view.Doc) catalogue.Minutes { return catalogue.Minutes(d.Int()) }

// possible reports whether a duration is within what the schema of bricks
// allows, or is not given.
func possible(d view.Doc, m catalogue.Minutes) bool {
	return m > 0 && m <= 60000 || m == 0 && (!d.Exists() || d.Lexeme() == "0")
}

func brickRef(d view.Doc) catalogue.BrickRef {
	return catalogue.BrickRef{ID: competency.IRI(d.Text("id")), Version: d.Text("version")}
}

func brickRefs(d view.Doc) []catalogue.BrickRef {
	var out []catalogue.BrickRef
	d.Each(func(_ string, v view.Doc) { out = append(out, brickRef(v)) })
	return out
}

func ref(d view.Doc) competency.Ref {
	return competency.Ref{Framework: competency.IRI(d.Text("framework")), Version: d.Text("version"), Item: competency.ID(d.Text("item"))}
}

func itemRank(d view.Doc) catalogue.ItemRank {
	return catalogue.ItemRank{Item: ref(d.Get("item")), Rank: d.Whole("rank")}
}

func itemRanks(d view.Doc) []catalogue.ItemRank {
	var out []catalogue.ItemRank
	d.Each(func(_ string, v view.Doc) { out = append(out, itemRank(v)) })
	return out
}
