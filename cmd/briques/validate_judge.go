// SPDX-License-Identifier: Apache-2.0

package main

import (
	"forge.apps.education.fr/eafc/briques/internal/checker"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// judge checks documents one by one or side by side.
type judge struct {
	app       *app
	o         *validateOptions
	kind      schemas.Kind
	foreign   *schemas.Compiled
	validator schemas.Validator
	more      []func(schemas.Result) issue.Issues // rules across documents
	rules     func([]byte) issue.Issues           // of --profile, for statements
}

// judged is the outcome of one document. line is its line in an NDJSON file,
// 0 for a whole file. source is kept for the text format only.
type judged struct {
	path    string
	line    int
	kind    schemas.Kind
	verdict schemas.Verdict
	issues  issue.Issues
	source  []byte
	cut     bool // there are more issues than --max-issues
}

// one judges one document.
func (j *judge) one(path string, line int, data []byte) judged {
	out := judged{path: path, line: line, source: data}
	var res schemas.Result
	if j.foreign != nil {
		res = j.foreign.Validate(data)
		res.Issues = res.Issues.In(j.app.lang)
	} else {
		ask := checker.Options{Kind: j.kind, Validator: j.validator, XAPI: j.xapiOptions()}
		res = ask.Document(path, data)
		for _, more := range j.more {
			if res.Verdict == schemas.VerdictValid && res.Kind != schemas.KindStatement {
				res.Issues = append(res.Issues, fresh(res.Issues, more(res).In(j.app.lang))...)
			}
		}
		if res.Issues.HasErrors() && res.Verdict == schemas.VerdictValid {
			res.Verdict = schemas.VerdictInvalid
		}
	}
	if len(res.Issues) > j.o.maxIssues {
		res.Issues, out.cut = res.Issues[:j.o.maxIssues], true
	}
	checker.Locate(res.Issues, data)
	out.kind, out.verdict, out.issues = res.Kind, res.Verdict, res.Issues
	if line > 1 {
		for i := range out.issues {
			if out.issues[i].Line > 0 {
				out.issues[i].Line += line - 1
			}
		}
	}
	return out
}

// fresh returns the issues of more that have has not.
func fresh(have, more issue.Issues) issue.Issues {
	seen := map[string]bool{}
	for _, i := range have {
		seen[i.Code+string(i.Pointer)] = true
	}
	var out issue.Issues
	for _, i := range more {
		if !seen[i.Code+string(i.Pointer)] {
			out = append(out, i)
		}
	}
	return out
}

func (j *judge) xapiOptions() xapi.Options {
	v, _ := xapi.ParseVersion(j.o.xapi)
	return xapi.Options{Version: v, Privacy: xapi.Privacy(j.o.privacy), Lang: j.app.lang, Also: j.rules}
}
