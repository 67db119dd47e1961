// SPDX-License-Identifier: Apache-2.0

package xapi

import "forge.apps.education.fr/eafc/briques/internal/strictjson"

// builder makes Go values from a text that the checker has accepted: it looks
// for no fault.
type builder struct{ r strictjson.Reader }

func newBuilder(b []byte, l Limits) *builder {
	x := new(builder)
	x.r.Reset(b, strictjson.Wire, l.reader())
	return x
}

// object calls member with each name of the object that comes next.
func (x *builder) object(member func(name string)) {
	for x.r.Enter(); x.r.More(); {
		member(string(x.r.Name()))
	}
}

// list calls element for each element of the array that comes next, and once
// for a value that is no array.
func (x *builder) list(element func()) {
	if x.r.Peek() != strictjson.Array {
		element()
		return
	}
	for x.r.Enter(); x.r.More(); {
		element()
	}
}

func (x *builder) text() string { return string(x.r.Text()) }

func (x *builder) boolean() *bool {
	v := x.r.Literal() == strictjson.True
	return &v
}

func (x *builder) raw() []byte { return append([]byte(nil), x.r.Raw()...) }

func (x *builder) languages() (m LanguageMap) {
	x.object(func(tag string) { m = append(m, LanguageText{LanguageTag(tag), x.text()}) })
	return m
}

func (x *builder) extensions() Extensions {
	m := Extensions{}
	x.object(func(iri string) { m = append(m, Extension{IRI(iri), x.raw()}) })
	return m
}

func (x *builder) statement() (s Statement) {
	var sub SubStatement
	x.object(func(name string) {
		switch name {
		case "id":
			s.ID = UUID(x.text())
		case "stored":
			s.Stored = Timestamp(x.text())
		case "authority":
			a := x.actor()
			s.Authority = &a
		case "version":
			s.Version = x.text()
		default:
			x.common(name, &sub)
		}
	})
	s.Actor, s.Verb, s.Object, s.Result = sub.Actor, sub.Verb, sub.Object, sub.Result
	s.Context, s.Timestamp, s.Attachments = sub.Context, sub.Timestamp, sub.Attachments
	return s
}

// common reads what statements and SubStatements share.
func (x *builder) common(name string, s *SubStatement) {
	switch name {
	case "actor":
		s.Actor = x.actor()
	case "verb":
		s.Verb = x.verb()
	case "object":
		s.Object = x.target()
	case "result":
		s.Result = x.result()
	case "context":
		s.Context = x.context()
	case "timestamp":
		s.Timestamp = Timestamp(x.text())
	case "attachments":
		x.list(func() { s.Attachments = append(s.Attachments, x.attachment()) })
	default:
		x.r.Skip()
	}
}

func (x *builder) verb() (v Verb) {
	x.object(func(name string) {
		if name == "id" {
			v.ID = IRI(x.text())
			return
		}
		v.Display = x.languages()
	})
	return v
}

// objectType returns the objectType of the object that comes next, unread.
func (x *builder) objectType() (kind string) {
	m := x.r.Mark()
	x.object(func(name string) {
		if name == "objectType" {
			kind = x.text()
			return
		}
		x.r.Skip()
	})
	x.r.Restore(m)
	return kind
}

func (x *builder) target() Object {
	switch x.objectType() {
	case "Agent", "Group":
		return x.actor()
	case "StatementRef":
		return x.reference()
	case "SubStatement":
		var s SubStatement
		x.object(func(name string) { x.common(name, &s) })
		return s
	}
	return x.activity()
}

func (x *builder) reference() (s StatementRef) {
	x.object(func(name string) {
		if name == "id" {
			s.ID = UUID(x.text())
			return
		}
		x.r.Skip()
	})
	return s
}

func (x *builder) actor() (a Actor) {
	a.Type = TypeAgent
	x.object(func(name string) {
		switch name {
		case "objectType":
			a.Type = ActorType(x.text())
		case "name":
			a.Name = x.text()
		case "member":
			x.list(func() { a.Members = append(a.Members, x.actor()) })
		case "account":
			a.IFI.Kind = ByAccount
			x.object(func(name string) {
				if name == "homePage" {
					a.IFI.HomePage = IRI(x.text())
					return
				}
				a.IFI.Value = x.text()
			})
		default:
			a.IFI = IFI{Kind: IFIKind(name), Value: x.text()}
		}
	})
	return a
}

func (x *builder) activity() (a Activity) {
	x.object(func(name string) {
		switch name {
		case "id":
			a.ID = IRI(x.text())
		case "definition":
			a.Definition = x.definition()
		default:
			x.r.Skip()
		}
	})
	return a
}

func (x *builder) definition() *Definition {
	d := new(Definition)
	x.object(func(name string) {
		switch name {
		case "name":
			d.Name = x.languages()
		case "description":
			d.Description = x.languages()
		case "type":
			d.Type = IRI(x.text())
		case "moreInfo":
			d.MoreInfo = IRI(x.text())
		case "extensions":
			d.Extensions = x.extensions()
		case "interactionType":
			d.InteractionType = InteractionType(x.text())
		case "correctResponsesPattern":
			d.CorrectResponsesPattern = []string{}
			x.list(func() { d.CorrectResponsesPattern = append(d.CorrectResponsesPattern, x.text()) })
		case "choices":
			d.Choices = x.components()
		case "scale":
			d.Scale = x.components()
		case "source":
			d.Source = x.components()
		case "target":
			d.Target = x.components()
		case "steps":
			d.Steps = x.components()
		}
	})
	return d
}

func (x *builder) components() []Component {
	all := []Component{}
	x.list(func() {
		var c Component
		x.object(func(name string) {
			if name == "id" {
				c.ID = x.text()
				return
			}
			c.Description = x.languages()
		})
		all = append(all, c)
	})
	return all
}

func (x *builder) result() *Result {
	s := new(Result)
	x.object(func(name string) {
		switch name {
		case "score":
			s.Score = new(Score)
			x.object(func(part string) { *s.Score.part(part) = Decimal(x.r.Number()) })
		case "success":
			s.Success = x.boolean()
		case "completion":
			s.Completion = x.boolean()
		case "response":
			t := x.text()
			s.Response = &t
		case "duration":
			s.Duration = Duration(x.text())
		case "extensions":
			s.Extensions = x.extensions()
		}
	})
	return s
}

func (s *Score) part(name string) *Decimal {
	switch name {
	case "scaled":
		return &s.Scaled
	case "raw":
		return &s.Raw
	case "min":
		return &s.Min
	}
	return &s.Max
}

func (x *builder) context() *Context {
	c := new(Context)
	x.object(func(name string) {
		switch name {
		case "registration":
			c.Registration = UUID(x.text())
		case "instructor":
			a := x.actor()
			c.Instructor = &a
		case "team":
			a := x.actor()
			c.Team = &a
		case "contextActivities":
			x.object(func(relation string) {
				x.list(func() { c.Activities.add(relation, x.activity()) })
			})
		case "revision":
			c.Revision = x.text()
		case "platform":
			c.Platform = x.text()
		case "language":
			c.Language = LanguageTag(x.text())
		case "statement":
			s := x.reference()
			c.Statement = &s
		case "extensions":
			c.Extensions = x.extensions()
		case "contextAgents":
			x.list(func() {
				a, types := x.related()
				c.Agents = append(c.Agents, ContextAgent{a, types})
			})
		case "contextGroups":
			x.list(func() {
				a, types := x.related()
				c.Groups = append(c.Groups, ContextGroup{a, types})
			})
		}
	})
	return c
}

func (c *ContextActivities) add(relation string, a Activity) {
	switch relation {
	case "parent":
		c.Parent = append(c.Parent, a)
	case "grouping":
		c.Grouping = append(c.Grouping, a)
	case "category":
		c.Category = append(c.Category, a)
	case "other":
		c.Other = append(c.Other, a)
	}
}

// related reads a contextAgent or a contextGroup.
func (x *builder) related() (a Actor, types []IRI) {
	x.object(func(name string) {
		switch name {
		case "agent", "group":
			a = x.actor()
		case "relevantTypes":
			x.list(func() { types = append(types, IRI(x.text())) })
		default:
			x.r.Skip()
		}
	})
	return a, types
}

func (x *builder) attachment() (a Attachment) {
	x.object(func(name string) {
		switch name {
		case "usageType":
			a.UsageType = IRI(x.text())
		case "display":
			a.Display = x.languages()
		case "description":
			a.Description = x.languages()
		case "contentType":
			a.ContentType = x.text()
		case "length":
			a.Length = Decimal(x.r.Number())
		case "sha2":
			a.SHA2 = x.text()
		case "fileUrl":
			a.FileURL = IRI(x.text())
		}
	})
	return a
}
