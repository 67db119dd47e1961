// SPDX-License-Identifier: Apache-2.0

package gaia

import (
	"hash/maphash"
	"strings"
	"time"
	_ "time/tzdata" // the times of GAIA are those of Paris, on any machine
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// mandatory are the fields of a formation that may not be empty, from 1.
const mandatory = 12

// titleRoom and placeRoom are the widths of the columns that M@gistère gives
// to these texts.
const (
	titleRoom = 255
	placeRoom = 250
)

// formation reads one line of the formations file; merged tells that it is a
// national session already read.
func (r *reader) formation(c []string) (merged bool) {
	for i := range c {
		c[i] = strings.TrimSpace(c[i])
		if i < mandatory && c[i] == "" {
			r.note(i+1, ruleEmpty, i+1)
		}
	}
	if r.refused {
		return false
	}
	r.identifiers(c)
	for _, field := range []int{3, 5, 13} {
		room := titleRoom
		if field == 13 {
			room = placeRoom
		}
		if n := utf8.RuneCountInString(c[field-1]); n > room {
			r.note(field, ruleLong, n, room)
		}
	}
	start, okStart := r.instant(c, 8)
	end, okEnd := r.instant(c, 10)
	if okStart && okEnd {
		switch {
		case end.Before(start) && c[7] == c[9]:
			r.note(11, ruleBackward)
		case end.Before(start):
			r.note(10, ruleBackward)
		case end.Equal(start):
			r.note(11, ruleInstant)
		}
	}
	if c[13] != "" {
		r.note(14, ruleTail)
	}
	key := strings.Join([]string{c[0], c[1], c[3], c[5]}, "|")
	if line, twice := r.keys[key]; twice && !r.refused {
		r.note(6, ruleTwice, line)
	}
	if r.refused {
		return false
	}
	r.keys[key] = r.line
	return r.keep(c, start, end)
}

// identifiers checks the form of fields 1, 2, 4, 6, 7 and 12.
func (r *reader) identifiers(c []string) {
	if t := c[0]; len(t) != 6 || !strings.HasPrefix(t, "ACA") && !strings.HasPrefix(t, "DEP") {
		r.note(1, ruleID, issue.Text{FR: "table ACA… ou DEP… de six caractères", EN: "table ACA… or DEP… of six characters"})
	}
	switch d := c[1]; {
	case len(d) != 10:
		r.note(2, ruleID, issue.Text{FR: "dix caractères", EN: "ten characters"})
	case !digits(d[:2]) || d[2] < 'A' || d[2] > 'Z':
		r.note(2, ruleDevice)
	}
	for _, field := range []int{4, 6} {
		if s := c[field-1]; !digits(s) || len(s) > 10 {
			r.note(field, ruleID, issue.Text{FR: "dix chiffres au plus", EN: "ten digits at most"})
		}
	}
	if utf8.RuneCountInString(c[6]) != 2 {
		r.note(7, ruleID, issue.Text{FR: "groupe de deux caractères", EN: "group of two characters"})
	}
	if utf8.RuneCountInString(c[11]) != 1 {
		r.note(12, ruleID, issue.Text{FR: "type de lieu d'un caractère", EN: "kind of place of one character"})
	}
}

var paris = parisTime()

func parisTime() *time.Location {
	loc, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		return time.FixedZone("CET", 3600) // time/tzdata is linked: not reached
	}
	return loc
}

// instant reads the date of field and the time of the next one.
func (r *reader) instant(c []string, field int) (time.Time, bool) {
	day, err := time.ParseInLocation("02/01/2006", c[field-1], paris)
	if err != nil || len(c[field-1]) != 10 {
		r.note(field, ruleTime)
		return time.Time{}, false
	}
	clock, err := time.Parse("15:04", c[field])
	if err != nil || len(c[field]) != 5 {
		r.note(field+1, ruleTime)
		return time.Time{}, false
	}
	return time.Date(day.Year(), day.Month(), day.Day(), clock.Hour(), clock.Minute(), 0, 0, paris), true
}

// keep adds the session of a checked line, its module and its dispositif.
func (r *reader) keep(c []string, start, end time.Time) (merged bool) {
	table, device, module, id := c[0], c[1], c[3], c[5]
	alias := catalogue.ExternalID{Scheme: "gaia", Value: strings.Join([]string{table, device, module, id}, "/")}
	if device[2] == 'N' {
		same := strings.Join([]string{device, c[4], c[7], c[8], c[9], c[10], c[12], table}, "|")
		if i, known := r.national[same]; known {
			s := &r.out.Sessions[i]
			s.Aliases = append(s.Aliases, alias)
			r.sessions[table+"|"+id], r.modules[table+"|"+module] = i, s.Brick
			return true
		}
		r.national[same] = len(r.out.Sessions)
	}
	brick := r.brick(table, module, c[4])
	pathway := r.pathway(table, device, c[2], brick)
	r.sessions[table+"|"+id] = len(r.out.Sessions)
	r.out.Sessions = append(r.out.Sessions, catalogue.Session{
		ID: strings.Join([]string{table, device, module, id}, "-"), Brick: brick, Pathway: &pathway, Group: c[6], Format: catalogue.FormatCourse,
		Start: competency.Instant(start.Format(time.RFC3339)), End: competency.Instant(end.Format(time.RFC3339)),
		PlaceKind: c[11], Place: c[12], Aliases: []catalogue.ExternalID{alias}})
	return false
}

func (r *reader) brick(table, module, title string) catalogue.BrickRef {
	key := table + "|" + module
	if ref, known := r.modules[key]; known {
		return ref
	}
	b := catalogue.Brick{ID: r.options.Base + competency.IRI("module:"+table+":"+module), Version: "1.0.0", Title: competency.Text{"fr": title},
		Kind: catalogue.KindTraining, Status: catalogue.StatusIncubating, Modality: catalogue.ModalityOnSite, Targets: []catalogue.Target{}, Language: "fr",
		External: []catalogue.ExternalID{{Scheme: "gaia", Value: table + "/" + module}}}
	r.out.Catalogue.Bricks = append(r.out.Catalogue.Bricks, b)
	r.modules[key] = b.Ref()
	return b.Ref()
}

func (r *reader) pathway(table, device, title string, brick catalogue.BrickRef) catalogue.BrickRef {
	key := table + "|" + device
	i, known := r.pathways[key]
	if !known {
		i = len(r.out.Catalogue.Pathways)
		r.pathways[key] = i
		r.out.Catalogue.Pathways = append(r.out.Catalogue.Pathways, catalogue.Pathway{ID: r.options.Base + competency.IRI("dispositif:"+table+":"+device),
			Version: "1.0.0", Title: competency.Text{"fr": title}, Status: catalogue.StatusIncubating, Steps: []catalogue.Step{},
			External: []catalogue.ExternalID{{Scheme: "gaia", Value: table + "/" + device}}})
	}
	p := &r.out.Catalogue.Pathways[i]
	for _, s := range p.Steps {
		if *s.Brick == brick {
			return p.Ref()
		}
	}
	p.Steps = append(p.Steps, catalogue.Step{Brick: &brick})
	return p.Ref()
}

// trainee reads one line of the stagiaires file.
func (r *reader) trainee(c []string) {
	for i := range c {
		c[i] = strings.TrimSpace(c[i])
		if c[i] == "" && i == 4 {
			r.note(5, ruleNoMail)
		} else if c[i] == "" {
			r.note(i+1, ruleEmpty, i+1)
		}
	}
	at, known := r.sessions[c[0]+"|"+c[1]]
	if !known && !r.refused {
		r.note(2, ruleUnknown)
	}
	if r.refused {
		return
	}
	learner := r.pseudonym(Person{c[2], c[3], c[4]})
	if r.options.Pseudonym == nil {
		return
	}
	s := &r.out.Sessions[at]
	length := minutes(s)
	r.out.Participations = append(r.out.Participations, catalogue.Participation{Session: s.ID, Learner: learner, Academy: r.academy,
		Audience: catalogue.AudienceTrainee, Planned: length, Enrolled: length, Outcome: catalogue.OutcomeNone})
}

// minutes is the length of a session within one day, 0 for a longer one.
func minutes(s *catalogue.Session) catalogue.Minutes {
	start, err1 := time.Parse(time.RFC3339, string(s.Start))
	end, err2 := time.Parse(time.RFC3339, string(s.End))
	if err1 != nil || err2 != nil || s.Start[:10] != s.End[:10] {
		return 0
	}
	return catalogue.Minutes(end.Sub(start) / time.Minute)
}

// speaker reads one line of the intervenants file.
func (r *reader) speaker(c []string) {
	for i := range c {
		c[i] = strings.TrimSpace(c[i])
		if c[i] == "" && i < 4 {
			r.note(i+1, ruleEmpty, i+1)
		}
	}
	brick, known := r.modules[c[0]+"|"+c[1]]
	if !known && !r.refused {
		r.note(2, ruleUnknown)
	}
	if r.refused {
		return
	}
	if c[4] == "" {
		r.note(5, ruleShared)
	}
	p := r.pseudonym(Person{c[2], c[3], c[4]})
	if r.options.Pseudonym != nil {
		r.out.Speakers = append(r.out.Speakers, Speaker{brick, p})
	}
}

// pseudonym hands a person over, folded so that the same one is the same, and
// warns when another stands behind the address.
func (r *reader) pseudonym(p Person) competency.Pseudonym {
	p = Person{fold(p.Name), fold(p.FirstName), strings.ToLower(p.Email)}
	if p.Email != "" {
		address, who := maphash.String(r.seed, p.Email), maphash.Comparable(r.seed, p)
		first, seen := r.people[address]
		switch {
		case !seen:
			r.people[address] = who
		case first != who:
			r.note(5, ruleShared)
		}
	}
	if r.options.Pseudonym == nil {
		return ""
	}
	return r.options.Pseudonym(p)
}

// fold drops case, accents and doubled blanks, so that one spelling remains.
func fold(s string) string {
	s = strings.Join(strings.Fields(strings.ToUpper(s)), " ")
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			out, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), s)
			if err == nil {
				return out
			}
			return s
		}
	}
	return s
}
