// SPDX-License-Identifier: Apache-2.0

package view

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Axis is one branch of a radar or one row of bars. Value is -1 when nothing
// is known: an unknown value is never drawn as zero. Target is -1 when none
// is set or when it is not shown yet.
type Axis struct {
	Label         string
	Value, Target int
}

// Limits of a radar: with fewer axes it shows no shape, with more its labels
// collide. A caller shows bars below, and groups above.
const (
	RadarMin = 3
	RadarMax = 12
)

const (
	radarW, radarH = 340.0, 312.0
	radarR         = 84.0
	radarWide      = 122.0 // with numbers in place of words
	labelLine      = 14    // characters on one line of an axis label
	labelStep      = 12    // from one line to the next
	labelLines     = 3
)

// Numbered reports whether the axes of a radar carry their numbers, from 1,
// in place of their words: when a label would be cut, or when there are so
// many that words would crowd the drawing. The list beside it then shows the
// same numbers.
func Numbered(axes []Axis) bool {
	if len(axes) > 8 {
		return true
	}
	for _, a := range axes {
		for _, l := range Wrap(a.Label, labelLine, labelLines) {
			if strings.HasSuffix(l, "…") {
				return true
			}
		}
	}
	return false
}

// Radar draws axes on a scale of 1 to top as one SVG image whose name is
// label. The own level is a solid line with discs, the target a dashed line
// with lozenges: colour alone tells nothing apart. Between two known
// neighbours the surface is filled; an unknown axis leaves a gap.
func Radar(axes []Axis, top int, label string) string {
	if len(axes) < RadarMin || top < 1 {
		return ""
	}
	cx, cy, radius, numbered := radarW/2, radarH/2, radarR, Numbered(axes)
	if numbered {
		radius = radarWide
	}
	at := func(i int, v float64) (float64, float64) {
		a := 2*math.Pi*float64(i)/float64(len(axes)) - math.Pi/2
		d := radius * v / float64(top)
		return cx + d*math.Cos(a), cy + d*math.Sin(a)
	}
	var b Builder
	b.Raw(`<svg class="radar" part="radar" viewBox="0 0 340 312" role="img"`).Attr("aria-label", label).Raw(`>`)
	for r := 1; r <= top; r++ {
		b.Raw(`<path class="ring" d="`)
		for i := range axes {
			x, y := at(i, float64(r))
			b.pathPoint(i == 0, x, y)
		}
		b.Raw(`Z"/>`)
	}
	b.Raw(`<path class="ring" d="`)
	for i := range axes {
		x, y := at(i, float64(top))
		b.pathPoint(true, cx, cy).pathPoint(false, x, y)
	}
	b.Raw(`"/>`)
	drawOwn(&b, axes, at, cx, cy)
	drawTarget(&b, axes, at)
	for i, a := range axes {
		x, y := at(i, float64(top))
		if numbered {
			x, y = cx+(x-cx)*(1+20/radarWide), cy+(y-cy)*(1+20/radarWide)+5.5
			b.Raw(`<text class="axis rang" aria-hidden="true" text-anchor="middle"`).coord("x", x).coord("y", y).Raw(`>`).Int(i + 1).Raw(`</text>`)
			continue
		}
		drawLabel(&b, a.Label, x, y, cx, cy)
	}
	return b.Raw(`</svg>`).String()
}

func drawOwn(b *Builder, axes []Axis, at func(int, float64) (float64, float64), cx, cy float64) {
	n := len(axes)
	var fill, line Builder
	for i := range axes {
		j := (i + 1) % n
		if axes[i].Value < 0 || axes[j].Value < 0 {
			continue
		}
		x1, y1 := at(i, float64(axes[i].Value))
		x2, y2 := at(j, float64(axes[j].Value))
		fill.pathPoint(true, cx, cy).pathPoint(false, x1, y1).pathPoint(false, x2, y2).Raw(`Z`)
		line.pathPoint(true, x1, y1).pathPoint(false, x2, y2)
	}
	if fill.Len() > 0 {
		b.Raw(`<path class="fill" d="`).Trusted(fill.String()).Raw(`"/><path class="own" d="`).Trusted(line.String()).Raw(`"/>`)
	}
	for i, a := range axes {
		if a.Value >= 0 {
			x, y := at(i, float64(a.Value))
			b.Raw(`<circle class="dot"`).coord("cx", x).coord("cy", y).Raw(` r="4.5"/>`)
		}
	}
}

func drawTarget(b *Builder, axes []Axis, at func(int, float64) (float64, float64)) {
	var line, marks Builder
	n := len(axes)
	for i, a := range axes {
		if a.Target < 0 {
			continue
		}
		x, y := at(i, float64(a.Target))
		const d = 6.5
		marks.pathPoint(true, x, y-d).pathPoint(false, x+d, y).pathPoint(false, x, y+d).pathPoint(false, x-d, y).Raw(`Z`)
		if j := (i + 1) % n; axes[j].Target >= 0 {
			x2, y2 := at(j, float64(axes[j].Target))
			line.pathPoint(true, x, y).pathPoint(false, x2, y2)
		}
	}
	if marks.Len() > 0 {
		b.Raw(`<path class="aim" d="`).Trusted(line.String()).Raw(`"/><path class="mark" d="`).Trusted(marks.String()).Raw(`"/>`)
	}
}

func drawLabel(b *Builder, label string, x, y, cx, cy float64) {
	dx, dy := x-cx, y-cy
	anchor := "middle"
	lx := cx + dx*(1+10/radarR)
	if dx > 12 {
		anchor = "start"
	} else if dx < -12 {
		anchor = "end"
	}
	lines := Wrap(label, labelLine, labelLines)
	ly := cy + dy*(1+14/radarR) + 4
	extra := float64(len(lines)-1) * labelStep
	switch {
	case anchor == "middle" && dy < 0: // above the labels of its neighbours
		ly -= extra + 12
	case anchor == "middle":
		ly += 16
	case dy < -radarR/2:
		ly -= extra
	case dy < radarR/2:
		ly -= extra / 2
	}
	b.Raw(`<text class="axis" aria-hidden="true"`).Attr("text-anchor", anchor).coord("x", lx).coord("y", ly).Raw(`>`)
	for i, l := range lines {
		b.Raw(`<tspan`).coord("x", lx)
		if i > 0 {
			b.Raw(` dy="12"`)
		}
		b.Raw(`>`).Text(l).Raw(`</tspan>`)
	}
	b.Raw(`</text>`)
}

// Wrap cuts s into at most lines lines of about width characters, at spaces;
// what does not fit ends with an ellipsis.
func Wrap(s string, width, lines int) []string {
	var out []string
	cur := ""
	words := strings.Fields(s)
	for i, w := range words {
		switch {
		case cur == "":
			cur = w
		case utf8.RuneCountInString(cur)+1+utf8.RuneCountInString(w) <= width:
			cur += " " + w
		case len(out) == lines-1:
			return append(out, cut(cur+" "+strings.Join(words[i:], " "), width))
		default:
			out = append(out, cut(cur, width))
			cur = w
		}
	}
	if cur != "" {
		out = append(out, cut(cur, width))
	}
	return out
}

func cut(s string, width int) string {
	if utf8.RuneCountInString(s) <= width {
		return s
	}
	return strings.TrimRight(string([]rune(s)[:width-1]), " ") + "…"
}

func (b *Builder) coord(name Static, v float64) *Builder {
	b.b = append(append(append(b.b, ' '), name...), '=', '"')
	b.b = append(appendCoord(b.b, v), '"')
	return b
}

func (b *Builder) pathPoint(move bool, x, y float64) *Builder {
	c := byte('L')
	if move {
		c = 'M'
	}
	b.b = append(b.b, c)
	b.b = appendCoord(b.b, x)
	b.b = append(b.b, ' ')
	b.b = appendCoord(b.b, y)
	return b
}

// appendCoord writes v with one decimal, from integers: every platform
// writes the same bytes.
func appendCoord(b []byte, v float64) []byte {
	n := int64(math.Floor(v*10 + 0.5))
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, n/10, 10)
	if n%10 != 0 {
		b = append(b, '.', byte('0'+n%10))
	}
	return b
}

// Squares draws a level of top as a row of squares: the first value filled,
// the others hollow, and a bar after square target. -1 means none. It is
// decoration: the same is always said in words beside it.
func Squares(value, target, top int) string {
	const step = 17
	var b Builder
	b.Raw(`<svg class="sq" aria-hidden="true" focusable="false" height="18"`).Num("width", top*step+3).
		Raw(` viewBox="0 0`).Raw(` `).Int(top*step + 3).Raw(` 18">`)
	for i := range top {
		b.Raw(`<rect`)
		if i < value {
			b.Raw(` class="on"`)
		}
		b.Raw(` x="`).Int(i*step + 1).Raw(`.5" y="3.5" width="12" height="12" rx="2.5"/>`)
	}
	if target > 0 {
		b.Raw(`<path class="bar" d="M`).Int(min(target, top)*step - 1).Raw(` 0v18"/>`)
	}
	return b.Raw(`</svg>`).String()
}
