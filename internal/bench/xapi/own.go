// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"

	"forge.apps.education.fr/eafc/briques/catalogue/demo"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/profile"
)

// own returns 1,000 statements of our own profile, the same at every run: the
// set that a clean copy of the repository has.
func own() (set [][]byte, err error) {
	f, err := frameworks.Open("encadrement-exemple", "")
	if err != nil {
		return nil, err
	}
	bricks := demo.Catalogue().Bricks
	var items []competency.Item
	for _, it := range f.Items {
		if it.Type == competency.ItemCompetency {
			items = append(items, it)
		}
	}
	for n := 0; len(set) < 1000; n++ {
		who := profile.Setting{Actor: xapi.Account("https://eafc.example/p", fmt.Sprintf("k%04x", n%257)), Registration: id(n / 4), Campaign: "2027-automne",
			NewID: func() xapi.UUID { return id(100_000 + n) }}
		day := competency.Date(fmt.Sprintf("2027-%02d-%02d", 1+n%12, 1+n%28))
		it, brick := items[n%len(items)], bricks[n%len(bricks)]
		ref := f.Ref(it.ID)
		var s xapi.Statement
		var is issue.Issues
		switch n % 4 {
		case 0:
			s, is = profile.Positioning(who, competency.Claim{Item: ref, Rank: 1 + n%4, Basis: competency.BasisSelfDeclared, On: day}, it.Label)
		case 1:
			s, is = profile.Goal(who, ref, 1+n%4, day, it.Label)
		case 2:
			s, is = profile.BrickDone(who, &brick, nil, xapi.Duration(fmt.Sprintf("PT%dM", 15+n%90)), day)
		default:
			s, is = profile.BrickPassed(who, &brick, nil, xapi.Decimal(fmt.Sprintf("0.%02d", 50+n%50)), day)
		}
		if err := is.Err(); err != nil {
			return nil, err
		}
		set = append(set, s.AppendJSON(nil))
	}
	return set, nil
}

// id is an identifier of form 4 made of a number.
func id(n int) xapi.UUID { return xapi.UUID(fmt.Sprintf("00000000-0000-4000-8000-%012x", n)) }
