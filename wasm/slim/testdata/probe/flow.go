// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"math"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"
)

// flows runs every kind of jump that a slimmed module writes in its own way.
func flows(say func(...string)) {
	number := func(n int) string { return strconv.Itoa(n) }
	say("loops", number(nested(37)), number(collatz(27)), number(labelled(9)), number(calling(12)), number(first([]int{4, 8, 15, 16, 23, 42}, 16)))
	for i := -2; i < 12; i++ {
		say("switch", number(i), word(i), number(falling(i)), kind(i))
	}
	for _, f := range []float64{0, -1.5, math.NaN(), math.Inf(1), 1e300} {
		say("float", strconv.FormatFloat(f, 'g', -1, 64), order(f, 1), order(1, f), number(int(saturated(f))))
	}
	for e := -323; e < 309; e++ { // every power of ten that strconv keeps for these
		text := "1.2345678901234567e" + number(e)
		f, err := strconv.ParseFloat(text, 64)
		if err != nil {
			text = err.Error()
		}
		say("power", text, strconv.FormatFloat(f, 'e', -1, 64), strconv.FormatFloat(f, 'e', 9, 64))
	}
	for _, n := range []int64{0, -1, 1, math.MaxInt64, math.MinInt64, 1 << 40} {
		say("integer", strconv.FormatInt(n, 10), number(bits(n)), strconv.FormatUint(mixed(n), 16), quotient(n, -1), quotient(n, 7), quotient(n, 0))
	}
	for i := range 8 {
		say("deferred", number(i), deferred(i))
	}
	say("nested", nestedPanics())
	say("repanic", guard(func() { defer func() { panic("again: " + recover().(string)) }(); panic("first") }))
	say("goexit", goexit())
	say("select", selects())
	say("locks", number(locks(6, 200)))
	say("deep", number(deep(20000, [8]int{1, 2, 3})))
	say("pointers", pointers(400))
	say("closures", number(closures(25)))
	say("slices", guard(func() { s := []int{1, 2, 3}; say(number(cut(s, 1, 2))); cut(s, 3, 2) }), guard(func() { cut(nil, 0, 9) }),
		guard(func() { _ = make([]int, cut([]int{-5, 0}, 0, 1)) }))
	say("maps", maps(300))
	say("strings", strings.Repeat("é", 3), strings.ToUpper("où çà"), strings.Join(strings.FieldsFunc("a, b;c", func(r rune) bool { return r < 'a' }), "|"))
	say("timers", timers())
}

func nested(n int) (sum int) {
	for i := range n {
		for j := i; j < n; j += 3 {
			if (i^j)&1 == 0 {
				continue
			}
			for k := j; k > 0; k /= 2 {
				if k == 5 {
					break
				}
				sum += k
			}
		}
	}
	return sum
}

func collatz(n int) (steps int) {
	for n != 1 {
		if n%2 == 0 {
			n /= 2
		} else {
			n = 3*n + 1
		}
		steps++
	}
	return steps
}

func labelled(n int) (seen int) {
outer:
	for i := 0; ; i++ {
		for j := range i {
			switch {
			case i*j > n*n:
				break outer
			case j > n:
				continue outer
			}
			seen++
		}
	}
again:
	if seen%7 != 0 {
		seen++
		goto again
	}
	return seen
}

// calling is a loop that goroutines are switched in: its places are entered
// from outside.
func calling(n int) (sum int) {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for i := range n {
			ch <- i
			if i%3 == 0 {
				runtime.Gosched()
			}
		}
	}()
	for v := range ch {
		if v&1 == 1 {
			sum -= v
			continue
		}
		for i := range v {
			sum += i
			if i == 5 {
				runtime.Gosched()
			}
		}
	}
	return sum
}

func first(s []int, v int) int {
	for i := 0; i < len(s); i++ {
		if s[i] == v {
			return i
		}
	}
	return -1
}

func word(i int) string {
	switch i {
	case 0:
		return "zero"
	case 1, 2, 3:
		return "few"
	case 4, 5, 6, 7, 8:
		return "some"
	case 9, 10:
		return "many"
	}
	return "other"
}

func falling(i int) (n int) {
	switch {
	case i < 0:
		n++
		fallthrough
	case i == 3:
		n += 10
		fallthrough
	case i > 100:
		n += 100
	default:
		n = i
	}
	return n
}

func kind(i int) string {
	values := []any{i, strconv.Itoa(i), errors.New("e"), square{1}, nil, 2.5, []int{i}}
	switch v := values[(i+14)%len(values)].(type) {
	case int:
		return "int " + strconv.Itoa(v)
	case string:
		return "string " + v
	case error:
		return "error " + v.Error()
	case named:
		return v.name()
	case nil:
		return "nil"
	case float64, []int:
		return "one of two"
	}
	return "none"
}

func order(a, b float64) string {
	s := ""
	for i, yes := range []bool{a < b, a <= b, a > b, a >= b, a == b, a != b, !(a < b), !(a >= b), !(a == b)} {
		if yes {
			s += strconv.Itoa(i)
		}
	}
	if !(a > b) && a != b {
		s += "below or apart"
	}
	return s
}

func saturated(f float64) int8 {
	if f > math.MaxInt8 || f < math.MinInt8 || f != f {
		return -1
	}
	return int8(f)
}

func bits(n int64) (count int) {
	for u := uint64(n); u != 0; u &= u - 1 {
		count++
	}
	return count
}

func mixed(n int64) uint64 {
	a, b, c, d := int8(n), uint16(n), int32(n), uint32(n)
	b += uint16(a)
	if int32(b) < c || d > uint32(b) {
		a -= 3
	}
	return uint64(uint8(a))<<56 ^ uint64(b)<<24 ^ uint64(uint32(c)>>3) ^ uint64(d)<<(uint(b)%67)
}

func quotient(a, b int64) (s string) {
	defer func() {
		if e, ok := recover().(error); ok {
			s = e.Error()
		}
	}()
	return strconv.FormatInt(a/b+a%b, 10)
}

// deferred leaves in every way: by itself, early, by a panic of any of its
// calls, with deferred calls that loops and conditions chose.
func deferred(way int) (said string) {
	defer func() {
		if v := recover(); v != nil {
			said += " recovered"
			runtime.GC()
		}
	}()
	for i := range 3 {
		defer func() { said += strconv.Itoa(i) }()
	}
	if way&1 == 1 {
		defer func() { said += "odd" }()
	}
	switch way {
	case 2:
		return "early "
	case 3:
		panic("three")
	case 4:
		var p *node
		said = p.text
	case 5:
		defer func() { panic("in a deferred call") }()
	case 6:
		runtime.GC()
		said = strings.Repeat("ab", way)[way*3:]
	}
	return said + " end "
}

func nestedPanics() (said string) {
	defer func() { said += "outer " + recover().(error).Error() }()
	defer func() {
		defer func() {
			said += "inner " + recover().(string) + " "
			panic(errors.New("third"))
		}()
		panic("second")
	}()
	panic("first")
}

func goexit() string {
	said := make(chan string, 4)
	var done sync.WaitGroup
	done.Add(1)
	go func() {
		defer done.Done()
		defer func() { said <- "deferred"; _ = recover() }()
		func() {
			defer func() { said <- "inner" }()
			runtime.Goexit()
		}()
		said <- "never"
	}()
	done.Wait()
	close(said)
	all := ""
	for s := range said {
		all += s + " "
	}
	return all
}

func selects() string {
	a, b, quit := make(chan int), make(chan string, 2), make(chan bool)
	go func() {
		for i := range 5 {
			select {
			case a <- i:
			case b <- "b" + strconv.Itoa(i):
				a <- -i
			}
		}
		close(quit)
	}()
	sum, texts := 0, 0
	for {
		select {
		case v := <-a:
			sum += v * v
		case s := <-b:
			texts += len(s) - 2
		case <-quit:
			for {
				select {
				case s := <-b:
					texts += len(s) - 2
				default:
					return strconv.Itoa(sum) + " " + strconv.Itoa(texts)
				}
			}
		}
	}
}

func locks(workers, rounds int) int {
	var m sync.Mutex
	var done sync.WaitGroup
	n := 0
	for range workers {
		done.Add(1)
		go func() {
			defer done.Done()
			for i := range rounds {
				m.Lock()
				n++
				if i%17 == 0 {
					runtime.Gosched()
				}
				m.Unlock()
			}
		}()
	}
	done.Wait()
	return n
}

// deep grows the stack again and again, with pointers into it.
func deep(n int, a [8]int) int {
	if n == 0 {
		return a[0] + a[7]
	}
	p := &a
	p[n%8]++
	r := deep(n-1, a)
	return r + *&p[1] - a[1]
}

func pointers(n int) string {
	var list *node
	for i := range n {
		keep := make([]*node, 0, 4)
		for j := range 4 {
			keep = append(keep, &node{left: list, text: strconv.Itoa(i * j)})
		}
		if i%100 == 99 {
			runtime.GC()
		}
		list = keep[i%4]
	}
	length := 0
	for p := list; p != nil; p = p.left {
		length += len(p.text)
	}
	return strconv.Itoa(length)
}

func closures(n int) (sum int) {
	var all []func(int) int
	for i := range n {
		all = append(all, func(x int) int { sum += i; return x + sum })
	}
	for _, f := range all {
		n = f(n) % 1000
	}
	return sum + n
}

func cut(s []int, i, j int) int { return len(s[i:j]) + s[i:j][0] }

func maps(n int) string {
	m := map[string][]int{}
	for i := range n {
		k := "k" + strconv.Itoa(i%37)
		m[k] = append(m[k], i)
		if i%11 == 0 {
			delete(m, "k"+strconv.Itoa(i%5))
		}
	}
	longest := 0
	for _, v := range m {
		longest = max(longest, len(v))
	}
	return strconv.Itoa(len(m)) + " " + strconv.Itoa(longest)
}

func timers() string {
	late := time.After(300 * time.Millisecond)
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	n := 0
	for n < 3 {
		select {
		case <-tick.C:
			n++
		case <-late:
			return "late"
		}
	}
	<-late
	return "three ticks"
}
