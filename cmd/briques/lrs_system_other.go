// SPDX-License-Identifier: Apache-2.0

//go:build !unix

package main

import "errors"

// diskOf cannot tell on this system: readiness is then that of the store.
func diskOf(string) (free, total uint64, err error) { return 0, 0, errors.ErrUnsupported }

// memoryPeak is unknown on this system.
func memoryPeak() int64 { return 0 }
