// SPDX-License-Identifier: Apache-2.0

package sheet

import (
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
)

// The columns, in the order of the output.
const (
	colType = iota
	colCode
	colParent
	colRank
	colFR
	colEN
	colN0
	colNature = colN0 + 13 + iota - 7
	colOrigin
	colSource
	colNote
	columns
)

var headers = func() []string {
	h := []string{"type", "code", "parent", "rang", "intitule_fr", "intitule_en"}
	for r := range 13 {
		h = append(h, "n"+strconv.Itoa(r))
	}
	return append(h, "nature", "origine", "source", "remarque")
}()

// aliases are the English headers.
var aliases = map[string]string{"rank": "rang", "titlefr": "intitulefr", "titleen": "intituleen", "labelfr": "intitulefr", "labelen": "intituleen",
	"kind": "nature", "origin": "origine", "note": "remarque", "notes": "remarque", "intitule": "intitulefr", "title": "intituleen"}

// The types of row.
const (
	rowFramework  = "referentiel"
	rowLevel      = "niveau"
	rowDescriptor = "descriptif"
	rowDomain     = "domaine"
	rowCompetency = "competence"
	rowComponent  = "composante"
	rowAnchor     = "ancre"
	rowStatement  = "enonce"
	rowKeyword    = "motcle"
	rowIndicator  = "critere"
	rowLink       = "correspondance"
)

var rowTypes = map[string]string{rowFramework: rowFramework, "framework": rowFramework, rowLevel: rowLevel, "level": rowLevel, rowDescriptor: rowDescriptor, "descriptor": rowDescriptor,
	rowDomain: rowDomain, "domain": rowDomain, rowCompetency: rowCompetency, "competency": rowCompetency, rowComponent: rowComponent, "component": rowComponent,
	rowAnchor: rowAnchor, "anchor": rowAnchor, rowStatement: rowStatement, "statement": rowStatement, rowKeyword: rowKeyword, "keyword": rowKeyword,
	rowIndicator: rowIndicator, "criterion": rowIndicator, "indicateur": rowIndicator, rowLink: rowLink, "mapping": rowLink, "match": rowLink}

var itemRows = map[competency.ItemType]string{competency.ItemDomain: rowDomain, competency.ItemCompetency: rowCompetency, competency.ItemComponent: rowComponent}

// pair ties a French word of the sheet to a value of competency.
type pair struct{ word, value string }

var (
	origins = []pair{{"officiel", "official"}, {"projet", "project"}, {"traduction", "translation"}, {"importe", "imported"}}
	kinds   = []pair{{"individuel", "individual"}, {"socle", "commonBase"}, {"organisation", "organisation"}}
	stands  = []pair{{"officiel", "official"}, {"exemple", "example"}, {"importe", "imported"}}
	states  = []pair{{"projet", "draft"}, {"a venir", "pendingImplementation"}, {"en vigueur", "implemented"}, {"retire", "retired"}}
	natures = []pair{{"connaissance", "knowledge"}, {"savoir-faire", "skill"}, {"attitude", "attitude"}}
)

// wordOf and valueOf translate; an unknown one gives "".
func wordOf(list []pair, value string) string {
	for _, p := range list {
		if p.value == value {
			return p.word
		}
	}
	return ""
}

func valueOf(list []pair, word string) string {
	for _, p := range list {
		if fold(p.word) == fold(word) || strings.EqualFold(p.value, strings.TrimSpace(word)) {
			return p.value
		}
	}
	return ""
}

func wordsOf(list []pair) string {
	out := make([]string, len(list))
	for i, p := range list {
		out[i] = p.word
	}
	return strings.Join(out, ", ")
}

var accents = strings.NewReplacer("é", "e", "è", "e", "ê", "e", "ë", "e", "à", "a", "â", "a", "î", "i", "ï", "i", "ô", "o", "ù", "u", "û", "u", "ç", "c", "œ", "oe")

// fold drops case, accents and everything but letters and digits.
func fold(s string) string {
	s = accents.Replace(strings.ToLower(s))
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// traits are what the column nature holds: words and name=value.
type traits []string

func (t *traits) flag(name string, on bool) {
	if on {
		*t = append(*t, name)
	}
}

func (t *traits) set(name, value string) {
	if value != "" {
		*t = append(*t, name+"="+strings.NewReplacer("%", "%25", "|", "%7C").Replace(value))
	}
}

func (t traits) String() string { return strings.Join(t, " | ") }

func parseTraits(cell string) traits {
	var out traits
	for _, part := range strings.Split(cell, "|") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, strings.NewReplacer("%7C", "|", "%25", "%").Replace(part))
		}
	}
	return out
}

// take returns the value of a name, or "" ; it is removed.
func (t *traits) take(name string) string {
	for i, part := range *t {
		k, v, ok := strings.Cut(part, "=")
		if ok && fold(k) == name {
			*t = append((*t)[:i:i], (*t)[i+1:]...)
			return v
		}
	}
	return ""
}

// has reports whether a word is there; it is removed.
func (t *traits) has(word string) bool {
	for i, part := range *t {
		if fold(part) == word {
			*t = append((*t)[:i:i], (*t)[i+1:]...)
			return true
		}
	}
	return false
}
