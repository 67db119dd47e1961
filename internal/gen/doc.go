// SPDX-License-Identifier: Apache-2.0

// Package gen makes the published schemas from the Go types of the domain:
// schemas/v1 is its output and nothing else. `go generate ./schemas` writes
// it; TestGenerated compares it byte for byte.
//
// After a change of a domain type:
//
//	go generate ./schemas
//
// A type, a field or a value without a title in French and English stops the
// generation with the list of what to add to internal/gen/titles.json.
package gen
