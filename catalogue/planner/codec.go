// SPDX-License-Identifier: Apache-2.0

//go:build !js

package planner

import (
	"context"
	"encoding/json"
	"io"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// limits of one plan: the tree of a large proof is a few megabytes.
var limits = strictjson.Limits{Bytes: 64 << 20, Depth: 20_000, Values: 20_000_000}

// Decode reads one plan strictly. The error is of reading only; a plan with
// an issue of SeverityError must not be used. VerifyPathway judges it.
func Decode(r io.Reader) (*Result, issue.Issues, error) {
	out := new(Result)
	data, err := io.ReadAll(io.LimitReader(r, int64(limits.Bytes)+1))
	if err != nil {
		return out, nil, err
	}
	return out, strictjson.Unmarshal(data, strictjson.Document, limits, out), nil
}

// Encode writes the plan as JSON and a line feed: the same bytes for the same
// plan.
func (r *Result) Encode(w io.Writer) error {
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	_, err = w.Write(append(data, '\n'))
	return err
}

// PlanContext is Plan that stops, with PLAN-007, when ctx ends.
func PlanContext(ctx context.Context, p Problem, o Options) (Result, issue.Issues) {
	stop := o.Stop
	o.Stop = func() bool { return ctx.Err() != nil || stop != nil && stop() }
	return Plan(p, o)
}
