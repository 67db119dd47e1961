// SPDX-License-Identifier: Apache-2.0

package cmi5

import "forge.apps.education.fr/eafc/briques/competency"

// Namespace is the XML namespace of course structures.
const Namespace = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"

// Course is one course structure. Text keys are language tags; "" stands for
// a langstring without language.
type Course struct {
	ID                 string
	Title, Description competency.Text
	Objectives         []Objective
	Nodes              []Node
}

// Objective is a learning objective that units and blocks refer to.
type Objective struct {
	ID                 string
	Title, Description competency.Text
}

// Node is one place of the course: an assignable unit or a block, the other
// is nil.
type Node struct {
	Unit  *Unit
	Block *Block
}

// Block groups units and other blocks.
type Block struct {
	ID                 string
	Title, Description competency.Text
	Objectives         []string
	Nodes              []Node
}

// MoveOn says when a unit counts as satisfied (cmi5 §13.1.4).
type MoveOn string

// The values of moveOn; NotApplicable is the default.
const (
	MoveOnNotApplicable      MoveOn = "NotApplicable"
	MoveOnPassed             MoveOn = "Passed"
	MoveOnCompleted          MoveOn = "Completed"
	MoveOnCompletedAndPassed MoveOn = "CompletedAndPassed"
	MoveOnCompletedOrPassed  MoveOn = "CompletedOrPassed"
)

// Valid reports whether m is one of the five values.
func (m MoveOn) Valid() bool {
	switch m {
	case MoveOnNotApplicable, MoveOnPassed, MoveOnCompleted, MoveOnCompletedAndPassed, MoveOnCompletedOrPassed:
		return true
	}
	return false
}

// LaunchMethod says in which window a unit opens.
type LaunchMethod string

// The values of launchMethod; AnyWindow is the default.
const (
	LaunchAnyWindow LaunchMethod = "AnyWindow"
	LaunchOwnWindow LaunchMethod = "OwnWindow"
)

// Valid reports whether l is one of the two values.
func (l LaunchMethod) Valid() bool { return l == LaunchAnyWindow || l == LaunchOwnWindow }

// Unit is an assignable unit (AU): what a learner launches. MasteryScore is
// 0 to 1, "" when absent. Targets are the ranks it aims at, kept in an
// extension element of Briques.
type Unit struct {
	ID                 string
	Title, Description competency.Text
	Objectives         []string
	URL                string
	LaunchParameters   string
	EntitlementKey     string
	MoveOn             MoveOn
	MasteryScore       competency.Decimal
	LaunchMethod       LaunchMethod
	ActivityType       string
	Version            string
	Targets            []Target
}

// Target is an aimed or used rank of a unit.
type Target struct {
	Item competency.Ref
	Rank int
	Role string
}

// Units returns every unit of the course, in the order of the document.
func (c *Course) Units() []*Unit { return unitsOf(c.Nodes, nil) }

func unitsOf(nodes []Node, out []*Unit) []*Unit {
	for _, n := range nodes {
		if n.Unit != nil {
			out = append(out, n.Unit)
		} else if n.Block != nil {
			out = unitsOf(n.Block.Nodes, out)
		}
	}
	return out
}
