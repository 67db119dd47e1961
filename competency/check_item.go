// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

func validExtra(x Extra) bool {
	return x[0] == '{' && !strictjson.Scan(x, strictjson.Document, limits).HasErrors()
}

func (c *checker) scaleList() {
	for i := range c.f.Scales {
		s := &c.f.Scales[i]
		p := issue.Pointer("/scales").Index(i)
		if _, twice := c.scales[s.ID]; twice || s.ID == "" {
			c.add(&ruleScale, p.Field("id"), s.ID, issue.Text{FR: "nom absent ou donné deux fois", EN: "name missing or given twice"})
		}
		c.scales[s.ID] = s
		c.length(p.Field("id"), "id", s.ID, MaxCode)
		if fault := levelsFault(s.Levels); fault != "" {
			c.add(&ruleScale, p.Field("levels"), s.ID, fault)
		}
		for j := range s.Levels {
			c.level(p.Field("levels").Index(j), &s.Levels[j])
		}
		for j, m := range s.Replaces {
			q := p.Field("replaces").Index(j)
			if !ValidVersion(m.Version) {
				c.add(&ruleVersion, q.Field("version"), m.Version)
			}
			if m.Scale == "" {
				c.add(&ruleEmpty, q.Field("scale"), "scale")
			}
			if m.To < 0 || m.To > len(s.Levels) {
				c.add(&ruleOffScale, q.Field("to"), m.To, s.ID, len(s.Levels))
			}
			if m.From < 0 || m.From > 12 {
				c.add(&ruleOffScale, q.Field("from"), m.From, m.Scale, 12)
			}
		}
	}
}

// levelsFault says what is wrong with the ranks and codes of a scale.
func levelsFault(levels []Level) string {
	if len(levels) < 2 || len(levels) > 12 {
		return strconv.Itoa(len(levels)) + " niveau(x)"
	}
	var ranks [13]bool
	codes := map[string]bool{}
	for _, l := range levels {
		if l.Rank < 1 || l.Rank > len(levels) || ranks[l.Rank] {
			return "rang " + strconv.Itoa(l.Rank) + " en trop ou en double"
		}
		ranks[l.Rank] = true
		if l.Code != "" && codes[l.Code] {
			return "code de niveau « " + l.Code + " » en double"
		}
		codes[l.Code] = true
	}
	return ""
}

func (c *checker) level(p issue.Pointer, l *Level) {
	c.requiredText(p.Field("label"), l.Label)
	c.text(p.Field("descriptor"), l.Descriptor)
	c.length(p.Field("code"), "code", l.Code, MaxCode)
	c.length(p.Field("group"), "group", l.Group, MaxCode)
	c.origin(p, l.Origin)
}

func (c *checker) item(p issue.Pointer, it *Item) {
	c.id(p, it.ID, it.Code)
	c.uri(p, it.URI)
	c.vocabulary(p+"/type", "type", string(it.Type), it.Type.Valid(), "domain, competency, component")
	if len(it.Code) > MaxCode {
		c.length(p+"/code", "code", it.Code, MaxCode)
	}
	c.requiredText(p+"/label", it.Label)
	c.text(p+"/statement", it.Statement)
	c.origin(p, it.Origin)
	c.changed(p, it.Changed)
	c.count(p+"/indicators", "indicators", len(it.Indicators), MaxIndicators)
	c.lifetime(p, it)
	c.needs(p, it)
	for i, k := range it.Keywords {
		if k == "" {
			c.add(&ruleEmpty, p.Field("keywords").Index(i), "keywords")
		}
		c.length(p.Field("keywords"), "keywords", k, MaxText)
	}
	for i := range it.Flags {
		c.flagAt(p.Field("flags").Index(i), &it.Flags[i])
	}
	c.extra(p+"/extra", it.Extra)
	if top, ok := c.scaleOf(p, it); ok {
		c.ranks(p, it, top)
	}
}

func (c *checker) lifetime(p issue.Pointer, it *Item) {
	c.date(p+"/from", it.From)
	c.date(p+"/until", it.Until)
	if it.Retired && it.Until == "" || it.Until != "" && it.Until < it.From {
		c.add(&ruleUntil, p+"/until", it.name())
	}
}

// needs checks what the kind of the framework asks of every item.
func (c *checker) needs(p issue.Pointer, it *Item) {
	if it.Phase != "" || c.f.Kind == KindOrganisation {
		if it.Phase == "" {
			c.add(&ruleKindNeeds, p+"/phase", it.name(), "phase")
		} else {
			c.vocabulary(p+"/phase", "phase", string(it.Phase), it.Phase.Valid(), "plan, do, check, act")
		}
	}
	switch {
	case c.f.Kind == KindCommonBase && it.Type == ItemCompetency && it.ValidMonths == 0:
		c.add(&ruleKindNeeds, p+"/validMonths", it.name(), "validMonths")
	case it.ValidMonths < 0 || it.ValidMonths > 1200:
		c.add(&ruleLimit, p+"/validMonths", "validMonths", it.ValidMonths, 1200)
	}
}

func (c *checker) flagAt(p issue.Pointer, f *Flag) {
	c.vocabulary(p+"/kind", "kind", string(f.Kind), f.Kind.Valid(), "rare, inTension")
	if f.From == "" {
		c.add(&ruleEmpty, p+"/from", "from")
	}
	c.date(p+"/from", f.From)
	c.date(p+"/until", f.Until)
	if f.Until != "" && f.Until < f.From {
		c.add(&ruleUntil, p+"/until", string(f.Kind))
	}
}

// scaleOf returns the top rank of the scale of it; ok is false when there is
// no scale to check against, or it has been reported.
func (c *checker) scaleOf(p issue.Pointer, it *Item) (top int, ok bool) {
	if it.Scale != "" && c.scales[it.Scale] == nil ||
		it.Scale == "" && it.Type == ItemCompetency && len(c.f.Scales) > 1 {
		at := p + "/scale"
		if it.Scale == "" {
			at = p
		}
		c.add(&ruleScaleName, at, it.name(), it.Scale, c.scaleNames())
		return 0, false
	}
	if s, found := c.f.ScaleOf(it); found {
		return s.Top(), levelsFault(s.Levels) == ""
	}
	return 0, len(it.Anchors)+len(it.Indicators) > 0
}

func (c *checker) scaleNames() string {
	var names []string
	for _, s := range c.f.Scales {
		names = append(names, s.ID)
	}
	return strings.Join(names, ", ")
}

// ranks checks anchors and indicators against a scale of top ranks.
func (c *checker) ranks(p issue.Pointer, it *Item, top int) {
	if len(it.Anchors)+len(it.Indicators) == 0 {
		return
	}
	anchored, observed := make([]bool, top+1), make([]bool, top+1)
	sound := true
	for i := range it.Anchors {
		a, q := &it.Anchors[i], p.Field("anchors").Index(i)
		c.requiredText(q+"/text", a.Text)
		c.origin(q, a.Origin)
		switch {
		case a.Rank < 1 || a.Rank > top:
			c.add(&ruleOffScale, q+"/rank", a.Rank, it.name(), top)
			sound = false
		case anchored[a.Rank]:
			c.add(&ruleTwoAnchors, q+"/rank", a.Rank, it.name())
		default:
			anchored[a.Rank] = true
		}
	}
	for i := range it.Indicators {
		n, q := &it.Indicators[i], p.Field("indicators").Index(i)
		c.id(q, n.ID, "")
		c.requiredText(q+"/statement", n.Statement)
		c.origin(q, n.Origin)
		c.vocabulary(q+"/kind", "kind", string(n.Kind), n.Kind.Valid(), "knowledge, skill, attitude")
		if n.Rank < 1 || n.Rank > top {
			c.add(&ruleOffScale, q+"/rank", n.Rank, it.name(), top)
			sound = false
			continue
		}
		observed[n.Rank] = true
	}
	if !sound {
		return
	}
	if gaps := missing(anchored); gaps != "" && len(it.Anchors) > 0 {
		c.add(&ruleSomeAnchors, p+"/anchors", it.name(), gaps)
	}
	if gaps := missing(observed); gaps != "" {
		at := p + "/indicators"
		if len(it.Indicators) == 0 {
			at = p
		}
		c.add(&ruleNoIndicator, at, it.name(), gaps)
	}
}

// missing lists the ranks from 1 that are false.
func missing(ranks []bool) string {
	var out []string
	for r := 1; r < len(ranks); r++ {
		if !ranks[r] {
			out = append(out, strconv.Itoa(r))
		}
	}
	return strings.Join(out, ", ")
}

// name is how messages call an item: its code, else its label, else its ID.
func (it *Item) name() string {
	switch {
	case it.Code != "":
		return it.Code
	case len(it.Label) > 0:
		return it.Label.In("fr")
	}
	return string(it.ID)
}
