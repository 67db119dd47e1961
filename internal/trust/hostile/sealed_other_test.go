// SPDX-License-Identifier: Apache-2.0

//go:build !linux

package hostile_test

// marked runs read: only Linux traces it.
func marked(read func()) { read() }
