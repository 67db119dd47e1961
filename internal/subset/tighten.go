// SPDX-License-Identifier: Apache-2.0

package subset

import "math/big"

// Under returns s as it stands for an object that has the given members: the
// conditions that hold are worked into the required names and properties.
// The result keeps When, so that the discriminators stay known.
func (d *Document) Under(s *Schema, members map[string]any) *Schema {
	out := *s
	copied := false
	for _, c := range s.When {
		v, ok := members[c.Name]
		if !ok || !contains(c.Values, v) {
			continue
		}
		if !copied {
			copied = true
			props := make(map[string]*Schema, len(s.Properties))
			for n, p := range s.Properties {
				props[n] = p
			}
			out.Properties = props
			out.Required = append([]string(nil), s.Required...)
		}
		for _, n := range c.Required {
			if !listed(out.Required, n) {
				out.Required = append(out.Required, n)
			}
		}
		for n, p := range c.Then {
			out.Properties[n] = d.tighten(out.Properties[n], p)
		}
	}
	return &out
}

// tighten returns a with the leaf assertions of b added. A $ref in a is kept
// only if b adds nothing.
func (d *Document) tighten(a, b *Schema) *Schema {
	switch {
	case b == nil || b.Always != nil && *b.Always:
		return a
	case b.Always != nil || a == nil:
		return b
	case a.Always != nil && !*a.Always:
		return a
	}
	if a = d.Resolve(a); a == nil || a.Always != nil {
		return b
	}
	out := *a
	if b.Enum != nil {
		if out.Enum == nil {
			out.Enum = b.Enum
		} else {
			out.Enum = intersect(out.Enum, b.Enum)
		}
	}
	out.MinItems, out.MaxItems = max(a.MinItems, b.MinItems), least(a.MaxItems, b.MaxItems)
	out.MinLength, out.MaxLength = max(a.MinLength, b.MinLength), least(a.MaxLength, b.MaxLength)
	out.MinProperties, out.MaxProperties = max(a.MinProperties, b.MinProperties), least(a.MaxProperties, b.MaxProperties)
	out.Unique = a.Unique || b.Unique
	out.Patterns = append(append([]string(nil), a.Patterns...), b.Patterns...)
	out.NoNewline = a.NoNewline || b.NoNewline
	out.Minimum, out.ExclusiveMinimum = higher(a.Minimum, b.Minimum), higher(a.ExclusiveMinimum, b.ExclusiveMinimum)
	out.Maximum, out.ExclusiveMaximum = lower(a.Maximum, b.Maximum), lower(a.ExclusiveMaximum, b.ExclusiveMaximum)
	if b.MultipleOf != nil {
		out.MultipleOf = b.MultipleOf
	}
	return &out
}

func intersect(a, b []any) []any {
	out := []any{}
	for _, v := range a {
		if contains(b, v) {
			out = append(out, v)
		}
	}
	return out
}

func least(a, b int) int {
	switch {
	case a < 0:
		return b
	case b < 0:
		return a
	}
	return min(a, b)
}

func higher(a, b *big.Rat) *big.Rat {
	if a == nil || b != nil && b.Cmp(a) > 0 {
		return b
	}
	return a
}

func lower(a, b *big.Rat) *big.Rat {
	if a == nil || b != nil && b.Cmp(a) < 0 {
		return b
	}
	return a
}
