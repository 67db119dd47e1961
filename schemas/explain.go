// SPDX-License-Identifier: Apache-2.0

package schemas

import (
	"slices"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/engine"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/internal/subset"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// explainer turns the engine's leaf faults into issues: what was read, what
// is allowed, how to mend it. It reads the schema, never the engine's words.
type explainer struct {
	schema map[string]any
	titles func(issue.Pointer) (issue.Text, bool) // of a place in the schema
}

// mark is an issue and where its text position is.
type mark struct {
	issue.Issue
	onName bool   // position of the member name, not of the value
	name   string // the missing or unknown name
	meant  string // the suggestion for an unknown name
	object issue.Pointer
}

// explain words the faults of v. index, unless nil, finds where they stand.
func (e *explainer) explain(faults []engine.Fault, v any, index func([]issue.Pointer) *strictjson.Positions) issue.Issues {
	var marks []mark
	for _, f := range faults {
		marks = append(marks, e.fault(f, v)...)
	}
	marks = foldMarks(marks)
	var at *strictjson.Positions
	if index != nil {
		wanted := make([]issue.Pointer, len(marks))
		for i, m := range marks {
			wanted[i] = m.Pointer
		}
		at = index(wanted)
	}
	out := make(issue.Issues, 0, len(marks))
	for _, m := range marks {
		if at != nil {
			if m.onName {
				m.Line, m.Column = at.Name(m.Pointer)
			} else {
				m.Line, m.Column = at.Value(m.Pointer)
			}
		}
		out = append(out, m.Issue)
	}
	out.Sort()
	return out
}

// fault explains one leaf. required, additionalProperties and uniqueItems
// come as one error for several faults: they are told one by one.
func (e *explainer) fault(f engine.Fault, v any) []mark {
	st := e.walk(f.Path)
	got := valueAt(v, f.Value)
	switch {
	case st.names:
		name := lastToken(f.Value)
		return []mark{{Issue: issue.Shape018.At(f.Value, clip(name), e.expected(st.node)), onName: true}}
	case st.keyword == "" && st.forbidden:
		name := lastToken(f.Value)
		return []mark{{Issue: issue.Shape020.At(f.Value, clip(name), e.titleIn(st.title), e.when(st.when)), onName: true}}
	case st.keyword == "required":
		return e.missing(f, st, got)
	case st.keyword == "additionalProperties":
		return e.unknown(f, st, got)
	case st.keyword == "uniqueItems":
		return e.repeats(f, st, got)
	case st.when != nil && st.keyword != "type":
		return []mark{{Issue: issue.Shape021.At(f.Value, e.prefix(st.title), limitText(st), e.when(st.when))}}
	}
	return []mark{{Issue: e.leaf(f.Value, st, got)}}
}

func (e *explainer) missing(f engine.Fault, st step, got any) []mark {
	obj, _ := got.(map[string]any)
	var out []mark
	for _, name := range stringList(st.node["required"]) {
		if _, there := obj[name]; there {
			continue
		}
		title := e.memberTitle(st, name)
		m := mark{name: name, object: f.Value}
		if st.when != nil {
			m.Issue = issue.Shape019.At(f.Value, name, paren(title), e.when(st.when))
		} else {
			m.Issue = issue.Shape002.At(f.Value, name)
		}
		out = append(out, m)
	}
	return out
}

func (e *explainer) unknown(f engine.Fault, st step, got any) []mark {
	obj, _ := got.(map[string]any)
	props, _ := st.node["properties"].(map[string]any)
	var unknown []string
	for name := range obj {
		if _, ok := props[name]; !ok {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	var absent []candidate
	for name := range props {
		if _, there := obj[name]; !there {
			t := e.memberTitle(st, name)
			absent = append(absent, candidate{name: name, titles: titleWords(t)})
		}
	}
	slices.SortFunc(absent, func(a, b candidate) int { return strings.Compare(a.name, b.name) })
	var out []mark
	for _, name := range unknown {
		p := f.Value.Field(name)
		m := mark{onName: true, object: f.Value, name: name, meant: suggest(name, absent)}
		if m.meant == "" {
			m.Issue = issue.Shape003.At(p, clip(name))
		} else {
			m.Issue = issue.Shape003Near.At(p, clip(name), m.meant, paren(e.memberTitle(st, m.meant)))
		}
		out = append(out, m)
	}
	return out
}

func (e *explainer) repeats(f engine.Fault, st step, got any) []mark {
	list, _ := got.([]any)
	first := map[string]int{}
	var out []mark
	for i, x := range list {
		k := subset.Key(x)
		if j, seen := first[k]; seen {
			out = append(out, mark{Issue: issue.Shape015.At(f.Value.Index(i), e.prefix(st.title), j+1)})
			continue
		}
		first[k] = i
	}
	return out
}

// foldMarks leaves one issue per fault.
func foldMarks(marks []mark) []mark {
	type spot struct {
		p    issue.Pointer
		code string
		name string
	}
	wrongType := map[issue.Pointer]bool{}
	refused := map[issue.Pointer]bool{} // has a plain fault
	meant := map[[2]string]bool{}
	for _, m := range marks {
		switch m.Code {
		case "SHAPE-001":
			wrongType[m.Pointer] = true
		case "SHAPE-003":
			meant[[2]string{string(m.object), m.meant}] = m.meant != ""
		case "SHAPE-002":
			refused[m.object+"\x00"+issue.Pointer(m.name)] = true
		case "SHAPE-019", "SHAPE-020", "SHAPE-021":
		default:
			refused[m.Pointer] = true
		}
	}
	seen := map[spot]bool{}
	var out []mark
	for _, m := range marks {
		s := spot{m.Pointer, m.Code, m.name}
		missing := m.Code == "SHAPE-002" || m.Code == "SHAPE-019"
		switch {
		case seen[s],
			wrongType[m.Pointer] && m.Code != "SHAPE-001" && !missing && !m.onName,
			missing && meant[[2]string{string(m.object), m.name}],
			m.Code == "SHAPE-019" && refused[m.object+"\x00"+issue.Pointer(m.name)],
			m.Code == "SHAPE-021" && refused[m.Pointer]:
			continue
		}
		seen[s] = true
		out = append(out, m)
	}
	return out
}
