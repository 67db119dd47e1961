// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"os"
	"runtime"
	"strconv"
	"unsafe"
)

// What the descriptors of types are read for, where reflect is not linked:
// keys behind an interface, masks made late, assertions, switches.

type key struct {
	place string
	_     int32
	rank  float64
}

type pair struct {
	keys [2]key
	who  any
}

type plain struct{ a, b int32 }

// room has a field whose name is that of a method elsewhere.
type room struct{ Area float64 }

func (f *fault) Area() float64 { return float64(f.code) }

// wide is so large that the collector makes its mask when it is first needed.
type wide struct {
	before [20000]uintptr
	node   *node
	inner  struct {
		pad   [200]uintptr
		words []string
		next  *wide
	}
	after [2000]struct {
		n    int
		text *string
	}
}

type fault struct{ code int }

func (f *fault) Error() string { return "fault " + strconv.Itoa(f.code) }

type wrapped struct {
	error
	cause *fault
}

func (w wrapped) Unwrap() error { return w.cause }

func keys() string {
	m := map[any]int{}
	for i := range 40 {
		text := string([]byte{'k', byte('a' + i%4)})
		m[key{place: text, rank: float64(i % 2)}]++
		m[pair{keys: [2]key{{place: text}, {rank: 2}}, who: plain{int32(i % 3), 1}}]++
		m[plain{int32(i % 5), 7}]++
		m[[2]any{text, i % 2}]++
	}
	odd := key{place: "ka"} // the blank field is no part of a key
	*(*int32)(unsafe.Add(unsafe.Pointer(&odd), unsafe.Sizeof(odd.place))) = 7
	m[odd] += 100
	said := guard(func() { m[[]int{1}]++ }) + " " + guard(func() { m[struct{ f any }{map[string]int{}}]++ })
	return strconv.Itoa(len(m)) + " " + strconv.Itoa(m[key{place: "ka", rank: 0}]) + " " + strconv.Itoa(m[pair{keys: [2]key{{place: "kb"}, {rank: 2}}, who: plain{1, 1}}]) + " " + said
}

func masks() string {
	var first, last *wide
	for i := range 6 {
		w := new(wide)
		text := strconv.Itoa(i)
		w.node, w.after[1999].text, w.inner.words = &node{text: text}, &text, []string{text, text + text}
		if last != nil {
			last.inner.next = w
		} else {
			first = w
		}
		last = w
		grow(60)
		runtime.GC()
	}
	said := ""
	for w := first; w != nil; w = w.inner.next {
		said += w.node.text + *w.after[1999].text + w.inner.words[1] + " "
	}
	return said
}

func which(v any) string {
	switch v := v.(type) {
	case nil:
		return "nil"
	case key:
		return "key " + v.place
	case *key:
		return "pointer " + v.place
	case []key:
		return "keys " + strconv.Itoa(len(v))
	case map[string]key:
		return "map"
	case func(key) string:
		return v(key{place: "called"})
	case chan key:
		return "channel"
	case struct{ place string }:
		return "nameless " + v.place
	case shape:
		return "shape " + strconv.FormatFloat(v.area(), 'g', -1, 64)
	case error:
		return "error " + v.Error()
	case plain, wide:
		return "one of two"
	}
	return "another"
}

// Kinds of types with methods, which an interface finds at run time.
type (
	words      []string
	table      map[string]int
	call       func() string
	pipe       chan int
	four       [4]int
	number     int
	box[T any] struct{ v T }
)

func (w words) name() string    { return "words " + w[0] }
func (w table) name() string    { return "table " + strconv.Itoa(w["a"]) }
func (w call) name() string     { return "call " + w() }
func (w pipe) name() string     { return "pipe " + strconv.Itoa(cap(w)) }
func (w four) name() string     { return "four " + strconv.Itoa(w[3]) }
func (w number) name() string   { return "number " + strconv.Itoa(int(w)) }
func (w *number) area() float64 { return float64(*w) }
func (w box[T]) name() string   { return "box" }

// hold makes an interface of a type that it knows from its dictionary alone.
func hold[T any](v T) any { return v }

type (
	held          struct{ n int }
	hidden[T any] struct{ v []T }
)

func (h *held) name() string { return "held" }

// asserted tells what values of many types are called when they are not what
// is asked for.
func asserted(say func(...string)) {
	n := number(5)
	captured := len(os.Args)
	for _, v := range []any{words{"a"}, table{"a": 1}, call(func() string { return "ring" }), pipe(make(chan int, 3)), four{3: 4}, n, &n, box[int]{}, &box[map[string]*node]{},
		func() int { return captured }, []map[int]*node{}, [2]chan<- *box[string]{}, struct{ a, B int }{}, map[plain][]any{}, new(func(int) error), errors.New("x"), 1.5, "t",
		hold(held{1}), hold(&held{2}), hold(hidden[held]{}), hold([]hidden[string]{}), hold(map[string]hidden[int]{})} {
		if n, ok := v.(named); ok {
			say(n.name())
		}
		say(guard(func() { _ = v.(plain) }), guard(func() { _ = v.(*key) }), guard(func() { _ = v.(interface{ missing(four) words }) }), guard(func() { _ = map[any]int{v: 1} }))
	}
}

func typed(say func(...string)) {
	say("keys", keys())
	say("masks", masks())
	asserted(say)
	for _, v := range []any{nil, key{place: "x"}, &key{place: "y"}, []key{{}, {}}, map[string]key{}, func(k key) string { return k.place }, make(chan key), struct{ place string }{"z"}, square{2}, &fault{3}, plain{}, pair{}, 4, "t"} {
		say("which", which(v))
	}
	var f *fault
	err := error(wrapped{errors.New("outer"), &fault{9}})
	say("as", strconv.FormatBool(errors.As(err, &f)), strconv.Itoa(f.code), strconv.FormatBool(errors.Is(err, f)), err.Error())
	_, ok := any(f).(interface{ Area() float64 })
	say(strconv.FormatBool(ok), guard(func() { _ = any(&room{2}).(interface{ Area() float64 }) }))
	say(guard(func() { _ = any(key{}).(plain) }), guard(func() { _ = any(err).(shape) }), guard(func() {
		say(strconv.FormatBool(any(key{}) == any(key{})), strconv.FormatBool(any([1]func(){}) == any([1]func(){})))
	}))
}
