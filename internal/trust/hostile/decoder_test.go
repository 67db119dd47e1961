// SPDX-License-Identifier: Apache-2.0

package hostile_test

import (
	"bytes"
	"io"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/indicator"
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/catalogue/planner"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/portfolio"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/internal/trust/hostile"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// decoder is the function of a package that reads one kind.
type decoder struct {
	read                 func([]byte) issue.Issues
	bytes, values, depth int // its limits where they are not those of the kind
}

func parsed[T any](f func([]byte) (T, issue.Issues)) func([]byte) issue.Issues {
	return func(data []byte) issue.Issues {
		_, is := f(data)
		return is
	}
}

func streamed[T any](f func(io.Reader) (T, issue.Issues, error)) func([]byte) issue.Issues {
	return func(data []byte) issue.Issues {
		_, is, err := f(bytes.NewReader(data))
		if err != nil {
			is = append(is, issue.Read001.At("", err))
		}
		return is
	}
}

var decoders = map[schemas.Kind]decoder{
	schemas.KindFramework:           {read: parsed(competency.Parse), bytes: 32 << 20, values: 8_000_000, depth: 32},
	schemas.KindFrameworkDiff:       {read: parsed(competency.ParseChangeSet), bytes: 32 << 20, values: 8_000_000, depth: 32},
	schemas.KindPosition:            {read: parsed(competency.ParsePosition), bytes: 32 << 20, values: 8_000_000, depth: 32},
	schemas.KindProfile:             {read: streamed(positioning.DecodeProfile), bytes: 16 << 20, values: 2_000_000, depth: 32},
	schemas.KindQuestionnaire:       {read: streamed(positioning.DecodeQuestionnaire), bytes: 16 << 20, values: 2_000_000, depth: 32},
	schemas.KindPositioning:         {read: streamed(positioning.DecodeRun), bytes: 16 << 20, values: 2_000_000, depth: 32},
	schemas.KindPortfolio:           {read: streamed(portfolio.DecodeJSON), bytes: 16 << 20, values: 2_000_000, depth: 32},
	schemas.KindCatalogue:           {read: streamed(catalogue.Decode), bytes: 256 << 20, values: 20_000_000, depth: 32},
	schemas.KindBrick:               {read: streamed(catalogue.DecodeAs[catalogue.Brick]), bytes: 256 << 20, values: 20_000_000, depth: 32},
	schemas.KindPathway:             {read: streamed(catalogue.DecodeAs[catalogue.Pathway]), bytes: 256 << 20, values: 20_000_000, depth: 32},
	schemas.KindSession:             {read: streamed(catalogue.DecodeAs[catalogue.Session]), bytes: 256 << 20, values: 20_000_000, depth: 32},
	schemas.KindPartner:             {read: streamed(catalogue.DecodeAs[catalogue.Partner]), bytes: 256 << 20, values: 20_000_000, depth: 32},
	schemas.KindPlan:                {read: streamed(planner.Decode), bytes: 64 << 20, values: 20_000_000, depth: 20_000},
	schemas.KindLabelProfile:        {read: parsed(label.DecodeProfile)},
	schemas.KindLabelEvidence:       {read: parsed(label.DecodeEvidence)},
	schemas.KindLabelReport:         {read: parsed(label.DecodeReport)},
	schemas.KindLabelDecision:       {read: parsed(label.DecodeDecision)},
	schemas.KindIndicatorDefinition: {read: parsed(indicator.DecodePlan)},
	schemas.KindIndicatorReport:     {read: parsed(indicator.DecodeReport), bytes: 16 << 20, values: 200_000, depth: 64},
}

// TestDecoders runs the hostile documents through the decoders of the
// packages, which programs call without the validator.
func TestDecoders(t *testing.T) {
	for _, info := range schemas.Kinds() {
		d, ok := decoders[info.Kind]
		if !ok {
			continue
		}
		k := traits(info)
		if d.bytes > 0 {
			k.Bytes, k.Values, k.Depth = d.bytes, d.values, d.depth
		}
		t.Run(string(info.Kind), func(t *testing.T) {
			for _, c := range hostile.JSON(largest(info.Kind), k) {
				owed(t, c, bounded(t, c, func() issue.Issues { return d.read(c.Data) }))
			}
		})
	}
}
