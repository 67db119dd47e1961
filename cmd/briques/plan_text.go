// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// planText writes a plan for a terminal of 80 columns.
func planText(w io.Writer, p planPage) error {
	b := bufio.NewWriter(w)
	rule := strings.Repeat("─", 78)
	fmt.Fprintf(b, "%s\n%s\n%s\n", p.Headline, wrap(p.Proof, 78, ""), rule)
	for _, s := range p.Steps {
		title := fmt.Sprintf("%2d. %s", s.Number, s.Title)
		right := s.Duration
		if utf8.RuneCountInString(title)+utf8.RuneCountInString(right)+2 > 78 {
			fmt.Fprintf(b, "%s\n", wrap(title, 78, "    "))
			fmt.Fprintf(b, "    %s · %s\n", right, s.How)
		} else {
			fmt.Fprintf(b, "%s%s%s\n", title, strings.Repeat(" ", 78-utf8.RuneCountInString(title)-utf8.RuneCountInString(right)), right)
			fmt.Fprintf(b, "    %s\n", s.How)
		}
		if s.Session != "" {
			fmt.Fprintf(b, "    %s %s\n", p.Words["session"], s.Session)
		}
		for _, x := range s.Brings {
			fmt.Fprintf(b, "    ↑ %s\n", wrap(x, 72, "      "))
		}
		if len(s.NeededBy) > 0 {
			fmt.Fprintf(b, "    → %s\n", wrap(p.Words["opens"]+" "+p.Words["quote"]+strings.Join(s.NeededBy, p.Words["unquote"]+", "+p.Words["quote"])+p.Words["unquote"], 72, "      "))
		}
	}
	if len(p.Steps) > 0 {
		fmt.Fprintln(b, rule)
	}
	for _, m := range p.Modalities {
		fmt.Fprintf(b, "  %-24s %9s  %s\n", m.Name, m.Duration, strings.Repeat("█", max(1, m.Percent*30/100)))
	}
	section(b, p.Words["missing"], p.Missing)
	section(b, p.Words["postponed"], p.Postponed)
	if len(p.Alternatives) > 0 {
		fmt.Fprintf(b, "\n%s\n", p.Words["others"])
		for _, x := range p.Alternatives {
			fmt.Fprintf(b, "  %-20s %s\n", x.Kind, x.Text)
			if x.Detail != "" {
				fmt.Fprintf(b, "    %s\n", wrap(x.Detail, 74, "    "))
			}
		}
	}
	if len(p.Notes) > 0 {
		fmt.Fprintf(b, "\n%s\n", p.Words["notes"])
		for _, x := range p.Notes {
			fmt.Fprintf(b, "  %s %s\n", x.Code, wrap(x.Text, 66, "    "))
			if x.Fix != "" {
				fmt.Fprintf(b, "    %s%s\n", p.Words["fix"], x.Fix)
			}
		}
	}
	if p.ProofDetail != "" {
		fmt.Fprintf(b, "\n%s\n", wrap(p.ProofDetail, 78, ""))
	}
	fmt.Fprintf(b, "%s\n", wrap(p.Sources, 78, ""))
	return b.Flush()
}

func section(b io.Writer, title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s\n", title)
	for _, l := range lines {
		fmt.Fprintf(b, "  • %s\n", wrap(l, 74, "    "))
	}
}

// glue keeps French double punctuation with the word it belongs to.
var glue = strings.NewReplacer(" :", "\u00a0:", " ;", "\u00a0;", " ?", "\u00a0?", " !", "\u00a0!", "« ", "«\u00a0", " »", "\u00a0»")

// wrap breaks s at spaces into lines of at most width runes, later ones
// indented.
func wrap(s string, width int, indent string) string {
	s = glue.Replace(s)
	var out strings.Builder
	n := 0
	for i, w := range strings.Split(s, " ") {
		l := utf8.RuneCountInString(w)
		if i > 0 && n+1+l > width {
			out.WriteString("\n" + indent)
			n = 0
		} else if i > 0 {
			out.WriteString(" ")
			n++
		}
		out.WriteString(w)
		n += l
	}
	return out.String()
}
