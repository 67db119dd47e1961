// SPDX-License-Identifier: Apache-2.0

package xapi

import "forge.apps.education.fr/eafc/briques/internal/strictjson"

// The fields of a statement; those from sfID on have no place in a
// SubStatement.
const (
	sfActor = iota
	sfVerb
	sfObject
	sfResult
	sfContext
	sfTimestamp
	sfAttachments
	sfID
	sfStored
	sfVersion
	sfAuthority
	sfObjectType
)

var (
	statementNames = names{"actor", "verb", "object", "result", "context", "timestamp", "attachments",
		"id", "stored", "version", "authority"}
	subStatementNames = append(statementNames[:len(statementNames):len(statementNames)], "objectType")
	forbiddenInSub    = map[int]string{sfID: "XAPI-00070", sfStored: "XAPI-00069", sfVersion: "XAPI-00068", sfAuthority: "XAPI-00067"}
)

// VoidedVerb is the id of the verb that voids another statement.
const VoidedVerb IRI = "http://adlnet.gov/expapi/verbs/voided"

// later is what can be judged only when the whole statement has been read.
type later struct {
	kind               objectKind
	objectStart        int
	voided             bool
	revision, platform int // offsets of the values, -1 if absent
}

// statement reads a statement, or a SubStatement whose objectType is known.
func (c *checker) statement(sub bool) {
	start, ok := c.enter("XAPI-00014")
	if !ok {
		return
	}
	n, seen := statementNames, uint32(0)
	if sub {
		n = subStatementNames
	}
	l := later{kind: kindUnknown, revision: -1, platform: -1}
	for c.r.More() {
		i := c.field(n, &seen, "XAPI-00010")
		if sub && i >= sfID && i < sfObjectType {
			c.note(c.r.NameOffset(), forbiddenInSub[i], ruleForbiddenInSub, n[i])
			c.r.Skip()
			continue
		}
		c.property(i, sub, &l)
	}
	if c.r.Failed() {
		return
	}
	c.absent(start, seen, sub)
	c.settle(&l)
}

// property reads the value of one statement field.
func (c *checker) property(i int, sub bool, l *later) {
	switch i {
	case sfID:
		if c.r.Peek() != strictjson.String {
			c.wrong(c.r.Peek(), wantString, "XAPI-00028")
			return
		}
		c.uuid("XAPI-00027")
	case sfActor:
		c.actor(roleActor)
	case sfVerb:
		l.voided = c.verb()
	case sfObject:
		l.objectStart = c.r.Offset()
		l.kind = c.object(sub)
	case sfResult:
		c.result()
	case sfContext:
		c.context(l)
	case sfTimestamp:
		c.timestamp("XAPI-00022")
	case sfStored:
		c.timestamp("XAPI-00023")
	case sfAuthority:
		c.actor(roleAuthority)
	case sfVersion:
		c.version()
	case sfAttachments:
		c.attachments()
	case sfObjectType:
		c.r.Skip() // read before
	}
}

func (c *checker) absent(start int, seen uint32, sub bool) {
	ref := func(own string) string {
		if sub {
			return "XAPI-00066"
		}
		return own
	}
	if seen&(1<<sfActor) == 0 {
		c.missing(start, "actor", ref("XAPI-00003"))
	}
	if seen&(1<<sfVerb) == 0 {
		c.missing(start, "verb", ref("XAPI-00004"))
	}
	if seen&(1<<sfObject) == 0 {
		c.missing(start, "object", ref("XAPI-00005"))
	}
}

// settle judges what depends on two properties.
func (c *checker) settle(l *later) {
	if l.kind == kindUnknown {
		return
	}
	if l.voided && l.kind != kindStatementRef {
		c.noteAt(c.r.Pointer().Field("object"), l.objectStart, "XAPI-00017", ruleVoided)
	}
	if l.kind == kindActivity {
		return
	}
	if l.revision >= 0 {
		c.noteAt(c.r.Pointer().Field("context").Field("revision"), l.revision, "XAPI-00084", ruleOnlyActivity, "revision")
	}
	if l.platform >= 0 {
		c.noteAt(c.r.Pointer().Field("context").Field("platform"), l.platform, "XAPI-00085", ruleOnlyActivity, "platform")
	}
}

var verbNames = names{"id", "display"}

// verb reads a verb and reports whether it is the voiding one.
func (c *checker) verb() (voided bool) {
	start, ok := c.enter("XAPI-00044")
	if !ok {
		return false
	}
	seen := uint32(0)
	for c.r.More() {
		switch c.field(verbNames, &seen, "XAPI-00010") {
		case 0:
			s, at, ok := c.text("XAPI-00044")
			if !ok {
				continue
			}
			switch iriState(s) {
			case iriBad:
				c.note(at, "XAPI-00044", ruleIRI, sample(s))
			case iriOdd:
				c.note(at, "RFC 3987", ruleOddIRI, sample(s))
			}
			voided = string(s) == string(VoidedVerb)
		case 1:
			c.languageMap("XAPI-00045")
		}
	}
	if seen&1 == 0 {
		c.missing(start, "id", "XAPI-00044")
	}
	return voided
}

func (c *checker) version() {
	s, start, ok := c.text("XAPI-00101")
	if !ok {
		return
	}
	v, good := ParseVersion(string(s))
	if good && (v == V103 || c.v == V20) {
		return
	}
	expected := "1.0.3"
	if c.v == V20 {
		expected = "2.0.0"
	}
	c.note(start, "XAPI-00101", ruleVersion, sample(s), expected)
}
