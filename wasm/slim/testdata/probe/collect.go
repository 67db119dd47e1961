// SPDX-License-Identifier: Apache-2.0

package main

import (
	"runtime"
	"strconv"
	"sync"
	"syscall/js"
	"time"
	"weak"
)

type link struct {
	next *link
	n    int
	text string
}

// ring is a list of n links, closed.
func ring(n int) *link {
	last := &link{n: n - 1, text: strconv.Itoa(n - 1)}
	first := last
	for i := n - 2; i >= 0; i-- {
		first = &link{next: first, n: i, text: strconv.Itoa(i)}
	}
	last.next = first
	return first
}

// swap takes a link out of a ring and puts another in its place, which only
// the ring then holds: what a collector loses that marks meanwhile, unasked.
func swap(at *link) *link {
	old := at.next
	at.next = &link{next: old.next, n: old.n, text: strconv.Itoa(old.n)}
	return at.next
}

// churn rewrites pointers while the collector is at work: in goroutines, in
// timers, in finalizers and in functions that the page calls.
func churn(say func(...string)) {
	const size, turns = 20_000, 40_000
	rings := make([]*link, 6)
	for i := range rings {
		rings[i] = ring(size)
	}
	var group sync.WaitGroup
	group.Add(len(rings))
	work := func(i, from int) {
		at := rings[i]
		for j := from; j < turns; j++ {
			at = swap(at)
			if j%97 == 0 {
				runtime.Gosched()
			}
		}
		rings[i] = at
		group.Done()
	}
	for i := range 4 {
		go work(i, 0)
	}
	time.AfterFunc(time.Millisecond, func() { work(4, 0) })
	var called js.Func
	called = js.FuncOf(func(js.Value, []js.Value) any {
		called.Release()
		work(5, turns/2)
		return nil
	})
	js.Global().Call("setTimeout", called, 1)
	finalized := make(chan *link, 1)
	gone := weak.Make(rings[0].next) // each ring is swapped once round, and more
	func() {
		alone := &link{next: ring(10)}
		runtime.SetFinalizer(alone, func(l *link) { finalized <- swap(l.next) })
	}()
	group.Wait()
	runtime.GC()
	l := <-finalized
	sum := 0
	for _, at := range rings {
		for range size {
			if at.text != strconv.Itoa(at.n) {
				say("lost", at.text, strconv.Itoa(at.n))
			}
			sum += at.n
			at = at.next
		}
	}
	say("churn", strconv.Itoa(sum), l.text, strconv.FormatBool(gone.Value() == nil))
}
