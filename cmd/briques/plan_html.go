// SPDX-License-Identifier: Apache-2.0

package main

import (
	_ "embed" // the page below
	"html/template"
	"io"
)

//go:embed plan.html.tmpl
var planSource string

var planTemplate = template.Must(template.New("plan").Funcs(template.FuncMap{
	"upto": func(n int) []int {
		out := make([]int, n)
		for i := range out {
			out[i] = i + 1
		}
		return out
	},
}).Parse(planSource))

// planHTML writes a plan as one page that stands alone: no script, nothing
// remote.
func planHTML(w io.Writer, p planPage) error { return planTemplate.Execute(w, p) }
