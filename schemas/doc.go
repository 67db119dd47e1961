// SPDX-License-Identifier: Apache-2.0

// Package schemas publishes the JSON Schemas of Briques and checks documents
// against them: every fault, with line, column, French and English sentence,
// and how to mend it.
//
// # The schemas
//
// v1/KIND.schema.json is generated from the Go types of the domain packages
// and embedded here (Schema, Files). The folder and the $id hold the major
// version only: a minor version accepts a superset, proved by package
// schemas/compat, and a patch accepts the same. Schemas stay inside the
// portable subset that package compat describes, so that Go, ajv and Python
// give one verdict.
//
// # Checking
//
// Validate works in layers. The bytes are read strictly first (I-JSON, RFC
// 7493: no duplicate names, bounded, exact). Then Fast, if given, accepts
// what a typed decoder and the validate tags accept; else, and whenever Fast
// refuses, the engine (santhosh-tekuri/jsonschema v5, locked: no file, no
// socket) decides against the published schema, and its faults are told one
// by one. What has the right shape is finally asked for its business rules
// (issue.Checker).
//
// # Deviations from JSON Schema
//
// Documents of other standards aside, null is refused everywhere, and "2.0"
// is not another spelling of 2: one spelling keeps digests and verdicts
// equal. Schemas that are not ours are compiled only if they pass
// compat.Lint.
package schemas
