// SPDX-License-Identifier: Apache-2.0

// Package sheet reads and writes frameworks as the spreadsheet that people
// fill in, CSV or XLSX, with the columns
//
//	type;code;parent;rang;intitule_fr;intitule_en;n0…n12;nature;origine;source;remarque
//
// One row is one thing, told by its type: referentiel (a property of the
// framework, named in code), niveau and descriptif (parent is the scale, rang
// the rank), domaine, competence, composante (n1…n12 are the anchors), ancre
// (its English words), enonce (a longer statement), motcle, critere,
// correspondance. Columns may come in any order, headers and types in French
// or English, with or without accents. Nature holds further traits separated
// by "|", such as "phase=plan | validite=24".
//
// Identifiers are computed from the framework's URI and the codes, so that
// importing a sheet again keeps them. Write lists what has no column
// (FWSHEET-011).
//
// Legacy files of Moodle's « Référentiel » module (XML, CSV, outcomes CSV)
// are recognised and read; their certification rules are reported only.
//
// Limits: those of internal/tabular and internal/strictxml.
package sheet
