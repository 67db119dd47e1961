// SPDX-License-Identifier: Apache-2.0

package jsontree

import (
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Binder ties the members of one JSON object to Go variables. A type
// describes itself once, in a Bind method that names its members; the Binder
// then either fills the variables (Decode) or collects the members (Encode).
type Binder struct {
	encode bool
	out    []Member
	in     Value
	at     issue.Pointer
	seen   []string
	faults *issue.Issues
}

// Bound is a type that describes its members to a Binder.
type Bound interface{ Bind(*Binder) }

// Encode returns x as a Value.
func Encode(x Bound) Value {
	b := Binder{encode: true}
	x.Bind(&b)
	return Object(b.out...)
}

// Decode fills x from v and returns every fault of shape: a wrong type, a
// missing member, an unknown one.
func Decode(v Value, x Bound) issue.Issues {
	var faults issue.Issues
	decodeAt(v, x, "", &faults)
	faults.Sort()
	return faults
}

// DecodeBytes reads data strictly and fills x. Issues carry line and column.
func DecodeBytes(data []byte, l strictjson.Limits, x Bound) issue.Issues {
	v, is := Parse(data, strictjson.Document, l)
	if is.HasErrors() {
		return is
	}
	is = Decode(v, x)
	Locate(is, data, l)
	return is
}

// Locate gives every issue of a document its line and column.
func Locate(is issue.Issues, data []byte, l strictjson.Limits) {
	strictjson.Locate(is, data, l)
}

func decodeAt(v Value, x Bound, at issue.Pointer, faults *issue.Issues) {
	if v.kind != KindObject {
		faults.Add(issue.Shape001, at, v.kind.word(), KindObject.word())
		return
	}
	b := Binder{in: v, at: at, faults: faults}
	x.Bind(&b)
next:
	for _, m := range v.Members() {
		for _, name := range b.seen {
			if name == m.Name {
				continue next
			}
		}
		faults.Add(issue.Shape003, at.Field(m.Name), m.Name)
	}
}

// word names a kind, as issue.Shape001 prints it.
func (k Kind) word() issue.Text {
	switch k {
	case KindBool:
		return issue.Text{FR: "booléen", EN: "boolean"}
	case KindNumber:
		return issue.Text{FR: "nombre", EN: "number"}
	case KindString:
		return issue.Text{FR: "texte", EN: "text"}
	case KindArray:
		return issue.Text{FR: "tableau", EN: "array"}
	case KindObject:
		return issue.Text{FR: "objet", EN: "object"}
	}
	return issue.Text{FR: "null", EN: "null"}
}

// Encoding reports whether the Binder collects members.
func (b *Binder) Encoding() bool { return b.encode }

// put adds a member when encoding.
func (b *Binder) put(name string, v Value) { b.out = append(b.out, Member{name, v}) }

// get finds a member of kind want when decoding.
func (b *Binder) get(name string, required bool, want Kind) (Value, bool) {
	b.seen = append(b.seen, name)
	v, ok := b.in.Get(name)
	switch {
	case !ok && required:
		b.faults.Add(issue.Shape002, b.at, name)
	case ok && v.kind != want:
		b.faults.Add(issue.Shape001, b.at.Field(name), v.kind.word(), want.word())
		return Value{}, false
	}
	return v, ok
}

// Need and May say whether a member must be there.
const (
	Need = true
	May  = false
)

// Str binds a string. When encoding, an optional "" is left out.
func Str[S ~string](b *Binder, name string, p *S, required bool) {
	if b.encode {
		if required || *p != "" {
			b.put(name, String(string(*p)))
		}
		return
	}
	if v, ok := b.get(name, required, KindString); ok {
		if v.text == "" && !required { // would be lost: "" stands for absent
			b.faults.Add(issue.Shape007, b.at.Field(name), issue.Text{}, 0, 1)
		}
		*p = S(v.text)
	}
}

// Loose binds an optional string of which "" and absence mean the same.
func Loose[S ~string](b *Binder, name string, p *S) {
	if b.encode {
		Str(b, name, p, May)
		return
	}
	if v, ok := b.get(name, May, KindString); ok {
		*p = S(v.text)
	}
}

// Num binds an integer. When encoding, an optional 0 is left out.
func Num[I ~int | ~int64](b *Binder, name string, p *I, required bool) {
	if b.encode {
		if required || *p != 0 {
			b.put(name, Int(int64(*p)))
		}
		return
	}
	if v, ok := b.get(name, required, KindNumber); ok {
		n, whole := v.AsInt()
		if !whole {
			b.faults.Add(issue.Shape001, b.at.Field(name), KindNumber.word(), issue.Text{FR: "entier", EN: "whole number"})
			return
		}
		*p = I(n)
	}
}

// Pos binds an optional integer of at least 1; 0 stands for absent, so that a
// 0 that is there is a fault.
func Pos[I ~int | ~int64](b *Binder, name string, p *I) {
	Num(b, name, p, May)
	if v, ok := b.in.Get(name); ok && !b.encode && v.kind == KindNumber && *p == 0 {
		b.faults.Add(issue.Shape009, b.at.Field(name), issue.Text{}, 0, 1)
	}
}

// Flag binds a boolean. When encoding, an optional false is left out.
func (b *Binder) Flag(name string, p *bool, required bool) {
	if b.encode {
		if required || *p {
			b.put(name, Bool(*p))
		}
		return
	}
	if v, ok := b.get(name, required, KindBool); ok {
		*p = v.flag
	}
}

// Any binds any value. When encoding, a nil one is left out.
func (b *Binder) Any(name string, p **Value) {
	if b.encode {
		if *p != nil {
			b.put(name, **p)
		}
		return
	}
	b.seen = append(b.seen, name)
	if v, ok := b.in.Get(name); ok {
		*p = &v
	}
}

// Words binds a map of language to words. An empty optional one is left out.
func Words[M ~map[string]string](b *Binder, name string, p *M, required bool) {
	if b.encode {
		if required || len(*p) > 0 {
			ms := make([]Member, 0, len(*p))
			for lang, s := range *p {
				ms = append(ms, Member{lang, String(s)})
			}
			b.put(name, Object(ms...))
		}
		return
	}
	v, ok := b.get(name, required, KindObject)
	if !ok {
		return
	}
	m := make(M, len(v.Members()))
	for _, t := range v.Members() {
		if t.Value.kind != KindString {
			b.faults.Add(issue.Shape001, b.at.Field(name).Field(t.Name), t.Value.kind.word(), KindString.word())
			continue
		}
		m[t.Name] = t.Value.text
	}
	*p = m
}

// Strs binds a list of strings. An empty optional one is left out.
func Strs[S ~string](b *Binder, name string, p *[]S, required bool) {
	if b.encode {
		if required || len(*p) > 0 {
			elems := make([]Value, len(*p))
			for i, s := range *p {
				elems[i] = String(string(s))
			}
			b.put(name, Array(elems...))
		}
		return
	}
	v, ok := b.get(name, required, KindArray)
	if !ok {
		return
	}
	*p = make([]S, 0, len(v.Elements()))
	for i, e := range v.Elements() {
		if e.kind != KindString {
			b.faults.Add(issue.Shape001, b.at.Field(name).Index(i), e.kind.word(), KindString.word())
			continue
		}
		*p = append(*p, S(e.text))
	}
}

// bound is a pointer to T that describes its members.
type bound[T any] interface {
	*T
	Bound
}

// One binds an object that is always written.
func One[T any, P bound[T]](b *Binder, name string, p *T, required bool) {
	if b.encode {
		b.put(name, Encode(P(p)))
		return
	}
	if v, ok := b.get(name, required, KindObject); ok {
		decodeAt(v, P(p), b.at.Field(name), b.faults)
	}
}

// Opt binds an optional object: nil is left out.
func Opt[T any, P bound[T]](b *Binder, name string, p **T) {
	if b.encode {
		if *p != nil {
			b.put(name, Encode(P(*p)))
		}
		return
	}
	if v, ok := b.get(name, May, KindObject); ok {
		*p = new(T)
		decodeAt(v, P(*p), b.at.Field(name), b.faults)
	}
}

// Many binds a list of objects. An empty optional one is left out.
func Many[T any, P bound[T]](b *Binder, name string, p *[]T, required bool) {
	b.many(name, required, len(*p), func(n int) { *p = make([]T, n) }, func(i int) Bound { return P(&(*p)[i]) })
}

// many is Many, compiled once for all types: n elements now, room for more,
// one of them.
func (b *Binder) many(name string, required bool, n int, room func(n int), element func(i int) Bound) {
	if b.encode {
		if required || n > 0 {
			elems := make([]Value, n)
			for i := range elems {
				elems[i] = Encode(element(i))
			}
			b.put(name, Array(elems...))
		}
		return
	}
	v, ok := b.get(name, required, KindArray)
	if !ok {
		return
	}
	list, at := v.Elements(), b.at.Field(name)
	room(len(list))
	for i, e := range list {
		decodeAt(e, element(i), at.Index(i), b.faults)
	}
}

// OptNum binds an optional integer: nil is left out.
func OptNum[I ~int | ~int64](b *Binder, name string, p **I) {
	if b.encode {
		if *p != nil {
			b.put(name, Int(int64(**p)))
		}
		return
	}
	if _, ok := b.in.Get(name); ok {
		*p = new(I)
		Num(b, name, *p, May)
		return
	}
	b.seen = append(b.seen, name)
}
