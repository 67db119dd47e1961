// SPDX-License-Identifier: Apache-2.0

package subset

import (
	"regexp/syntax"
	"slices"
	"sort"
	"strings"
)

// Lang is a set of strings: every pattern, no line break if NoNewline, and a
// number of characters from Min to Max (-1: no limit).
type Lang struct {
	Patterns  []string
	NoNewline bool
	Min, Max  int
}

// automaton is one pattern, made deterministic as far as it is walked.
type automaton struct {
	prog   *syntax.Prog
	states [][]uint32
	ids    map[string]int
	steps  map[[2]int]int // state, class -> state; -1 is dead
}

const noNewline = `^[^\n\r]*$`

// newAutomaton compiles an anchored pattern of the subset.
func newAutomaton(p string) (*automaton, error) {
	re, err := syntax.Parse(strings.TrimSuffix(strings.TrimPrefix(p, "^"), "$"), syntax.Perl)
	if err != nil {
		return nil, err
	}
	prog, err := syntax.Compile(re.Simplify())
	if err != nil {
		return nil, err
	}
	a := &automaton{prog: prog, ids: map[string]int{}, steps: map[[2]int]int{}}
	a.state([]uint32{uint32(prog.Start)})
	return a, nil
}

// state returns the number of the state that holds the closure of pcs, -1 if
// it is empty.
func (a *automaton) state(pcs []uint32) int {
	seen := map[uint32]bool{}
	var set []uint32
	for len(pcs) > 0 {
		pc := pcs[len(pcs)-1]
		pcs = pcs[:len(pcs)-1]
		if seen[pc] {
			continue
		}
		seen[pc] = true
		in := &a.prog.Inst[pc]
		switch in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			pcs = append(pcs, in.Out, in.Arg)
		case syntax.InstCapture, syntax.InstNop, syntax.InstEmptyWidth:
			pcs = append(pcs, in.Out)
		case syntax.InstMatch, syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			set = append(set, pc)
		}
	}
	if len(set) == 0 {
		return -1
	}
	slices.Sort(set)
	key := make([]byte, 0, 4*len(set))
	for _, pc := range set {
		key = append(key, byte(pc), byte(pc>>8), byte(pc>>16), byte(pc>>24))
	}
	id, ok := a.ids[string(key)]
	if !ok {
		id = len(a.states)
		a.states = append(a.states, set)
		a.ids[string(key)] = id
	}
	return id
}

func (a *automaton) step(state, class int, r rune) int {
	if state < 0 {
		return -1
	}
	k := [2]int{state, class}
	if next, ok := a.steps[k]; ok {
		return next
	}
	var pcs []uint32
	for _, pc := range a.states[state] {
		in := &a.prog.Inst[pc]
		if in.Op != syntax.InstMatch && in.MatchRune(r) {
			pcs = append(pcs, in.Out)
		}
	}
	next := a.state(pcs)
	a.steps[k] = next
	return next
}

func (a *automaton) accepts(state int) bool {
	if state < 0 {
		return false
	}
	for _, pc := range a.states[state] {
		if a.prog.Inst[pc].Op == syntax.InstMatch {
			return true
		}
	}
	return false
}

// class is a range of characters that no automaton of a product tells apart.
type class struct{ lo, hi rune }

// classes cuts the characters at every bound that one of the automata uses.
func classes(list []*automaton) []class {
	cuts := map[rune]bool{0: true, 0x20: true, 'a': true, '{': true, 0x80: true, 0xD800: true, 0xE000: true, 0x110000: true}
	for _, a := range list {
		for i := range a.prog.Inst {
			in := &a.prog.Inst[i]
			if in.Op != syntax.InstRune && in.Op != syntax.InstRune1 {
				continue
			}
			for j := 0; j+1 < len(in.Rune); j += 2 {
				cuts[in.Rune[j]], cuts[in.Rune[j+1]+1] = true, true
			}
			if len(in.Rune) == 1 {
				cuts[in.Rune[0]], cuts[in.Rune[0]+1] = true, true
			}
		}
	}
	bounds := make([]rune, 0, len(cuts))
	for r := range cuts {
		bounds = append(bounds, r)
	}
	slices.Sort(bounds)
	var out []class
	for i := 0; i+1 < len(bounds); i++ {
		if lo := bounds[i]; lo != 0xD800 {
			out = append(out, class{lo, bounds[i+1] - 1})
		}
	}
	// Letters first: counterexamples should look like words.
	sort.SliceStable(out, func(i, j int) bool { return rank(out[i]) < rank(out[j]) })
	return out
}

func rank(c class) int {
	switch {
	case c.lo >= 'a' && c.hi <= 'z':
		return 0
	case c.lo >= 'A' && c.hi <= 'Z' || c.lo >= '0' && c.hi <= '9':
		return 1
	case c.lo > 0x20 && c.hi < 0x7f:
		return 2
	case c.lo >= 0x80:
		return 3
	case c.lo == 0x20:
		return 4
	}
	return 5
}

// pick returns a character of the class that prints well.
func (c class) pick() rune {
	for _, r := range []rune{'a', 'A', '0', 'é'} {
		if c.lo <= r && r <= c.hi {
			return r
		}
	}
	if c.lo == 0 && c.hi > 0 {
		return 1
	}
	return c.lo
}

// product walks several automata together.
type product struct {
	list    []*automaton
	classes []class
}

func newProduct(langs ...Lang) (*product, error) {
	p := &product{}
	for _, l := range langs {
		pats := l.Patterns
		if l.NoNewline {
			pats = append(pats[:len(pats):len(pats)], noNewline)
		}
		for _, s := range pats {
			a, err := newAutomaton(s)
			if err != nil {
				return nil, err
			}
			p.list = append(p.list, a)
		}
	}
	p.classes = classes(p.list)
	return p, nil
}

func (l Lang) width() int {
	if l.NoNewline {
		return len(l.Patterns) + 1
	}
	return len(l.Patterns)
}
