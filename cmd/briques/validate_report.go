// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/checker"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// reporter writes results in one format. add is called in input order.
type reporter interface {
	add(judged) error
	end() error
}

// tally counts documents by verdict.
type tally struct {
	Valid      int `json:"valid"`
	Invalid    int `json:"invalid"`
	Unreadable int `json:"unreadable"`
	Unknown    int `json:"unknown"`
}

func (t *tally) count(v schemas.Verdict) {
	switch v {
	case schemas.VerdictValid:
		t.Valid++
	case schemas.VerdictInvalid:
		t.Invalid++
	case schemas.VerdictUnreadable:
		t.Unreadable++
	default:
		t.Unknown++
	}
}

func newReporter(format, lang string, out io.Writer) reporter {
	w := &sink{Writer: bufio.NewWriterSize(out, 64<<10)}
	switch format {
	case "json":
		return &jsonReport{sink: w}
	case "ndjson":
		return &ndjsonReport{sink: w}
	case "sarif":
		return newSarif(w, lang)
	case "junit":
		return &junitReport{sink: w, lang: lang}
	case "github":
		return &githubReport{sink: w}
	case "gitlab":
		return &gitlabReport{sink: w}
	}
	return &textReport{sink: w, lang: lang}
}

// sink is where a report goes.
type sink struct{ *bufio.Writer }

func (s *sink) line(format string, args ...any) error {
	_, err := fmt.Fprintf(s, format+"\n", args...)
	return err
}

// textReport is for people: place, code, sentence, the line with carets, the
// mend.
type textReport struct {
	*sink
	lang string
	tally
}

func (r *textReport) add(d judged) error {
	r.count(d.verdict)
	var lines *strictjson.Lines
	if len(d.issues) > 0 {
		lines = strictjson.NewLines(d.source)
	}
	for _, i := range d.issues {
		place := d.path
		if i.Line > 0 {
			place = fmt.Sprintf("%s:%d:%d", d.path, i.Line, i.Column)
		}
		level := ""
		if i.Severity == issue.SeverityWarning {
			level = "avertissement : "
			if r.lang == "en" {
				level = "warning: "
			}
		}
		if err := r.line("%s %s %s%s", place, i.Code, level, i.Message); err != nil {
			return err
		}
		if i.Line > 0 {
			first := max(d.line, 1)
			if err := r.carets(lines, i.Line-first+1, i.Column); err != nil {
				return err
			}
		}
		if i.Fix != "" {
			word := "correction : "
			if r.lang == "en" {
				word = "fix: "
			}
			if err := r.line("    %s%s", word, i.Fix); err != nil {
				return err
			}
		}
	}
	if d.cut {
		words := "%s : d’autres fautes ne sont pas montrées (--max-issues)"
		if r.lang == "en" {
			words = "%s: more faults are not shown (--max-issues)"
		}
		return r.line(words, d.path)
	}
	return nil
}

// carets shows the place in its line: at most 100 characters of it.
func (r *textReport) carets(lines *strictjson.Lines, line, column int) error {
	e, ok := checker.Around(lines, line, column)
	if !ok {
		return nil
	}
	return r.line("    %s\n    %s%s", e.Text, strings.Repeat(" ", e.At), strings.Repeat("^", e.Width))
}

func (r *textReport) end() error {
	t := r.tally
	n := t.Valid + t.Invalid + t.Unreadable + t.Unknown
	words := "%d document(s) : %d valide(s), %d invalide(s), %d illisible(s), %d de genre inconnu"
	if r.lang == "en" {
		words = "%d document(s): %d valid, %d invalid, %d unreadable, %d of unknown kind"
	}
	return firstError(r.line(words, n, t.Valid, t.Invalid, t.Unreadable, t.Unknown), r.Flush())
}

// jsonReport is one validation-report document.
type jsonReport struct {
	*sink
	tally
	n int
}

func reportedOf(d judged) checker.Report {
	return checker.Report{Path: d.path, Line: d.line, Kind: string(d.kind), Verdict: d.verdict, Issues: append(issue.Issues{}, d.issues...)}
}

func (r *jsonReport) add(d judged) error {
	r.count(d.verdict)
	open := ",\n    "
	if r.n == 0 {
		open = "{\n  \"$schema\": \"" + schemas.KindValidationReport.ID() + "\",\n  \"documents\": [\n    "
	}
	r.n++
	b, err := checker.Encode(reportedOf(d))
	if err != nil {
		return err
	}
	_, err = r.WriteString(open + strings.TrimSuffix(string(b), "\n"))
	return err
}

func (r *jsonReport) end() error {
	counts, err := checker.Encode(r.tally)
	if err != nil {
		return err
	}
	if r.n == 0 {
		_, err = r.WriteString("{\n  \"$schema\": \"" + schemas.KindValidationReport.ID() + "\",\n  \"documents\": [")
	}
	_, err2 := r.WriteString("\n  ],\n  \"counts\": " + strings.TrimSuffix(string(counts), "\n") + "\n}\n")
	return firstError(err, err2, r.Flush())
}

// ndjsonReport is one document a line; a statement has the shape that package
// xapi writes.
type ndjsonReport struct{ *sink }

func (r *ndjsonReport) add(d judged) error {
	var v any = reportedOf(d)
	if d.kind == schemas.KindStatement && d.line > 0 {
		v = struct {
			Line   int          `json:"line"`
			Valid  bool         `json:"valid"`
			Issues issue.Issues `json:"issues"`
		}{d.line, !d.issues.HasErrors(), append(issue.Issues{}, d.issues...)}
	}
	b, err := checker.Encode(v)
	if err == nil {
		_, err = r.Write(b)
	}
	return err
}

func (r *ndjsonReport) end() error { return r.Flush() }
