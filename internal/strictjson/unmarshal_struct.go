// SPDX-License-Identifier: Apache-2.0

//go:build !js || eafc_engine

package strictjson

import (
	"reflect"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// field is one member that a struct reads.
type field struct {
	name     string
	index    []int
	required bool
	plan     *plan
	hollow   *hollow // noted when an optional member is there but empty
}

// hollow is the rule that an empty value breaks, what it reads, what it asks.
type hollow struct {
	rule      *issue.Rule
	got, want string
}

// structReader reads the members of t. Known names are told from each other
// by the list of fields; only when one is unknown or comes again are all names
// of the object compared as they are elsewhere.
func structReader(t reflect.Type) func(*Reader, reflect.Value) {
	fields := fieldsOf(t, nil)
	byName := make(map[string]int, len(fields))
	for i, f := range fields {
		byName[f.name] = i
	}
	later := len(fields) <= 64 && differ(fields)
	return func(r *Reader, v reflect.Value) {
		if !r.wants(Object) {
			return
		}
		at := r.pos
		if !r.Enter() {
			return
		}
		depth := len(r.stack)
		r.stack[depth-1].later = later
		var seen fieldSet
		next := 0 // where the name is looked for first
		for r.More() {
			name := r.Name()
			i, ok := next, true
			if next >= len(fields) || fields[next].name != string(name) {
				i, ok = byName[string(name)]
			}
			if again := ok && seen.has(i); again || !ok {
				r.compareNames()
				if !ok {
					r.Note(issue.Shape003, string(r.Name()))
				}
				r.Skip()
				continue
			}
			seen.add(i)
			next = i + 1
			f, at := &fields[i], r.pos
			target, faults := v.Field(f.index[0]), len(r.faults)
			if len(f.index) > 1 {
				target = v.FieldByIndex(f.index)
			}
			f.plan.decode(r, target)
			if f.hollow != nil && target.IsZero() && len(r.faults) == faults && !r.fatal {
				r.NoteAt(r.Pointer(), at, f.hollow.rule, issue.Text{}, f.hollow.got, f.hollow.want, issue.Text{})
			}
		}
		if r.fatal {
			if len(r.stack) == depth { // the text ends after a name that nobody has looked at
				r.fatal = len(r.faults) >= r.lim.Issues
				r.compareNames()
				r.fatal = true
			}
			return
		}
		for i := range fields {
			if fields[i].required && !seen.has(i) {
				r.NoteAt(r.Pointer(), at, issue.Shape002, fields[i].name)
			}
		}
	}
}

// differ reports whether no two names are equal but for their case.
func differ(fields []field) bool {
	for i, f := range fields {
		for _, g := range fields[:i] {
			if strings.EqualFold(f.name, g.name) {
				return false
			}
		}
	}
	return true
}

// compareNames looks at the names of the innermost object that were kept for
// later, as if each had been compared when it was read.
func (r *Reader) compareNames() {
	f := &r.stack[len(r.stack)-1]
	if !f.later {
		return
	}
	f.later = false
	own := r.names[f.first:]
	r.names = r.names[:f.first]
	for _, s := range own { // what is kept never overtakes what is read
		r.remember(f, s)
	}
}

// fieldSet says which fields of a struct have been met.
type fieldSet struct {
	few  uint64
	more []bool
}

func (s *fieldSet) has(i int) bool {
	if i < 64 {
		return s.few&(1<<i) != 0
	}
	return i < len(s.more) && s.more[i]
}

func (s *fieldSet) add(i int) {
	if i < 64 {
		s.few |= 1 << i
		return
	}
	for len(s.more) <= i {
		s.more = append(s.more, false)
	}
	s.more[i] = true
}

func fieldsOf(t reflect.Type, index []int) []field {
	var out []field
	for i := range t.NumField() {
		sf := t.Field(i)
		at := append(append([]int(nil), index...), i)
		tag, tagged := sf.Tag.Lookup("json")
		name, opts, _ := strings.Cut(tag, ",")
		switch {
		case tag == "-" || !sf.IsExported() && !sf.Anonymous:
			continue
		case sf.Anonymous && name == "" && sf.Type.Kind() == reflect.Struct:
			out = append(out, fieldsOf(sf.Type, at)...)
			continue
		case !tagged || name == "":
			name = sf.Name
		}
		optional := strings.Contains(opts, "omitempty") || strings.Contains(opts, "omitzero") || sf.Type.Kind() == reflect.Pointer
		out = append(out, field{name, at, !optional, planOf(sf.Type), hollowRule(sf, optional)})
	}
	return out
}

// hollowRule returns what is wrong with an optional text or number that is
// there and empty: its limits ask for more, but a Go value cannot tell it
// from one that is absent, so that only the reader can.
func hollowRule(sf reflect.StructField, optional bool) *hollow {
	words := strings.Split(sf.Tag.Get("validate"), ",")
	_, typed := reflect.Zero(sf.Type).Interface().(interface{ Valid() bool })
	if !optional || words[0] != "omitempty" && !typed {
		return nil
	}
	number := sf.Type.Kind() >= reflect.Int && sf.Type.Kind() <= reflect.Int64
	if !number && sf.Type.Kind() != reflect.String {
		return nil
	}
	for _, word := range words {
		name, arg, _ := strings.Cut(word, "=")
		switch {
		case name == "min" && number && !strings.HasPrefix(arg, "-") && arg != "0":
			return &hollow{issue.Shape009, "0", arg}
		case name == "min" && !number && arg != "0":
			return &hollow{issue.Shape007, "0", arg}
		case name == "oneof" && !number:
			return &hollow{issue.Shape004, "", strings.ReplaceAll(arg, " ", ", ")}
		case name == "form":
			return &hollow{issue.Shape006, "", arg}
		}
	}
	if typed && !number {
		return &hollow{issue.Shape006, "", sf.Type.Name()}
	}
	return nil
}
