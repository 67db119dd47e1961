// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"context"
	"sync"

	"forge.apps.education.fr/eafc/briques/internal/checker"
	"forge.apps.education.fr/eafc/briques/internal/spoken"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// batch is the part of the input that one worker judges at a time: a whole
// file, which the worker reads itself, or a block of lines. What is found
// comes on done.
type batch struct {
	in   input
	line int    // number of the first line of a block, 0 for a whole file
	data []byte // the lines of a block
	bad  *judged
	done chan []judged
}

// run judges every document that args name and reports them in input order,
// whatever the number of workers. The code is the greatest of all.
func (j *judge) run(ctx context.Context, args []string, rep reporter) (int, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	workers := max(j.o.jobs, 1)
	queue := make(chan *batch, workers)
	ordered := make(chan *batch, 2*workers)
	var produced error
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for b := range queue {
				b.done <- j.batch(b)
			}
		})
	}
	go func() {
		defer close(ordered)
		defer close(queue)
		produced = j.produce(ctx, args, func(b *batch) bool {
			b.done = make(chan []judged, 1)
			for _, next := range [...]chan *batch{ordered, queue} {
				select {
				case next <- b:
				case <-ctx.Done():
					return false
				}
			}
			return true
		})
	}()
	code, failed := j.report(ctx, stop, ordered, rep)
	wg.Wait()
	return code, firstError(failed, produced)
}

// report hands over what the workers find, in input order.
func (j *judge) report(ctx context.Context, stop func(), ordered <-chan *batch, rep reporter) (code int, failed error) {
	bar := j.app.progress(j.o)
	defer bar.end()
	n := 0
	for b := range ordered {
		var found []judged
		select {
		case found = <-b.done:
		case <-ctx.Done():
			failed = firstError(failed, ctx.Err())
		}
		for i := 0; i < len(found) && failed == nil; i++ {
			n++
			code = max(code, j.o.worse(found[i].verdict, found[i].issues))
			if failed = rep.add(found[i]); failed != nil {
				stop()
			}
		}
		bar.step(n)
		b.release()
	}
	return code, failed
}

// batch judges what b holds.
func (j *judge) batch(b *batch) []judged {
	switch {
	case b.bad != nil:
		bad := *b.bad
		bad.issues = bad.issues.In(j.app.lang)
		return []judged{bad}
	case b.line == 0:
		data, err := b.in.read(maxDocument)
		if err != nil {
			return j.batch(&batch{bad: unreadable(b.in.path, err)})
		}
		return []judged{j.one(b.in.path, 0, data)}
	}
	out := make([]judged, 0, bytes.Count(b.data, newline)+1)
	n := b.line
	for line := range bytes.Lines(b.data) {
		line = bytes.TrimRight(line, "\r\n")
		switch {
		case len(bytes.TrimSpace(line)) == 0:
		case len(line) > maxLine:
			out = append(out, j.batch(&batch{bad: tooLong(b.in.path, n, len(line))})...)
		default:
			out = append(out, j.one(b.in.path, n, line))
		}
		n++
	}
	return out
}

// produce finds the documents, in order.
func (j *judge) produce(ctx context.Context, args []string, give func(*batch) bool) error {
	inputs, err := j.app.inputsOf(args, j.kind != "" || j.foreign != nil)
	if err != nil {
		return err
	}
	for _, in := range inputs {
		more := true
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case in.err != nil:
			more = give(&batch{bad: unreadable(in.path, in.err)})
		case j.o.ndjson || in.lines():
			more = lineBlocks(in, give)
		default:
			more = give(&batch{in: in})
		}
		if !more {
			return nil
		}
	}
	return nil
}

// unreadable is the outcome for a file that cannot be opened or read.
func unreadable(path string, err error) *judged {
	return &judged{path: path, verdict: schemas.VerdictUnreadable, issues: issue.Issues{issue.Read001.At("", spoken.Reason(err))}}
}

// maxDocument bounds what is held of one document.
const maxDocument = checker.MaxDocument
