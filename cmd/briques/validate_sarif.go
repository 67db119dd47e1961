// SPDX-License-Identifier: Apache-2.0

package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// sarifReport is one SARIF 2.1.0 log. Results wait for the list of rules,
// which SARIF wants to refer to by index.
type sarifReport struct {
	*sink
	lang    string
	rules   map[string]issue.Issue
	results []sarifResult
}

type (
	sarifText struct {
		Text string `json:"text"`
	}
	sarifRule struct {
		ID               string         `json:"id"`
		ShortDescription sarifText      `json:"shortDescription"`
		Properties       map[string]any `json:"properties,omitempty"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
	}
	sarifPhysical struct {
		ArtifactLocation struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region *sarifRegion `json:"region,omitempty"`
	}
	sarifLogical struct {
		FullyQualifiedName string `json:"fullyQualifiedName"`
		Kind               string `json:"kind"`
	}
	sarifLocation struct {
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Fingerprints map[string]string `json:"partialFingerprints"`
	}
)

func newSarif(s *sink, lang string) *sarifReport {
	return &sarifReport{sink: s, lang: lang, rules: map[string]issue.Issue{}}
}

func sarifLevel(s issue.Severity) string {
	if s == issue.SeverityInfo {
		return "note"
	}
	return string(s)
}

// withFix joins sentence and mend.
func withFix(i issue.Issue, lang string) string {
	if i.Fix == "" {
		return i.Message
	}
	stop := ". "
	if strings.HasSuffix(i.Message, "?") || strings.HasSuffix(i.Message, ".") {
		stop = " "
	}
	if lang == "en" {
		return i.Message + stop + "Fix: " + i.Fix
	}
	return i.Message + stop + "Correction : " + i.Fix
}

func (r *sarifReport) add(d judged) error {
	seen := map[string]int{}
	for _, i := range d.issues {
		if _, ok := r.rules[i.Code]; !ok {
			r.rules[i.Code] = i
		}
		var loc sarifLocation
		loc.Physical.ArtifactLocation.URI = (&url.URL{Path: slashed(d.path)}).String()
		if i.Line > 0 {
			loc.Physical.Region = &sarifRegion{i.Line, i.Column}
		}
		if i.Pointer != "" {
			loc.Logical = []sarifLogical{{string(i.Pointer), "member"}}
		}
		r.results = append(r.results, sarifResult{
			RuleID: i.Code, Level: sarifLevel(i.Severity), Message: sarifText{withFix(i, r.lang)},
			Locations: []sarifLocation{loc}, Fingerprints: map[string]string{"briques/v1": fingerprint(d, i, seen)}})
	}
	return nil
}

// slashed is how forges write the path of a file of theirs.
func slashed(p string) string { return filepath.ToSlash(filepath.Clean(p)) }

// fingerprint names a fault by what stays when lines move: file, document,
// code and pointer, and a number where these are equal.
func fingerprint(d judged, i issue.Issue, seen map[string]int) string {
	key := strings.Join([]string{slashed(d.path), strconv.Itoa(d.line), i.Code, string(i.Pointer)}, "\x00")
	seen[key]++
	sum := sha256.Sum256([]byte(key + "\x00" + strconv.Itoa(seen[key])))
	return hex.EncodeToString(sum[:16])
}

func (r *sarifReport) end() error {
	codes := make([]string, 0, len(r.rules))
	for c := range r.rules {
		codes = append(codes, c)
	}
	sort.Strings(codes)
	rules := []sarifRule{}
	index := map[string]int{}
	for n, c := range codes {
		index[c] = n
		i := r.rules[c]
		rule := sarifRule{ID: c, ShortDescription: sarifText{i.Message}}
		if i.Ref != "" {
			rule.Properties = map[string]any{"reference": i.Ref}
		}
		rules = append(rules, rule)
	}
	for n := range r.results {
		r.results[n].RuleIndex = index[r.results[n].RuleID]
	}
	if r.results == nil {
		r.results = []sarifResult{}
	}
	lang := "fr-FR"
	if r.lang == "en" {
		lang = "en-US"
	}
	log := map[string]any{
		"$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		"version": "2.1.0",
		"runs": []any{map[string]any{
			"tool":       map[string]any{"driver": map[string]any{"name": "briques", "informationUri": "https://forge.apps.education.fr/eafc/briques", "language": lang, "rules": rules}},
			"columnKind": "unicodeCodePoints",
			"results":    r.results,
		}},
	}
	e := json.NewEncoder(r)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return firstError(e.Encode(log), r.Flush())
}
