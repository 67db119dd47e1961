// SPDX-License-Identifier: Apache-2.0

package label

import "strings"

// wording is what a person reads for a word of ours. Tables of it are plain
// data: a map would be built at the start of every program that links this.
type wording struct{ word, fr, en string }

// in returns what to read for word in a table; ok is false when it is not in.
func in(table []wording, word, lang string) (s string, ok bool) {
	for i := range table {
		if w := &table[i]; w.word == word {
			if lang == "en" {
				return w.en, true
			}
			return w.fr, true
		}
	}
	return "", false
}

// words holds what a person reads for each value of the vocabularies.
var words = []wording{
	{string(VerdictConform), "conforme", "conform"},
	{string(VerdictConformWithReserves), "conforme avec réserves", "conform with reserves"},
	{string(VerdictUndetermined), "indéterminé", "undetermined"},
	{string(VerdictNotConform), "non conforme", "not conform"},
	{string(SeverityMajor), "majeur", "major"},
	{string(SeverityMinor), "mineur", "minor"},
	{string(ModeComputed), "calculé", "computed"},
	{string(ModeEvidence), "sur pièces", "on evidence"},
	{string(OriginHuman), "décision humaine", "human decision"},
	{string(TruthTrue), "satisfait", "met"},
	{string(TruthFalse), "non satisfait", "not met"},
	{string(TruthUnknown), "inconnu", "unknown"},
	{"absent", "non renseigné", "not stated"},
	{"present", "renseigné", "stated"},
	{"toExamine", "à examiner", "to be examined"},
	{"noPiece", "sans pièce", "without a piece"},
	{"notApplicable", "sans objet", "not applicable"},
	{"better", "progrès", "better"},
	{"worse", "recul", "worse"},
	{"changed", "changé", "changed"},
	{"added", "ajouté", "added"},
	{"removed", "retiré", "removed"},
}

// Word returns what a person reads for a value of one of the vocabularies of
// this package, in French unless lang is "en"; the value itself when it is
// unknown.
func Word[V ~string](value V, lang string) string {
	if s, ok := in(words, string(value), lang); ok {
		return s
	}
	return string(value)
}

// State returns what a person reads for a finding: met, not met, unknown, to
// be examined, without a piece, not applicable.
func (f *Finding) State(lang string) string {
	switch {
	case f.Applies == TruthFalse:
		return Word("notApplicable", lang)
	case f.Origin == OriginEvidence && f.Truth == TruthUnknown && len(f.Evidence) == 0:
		return Word("noPiece", lang)
	case f.Origin == OriginEvidence && f.Truth == TruthUnknown:
		return Word("toExamine", lang)
	}
	return Word(f.outcome(), lang)
}

// signs words the signs that begin what a reason expected.
var signs = []wording{
	{"present", "renseigné", "stated"},
	{"resolves", "connu d’un référentiel fourni", "known to a framework that was given"},
	{"covers", "couvert :", "covered:"},
	{"pieces", "pièces", "pieces"},
	{"count", "nombre", "count"},
	{"each", "pour chacun", "for each"},
	{"some", "pour l’un d’eux", "for one of them"},
	{"¬", "non :", "not:"},
}

// wordSigns words the signs that a text begins with.
func wordSigns(s, lang string) string {
	head, rest, more := strings.Cut(s, " ")
	head, ok := in(signs, head, lang)
	if !ok {
		return s
	}
	if more {
		head += " " + wordSigns(rest, lang)
	}
	return head
}

// In words the reason: where, what was expected, what was read.
func (r Reason) In(lang string) string {
	got := r.Got
	if got == "absent" || got == "null" {
		got = Word("absent", lang)
	}
	expected := wordSigns(r.Expected, lang)
	where := string(r.Path)
	if where == "" {
		where = "/"
	}
	if lang == "en" {
		return where + ": expected " + expected + ", read " + got
	}
	return where + " : attendu " + expected + ", lu " + got
}
