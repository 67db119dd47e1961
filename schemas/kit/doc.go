// SPDX-License-Identifier: Apache-2.0

// Package kit makes the conformance kit of the schemas: a folder that a
// partner runs offline with ajv (Node) or python-jsonschema, and that says in
// one table whether their engine gives our verdicts.
//
// It also makes the documents of that kit: the published examples, documents
// drawn from each schema, and for each assertion keyword a document that only
// this keyword refuses.
package kit
