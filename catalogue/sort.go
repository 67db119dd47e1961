// SPDX-License-Identifier: Apache-2.0

package catalogue

import (
	"sort"

	"forge.apps.education.fr/eafc/briques/competency"
)

// Sort puts the lists of the catalogue in the canonical order: bricks and
// pathways by ID and version, partners by ID. The parts of a brick keep the
// order its author gave them.
func (c *Catalogue) Sort() {
	sort.SliceStable(c.Bricks, func(a, b int) bool { return refBefore(c.Bricks[a].Ref(), c.Bricks[b].Ref()) })
	sort.SliceStable(c.Pathways, func(a, b int) bool { return refBefore(c.Pathways[a].Ref(), c.Pathways[b].Ref()) })
	sort.SliceStable(c.Partners, func(a, b int) bool { return c.Partners[a].ID < c.Partners[b].ID })
}

// refBefore orders by ID, then by version.
func refBefore(a, b BrickRef) bool {
	if a.ID != b.ID {
		return a.ID < b.ID
	}
	if c := competency.CompareVersions(a.Version, b.Version); c != 0 {
		return c < 0
	}
	return a.Version < b.Version
}
