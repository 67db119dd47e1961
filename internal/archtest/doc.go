// SPDX-License-Identifier: Apache-2.0

// Package archtest holds the house together: who may import whom, what the
// public packages export, that each exported name is documented, how long a
// file may be. It has tests only; its goldens are in testdata.
//
//	go test ./internal/archtest -update   # after a change that is meant
//
// A line that leaves a golden is a breaking change: CHANGELOG.md says so.
package archtest
