// SPDX-License-Identifier: Apache-2.0

// Package cputime reads the CPU time that one thread has used, for benchmarks
// on a machine that does other things as well.
//
// It asks the clock of the thread, which counts nanoseconds. The figure of
// getrusage is no substitute: the kernel divides it between user and system by
// the ticks it saw, so that rounds of a few milliseconds come out anywhere
// between nothing and twice their length.
package cputime
