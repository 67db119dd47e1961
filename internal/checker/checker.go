// SPDX-License-Identifier: Apache-2.0

// Package checker says of one document what `briques validate` says: its kind,
// its verdict and its faults in place. The command and the checker that runs
// in a page share it, so that both say the same, byte for byte.
package checker

import (
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/kinds"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// MaxDocument is the largest document that is looked at.
const MaxDocument = 256 << 20

// Options say how to judge. The zero value is what the command does without
// flags, but for Validator: give it a decoder (Read, or schemas/check).
type Options struct {
	Kind      schemas.Kind // "" finds it: see schemas.KindOf
	Validator schemas.Validator
	XAPI      xapi.Options // for statements
}

// Document judges data, the content of the file path. Its issues have no
// place yet where a rule of the business found them: see Locate.
func (o *Options) Document(path string, data []byte) schemas.Result {
	kind, told := o.Kind, issue.Issues(nil)
	if kind == "" {
		if kind, told = schemas.KindOf(path, data); kind == "" {
			told = nil // the validator finds and says the same
		}
	}
	var res schemas.Result
	if kind == schemas.KindStatement {
		res = o.statement(data)
	} else {
		res = o.Validator.Validate(kind, data)
	}
	if res.Kind == "" {
		res.Kind = kind
	}
	if len(told) > 0 {
		if o.Validator.Lang == "en" {
			told = told.In("en")
		}
		res.Issues = append(told, res.Issues...)
		res.Issues.Sort()
		res.Issues = res.Issues[:min(len(res.Issues), o.most())]
	}
	return res
}

// most is how many issues are kept.
func (o *Options) most() int {
	if o.Validator.MaxIssues <= 0 {
		return 100
	}
	return o.Validator.MaxIssues
}

// statement lets package xapi judge.
func (o *Options) statement(data []byte) schemas.Result {
	res := schemas.Result{Kind: schemas.KindStatement, Verdict: schemas.VerdictValid, Issues: xapi.Validate(data, o.XAPI)}
	res.Issues = res.Issues[:min(len(res.Issues), o.most())]
	for _, i := range res.Issues {
		if i.Severity == issue.SeverityError {
			res.Verdict = schemas.VerdictInvalid
			if strings.HasPrefix(i.Code, "READ-") {
				res.Verdict = schemas.VerdictUnreadable
				break
			}
		}
	}
	return res
}

// Locate gives line and column to the issues that have none.
func Locate(found issue.Issues, data []byte) {
	strictjson.Locate(found, data, strictjson.Limits{Bytes: MaxDocument, Values: 20_000_000})
}

// Read decodes for schemas.Validator without package schemas/check: what the
// engine has accepted becomes a document with its rules, or with the faults
// that only its own decoder sees (expressions of a label profile).
func Read(k schemas.Kind, data []byte) (issue.Checker, bool) {
	doc, found, ok := kinds.Decode(k, data)
	switch {
	case !ok:
		return nil, false
	case len(found) > 0:
		return faulty(found), true
	}
	return doc, true
}

type faulty issue.Issues

func (f faulty) Check() issue.Issues { return issue.Issues(f) }
