// SPDX-License-Identifier: Apache-2.0

package sqlstore_test

// childEnv names the part a second process plays in a fault test.
const childEnv = "BRIQUES_TEST_CHILD"

// child runs that part and returns the exit code.
func child() int { return 2 }
