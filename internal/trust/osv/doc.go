// SPDX-License-Identifier: Apache-2.0

// Package osv is the vulnerability gate: it holds the modules of a build
// against a copy of the Go vulnerability database (OSV JSON in a folder, a
// zip or a tar.gz) and fails closed.
//
// It exists because neither govulncheck nor osv-scanner is served to every
// machine that builds Briques; where one of them is installed, make vuln runs
// it as well. Unlike govulncheck it judges packages, not symbols: what it
// calls a hit may be unreachable, never the contrary.
//
// A gate that cannot do its work says so: a tool that fails, an entry that is
// malformed, a list that is empty, a known hole that is not found (the
// canary) end in Broken, never in Clean.
package osv
