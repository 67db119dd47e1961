// SPDX-License-Identifier: Apache-2.0

package lrs_test

import (
	"testing"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/lrstest"
)

func TestMemory(t *testing.T) {
	store := lrs.NewMemory(nil)
	lrstest.Exercise(t, func(*testing.T) lrs.Store { return store })
	if n := lrstest.Cases(); n < 80 {
		t.Errorf("the contract has %d cases, want 80 or more", n)
	}
}
