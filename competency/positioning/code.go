// SPDX-License-Identifier: Apache-2.0

package positioning

import "strings"

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
	m := s.moment()
	answers, branches := make([]byte, len(q.Questions)), ""
	for i := range q.Questions {
		a := m.answer(i)
		status := place(statuses[:], string(a.Status))
		answers[i] = answerChars[status]
		if status == claimed {
			answers[i] = base36[a.Rank]
		}
		if len(a.Checks) > 0 || a.Unsure > 0 {
			branches += "." + text36(i) + ":"
		}
		for j := range a.Checks {
			bits := 0
			for _, t := range a.Checks[j].Ticks {
				bits |= 1 << t
			}
			branches += text36(a.Checks[j].Rank) + text36(bits)
		}
		if a.Unsure > 0 {
			branches += text36(a.Unsure) + "u"
		}
	}
	step, end := "_", "~"
	if m.cursor >= 0 {
		step = text36(m.cursor)
	}
	if m.finished {
		end = "!~"
	}
	code := codeOf(q) + "~" + step + end + string(answers)
	if branches != "" {
		code += "~" + branches[1:]
	}
	return code
}

// codeOf returns what the codes of q begin with.
func codeOf(q *Questionnaire) string {
	return codeMark + "~" + string(q.FrameworkID) + "@" + q.Version + "~" + q.Digest[:8]
}

// answerChars has the character of each status, by place; that of a claim is
// its rank.
const answerChars = "?yxw-.."

// Resume reads a code written for q. The answers, their branches, the step
// and the end come back; taking back then goes question by question. A code
// of another questionnaire, or one that q could not have given, is refused.
func Resume(q *Questionnaire, code string) (State, Fault) {
	start := Start(q)
	r := resumer{q: q, state: start, branches: make([]string, len(q.Questions))}
	if f := r.read(strings.TrimSpace(code)); f != nil {
		return start, f
	}
	return r.state, nil
}

// ResumeCut reads what is certain of a code whose end is missing, as a
// platform leaves it that keeps fewer characters than were written. Its head,
// up to the step, has to be whole and of q; what stands there is read as Resume
// does, and refused as it does. lost is the number of questions of which
// something is missing, nearly always the last ones: those are open in the
// state, save where only the ticks of a claim are. A whole code gives the state of Resume
// and 0; so does one that ends between the answers to two prompts, which looks
// whole.
func ResumeCut(q *Questionnaire, code string) (s State, lost int, f Fault) {
	if s, f = Resume(q, code); f == nil {
		return s, 0, nil
	}
	start := Start(q)
	r := resumer{q: q, state: start, branches: make([]string, len(q.Questions)), cut: true}
	if cut := r.read(strings.TrimSpace(code)); cut != nil || r.lost == 0 {
		return start, 0, f
	}
	return r.state, r.lost, nil
}

// resumer replays a code.
type resumer struct {
	q        *Questionnaire
	state    State
	answers  string
	branches []string // of each question
	cut      bool     // the end may be missing
	lost     int      // questions whose answer is not certain
}

func unreadable(part string) Fault { return fault(&ruleCode, cut(part), "") }

func (r *resumer) read(code string) Fault {
	var parts [6]string
	n, rest, more := 0, code, true
	for ; more && n < len(parts); n++ {
		parts[n], rest, more = strings.Cut(rest, "~")
	}
	if more || n < 5 || parts[0] != codeMark {
		return unreadable(code)
	}
	want := codeOf(r.q)
	if got := strings.Join(parts[:3], "~"); got != want {
		return fault(&ruleDigest, cut(got[len(codeMark)+1:]), want[len(codeMark)+1:])
	}
	step, last := parts[3], -1
	if k := len(step) - 1; k > 0 && step[k] == '!' {
		step = step[:k]
	}
	if step != "_" {
		if last = number36(step); last < 0 || last >= len(r.branches) {
			return unreadable(parts[3])
		}
	}
	r.answers = parts[4]
	for r.cut && n == 5 && len(r.answers) < len(r.branches) {
		r.answers += "."
		r.lost++
	}
	if len(r.answers) != len(r.branches) {
		return unreadable(r.answers)
	}
	for rest, more = parts[5], n == 6; more; {
		var b string
		b, rest, more = strings.Cut(rest, ".")
		num, checks, _ := strings.Cut(b, ":")
		k := number36(num)
		if r.cut && !more && (b == "" || k >= 0 && k < len(r.branches) && r.branches[k] == "") {
			break // it may have been longer, or another one
		}
		if k < 0 || k >= len(r.branches) || checks == "" || len(checks)%2 != 0 || r.branches[k] != "" {
			return unreadable(b)
		}
		r.branches[k] = checks
	}
	for k := range r.answers {
		if r.cut && r.answers[k] == answerChars[located] && r.branches[k] == "" {
			r.answers = r.answers[:k] + "." + r.answers[k+1:] // its branch stood further on
			r.lost++
		}
	}
	for k := range len(r.branches) + 1 {
		i := k
		switch k {
		case last:
			continue // the question last answered comes last
		case len(r.branches):
			i = last
		}
		if i < 0 {
			break
		}
		if f := r.play(i); f != nil {
			return f
		}
	}
	if r.cut && n == 6 {
		r.lost = max(r.lost, 1) // what a branch said, of a question that is not known
	}
	if r.lost > 0 {
		return nil // the question last answered may be one of those, and the end was the end of all
	}
	if r.state.Cursor() != last {
		return unreadable(parts[3]) // a step that nobody has answered, or none where some have
	}
	if len(step) < len(parts[3]) {
		return r.do(Event{Kind: EventFinish})
	}
	return nil
}

// play answers question i, then its prompts.
func (r *resumer) play(i int) Fault {
	c, branch := r.answers[i], r.branches[i]
	if c == '.' && branch == "" {
		return nil
	}
	e := Event{Item: r.q.Questions[i].Item}
	kind := strings.IndexByte(answerChars, c)
	if rank := strings.IndexByte(base36, c); rank >= 0 && rank <= 12 {
		kind, e.Rank = claimed, rank
	} else if kind < located || kind > skipped {
		return unreadable(r.answers)
	}
	e.Kind = EventKind(events[kind])
	for {
		if f := r.do(e); f != nil || branch == "" {
			return f
		}
		e.Kind, e.Rank, e.Ticks = EventTick, strings.IndexByte(base36, branch[0]), nil
		if branch[1] == 'u' {
			e.Kind = EventUnsure
		} else {
			bits := strings.IndexByte(base36, branch[1])
			if bits < 0 || bits > 7 {
				return unreadable(branch)
			}
			for t := range MaxStatements {
				if bits>>t&1 == 1 {
					e.Ticks = append(e.Ticks, t)
				}
			}
		}
		branch = branch[2:]
	}
}

func (r *resumer) do(e Event) (f Fault) {
	r.state, f = Apply(r.q, r.state, e)
	return f
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

func text36(n int) string {
	last := base36[n%36 : n%36+1]
	if n < 36 {
		return last
	}
	return text36(n/36) + last
}

// number36 reads a small number in base 36, -1 when s is none; strconv's
// parsers would link the quoting of their errors, 6 KB of it.
func number36(s string) int {
	n := -1
	for i := 0; i < len(s); i++ {
		d := strings.IndexByte(base36, s[i])
		if d < 0 || n > MaxQuestions {
			return -1
		}
		n = max(n, 0)*36 + d
	}
	return n
}
