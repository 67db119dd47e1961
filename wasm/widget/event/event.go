// SPDX-License-Identifier: Apache-2.0

// Package event holds the details of the events that the widgets raise on
// their element, as Go programs read them. Names of events are French
// (eafc:resultat), members of their details English. No detail ever carries
// free text, a name or an address.
package event

// Names of the events. All bubble and cross shadow roots.
const (
	NameReady  = "eafc:pret"
	NameStep   = "eafc:etape"
	NameAnswer = "eafc:reponse"
	NameResult = "eafc:resultat"
	NameSend   = "eafc:envoi" // cancelable
	NameErased = "eafc:efface"
	NameError  = "eafc:erreur"
	NameHeight = "eafc:hauteur"
	NameCheck  = "eafc:controle"

	NameAggregate = "eafc:agregat" // the dashboard has counted files
	NameFinding   = "eafc:constat" // the self-assessment has another finding on a rule
)

// Ready is the detail of eafc:pret.
type Ready struct {
	Widget    string `json:"widget"`
	Version   string `json:"version"`
	Framework string `json:"framework,omitempty"`
}

// Step is the detail of eafc:etape. Index starts at 0 (introduction); Total
// counts every step, results included.
type Step struct {
	Step  string `json:"step"`
	Index int    `json:"index"`
	Total int    `json:"total"`
}

// Answer is the detail of eafc:reponse. Level is nil when there is none.
type Answer struct {
	Item    string `json:"item"`
	Level   *int   `json:"level"`
	Skipped bool   `json:"skipped"`
}

// Result is the detail of eafc:resultat.
type Result struct {
	Framework string   `json:"framework"`
	Version   string   `json:"version"`
	Levels    []Level  `json:"levels"`
	Gaps      []Gap    `json:"gaps"`
	Pathway   *Pathway `json:"pathway,omitempty"`
}

// Level is one claimed level.
type Level struct {
	Item  string `json:"item"`
	Code  string `json:"code,omitempty"`
	Level int    `json:"level"`
}

// Gap is one level to gain.
type Gap struct {
	Item string `json:"item"`
	From int    `json:"from"`
	To   int    `json:"to"`
}

// Pathway is the proposed pathway, in order.
type Pathway struct {
	Bricks  []Brick `json:"bricks"`
	Minutes int     `json:"minutes"`
	Remote  int     `json:"remoteMinutes"`
	Proof   string  `json:"proof"` // optimal, bounded
	Uncover []Gap   `json:"uncovered,omitempty"`
}

// Brick is one step of a pathway.
type Brick struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	Minutes int    `json:"minutes"`
}

// Sending is the detail of eafc:envoi: Payload is the text that leaves, byte
// for byte the one that was shown.
type Sending struct {
	Payload string `json:"payload"`
}

// Erased is the detail of eafc:efface.
type Erased struct{}

// Error is the detail of eafc:erreur.
type Error struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Checked is the detail of eafc:controle: what was said of one document (its
// kind, or "credential"). Reason is the first cause why a credential is not
// valid.
type Checked struct {
	Kind     string `json:"kind,omitempty"`
	Verdict  string `json:"verdict"`
	Reason   string `json:"reason,omitempty"`
	Version  string `json:"version,omitempty"`
	Errors   int    `json:"errors"`
	Warnings int    `json:"warnings"`
}

// Height is the detail of eafc:hauteur, in CSS pixels.
type Height struct {
	Height int `json:"height"`
}

// Aggregate is the detail of eafc:agregat: how many files are counted and how
// many were left out, and how many places of the table are hidden because
// fewer than K people stand behind them. It carries no value.
type Aggregate struct {
	Files   int `json:"files"`
	Refused int `json:"refused"`
	Hidden  int `json:"hidden"`
	K       int `json:"k"`
}

// Finding is the detail of eafc:constat: what now holds for one rule, who
// established it (computed, evidence, human), on how many pieces.
type Finding struct {
	Rule    string `json:"rule"`
	Applies string `json:"applies"`
	Truth   string `json:"truth"`
	Origin  string `json:"origin"`
	Pieces  int    `json:"pieces"`
}
