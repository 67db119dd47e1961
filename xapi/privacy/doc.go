// SPDX-License-Identifier: Apache-2.0

// Package privacy keeps people out of learning records: pseudonyms by
// campaign, statements without what identifies, erasure and retention with a
// dry run.
//
// A pseudonym is an HMAC under a key of the academy: without the key nobody
// can go back to the person, nor link two campaigns; destroying the key ends
// the link for good. A hash without key (mbox_sha1sum) protects nobody: all
// addresses of the form prenom.nom@ac-academie.fr can be tried in minutes.
// Keys belong on the academy's server, never in a browser.
//
// The strict mode that refuses identifying statements is
// xapi.PrivacyStrict; stores are those of xapi/lrs, or any with Plan and
// Apply.
package privacy
