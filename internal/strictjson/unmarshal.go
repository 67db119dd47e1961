// SPDX-License-Identifier: Apache-2.0

//go:build !js || eafc_engine

package strictjson

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"sync"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Decoder is a type that reads itself from a Reader. It must read exactly one
// value and notes its own faults (Reader.Note).
type Decoder interface{ DecodeStrict(*Reader) }

// Unmarshal reads data into the value that v points to and returns every
// fault: those of the text (READ), a wrong type (SHAPE-001), a member that is
// missing (SHAPE-002) or unknown (SHAPE-003). Names match exactly. A field is
// required unless its json tag says omitempty or omitzero, or it is a
// pointer. Types that implement Decoder or json.Unmarshaler read themselves.
// After a fault v holds what could be read.
func Unmarshal(data []byte, p Profile, l Limits, v any) issue.Issues {
	var r Reader
	r.Reset(data, p, l)
	r.Decode(v)
	is := r.Finish()
	is.Sort()
	return is
}

// Decode reads the next value into the value that v points to.
func (r *Reader) Decode(v any) {
	rv := reflect.ValueOf(v)
	if rv.Kind() != reflect.Pointer || rv.IsNil() {
		panic(&reflect.ValueError{Method: "strictjson.Decode", Kind: rv.Kind()})
	}
	planOf(rv.Type().Elem()).decode(r, rv.Elem())
}

// plan knows how to read one Go type. Its reader is built at the first use,
// so that a type may hold itself.
type plan struct {
	typ  reflect.Type
	once sync.Once
	read func(*Reader, reflect.Value)
}

func (p *plan) decode(r *Reader, v reflect.Value) {
	p.once.Do(func() { p.read = build(p.typ) })
	p.read(r, v)
}

var plans sync.Map // reflect.Type -> *plan

func planOf(t reflect.Type) *plan {
	p, _ := plans.LoadOrStore(t, &plan{typ: t})
	return p.(*plan)
}

var (
	decoderType     = reflect.TypeFor[Decoder]()
	unmarshalerType = reflect.TypeFor[json.Unmarshaler]()
)

func build(t reflect.Type) func(*Reader, reflect.Value) {
	switch {
	case reflect.PointerTo(t).Implements(decoderType):
		return func(r *Reader, v reflect.Value) { v.Addr().Interface().(Decoder).DecodeStrict(r) }
	case reflect.PointerTo(t).Implements(unmarshalerType):
		return decodeUnmarshaler
	}
	switch t.Kind() {
	case reflect.Struct:
		return structReader(t)
	case reflect.Pointer:
		elem := planOf(t.Elem())
		return func(r *Reader, v reflect.Value) {
			v.Set(reflect.New(t.Elem()))
			elem.decode(r, v.Elem())
		}
	case reflect.Slice:
		return sliceReader(t)
	case reflect.Map:
		return mapReader(t)
	case reflect.String:
		return func(r *Reader, v reflect.Value) {
			if r.wants(String) {
				v.SetString(string(r.Text()))
			}
		}
	case reflect.Bool:
		return func(r *Reader, v reflect.Value) {
			if r.wants(True) {
				v.SetBool(r.Literal() == True)
			}
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return decodeInt
	case reflect.Float64:
		return func(r *Reader, v reflect.Value) {
			if r.wants(Number) {
				f, _ := strconv.ParseFloat(string(r.Number()), 64)
				v.SetFloat(f)
			}
		}
	case reflect.Interface:
		return func(r *Reader, v reflect.Value) {
			var any any
			if raw := r.Raw(); raw != nil && json.Unmarshal(raw, &any) == nil && any != nil {
				v.Set(reflect.ValueOf(any))
			}
		}
	}
	panic(&json.UnsupportedTypeError{Type: t})
}

// wants reports whether the next value has kind k (True: a boolean). If not,
// it notes SHAPE-001 and passes over the value.
func (r *Reader) wants(k Kind) bool {
	got := r.Peek()
	if got == k || k == True && got == False {
		return true
	}
	if got != Invalid {
		r.start = r.pos
		r.Note(issue.Shape001, got, k)
		r.Skip()
	}
	return false
}

func decodeInt(r *Reader, v reflect.Value) {
	if !r.wants(Number) {
		return
	}
	lexeme := string(r.Number())
	if r.Failed() {
		return
	}
	n, err := strconv.ParseInt(lexeme, 10, v.Type().Bits())
	if err != nil {
		r.Note(issue.Shape001, "nombre "+lexeme, "entier")
		return
	}
	v.SetInt(n)
}

func decodeUnmarshaler(r *Reader, v reflect.Value) {
	at, before := r.Offset(), len(r.faults)
	kind := r.Peek()
	raw := r.Raw()
	if raw == nil || len(r.faults) > before {
		return
	}
	if err := v.Addr().Interface().(json.Unmarshaler).UnmarshalJSON(raw); err != nil {
		r.note(at, issue.Shape001, kind, err)
	}
}

func sliceReader(t reflect.Type) func(*Reader, reflect.Value) {
	elem := planOf(t.Elem())
	return func(r *Reader, v reflect.Value) {
		if !r.wants(Array) || !r.Enter() {
			return
		}
		out := reflect.MakeSlice(t, 0, 0)
		for r.More() {
			out = reflect.Append(out, reflect.Zero(t.Elem()))
			elem.decode(r, out.Index(out.Len()-1))
		}
		v.Set(out)
	}
}

func mapReader(t reflect.Type) func(*Reader, reflect.Value) {
	if t.Key().Kind() != reflect.String {
		panic(&json.UnsupportedTypeError{Type: t})
	}
	elem := planOf(t.Elem())
	return func(r *Reader, v reflect.Value) {
		if !r.wants(Object) || !r.Enter() {
			return
		}
		out := reflect.MakeMap(t)
		for r.More() {
			key := reflect.ValueOf(string(r.Name())).Convert(t.Key())
			e := reflect.New(t.Elem()).Elem()
			elem.decode(r, e)
			if !out.MapIndex(key).IsValid() {
				out.SetMapIndex(key, e)
			}
		}
		v.Set(out)
	}
}

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

func structReader(t reflect.Type) func(*Reader, reflect.Value) {
	fields := fieldsOf(t, nil)
	byName := make(map[string]int, len(fields))
	for i, f := range fields {
		byName[f.name] = i
	}
	return func(r *Reader, v reflect.Value) {
		if !r.wants(Object) {
			return
		}
		at, p := r.Offset(), r.Pointer()
		if !r.Enter() {
			return
		}
		seen := make([]bool, len(fields))
		for r.More() {
			i, ok := byName[string(r.Name())]
			switch {
			case !ok:
				r.Note(issue.Shape003, string(r.Name()))
				r.Skip()
			case seen[i]:
				r.Skip()
			default:
				seen[i] = true
				f, at := &fields[i], r.Offset()
				target := v.FieldByIndex(f.index)
				faults := len(r.faults)
				f.plan.decode(r, target)
				if f.hollow != nil && target.IsZero() && len(r.faults) == faults && !r.Failed() {
					r.NoteAt(p.Field(f.name), at, f.hollow.rule, issue.Text{}, f.hollow.got, f.hollow.want, issue.Text{})
				}
			}
		}
		if r.Failed() {
			return
		}
		for i, f := range fields {
			if f.required && !seen[i] {
				r.NoteAt(p, at, issue.Shape002, f.name)
			}
		}
	}
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
