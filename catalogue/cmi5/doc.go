// SPDX-License-Identifier: Apache-2.0

// Package cmi5 reads and writes cmi5 course structures (AICC cmi5 v1,
// "CourseStructure.xsd") and the packages that hold them.
//
// Read judges a package by every rule of the specification, not by the XML
// schema alone, which lets 15 of the 16 faulty structures of ADL's test suite
// pass: absolute IRIs, one id per kind, no relative URL without a zip and no
// relative URL that the zip lacks, no launch parameter in a query. Each issue
// names the requirement of the suite it breaks in Ref.
//
// A course corresponds to a pathway and an assignable unit to a brick;
// objectives correspond to targets and masteryScore to the threshold of an
// assessment. FromPathway and ToCatalogue list what is lost.
//
// Deviation: only the assignable units and their order survive nested blocks
// in ToCatalogue; Course keeps them.
package cmi5
