// SPDX-License-Identifier: Apache-2.0

// Package client sends statements to an LRS and loses none.
//
// Send judges each statement, gives it an id if it has none, writes it to a
// queue on disk and returns once it is safe there. Run delivers the queue in
// the background, for as long as it takes. An id is given once, so that a
// statement sent twice after a crash is the same statement for the LRS.
//
// What the LRS will never take (400, 409 with another content, 413) is
// parked with the reason, and all that stands behind goes on. Parked lists
// it; Retry and Drop decide. Wrong credentials pause the sending: nothing is
// parked or lost. Redirects are not followed, so that credentials go nowhere
// else, and neither credentials nor statements appear in errors or events.
//
// An answer counts as acceptance only if it is 204, or 200 with the ids that
// were sent: the page of a captive portal is not taken for an LRS.
package client
