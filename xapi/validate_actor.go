// SPDX-License-Identifier: Apache-2.0

package xapi

import (
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// role is the place an actor has in a statement: it says which of Agent and
// Group are admitted, and under which requirement.
type role uint8

const (
	roleActor role = iota
	roleObject
	roleInstructor
	roleTeam
	roleMember
	roleAuthority
	roleContextAgent
	roleContextGroup
)

// roleRefs are the requirement broken by a value that is no actor at all,
// and by one of the wrong objectType.
var roleRefs = [...]struct{ value, objectType string }{
	roleActor:        {"XAPI-00031", "XAPI-00031"},
	roleObject:       {"XAPI-00046", "XAPI-00046"},
	roleInstructor:   {"XAPI-00087", "XAPI-00087"},
	roleTeam:         {"XAPI-00088", "XAPI-00088"},
	roleMember:       {"XAPI-00036", "XAPI-00036"},
	roleAuthority:    {"XAPI-00024", "XAPI-00024"},
	roleContextAgent: {refContextAgents, refContextAgents},
	roleContextGroup: {refContextGroups, refContextGroups},
}

func (r role) agentOnly() bool { return r == roleMember || r == roleContextAgent }
func (r role) groupOnly() bool { return r == roleTeam || r == roleContextGroup }

const (
	afObjectType = iota
	afName
	afMember
	afMbox
	afSHA1
	afOpenID
	afAccount
)

var actorNames = names{"objectType", "name", "member", "mbox", "mbox_sha1sum", "openid", "account"}

const ifiMask = 1<<afMbox | 1<<afSHA1 | 1<<afOpenID | 1<<afAccount

// actor reads an Agent or a Group in the place that role says.
func (c *checker) actor(as role) {
	mark := c.r.Mark()
	start, ok := c.enter(roleRefs[as].value)
	if !ok {
		return
	}
	seen, group, members, memberStart := uint32(0), false, 0, 0
	for c.r.More() {
		switch c.field(actorNames, &seen, "XAPI-00010") {
		case afObjectType:
			known, isGroup := c.actorType(as, mark)
			if !known {
				return
			}
			group = isGroup
		case afName:
			if c.o.Privacy == PrivacyStrict {
				c.note(c.r.Offset(), "", rulePrivacyName)
			}
			c.text("XAPI-00033")
		case afMember:
			memberStart = c.r.Offset()
			members = c.members()
		case afMbox:
			c.privately(rulePrivacyMbox)
			c.formed("XAPI-00038", validMbox, ruleMbox)
		case afSHA1:
			c.privately(rulePrivacySHA1)
			c.formed("XAPI-00039", validSHA1, ruleSHA1)
		case afOpenID:
			c.privately(rulePrivacyOpenID)
			c.iri("XAPI-00040")
		case afAccount:
			c.account()
		}
	}
	if !c.r.Failed() {
		c.actorWhole(as, start, seen, group, members, memberStart)
	}
}

func validSHA1(s []byte) bool { return validHex(s, 40) }

func (c *checker) privately(rule *issue.Rule) {
	if c.o.Privacy == PrivacyStrict {
		c.note(c.r.Offset(), "", rule)
	}
}

// actorType reads objectType. When it is not one that the role admits, the
// rest of the actor is passed over unread and known is false.
func (c *checker) actorType(as role, mark strictjson.Mark) (known, group bool) {
	ref, start := roleRefs[as].objectType, c.r.Offset()
	if got := c.r.Peek(); got != strictjson.String {
		if got == strictjson.Invalid {
			return false, false
		}
		if got == strictjson.Null {
			ref = "XAPI-00001"
		} else {
			ref = "XAPI-00032"
		}
		return c.abandon(mark, start, ref, wrongKind(got, wantString)), false
	}
	s := c.r.Text()
	switch {
	case string(s) == "Agent" && !as.groupOnly():
		return true, false
	case string(s) == "Group" && !as.agentOnly():
		return true, true
	case c.r.Failed():
		return false, false
	}
	expected := "Agent, Group"
	if as.agentOnly() {
		expected = "Agent"
	} else if as.groupOnly() {
		expected = "Group"
	}
	return c.abandon(mark, start, ref, ruleEnum, sample(s), expected), false
}

// abandon goes back to the start of the object being read, passes over it
// unread and notes, at the current value, the one fault that made its reading
// meaningless.
func (c *checker) abandon(mark strictjson.Mark, start int, ref string, rule *issue.Rule, args ...any) bool {
	p := c.r.Pointer()
	c.r.Restore(mark)
	c.r.Skip()
	if !c.r.Failed() {
		c.noteAt(p, start, ref, rule, args...)
	}
	return false
}

// members reads the member array and returns its length.
func (c *checker) members() (n int) {
	if _, ok := c.array("XAPI-00036"); !ok {
		return -1
	}
	for ; c.r.More(); n++ {
		c.actor(roleMember)
	}
	return n
}

// actorWhole judges an actor after its last member.
func (c *checker) actorWhole(as role, start int, seen uint32, group bool, members, memberStart int) {
	ifis := 0
	for m := seen & ifiMask; m != 0; m &= m - 1 {
		ifis++
	}
	hasMember := seen&(1<<afMember) != 0
	typed := seen&(1<<afObjectType) != 0
	identity := "XAPI-00034"
	if group {
		identity = "XAPI-00037"
	}
	switch {
	case as.groupOnly() && !typed:
		c.note(start, roleRefs[as].objectType, issue.Shape002, "objectType")
	case hasMember && !group:
		c.noteAt(c.r.Pointer().Field("member"), memberStart, "XAPI-00035", ruleMemberOfAgent)
	case ifis > 1:
		c.note(start, identity, ruleManyIFI, ifis)
	case as == roleAuthority && group && ifis == 1:
		c.note(start, "XAPI-00024", ruleAuthorityGroup)
	case ifis == 0 && !group:
		c.note(start, identity, ruleNoIFI)
	case ifis == 0 && !hasMember:
		c.note(start, identity, ruleNoMember)
	case as == roleAuthority && group && members >= 0 && members != 2:
		c.noteAt(c.r.Pointer().Field("member"), memberStart, "XAPI-00098", ruleAuthorityTwo, members)
	case ifis == 0 && members == 0:
		c.noteAt(c.r.Pointer().Field("member"), memberStart, identity, ruleEmptyMember)
	}
}

var accountNames = names{"homePage", "name"}

func (c *checker) account() {
	start, ok := c.enter("XAPI-00041")
	if !ok {
		return
	}
	seen := uint32(0)
	for c.r.More() {
		switch c.field(accountNames, &seen, "XAPI-00010") {
		case 0:
			c.homePage()
		case 1:
			c.text("XAPI-00043")
		}
	}
	if seen&1 == 0 {
		c.missing(start, "homePage", "XAPI-00042")
	}
	if seen&2 == 0 {
		c.missing(start, "name", "XAPI-00043")
	}
}

func (c *checker) homePage() {
	if c.o.Privacy != PrivacyStrict || len(c.o.HomePages) == 0 || c.r.Peek() != strictjson.String {
		c.iri("XAPI-00042")
		return
	}
	mark := c.r.Mark()
	page, start, _ := c.text("XAPI-00042")
	for _, allowed := range c.o.HomePages {
		if string(page) == allowed {
			return
		}
	}
	if iriState(page) == iriBad {
		c.r.Restore(mark)
		c.iri("XAPI-00042")
		return
	}
	c.note(start, "", rulePrivacyAccount, sample(page))
}
