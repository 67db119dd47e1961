// SPDX-License-Identifier: Apache-2.0

package profile

import (
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// jsonPath is a compiled JSONPath: alternatives of steps.
type jsonPath [][]step

// step is a union of names and indexes; all is the star.
type step struct {
	all     bool
	names   []string
	indexes []int
}

// compilePath compiles the subset of JSONPath that profiles may use. what
// says why a path is refused.
func compilePath(s string) (p jsonPath, what issue.Text) {
	for _, one := range splitPaths(s) {
		steps, what := compileOne(strings.TrimSpace(one))
		if what.FR != "" {
			return nil, what
		}
		p = append(p, steps)
	}
	return p, what
}

// splitPaths cuts at the "|" that stand outside brackets.
func splitPaths(s string) (all []string) {
	depth, quote, from := 0, byte(0), 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0 && c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			if depth > 0 {
				quote = c
			}
		case c == '[':
			depth++
		case c == ']':
			depth--
		case c == '|' && depth == 0:
			all = append(all, s[from:i])
			from = i + 1
		}
	}
	return append(all, s[from:])
}

func compileOne(s string) (steps []step, what issue.Text) {
	switch {
	case s == "":
		return nil, issue.Text{FR: "chemin vide", EN: "empty path"}
	case s[0] == '$':
		s = s[1:]
	case s[0] != '.' && s[0] != '[':
		s = "." + s
	}
	for s != "" {
		var one step
		switch {
		case strings.HasPrefix(s, ".."):
			return nil, issue.Text{FR: "« .. » n'est pas admis", EN: "“..” is not allowed"}
		case s[0] == '.':
			end := strings.IndexAny(s[1:], ".[ ") + 1
			if end == 0 {
				end = len(s)
			}
			name := s[1:end]
			switch {
			case name == "":
				return nil, issue.Text{FR: "nom vide", EN: "empty name"}
			case strings.ContainsAny(name, "()?@'\"]"):
				return nil, issue.Text{FR: "« " + name + " » n'est pas un nom", EN: "“" + name + "” is no name"}
			case name == "*":
				one.all = true
			default:
				one.names = []string{name}
			}
			s = s[end:]
		case s[0] == '[':
			rest, bad := one.bracket(s[1:])
			if bad.FR != "" {
				return nil, bad
			}
			s = rest
		default:
			return nil, issue.Text{FR: "« " + s + " » n'est pas attendu", EN: "“" + s + "” is not expected"}
		}
		steps = append(steps, one)
	}
	return steps, what
}

// bracket reads the union after "[" and returns what follows "]".
func (one *step) bracket(s string) (rest string, what issue.Text) {
	for {
		s = strings.TrimLeft(s, " ")
		switch {
		case s == "":
			return "", issue.Text{FR: "« ] » manque", EN: "“]” is missing"}
		case s[0] == '*':
			one.all = true
			s = s[1:]
		case s[0] == '\'' || s[0] == '"':
			name, end := quotedName(s)
			if end < 0 {
				return "", issue.Text{FR: "guillemet non fermé", EN: "unclosed quote"}
			}
			one.names = append(one.names, name)
			s = s[end:]
		case s[0] >= '0' && s[0] <= '9':
			end := 0
			for end < len(s) && s[end] >= '0' && s[end] <= '9' {
				end++
			}
			n, err := strconv.Atoi(s[:end])
			if err != nil {
				return "", issue.Text{FR: "indice trop grand", EN: "index too large"}
			}
			one.indexes = append(one.indexes, n)
			s = s[end:]
		default:
			return "", issue.Text{FR: "filtres, scripts et tranches ne sont pas admis", EN: "filters, scripts and slices are not allowed"}
		}
		s = strings.TrimLeft(s, " ")
		if s == "" {
			return "", issue.Text{FR: "« ] » manque", EN: "“]” is missing"}
		}
		switch s[0] {
		case ']':
			return s[1:], what
		case ',', '|':
			s = s[1:]
		default:
			return "", issue.Text{FR: "« ] » ou « , » attendu", EN: "“]” or “,” expected"}
		}
	}
}

func quotedName(s string) (name string, end int) {
	var b []byte
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			b = append(b, s[i])
		case s[i] == s[0]:
			return string(b), i + 1
		default:
			b = append(b, s[i])
		}
	}
	return "", none
}

// find appends the nodes that p leads to from the node at i.
func (p jsonPath) find(t *tree, i int, out []int) []int {
	for _, steps := range p {
		out = follow(t, i, steps, out)
	}
	return out
}

func follow(t *tree, i int, steps []step, out []int) []int {
	if len(steps) == 0 {
		return append(out, i)
	}
	one, n := &steps[0], &t.nodes[i]
	for c := n.child; c != none; c = t.nodes[c].next {
		if one.takes(n.kind, &t.nodes[c]) {
			out = follow(t, c, steps[1:], out)
		}
	}
	return out
}

func (s *step) takes(parent strictjson.Kind, child *node) bool {
	if s.all {
		return true
	}
	if parent == strictjson.Object {
		for _, name := range s.names {
			if name == string(child.name) {
				return true
			}
		}
		return false
	}
	for _, i := range s.indexes {
		if i == child.index {
			return true
		}
	}
	return false
}
