// SPDX-License-Identifier: Apache-2.0

package credential

import "strings"

// Badge is the words of an SVG badge.
type Badge struct {
	Title, Holder, Issuer, Until, Notice string
}

const badgeNamespace = "https://purl.imsglobal.org/ob/v3p0"

// SVG draws a badge that holds the token (Open Badges 3.0 §5.3.2): whoever has
// the picture can verify it.
func (b Badge) SVG(token string) string {
	token = strings.TrimSpace(token)
	e := escape
	var s strings.Builder
	w := func(parts ...string) {
		for _, p := range parts {
			s.WriteString(p)
		}
		s.WriteByte('\n')
	}
	w(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="`, badgeNamespace, `" viewBox="0 0 360 200" width="360" height="200" role="img" aria-labelledby="t d">`)
	w(`<title id="t">`, e(b.Title), `</title>`)
	w(`<desc id="d">`, e(strings.Join(nonEmpty(b.Holder, b.Issuer, b.Until, b.Notice), " — ")), `</desc>`)
	w(`<openbadges:credential verify="`, e(token), `"/>`)
	w(`<rect x="2" y="2" width="356" height="196" rx="12" fill="#fff" stroke="#1a3a6b" stroke-width="4"/>`)
	w(`<path d="M32 60l22-22 22 22-22 22z" fill="#1a3a6b"/><path d="M45 60l7 8 13-15" fill="none" stroke="#fff" stroke-width="4"/>`)
	y := 52
	for i, line := range append(wrap(b.Title, 30, 2), append(wrap(b.Holder, 42, 2), nonEmpty(b.Issuer, b.Until)...)...) {
		size, weight, fill, x := "14", "400", "#222", "32"
		if y < 90 && i < 2 {
			size, weight, fill, x = "17", "700", "#1a3a6b", "92"
		}
		w(`<text x="`, x, `" y="`, itoa(y), `" font-family="sans-serif" font-size="`, size, `" font-weight="`, weight, `" fill="`, fill, `">`, e(line), `</text>`)
		y += 22
		if i == 1 && y < 106 {
			y = 106
		}
	}
	if b.Notice != "" {
		w(`<text x="32" y="186" font-family="sans-serif" font-size="12" font-style="italic" fill="#8a1a1a">`, e(b.Notice), `</text>`)
	}
	w(`</svg>`)
	return s.String()
}

// TokenOf returns the token inside an SVG badge; a text that is no SVG is
// returned unchanged, as a token.
func TokenOf(svg string) string {
	i := strings.Index(svg, "<openbadges:credential")
	if i < 0 {
		return svg
	}
	rest := svg[i:]
	if j := strings.Index(rest, `verify="`); j >= 0 {
		rest = rest[j+len(`verify="`):]
		if k := strings.IndexByte(rest, '"'); k >= 0 {
			return rest[:k]
		}
	}
	return svg
}

func nonEmpty(in ...string) []string {
	var out []string
	for _, s := range in {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// wrap breaks s between words into at most lines lines of about width letters.
func wrap(s string, width, lines int) []string {
	var out []string
	line := ""
	for _, word := range strings.Fields(s) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > width && len(out) < lines-1 {
			out = append(out, line)
			line = word
			continue
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(out, nonEmpty(line)...)
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

// escape makes s safe inside XML text and attributes.
func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;").Replace(s)
}
