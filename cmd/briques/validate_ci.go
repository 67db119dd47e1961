// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// junitReport has one test case per document: a failure if it is invalid, an
// error if it cannot be read or has no known kind.
type junitReport struct {
	*sink
	lang string
	suite
}

type suite struct {
	XMLName  xml.Name    `xml:"testsuite"`
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string      `xml:"name,attr"`
	Class   string      `xml:"classname,attr"`
	Failure *junitFault `xml:"failure"`
	Error   *junitFault `xml:"error"`
}

type junitFault struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

func (r *junitReport) add(d judged) error {
	name := d.path
	if d.line > 0 {
		name = fmt.Sprintf("%s:%d", d.path, d.line)
	}
	c := junitCase{Name: printable(name), Class: "briques." + string(d.kind)}
	if d.verdict != schemas.VerdictValid {
		var lines []string
		for _, i := range d.issues {
			lines = append(lines, fmt.Sprintf("%s:%d:%d %s %s", d.path, i.Line, i.Column, i.Code, withFix(i, r.lang)))
		}
		f := &junitFault{Type: string(d.verdict), Text: printable(strings.Join(lines, "\n"))}
		if len(d.issues) > 0 {
			f.Message = printable(d.issues[0].Message)
		}
		if d.verdict == schemas.VerdictInvalid {
			c.Failure = f
			r.Failures++
		} else {
			c.Error = f
			r.Errors++
		}
	}
	r.Tests++
	r.Cases = append(r.Cases, c)
	return nil
}

// printable leaves out what XML 1.0 cannot hold.
func printable(s string) string {
	return strings.Map(func(c rune) rune {
		if c == '\t' || c == '\n' || c >= 0x20 && c != 0xFFFE && c != 0xFFFF {
			return c
		}
		return -1
	}, s)
}

func (r *junitReport) end() error {
	r.Name = "briques validate"
	if _, err := r.WriteString(xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(r)
	e.Indent("", "  ")
	return firstError(e.Encode(struct {
		XMLName xml.Name `xml:"testsuites"`
		Suite   suite
	}{Suite: r.suite}), r.line(""), r.Flush())
}

// githubReport writes workflow commands, which GitHub shows beside the line.
type githubReport struct{ *sink }

var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func (r *githubReport) add(d judged) error {
	for _, i := range d.issues {
		level := map[issue.Severity]string{issue.SeverityWarning: "warning", issue.SeverityInfo: "notice"}[i.Severity]
		if level == "" {
			level = "error"
		}
		props := "file=" + githubProperty.Replace(slashed(d.path))
		if i.Line > 0 {
			props += fmt.Sprintf(",line=%d,col=%d", i.Line, i.Column)
		}
		text := i.Message
		if i.Fix != "" {
			text += "\n" + i.Fix
		}
		if err := r.line("::%s %s,title=%s::%s", level, props, githubProperty.Replace(i.Code), githubData.Replace(text)); err != nil {
			return err
		}
	}
	return nil
}

func (r *githubReport) end() error { return r.Flush() }

// gitlabReport is a Code Quality report.
type gitlabReport struct {
	*sink
	list []codeQuality
}

type codeQuality struct {
	Description string `json:"description"`
	CheckName   string `json:"check_name"`
	Fingerprint string `json:"fingerprint"`
	Severity    string `json:"severity"`
	Location    struct {
		Path  string `json:"path"`
		Lines struct {
			Begin int `json:"begin"`
		} `json:"lines"`
	} `json:"location"`
}

func (r *gitlabReport) add(d judged) error {
	seen := map[string]int{}
	for _, i := range d.issues {
		q := codeQuality{Description: i.Message, CheckName: i.Code, Fingerprint: fingerprint(d, i, seen), Severity: "major"}
		if i.Fix != "" {
			q.Description += " — " + i.Fix
		}
		switch i.Severity {
		case issue.SeverityWarning:
			q.Severity = "minor"
		case issue.SeverityInfo:
			q.Severity = "info"
		}
		q.Location.Path = slashed(d.path)
		q.Location.Lines.Begin = max(i.Line, 1)
		r.list = append(r.list, q)
	}
	return nil
}

func (r *gitlabReport) end() error {
	if r.list == nil {
		r.list = []codeQuality{}
	}
	e := json.NewEncoder(r)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return firstError(e.Encode(r.list), r.Flush())
}
