// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// Role is how a statement speaks of a person.
type Role int

// The roles. RoleSubject is actor or object: the statement is about the
// person. RoleMention is every other one, down to a group's member.
const (
	RoleNone Role = iota
	RoleMention
	RoleSubject
)

// RoleIn tells how a statement speaks of the agent with this key.
func RoleIn(statement []byte, who Key) Role {
	for _, name := range [...]string{"actor", "object"} {
		v := member(statement, name)
		if name == "object" {
			if t := memberText(v, "objectType"); t != "Agent" && t != "Group" {
				continue
			}
		}
		if k, ok := AgentKey(v); ok && k == who {
			return RoleSubject
		}
	}
	if mentions(TakeApart(statement).Agents, who, true) {
		return RoleMention
	}
	return RoleNone
}

// Selects reports whether a statement is one that a deletion concerns. The age
// is left to the caller, which knows stored.
func Selects(s xapi.Selection, statement []byte) bool {
	if len(s.Verbs) > 0 && !lists(s.Verbs, memberText(member(statement, "verb"), "id")) {
		return false
	}
	if len(s.ActivityTypes) > 0 && !lists(s.ActivityTypes, memberText(member(member(statement, "object"), "definition"), "type")) {
		return false
	}
	return len(s.Profiles) == 0 || inProfile(s.Profiles, statement)
}

func inProfile(profiles []xapi.IRI, statement []byte) bool {
	category := member(member(member(statement, "context"), "contextActivities"), "category")
	for e := elementsOf(category, 0); e.next(); {
		if lists(profiles, memberText(e.value(), "id")) {
			return true
		}
	}
	return false
}

func lists(list []xapi.IRI, s string) bool {
	for _, v := range list {
		if string(v) == s {
			return true
		}
	}
	return false
}

// ErasedIFI is what takes the place of an erased identifier.
func ErasedIFI() xapi.IFI {
	return xapi.Account("https://forge.apps.education.fr/eafc/briques", "erased")
}

// IdentifierJSON returns an identifier as the JSON object that Identity holds.
func IdentifierJSON(i xapi.IFI) []byte {
	b := append([]byte(`{"`), i.Kind...)
	b = append(b, `":`...)
	if i.Kind != xapi.ByAccount {
		return append(plainString(b, i.Value), '}')
	}
	b = plainString(append(b, `{"homePage":`...), string(i.HomePage))
	return append(plainString(append(b, `,"name":`...), i.Value), "}}"...)
}

func plainString(b []byte, s string) []byte { return issue.AppendString(b, s) }

// KeyOf returns the key of an identifier.
func KeyOf(i xapi.IFI) Key {
	k, _ := AgentKey(IdentifierJSON(i))
	return k
}

// Reidentify puts another identifier wherever a statement, valid and as it is
// kept, names the agent with key who, and leaves its name out. It reports
// whether anything changed.
func Reidentify(statement []byte, who Key, by xapi.IFI) ([]byte, bool) {
	r := reidentifier{b: statement, who: who, by: IdentifierJSON(by)}
	r.statement(0)
	if len(r.edits) == 0 {
		return statement, false
	}
	out, _ := apply(statement, r.edits)
	return out, true
}

type reidentifier struct {
	b     []byte
	who   Key
	by    []byte
	edits []edit
}

func (r *reidentifier) statement(from int) {
	for m := membersOf(r.b, from); m.next(); {
		switch string(m.key) {
		case "actor", "authority":
			r.actor(m.from, m.to)
		case "object":
			switch memberText(m.value(), "objectType") {
			case "Agent", "Group":
				r.actor(m.from, m.to)
			case "SubStatement":
				r.statement(m.from)
			}
		case "context":
			r.context(m.from)
		}
	}
}

func (r *reidentifier) context(from int) {
	for m := membersOf(r.b, from); m.next(); {
		switch string(m.key) {
		case "instructor", "team":
			r.actor(m.from, m.to)
		case "contextAgents", "contextGroups":
			for e := elementsOf(r.b, m.from); e.next(); {
				for o := membersOf(r.b, e.from); o.next(); {
					if k := string(o.key); k == "agent" || k == "group" {
						r.actor(o.from, o.to)
					}
				}
			}
		}
	}
}

// actor rewrites an Agent or Group: objectType and members stay, identifier
// and name go.
func (r *reidentifier) actor(from, to int) {
	if k, ok := AgentKey(r.b[from:to]); ok && k == r.who {
		out := []byte{'{'}
		for m := membersOf(r.b, from); m.next(); {
			if k := string(m.key); k == "objectType" || k == "member" {
				out = appendMember(out, r.b[m.keyAt:m.keyAt+rawKeyLen(r.b, m.keyAt)], m.value())
			}
		}
		for m := membersOf(r.by, 0); m.next(); {
			out = appendMember(out, r.by[m.keyAt:m.keyAt+rawKeyLen(r.by, m.keyAt)], m.value())
		}
		r.edits = append(r.edits, edit{from: from, to: to, text: append(out, '}')})
		return
	}
	for m := membersOf(r.b, from); m.next(); {
		if string(m.key) != "member" {
			continue
		}
		for e := elementsOf(r.b, m.from); e.next(); {
			r.actor(e.from, e.to)
		}
	}
}
