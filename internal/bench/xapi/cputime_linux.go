// SPDX-License-Identifier: Apache-2.0

package main

import (
	"syscall"
	"time"
)

// threadTime is the CPU time of this thread: other load does not count.
func threadTime() time.Duration {
	const thisThread = 1
	var u syscall.Rusage
	if syscall.Getrusage(thisThread, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
