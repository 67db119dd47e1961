// SPDX-License-Identifier: Apache-2.0

package indicator

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Book is Inputs made ready for one period: records joined, minutes settled.
// It is read only and may be shared.
type Book struct {
	in       Inputs
	period   Period
	bricks   map[catalogue.BrickRef]*brickTraits
	partners map[string]catalogue.PartnerKind
	sessions map[string]*sessionTraits
	rows     []row
}

// brickTraits is what formulas ask of a brick.
type brickTraits struct {
	*catalogue.Brick
	resolves bool // has a target, and every target resolves
	live     bool // published and not withdrawn on the last day
}

// sessionTraits is what formulas ask of a session.
type sessionTraits struct {
	*catalogue.Session
	brick    *brickTraits
	pathway  *catalogue.Pathway
	inside   bool // ends in the period
	flagged  bool // a target is rare or in tension on the first day
	academic bool // a partner of kind academy or eafc
	built    bool // co-built with an institution
	mixed    bool // several categories or ministries among the enrolled
	category string
	ministry string
}

// row is one participation of a session that ends in the period.
type row struct {
	*catalogue.Participation
	session *sessionTraits
	hours   TraineeHours
}

// Prepare joins the records. It returns error-level issues, and no Book, when
// a participation names a session or brick that is not given, lacks the source
// of its attendance (INDICATOR-004), or is refused by the catalogue (more
// attended than planned, a learner twice, a name: SESSION-004 to 006). Nothing
// is computed from records that do not fit together.
func Prepare(in Inputs, period Period) (*Book, issue.Issues) {
	var out issue.Issues
	if in.Catalogue == nil {
		in.Catalogue = &catalogue.Catalogue{}
	}
	if !period.Valid() {
		out.Add(rule006, "/period", "period", string(period.From)+" – "+string(period.Until), "YYYY-MM-DD")
		return nil, out
	}
	b := &Book{in: in, period: period}
	b.indexCatalogue()
	pathways := map[catalogue.BrickRef]*catalogue.Pathway{}
	for i := range in.Catalogue.Pathways {
		pathways[in.Catalogue.Pathways[i].Ref()] = &in.Catalogue.Pathways[i]
	}
	b.sessions = make(map[string]*sessionTraits, len(in.Sessions))
	flags := flagsOf(in.Frameworks)
	refused := map[string]bool{}
	for i := range in.Sessions {
		s := &in.Sessions[i]
		t := &sessionTraits{Session: s, brick: b.bricks[s.Brick], inside: period.Has(s.End.Date())}
		if t.brick == nil {
			refused[s.ID] = true
			out.Add(rule004, issue.Pointer("/sessions").Index(i).Field("brick"), s.ID,
				issue.Text{FR: "brique inconnue " + string(s.Brick.ID) + " " + s.Brick.Version, EN: "unknown brick " + string(s.Brick.ID) + " " + s.Brick.Version},
				issue.Text{FR: "ajoutez cette brique au catalogue, ou corrigez sa référence dans la session", EN: "add this brick to the catalogue, or correct its reference in the session"})
			continue
		}
		if s.Pathway != nil {
			t.pathway = pathways[*s.Pathway]
		}
		t.settle(b, flags)
		b.sessions[s.ID] = t
	}
	out = append(out, b.join(refused)...)
	if out.HasErrors() {
		out.Sort()
		return nil, out
	}
	return b, nil
}

// indexCatalogue settles what the last day and the frameworks say of bricks.
func (b *Book) indexCatalogue() {
	c, day := b.in.Catalogue, b.period.Until
	resolver := label.ResolverOf(b.in.Frameworks...)
	b.bricks = make(map[catalogue.BrickRef]*brickTraits, len(c.Bricks))
	for i := range c.Bricks {
		x := &c.Bricks[i]
		t := &brickTraits{Brick: x, live: liveOn(x, day)}
		aimed := x.Reaches()
		t.resolves = len(aimed) > 0
		for _, r := range aimed {
			t.resolves = t.resolves && resolver.ResolveRank(string(r.Item.Framework), r.Item.Version, string(r.Item.Item), r.Rank) == label.TruthTrue
		}
		b.bricks[x.Ref()] = t
	}
	b.partners = make(map[string]catalogue.PartnerKind, len(c.Partners))
	for i := range c.Partners {
		b.partners[c.Partners[i].ID] = c.Partners[i].Kind
	}
}

// liveOn reports whether the brick was published and not withdrawn on day.
func liveOn(x *catalogue.Brick, day competency.Date) bool {
	return x.PublishedOn != "" && x.PublishedOn <= day && (x.WithdrawnOn == "" || day < x.WithdrawnOn)
}

// flagsOf indexes the dated flags of items.
func flagsOf(frameworks []*competency.Framework) map[competency.Ref][]competency.Flag {
	out := map[competency.Ref][]competency.Flag{}
	for _, f := range frameworks {
		for i := range f.Items {
			if len(f.Items[i].Flags) > 0 {
				out[f.Ref(f.Items[i].ID)] = f.Items[i].Flags
			}
		}
	}
	return out
}

// settle answers what the formulas ask of the session itself.
func (t *sessionTraits) settle(b *Book, flags map[competency.Ref][]competency.Flag) {
	first := t.Start.Date()
	for _, r := range t.brick.Reaches() {
		for _, f := range flags[r.Item] {
			t.flagged = t.flagged || f.From <= first && (f.Until == "" || first <= f.Until)
		}
	}
	lists := [3][]catalogue.PartnerRole{t.Partners, t.brick.Partners}
	if t.pathway != nil {
		lists[2] = t.pathway.Partners
	}
	for _, list := range lists {
		for _, p := range list {
			kind := b.partners[p.Partner]
			t.academic = t.academic || kind == catalogue.PartnerAcademy || kind == catalogue.PartnerEAFC
			t.built = t.built || kind.Institutional() && (p.Role == catalogue.RoleCoDesign || p.Role == catalogue.RoleCoProduction)
		}
	}
}

// join attaches the participations to their sessions and settles minutes. A
// participation in a refused session is passed over: the fault is told once.
func (b *Book) join(refused map[string]bool) issue.Issues {
	var out issue.Issues
	list := b.in.Participations
	attendance := catalogue.NewAttendance(b.in.Catalogue, b.in.Sessions)
	for i := range list {
		p := &list[i]
		s := b.sessions[p.Session]
		say := func(field string, what, mend issue.Text) {
			out.Add(rule004, issue.Pointer("/participations").Index(i).Field(field), p.Session, what, mend)
		}
		switch {
		case s == nil && refused[p.Session]:
			continue
		case s == nil:
			say("session", issue.Text{FR: "session inconnue", EN: "unknown session"},
				issue.Text{FR: "ajoutez cette session à --sessions, ou corrigez son identifiant ici", EN: "add this session to --sessions, or correct its id here"})
			continue
		case p.Attended > 0 && p.Source == "":
			say("source", issue.Text{FR: "présence sans source", EN: "attendance without source"},
				issue.Text{FR: "ajoutez « source » : signature, trace ou nominal ; ou mettez « attended » à 0", EN: "add “source”: signature, trace or nominal; or set “attended” to 0"})
			continue
		}
		if is := attendance.Add(p); is.HasErrors() {
			for _, x := range is.Under(issue.Pointer("/participations").Index(i)) {
				if x.Severity == issue.SeverityError {
					out = append(out, x)
				}
			}
			continue
		}
		if p.Enrolled > 0 {
			s.meet(p)
		}
		if s.inside {
			b.rows = append(b.rows, row{p, s, hoursOf(p, s.brick)})
		}
	}
	return out
}

// meet notes the category and ministry of an enrolled learner.
func (t *sessionTraits) meet(p *catalogue.Participation) {
	if p.Category != "" {
		t.mixed = t.mixed || t.category != "" && t.category != p.Category
		t.category = p.Category
	}
	if p.Ministry != "" {
		t.mixed = t.mixed || t.ministry != "" && t.ministry != p.Ministry
		t.ministry = p.Ministry
	}
}

// hoursOf settles the minutes of one participation. For a self-paced brick,
// attended is the trace up to the nominal length; without trace the nominal
// length once completed, else nothing.
func hoursOf(p *catalogue.Participation, x *brickTraits) TraineeHours {
	h := TraineeHours{p.Planned, p.Enrolled, p.Attended}
	if x.Modality != catalogue.ModalitySelfPaced {
		return h
	}
	switch {
	case p.Trace != nil:
		h.Attended = min(*p.Trace, x.Total())
	case done(p.Outcome):
		h.Attended = x.Total()
	default:
		h.Attended = 0
	}
	return h
}

// done reports whether an outcome means that the learner went to the end.
func done(o catalogue.Outcome) bool {
	return o == catalogue.OutcomeCompleted || o == catalogue.OutcomePassed || o == catalogue.OutcomeAttested
}
