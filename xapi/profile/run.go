// SPDX-License-Identifier: Apache-2.0

package profile

import "forge.apps.education.fr/eafc/briques/xapi"

// Progress is how far a series of statements has come along a pattern.
type Progress string

// The states of a Run. A series that is complete may still go on.
const (
	Complete Progress = "success"
	Partial  Progress = "partial"
	Failed   Progress = "failure"
)

// Valid reports whether p is one of the declared states.
func (p Progress) Valid() bool { return p == Complete || p == Partial || p == Failed }

// Runner follows one pattern of a set.
type Runner struct {
	set     *Set
	pattern *Pattern
}

// Pattern returns a runner for the pattern of that id, or nil.
func (s *Set) Pattern(id xapi.IRI) *Runner {
	if p := s.patterns[id]; p != nil {
		return &Runner{s, p}
	}
	return nil
}

// Start begins a series: nothing has been fed yet.
func (r *Runner) Start() *Run { return &Run{runner: r, series: map[string]*series{}} }

// Run follows a pattern in the statements fed to it, each registration and
// subregistration apart. Feed statements by timestamp.
type Run struct {
	runner *Runner
	series map[string]*series
}

// series is what was fed of one registration: the templates that each
// statement follows.
type series struct {
	steps [][]xapi.IRI
	state Progress
}

// SubregistrationExtension is the context extension that tells apart several
// occurrences of patterns in one registration.
const SubregistrationExtension = "https://w3id.org/xapi/profiles/extensions/subregistration"

// Feed adds the next statement and returns how far its series has come. A
// statement that breaks a template it matches, or matches none, fails it.
func (r *Run) Feed(raw []byte) Progress {
	report := r.runner.set.Check(raw)
	key := registration(raw)
	s := r.series[key]
	if s == nil {
		s = &series{}
		r.series[key] = s
	}
	if s.state == Failed {
		return Failed
	}
	s.steps = append(s.steps, report.Matched)
	if !report.Valid() || len(report.Matched) == 0 {
		s.state = Failed
		return Failed
	}
	state, rest := r.runner.set.match(s.steps, r.runner.pattern.ID, 0)
	if state == Complete && len(rest) > 0 || state == Partial && len(rest) > 0 {
		state = Failed // the statement fed last has no place
	}
	s.state = state
	return state
}

// States returns how far each series has come, by registration; a
// subregistration follows it after a space.
func (r *Run) States() map[string]Progress {
	out := make(map[string]Progress, len(r.series))
	for k, s := range r.series {
		out[k] = s.state
	}
	return out
}

func registration(raw []byte) string {
	s, is := xapi.Decode(raw, xapi.Options{})
	if is.HasErrors() || s.Context == nil {
		return ""
	}
	key := string(s.Context.Registration.Canonical())
	if sub, ok := s.Context.Extensions.Get(SubregistrationExtension); ok {
		key += " " + string(sub)
	}
	return key
}

// patternDepth bounds how deep patterns may be nested: a cycle ends there.
const patternDepth = 64

// match follows the element id (a template or a pattern) from the start of
// steps: greedily, without going back. It returns what is left.
func (s *Set) match(steps [][]xapi.IRI, id xapi.IRI, depth int) (Progress, [][]xapi.IRI) {
	p := s.patterns[id]
	if p == nil {
		return matchTemplate(steps, id)
	}
	if depth > patternDepth || len(p.Members) == 0 {
		return Failed, steps
	}
	switch p.Kind {
	case Sequence:
		return s.sequence(steps, p, depth+1)
	case Alternates:
		return s.alternates(steps, p, depth+1)
	case Optional:
		return s.optional(steps, p.Members[0], depth+1)
	case OneOrMore:
		return s.repeated(steps, p.Members[0], 1, depth+1)
	case ZeroOrMore:
		return s.repeated(steps, p.Members[0], 0, depth+1)
	}
	return Failed, steps
}

func matchTemplate(steps [][]xapi.IRI, id xapi.IRI) (Progress, [][]xapi.IRI) {
	if len(steps) == 0 {
		return Partial, nil
	}
	for _, t := range steps[0] {
		if t == id {
			return Complete, steps[1:]
		}
	}
	return Failed, steps
}

func (s *Set) sequence(steps [][]xapi.IRI, p *Pattern, depth int) (Progress, [][]xapi.IRI) {
	rest := steps
	for _, m := range p.Members {
		state, after := s.match(rest, m, depth)
		switch state {
		case Failed:
			return Failed, steps
		case Partial:
			return Partial, nil
		}
		rest = after
	}
	return Complete, rest
}

// alternates takes the member that matches the most.
func (s *Set) alternates(steps [][]xapi.IRI, p *Pattern, depth int) (Progress, [][]xapi.IRI) {
	best, rest := Failed, steps
	for _, m := range p.Members {
		switch state, after := s.match(steps, m, depth); {
		case state == Complete:
			if best != Complete || len(after) < len(rest) {
				rest = after
			}
			best = Complete
		case state == Partial && best == Failed:
			best = Partial
		}
	}
	if best == Partial {
		return Partial, nil
	}
	return best, rest
}

func (s *Set) optional(steps [][]xapi.IRI, id xapi.IRI, depth int) (Progress, [][]xapi.IRI) {
	if len(steps) == 0 {
		return Complete, nil
	}
	state, rest := s.match(steps, id, depth)
	if state == Failed {
		return Complete, steps
	}
	return state, rest
}

// repeated matches id as often as it can, least times at least.
func (s *Set) repeated(steps [][]xapi.IRI, id xapi.IRI, least, depth int) (Progress, [][]xapi.IRI) {
	rest := steps
	for n := 0; ; n++ {
		if len(rest) == 0 && n >= least {
			return Complete, nil
		}
		state, after := s.match(rest, id, depth)
		switch {
		case state == Failed && n < least:
			return Failed, steps
		case state == Failed:
			return Complete, rest
		case state == Partial:
			return Partial, nil
		case len(after) == len(rest):
			return Complete, after
		}
		rest = after
	}
}
