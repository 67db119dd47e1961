// SPDX-License-Identifier: Apache-2.0

// Package planner finds the shortest pathway over a catalogue and proves it.
package planner
