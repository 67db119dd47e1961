// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"fmt"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// A tenant that is being moved, or has been, is not written here any more. The
// mark is a row of meta, read inside every write transaction.

const (
	metaMoved = "moved"
)

// writable returns ErrMoved when the tenant is marked as moved from here.
func (w session) writable(ctx context.Context, t lrs.Tenant) error {
	to, moved, err := w.meta(ctx, string(t), metaMoved)
	if err != nil {
		return err
	}
	if moved {
		return fmt.Errorf("tenant %s: %w: %s", t, lrs.ErrMoved, to)
	}
	return nil
}
