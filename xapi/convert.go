// SPDX-License-Identifier: Apache-2.0

package xapi

import "forge.apps.education.fr/eafc/briques/schemas/issue"

// The CONVERSION rules: what a change of version had to assume or lose.
var (
	ruleAssumedUTC = warn("CONVERSION-001", "« {0} » n'avait pas de décalage horaire : UTC a été supposé",
		"“{0}” had no offset: UTC was assumed", "vérifiez l'heure d'origine", "check the original time")
	ruleLostAgent = warn("CONVERSION-002", "contextAgent perdu : la version 1.0.3 n'en a pas",
		"contextAgent lost: version 1.0.3 has none", "conservez aussi la trace 2.0", "keep the 2.0 statement too")
	ruleLostGroup = warn("CONVERSION-003", "contextGroup perdu : la version 1.0.3 n'en a pas",
		"contextGroup lost: version 1.0.3 has none", "conservez aussi la trace 2.0", "keep the 2.0 statement too")
)

// Upgrade returns the statement b, valid in 1.0.3, as one of 2.0: version
// 2.0.0 and timestamps in RFC 3339, UTC. Everything else keeps its bytes.
// Each offset that had to be assumed is an issue. A statement that is not
// valid is returned as nil with its faults.
func Upgrade(b []byte) ([]byte, issue.Issues) {
	if is := Validate(b, Options{Version: V103}); is.HasErrors() {
		return nil, is
	}
	e := newEditor(b)
	e.walk(func(name string) *issue.Rule {
		if name == "timestamp" || name == "stored" {
			e.toUTC()
		}
		return nil
	})
	e.set("version", `"2.0.0"`)
	return e.done()
}

// Downgrade returns the statement b, valid in 2.0, as one of 1.0.3: version
// 1.0.0 and no contextAgents nor contextGroups; each of those lost is an
// issue. The specification forbids an LRS to do so (1.0.3 Part Three §3.3):
// this is for export and forwarding, on demand.
func Downgrade(b []byte) ([]byte, issue.Issues) {
	if is := Validate(b, Options{Version: V20}); is.HasErrors() {
		return nil, is
	}
	e := newEditor(b)
	e.walk(func(name string) *issue.Rule {
		switch name {
		case "contextAgents":
			return ruleLostAgent
		case "contextGroups":
			return ruleLostGroup
		}
		return nil
	})
	e.set("version", `"1.0.0"`)
	return e.done()
}
