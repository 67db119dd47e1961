// SPDX-License-Identifier: Apache-2.0

package ascending_test

import (
	"slices"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/ascending"
)

func TestStrings(t *testing.T) {
	type id string
	list := []id{"é", "b", "", "a", "b", "A", "\xff"}
	want := slices.Sorted(slices.Values(list))
	ascending.Strings(list)
	if !slices.Equal(list, want) {
		t.Errorf("%q, want %q", list, want)
	}
}
