// SPDX-License-Identifier: Apache-2.0

package positioning

import (
	"strconv"
	"strings"
)

// codeMark opens a resume code; a later form gets another mark.
const codeMark = "E1"

const base36 = "0123456789abcdefghijklmnopqrstuvwxyz"

// Code writes the answers of s as one line of printable ASCII, short enough
// for SCORM's suspend_data or for copying by hand:
//
//	E1~framework@version~digest8~step~answers[~branches]
//
// The step is the question last answered in base 36, "_" at the start, with a
// final "!" when the run is ended. Answers has a character per question: the
// rank in base 36, "-" skipped, "." open, "x" not concerned, "w" don't know,
// "y" located. Branches lists, for each question with answered prompts, its
// number in base 36 and ":", then two characters a prompt: the rank and the
// ticks as bits, or the rank and "u" where the person did not know. Evidence
// and settlements are not in it: they belong to the saved run.
func Code(q *Questionnaire, s State) string {
	step := "_"
	if s.cursor >= 0 {
		step = strconv.FormatInt(int64(s.cursor), 36)
	}
	if s.finished {
		step += "!"
	}
	answers := make([]byte, len(q.Questions))
	var branches []string
	for i := range q.Questions {
		a := s.Answer(i)
		answers[i] = answerChar(a)
		if len(a.Checks) == 0 && a.Unsure == 0 {
			continue
		}
		b := append(strconv.AppendInt(nil, int64(i), 36), ':')
		for _, c := range a.Checks {
			bits := 0
			for _, t := range c.Ticks {
				bits |= 1 << t
			}
			b = append(b, base36[c.Rank], base36[bits])
		}
		if a.Unsure > 0 {
			b = append(b, base36[a.Unsure], 'u')
		}
		branches = append(branches, string(b))
	}
	parts := []string{codeMark, string(q.FrameworkID) + "@" + q.Version, q.Digest[:8], step, string(answers)}
	if len(branches) > 0 {
		parts = append(parts, strings.Join(branches, "."))
	}
	return strings.Join(parts, "~")
}

func answerChar(a Answer) byte {
	switch a.Status {
	case StatusClaimed:
		return base36[a.Rank]
	case StatusLocated:
		return 'y'
	case StatusSkipped:
		return '-'
	case StatusNotConcerned:
		return 'x'
	case StatusDontKnow:
		return 'w'
	}
	return '.'
}

// Resume reads a code written for q. The answers, their branches, the step
// and the end come back; taking back then goes question by question. A code
// of another questionnaire, or one that q could not have given, is refused.
func Resume(q *Questionnaire, code string) (State, Fault) {
	start := Start(q)
	parts := strings.Split(strings.TrimSpace(code), "~")
	if len(parts) < 5 || len(parts) > 6 || parts[0] != codeMark {
		return start, fault(&ruleCode, cut(code))
	}
	if id := string(q.FrameworkID) + "@" + q.Version; parts[1] != id || parts[2] != q.Digest[:8] {
		return start, fault(&ruleDigest, parts[1]+" "+parts[2], id+" "+q.Digest[:8])
	}
	step, finished := strings.CutSuffix(parts[3], "!")
	last := -1
	if step != "_" {
		n, ok := number36(step)
		if !ok || n >= len(q.Questions) {
			return start, fault(&ruleCode, cut(parts[3]))
		}
		last = n
	}
	if len(parts[4]) != len(q.Questions) {
		return start, fault(&ruleCode, cut(parts[4]))
	}
	branches, f := readBranches(q, parts)
	if f != nil {
		return start, f
	}
	s := start
	play := func(i int) (f Fault) {
		e, ok := answerEvent(parts[4][i])
		if !ok {
			return fault(&ruleCode, cut(parts[4]))
		}
		if e.Kind == "" {
			if branches[i] != nil || i == last {
				return fault(&ruleCode, cut(parts[4]))
			}
			return nil
		}
		for _, e := range append([]Event{e}, branches[i]...) {
			e.Item = q.Questions[i].Item
			if s, f = Apply(q, s, e); f != nil {
				return f
			}
		}
		return nil
	}
	for i := range q.Questions {
		if i == last {
			continue
		}
		if f := play(i); f != nil {
			return start, f
		}
	}
	if last < 0 && s.n > 0 {
		return start, fault(&ruleCode, cut(parts[3]))
	}
	if last >= 0 {
		if f := play(last); f != nil {
			return start, f
		}
	}
	if finished {
		s, f = Apply(q, s, Event{Kind: EventFinish})
	}
	return s, f
}

func answerEvent(c byte) (Event, bool) {
	switch c {
	case '.':
		return Event{}, true
	case '-':
		return Event{Kind: EventSkip}, true
	case 'x':
		return Event{Kind: EventNotConcerned}, true
	case 'w':
		return Event{Kind: EventDontKnow}, true
	case 'y':
		return Event{Kind: EventLocate}, true
	}
	rank := strings.IndexByte(base36, c)
	return Event{Kind: EventClaim, Rank: rank}, rank >= 0 && rank <= 12
}

// readBranches returns the events of each question's prompts.
func readBranches(q *Questionnaire, parts []string) (map[int][]Event, Fault) {
	out := map[int][]Event{}
	if len(parts) < 6 {
		return out, nil
	}
	for _, b := range strings.Split(parts[5], ".") {
		num, checks, ok := strings.Cut(b, ":")
		n, isNumber := number36(num)
		if !ok || !isNumber || n >= len(q.Questions) || len(checks) == 0 || len(checks)%2 != 0 || out[n] != nil {
			return nil, fault(&ruleCode, cut(b))
		}
		for i := 0; i < len(checks); i += 2 {
			rank := strings.IndexByte(base36, checks[i])
			if checks[i+1] == 'u' {
				out[n] = append(out[n], Event{Kind: EventUnsure, Rank: rank})
				continue
			}
			bits := strings.IndexByte(base36, checks[i+1])
			if bits < 0 || bits > 7 {
				return nil, fault(&ruleCode, cut(b))
			}
			var ticks []int
			for t := 0; t < MaxStatements; t++ {
				if bits>>t&1 == 1 {
					ticks = append(ticks, t)
				}
			}
			out[n] = append(out[n], Event{Kind: EventTick, Rank: rank, Ticks: ticks})
		}
	}
	return out, nil
}

// cut keeps a message short whatever is pasted.
func cut(s string) string {
	n := 0
	for i := range s {
		if n++; n > 60 {
			return s[:i] + "…"
		}
	}
	return s
}

// number36 reads a small number in base 36; strconv's parsers would link the
// quoting of their errors, 6 KB of it.
func number36(s string) (n int, ok bool) {
	for i := 0; i < len(s); i++ {
		d := strings.IndexByte(base36, s[i])
		if d < 0 || n > MaxQuestions {
			return 0, false
		}
		n = n*36 + d
	}
	return n, s != ""
}
