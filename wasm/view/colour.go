// SPDX-License-Identifier: Apache-2.0

package view

import (
	"math"
	"strings"
)

// Colour is an opaque sRGB colour, its channels from 0 to 255.
type Colour struct{ R, G, B float64 }

// ParseColour reads a computed colour: #rrggbb, rgb(1, 2, 3) or rgb(1 2 3).
// A colour that lets its background through is not known (ok is false).
func ParseColour(s string) (c Colour, ok bool) {
	if len(s) == 7 && s[0] == '#' {
		n, ok := hexadecimal(s[1:])
		return Colour{float64(n >> 16), float64(n >> 8 & 255), float64(n & 255)}, ok
	}
	open := strings.IndexByte(s, '(')
	if open < 0 || !strings.HasPrefix(s, "rgb") || !strings.HasSuffix(s, ")") {
		return c, false
	}
	parts := strings.FieldsFunc(s[open+1:len(s)-1], func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
	if len(parts) < 3 || len(parts) == 4 && parts[3] != "1" {
		return c, false
	}
	for i, to := range []*float64{&c.R, &c.G, &c.B} {
		v, ok := channel(parts[i])
		if !ok {
			return c, false
		}
		*to = v
	}
	return c, true
}

// luminance is the relative luminance of WCAG 2.1.
func (c Colour) luminance() float64 {
	f := func(v float64) float64 {
		v /= 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*f(c.R) + 0.7152*f(c.G) + 0.0722*f(c.B)
}

// Dark reports whether white reads better on c than black.
func (c Colour) Dark() bool { return c.luminance() < 0.179 }

// Contrast returns the contrast ratio of two colours, from 1 to 21 (WCAG 2.1).
func Contrast(a, b Colour) float64 {
	x, y := a.luminance(), b.luminance()
	if x < y {
		x, y = y, x
	}
	return (x + 0.05) / (y + 0.05)
}
