// SPDX-License-Identifier: Apache-2.0

package hostile_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/trust/hostile"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/check"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// TestJSON runs the hostile documents of every kind through the validator,
// and through the decoder of the package that owns the kind.
func TestJSON(t *testing.T) {
	v := schemas.Validator{Fast: check.Fast, Own: check.Own}
	for _, info := range schemas.Kinds() {
		doc := largest(info.Kind)
		cases := hostile.JSON(doc, traits(info))
		if len(cases) < 60 {
			t.Errorf("%s: %d hostile documents", info.Kind, len(cases))
		}
		t.Run(string(info.Kind), func(t *testing.T) {
			for _, c := range cases {
				is := within(t, c, heap(info.Kind, len(c.Data)), func() issue.Issues {
					if info.Kind == schemas.KindStatement {
						return xapi.Validate(c.Data, xapi.Options{})
					}
					return v.Validate(info.Kind, c.Data).Issues
				})
				owed(t, c, is)
			}
		})
	}
}

// heap is the bound of memory of a refused document. Three groups: kinds with
// a decoder of their own; kinds that pass through a tree, which is built once
// to judge and once to tell the faults, the first being garbage by then; and
// kinds that only the schema engine knows, whose maps are bounded by the
// number of values alone.
func heap(k schemas.Kind, size int) int {
	bound := mostTimes*size + mostBase
	switch k {
	case schemas.KindLabelProfile, schemas.KindLabelEvidence, schemas.KindLabelReport, schemas.KindLabelDecision,
		schemas.KindIndicatorDefinition, schemas.KindIndicatorReport:
		return 2 * bound
	case schemas.KindWidgetEvent, schemas.KindWidgetMessage, schemas.KindWidgetConfig,
		schemas.KindValidationReport, schemas.KindRules, schemas.KindKitManifest:
		return bound + 40<<20
	}
	return bound
}

func traits(info schemas.Info) hostile.Kind {
	k := hostile.Kind{Wire: info.Wire, Bytes: info.Limits.Bytes, Values: info.Limits.Values, String: 1 << 20, Depth: 64, Case: "READ-008", Null: "READ-009", NoMember: "SHAPE-003"}
	if k.Bytes == 0 {
		k.Bytes, k.Values = 4<<20, 100_000
	}
	if info.Wire {
		k.Bytes, k.String, k.Case, k.Null = 1<<20, 256<<10, "SHAPE-003", "SHAPE-001"
	}
	return k
}

// largest is the richest valid example of a kind.
func largest(k schemas.Kind) (doc []byte) {
	most := 0
	for _, e := range schemas.Examples(k) {
		var b bytes.Buffer
		if e.Valid && json.Compact(&b, e.Data) == nil && b.Len() > most && b.Len() < 20_000 {
			doc, most = e.Data, b.Len()
		}
	}
	return doc
}
