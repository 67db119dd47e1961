// SPDX-License-Identifier: Apache-2.0

// Package demo is the site that `briques demo` opens: an EAFC page that
// embeds the widgets as a contributor would paste them, the statements that
// were received, the trainee-hours that they mean, and a brick checker. Its
// parts are the real ones; only the school district is invented.
package demo
