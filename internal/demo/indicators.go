// SPDX-License-Identifier: Apache-2.0

package demo

import (
	"encoding/json"
	"errors"
	"hash/fnv"
	"strconv"

	"forge.apps.education.fr/eafc/briques/catalogue"
	catalogdemo "forge.apps.education.fr/eafc/briques/catalogue/demo"
	"forge.apps.education.fr/eafc/briques/catalogue/indicator"
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
)

// The people of the demonstration are invented: pseudonyms, academies and
// categories drawn from the name of a session, the same on every start.
var (
	academies  = []string{"Valmont", "Rivemer", "Hauteplaine"}
	categories = []string{"personnel de direction", "inspection", "administration", "enseignement"}
)

// year moves a session of 2027 to another year.
func year(s catalogue.Session, y string) catalogue.Session {
	move := func(i competency.Instant) competency.Instant { return competency.Instant(y + string(i[4:])) }
	s.ID, s.Start, s.End = "S"+y[2:]+s.ID[3:], move(s.Start), move(s.End)
	return s
}

// participations invents who took part in a session: some who enrolled do not
// come, some of those who come leave early.
func participations(s catalogue.Session, minutes catalogue.Minutes) []catalogue.Participation {
	n := draw(s.ID, "n")
	out := make([]catalogue.Participation, 0, 24)
	for i := range 6 + n%17 {
		who := draw(s.ID, strconv.Itoa(i))
		p := catalogue.Participation{Session: s.ID, Learner: competency.Pseudonym("stagiaire-" + strconv.Itoa(i*31+who%29)), Audience: catalogue.AudienceTrainee,
			Academy: academies[min(who/7%5, 2)], Category: categories[min(who/41%7, 3)], Motive: catalogue.MotiveJobAdaptation, Planned: minutes, Outcome: catalogue.OutcomeNone}
		if i%9 == 8 {
			p.Audience = catalogue.AudienceStaff
		}
		if who%11 != 0 {
			p.Enrolled = minutes
		}
		if p.Enrolled > 0 && who%13 != 0 {
			p.Attended, p.Source, p.Outcome = minutes, catalogue.SourceSignature, catalogue.OutcomeCompleted
			if who%17 == 0 {
				p.Attended, p.Outcome = minutes/2, catalogue.OutcomeNone
			}
		}
		out = append(out, p)
	}
	return out
}

func draw(words ...string) int {
	h := fnv.New32a()
	for _, w := range words {
		_, _ = h.Write([]byte(w + "\x00"))
	}
	return int(h.Sum32() >> 1)
}

// indicators computes the report of one year on the demonstration's catalogue,
// with the very engine of `briques indicators report`.
func indicators(c *catalogue.Catalogue, f *competency.Framework, y string, share int) (*indicator.Report, error) {
	in := indicator.Inputs{Catalogue: c, Frameworks: []*competency.Framework{f}}
	for _, s := range catalogdemo.Sessions() {
		s = year(s, y)
		if draw(s.ID)%100 >= share {
			continue
		}
		for i := range c.Bricks {
			if c.Bricks[i].Ref() == s.Brick {
				in.Sessions = append(in.Sessions, s)
				in.Participations = append(in.Participations, participations(s, c.Bricks[i].Total())...)
			}
		}
	}
	p, ok := indicator.OpenPlan(indicator.PlanIH2EF)
	if !ok {
		return nil, errors.New("plan " + indicator.PlanIH2EF)
	}
	b, is := indicator.Prepare(in, indicator.Period{From: competency.Date(y + "-01-01"), Until: competency.Date(y + "-12-31")})
	if is.HasErrors() {
		return nil, is.Err()
	}
	r, is := b.Report(p, nil, []indicator.Split{{Rows: indicator.ByAcademy, Columns: indicator.ByCategory}}, 5)
	r.Site = "EAFC de Valmont"
	return &r, is.Err()
}

// positionings invents what people saved: enough of two profiles, too few of
// a third.
func positionings(f *competency.Framework, titles [3]string, targets map[competency.ID]int) []byte {
	var list []any
	for i := range 64 {
		profile := 0
		if i%3 == 2 {
			profile = 1
		}
		if i >= 61 {
			profile = 2
		}
		var answers []map[string]any
		for j := range f.Items {
			it := &f.Items[j]
			target, ok := targets[it.ID]
			if !ok {
				continue
			}
			a := map[string]any{"item": it.ID, "code": it.Code, "label": it.Label.In("fr"), "target": target}
			if n := draw("p", strconv.Itoa(i), string(it.ID)); n%23 == 0 {
				a["skipped"] = true
			} else {
				a["rank"] = max(0, min(4, target-1+n%3-(draw(string(it.ID))+profile)%2))
			}
			answers = append(answers, a)
		}
		list = append(list, map[string]any{"eafc": 1, "kind": "portfolio", "framework": f.URI, "version": f.Version,
			"savedOn": "202" + strconv.Itoa(6+i%2) + "-10-" + strconv.Itoa(10+i%19), "profile": titles[profile], "answers": answers})
	}
	b, _ := json.Marshal(list)
	return b
}

// facts states what the catalogue says about its first pathway, for the
// self-assessment of quality.
func facts(c *catalogue.Catalogue) ([]byte, bool) {
	if len(c.Pathways) == 0 {
		return nil, false
	}
	v, ok := label.FactsOf(c, c.Pathways[0].Ref(), label.FactsOptions{Action: []string{"training"}})
	return v.Canonical(), ok
}
