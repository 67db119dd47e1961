// SPDX-License-Identifier: Apache-2.0

// Package constraint reads the validate tags of the domain types: the one
// source of every limit. The generator turns them into JSON Schema keywords
// and package schemas/check into checks of Go values, so that both say the
// same.
//
// The vocabulary is closed: min max gt gte lt lte oneof unique dive keys
// endkeys omitnil omitempty required_if and form=NAME (internal/pattern). Any
// other word is an error.
package constraint

import (
	"fmt"
	"reflect"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/pattern"
)

// Presence says when a value is looked at.
type Presence int

// The presences: always; only if not empty (slices, maps, and text or
// numbers that may be left out); only if the pointer is not nil.
const (
	Always Presence = iota
	OmitEmpty
	OmitNil
)

// Constraint is one parsed tag, for the value itself; Keys and Elem are what
// stands after dive.
type Constraint struct {
	Presence                    Presence
	Min, Max, Gt, Lt            string // "" is no limit; gte is Min, lte is Max
	OneOf                       []string
	Unique                      bool
	Form                        string
	RequiredIf, RequiredIfValue string // Go field name and value
	Keys, Elem                  *Constraint
}

// Empty reports whether c demands nothing of the value itself.
func (c *Constraint) Empty() bool {
	return c == nil || c.Min == "" && c.Max == "" && c.Gt == "" && c.Lt == "" && c.OneOf == nil && !c.Unique && c.Form == ""
}

// Parse reads a validate tag.
func Parse(tag string) (*Constraint, error) {
	root := &Constraint{}
	if tag == "" || tag == "-" {
		return root, nil
	}
	cur := root
	var keysOf *Constraint // set between keys and endkeys
	for _, word := range strings.Split(tag, ",") {
		name, arg, _ := strings.Cut(word, "=")
		switch name {
		case "dive":
			cur.Elem = &Constraint{}
			cur = cur.Elem
		case "keys":
			keysOf = cur
			cur = &Constraint{}
			keysOf.Keys = cur
		case "endkeys":
			if keysOf == nil {
				return nil, fmt.Errorf("endkeys without keys in %q", tag)
			}
			cur, keysOf = keysOf, nil
		default:
			if err := cur.set(name, arg); err != nil {
				return nil, fmt.Errorf("%w in %q", err, tag)
			}
		}
	}
	// validate writes dive,keys,…,endkeys: the keys belong to the map.
	for c := root; c != nil; c = c.Elem {
		if c.Elem != nil && c.Elem.Keys != nil {
			c.Keys, c.Elem.Keys = c.Elem.Keys, nil
		}
	}
	return root, nil
}

func (c *Constraint) set(name, arg string) error {
	switch name {
	case "omitempty":
		c.Presence = OmitEmpty
	case "omitnil":
		c.Presence = OmitNil
	case "min", "gte":
		c.Min = arg
	case "max", "lte":
		c.Max = arg
	case "gt":
		c.Gt = arg
	case "lt":
		c.Lt = arg
	case "oneof":
		c.OneOf = strings.Fields(arg)
	case "unique":
		if arg != "" {
			return fmt.Errorf("unique=%s: uniqueness by key is a business rule", arg)
		}
		c.Unique = true
	case "form":
		if _, ok := pattern.Find(arg); !ok {
			return fmt.Errorf("form=%s is not in internal/pattern", arg)
		}
		c.Form = arg
	case "required_if":
		f, v, ok := strings.Cut(arg, " ")
		if !ok || strings.Contains(v, " ") {
			return fmt.Errorf("required_if takes one field and one value")
		}
		c.RequiredIf, c.RequiredIfValue = f, v
	default:
		return fmt.Errorf("%q is not in the vocabulary of limits", name)
	}
	return nil
}

// implied are the limits that a type brings without a tag.
var implied = map[string]string{
	"competency.IRI":       "form=iri",
	"competency.ID":        "form=uuid",
	"competency.Date":      "form=date",
	"competency.Instant":   "form=instant",
	"competency.Digest":    "form=digest",
	"competency.Pseudonym": "form=pseudonym",
	"competency.NodeRef":   "form=nodeRef",
	"competency.Text":      "min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000",
}

// Field is one member of a struct as JSON and validation see it.
type Field struct {
	Go       string // Go name
	JSON     string
	Index    []int
	Type     reflect.Type
	Required bool
	Rule     *Constraint
	Tag      string // the validate tag with what the type implies
}

// Fields returns the members of struct type t, embedded structs opened.
func Fields(t reflect.Type) ([]Field, error) {
	var out []Field
	for i := range t.NumField() {
		sf := t.Field(i)
		name, opts, _ := strings.Cut(sf.Tag.Get("json"), ",")
		switch {
		case name == "-" || !sf.IsExported() && !sf.Anonymous:
			continue
		case sf.Anonymous && name == "" && sf.Type.Kind() == reflect.Struct:
			inner, err := Fields(sf.Type)
			if err != nil {
				return nil, err
			}
			for _, f := range inner {
				f.Index = append([]int{i}, f.Index...)
				out = append(out, f)
			}
			continue
		case name == "":
			name = sf.Name
		}
		optional := strings.Contains(opts, "omitempty") || strings.Contains(opts, "omitzero") || sf.Type.Kind() == reflect.Pointer
		tag := withImplied(sf.Tag.Get("validate"), sf.Type, optional)
		rule, err := Parse(tag)
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", t, sf.Name, err)
		}
		f := Field{Go: sf.Name, JSON: name, Index: []int{i}, Type: sf.Type, Required: !optional, Rule: rule, Tag: tag}
		if err := f.check(); err != nil {
			return nil, fmt.Errorf("%s.%s: %w", t, sf.Name, err)
		}
		out = append(out, f)
	}
	return out, nil
}

// withImplied adds the limits of the type where the tag states none.
func withImplied(tag string, t reflect.Type, optional bool) string {
	if t.Kind() == reflect.Pointer {
		if tag == "omitnil" || tag == "" {
			if more := implied[t.Elem().String()]; more != "" {
				return "omitnil," + more
			}
		}
		return tag
	}
	if tag == "" {
		more := implied[t.String()]
		if more != "" && optional {
			return "omitempty," + more
		}
		if more == "" && t.Kind() == reflect.Slice && t.Elem().Kind() != reflect.Uint8 {
			if elem := implied[t.Elem().String()]; elem != "" {
				return "dive," + elem
			}
			if t.Elem().Kind() == reflect.Struct {
				return "dive"
			}
		}
		return more
	}
	if t.Kind() == reflect.Slice && !strings.Contains(tag, "dive") && t.Elem().Kind() != reflect.Uint8 {
		if elem := implied[t.Elem().String()]; elem != "" {
			return tag + ",dive," + elem
		}
		if t.Elem().Kind() == reflect.Struct {
			return tag + ",dive"
		}
	}
	return tag
}

// check refuses tags whose meaning the JSON text could not keep: a value
// that is left out when empty must not be allowed to be empty and present.
func (f Field) check() error {
	if f.Required || f.Rule.Presence != OmitEmpty {
		return nil
	}
	switch f.Type.Kind() {
	case reflect.String:
		if f.Rule.Form == "" && f.Rule.OneOf == nil && (f.Rule.Min == "" || f.Rule.Min == "0") {
			return fmt.Errorf("text that may be left out needs min=1, form or oneof: an empty text would be lost")
		}
	case reflect.Slice, reflect.Map:
		if f.Type.Elem().Kind() != reflect.Uint8 && f.Rule.Min == "" {
			return fmt.Errorf("a list that may be left out needs min=1: an empty one would be lost (min=0 says that this does not matter)")
		}
	}
	return nil
}
