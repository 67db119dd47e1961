// SPDX-License-Identifier: Apache-2.0

package gen

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/invopop/jsonschema"

	"forge.apps.education.fr/eafc/briques/internal/constraint"
	"forge.apps.education.fr/eafc/briques/internal/pattern"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// deriver makes one schema document.
type deriver struct {
	kind   schemas.Kind
	names  map[reflect.Type]string
	invo   map[string]*jsonschema.Schema // by name in $defs
	root   *jsonschema.Schema
	titles *titleTable
	defs   map[string]obj
}

func derive(k schemas.Kind, t reflect.Type, titles *titleTable) (obj, error) {
	types := structsOf(t)
	names := defNames(types)
	root, defs := reflected(t, names)
	d := &deriver{kind: k, names: names, invo: defs, root: root, titles: titles, defs: map[string]obj{}}
	body, err := d.value(t, &constraint.Constraint{Elem: &constraint.Constraint{}})
	if t.Kind() == reflect.Struct {
		d.defs = map[string]obj{}
		body, err = d.object(t, true)
	}
	if err != nil {
		return nil, err
	}
	return d.document(k, body), nil
}

// document puts the head of a schema before its body and $defs after it.
func (d *deriver) document(k schemas.Kind, body obj) obj {
	inf, _ := k.Info()
	out := obj{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"$id", k.ID()},
		{"$comment", string(k) + " " + versionOf(k).Version},
		{"title", inf.Title},
	}
	if body.get("description") == nil {
		out = append(out, member{"description", issue.Text{FR: inf.Title.FR + ".", EN: inf.Title.EN + "."}})
	}
	for _, m := range body {
		if m.name != "title" {
			out = append(out, m)
		}
	}
	if len(d.defs) > 0 {
		defs := obj{}
		for _, name := range sortedKeys(d.defs) {
			defs = append(defs, member{name, d.defs[name]})
		}
		out = append(out, member{"$defs", defs})
	}
	return out
}

// object is the schema of a struct type.
func (d *deriver) object(t reflect.Type, root bool) (obj, error) {
	fields, err := constraint.Fields(t)
	if err != nil {
		return nil, err
	}
	title, desc := d.titles.ofType(t)
	var required []any
	props := obj{}
	for _, f := range fields {
		if f.Required {
			required = append(required, f.JSON)
		}
		p, err := d.property(t, f, root)
		if err != nil {
			return nil, err
		}
		props = append(props, member{f.JSON, p})
	}
	out := obj{{"title", title}, {"description", desc}, {"type", "object"}}
	if required != nil {
		out = append(out, member{"required", required})
	}
	out = append(out, member{"properties", props}, member{"additionalProperties", false})
	if all := conditions(fields); all != nil {
		out = append(out, member{"allOf", all})
	}
	return append(out, extensions[t]...), nil
}

// property is the schema of one field: its title, then what it may be.
func (d *deriver) property(owner reflect.Type, f constraint.Field, root bool) (obj, error) {
	title, desc := d.titles.ofField(owner, f)
	if root && f.JSON == "$schema" {
		return obj{{"title", title}, {"description", desc}, {"type", "string"}, {"const", d.kind.ID()}}, nil
	}
	if d.invopopKnows(owner, f) == nil {
		return nil, fmt.Errorf("%s.%s: the reflector does not see this member", owner, f.Go)
	}
	body, err := d.value(f.Type, f.Rule)
	if err != nil {
		return nil, fmt.Errorf("%s.%s: %w", owner, f.Go, err)
	}
	head := obj{{"title", title}}
	if desc == (issue.Text{}) && body.get("$ref") == nil {
		desc = d.describe(f.Type, f.Rule)
	}
	if desc != (issue.Text{}) {
		head = append(head, member{"description", desc})
	}
	return append(head, body...), nil
}

func (d *deriver) invopopKnows(owner reflect.Type, f constraint.Field) *jsonschema.Schema {
	s := d.invo[d.names[owner]]
	if s == nil {
		s = d.root
	}
	if s.Properties == nil {
		return nil
	}
	p, _ := s.Properties.Get(f.JSON)
	return p
}

// value is the schema of a value of type t under rule c.
func (d *deriver) value(t reflect.Type, c *constraint.Constraint) (obj, error) {
	if c == nil {
		c = &constraint.Constraint{}
	}
	if t.Kind() == reflect.Pointer {
		return d.value(t.Elem(), c)
	}
	if fixed := opaque[t]; fixed != nil {
		out := obj{{"type", fixed.Type}}
		if fixed.Type == "object" {
			out = append(out, member{"additionalProperties", true})
		}
		return out, nil
	}
	if c.Form != "" {
		return d.form(c)
	}
	switch t.Kind() {
	case reflect.String:
		out := obj{{"type", "string"}}
		if c.OneOf != nil {
			return append(out, member{"enum", d.enum(t, c.OneOf)}), nil
		}
		return limits(out, c, "minLength", "maxLength"), nil
	case reflect.Bool:
		return obj{{"type", "boolean"}}, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return numberLimits(obj{{"type", "integer"}}, c), nil
	case reflect.Float64:
		return numberLimits(obj{{"type", "number"}}, c), nil
	case reflect.Slice:
		items, err := d.value(t.Elem(), c.Elem)
		if err != nil {
			return nil, err
		}
		out := limits(obj{{"type", "array"}}, c, "minItems", "maxItems")
		if c.Unique {
			out = append(out, member{"uniqueItems", true})
		}
		return append(out, member{"items", items}), nil
	case reflect.Map:
		return d.mapping(t, c)
	case reflect.Struct:
		return d.ref(t)
	}
	return nil, fmt.Errorf("type %s has no schema", t)
}

// form refers to the $defs entry of a string form.
func (d *deriver) form(c *constraint.Constraint) (obj, error) {
	n, _ := pattern.Find(c.Form)
	name := strings.ToUpper(n.Name[:1]) + n.Name[1:]
	d.defs[name] = formSchema(n)
	if c.Min != "" || c.Max != "" || c.OneOf != nil {
		return nil, fmt.Errorf("form=%s has its own length: no min, max or oneof beside it", c.Form)
	}
	return obj{{"$ref", "#/$defs/" + name}}, nil
}

func formSchema(n pattern.Named) obj {
	up := func(t issue.Text) issue.Text { return issue.Text{FR: capital(t.FR), EN: capital(t.EN)} }
	sentence := up(n.Rule)
	sentence.FR, sentence.EN = sentence.FR+".", sentence.EN+"."
	out := obj{{"title", up(n.Label)}, {"description", sentence}, {"type", "string"}}
	if n.MaxLength > 0 {
		out = append(out, member{"maxLength", n.MaxLength})
	}
	return append(out,
		member{"pattern", n.Regexp},
		member{"not", obj{{"pattern", pattern.Newline}}},
		member{"examples", []any{n.Example}})
}

func (d *deriver) ref(t reflect.Type) (obj, error) {
	name := d.names[t]
	if _, done := d.defs[name]; !done {
		d.defs[name] = nil // for types that hold themselves
		body, err := d.object(t, false)
		if err != nil {
			return nil, err
		}
		d.defs[name] = body
	}
	return obj{{"$ref", "#/$defs/" + name}}, nil
}

const textTag = "min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"

func (d *deriver) mapping(t reflect.Type, c *constraint.Constraint) (obj, error) {
	elem, err := d.value(t.Elem(), c.Elem)
	if err != nil {
		return nil, err
	}
	out := limits(obj{{"type", "object"}}, c, "minProperties", "maxProperties")
	if c.Keys != nil {
		keys, err := d.value(reflect.TypeFor[string](), c.Keys)
		if err != nil {
			return nil, err
		}
		out = append(out, member{"propertyNames", keys})
	}
	out = append(out, member{"additionalProperties", elem})
	if std, _ := constraint.Parse(textTag); t.String() == "competency.Text" && sameLimits(std, c) {
		title, desc := d.titles.ofType(t)
		d.defs["Text"] = append(obj{{"title", title}, {"description", desc}}, out...)
		return obj{{"$ref", "#/$defs/Text"}}, nil
	}
	return out, nil
}

func sameLimits(a, b *constraint.Constraint) bool {
	return a.Min == b.Min && a.Max == b.Max && reflect.DeepEqual(a.Keys, b.Keys) && reflect.DeepEqual(a.Elem, b.Elem)
}

func (d *deriver) enum(t reflect.Type, values []string) []any {
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = choice{v, d.titles.ofValue(t, v)}
	}
	return out
}

func limits(out obj, c *constraint.Constraint, lo, hi string) obj {
	if c.Min != "" && c.Min != "0" {
		out = append(out, member{lo, json.Number(c.Min)})
	}
	if c.Max != "" {
		out = append(out, member{hi, json.Number(c.Max)})
	}
	return out
}

func numberLimits(out obj, c *constraint.Constraint) obj {
	for _, l := range []struct{ word, value string }{{"minimum", c.Min}, {"exclusiveMinimum", c.Gt}, {"maximum", c.Max}, {"exclusiveMaximum", c.Lt}} {
		if l.value != "" {
			out = append(out, member{l.word, json.Number(l.value)})
		}
	}
	return out
}

// conditions turns required_if into {if, then}.
func conditions(fields []constraint.Field) []any {
	var all []any
	for _, f := range fields {
		if f.Rule.RequiredIf == "" {
			continue
		}
		i := slices.IndexFunc(fields, func(x constraint.Field) bool { return x.Go == f.Rule.RequiredIf })
		if i < 0 {
			continue
		}
		on := fields[i].JSON
		all = append(all, obj{
			{"if", obj{{"properties", obj{{on, obj{{"const", f.Rule.RequiredIfValue}}}}}, {"required", []any{on}}}},
			{"then", obj{{"required", []any{f.JSON}}, {"properties", obj{{f.JSON, true}}}}},
		})
	}
	return all
}

// extensions are keywords that no tag can say, by type.
var extensions = map[reflect.Type]obj{}

func capital(s string) string {
	if rest, accented := strings.CutPrefix(s, "é"); accented {
		return "É" + rest
	}
	if s != "" && s[0] < 0x80 {
		return strings.ToUpper(s[:1]) + s[1:]
	}
	return s
}
