// SPDX-License-Identifier: Apache-2.0

// Package licence holds the licence of every module of the build against a
// table that a person has decided: module, SPDX id and the digest of its
// licence file. A new module, a changed file, or an id outside the allow-list
// fails. The classifier (google/licenseclassifier) only proposes an id for a
// new row; it decides nothing.
package licence
