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
	Kind      schemas.Kind // "" finds it: $schema, then the name of the file
	Validator schemas.Validator
	XAPI      xapi.Options // for statements
}

// Document judges data, the content of the file path. Its issues have no
// place yet where a rule of the business found them: see Locate.
func (o *Options) Document(path string, data []byte) schemas.Result {
	kind := o.Kind
	if kind == "" {
		if named, found := schemas.Detect("", data); len(found) == 0 {
			kind = named
		} else if byName, ok := schemas.KindOfFile(path); ok && found[0].Code == "KIND-001" {
			kind = byName
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
	return res
}

// statement lets package xapi judge.
func (o *Options) statement(data []byte) schemas.Result {
	res := schemas.Result{Kind: schemas.KindStatement, Verdict: schemas.VerdictValid, Issues: xapi.Validate(data, o.XAPI)}
	most := o.Validator.MaxIssues
	if most <= 0 {
		most = 100
	}
	if len(res.Issues) > most {
		res.Issues = res.Issues[:most]
	}
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
