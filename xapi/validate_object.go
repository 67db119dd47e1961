// SPDX-License-Identifier: Apache-2.0

package xapi

import (
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// objectKind is what the object of a statement turned out to be.
type objectKind uint8

const (
	kindUnknown objectKind = iota
	kindActivity
	kindAgent
	kindGroup
	kindStatementRef
	kindSubStatement
)

// objectKinds are the values of objectType.
var objectKinds = map[string]objectKind{
	"Activity": kindActivity, "Agent": kindAgent, "Group": kindGroup,
	"StatementRef": kindStatementRef, "SubStatement": kindSubStatement,
}

const objectKindList = "Activity, Agent, Group, StatementRef, SubStatement"

// object reads the object of a statement. It is read as an Activity until an
// objectType says otherwise; then it is read again as what it says.
func (c *checker) object(sub bool) objectKind {
	if got := c.r.Peek(); got != strictjson.Object {
		c.wrong(got, wantObject, "XAPI-00005")
		return kindUnknown
	}
	mark := c.r.Mark()
	kind := c.activity(&activityPlace{mark: mark, object: true, ref: "XAPI-00047"})
	if kind == kindActivity || kind == kindUnknown || c.r.Failed() {
		return kind
	}
	c.r.Restore(mark)
	switch kind {
	case kindAgent, kindGroup:
		c.actor(roleObject)
	case kindStatementRef:
		c.statementRef("XAPI-00072")
	case kindSubStatement:
		if sub {
			start := c.r.Offset()
			c.abandon(mark, start, "XAPI-00071", ruleNestedSub)
			return kindUnknown
		}
		c.statement(true)
	}
	return kind
}

// activityPlace says where an activity stands.
type activityPlace struct {
	mark   strictjson.Mark
	object bool   // the object of a statement, which may prove something else
	sure   bool   // objectType says Activity: other names are faults
	ref    string // requirement of the place
}

const (
	cfID = iota
	cfDefinition
	cfObjectType
)

var activityNames = names{"id", "definition", "objectType"}

// activity reads an activity. In the place of an object it returns early with
// another kind as soon as objectType names one.
func (c *checker) activity(at *activityPlace) objectKind {
	start, ok := c.enter(at.ref)
	if !ok {
		return kindUnknown
	}
	seen, hint, idStart, idPointer := uint32(0), "", -1, issue.Pointer("")
	var id []byte
	for c.r.More() {
		if at.object && !at.sure && seen&(1<<cfObjectType) == 0 {
			if h := hintOf(c.r.Name()); h != "" {
				if hint == "" {
					hint = h
				}
				c.r.Skip()
				continue
			}
		}
		switch c.field(activityNames, &seen, "XAPI-00010") {
		case cfID:
			s, from, ok := c.text(at.ref)
			if !ok {
				continue
			}
			switch iriState(s) {
			case iriBad:
				id, idStart, idPointer = append([]byte(nil), s...), from, c.r.Pointer()
			case iriOdd:
				c.note(from, "RFC 3987", ruleOddIRI, sample(s))
			}
		case cfDefinition:
			c.definition()
		case cfObjectType:
			kind := c.objectType(at)
			if kind != kindActivity {
				return kind
			}
		}
	}
	if c.r.Failed() {
		return kindUnknown
	}
	typed := seen&(1<<cfObjectType) != 0
	switch {
	case hint != "" && typed:
		c.r.Restore(at.mark)
		at.sure = true
		return c.activity(at)
	case hint != "":
		ref := "XAPI-00065"
		if hint == "SubStatement" {
			ref = "XAPI-00073"
		}
		c.abandon(at.mark, start, ref, ruleNoObjectType, hint)
		return kindUnknown
	case idStart >= 0 && at.object && !typed && validUUID(id):
		c.note(start, "XAPI-00073", ruleNoObjectType, "StatementRef")
		return kindUnknown
	case idStart >= 0:
		c.noteAt(idPointer, idStart, at.ref, ruleIRI, sample(id))
	case seen&(1<<cfID) == 0:
		c.missing(start, "id", at.ref)
	}
	return kindActivity
}

// hintOf tells from a name what an object without objectType is meant to be.
func hintOf(name []byte) string {
	switch string(name) {
	case "mbox", "mbox_sha1sum", "openid", "account":
		return "Agent"
	case "member":
		return "Group"
	case "actor", "verb", "object":
		return "SubStatement"
	}
	return ""
}

// objectType reads the objectType of an object or of an activity elsewhere.
func (c *checker) objectType(at *activityPlace) objectKind {
	start := c.r.Offset()
	got := c.r.Peek()
	if got != strictjson.String {
		ref := "XAPI-00032"
		if got == strictjson.Null {
			ref = "XAPI-00001"
		}
		if got != strictjson.Invalid {
			c.abandon(at.mark, start, ref, wrongKind(got, wantString))
		}
		return kindUnknown
	}
	s := c.r.Text()
	if string(s) == "Activity" {
		return kindActivity
	}
	kind := objectKinds[string(s)]
	if at.object && kind != kindUnknown {
		return kind
	}
	ref, expected := "XAPI-00046", objectKindList
	if !at.object {
		ref, expected = at.ref, "Activity"
	}
	c.abandon(at.mark, start, ref, ruleEnum, sample(s), expected)
	return kindUnknown
}

var refNames = names{"objectType", "id"}

// statementRef reads a StatementRef; refType is the requirement of its type.
func (c *checker) statementRef(refType string) {
	mark := c.r.Mark()
	start, ok := c.enter(refType)
	if !ok {
		return
	}
	seen := uint32(0)
	for c.r.More() {
		switch c.field(refNames, &seen, "XAPI-00010") {
		case 0:
			from := c.r.Offset()
			if got := c.r.Peek(); got != strictjson.String {
				if got != strictjson.Invalid {
					ref := "XAPI-00032"
					if got == strictjson.Null {
						ref = "XAPI-00001"
					}
					c.abandon(mark, from, ref, wrongKind(got, wantString))
				}
				return
			}
			if s := c.r.Text(); string(s) != "StatementRef" {
				c.abandon(mark, from, refType, ruleEnum, sample(s), "StatementRef")
				return
			}
		case 1:
			c.formed("XAPI-00072", validUUID, ruleUUID)
		}
	}
	if seen&1 == 0 {
		c.missing(start, "objectType", refType)
	}
	if seen&2 == 0 {
		c.missing(start, "id", "XAPI-00072")
	}
}
