// SPDX-License-Identifier: Apache-2.0

package lrstest_test

import (
	"testing"

	"forge.apps.education.fr/eafc/briques/xapi/lrs/lrstest"
)

func TestTheContractIsNotShort(t *testing.T) {
	n := lrstest.Cases()
	t.Logf("%d cases", n)
	if n < 80 {
		t.Errorf("%d cases, want 80 or more", n)
	}
}
