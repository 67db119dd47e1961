// SPDX-License-Identifier: Apache-2.0

package competency

// ChangeSet is the way from one version of a framework to the next: what
// changed and how much it matters (Changes), where claims go (Known, Routes),
// and the parts themselves (Put, Gone, GoneScales), which Apply uses.
type ChangeSet struct {
	Schema  IRI        `json:"$schema,omitempty" validate:"omitempty,form=iri"`
	From    VersionRef `json:"from"`
	To      VersionRef `json:"to"`
	Impact  Impact     `json:"impact" validate:"oneof=none text position"`
	Changes []Change   `json:"changes" validate:"dive"`
	// Known holds the items of From; a claim on another item is lost.
	Known []ID `json:"known" validate:"max=50000,dive,form=uuid"`
	// Routes holds the items of Known whose claims do not pass unchanged.
	Routes []Route `json:"routes,omitempty" validate:"omitempty,min=1,max=50000,dive"`
	// Put is To without the parts that From has alike.
	Put Framework `json:"put"`
	// Gone holds the items, associations and rubrics that To lacks.
	Gone       []ID     `json:"gone,omitempty" validate:"omitempty,min=1,dive,form=uuid"`
	GoneScales []string `json:"goneScales,omitempty" validate:"omitempty,min=1,dive,min=1,max=100"`
}

// VersionRef names one version of one framework. Digest is empty where the
// build that made it has no SHA-256 (the browser).
type VersionRef struct {
	Framework IRI    `json:"framework" validate:"form=iri"`
	Version   string `json:"version" validate:"form=semver"`
	Digest    Digest `json:"digest,omitempty" validate:"omitempty,form=digest"`
}

// Change is one difference that a person can understand. Node is the item or
// association it concerns, empty for the framework; Code is the item's. Before
// and After are worded texts, Was and Is are short values.
type Change struct {
	Kind   ChangeKind `json:"kind" validate:"oneof=added removed retired restored reworded moved relevelled rescaled indicatorAdded indicatorRemoved indicatorReworded associated dissociated metadata"`
	Impact Impact     `json:"impact" validate:"oneof=none text position"`
	Node   ID         `json:"node,omitempty" validate:"omitempty,form=uuid"`
	Code   string     `json:"code,omitempty" validate:"omitempty,min=1,max=100"`
	Member string     `json:"member,omitempty" validate:"omitempty,min=1,max=100"`
	Rank   int        `json:"rank,omitempty" validate:"omitempty,min=1,max=12"`
	Before Text       `json:"before,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	After  Text       `json:"after,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Was    string     `json:"was,omitempty" validate:"omitempty,min=1"`
	Is     string     `json:"is,omitempty" validate:"omitempty,min=1"`
}

// Route says where the claims on Item go. To holds the item that takes them
// (FateKept, FateMoved) or the ones to choose from (FateSplit, FateRetired).
// Ranks, when present, gives the new rank of each old one from 0; -1 is a rank
// that has no counterpart.
type Route struct {
	Item  ID    `json:"item" validate:"form=uuid"`
	Fate  Fate  `json:"fate" validate:"oneof=kept moved split retired rescaled"`
	To    []ID  `json:"to,omitempty" validate:"omitempty,min=1,max=1000,dive,form=uuid"`
	Ranks []int `json:"ranks,omitempty" validate:"omitempty,min=1,max=13,dive,min=-1,max=12"`
}

// Loss is a claim that did not pass into the new version as it was.
// Candidates are the items among which its holder may choose; for LossMerged
// the one that took it.
type Loss struct {
	Claim      Claim      `json:"claim"`
	Reason     LossReason `json:"reason" validate:"oneof=split retired rescaled unknown merged"`
	Candidates []Ref      `json:"candidates,omitempty" validate:"omitempty,min=1,max=1000,dive"`
}
