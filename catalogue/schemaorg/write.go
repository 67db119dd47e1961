// SPDX-License-Identifier: Apache-2.0

package schemaorg

import (
	"encoding/json"
	"io"
	"net/url"
	"sort"
	"strconv"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Options says what a catalogue alone does not know.
type Options struct {
	Lang string // of titles and summaries; "" is "fr"
	// Page returns the public https address of a brick; required.
	Page func(*catalogue.Brick) string
	// Item returns the URI, code and title of a framework item; nil leaves
	// the UUID as the only name.
	Item func(competency.Ref) (uri, code, title string)
	// Publisher is the provider where a brick names no partner.
	Publisher string
}

type graph struct {
	Context map[string]string `json:"@context"`
	Graph   []course          `json:"@graph"`
}

type course struct {
	Type          string     `json:"@type"`
	ID            string     `json:"@id"`
	URL           string     `json:"url"`
	Name          string     `json:"name"`
	Description   string     `json:"description,omitempty"`
	Provider      []body     `json:"provider,omitempty"`
	InLanguage    string     `json:"inLanguage,omitempty"`
	License       string     `json:"license,omitempty"`
	Version       string     `json:"version,omitempty"`
	Teaches       []term     `json:"teaches,omitempty"`
	Prerequisites []any      `json:"coursePrerequisites,omitempty"`
	TimeRequired  string     `json:"timeRequired,omitempty"`
	Keywords      []string   `json:"keywords,omitempty"`
	Audience      []audience `json:"audience,omitempty"`
	Instances     []instance `json:"hasCourseInstance,omitempty"`
}

type body struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

type audience struct {
	Type string `json:"@type"`
	Kind string `json:"audienceType"`
}

type term struct {
	Type string `json:"@type"`
	ID   string `json:"@id"`
	Code string `json:"termCode,omitempty"`
	Name string `json:"name,omitempty"`
	Set  string `json:"inDefinedTermSet"`
}

type alternative struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

type node struct {
	ID string `json:"@id"`
}

type instance struct {
	Type     string `json:"@type"`
	Mode     string `json:"courseMode"`
	Start    string `json:"startDate,omitempty"`
	End      string `json:"endDate,omitempty"`
	Workload string `json:"courseWorkload,omitempty"`
	Location *place `json:"location,omitempty"`
}

type place struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

// Write writes the live bricks of c (not withdrawn) and their sessions as one
// JSON-LD graph, sorted by IRI. A brick without an https page is left out
// with SCHEMAORG-002; what no term holds is listed as SCHEMAORG-001.
func Write(w io.Writer, c *catalogue.Catalogue, sessions []catalogue.Session, o Options) (issue.Issues, error) {
	g := graph{Context: map[string]string{"@vocab": "https://schema.org/"}, Graph: []course{}}
	partners := map[string]string{}
	for _, p := range c.Partners {
		partners[p.ID] = p.Name
	}
	byBrick := map[catalogue.BrickRef][]catalogue.Session{}
	for _, s := range sessions {
		byBrick[s.Brick] = append(byBrick[s.Brick], s)
	}
	var is issue.Issues
	for i := range c.Bricks {
		b, at := &c.Bricks[i], issue.Pointer("/bricks").Index(i)
		if b.Status == catalogue.StatusWithdrawn {
			continue
		}
		page := ""
		if o.Page != nil {
			page = o.Page(b)
		}
		if u, err := url.Parse(page); err != nil || u.Scheme != "https" || u.Host == "" {
			is = append(is, rulePage.At(at, page))
			continue
		}
		g.Graph = append(g.Graph, o.course(b, page, partners, byBrick[b.Ref()]))
		is = append(is, losses(b, at)...)
	}
	sort.Slice(g.Graph, func(i, j int) bool {
		a, b := g.Graph[i], g.Graph[j]
		return a.ID < b.ID || a.ID == b.ID && a.Version < b.Version
	})
	data, err := json.MarshalIndent(g, "", "  ")
	if err != nil {
		return is, err
	}
	_, err = w.Write(append(data, '\n'))
	return is, err
}

func (o Options) course(b *catalogue.Brick, page string, partners map[string]string, sessions []catalogue.Session) course {
	lang := o.Lang
	if lang == "" {
		lang = "fr"
	}
	out := course{Type: "Course", ID: string(b.ID), URL: page, Name: b.Title.In(lang), Description: b.Summary.In(lang), InLanguage: b.Language,
		License: b.Licence, Version: b.Version, TimeRequired: duration(b.Total())}
	for _, p := range b.Partners {
		if name := partners[p.Partner]; name != "" && (p.Role == catalogue.RoleDelivery || p.Role == catalogue.RoleCoProduction) {
			out.Provider = append(out.Provider, body{"Organization", name})
		}
	}
	if len(out.Provider) == 0 && o.Publisher != "" {
		out.Provider = []body{{"Organization", o.Publisher}}
	}
	for _, t := range b.Targets {
		out.Teaches = append(out.Teaches, o.term(t.Item))
	}
	for _, p := range b.Prerequisites {
		for _, r := range p.AnyOf {
			out.Prerequisites = append(out.Prerequisites, node{string(r.ID)})
		}
	}
	for _, e := range b.Entry {
		t := o.term(e.Item)
		out.Prerequisites = append(out.Prerequisites, alternative{"AlignmentObject", t.Code + " " + t.Name + " : " + strconv.Itoa(e.Rank)})
	}
	for _, t := range b.Tags {
		out.Keywords = append(out.Keywords, string(t))
	}
	for _, p := range b.Publics {
		out.Audience = append(out.Audience, audience{"EducationalAudience", p})
	}
	for _, s := range sessions {
		in := instance{Type: "CourseInstance", Mode: mode(b.Modality), Start: string(s.Start), End: string(s.End), Workload: duration(b.Total())}
		if s.Place != "" {
			in.Location = &place{"Place", s.Place}
		}
		out.Instances = append(out.Instances, in)
	}
	if len(sessions) == 0 {
		out.Instances = []instance{{Type: "CourseInstance", Mode: mode(b.Modality), Workload: duration(b.Total())}}
	}
	return out
}

func (o Options) term(r competency.Ref) term {
	t := term{Type: "DefinedTerm", ID: "urn:uuid:" + string(r.Item), Set: string(r.Framework)}
	if o.Item != nil {
		if uri, code, title := o.Item(r); uri != "" {
			t.ID, t.Code, t.Name = uri, code, title
		}
	}
	return t
}

// duration is ISO 8601, in minutes; "" for none.
func duration(m catalogue.Minutes) string {
	if m == 0 {
		return ""
	}
	return "PT" + strconv.FormatInt(int64(m), 10) + "M"
}

// mode is the courseMode of schema.org for a modality.
func mode(m catalogue.Modality) string {
	switch m {
	case catalogue.ModalityOnSite, catalogue.ModalityWorkplace:
		return "onsite"
	case catalogue.ModalityBlended:
		return "blended"
	}
	return "online"
}

func losses(b *catalogue.Brick, at issue.Pointer) issue.Issues {
	var is issue.Issues
	for _, l := range []struct {
		has  bool
		what issue.Text
	}{
		{len(b.Targets) > 0, issue.Text{FR: "les rangs visés", EN: "the ranks aimed at"}}, {len(b.Assessments) > 0, issue.Text{FR: "les évaluations", EN: "the assessments"}}, {len(b.Equivalents) > 0, issue.Text{FR: "les équivalences", EN: "the equivalents"}},
		{len(b.Sources) > 0, issue.Text{FR: "les sources", EN: "the sources"}}, {len(b.Decisions) > 0, issue.Text{FR: "les décisions de label", EN: "the label decisions"}}, {len(b.Accessibility) > 0, issue.Text{FR: "l'accessibilité", EN: "the accessibility"}},
	} {
		if l.has {
			is = append(is, ruleLost.At(at, l.what))
		}
	}
	return is
}
