// SPDX-License-Identifier: Apache-2.0

package lrs

// format is the form in which GET /statements returns statements.
type format string

const (
	formatExact     format = "exact"
	formatIDs       format = "ids"
	formatCanonical format = "canonical"
)

// rewriter writes a statement in the ids or the canonical format.
type rewriter struct {
	format     format
	languages  languages
	definition func(iri string) []byte // merged definition, canonical only
}

// appendStatement appends statement b, a SubStatement included.
func (w rewriter) appendStatement(out, b []byte) []byte {
	return w.each(out, b, func(out []byte, name string, v []byte) []byte {
		switch name {
		case "actor", "authority":
			return w.appendActor(out, v)
		case "verb":
			return w.appendVerb(out, v)
		case "object":
			return w.appendObject(out, v)
		case "context":
			return w.appendContext(out, v)
		}
		return append(out, v...)
	})
}

// each copies an object and lets f write every value.
func (w rewriter) each(out, b []byte, f func(out []byte, name string, v []byte) []byte) []byte {
	out = append(out, '{')
	first := true
	for m := membersOf(b, 0); m.next(); {
		if !first {
			out = append(out, ',')
		}
		first = false
		out = append(out, b[m.keyAt:m.keyAt+rawKeyLen(b, m.keyAt)]...)
		out = append(out, ':')
		out = f(out, string(m.key), m.value())
	}
	return append(out, '}')
}

// only copies the named members of an object.
func only(out, b []byte, names ...string) []byte {
	out = append(out, '{')
	for m := membersOf(b, 0); m.next(); {
		for _, n := range names {
			if string(m.key) == n {
				out = appendMember(out, b[m.keyAt:m.keyAt+rawKeyLen(b, m.keyAt)], m.value())
			}
		}
	}
	return append(out, '}')
}

func (w rewriter) appendActor(out, b []byte) []byte {
	if w.format != formatIDs {
		return append(out, b...)
	}
	if who, ok := agentOf(b); ok {
		if kind := member(b, "objectType"); kind != nil {
			out = append(append(append(out, `{"objectType":`...), kind...), ',')
			return append(out, who.Identifier[1:]...)
		}
		return append(out, who.Identifier...)
	}
	out = append(out, `{"objectType":"Group","member":[`...)
	first := true
	for e := elementsOf(member(b, "member"), 0); e.next(); {
		if !first {
			out = append(out, ',')
		}
		first = false
		out = w.appendActor(out, e.value())
	}
	return append(out, "]}"...)
}

func (w rewriter) appendVerb(out, b []byte) []byte {
	if w.format == formatIDs {
		return only(out, b, "id")
	}
	return w.each(out, b, func(out []byte, name string, v []byte) []byte {
		if name == "display" {
			return w.languages.appendOne(out, v)
		}
		return append(out, v...)
	})
}

func (w rewriter) appendObject(out, b []byte) []byte {
	switch memberText(b, "objectType") {
	case "Agent", "Group":
		return w.appendActor(out, b)
	case "StatementRef":
		return append(out, b...)
	case "SubStatement":
		return w.appendStatement(out, b)
	}
	return w.appendActivity(out, b)
}

func (w rewriter) appendActivity(out, b []byte) []byte {
	if w.format == formatIDs {
		return only(out, b, "id")
	}
	out = only(out, b, "objectType", "id")
	def := w.definition(memberText(b, "id"))
	if def == nil {
		def = member(b, "definition")
	}
	if def == nil {
		return out
	}
	out = append(out[:len(out)-1], `,"definition":`...)
	return append(w.appendDefinition(out, def), '}')
}

func (w rewriter) appendDefinition(out, b []byte) []byte {
	return w.each(out, b, func(out []byte, name string, v []byte) []byte {
		switch name {
		case "name", "description":
			return w.languages.appendOne(out, v)
		case "choices", "scale", "source", "target", "steps":
			return w.list(out, v, func(out, v []byte) []byte {
				return w.each(out, v, func(out []byte, name string, v []byte) []byte {
					if name == "description" {
						return w.languages.appendOne(out, v)
					}
					return append(out, v...)
				})
			})
		}
		return append(out, v...)
	})
}

func (w rewriter) list(out, b []byte, f func(out, v []byte) []byte) []byte {
	if !isArray(b) {
		return append(out, b...)
	}
	out = append(out, '[')
	first := true
	for e := elementsOf(b, 0); e.next(); {
		if !first {
			out = append(out, ',')
		}
		first = false
		out = f(out, e.value())
	}
	return append(out, ']')
}

func (w rewriter) appendContext(out, b []byte) []byte {
	return w.each(out, b, func(out []byte, name string, v []byte) []byte {
		switch name {
		case "instructor", "team":
			return w.appendActor(out, v)
		case "contextActivities":
			return w.each(out, v, func(out []byte, _ string, v []byte) []byte {
				return w.list(out, v, w.appendActivity)
			})
		case "contextAgents", "contextGroups":
			return w.list(out, v, func(out, v []byte) []byte {
				return w.each(out, v, func(out []byte, name string, v []byte) []byte {
					if name == "agent" || name == "group" {
						return w.appendActor(out, v)
					}
					return append(out, v...)
				})
			})
		}
		return append(out, v...)
	})
}
