// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"os"
	"slices"
	"strconv"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// refuse prints the issues of the joined records, each with the file, the line
// and the text of its record.
func (o *indicatorRecords) refuse(a *app, is issue.Issues) error {
	var sessions, others issue.Issues
	record := map[int]issue.Issues{}
	var order []int
	for _, i := range is {
		parts := i.Pointer.Tokens()
		n := -1
		if len(parts) > 1 {
			n, _ = strconv.Atoi(parts[1])
		}
		switch {
		case n >= 0 && parts[0] == "sessions":
			i.Pointer = i.Pointer[len("/sessions"):]
			sessions = append(sessions, i)
		case n >= 0 && parts[0] == "participations" && n < len(o.lines):
			i.Pointer = i.Pointer[len(issue.Pointer("/participations").Index(n)):]
			if record[n] == nil {
				order = append(order, n)
			}
			record[n] = append(record[n], i)
		default:
			others = append(others, i)
		}
	}
	slices.Sort(order)
	if len(sessions) > 0 {
		if data, err := a.readDocument(o.sessions); err == nil {
			catalogue.Locate(sessions, data)
			a.printIssues(a.err, source{o.sessions, data}, sessions)
		}
	}
	if len(order) > 0 {
		if err := o.printRecords(a, order, record); err != nil {
			return err
		}
	}
	a.printIssues(a.err, source{name: o.plan}, others)
	if code := exitOf(is); code != exitOK {
		return exitWith(code, "")
	}
	return nil
}

// printRecords prints the issues of participations: order are their numbers.
func (o *indicatorRecords) printRecords(a *app, order []int, record map[int]issue.Issues) error {
	data, err := os.ReadFile(o.participations)
	if err != nil {
		return exitWith(exitUnreadable, "%s : %w", o.participations, err)
	}
	text := bytes.Split(data, []byte("\n"))
	var all issue.Issues
	for _, n := range order {
		if line := o.lines[n]; line <= len(text) {
			catalogue.Locate(record[n], text[line-1])
			for j := range record[n] {
				record[n][j].Line = line
			}
		}
		all = append(all, record[n]...)
	}
	a.printIssues(a.err, source{o.participations, data}, all)
	return nil
}
