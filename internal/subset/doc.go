// SPDX-License-Identifier: Apache-2.0

// Package subset is the portable subset of JSON Schema as Go values: parsed
// schemas, an evaluator, automata for its patterns, and a sampler that draws
// documents. It serves schemas/compat, the generator and the property tests;
// it decides nothing for users, the engine of internal/engine does.
package subset
