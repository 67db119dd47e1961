// SPDX-License-Identifier: Apache-2.0

// Package demo is the site that `briques demo` opens: the pages of an EAFC,
// one for each of the twelve widgets as a contributor would paste it, the
// statements that were received, the trainee-hours that they mean, and a
// checker of bricks. Its parts are the real ones; only the school district,
// its people and its commission are invented.
package demo
