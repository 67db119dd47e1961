// SPDX-License-Identifier: Apache-2.0

package main

import (
	"io"

	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// statementLines answers statements line by line in the format of package
// xapi, when that is what is asked for.
func (j *judge) statementLines(out io.Writer, args []string) (bool, error) {
	if j.kind != schemas.KindStatement || j.o.format != "ndjson" || !j.o.ndjson {
		return false, nil
	}
	inputs, err := j.app.inputsOf(args, true)
	if err != nil {
		return true, err
	}
	code := exitOK
	for _, in := range inputs {
		r, shut, err := in.open()
		if err == nil {
			var stats xapi.Stats
			stats, err = xapi.ValidateNDJSON(r, out, j.xapiOptions())
			shut()
			if stats.Invalid > 0 {
				code = max(code, exitInvalid)
			}
		}
		if err != nil {
			return true, exitWith(exitUnreadable, "%s : %v", in.path, err)
		}
	}
	if code != exitOK {
		return true, exitWith(code, "")
	}
	return true, nil
}
