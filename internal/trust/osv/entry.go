// SPDX-License-Identifier: Apache-2.0

package osv

import (
	"encoding/json"
	"errors"
	"fmt"
	"sort"
	"strings"

	"golang.org/x/mod/semver"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
)

// Entry is what the gate reads of one OSV record (OSV schema 1.x).
type Entry struct {
	ID        string     `json:"id"`
	Withdrawn string     `json:"withdrawn"`
	Affected  []Affected `json:"affected"`
}

// Affected is one module that an entry speaks of.
type Affected struct {
	Package struct {
		Name      string `json:"name"`
		Ecosystem string `json:"ecosystem"`
	} `json:"package"`
	Ranges   []Range `json:"ranges"`
	Specific struct {
		Imports []struct {
			Path string `json:"path"`
		} `json:"imports"`
	} `json:"ecosystem_specific"`
}

// Range is a list of version events.
type Range struct {
	Type   string  `json:"type"`
	Events []Event `json:"events"`
}

// Event is one bound of a range; one of its fields is set.
type Event struct {
	Introduced   string `json:"introduced"`
	Fixed        string `json:"fixed"`
	LastAffected string `json:"last_affected"`
}

// entryLimits bounds one record. Scanned first, a record cannot hide a range
// behind a second one of the same name.
var entryLimits = strictjson.Limits{Bytes: 16 << 20, Values: 1_000_000, Number: 100}

// ParseEntry reads one OSV record. It refuses what has no id.
func ParseEntry(data []byte) (Entry, error) {
	var e Entry
	if is := strictjson.Scan(data, strictjson.Wire, entryLimits); is.HasErrors() {
		return e, fmt.Errorf("OSV entry: %w", is)
	}
	if err := json.Unmarshal(data, &e); err != nil {
		return e, fmt.Errorf("OSV entry: %w", err)
	}
	if e.ID == "" {
		return e, errors.New("OSV entry without id")
	}
	return e, nil
}

// Module is one module of a build. Folder says that a local folder replaces
// it: its version then says nothing.
type Module struct {
	Path, Version string
	Folder        bool
}

// Verdict is what one entry means for one module.
type Verdict string

// The verdicts, from harmless to grave. Info: the module is affected, but no
// affected package of it is imported. Unjudged: a folder stands in for it.
const (
	None     Verdict = "none"
	Info     Verdict = "info"
	Unjudged Verdict = "unjudged"
	Hit      Verdict = "hit"
)

// Judge holds one module against one entry. imported names the packages of
// the build.
func (e *Entry) Judge(m Module, imported map[string]bool) (Verdict, error) {
	if e.Withdrawn != "" {
		return None, nil
	}
	worst := None
	for i := range e.Affected {
		a := &e.Affected[i]
		if a.Package.Ecosystem != "Go" || a.Package.Name != m.Path {
			continue
		}
		if m.Folder {
			return Unjudged, nil
		}
		in, err := a.affects(m.Version)
		if err != nil {
			return None, fmt.Errorf("%s, %s: %w", e.ID, m.Path, err)
		}
		switch {
		case !in:
		case a.reached(imported):
			return Hit, nil
		default:
			worst = Info
		}
	}
	return worst, nil
}

// reached reports whether an affected package is imported; an entry that
// lists none means the whole module.
func (a *Affected) reached(imported map[string]bool) bool {
	for _, p := range a.Specific.Imports {
		if imported[p.Path] {
			return true
		}
	}
	return len(a.Specific.Imports) == 0
}

// affects reports whether version lies in a SEMVER range. Without any such
// range every version is affected.
func (a *Affected) affects(version string) (bool, error) {
	v, err := canonical(version)
	if err != nil {
		return false, err
	}
	some, in := false, false
	for _, r := range a.Ranges {
		if r.Type != "SEMVER" {
			continue
		}
		some = true
		hit, err := r.holds(v)
		if err != nil {
			return false, err
		}
		in = in || hit
	}
	return in || !some, nil
}

// bound is an event with its canonical version.
type bound struct {
	version string
	kind    int // 0 introduced, 1 fixed, 2 last affected
}

func (r *Range) holds(v string) (bool, error) {
	var bounds []bound
	for _, e := range r.Events {
		for kind, s := range []string{e.Introduced, e.Fixed, e.LastAffected} {
			if s == "" {
				continue
			}
			at := "v0.0.0-0"
			if s != "0" || kind != 0 {
				var err error
				if at, err = canonical(s); err != nil {
					return false, err
				}
			}
			bounds = append(bounds, bound{at, kind})
		}
	}
	sort.SliceStable(bounds, func(i, j int) bool { return semver.Compare(bounds[i].version, bounds[j].version) < 0 })
	in := false
	for _, b := range bounds {
		c := semver.Compare(b.version, v)
		switch {
		case b.kind == 0 && c <= 0:
			in = true
		case b.kind == 1 && c <= 0, b.kind == 2 && c < 0:
			in = false
		}
	}
	return in, nil
}

// canonical turns a module version, a version of the database (no v) or a Go
// version (go1.22rc1) into a semantic version with its v.
func canonical(s string) (string, error) {
	s, _, _ = strings.Cut(s, " ")
	if rest, isGo := strings.CutPrefix(s, "go"); isGo {
		s = goVersion(rest)
	}
	v := "v" + strings.TrimPrefix(s, "v")
	if !semver.IsValid(v) {
		return "", fmt.Errorf("%q is no version", s)
	}
	return v, nil
}

// goVersion turns 1.22rc1 into 1.22.0-rc.1 and 1.22 into 1.22.0.
func goVersion(s string) string {
	pre := ""
	for _, word := range []string{"rc", "beta"} {
		if number, n, found := strings.Cut(s, word); found {
			s, pre = number, "-"+word+"."+n
		}
	}
	if strings.Count(s, ".") == 1 {
		s += ".0"
	}
	return s + pre
}
