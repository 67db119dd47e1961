// SPDX-License-Identifier: Apache-2.0

// Package jsontree holds JSON as a tree of values, without reflection: the
// facts that label rules read, and the one description of each document that
// both its decoder and its encoder follow (Binder). It is small enough for
// widgets. Encoding is RFC 8785, so a digest of the bytes is a digest of the
// document.
package jsontree
