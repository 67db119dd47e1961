// SPDX-License-Identifier: Apache-2.0

//go:build !js || eafc_engine

package strictjson

import (
	"encoding/json"
	"reflect"
	"strconv"
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
	r := readers.Get().(*Reader)
	r.Reset(data, p, l)
	r.Decode(v)
	is := r.Finish()
	is.Sort()
	r.data = nil
	readers.Put(r)
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
		r.Note(issue.Shape001, issue.Text{FR: "nombre " + lexeme, EN: "number " + lexeme}, issue.Text{FR: "entier", EN: "whole number"})
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
