// SPDX-License-Identifier: Apache-2.0

package xapi

import (
	"bufio"
	"errors"
	"io"
	"iter"
	"strconv"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Lines judges NDJSON: one statement a line, in constant memory. It yields
// the number of each line that is not blank, from 1, and its issues, whose
// line is that number too. A line over the size limit is refused and passed
// over; an error of r ends the lines with READ-001.
func Lines(r io.Reader, o Options) iter.Seq2[int, issue.Issues] {
	return func(yield func(int, issue.Issues) bool) {
		in := bufio.NewReaderSize(r, 64<<10)
		most := o.Limits.reader().Bytes
		var line []byte
		for n := 1; ; n++ {
			var size int
			var err error
			line, size, err = readLine(in, line[:0], most)
			if err != nil && !errors.Is(err, io.EOF) {
				yield(n, issue.Issues{issue.Read001.At("", err).In(o.Lang)})
				return
			}
			if !blank(line) {
				is := lineIssues(line, size, most, o)
				for i := range is {
					is[i].Line = n
				}
				if !yield(n, is) {
					return
				}
			}
			if err != nil {
				return
			}
		}
	}
}

func lineIssues(line []byte, size, most int, o Options) issue.Issues {
	if size > most {
		i := issue.Read015.At("", size, most).In(o.Lang)
		i.Ref, i.Column = readRefs[i.Code], 1
		return issue.Issues{i}
	}
	return Validate(line, o)
}

// readLine reads a line without its end into line. size is its length, of
// which at most most+1 bytes are kept.
func readLine(in *bufio.Reader, line []byte, most int) (_ []byte, size int, err error) {
	for {
		part, err := in.ReadSlice('\n')
		ended := err == nil
		if ended {
			part = part[:len(part)-1]
		}
		size += len(part)
		if room := most + 1 - len(line); room > 0 {
			line = append(line, part[:min(room, len(part))]...)
		}
		if ended {
			if n := len(line); n > 0 && n == size && line[n-1] == '\r' {
				line, size = line[:n-1], size-1
			}
			return line, size, nil
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, size, err
		}
	}
}

func blank(line []byte) bool {
	for _, c := range line {
		if c != ' ' && c != '\t' && c != '\r' {
			return false
		}
	}
	return true
}

// Stats counts the lines of ValidateNDJSON that were answered.
type Stats struct{ Valid, Invalid int }

// ValidateNDJSON writes one line per line of r that is not blank, in order:
// {"line":N,"valid":…,"issues":[…]}. valid is false exactly when an issue of
// severity error is there. The error is that of w, or of r.
func ValidateNDJSON(r io.Reader, w io.Writer, o Options) (Stats, error) {
	var s Stats
	out := bufio.NewWriterSize(w, 64<<10)
	source := &lastError{r: r}
	var b []byte
	for n, is := range Lines(source, o) {
		if source.err != nil {
			break
		}
		valid := !is.HasErrors()
		if valid {
			s.Valid++
		} else {
			s.Invalid++
		}
		b = append(strconv.AppendInt(append(b[:0], `{"line":`...), int64(n), 10), `,"valid":`...)
		b = append(strconv.AppendBool(b, valid), `,"issues":[`...)
		for i := range is {
			if i > 0 {
				b = append(b, ',')
			}
			b = is[i].AppendJSON(b)
		}
		if _, err := out.Write(append(b, "]}\n"...)); err != nil {
			return s, err
		}
	}
	if err := out.Flush(); err != nil {
		return s, err
	}
	return s, source.err
}

// lastError remembers the error of a reader, its end excepted.
type lastError struct {
	r   io.Reader
	err error
}

func (l *lastError) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		l.err = err
	}
	return n, err
}
