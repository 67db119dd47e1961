// SPDX-License-Identifier: Apache-2.0

package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestHelpExamples: each example of each help names a command, flags that it
// has, values that they take and as many arguments as it wants.
func TestHelpExamples(t *testing.T) {
	seen := 0
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		text := strings.ReplaceAll(c.Example, "\\\n", " ")
		for _, line := range strings.Split(text, "\n") {
			line = strings.TrimSpace(line)
			if line == "" || strings.HasPrefix(line, "openssl ") {
				continue
			}
			for _, stop := range []string{" | ", " > ", " < ", " && "} { // what the shell does with it
				line, _, _ = strings.Cut(line, stop)
			}
			words := shellWords(line)
			if len(words) == 0 || words[0] != "briques" {
				t.Errorf("%s: %q is no briques command", c.CommandPath(), line)
				continue
			}
			seen++
			at, rest, err := newRoot(&app{lang: "fr"}).Find(words[1:])
			if err != nil || at.Annotations[groupKey] != "" {
				t.Errorf("%q: %s: %v", line, at.CommandPath(), err)
				continue
			}
			if err := at.ParseFlags(rest); err != nil {
				t.Errorf("%q: %v", line, err)
				continue
			}
			if err := at.ValidateRequiredFlags(); err != nil {
				t.Errorf("%q: %v", line, err)
			}
			if args := at.Flags().Args(); at.Args != nil {
				if err := at.Args(at, args); err != nil {
					t.Errorf("%q: %v", line, err)
				}
			}
		}
		for _, sub := range c.Commands() {
			if c.Name() != "completion" {
				walk(sub)
			}
		}
	}
	walk(newRoot(&app{lang: "fr"}))
	if seen < 100 {
		t.Errorf("only %d examples", seen)
	}
}

// shellWords splits a line at blanks outside quotes.
func shellWords(line string) (out []string) {
	word, quote, open := "", rune(0), false
	for _, r := range line {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word += string(r)
		case r == '"' || r == '\'':
			quote, open = r, true
		case r == ' ':
			if word != "" || open {
				out = append(out, word)
			}
			word, open = "", false
		default:
			word += string(r)
		}
	}
	if word != "" || open {
		out = append(out, word)
	}
	return out
}
