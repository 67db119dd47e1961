// SPDX-License-Identifier: Apache-2.0

// Package sbom writes the list of what an artefact is made of as CycloneDX
// 1.6 JSON: from the build information inside a Go binary, or, for
// WebAssembly, which carries none, from the packages of its build. The same
// artefact gives the same bytes: the serial number is a UUIDv5 of its digest
// and no clock is read.
package sbom
