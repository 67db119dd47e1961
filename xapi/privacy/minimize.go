// SPDX-License-Identifier: Apache-2.0

package privacy

import "forge.apps.education.fr/eafc/briques/xapi"

// identifying are extensions that tell of a person's device or network.
var identifying = map[xapi.IRI]bool{
	"http://id.tincanapi.com/extension/ip-address":         true,
	"http://id.tincanapi.com/extension/browser-info":       true,
	"https://w3id.org/xapi/video/extensions/user-agent":    true,
	"https://w3id.org/xapi/acrossx/extensions/by-whom":     true,
	"http://id.tincanapi.com/extension/geojson":            true,
	"https://w3id.org/xapi/acrossx/extensions/supervisors": true,
}

// Rename gives the identifier to write in the place of another; false when
// it has none to give.
type Rename func(xapi.IFI) (xapi.IFI, bool)

// Minimize returns s without names of actors, free answers, attachments and
// extensions that identify, every identifier replaced by rename. An actor
// without new identifier is refused: ok is false. s is not changed.
func Minimize(s xapi.Statement, rename Rename) (out xapi.Statement, ok bool) {
	m := minimizer{rename: rename, ok: true}
	out = xapi.Statement{ID: s.ID, Verb: s.Verb, Timestamp: s.Timestamp, Stored: s.Stored, Version: s.Version}
	out.Actor = m.actor(s.Actor)
	out.Object = m.object(s.Object)
	out.Result = m.result(s.Result)
	out.Context = m.context(s.Context)
	if s.Authority != nil {
		a := *s.Authority
		a.Name = ""
		out.Authority = &a
	}
	if !m.ok {
		return xapi.Statement{}, false
	}
	return out, true
}

type minimizer struct {
	rename Rename
	ok     bool
}

func (m *minimizer) actor(a xapi.Actor) xapi.Actor {
	out := xapi.Actor{Type: a.Type}
	if a.IFI.Kind != "" {
		var ok bool
		if out.IFI, ok = m.rename(a.IFI); !ok {
			m.ok = false
		}
	}
	for _, member := range a.Members {
		out.Members = append(out.Members, m.actor(member))
	}
	return out
}

func (m *minimizer) optional(a *xapi.Actor) *xapi.Actor {
	if a == nil {
		return nil
	}
	out := m.actor(*a)
	return &out
}

func (m *minimizer) object(o xapi.Object) xapi.Object {
	switch o := o.(type) {
	case xapi.Actor:
		return m.actor(o)
	case xapi.SubStatement:
		return xapi.SubStatement{Actor: m.actor(o.Actor), Verb: o.Verb, Object: m.object(o.Object),
			Result: m.result(o.Result), Context: m.context(o.Context), Timestamp: o.Timestamp}
	case xapi.Activity:
		return m.activity(o)
	}
	return o
}

func (m *minimizer) activity(a xapi.Activity) xapi.Activity {
	if a.Definition != nil {
		d := *a.Definition
		d.Extensions = kept(d.Extensions)
		a.Definition = &d
	}
	return a
}

func (m *minimizer) result(r *xapi.Result) *xapi.Result {
	if r == nil {
		return nil
	}
	out := *r
	out.Response = nil
	out.Extensions = kept(r.Extensions)
	return &out
}

func (m *minimizer) context(c *xapi.Context) *xapi.Context {
	if c == nil {
		return nil
	}
	out := *c
	out.Instructor, out.Team = m.optional(c.Instructor), m.optional(c.Team)
	out.Extensions = kept(c.Extensions)
	out.Agents, out.Groups = nil, nil
	for _, a := range c.Agents {
		out.Agents = append(out.Agents, xapi.ContextAgent{Agent: m.actor(a.Agent), RelevantTypes: a.RelevantTypes})
	}
	for _, g := range c.Groups {
		out.Groups = append(out.Groups, xapi.ContextGroup{Group: m.actor(g.Group), RelevantTypes: g.RelevantTypes})
	}
	return &out
}

func kept(all xapi.Extensions) xapi.Extensions {
	var out xapi.Extensions
	for _, x := range all {
		if !identifying[x.IRI] {
			out = append(out, x)
		}
	}
	return out
}
