// SPDX-License-Identifier: Apache-2.0

package xapi

// Action is what is done with the statements of a Selection.
type Action string

// The actions. ActionDelete removes statements. ActionErase removes what is
// about a person and takes the identifier out of the rest. ActionReplace
// puts another identifier in the place of a person's.
const (
	ActionDelete  Action = "delete"
	ActionErase   Action = "erase"
	ActionReplace Action = "replace"
)

// Valid reports whether a is one of the declared actions.
func (a Action) Valid() bool {
	return a == ActionDelete || a == ActionErase || a == ActionReplace
}

// Selection says which statements an erasure or a retention rule concerns.
// Fields that are set must all hold; an empty list holds for all.
type Selection struct {
	Action        Action
	Person        IFI       // ActionErase, ActionReplace
	By            IFI       // ActionReplace: the identifier put in place
	StoredBefore  Timestamp // ActionDelete
	Verbs         []IRI
	ActivityTypes []IRI
	Profiles      []IRI // ids in contextActivities.category
}

// Empty reports whether the selection would concern every statement, or
// nobody in particular: such a selection is never applied.
func (s Selection) Empty() bool {
	if s.Action == ActionDelete {
		return s.StoredBefore == "" && len(s.Verbs)+len(s.ActivityTypes)+len(s.Profiles) == 0
	}
	return s.Person.Kind == ""
}

// VerbCount is how many statements of one verb a plan counts.
type VerbCount struct {
	Verb  IRI
	Count int
}

// Plan is the dry run of a Selection: what would be done, counted. A store
// applies it only while the count is still true; Token is what it needs to
// know that.
type Plan struct {
	Selection  Selection
	Statements int // deleted
	Rewritten  int // kept, an identifier replaced
	Documents  int // state and profile documents
	Oldest     Timestamp
	Newest     Timestamp
	Verbs      []VerbCount // by verb id
	Token      string
}

// Report is what applying a plan did.
type Report struct {
	Statements  int
	Rewritten   int
	Documents   int
	Attachments int
	Remains     []string // where traces may remain, as backups
}
