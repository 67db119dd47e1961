// SPDX-License-Identifier: Apache-2.0

package lrs

import "strings"

// TakeApart reads what a store indexes from a valid statement as it is kept:
// every field of Item but Payload, Slots, Digest, Timestamp and Version. A
// store calls it for statements it already has.
func TakeApart(statement []byte) Item {
	var p parts
	p.statement(statement, true)
	return p.item
}

type parts struct {
	item Item
}

// statement reads a Statement (top) or a SubStatement, whose agents and
// activities are all related ones.
func (p *parts) statement(b []byte, top bool) {
	for m := membersOf(b, 0); m.next(); {
		v := m.value()
		switch string(m.key) {
		case "id":
			if top {
				p.item.ID, _ = ParseUUID(unquote(v))
			}
		case "actor":
			p.actor(v, top)
		case "authority":
			p.actor(v, false)
		case "verb":
			if top {
				p.item.Verb = memberText(v, "id")
			}
		case "object":
			p.object(v, top)
		case "context":
			p.context(v, top)
		case "attachments":
			for e := elementsOf(v, 0); e.next(); {
				if sha := memberText(e.value(), "sha2"); sha != "" {
					p.item.Hashes = append(p.item.Hashes, strings.ToLower(sha))
				}
			}
		}
	}
	if top {
		p.item.Voids = p.item.Verb == VerbVoided && !p.item.Ref.IsZero()
	}
}

// VerbVoided is the one verb that the specification reserves: it voids the
// statement its object refers to.
const VerbVoided = "http://adlnet.gov/expapi/verbs/voided"

// actor reads an Agent or Group, members included.
func (p *parts) actor(b []byte, direct bool) {
	if who, ok := agentOf(b); ok {
		p.agent(who, direct)
	}
	if list := member(b, "member"); list != nil {
		for e := elementsOf(list, 0); e.next(); {
			if who, ok := agentOf(e.value()); ok {
				p.agent(who, direct)
			}
		}
	}
}

func (p *parts) agent(who Identity, direct bool) {
	p.item.Agents = mention(p.item.Agents, who.Key, direct)
	for i := range p.item.People {
		if p.item.People[i].Key == who.Key && string(p.item.People[i].Name) == string(who.Name) {
			return
		}
	}
	p.item.People = append(p.item.People, who)
}

func (p *parts) activity(b []byte, direct bool) (Key, bool) {
	iri := memberText(b, "id")
	if iri == "" {
		return Key{}, false
	}
	k := ActivityKey(iri)
	p.item.Activities = mention(p.item.Activities, k, direct)
	p.item.Definitions = append(p.item.Definitions, Definition{Key: k, IRI: iri, JSON: member(b, "definition")})
	return k, true
}

// mention adds a key once; it is direct if any mention of it is.
func mention(list []Mention, k Key, direct bool) []Mention {
	for i := range list {
		if list[i].Key == k {
			list[i].Direct = list[i].Direct || direct
			return list
		}
	}
	return append(list, Mention{Key: k, Direct: direct})
}

func (p *parts) object(b []byte, top bool) {
	switch memberText(b, "objectType") {
	case "Agent", "Group":
		p.actor(b, top)
		if k, ok := AgentKey(b); ok && top {
			p.item.Object = k
		}
	case "StatementRef":
		if top {
			p.item.Ref, _ = ParseUUID(memberText(b, "id"))
		}
	case "SubStatement":
		p.statement(b, false)
	default:
		if k, ok := p.activity(b, top); ok && top {
			p.item.Object = k
		}
	}
}

func (p *parts) context(b []byte, top bool) {
	for m := membersOf(b, 0); m.next(); {
		v := m.value()
		switch string(m.key) {
		case "registration":
			if top {
				p.item.Registration, _ = ParseUUID(unquote(v))
			}
		case "instructor", "team":
			p.actor(v, false)
		case "contextActivities":
			for c := membersOf(v, 0); c.next(); {
				if isObject(c.value()) {
					p.activity(c.value(), false)
					continue
				}
				for e := elementsOf(c.value(), 0); e.next(); {
					p.activity(e.value(), false)
				}
			}
		case "contextAgents":
			for e := elementsOf(v, 0); e.next(); {
				p.actor(member(e.value(), "agent"), false)
			}
		case "contextGroups":
			for e := elementsOf(v, 0); e.next(); {
				p.actor(member(e.value(), "group"), false)
			}
		}
	}
}
