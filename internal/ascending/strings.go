// SPDX-License-Identifier: Apache-2.0

// Package ascending sorts strings where a widget does. sort.Strings and
// slices.Sort are compiled anew for each type: 15,000 bytes of code, 2,400 on
// the wire, beside the sorting by a function that every module has anyway.
package ascending

import "sort"

// Strings sorts list in ascending order of bytes.
func Strings[S ~string](list []S) {
	sort.Slice(list, func(i, j int) bool { return list[i] < list[j] })
}
