// SPDX-License-Identifier: Apache-2.0

package label

import "strings"

// words holds what a person reads for each value of the vocabularies, French
// then English.
var words = map[string][2]string{
	string(VerdictConform):             {"conforme", "conform"},
	string(VerdictConformWithReserves): {"conforme avec réserves", "conform with reserves"},
	string(VerdictUndetermined):        {"indéterminé", "undetermined"},
	string(VerdictNotConform):          {"non conforme", "not conform"},
	string(SeverityMajor):              {"majeur", "major"},
	string(SeverityMinor):              {"mineur", "minor"},
	string(ModeComputed):               {"calculé", "computed"},
	string(ModeEvidence):               {"sur pièces", "on evidence"},
	string(OriginHuman):                {"décision humaine", "human decision"},
	string(TruthTrue):                  {"satisfait", "met"},
	string(TruthFalse):                 {"non satisfait", "not met"},
	string(TruthUnknown):               {"inconnu", "unknown"},
	"absent":                           {"non renseigné", "not stated"},
	"present":                          {"renseigné", "stated"},
	"toExamine":                        {"à examiner", "to be examined"},
	"noPiece":                          {"sans pièce", "without a piece"},
	"notApplicable":                    {"sans objet", "not applicable"},
	"better":                           {"progrès", "better"},
	"worse":                            {"recul", "worse"},
	"changed":                          {"changé", "changed"},
	"added":                            {"ajouté", "added"},
	"removed":                          {"retiré", "removed"},
}

// Word returns what a person reads for a value of one of the vocabularies of
// this package, in French unless lang is "en"; the value itself when it is
// unknown.
func Word[V ~string](value V, lang string) string {
	w, ok := words[string(value)]
	if !ok {
		return string(value)
	}
	if lang == "en" {
		return w[1]
	}
	return w[0]
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

// signs words the signs that begin what a reason expected, French then
// English.
var signs = map[string][2]string{
	"present":  {"renseigné", "stated"},
	"resolves": {"connu d’un référentiel fourni", "known to a framework that was given"},
	"covers":   {"couvert :", "covered:"},
	"pieces":   {"pièces", "pieces"},
	"count":    {"nombre", "count"},
	"each":     {"pour chacun", "for each"},
	"some":     {"pour l’un d’eux", "for one of them"},
	"¬":        {"non :", "not:"},
}

// wordSigns words the signs that a text begins with.
func wordSigns(s, lang string) string {
	head, rest, more := strings.Cut(s, " ")
	w, ok := signs[head]
	if !ok {
		return s
	}
	head = w[0]
	if lang == "en" {
		head = w[1]
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
