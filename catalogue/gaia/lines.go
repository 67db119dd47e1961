// SPDX-License-Identifier: Apache-2.0

package gaia

import (
	"bufio"
	"bytes"
	"hash/maphash"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

const (
	maxLines = 2_000_000
	maxLine  = 4096
)

// reader gathers one day.
type reader struct {
	options Options
	out     *Import
	issues  issue.Issues

	keys     map[string]int                // session key -> line
	national map[string]int                // what makes national lines one -> index of the session
	sessions map[string]int                // table|session id -> index of the session
	modules  map[string]catalogue.BrickRef // table|module id -> brick
	pathways map[string]int                // table|dispositif -> index of the pathway
	people   map[uint64]uint64             // hash of an address -> hash of the first person behind it
	seed     maphash.Seed

	// of the file being read
	kind    kind
	academy string
	line    int
	refused bool
	report  *FileReport
	raw     []byte
	cells   []string
}

// file reads one file line by line.
func (r *reader) file(fsys fs.FS, name, academy string, k kind) {
	f, err := fsys.Open(name)
	if err != nil {
		r.issues = append(r.issues, ruleFile.At("", name))
		return
	}
	defer f.Close()
	r.kind, r.academy, r.line = k, academy, 0
	r.out.Files = append(r.out.Files, FileReport{Path: name})
	r.report = &r.out.Files[len(r.out.Files)-1]
	isUTF8, count, ok := sniff(fsys, name, k.shortest())
	if !ok {
		r.issues = append(r.issues, ruleFile.At("", name))
		return
	}
	switch count = min(count, maxLines); {
	case k == formations:
		r.out.Sessions = slices.Grow(r.out.Sessions, count)
	case k == trainees && r.options.Pseudonym != nil:
		r.out.Participations = slices.Grow(r.out.Participations, count)
	}
	if isUTF8 {
		r.note(0, ruleUTF8)
	}
	sc := bufio.NewScanner(f)
	sc.Buffer(make([]byte, 0, 64<<10), maxLine)
	for sc.Scan() {
		if r.line++; r.line > maxLines {
			r.note(0, ruleLimit, issue.Text{FR: "2 000 000 lignes", EN: "2,000,000 lines"})
			return
		}
		r.record(bytes.TrimSuffix(sc.Bytes(), []byte("\r")), isUTF8)
	}
	if sc.Err() != nil {
		r.line++
		r.report.Read++
		r.report.Reported++
		r.note(0, ruleLimit, issue.Text{FR: "4 096 octets par ligne", EN: "4,096 bytes a line"})
	}
}

// record reads one line and counts it.
func (r *reader) record(raw []byte, isUTF8 bool) {
	r.report.Read++
	if r.line == 1 {
		raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	}
	if len(bytes.TrimSpace(raw)) == 0 {
		r.report.Blank++
		return
	}
	r.raw, r.refused = raw, false
	cells := r.split(string(raw))
	switch {
	case len(cells) != r.kind.fields():
		r.note(0, ruleFields, len(cells), r.kind.fields())
	default:
		for i := range cells {
			text, ok := decode(cells[i], isUTF8)
			if !ok {
				r.note(i+1, ruleByte)
			}
			cells[i] = text
		}
	}
	merged := false
	if !r.refused {
		switch r.kind {
		case formations:
			merged = r.formation(cells)
		case speakers:
			r.speaker(cells)
		case trainees:
			r.trainee(cells)
		}
	}
	switch {
	case r.refused:
		r.report.Reported++
	case merged:
		r.report.Merged++
		r.report.Kept++
	default:
		r.report.Kept++
	}
}

// split cuts a line into a slice that the next line reuses.
func (r *reader) split(line string) []string {
	r.cells = r.cells[:0]
	for {
		i := strings.IndexByte(line, '|')
		if i < 0 {
			return append(r.cells, line)
		}
		r.cells, line = append(r.cells, line[:i]), line[i+1:]
	}
}

// note records rule for a field of the current line, from 1; 0 is the line. An
// error refuses the line.
func (r *reader) note(field int, rule *issue.Rule, args ...any) {
	r.refused = r.refused || rule.Severity == fault
	if len(r.issues) >= maxIssues {
		if len(r.issues) == maxIssues {
			r.issues = append(r.issues, ruleLimit.At("", issue.Text{FR: "10 000 constats ; les suivants sont comptés, non listés", EN: "10,000 issues; the next ones are counted, not listed"}))
		}
		return
	}
	is := rule.At(issue.Pointer("/"+r.kind.String()).Index(r.line).Index(field), args...)
	is.Line = r.line
	if field > 0 {
		is.Column = 1
		for n, c := range bytes.Split(r.raw, []byte("|")) {
			if n == field-1 {
				break
			}
			is.Column += utf8.RuneCount(c) + 1
		}
	}
	r.issues = append(r.issues, is)
}

// maxIssues is how many faults are listed. Every line is still counted.
const maxIssues = 10_000

// sniff counts the lines of a file that are long enough to be kept, so that
// room for them can be made once, and reports whether it holds characters
// beyond ASCII, all of them UTF-8.
func sniff(fsys fs.FS, name string, shortest int) (isUTF8 bool, lines int, ok bool) {
	f, err := fsys.Open(name)
	if err != nil {
		return false, 0, false
	}
	defer f.Close()
	in := bufio.NewReaderSize(f, 64<<10)
	foreign, broken := false, false
	for {
		line, err := in.ReadSlice('\n')
		for _, c := range line {
			if c >= utf8.RuneSelf {
				foreign = true
				// A letter cut by a full buffer counts as broken: lines that
				// long are refused anyway.
				broken = broken || !utf8.Valid(line)
				break
			}
		}
		if len(line) >= shortest {
			lines++
		}
		if err != nil && err != bufio.ErrBufferFull {
			return foreign && !broken, lines, true
		}
	}
}

// decode returns the text of a cell; ok is false where a byte means nothing.
func decode(cell string, isUTF8 bool) (text string, ok bool) {
	ascii := true
	for i := 0; i < len(cell); i++ {
		ascii = ascii && cell[i] < utf8.RuneSelf
	}
	switch {
	case ascii:
		return cell, true
	case isUTF8:
		return cell, utf8.ValidString(cell)
	}
	var b strings.Builder
	ok = true
	for i := 0; i < len(cell); i++ {
		c := charmap.Windows1252.DecodeByte(cell[i])
		if c == utf8.RuneError || cell[i] >= 0x80 && cell[i] < 0xA0 && c == rune(cell[i]) {
			ok = false
		}
		b.WriteRune(c)
	}
	return b.String(), ok
}
