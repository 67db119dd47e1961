// SPDX-License-Identifier: Apache-2.0

// Command probe does what a slimmed module must still do: grow and move
// stacks, collect with pointers on them, recover, unwind deferred calls,
// switch goroutines, assert types at run time, and stop with a message.
package main

import (
	"errors"
	"os"
	"runtime"
	"sort"
	"strconv"
	"strings"
)

type shape interface{ area() float64 }

type named interface{ name() string }

type square struct{ side float64 }

func (s square) area() float64 { return s.side * s.side }
func (s square) name() string  { return "square" }

type node struct {
	left, right *node
	text        string
}

func grow(n int) *node {
	if n == 0 {
		return &node{text: strconv.Itoa(runtime.NumGoroutine())}
	}
	left := grow(n - 1)
	if n%50 == 0 {
		runtime.GC() // with this stack as the root
	}
	return &node{left: left, text: strings.Repeat("x", n%7)}
}

func depth(n *node) (d int) {
	for ; n != nil; n = n.left {
		d++
	}
	return d
}

func guard(f func()) (said string) {
	defer func() {
		switch v := recover().(type) {
		case runtime.Error:
			said = "runtime: " + v.Error()
		case error:
			said = v.Error()
		case string:
			said = v
		}
	}()
	defer func() { said += "deferred " }()
	f()
	return "calm"
}

func main() {
	say := func(parts ...string) { os.Stdout.WriteString(strings.Join(parts, " ") + "\n") }
	say("depth", strconv.Itoa(depth(grow(300))))
	var none []int
	var nilNode *node
	say(guard(func() { _ = none[len(os.Args)+3] }))
	say(guard(func() { _ = nilNode.text }))
	say(guard(func() { panic(errors.New("an error")) }))
	say(guard(func() { panic("a text") }))
	say(guard(func() {}))
	var any any = shape(square{1.5})
	if n, ok := any.(named); ok {
		say(n.name(), strconv.FormatFloat(any.(shape).area(), 'g', -1, 64))
	}
	say(guard(func() { _ = any.(interface{ missing() }) }))
	results := make(chan int)
	for i := range 12 {
		go func() {
			m := map[int][]byte{}
			for j := range 60 {
				m[j] = make([]byte, 100*(i+1))
				if j%50 == 0 {
					runtime.Gosched()
				}
			}
			results <- len(m) + depth(grow(i))
		}()
	}
	var all []int
	for range 12 {
		all = append(all, <-results)
	}
	sort.Ints(all)
	say(strconv.Itoa(all[0]), strconv.Itoa(all[11]))
	flows(say)
	typed(say)
	churn(say)
	switch len(os.Args) {
	case 2:
		panic(errors.New("the last " + os.Args[1]))
	case 3:
		<-results
	}
}
