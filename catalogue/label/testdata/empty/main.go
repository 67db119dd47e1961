// SPDX-License-Identifier: Apache-2.0

// Command empty is what every Go program for the browser weighs.
package main

func main() {}
