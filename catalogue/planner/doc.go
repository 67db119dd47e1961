// SPDX-License-Identifier: Apache-2.0

// Package planner finds the pathway ("parcours") of least minutes that leads
// from the ranks a learner has to the ranks that are wanted, and proves it.
//
// # The problem
//
// A state is a rank per framework item. A brick may run when its entry ranks
// and prerequisites hold; it then raises its aimed items. Plan looks for the
// set of bricks of least total minutes, then of fewest bricks, that can run in
// some order from Have to Want. A brick that is already done is not proposed
// again: it meets prerequisites, and raises nothing, since Have already says
// where the learner stands.
//
// Modality, public, language, status and dates say which bricks are eligible.
// With Constraints.Schedule, each chosen brick that has sessions takes one,
// sessions do not overlap, and every need holds before the start.
//
// # The proof
//
// Every Result says how good it is: optimal, or bounded by a lower bound whose
// prices are given. Prices are a dual solution of the covering problem: one
// per rank to cross, one per condition of a brick. Anybody can add them up
// again; VerifyPathway does, with code that shares nothing with the search.
// With Options.ProofTree the whole search comes along, and optimality itself
// is checked, branch by branch.
//
// # Reproducibility
//
// The same problem gives the same bytes on every machine and in WASM: integer
// arithmetic, no clock, no map order. The limit is a number of nodes. A caller
// may stop the search earlier (Options.Stop, or PlanContext outside browsers);
// the result is then valid but depends on when it stopped (PLAN-007).
package planner
