// SPDX-License-Identifier: Apache-2.0

// Package sheet reads and writes a catalogue as the table that an academy
// fills in: one row per brick, CSV or XLSX.
//
// Columns: id, version, titre_fr, resume_fr, nature, statut, modalite,
// minutes_presence, minutes_distance, vise, entree, prerequis, publics,
// etiquettes, licence, gaia, magistere. They are found by name, in any order;
// only id and titre_fr must be there.
//
// A list is separated by ","; a rank is written CODE@RANK, CODE being that of
// a framework item ("EA1@2"; "(EA1@2)" for an item that is put to use rather
// than aimed at); a prerequisite is the id of a brick, "id@1.2.0" for another
// version than 1.0.0, "a | b" for a choice. Words of a vocabulary may be
// French or the JSON ones. Empty cells take the usual value: formation,
// en incubation, présentiel, 1.0.0.
package sheet
