// SPDX-License-Identifier: Apache-2.0

package lheo

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// grammarText holds one element a line: "name = children" with the marks ? *
// + {min,max}, or "name : text min max", "code values", "int min max", "day".
//
//go:embed grammar.txt
var grammarText string

// shape is what one element may hold.
type shape struct {
	children []part   // in order; nil for an element of text
	kind     string   // text, code, int or day
	min, max int      // of a text's length or of a number
	codes    []string // of a code
}

// part is one child of a shape and how often it may come. A max of 0 means
// any number of times.
type part struct {
	name     string
	min, max int
}

// grammar returns every element of LHEO 2.3 by name.
var grammar = sync.OnceValue(func() map[string]shape {
	out := map[string]shape{}
	for _, line := range strings.Split(strings.TrimSpace(grammarText), "\n") {
		name, rest, isText := strings.Cut(line, " : ")
		if isText {
			out[name] = textShape(strings.Fields(rest))
			continue
		}
		name, rest, _ = strings.Cut(line, " = ")
		s := shape{children: []part{}}
		for _, word := range strings.Fields(rest) {
			s.children = append(s.children, parsePart(word))
		}
		out[name] = s
	}
	return out
})

func textShape(words []string) shape {
	s := shape{kind: words[0]}
	switch s.kind {
	case "code":
		s.codes = words[1:]
	case "text", "int":
		s.min, s.max = atoi(words[1]), atoi(words[2])
	}
	return s
}

func parsePart(word string) part {
	switch last := word[len(word)-1]; last {
	case '?':
		return part{word[:len(word)-1], 0, 1}
	case '*':
		return part{word[:len(word)-1], 0, 0}
	case '+':
		return part{word[:len(word)-1], 1, 0}
	case '}':
		name, limits, _ := strings.Cut(word[:len(word)-1], "{")
		low, high, _ := strings.Cut(limits, ",")
		return part{name, atoi(low), atoi(high)}
	}
	return part{word, 1, 1}
}

// atoi reads a number of the grammar, which is ours: it is one.
func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
