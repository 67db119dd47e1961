// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"sync"

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
}

// one judges one document.
func (j *judge) one(path string, line int, data []byte) judged {
	out := judged{path: path, line: line, source: data}
	var res schemas.Result
	if j.foreign != nil {
		res = j.foreign.Validate(data)
		if len(res.Issues) > j.o.maxIssues {
			res.Issues = res.Issues[:j.o.maxIssues]
		}
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

// task is a document on its way: its result comes on done.
type task struct {
	path string
	line int
	data []byte
	bad  *judged
	done chan judged
}

// run judges every document that args name and reports them in input order,
// whatever the number of workers. The code is the greatest of all.
func (j *judge) run(ctx context.Context, args []string, rep reporter) (int, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	workers := max(j.o.jobs, 1)
	queue := make(chan *task, 4*workers)
	ordered := make(chan *task, 8*workers)
	var produced error
	var wg sync.WaitGroup
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for t := range queue {
				if t.bad != nil {
					t.done <- *t.bad
				} else {
					t.done <- j.one(t.path, t.line, t.data)
				}
			}
		}()
	}
	go func() {
		defer close(ordered)
		defer close(queue)
		produced = j.produce(ctx, args, func(t *task) bool {
			t.done = make(chan judged, 1)
			select {
			case ordered <- t:
			case <-ctx.Done():
				return false
			}
			select {
			case queue <- t:
			case <-ctx.Done():
				return false
			}
			return true
		})
	}()
	bar := j.app.progress(j.o)
	code, n := exitOK, 0
	var failed error
	for t := range ordered {
		var got judged
		select {
		case got = <-t.done:
		case <-ctx.Done():
			failed = ctx.Err()
		}
		if failed != nil {
			continue
		}
		n++
		bar.step(n)
		code = max(code, j.o.worse(got.verdict, got.issues))
		if failed = rep.add(got); failed != nil {
			stop()
		}
	}
	bar.end()
	wg.Wait()
	return code, firstError(failed, produced)
}

// produce finds the documents, in order.
func (j *judge) produce(ctx context.Context, args []string, give func(*task) bool) error {
	inputs, err := j.app.inputsOf(args, j.kind != "" || j.foreign != nil)
	if err != nil {
		return err
	}
	for _, in := range inputs {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if in.err != nil {
			if !give(&task{bad: unreadable(in.path, in.err)}) {
				return nil
			}
			continue
		}
		if j.o.ndjson || in.lines() {
			if !j.lines(in, give) {
				return nil
			}
			continue
		}
		data, err := in.read(maxDocument)
		t := &task{path: in.path, data: data}
		if err != nil {
			t.bad = unreadable(in.path, err)
		}
		if !give(t) {
			return nil
		}
	}
	return nil
}

func unreadable(path string, err error) *judged {
	var pe *os.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return &judged{path: path, verdict: schemas.VerdictUnreadable, issues: issue.Issues{issue.Read001.At("", err)}}
}

// maxDocument and maxLine bound what is held of one document.
const (
	maxDocument = checker.MaxDocument
	maxLine     = 4 << 20
)

// lines gives each line of an NDJSON input. Blank lines are passed over.
func (j *judge) lines(in input, give func(*task) bool) bool {
	r, shut, err := in.open()
	if err != nil {
		return give(&task{bad: unreadable(in.path, err)})
	}
	defer shut()
	br := bufio.NewReaderSize(r, 64<<10)
	for n := 1; ; n++ {
		line, err := readLine(br)
		if len(bytes.TrimSpace(line)) > 0 && !give(&task{path: in.path, line: n, data: line}) {
			return false
		}
		if err == io.EOF {
			return true
		}
		if err != nil {
			return give(&task{bad: unreadable(in.path, err)})
		}
	}
}

// readLine reads a line of its own memory; of a line that is too long it
// keeps one byte more than the limit, so that it is refused as too large.
func readLine(br *bufio.Reader) ([]byte, error) {
	var out []byte
	for {
		part, err := br.ReadSlice('\n')
		if room := maxLine + 1 - len(out); room > 0 {
			out = append(out, part[:min(room, len(part))]...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return bytes.TrimRight(out, "\r\n"), err
		}
	}
}

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
