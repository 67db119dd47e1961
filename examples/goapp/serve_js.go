// SPDX-License-Identifier: Apache-2.0

package main

// serve has nothing to do in the browser: RunWhenOnBrowser does not return.
func serve() {}
