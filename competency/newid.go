// SPDX-License-Identifier: Apache-2.0

//go:build !js

package competency

import "github.com/google/uuid"

// NewFrameworkID returns the ID of the framework with the given URI: UUIDv5 of
// the URI in the name space URL.
func NewFrameworkID(uri IRI) ID {
	return ID(uuid.NewSHA1(uuid.NameSpaceURL, []byte(uri)).String())
}

// NewID returns the ID of the part called name (an item's code, "EA1/2.1" for
// an indicator, "isChildOf EA1 EA" for an association) of the framework with
// the given URI. The same name gives the same ID, for ever.
func NewID(framework IRI, name string) ID {
	space := uuid.NewSHA1(uuid.NameSpaceURL, []byte(framework))
	return ID(uuid.NewSHA1(space, []byte(name)).String())
}

func init() { newIDOf = NewID }
