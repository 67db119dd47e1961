// SPDX-License-Identifier: Apache-2.0

// Package indicator counts what a plan promises to count. A plan is data: its
// indicators ("indicateurs") with text, unit and kind. The computed ones come
// from the catalogue, the sessions and the participations; the declared ones
// are stored with value, source, date and role, and refuse to be computed.
//
// Trainee-hours ("heures*stagiaires") are whole minutes of three kinds that
// are never mixed: planned, enrolled, attended. "Dispensées" and "réalisées"
// both mean attended. A session belongs to the period in which it ends.
// Indicators overlap by construction: adding them is refused
// (INDICATOR-005).
//
// Every table that is split (by academy, by category…) passes through Protect:
// cells of 1 to k-1 learners are hidden, and enough others that none can be
// derived from what stays. Protection is per table; two tables over the same
// learners with finer and finer splits can still tell more than each alone.
package indicator
