// SPDX-License-Identifier: Apache-2.0

//go:build !linux

package cputime

import "time"

var began = time.Now()

// Thread returns the time on the clock: these systems do not tell that of a
// thread.
func Thread() time.Duration { return time.Since(began) }
