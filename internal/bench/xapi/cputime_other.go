// SPDX-License-Identifier: Apache-2.0

//go:build !linux

package main

import "time"

var began = time.Now()

// threadTime is the time on the clock: these systems do not tell that of a
// thread.
func threadTime() time.Duration { return time.Since(began) }
