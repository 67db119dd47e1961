// SPDX-License-Identifier: Apache-2.0

// Package safezip reads archives that come from outside (XLSX, cmi5, SCORM,
// CASE, portfolio) and refuses what could harm: names that leave the folder
// or collide, links and devices, encryption, sizes or checksums that lie,
// bombs. archive/zip alone lets nearly all of these pass.
//
// Limits (a zero field of Limits means the default): 2,000 entries, 64 MiB
// inflated in all and by entry, a ratio of 100 beyond the first MiB of an
// entry; stored or deflate. Inner archives stay closed and nothing is ever
// written to disk.
package safezip
