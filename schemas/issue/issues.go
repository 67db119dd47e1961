// SPDX-License-Identifier: Apache-2.0

package issue

import "sort"

// Issues is a list of faults. The zero value is an empty list: nothing found.
type Issues []Issue

// Add appends the issue that r.At returns. The call weighs a third of the
// append in a widget.
func (is *Issues) Add(r *Rule, p Pointer, args ...any) { *is = append(*is, r.At(p, args...)) }

// Sort orders the list by Pointer, Code, Line, Column and Message, in place.
func (is Issues) Sort() {
	sort.SliceStable(is, func(a, b int) bool { return before(is[a], is[b]) })
}

func before(a, b Issue) bool {
	switch {
	case a.Pointer != b.Pointer:
		return a.Pointer < b.Pointer
	case a.Code != b.Code:
		return a.Code < b.Code
	case a.Line != b.Line:
		return a.Line < b.Line
	case a.Column != b.Column:
		return a.Column < b.Column
	}
	return a.Message < b.Message
}

// HasErrors reports whether one issue of the list has SeverityError.
func (is Issues) HasErrors() bool { return is.Count(SeverityError) > 0 }

// Count returns how many issues of the list have severity s.
func (is Issues) Count(s Severity) int {
	n := 0
	for i := range is {
		if is[i].Severity == s {
			n++
		}
	}
	return n
}

// Codes returns the codes in list order, repeats kept.
func (is Issues) Codes() []string {
	var out []string
	for i := range is {
		out = append(out, is[i].Code)
	}
	return out
}

// In returns a copy of the list worded in lang (see Issue.In).
func (is Issues) In(lang string) Issues {
	out := make(Issues, len(is))
	for i := range is {
		out[i] = is[i].In(lang)
	}
	return out
}

// Under returns a copy of the list with every pointer moved below prefix.
func (is Issues) Under(prefix Pointer) Issues {
	out := make(Issues, len(is))
	for i := range is {
		out[i] = is[i]
		out[i].Pointer = prefix + is[i].Pointer
	}
	return out
}

// Locate fills Line and Column, where they are zero, from at: a function
// that returns the text position of the value a pointer leads to (0, 0 when
// it knows none).
func (is Issues) Locate(at func(Pointer) (line, column int)) {
	for i := range is {
		if is[i].Line == 0 {
			is[i].Line, is[i].Column = at(is[i].Pointer)
		}
	}
}

// Err returns nil when the list holds no error-level issue, else the list.
func (is Issues) Err() error {
	if !is.HasErrors() {
		return nil
	}
	return is
}

// Error makes Issues an error: the first error-level issue and how many more.
func (is Issues) Error() string {
	n := is.Count(SeverityError)
	for i := range is {
		if is[i].Severity == SeverityError {
			s := is[i].Error()
			if n > 1 {
				s += " (+" + itoa(n-1) + ")"
			}
			return s
		}
	}
	return "aucun constat"
}
