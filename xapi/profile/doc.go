// SPDX-License-Identifier: Apache-2.0

// Package profile reads xAPI Profiles and judges statements by them, and
// holds the published profile of Briques: what a statement about
// positioning, goals, bricks, pathways and labels must carry.
//
// Load reads and checks a profile document (concepts, statement templates,
// patterns); a Set judges statements by the templates that match them and
// follows patterns by registration. The normative algorithm of the xAPI
// Profiles specification is followed, prose before pseudocode: the published
// pseudocode of follows_rule lacks its final return, and that of alternates
// mixes two names. JSONPath is the subset the specification admits, with two
// freedoms that published files need: the leading "$." may lack, and two
// paths may be joined by "|". Filters and scripts are refused.
//
// Positioning, Goal, BrickDone and the other builders make statements of the
// published profile from competency and catalogue values. They return no
// statement that the profile, or the strict privacy mode, would refuse. Read
// turns such statements back into claims, with the same result in any order.
//
// Builders and engine are light enough for a browser; the published profile
// itself (EAFC) is embedded outside it only.
package profile
