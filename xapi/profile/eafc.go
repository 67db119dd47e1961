// SPDX-License-Identifier: Apache-2.0

//go:build !js

package profile

import (
	"bytes"
	_ "embed" // eafc.jsonld
	"sync"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

//go:embed eafc.jsonld
var eafc []byte

// EAFCDocument returns the published profile of Briques as JSON-LD.
func EAFCDocument() []byte { return bytes.Clone(eafc) }

// EAFC returns the published profile of Briques. It is one value for all:
// do not change it.
func EAFC() *Profile {
	p, _ := loadEAFC()
	return p
}

var loadEAFC = sync.OnceValues(func() (*Profile, issue.Issues) { return Load(bytes.NewReader(eafc)) })
