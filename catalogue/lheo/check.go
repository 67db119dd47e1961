// SPDX-License-Identifier: Apache-2.0

package lheo

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"forge.apps.education.fr/eafc/briques/internal/strictxml"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// checker holds a tree against the grammar.
type checker struct{ issues issue.Issues }

func (c *checker) note(n *strictxml.Node, r *issue.Rule, args ...any) {
	is := r.At(issue.Pointer(n.Path()), args...)
	is.Line, is.Column = n.Line, n.Column
	c.issues = append(c.issues, is)
}

// element checks n and all below it.
func (c *checker) element(n *strictxml.Node) {
	if n.Name.Local == "extras" {
		return // open by definition
	}
	s, known := grammar()[n.Name.Local]
	switch {
	case !known:
		return // reported by its parent
	case s.children == nil:
		c.text(n, s)
		return
	}
	i := 0
	for _, p := range s.children {
		count := 0
		for i < len(n.Children) && n.Children[i].Name.Local == p.name && (p.max == 0 || count < p.max) {
			c.element(n.Children[i])
			count++
			i++
		}
		if count < p.min {
			c.note(n, ruleMissing, p.name, n.Name.Local)
		}
	}
	for ; i < len(n.Children); i++ {
		c.note(n.Children[i], ruleElement, n.Children[i].Name.Local, n.Name.Local)
	}
	if strings.TrimSpace(n.Text) != "" {
		c.note(n, ruleElement, issue.Text{FR: "texte", EN: "text"}, n.Name.Local)
	}
}

func (c *checker) text(n *strictxml.Node, s shape) {
	name, v := n.Name.Local, n.Text
	for _, child := range n.Children {
		c.note(child, ruleElement, child.Name.Local, name)
	}
	switch s.kind {
	case "text":
		if length := utf8.RuneCountInString(v); length < s.min || length > s.max {
			c.note(n, ruleLength, name, length, s.min, s.max)
			return
		}
	case "code":
		found := false
		for _, code := range s.codes {
			found = found || code == v
		}
		if !found {
			c.note(n, ruleCode, name, v, strings.Join(s.codes, ", "))
		}
	case "int":
		if i, err := strconv.Atoi(strings.TrimSpace(v)); err != nil || i < s.min || i > s.max {
			c.note(n, ruleNumber, name, v, issue.Text{FR: "un entier de " + strconv.Itoa(s.min) + " à " + strconv.Itoa(s.max), EN: "a whole number from " + strconv.Itoa(s.min) + " to " + strconv.Itoa(s.max)})
		}
	case "day":
		if _, err := time.Parse("20060102", v); err != nil {
			c.note(n, ruleNumber, name, v, issue.Text{FR: "un jour AAAAMMJJ", EN: "a day YYYYMMDD"})
		}
	}
	if dummies[name] != 0 && len(v) > 0 && strings.Trim(v, string(dummies[name])) == "" {
		c.note(n, ruleDummy, name, v)
	}
}

// dummies are the elements that emitters fill with one repeated digit.
var dummies = map[string]rune{"numero-activite": '9', "code-FORMACODE": '0', "code-RNCP": '0'}
