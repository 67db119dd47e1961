// SPDX-License-Identifier: Apache-2.0

package magistere

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"unicode"

	"forge.apps.education.fr/eafc/briques/catalogue"
)

// Columns are the columns of the index, in the order Write gives them. The
// first two are Moodle's own names of a course.
var Columns = []string{"idnumber", "fullname", "objectif", "collection", "tps_a_distance", "tps_en_presence", "accompagnement", "origin", "domain",
	"authors", "validateby", "academy", "departement", "contact", "entree_metier", "year", "code", "title", "version", "certificat",
	"rythme", "startdate", "enddate", "publics", "keywords"}

// Widths of the columns that M@gistère bounds, in characters.
var widths = map[string]int{"title": 15, "version": 3, "accompagnement": 250, "year": 2}

// Options is what a brick does not say of its place in M@gistère.
type Options struct {
	Year       string // two digits; "" takes those of PublishedOn
	Code       string // of the body that offers the course, "" is "BRQ"
	Academy    string
	Origin     string
	Domain     string
	Collection string
}

// Matricule is the unique name of a course: year, code and short title.
type Matricule struct{ Year, Code, Title string }

// String returns YY_CODE_TITRE.
func (m Matricule) String() string { return m.Year + "_" + m.Code + "_" + m.Title }

// ParseMatricule reads YY_CODE_TITRE; ok is false for another form.
func ParseMatricule(s string) (m Matricule, ok bool) {
	parts := strings.SplitN(s, "_", 3)
	if len(parts) != 3 || len(parts[0]) != 2 || !digits(parts[0]) || parts[1] == "" || parts[2] == "" || utf8.RuneCountInString(parts[2]) > widths["title"] {
		return m, false
	}
	return Matricule{parts[0], parts[1], parts[2]}, true
}

func digits(s string) bool {
	for _, c := range []byte(s) {
		if c-'0' > 9 {
			return false
		}
	}
	return s != ""
}

// matricule returns the name of a brick: the one it already has in M@gistère,
// else one made of its year, the code and its title.
func (o Options) matricule(b *catalogue.Brick) Matricule {
	for _, e := range b.External {
		if e.Scheme == "magistere" {
			if m, ok := ParseMatricule(e.Value); ok {
				return m
			}
		}
	}
	m := Matricule{o.Year, o.Code, shortTitle(b.Title.In("fr"))}
	if m.Year == "" && len(b.PublishedOn) >= 4 {
		m.Year = string(b.PublishedOn[2:4])
	}
	if m.Code == "" {
		m.Code = "BRQ"
	}
	return m
}

// shortTitle makes at most 15 capitals, digits and hyphens of a title, whole
// words as long as they fit.
func shortTitle(title string) string {
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), strings.ToUpper(title))
	if err != nil {
		plain = title
	}
	words := strings.FieldsFunc(plain, func(c rune) bool { return (c < 'A' || c > 'Z') && (c < '0' || c > '9') })
	out := ""
	for _, w := range words {
		if len(w) < 3 && len(words) > 1 {
			continue
		}
		next := strings.TrimPrefix(out+"-"+w, "-")
		if len(next) > widths["title"] {
			if out == "" {
				out = w[:widths["title"]]
			}
			break
		}
		out = next
	}
	return out
}
