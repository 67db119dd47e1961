// SPDX-License-Identifier: Apache-2.0

package indicator

import (
	"sort"
	"sync"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Formula names one of the closed list of computations.
type Formula string

// formula is one computation: a filter on trainee-hours, or a count.
type formula struct {
	unit  Unit
	keep  func(*row) bool
	count func(*Book, *Definition, *Value) issue.Issues
}

// Valid reports whether f is in the list.
func (f Formula) Valid() bool { _, ok := formulas()[f]; return ok }

// Formulas returns the names of all computations, sorted.
func Formulas() []Formula {
	all := formulas()
	out := make([]Formula, 0, len(all))
	for f := range all {
		out = append(out, f)
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}

func hours(keep func(*row) bool) formula { return formula{unit: UnitTraineeHours, keep: keep} }

func number(n func(*Book) int) formula {
	return formula{unit: UnitCount, count: func(b *Book, _ *Definition, v *Value) issue.Issues {
		v.count(n(b))
		return nil
	}}
}

func tagged(t catalogue.Tag) func(*row) bool {
	return func(r *row) bool { return r.session.brick.tagged(t) }
}

func (x *brickTraits) tagged(tags ...catalogue.Tag) bool {
	for _, have := range x.Tags {
		for _, t := range tags {
			if have == t {
				return true
			}
		}
	}
	return false
}

var (
	formulasOnce sync.Once
	formulasMade map[Formula]formula
)

// formulas returns the closed list. It is made on first use: a program that
// only shows reports does not carry it.
func formulas() map[Formula]formula {
	formulasOnce.Do(func() { formulasMade = allFormulas() })
	return formulasMade
}

func allFormulas() map[Formula]formula {
	return map[Formula]formula{
		"competencyBased": hours(func(r *row) bool {
			return r.session.brick.resolves && len(r.session.brick.Assessments) > 0
		}),
		"withAcademies":   hours(func(r *row) bool { return r.session.academic }),
		"rareOrInTension": hours(func(r *row) bool { return r.session.flagged }),
		"selfPaced":       hours(func(r *row) bool { return r.session.brick.Modality == catalogue.ModalitySelfPaced }),
		"mixedAudience":   hours(func(r *row) bool { return r.session.mixed }),
		"events":          hours(func(r *row) bool { return r.session.Format != catalogue.FormatCourse }),
		"coBuilt":         hours(func(r *row) bool { return r.session.built }),
		"foreignLearners": hours(func(r *row) bool { return r.Foreign }),
		"international":   hours(tagged(catalogue.TagInternational)),
		"digital":         hours(tagged(catalogue.TagDigital)),
		"all":             hours(func(*row) bool { return true }),
		"staffLanguages": hours(func(r *row) bool {
			return r.Audience == catalogue.AudienceStaff && r.session.brick.tagged(catalogue.TagForeignLanguage)
		}),
		"staffDevelopment": hours(func(r *row) bool { return r.Audience == catalogue.AudienceStaff && professional(r.Motive) }),
		"certifying": hours(func(r *row) bool {
			return (r.Outcome == catalogue.OutcomePassed || r.Outcome == catalogue.OutcomeAttested) && len(r.session.brick.Assessments) > 0
		}),
		"digitalForTrainers": hours(func(r *row) bool {
			return (r.Audience == catalogue.AudienceStaff || r.Audience == catalogue.AudienceExpert || r.Audience == catalogue.AudienceSpeaker) &&
				r.session.brick.tagged(catalogue.TagDigital)
		}),
		"liveBricks": number(func(b *Book) int { return b.liveBricks(func(*brickTraits) bool { return true }) }),
		"watchedBricks": number(func(b *Book) int {
			return b.liveBricks(func(x *brickTraits) bool {
				for i := range x.Sources {
					if x.Sources[i].Kind == catalogue.SourceWatchNote {
						return true
					}
				}
				return false
			})
		}),
		"frameworkPathways": number(func(b *Book) int {
			return b.pathways(func(bricks []*brickTraits) bool {
				for _, x := range bricks {
					if x == nil || !x.live || !x.resolves {
						return false
					}
				}
				return true
			})
		}),
		"simulationPathways": number(func(b *Book) int {
			return b.pathways(func(bricks []*brickTraits) bool {
				for _, x := range bricks {
					if x != nil && x.live && x.tagged(catalogue.TagSimulation, catalogue.TagVirtualReality, catalogue.TagData) {
						return true
					}
				}
				return false
			})
		}),
		"labelHeld":     {unit: UnitCount, count: (*Book).held},
		"consultations": {unit: UnitCount, count: (*Book).consulted},
		"cohort":        {unit: UnitCount, count: (*Book).followed},
		"staffRate":     {unit: UnitRatio, count: (*Book).rate},
		"participation": {unit: UnitCount, count: (*Book).participation},
		"completion":    {unit: UnitRatio, count: (*Book).completion},
	}
}

// professional reports whether a motive serves the job.
func professional(m catalogue.Motive) bool {
	return m == catalogue.MotiveJobAdaptation || m == catalogue.MotiveJobEvolution || m == catalogue.MotiveMobility
}
