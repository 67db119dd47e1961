// SPDX-License-Identifier: Apache-2.0

//go:build !js

package label

import (
	"embed" // brings package time, which widgets do without
	"strings"
)

//go:embed profiles/*.json
var profileFiles embed.FS

// Profiles returns the names of the shipped profiles, sorted.
func Profiles() []string {
	entries, err := profileFiles.ReadDir("profiles")
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(e.Name(), ".json"))
	}
	return out
}

// OpenProfile returns a shipped profile by name; false when there is none.
func OpenProfile(name string) (*Profile, bool) {
	data, err := profileFiles.ReadFile("profiles/" + name + ".json")
	if err != nil {
		return nil, false
	}
	p, is := DecodeProfile(data)
	return p, !is.HasErrors()
}
