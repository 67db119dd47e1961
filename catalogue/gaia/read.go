// SPDX-License-Identifier: Apache-2.0

package gaia

import (
	"hash/maphash"
	"io/fs"
	"path"
	"sort"
	"strings"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Person is what a line says of a trainee or speaker. It exists only on the
// way to Options.Pseudonym.
type Person struct{ Name, FirstName, Email string }

// Options says how a day is read.
type Options struct {
	// Pseudonym turns a person into a pseudonym; nil leaves trainees and
	// speakers out, each line counted as kept but no participation made.
	Pseudonym func(Person) competency.Pseudonym
	// Base is the start of the IRIs of pathways and bricks; the zero value
	// is "urn:gaia:".
	Base competency.IRI
	// Day is the folder AAAAMMJJ to read; "" is the last one of the tree, or
	// the tree's root when it holds no such folder.
	Day string
}

// Import is one day of GAIA. Bricks say no modality, minutes or targets: GAIA
// does not know them. Minutes of a participation are the length of a session
// that ends on the day it starts, 0 for a longer one.
type Import struct {
	Catalogue      catalogue.Catalogue
	Sessions       []catalogue.Session
	Participations []catalogue.Participation
	Speakers       []Speaker
	Files          []FileReport
}

// Speaker is one person who teaches a module.
type Speaker struct {
	Brick   catalogue.BrickRef
	Speaker competency.Pseudonym
}

// FileReport counts the lines of one file: Read = Kept + Reported + Blank.
// Merged lines, national sessions already sent by another academy, are among
// the kept.
type FileReport struct {
	Path                                string
	Read, Kept, Merged, Reported, Blank int
}

// Read reads the files of one day below fsys. Line and Column of an issue are
// those of the field; its pointer is /file kind/line/field number, 0 standing
// for the whole.
func Read(fsys fs.FS, o Options) (*Import, issue.Issues) {
	if o.Base == "" {
		o.Base = "urn:gaia:"
	}
	r := &reader{options: o, out: &Import{Catalogue: catalogue.Catalogue{Bricks: []catalogue.Brick{}}},
		keys: map[string]int{}, national: map[string]int{}, sessions: map[string]int{}, modules: map[string]catalogue.BrickRef{},
		pathways: map[string]int{}, people: map[uint64]uint64{}, seed: maphash.MakeSeed()}
	dir := o.Day
	if dir == "" {
		dir = lastDay(fsys)
	}
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return r.out, issue.Issues{ruleFile.At("", dir)}
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].Name() < entries[j].Name() })
	found := false
	for _, kind := range []kind{formations, speakers, trainees} {
		for _, e := range entries {
			if academy, ok := kind.names(e.Name()); ok && e.Type().IsRegular() {
				found = true
				r.file(fsys, path.Join(dir, e.Name()), academy, kind)
			}
		}
	}
	if !found {
		r.issues = append(r.issues, ruleFile.At("", dir))
	}
	return r.out, r.issues
}

// lastDay returns the newest folder named by a day, "." if there is none.
func lastDay(fsys fs.FS) string {
	last := "."
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return last
	}
	for _, e := range entries {
		if e.IsDir() && len(e.Name()) == 8 && digits(e.Name()) && (last == "." || e.Name() > last) {
			last = e.Name()
		}
	}
	return last
}

// kind is one of the three files.
type kind int

const (
	formations kind = iota
	speakers
	trainees
)

var kindWords = [...]string{"formations", "intervenants", "stagiaires"}

func (k kind) String() string { return kindWords[k] }

// fields is how many fields a line of the file has.
func (k kind) fields() int { return [...]int{14, 6, 5}[k] }

// shortest is the length under which a line of the file is surely refused;
// for trainees, the one of nearly all.
func (k kind) shortest() int { return [...]int{60, 20, 20}[k] }

// names reports whether a file name is of this kind, and of which academy.
func (k kind) names(file string) (academy string, ok bool) {
	stem, isCSV := strings.CutSuffix(strings.ToLower(file), ".csv")
	parts := strings.Split(stem, "_")
	n := len(parts)
	if !isCSV || n < 3 || parts[n-2] != k.String() || len(parts[n-1]) != 8 || !digits(parts[n-1]) {
		return "", false
	}
	return file[:len(stem)-len(parts[n-1])-len(parts[n-2])-2], true
}

func digits(s string) bool {
	for _, c := range []byte(s) {
		if c-'0' > 9 {
			return false
		}
	}
	return s != ""
}
