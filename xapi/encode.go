// SPDX-License-Identifier: Apache-2.0

package xapi

// writer writes JSON objects: it puts the commas.
type writer struct {
	b     []byte
	first bool
}

func (w *writer) name(name string) {
	if !w.first {
		w.b = append(w.b, ',')
	}
	w.first = false
	w.b = append(appendString(w.b, name), ':')
}

func (w *writer) object(body func()) {
	w.b = append(w.b, '{')
	w.first = true
	body()
	w.b = append(w.b, '}')
	w.first = false
}

func (w *writer) list(n int, element func(i int)) {
	w.b = append(w.b, '[')
	for i := range n {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		element(i)
	}
	w.b = append(w.b, ']')
	w.first = false
}

// text writes a member whose value is a text, unless it is empty.
func (w *writer) text(name, s string) {
	if s != "" {
		w.name(name)
		w.b = appendString(w.b, s)
	}
}

func (w *writer) number(name string, d Decimal) {
	if d != "" {
		w.name(name)
		w.b = append(w.b, d...)
	}
}

func (w *writer) boolean(name string, v *bool) {
	if v == nil {
		return
	}
	w.name(name)
	if *v {
		w.b = append(w.b, "true"...)
	} else {
		w.b = append(w.b, "false"...)
	}
}

const hexDigits = "0123456789abcdef"

// appendString appends s as a JSON string with no escape that is not needed.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c >= ' ':
			b = append(b, c)
		case c == '\n':
			b = append(b, '\\', 'n')
		case c == '\t':
			b = append(b, '\\', 't')
		case c == '\r':
			b = append(b, '\\', 'r')
		case c == '\b':
			b = append(b, '\\', 'b')
		case c == '\f':
			b = append(b, '\\', 'f')
		default:
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return append(b, '"')
}

// AppendJSON appends the statement as JSON made from its fields, members in
// the order of the specification, and returns the extended buffer. Numbers
// and extensions are written as they were read. To send a decoded statement
// on unchanged, use Raw.
func (s Statement) AppendJSON(b []byte) []byte {
	w := &writer{b: b}
	w.object(func() {
		w.text("id", string(s.ID))
		w.common(SubStatement{s.Actor, s.Verb, s.Object, s.Result, s.Context, s.Timestamp, nil})
		w.text("stored", string(s.Stored))
		if s.Authority != nil {
			w.name("authority")
			w.actor(*s.Authority, true)
		}
		w.text("version", s.Version)
		w.attachments(s.Attachments)
	})
	return w.b
}

// MarshalJSON returns the statement as AppendJSON writes it.
func (s Statement) MarshalJSON() ([]byte, error) { return s.AppendJSON(nil), nil }

func (w *writer) common(s SubStatement) {
	w.name("actor")
	w.actor(s.Actor, true)
	w.name("verb")
	w.object(func() {
		w.text("id", string(s.Verb.ID))
		w.languages("display", s.Verb.Display)
	})
	w.name("object")
	w.target(s.Object)
	if s.Result != nil {
		w.name("result")
		w.result(s.Result)
	}
	if s.Context != nil {
		w.name("context")
		w.context(s.Context)
	}
	w.text("timestamp", string(s.Timestamp))
	w.attachments(s.Attachments)
}

func (w *writer) languages(name string, m LanguageMap) {
	if m == nil {
		return
	}
	w.name(name)
	w.object(func() {
		for _, t := range m {
			w.name(string(t.Tag))
			w.b = appendString(w.b, t.Text)
		}
	})
}

func (w *writer) extensions(m Extensions) {
	if m == nil {
		return
	}
	w.name("extensions")
	w.object(func() {
		for _, x := range m {
			w.name(string(x.IRI))
			w.b = append(w.b, x.Raw...)
		}
	})
}

func (w *writer) target(o Object) {
	switch o := o.(type) {
	case Actor:
		w.actor(o, false)
	case StatementRef:
		w.reference(o)
	case SubStatement:
		w.object(func() {
			w.text("objectType", "SubStatement")
			w.common(o)
		})
	case Activity:
		w.activity(o)
	default:
		w.b = append(w.b, "{}"...)
	}
}

func (w *writer) reference(s StatementRef) {
	w.object(func() {
		w.text("objectType", "StatementRef")
		w.text("id", string(s.ID))
	})
}

// actor writes an actor; where an Agent is the default its type is left out.
func (w *writer) actor(a Actor, agentIsDefault bool) {
	w.object(func() {
		if a.Type == TypeGroup || !agentIsDefault {
			w.text("objectType", a.ObjectType())
		}
		w.text("name", a.Name)
		switch a.IFI.Kind {
		case "":
		case ByAccount:
			w.name("account")
			w.object(func() {
				w.text("homePage", string(a.IFI.HomePage))
				w.name("name")
				w.b = appendString(w.b, a.IFI.Value)
			})
		default:
			w.text(string(a.IFI.Kind), a.IFI.Value)
		}
		if a.Members != nil {
			w.name("member")
			w.list(len(a.Members), func(i int) { w.actor(a.Members[i], true) })
		}
	})
}

func (w *writer) activity(a Activity) {
	w.object(func() {
		w.text("id", string(a.ID))
		if d := a.Definition; d != nil {
			w.name("definition")
			w.definition(d)
		}
	})
}

func (w *writer) definition(d *Definition) {
	w.object(func() {
		w.languages("name", d.Name)
		w.languages("description", d.Description)
		w.text("type", string(d.Type))
		w.text("moreInfo", string(d.MoreInfo))
		w.extensions(d.Extensions)
		w.text("interactionType", string(d.InteractionType))
		if d.CorrectResponsesPattern != nil {
			w.name("correctResponsesPattern")
			w.list(len(d.CorrectResponsesPattern), func(i int) { w.b = appendString(w.b, d.CorrectResponsesPattern[i]) })
		}
		w.components("choices", d.Choices)
		w.components("scale", d.Scale)
		w.components("source", d.Source)
		w.components("target", d.Target)
		w.components("steps", d.Steps)
	})
}

func (w *writer) components(name string, all []Component) {
	if all == nil {
		return
	}
	w.name(name)
	w.list(len(all), func(i int) {
		w.object(func() {
			w.name("id")
			w.b = appendString(w.b, all[i].ID)
			w.languages("description", all[i].Description)
		})
	})
}

func (w *writer) result(s *Result) {
	w.object(func() {
		if c := s.Score; c != nil {
			w.name("score")
			w.object(func() {
				w.number("scaled", c.Scaled)
				w.number("raw", c.Raw)
				w.number("min", c.Min)
				w.number("max", c.Max)
			})
		}
		w.boolean("success", s.Success)
		w.boolean("completion", s.Completion)
		if s.Response != nil {
			w.name("response")
			w.b = appendString(w.b, *s.Response)
		}
		w.text("duration", string(s.Duration))
		w.extensions(s.Extensions)
	})
}

func (w *writer) context(c *Context) {
	w.object(func() {
		w.text("registration", string(c.Registration))
		if c.Instructor != nil {
			w.name("instructor")
			w.actor(*c.Instructor, true)
		}
		if c.Team != nil {
			w.name("team")
			w.actor(*c.Team, true)
		}
		w.contextActivities(c.Activities)
		w.text("revision", c.Revision)
		w.text("platform", c.Platform)
		w.text("language", string(c.Language))
		if c.Statement != nil {
			w.name("statement")
			w.reference(*c.Statement)
		}
		w.extensions(c.Extensions)
		w.related("contextAgents", "agent", len(c.Agents), func(i int) (Actor, []IRI) { return c.Agents[i].Agent, c.Agents[i].RelevantTypes })
		w.related("contextGroups", "group", len(c.Groups), func(i int) (Actor, []IRI) { return c.Groups[i].Group, c.Groups[i].RelevantTypes })
	})
}

func (w *writer) contextActivities(c ContextActivities) {
	if c.none() {
		return
	}
	w.name("contextActivities")
	w.object(func() {
		for _, r := range []struct {
			name string
			all  []Activity
		}{{"parent", c.Parent}, {"grouping", c.Grouping}, {"category", c.Category}, {"other", c.Other}} {
			if r.all != nil {
				w.name(r.name)
				w.list(len(r.all), func(i int) { w.activity(r.all[i]) })
			}
		}
	})
}

func (w *writer) related(name, part string, n int, at func(int) (Actor, []IRI)) {
	if n == 0 {
		return
	}
	w.name(name)
	w.list(n, func(i int) {
		actor, types := at(i)
		w.object(func() {
			w.text("objectType", "context"+string(part[0]-'a'+'A')+part[1:])
			w.name(part)
			w.actor(actor, true)
			if types != nil {
				w.name("relevantTypes")
				w.list(len(types), func(j int) { w.b = appendString(w.b, string(types[j])) })
			}
		})
	})
}

func (w *writer) attachments(all []Attachment) {
	if all == nil {
		return
	}
	w.name("attachments")
	w.list(len(all), func(i int) {
		a := all[i]
		w.object(func() {
			w.text("usageType", string(a.UsageType))
			w.languages("display", a.Display)
			w.languages("description", a.Description)
			w.text("contentType", a.ContentType)
			w.number("length", a.Length)
			w.text("sha2", a.SHA2)
			w.text("fileUrl", string(a.FileURL))
		})
	})
}
