// SPDX-License-Identifier: Apache-2.0

package issue

// The SHAPE rules that every decoder needs: wrong type, missing member,
// unknown member. The others stand in shape_schema.go.
var (
	Shape001 = &Rule{Code: "SHAPE-001", Severity: SeverityError,
		Message: Text{"{0} lu, {1} attendu", "{0} read, {1} expected"},
		Fix:     Text{"remplacez cette valeur par : {1}", "replace this value by: {1}"}}
	Shape002 = &Rule{Code: "SHAPE-002", Severity: SeverityError,
		Message: Text{"champ « {0} » manquant", "member “{0}” missing"},
		Fix:     Text{"ajoutez « {0} »", "add “{0}”"}}
	Shape003 = &Rule{Code: "SHAPE-003", Severity: SeverityError,
		Message: Text{"champ inconnu « {0} »", "unknown member “{0}”"},
		Fix:     Text{"retirez-le ou corrigez son nom", "remove it or correct its name"}}
)
