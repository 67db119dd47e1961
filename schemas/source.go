// SPDX-License-Identifier: Apache-2.0

package schemas

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"sync"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Files returns the published files below v1: schemas, editor twins,
// catalog.json, rules.json, titles.json, versions.json and tables.
func Files() fs.FS {
	sub, err := fs.Sub(published, Major)
	if err != nil {
		return published
	}
	return sub
}

// Source returns the published schema of k as it stands in the repository.
func Source(k Kind) ([]byte, error) {
	b, err := published.ReadFile(Major + "/" + string(k) + ".schema.json")
	if err != nil {
		return nil, fmt.Errorf("no schema %q in this release", k)
	}
	return b, nil
}

var (
	compiledMu sync.Mutex
	compiledBy = map[Kind]func() (*Compiled, error){}
)

// Schema returns the compiled schema of k. Each is compiled once, when it is
// first asked for.
func Schema(k Kind) (*Compiled, error) {
	compiledMu.Lock()
	once, ok := compiledBy[k]
	if !ok {
		once = sync.OnceValues(func() (*Compiled, error) { return compileKind(k) })
		compiledBy[k] = once
	}
	compiledMu.Unlock()
	return once()
}

func compileKind(k Kind) (*Compiled, error) {
	src, err := Source(k)
	if err != nil {
		return nil, err
	}
	titles := Titles(k)
	c, err := compile(src, func(p issue.Pointer) (issue.Text, bool) {
		t, ok := titles()[p]
		return t, ok
	})
	if err != nil {
		return nil, err
	}
	inf, _ := k.Info()
	c.wire, c.limits = inf.Wire, inf.Limits
	return c, nil
}

// titleBook is titles.json: kind, place in the schema, title.
var titleBook = sync.OnceValue(func() map[Kind]map[issue.Pointer]issue.Text {
	book := map[Kind]map[issue.Pointer]issue.Text{}
	if b, err := published.ReadFile(Major + "/titles.json"); err == nil {
		_ = json.Unmarshal(b, &book) // our own file, checked by tests
	}
	return book
})

// Titles returns a function that gives the titles of the schema of k in both
// languages, by place in the schema. A value of an enumeration has the place
// of its schema, then /enum/VALUE.
func Titles(k Kind) func() map[issue.Pointer]issue.Text {
	return func() map[issue.Pointer]issue.Text { return titleBook()[k] }
}

// Released is what versions.json says of one schema.
type Released struct {
	Version  string `json:"version"`
	Date     string `json:"date"`
	Personal bool   `json:"personal"`
	SHA256   string `json:"sha256"`
}

// Versions returns the version of every published schema.
func Versions() map[Kind]Released {
	out := map[Kind]Released{}
	if b, err := published.ReadFile(Major + "/versions.json"); err == nil {
		_ = json.Unmarshal(b, &out) // our own file, checked by tests
	}
	return out
}
