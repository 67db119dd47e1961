// SPDX-License-Identifier: Apache-2.0

package strictjson

import (
	"bytes"
	"sync"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Scan reads data once and returns all that is wrong with it as a text of
// profile p; nil when nothing is.
func Scan(data []byte, p Profile, l Limits) issue.Issues {
	r := readers.Get().(*Reader)
	r.Reset(data, p, l)
	r.Skip()
	is := r.Finish()
	r.data = nil
	readers.Put(r)
	return is
}

// readers spares Scan a Reader for each of many small texts.
var readers = sync.Pool{New: func() any { return new(Reader) }}

// foreignText recognises YAML and CSV, says where they begin and how to
// convert them.
func foreignText(data []byte) (at int, what, how string) {
	line := bytes.TrimLeft(data, " \t\r\n")
	at = len(data) - len(line)
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	line = bytes.TrimSpace(line)
	switch {
	case bytes.HasPrefix(line, []byte("---")), bytes.HasPrefix(line, []byte("%YAML")), yamlKey(line):
		return at, "YAML", "yq -o json"
	case bytes.Count(line, []byte(";")) > 0 && csvHead(line, ';'), bytes.Count(line, []byte(",")) > 0 && csvHead(line, ','):
		return at, "CSV", "briques framework convert, briques catalogue convert"
	}
	return at, "", ""
}

// yamlKey reports whether a line is "word: …" or "word:".
func yamlKey(line []byte) bool {
	i := bytes.IndexByte(line, ':')
	if i < 1 || i+1 < len(line) && line[i+1] != ' ' {
		return false
	}
	return words(line[:i])
}

// csvHead reports whether a line is two or more plain words between sep.
func csvHead(line []byte, sep byte) bool {
	cells := bytes.Split(line, []byte{sep})
	for _, c := range cells {
		if c = bytes.Trim(bytes.TrimSpace(c), `"`); len(c) > 0 && !words(c) {
			return false
		}
	}
	return len(cells) > 1 && len(bytes.TrimSpace(cells[0])) > 1
}

// words reports whether s begins with a letter and holds letters, digits,
// underscores, hyphens and spaces only.
func words(s []byte) bool {
	for i, c := range s {
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80
		if !letter && (i == 0 || c != '_' && c != '-' && c != ' ' && c-'0' > 9) {
			return false
		}
	}
	return len(s) > 0
}
