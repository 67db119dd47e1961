// SPDX-License-Identifier: Apache-2.0

package subset

import (
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"strconv"
)

// Sampler draws values that a schema of the document accepts. Draws repeat
// for the same seed.
type Sampler struct {
	Doc   *Document
	Rand  *rand.Rand
	Rich  int // per cent of optional members that are drawn
	words map[*Schema]*Words
}

// NewSampler returns a sampler over d.
func NewSampler(d *Document, seed uint64) *Sampler {
	return &Sampler{Doc: d, Rand: rand.New(rand.NewPCG(seed, 7)), Rich: 30, words: map[*Schema]*Words{}}
}

// Shape asks for a particular object or array: Fix and Omit name members,
// Item is put first, Count is the wanted number of members or elements (-1:
// any), Twice repeats an element.
type Shape struct {
	Fix   map[string]any
	Omit  map[string]bool
	Item  any
	Count int
	Twice bool
}

// MaxElements is the length of the longest array that is drawn.
const MaxElements = 12_000

// Free asks for nothing.
var Free = Shape{Count: -1}

// Draw returns a value of s, or false when none was found.
func (g *Sampler) Draw(s *Schema) (any, bool) { return g.draw(s, 0) }

// Shaped returns an object or array of s with the given shape.
func (g *Sampler) Shaped(s *Schema, sh Shape) (any, bool) {
	s = g.Doc.Resolve(s)
	switch {
	case s == nil || s.Always != nil:
		return nil, false
	case s.Type == "object":
		return g.object(s, sh, 0)
	case s.Type == "array":
		return g.array(s, sh, 0)
	}
	return nil, false
}

func (g *Sampler) draw(s *Schema, depth int) (any, bool) {
	s = g.Doc.Resolve(s)
	if s == nil || s.Always != nil && *s.Always {
		return "a", true
	}
	if s.Always != nil || depth > 40 {
		return nil, false
	}
	if s.Enum != nil {
		at := g.Rand.IntN(len(s.Enum))
		for i := range s.Enum {
			if v := s.Enum[(at+i)%len(s.Enum)]; g.Doc.Accepts(s, v) {
				return v, true
			}
		}
		return nil, false
	}
	switch s.Type {
	case "string":
		return g.text(s)
	case "boolean":
		return g.Rand.IntN(2) == 0, true
	case "integer", "number":
		return g.number(s)
	case "array":
		return g.array(s, Free, depth)
	}
	return g.object(s, Free, depth)
}

func (g *Sampler) text(s *Schema) (any, bool) {
	w, ok := g.words[s]
	if !ok {
		w = NewWords(s.Lang())
		g.words[s] = w
	}
	if w == nil {
		return nil, false
	}
	v, ok := w.Draw(g.Rand, 1+g.Rand.IntN(8))
	return v, ok
}

func (g *Sampler) number(s *Schema) (any, bool) {
	var open []json.Number
	for _, n := range s.Candidates() {
		if g.Doc.Accepts(s, n) {
			open = append(open, n)
		}
	}
	if len(open) == 0 {
		return nil, false
	}
	return open[g.Rand.IntN(len(open))], true
}

// Candidates returns numbers near everything that the schema says of
// numbers: its limits, their neighbours, its multiples, and zero.
func (s *Schema) Candidates() []json.Number {
	one, half := big.NewRat(1, 1), big.NewRat(1, 2)
	base := []*big.Rat{new(big.Rat), big.NewRat(7, 1)}
	for _, r := range []*big.Rat{s.Minimum, s.Maximum, s.ExclusiveMinimum, s.ExclusiveMaximum} {
		if r != nil {
			base = append(base, r)
		}
	}
	step := one
	if s.MultipleOf != nil && s.MultipleOf.Sign() > 0 {
		step = s.MultipleOf
	}
	var out []json.Number
	seen := map[string]bool{}
	add := func(r *big.Rat) {
		if k := r.RatString(); !seen[k] {
			seen[k] = true
			out = append(out, Number(r))
		}
	}
	for _, b := range base {
		q := new(big.Rat).Quo(b, step)
		floor := new(big.Int).Div(q.Num(), q.Denom())
		for i := int64(-2); i <= 3; i++ {
			add(new(big.Rat).Mul(new(big.Rat).SetInt(new(big.Int).Add(floor, big.NewInt(i))), step))
		}
		for _, r := range []*big.Rat{b, new(big.Rat).Add(b, one), new(big.Rat).Sub(b, one), new(big.Rat).Add(b, half), new(big.Rat).Sub(b, half)} {
			add(r)
		}
	}
	return out
}

// Number writes r without exponent.
func Number(r *big.Rat) json.Number {
	if r.IsInt() {
		return json.Number(r.Num().String())
	}
	f, _ := r.Float64()
	return json.Number(strconv.FormatFloat(f, 'f', -1, 64))
}

func (g *Sampler) array(s *Schema, sh Shape, depth int) (any, bool) {
	n := sh.Count
	if n > MaxElements {
		return nil, false
	}
	if n < 0 {
		n = max(s.MinItems, 0)
		if depth < 5 && g.Rand.IntN(100) < g.Rich {
			n += 1 + g.Rand.IntN(2)
		}
		if s.MaxItems >= 0 {
			n = min(n, s.MaxItems)
		}
		if sh.Item != nil || sh.Twice {
			n = max(n, 1)
		}
	}
	out := []any{}
	seen := map[string]bool{}
	if sh.Item != nil {
		out = append(out, sh.Item)
		seen[Key(sh.Item)] = true
	}
	for tries := 0; len(out) < n && tries < 20*n+20; tries++ {
		if len(out) >= 20 && !s.Unique { // enough variety
			out = append(out, out[len(out)-20])
			continue
		}
		v, ok := g.draw(s.Items, depth+1)
		if !ok {
			return nil, false
		}
		if k := Key(v); !s.Unique || !seen[k] {
			seen[k] = true
			out = append(out, v)
		}
	}
	if len(out) < n {
		return nil, false
	}
	if sh.Twice {
		out = append(out, out[0])
	}
	return out, true
}

func (g *Sampler) object(s *Schema, sh Shape, depth int) (any, bool) {
	out := map[string]any{}
	for name, v := range sh.Fix {
		out[name] = v
	}
	// The names that conditions look at come first: they decide the rest.
	for _, c := range s.When {
		if _, done := out[c.Name]; done || sh.Omit[c.Name] || !g.wants(s, c.Name, depth) {
			continue
		}
		v, ok := g.draw(s.Properties[c.Name], depth+1)
		if !ok {
			return nil, false
		}
		if g.Rand.IntN(3) == 0 && g.Doc.Accepts(s.Properties[c.Name], c.Values[0]) {
			v = c.Values[0]
		}
		out[c.Name] = v
	}
	eff := g.Doc.Under(s, out)
	for _, name := range eff.Names() {
		p := eff.Properties[name]
		if _, done := out[name]; done || sh.Omit[name] || p.Always != nil && !*p.Always || !g.wants(eff, name, depth) || discriminates(s, name) {
			continue
		}
		if sh.Count >= 0 && len(out) >= sh.Count && !listed(eff.Required, name) {
			continue
		}
		v, ok := g.draw(p, depth+1)
		if !ok {
			if listed(eff.Required, name) {
				return nil, false
			}
			continue
		}
		out[name] = v
	}
	return g.fill(eff, out, sh, depth)
}

// fill adds members until the count is right.
func (g *Sampler) fill(s *Schema, out map[string]any, sh Shape, depth int) (any, bool) {
	want := sh.Count
	if want < 0 {
		want = max(s.MinProperties, 0)
		if len(s.Properties) == 0 && depth < 5 {
			want = max(want, g.Rand.IntN(3))
		}
		if s.MaxProperties >= 0 {
			want = min(want, s.MaxProperties)
		}
	}
	for tries := 0; len(out) < want && tries < 20*want+40; tries++ {
		names := s.Names()
		if len(names) > 0 && (s.Additional == nil || s.Additional.Always != nil && !*s.Additional.Always || g.Rand.IntN(2) == 0) {
			name := names[g.Rand.IntN(len(names))]
			if _, done := out[name]; done || sh.Omit[name] || discriminates(s, name) {
				continue
			}
			if v, ok := g.draw(s.Properties[name], depth+1); ok {
				out[name] = v
			}
			continue
		}
		if s.Additional != nil && s.Additional.Always != nil && !*s.Additional.Always {
			break
		}
		var name any = "x" + strconv.Itoa(tries)
		if s.PropertyNames != nil {
			var ok bool
			if name, ok = g.draw(s.PropertyNames, depth+1); !ok {
				break
			}
		}
		if _, isListed := s.Properties[name.(string)]; isListed {
			continue
		}
		if v, ok := g.draw(s.Additional, depth+1); ok {
			out[name.(string)] = v
		}
	}
	if len(out) < want {
		return nil, false
	}
	return out, true
}

func (g *Sampler) wants(s *Schema, name string, depth int) bool {
	return listed(s.Required, name) || depth < 5 && g.Rand.IntN(100) < g.Rich
}

func discriminates(s *Schema, name string) bool {
	for _, c := range s.When {
		if c.Name == name {
			return true
		}
	}
	return false
}

func listed(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}
