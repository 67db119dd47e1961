// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"sort"
	"strconv"
	"strings"
)

// languages is an Accept-Language header, wished for first.
type languages []string

// parseLanguages reads an Accept-Language header; ranges with q=0 are left
// out, a faulty q counts as 1.
func parseLanguages(header string) languages {
	type wish struct {
		tag string
		q   float64
	}
	var wishes []wish
	for _, part := range strings.Split(header, ",") {
		tag, params, _ := strings.Cut(strings.TrimSpace(part), ";")
		tag = strings.ToLower(strings.TrimSpace(tag))
		if tag == "" {
			continue
		}
		q := 1.0
		if _, v, ok := strings.Cut(params, "q="); ok {
			if f, err := strconv.ParseFloat(strings.TrimSpace(v), 64); err == nil {
				q = f
			}
		}
		if q > 0 {
			wishes = append(wishes, wish{tag, q})
		}
	}
	sort.SliceStable(wishes, func(i, j int) bool { return wishes[i].q > wishes[j].q })
	var out languages
	for _, w := range wishes {
		out = append(out, w.tag)
	}
	return out
}

// appendOne appends a language map reduced to the entry that suits best: a tag
// asked for or a longer one of it, else a shorter one (RFC 4647 lookup), else
// French, English, the first one. An empty map stays empty.
func (l languages) appendOne(out, languageMap []byte) []byte {
	best, rank := []byte(nil), 1<<30
	n := 0
	for m := membersOf(languageMap, 0); m.next(); n++ {
		r := l.rank(strings.ToLower(string(m.key)))*64 + min(n, 63)
		if best == nil || r < rank {
			rank = r
			best = appendMember([]byte{'{'}, languageMap[m.keyAt:m.keyAt+rawKeyLen(languageMap, m.keyAt)], m.value())
		}
	}
	if best == nil {
		return append(out, "{}"...)
	}
	return append(append(out, best...), '}')
}

// rank is lower for a tag that suits better.
func (l languages) rank(tag string) int {
	for i, want := range l {
		switch {
		case want == tag:
			return i * 4
		case strings.HasPrefix(tag, want+"-"):
			return i*4 + 1
		case strings.HasPrefix(want, tag+"-"):
			return i*4 + 2
		}
	}
	switch {
	case tag == "fr" || strings.HasPrefix(tag, "fr-"):
		return 1 << 16
	case tag == "en" || strings.HasPrefix(tag, "en-"):
		return 1<<16 + 1
	}
	return 1<<16 + 2
}
