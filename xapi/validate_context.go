// SPDX-License-Identifier: Apache-2.0

package xapi

import (
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
)

// The requirements of version 2.0 have no XAPI number: their sections.
const (
	refContextAgents = "IEEE 9274.1.1 §4.2.2.6 contextAgents"
	refContextGroups = "IEEE 9274.1.1 §4.2.2.6 contextGroups"
)

const (
	xfRegistration = iota
	xfInstructor
	xfTeam
	xfActivities
	xfRevision
	xfPlatform
	xfLanguage
	xfStatement
	xfExtensions
	xfAgents
	xfGroups
)

var (
	contextNames20 = names{"registration", "instructor", "team", "contextActivities", "revision", "platform",
		"language", "statement", "extensions", "contextAgents", "contextGroups"}
	contextNames103 = contextNames20[:xfAgents]
)

func (c *checker) context(l *later) {
	start, ok := c.enter("XAPI-00006")
	if !ok {
		return
	}
	n, seen := contextNames20, uint32(0)
	if c.v == V103 {
		n = contextNames103
	}
	for c.r.More() {
		switch c.field(n, &seen, "XAPI-00010") {
		case xfRegistration:
			c.uuid("XAPI-00030")
		case xfInstructor:
			c.actor(roleInstructor)
		case xfTeam:
			c.actor(roleTeam)
		case xfActivities:
			c.contextActivities()
		case xfRevision:
			l.revision = c.onlyActivity("XAPI-00089")
		case xfPlatform:
			l.platform = c.onlyActivity("XAPI-00090")
		case xfLanguage:
			c.formed("XAPI-00091", validLanguage, ruleLanguage)
		case xfStatement:
			c.statementRef("XAPI-00092")
		case xfExtensions:
			c.extensions("XAPI-00120")
		case xfAgents:
			c.contextActors(refContextAgents, contextAgentNames, "contextAgent", roleContextAgent)
		case xfGroups:
			c.contextActors(refContextGroups, contextGroupNames, "contextGroup", roleContextGroup)
		}
	}
	c.blank(start, seen)
}

// onlyActivity reads revision or platform and returns where its text stands,
// -1 when it is none.
func (c *checker) onlyActivity(ref string) int {
	if _, start, ok := c.text(ref); ok {
		return start
	}
	return -1
}

var contextActivityNames = names{"parent", "grouping", "category", "other"}

func (c *checker) contextActivities() {
	start, ok := c.enter("XAPI-00086")
	if !ok {
		return
	}
	seen := uint32(0)
	for c.r.More() {
		if c.field(contextActivityNames, &seen, "XAPI-00093") < 0 {
			continue
		}
		switch got := c.r.Peek(); got {
		case strictjson.Object:
			c.contextActivity()
		case strictjson.Array:
			if _, ok := c.array("XAPI-00094"); ok {
				for c.r.More() {
					c.contextActivity()
				}
			}
		default:
			c.wrong(got, wantList, "XAPI-00094")
		}
	}
	c.blank(start, seen)
}

func (c *checker) contextActivity() {
	c.activity(&activityPlace{mark: c.r.Mark(), ref: "XAPI-00094"})
}

var (
	contextAgentNames = names{"objectType", "agent", "relevantTypes"}
	contextGroupNames = names{"objectType", "group", "relevantTypes"}
)

// contextActors reads contextAgents or contextGroups (version 2.0).
func (c *checker) contextActors(ref string, n names, objectType string, as role) {
	if _, ok := c.array(ref); !ok {
		return
	}
	for c.r.More() {
		c.contextActor(ref, n, objectType, as)
	}
}

func (c *checker) contextActor(ref string, n names, objectType string, as role) {
	mark := c.r.Mark()
	start, ok := c.enter(ref)
	if !ok {
		return
	}
	seen := uint32(0)
	for c.r.More() {
		switch c.field(n, &seen, "XAPI-00010") {
		case 0:
			from := c.r.Offset()
			if got := c.r.Peek(); got != strictjson.String {
				if got != strictjson.Invalid {
					c.abandon(mark, from, ref, wrongKind(got, wantString))
				}
				return
			}
			if s := c.r.Text(); string(s) != objectType {
				c.abandon(mark, from, ref, ruleEnum, sample(s), objectType)
				return
			}
		case 1:
			c.actor(as)
		case 2:
			c.relevantTypes(ref)
		}
	}
	if seen&1 == 0 {
		c.missing(start, "objectType", ref)
	}
	if seen&2 == 0 {
		c.missing(start, n[1], ref)
	}
}

func (c *checker) relevantTypes(ref string) {
	start, ok := c.array(ref)
	if !ok {
		return
	}
	none := true
	for c.r.More() {
		none = false
		c.iri(ref)
	}
	if none && !c.r.Failed() {
		c.note(start, ref, ruleEmptyTypes)
	}
}
