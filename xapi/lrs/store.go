// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"context"
	"errors"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi"
)

// Store keeps the records of tenants. Every call names the tenant and touches
// nothing of another one. Implementations are safe for concurrent use and
// pass lrstest.Exercise.
type Store interface {
	// Put stores a batch whole or not at all and returns when it is durable.
	// ErrConflict names a statement that is already there and not equal.
	Put(ctx context.Context, t Tenant, b Batch) (Stored, error)
	// Get returns a statement, voided or not, or ErrNotFound.
	Get(ctx context.Context, t Tenant, id UUID) (Record, error)
	// Find returns one page of statements that are not voided.
	Find(ctx context.Context, t Tenant, q Query) (Page, error)
	// ConsistentThrough returns a moment such that every statement stored
	// before it, and acknowledged or not yet, is already visible.
	ConsistentThrough(ctx context.Context, t Tenant) (time.Time, error)

	// Activity returns the merged definition of an activity (nil JSON when
	// none was ever given), or ErrNotFound.
	Activity(ctx context.Context, t Tenant, k Key) (Definition, error)
	// Person returns what is known of an agent, one Identity per name.
	Person(ctx context.Context, t Tenant, k Key) ([]Identity, error)
	// Attachment returns a body by its SHA-2, or ErrNotFound.
	Attachment(ctx context.Context, t Tenant, hash string) (Attachment, error)

	// Documents lists, by ID, the documents of a key with an empty ID that
	// changed after since (zero: all). Bodies are left out. A zero
	// registration means any.
	Documents(ctx context.Context, t Tenant, k DocumentKey, since time.Time) ([]Document, error)
	// GetDocument returns one document, or ErrNotFound.
	GetDocument(ctx context.Context, t Tenant, k DocumentKey) (Document, error)
	// PutDocument writes a document if the precondition holds, else
	// ErrPrecondition.
	PutDocument(ctx context.Context, t Tenant, k DocumentKey, d Document, p Precondition) error
	// DeleteDocuments removes one document, or all of a key with an empty ID.
	// Removing what is not there is no error; a precondition that does not
	// hold is ErrPrecondition.
	DeleteDocuments(ctx context.Context, t Tenant, k DocumentKey, p Precondition) error

	// Follow returns up to limit statements committed after the cursor, voided
	// ones included, and the cursor to ask with next. The zero cursor is the
	// beginning. No statement is ever missed, whatever the concurrency.
	Follow(ctx context.Context, t Tenant, c Cursor, limit int) ([]Record, Cursor, error)

	// Plan counts what a selection touches and changes nothing.
	Plan(ctx context.Context, t Tenant, s xapi.Selection) (xapi.Plan, error)
	// Apply does what the plan counted, or returns ErrPlanChanged.
	Apply(ctx context.Context, t Tenant, p xapi.Plan) (xapi.Report, error)

	// Check verifies what is stored, to the byte where the store can.
	Check(ctx context.Context) error
	Close() error
}

// Cursor is a place in the order of commits, opaque to callers.
type Cursor string

// Errors of a Store. Test with errors.Is.
var (
	ErrNotFound     = errors.New("not found")
	ErrPrecondition = errors.New("precondition does not hold")
	ErrPlanChanged  = errors.New("the records changed since the plan was made")
	ErrMoved        = errors.New("the tenant is kept elsewhere")
	ErrCorrupt      = errors.New("stored data is damaged")
)

// ErrConflict says that a statement with this id is stored and not equal.
type ErrConflict struct{ ID UUID }

// Error names the statement.
func (e ErrConflict) Error() string {
	return "statement " + e.ID.String() + " exists with another content"
}

// ErrUnavailable says that the store cannot answer now; After is how long the
// client should wait.
type ErrUnavailable struct {
	After time.Duration
	Cause error
}

// Error tells the cause.
func (e ErrUnavailable) Error() string {
	if e.Cause == nil {
		return "store not available"
	}
	return "store not available: " + e.Cause.Error()
}

// Unwrap returns the cause.
func (e ErrUnavailable) Unwrap() error { return e.Cause }
