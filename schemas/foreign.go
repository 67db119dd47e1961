// SPDX-License-Identifier: Apache-2.0

package schemas

import (
	"forge.apps.education.fr/eafc/briques/internal/engine"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/compat"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Compiled is a schema ready to judge and to explain. It is safe for
// concurrent use.
type Compiled struct {
	engine *engine.Schema
	explainer
	wire   bool
	limits strictjson.Limits
}

// Compile compiles a schema that is not one of ours. It must be inside the
// portable subset (compat.Lint); if not, the issues say why. No reference is
// followed out of it.
func Compile(schema []byte) (*Compiled, issue.Issues) {
	if found := compat.Lint(schema); len(found) > 0 {
		return nil, found
	}
	c, err := compile(schema, nil)
	if err != nil {
		return nil, issue.Issues{issue.Read001.At("", err)}
	}
	return c, nil
}

func compile(schema []byte, titles func(issue.Pointer) (issue.Text, bool)) (*Compiled, error) {
	v, err := engine.Decode(schema)
	if err != nil {
		return nil, err
	}
	e, err := engine.Compile(schema, nil)
	if err != nil {
		return nil, err
	}
	if titles == nil {
		titles = func(issue.Pointer) (issue.Text, bool) { return issue.Text{}, false }
	}
	m, _ := v.(map[string]any)
	return &Compiled{engine: e, explainer: explainer{schema: m, titles: titles}}, nil
}

// Validate reads data strictly and judges it against the schema.
func (c *Compiled) Validate(data []byte) Result {
	profile := strictjson.Document
	if c.wire {
		profile = strictjson.Wire
	}
	if found := strictjson.Scan(data, profile, c.limits); len(found) > 0 {
		return Result{Verdict: VerdictUnreadable, Issues: found}
	}
	found := c.judge(data)
	if len(found) > 0 {
		return Result{Verdict: VerdictInvalid, Issues: found}
	}
	return Result{Verdict: VerdictValid}
}

// judge explains what the schema refuses in data, which has been scanned.
func (c *Compiled) judge(data []byte) issue.Issues {
	v, err := engine.Decode(data)
	if err != nil {
		return issue.Issues{issue.Read005.At("", err)}
	}
	if c.wire {
		v = tame(v)
	}
	faults, err := c.engine.Validate(v)
	if err != nil {
		return issue.Issues{issue.Read001.At("", err)}
	}
	if len(faults) == 0 {
		return nil
	}
	return c.explain(faults, v, func(wanted []issue.Pointer) *strictjson.Positions {
		return strictjson.Index(data, c.limits, wanted...)
	})
}
