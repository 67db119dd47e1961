// SPDX-License-Identifier: Apache-2.0

// Package catalogue describes what an academy offers: bricks ("briques"),
// pathways over them ("parcours"), the sessions that deliver them, the
// participations that count, and the partners behind them.
//
// A Brick says which ranks of which framework items it raises, from which
// entry ranks, after which other bricks, in how many minutes and how. A
// Pathway orders bricks. A Catalogue holds bricks, pathways and partners; its
// Check finds every fault at once, Coverage says which ranks no live brick
// reaches, Partnerships draws who works with whom, and Index finds bricks in
// French as people type it. The shortest pathway over a catalogue is the
// business of package catalogue/planner.
//
// No type of this package holds a name, an e-mail address or a civil
// identity: a learner is a pseudonym.
//
// # Weight
//
// The package goes into widgets: types, Check, search and the planner link
// neither fmt, encoding/json, reflect, regexp, time nor crypto. Codecs and
// digests are absent from js builds.
package catalogue
