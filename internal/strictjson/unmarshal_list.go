// SPDX-License-Identifier: Apache-2.0

//go:build !js || eafc_engine

package strictjson

import (
	"encoding/json"
	"reflect"
)

// sliceReader reads a slice in place: it grows and every element is read
// where it stays.
func sliceReader(t reflect.Type) func(*Reader, reflect.Value) {
	elem := planOf(t.Elem())
	return func(r *Reader, v reflect.Value) {
		if !r.wants(Array) || !r.Enter() {
			return
		}
		v.Set(reflect.MakeSlice(t, 0, 0))
		for n := 0; r.More(); n++ {
			if n == v.Cap() {
				v.Grow(1)
			}
			v.SetLen(n + 1)
			e := v.Index(n)
			e.SetZero()
			elem.decode(r, e)
		}
	}
}

var wordsType = reflect.TypeFor[*map[string]string]()

func mapReader(t reflect.Type) func(*Reader, reflect.Value) {
	if t.Key().Kind() != reflect.String {
		panic(&json.UnsupportedTypeError{Type: t})
	}
	if reflect.PointerTo(t).ConvertibleTo(wordsType) {
		return decodeWords
	}
	elem := planOf(t.Elem())
	return func(r *Reader, v reflect.Value) {
		if !r.wants(Object) || !r.Enter() {
			return
		}
		out := reflect.MakeMap(t)
		e := reflect.New(t.Elem()).Elem()
		for r.More() {
			key := reflect.ValueOf(string(r.Name())).Convert(t.Key())
			e.SetZero()
			elem.decode(r, e)
			if !out.MapIndex(key).IsValid() {
				out.SetMapIndex(key, e)
			}
		}
		v.Set(out)
	}
}

// decodeWords is mapReader for a map of words, such as a text by language.
func decodeWords(r *Reader, v reflect.Value) {
	if !r.wants(Object) || !r.Enter() {
		return
	}
	out := map[string]string{}
	for r.More() {
		key, word := string(r.Name()), ""
		if r.wants(String) {
			word = string(r.Text())
		}
		if _, there := out[key]; !there {
			out[key] = word
		}
	}
	*v.Addr().Convert(wordsType).Interface().(*map[string]string) = out
}
