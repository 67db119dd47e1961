// SPDX-License-Identifier: Apache-2.0

package positioning

import (
	"sort"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Agreement says how two looks at one competency compare.
type Agreement string

// The agreements, from the widest difference to none.
const (
	AgreementApart     Agreement = "apart"     // two ranks or more apart
	AgreementNear      Agreement = "near"      // one rank apart
	AgreementOnlyOwn   Agreement = "onlyOwn"   // the other says nothing
	AgreementOnlyOther Agreement = "onlyOther" // the person says nothing
	AgreementSame      Agreement = "same"
)

// Look is one competency seen by the person and by another. Difference is
// Other minus Own; 0 unless both are there.
type Look struct {
	Item       competency.ID
	Own, Other *Claim
	Difference int
	Agreement  Agreement
}

// SecondLook lays a tutor's or a peer's position beside one's own ("second
// regard"): differences first, the widest before the others, then in the
// order of own. Nothing is merged. Positions on different frameworks or
// versions give an issue and no look.
func SecondLook(own, other Position) ([]Look, issue.Issues) {
	if is := sameFramework(own, other); is != nil {
		return nil, is
	}
	mine, theirs := strongest(own), strongest(other)
	var out []Look
	for _, p := range [...]Position{own, other} {
		for _, c := range p.Claims {
			id := c.Item.Item
			a, b := mine[id], theirs[id]
			if a == nil && b == nil {
				continue // already laid
			}
			delete(mine, id)
			delete(theirs, id)
			out = append(out, look(id, a, b))
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if x, y := order(a.Agreement), order(b.Agreement); x != y {
			return x < y
		}
		return abs(a.Difference) > abs(b.Difference)
	})
	return out, nil
}

func look(id competency.ID, own, other *Claim) Look {
	l := Look{Item: id, Own: own, Other: other}
	switch {
	case other == nil:
		l.Agreement = AgreementOnlyOwn
	case own == nil:
		l.Agreement = AgreementOnlyOther
	default:
		l.Difference = RankOf(*other) - RankOf(*own)
		switch d := abs(l.Difference); {
		case d == 0:
			l.Agreement = AgreementSame
		case d == 1:
			l.Agreement = AgreementNear
		default:
			l.Agreement = AgreementApart
		}
	}
	return l
}

func order(a Agreement) int {
	switch a {
	case AgreementApart:
		return 0
	case AgreementNear:
		return 1
	case AgreementOnlyOther:
		return 2
	case AgreementOnlyOwn:
		return 3
	}
	return 4
}

// strongest keeps one claim per competency: basis, then day, then lower rank.
func strongest(p Position) map[competency.ID]*Claim {
	out := make(map[competency.ID]*Claim, len(p.Claims))
	for i := range p.Claims {
		c := &p.Claims[i]
		if old := out[c.Item.Item]; old == nil || stronger(*c, *old) {
			out[c.Item.Item] = c
		}
	}
	return out
}

// sameFramework says what keeps two positions from being compared.
func sameFramework(a, b Position) issue.Issues {
	switch {
	case a.Framework != b.Framework:
		return ruleFramework.Alone("/framework", string(a.Framework), string(b.Framework))
	case a.Version != b.Version:
		return ruleVersion.Alone("/version", string(a.Framework)+" "+a.Version, string(b.Framework)+" "+b.Version)
	}
	return nil
}

// Confirm adds to own the claims of another person, named by an attestation
// elsewhere, with Basis confirmed or certified. Claims of own are not touched:
// both stay side by side. A position on another framework or version, or
// another basis, is refused.
func Confirm(own Position, basis competency.Basis, other Position) (Position, issue.Issues) {
	if is := sameFramework(own, other); is != nil {
		return own, is
	}
	if basis != competency.BasisConfirmed && basis != competency.BasisCertified {
		return own, ruleMalformed.Alone("/basis", string(basis))
	}
	claims := append(make([]Claim, 0, len(own.Claims)+len(other.Claims)), own.Claims...)
	for _, c := range other.Claims {
		c.Basis, c.Rank, c.Checked, c.Conflicts = basis, RankOf(c), nil, nil
		claims = append(claims, c)
	}
	own.Claims = claims
	return own, nil
}

// AgainstEarlier lists the competencies on which an outcome denies a rank at
// or below the one an earlier position had checked: an inversion over time.
func AgainstEarlier(o Outcome, earlier Position) map[competency.ID]competency.Conflict {
	was := strongest(earlier)
	out := map[competency.ID]competency.Conflict{}
	for _, it := range o.Items {
		c := was[it.Item]
		if c == nil || c.Checked == nil || !it.denies() || it.High >= *c.Checked {
			continue
		}
		out[it.Item] = competency.Conflict{Kind: competency.ConflictInversion, Ranks: []int{it.High + 1, *c.Checked}}
	}
	return out
}

// denies reports whether the branch met a no: only a no lowers High.
func (it ItemOutcome) denies() bool { return it.High < it.Top }
