// SPDX-License-Identifier: Apache-2.0

//go:build !js

// Package demo holds the demonstration catalogue: invented bricks in French
// over the framework encadrement-exemple, with ranks that no brick reaches on
// purpose. Data under licence etalab-2.0.
package demo

import (
	"bytes"
	_ "embed" // the data below

	"forge.apps.education.fr/eafc/briques/catalogue"
)

//go:embed catalogue.json
var catalogueJSON []byte

//go:embed sessions.json
var sessionsJSON []byte

// JSON returns the text of the demonstration catalogue.
func JSON() []byte { return bytes.Clone(catalogueJSON) }

// SessionsJSON returns the text of its sessions.
func SessionsJSON() []byte { return bytes.Clone(sessionsJSON) }

// Catalogue returns the demonstration catalogue, a new one at each call.
func Catalogue() *catalogue.Catalogue {
	c, is, err := catalogue.Decode(bytes.NewReader(catalogueJSON))
	if err != nil || is.HasErrors() {
		panic("demo: " + is.Error())
	}
	return c
}

// Sessions returns the sessions of the demonstration catalogue, by start.
func Sessions() []catalogue.Session {
	s, is, err := catalogue.DecodeAs[[]catalogue.Session](bytes.NewReader(sessionsJSON))
	if err != nil || is.HasErrors() {
		panic("demo: " + is.Error())
	}
	return *s
}
