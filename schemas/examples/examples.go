// SPDX-License-Identifier: Apache-2.0

// Package examples embeds the example documents of every kind, valid and
// invalid, with the issues that the invalid ones must have. It stands apart
// so that a checker does not carry them.
package examples

import "embed"

// Files holds v1/KIND/valid/NAME.json and v1/KIND/invalid/NAME.json with
// NAME.want.json beside.
//
//go:embed v1
var Files embed.FS
