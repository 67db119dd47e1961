// SPDX-License-Identifier: Apache-2.0

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.+)$`)
	inline  = regexp.MustCompile("`[^`\n]*`")
)

// TestLinks: every link inside the repository, in every Markdown file, leads
// to a file, and to a heading when it names one.
func TestLinks(t *testing.T) {
	count := 0
	for _, name := range tracked(t, ".md") {
		for _, fault := range deadLinks(t, name, document(t, name), &count) {
			t.Error(fault)
		}
	}
	if count < 100 {
		t.Errorf("only %d links", count)
	}
	n := 0
	if got := deadLinks(t, "docs/x.md", "[a](absent.md) [b](../README.md#nulle-part)", &n); len(got) != 2 {
		t.Errorf("two planted dead links, seen: %v", got)
	}
}

func deadLinks(t *testing.T, name, text string, count *int) (faults []string) {
	text = inline.ReplaceAllString(fence.ReplaceAllString(text, ""), "")
	for _, m := range link.FindAllStringSubmatch(text, -1) {
		if strings.Contains(m[1], "://") || strings.HasPrefix(m[1], "mailto:") {
			continue
		}
		*count++
		file, part, _ := strings.Cut(m[1], "#")
		target := name
		if file != "" {
			target = filepath.ToSlash(filepath.Join(filepath.Dir(name), filepath.FromSlash(file)))
		}
		if _, err := os.Stat(filepath.Join(fixtures.Root(), target)); err != nil {
			faults = append(faults, name+": "+m[1]+" leads nowhere")
			continue
		}
		if part != "" && strings.HasSuffix(target, ".md") && !slugs(document(t, target))[part] {
			faults = append(faults, name+": "+m[1]+" names no heading")
		}
	}
	return faults
}

// slugs are the names that forges give to the headings of a text.
func slugs(text string) map[string]bool {
	out := map[string]bool{}
	for _, m := range heading.FindAllStringSubmatch(text, -1) {
		var b strings.Builder
		for _, r := range strings.ToLower(strings.TrimSpace(m[1])) {
			switch {
			case unicode.IsLetter(r), unicode.IsNumber(r), r == '-', r == '_':
				b.WriteRune(r)
			case r == ' ':
				b.WriteByte('-')
			}
		}
		out[b.String()] = true
	}
	return out
}
