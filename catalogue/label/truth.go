// SPDX-License-Identifier: Apache-2.0

package label

// Truth is one of Kleene's three values. A thing that nobody has stated is
// unknown, never false.
type Truth string

// The three values.
const (
	TruthUnknown Truth = "unknown"
	TruthFalse   Truth = "false"
	TruthTrue    Truth = "true"
)

// Valid reports whether t is one of the three values.
func (t Truth) Valid() bool { return t == TruthUnknown || t == TruthFalse || t == TruthTrue }

// Not returns Kleene's negation: unknown stays unknown.
func (t Truth) Not() Truth {
	switch t {
	case TruthFalse:
		return TruthTrue
	case TruthTrue:
		return TruthFalse
	}
	return TruthUnknown
}

// And returns Kleene's conjunction: false wins, then unknown.
func (t Truth) And(o Truth) Truth {
	switch {
	case t == TruthFalse || o == TruthFalse:
		return TruthFalse
	case t == TruthTrue && o == TruthTrue:
		return TruthTrue
	}
	return TruthUnknown
}

// Or returns Kleene's disjunction: true wins, then unknown.
func (t Truth) Or(o Truth) Truth {
	switch {
	case t == TruthTrue || o == TruthTrue:
		return TruthTrue
	case t == TruthFalse && o == TruthFalse:
		return TruthFalse
	}
	return TruthUnknown
}

// truthOf turns what is known for certain into a Truth.
func truthOf(b bool) Truth {
	if b {
		return TruthTrue
	}
	return TruthFalse
}
