// SPDX-License-Identifier: Apache-2.0

package xapi

const (
	dfName = iota
	dfDescription
	dfType
	dfMoreInfo
	dfExtensions
	dfInteractionType
	dfPattern
	dfChoices
	dfScale
	dfSource
	dfTarget
	dfSteps
)

var (
	definitionNames = names{"name", "description", "type", "moreInfo", "extensions", "interactionType",
		"correctResponsesPattern", "choices", "scale", "source", "target", "steps"}
	componentRefs = map[int]string{dfChoices: "XAPI-00055", dfScale: "XAPI-00054", dfSource: "XAPI-00053",
		dfTarget: "XAPI-00052", dfSteps: "XAPI-00051"}
	interactionLists = map[string]uint32{"choice": 1 << dfChoices, "sequencing": 1 << dfChoices,
		"likert": 1 << dfScale, "matching": 1<<dfSource | 1<<dfTarget, "performance": 1 << dfSteps,
		"true-false": 0, "fill-in": 0, "long-fill-in": 0, "numeric": 0, "other": 0}
)

const interactionTypeList = "true-false, choice, fill-in, long-fill-in, matching, performance, sequencing, likert, numeric, other"

// definition reads an activity definition.
func (c *checker) definition() {
	start, ok := c.enter("XAPI-00048")
	if !ok {
		return
	}
	seen, lists, known := uint32(0), uint32(0), false
	var starts [dfSteps + 1]int
	interactionStart := 0
	for c.r.More() {
		i := c.field(definitionNames, &seen, "XAPI-00010")
		if i >= 0 {
			starts[i] = c.r.Offset()
		}
		switch i {
		case dfName:
			c.languageMap("XAPI-00056")
		case dfDescription:
			c.languageMap("XAPI-00059")
		case dfType:
			c.iri("XAPI-00060")
		case dfMoreInfo:
			c.iri("XAPI-00061")
		case dfExtensions:
			c.extensions("XAPI-00057")
		case dfInteractionType:
			s, from, ok := c.text("XAPI-00049")
			if !ok {
				continue
			}
			if lists, known = interactionLists[string(s)]; !known {
				c.note(from, "XAPI-00049", ruleEnum, sample(s), interactionTypeList)
			}
			interactionStart = from
		case dfPattern:
			c.strings("XAPI-00050")
		case dfChoices, dfScale, dfSource, dfTarget, dfSteps:
			c.components(componentRefs[i])
		}
	}
	if c.r.Failed() {
		return
	}
	c.blank(start, seen)
	if seen&(1<<dfPattern) != 0 && seen&(1<<dfInteractionType) == 0 {
		c.note(start, "XAPI-00064", rulePatternAlone)
	}
	if !known {
		return
	}
	for i := dfChoices; i <= dfSteps; i++ {
		if seen&(1<<i) != 0 && lists&(1<<i) == 0 {
			c.noteAt(c.r.Pointer().Field(definitionNames[i]), starts[i], componentRefs[i], ruleForeignList, definitionNames[i], c.r.TextAt(interactionStart))
		}
	}
}

// strings reads an array of texts.
func (c *checker) strings(ref string) {
	if _, ok := c.array(ref); !ok {
		return
	}
	for c.r.More() {
		c.text(ref)
	}
}

var componentNames = names{"id", "description"}

// components reads a list of interaction components, whose ids are distinct.
func (c *checker) components(ref string) {
	if _, ok := c.array(ref); !ok {
		return
	}
	var room [16]span
	ids := room[:0]
	var many map[string]bool
	for c.r.More() {
		start, ok := c.enter("XAPI-00063")
		if !ok {
			continue
		}
		seen := uint32(0)
		for c.r.More() {
			switch c.field(componentNames, &seen, "XAPI-00010") {
			case 0:
				ids, many = c.componentID(ids, many)
			case 1:
				c.languageMap("XAPI-00062")
			}
		}
		if seen&1 == 0 {
			c.missing(start, "id", "XAPI-00058")
		}
	}
}

// span is a part of the text.
type span struct{ from, to int }

// componentID reads an id and notes one that the list already has. A few ids
// are compared one by one, many by a set.
func (c *checker) componentID(ids []span, many map[string]bool) ([]span, map[string]bool) {
	s, start, ok := c.text("XAPI-00058")
	if !ok {
		return ids, many
	}
	twice := false
	switch {
	case many != nil:
		twice = many[string(s)]
		many[string(s)] = true
	default:
		for _, old := range ids {
			if c.r.SameText(old.from, s) {
				twice = true
				break
			}
		}
		ids = append(ids, span{from: start})
		if len(ids) == 16 {
			many = make(map[string]bool, 64)
			for _, old := range ids {
				many[c.r.TextAt(old.from)] = true
			}
		}
	}
	if twice {
		c.note(start, "XAPI-00058", ruleComponentTwice, sample(s))
	}
	return ids, many
}
