// SPDX-License-Identifier: Apache-2.0

package catalogue

import (
	"sort"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Check returns everything that is wrong with the catalogue, pointers from its
// root. When frameworks are given, they must be all that the catalogue uses:
// items and ranks are looked up in them (BRICK-004), and ranks that no live
// brick reaches are listed (CATALOGUE-004).
func (c *Catalogue) Check(frameworks ...*competency.Framework) issue.Issues {
	k := &check{c: c, frameworks: frameworks, byRef: make(map[BrickRef]int, len(c.Bricks)), partners: make(map[string]bool, len(c.Partners))}
	k.limits()
	k.index()
	for i := range c.Bricks {
		k.brick(i)
	}
	k.versions()
	k.cycles()
	k.partnerList()
	pathways := map[BrickRef]string{}
	for i := range c.Pathways {
		at := issue.Pointer("/pathways").Index(i)
		p := &c.Pathways[i]
		if first, again := pathways[p.Ref()]; again && first != p.fingerprint(true) {
			k.is.Add(&ruleSameVersion, at, string(p.ID), p.Version)
		} else if !again {
			pathways[p.Ref()] = p.fingerprint(true)
		}
		k.is = append(k.is, k.pathway(&c.Pathways[i]).Under(at)...)
		k.roles(c.Pathways[i].Partners, at+"/partners")
	}
	for _, f := range frameworks {
		for _, g := range c.Coverage(f).uncovered() {
			k.is.Add(&ruleUncovered, "/bricks", g.code, g.ranks)
		}
	}
	k.is.Sort()
	return k.is
}

type check struct {
	c          *Catalogue
	frameworks []*competency.Framework
	byRef      map[BrickRef]int
	partners   map[string]bool
	is         issue.Issues
}

func (k *check) limits() {
	if n := len(k.c.Bricks); n > MaxBricks {
		k.is.Add(&ruleLimit, "/bricks", "bricks", MaxBricks)
	}
	if n := len(k.c.Pathways); n > MaxPathways {
		k.is.Add(&ruleLimit, "/pathways", "pathways", MaxPathways)
	}
}

// index finds bricks by ID and version; the first of two counts.
func (k *check) index() {
	for i := range k.c.Bricks {
		b := &k.c.Bricks[i]
		first, again := k.byRef[b.Ref()]
		if !again {
			k.byRef[b.Ref()] = i
		} else if b.fingerprint(true) != k.c.Bricks[first].fingerprint(true) {
			k.is.Add(&ruleSameVersion, issue.Pointer("/bricks").Index(i), string(b.ID), b.Version)
		}
	}
	for i := range k.c.Partners {
		k.partners[k.c.Partners[i].ID] = true
	}
}

func (k *check) brick(i int) {
	b := &k.c.Bricks[i]
	at := issue.Pointer("/bricks").Index(i)
	if own := b.Check(); len(own) > 0 {
		k.is = append(k.is, own.Under(at)...)
	}
	if len(k.frameworks) > 0 {
		k.items(b, at)
	}
	for n, pre := range b.Prerequisites {
		for m, ref := range pre.AnyOf {
			if _, ok := k.byRef[ref]; !ok {
				k.is.Add(&rulePrerequisite, ((at + "/prerequisites").Index(n) + "/anyOf").Index(m), string(ref.ID), ref.Version, k.c.nearestBrick(ref))
			}
		}
	}
	for n, ref := range b.Equivalents {
		p := (at + "/equivalents").Index(n)
		j, ok := k.byRef[ref]
		if !ok {
			k.is.Add(&ruleEquivalent, p, string(ref.ID)+" "+ref.Version, k.c.nearestBrick(ref))
		} else if missing := b.lacks(&k.c.Bricks[j]); missing != "" {
			k.is.Add(&ruleEquivalent, p, string(ref.ID)+" "+ref.Version, missing)
		}
	}
	k.roles(b.Partners, at+"/partners")
}

// items looks every target, entry rank and covered rank up.
func (k *check) items(b *Brick, at issue.Pointer) {
	look := func(x ItemRank, p issue.Pointer) {
		if wrong, near := resolveItem(x, k.frameworks); wrong != "" {
			k.is.Add(&ruleTarget, p, wrong, near)
		}
	}
	for i, t := range b.Targets {
		look(t.ItemRank, (at + "/targets").Index(i))
	}
	for i, e := range b.Entry {
		look(e, (at + "/entry").Index(i))
	}
}

// lacks lists the targets of other that b does not reach; "" when it reaches
// them all.
func (b *Brick) lacks(other *Brick) string {
	out := ""
	for _, want := range other.Reaches() {
		found := false
		for _, t := range b.Reaches() {
			found = found || t.Item == want.Item && t.Rank >= want.Rank
		}
		if !found {
			if out != "" {
				out += ", "
			}
			out += string(want.Item.Item) + "@" + itoa(want.Rank)
		}
	}
	return out
}

// versions warns about bricks that are live in several versions.
func (k *check) versions() {
	newest := map[competency.IRI]int{}
	for i := range k.c.Bricks {
		b := &k.c.Bricks[i]
		if b.Status != StatusTrialled && b.Status != StatusCertified {
			continue
		}
		j, ok := newest[b.ID]
		if !ok {
			newest[b.ID] = i
			continue
		}
		older := i
		if competency.CompareVersions(b.Version, k.c.Bricks[j].Version) > 0 {
			older, newest[b.ID] = j, i
		} else if b.Version == k.c.Bricks[j].Version {
			continue
		}
		k.is.Add(&ruleSeveralLive, issue.Pointer("/bricks").Index(older), string(b.ID))
	}
}

// cycles reports the bricks whose prerequisites can never all hold, because
// every alternative waits for the brick itself. Unknown bricks count as met:
// they are reported elsewhere.
func (k *check) cycles() {
	can := make([]bool, len(k.c.Bricks))
	blocked := func(i int) int { // a member that blocks i, -1 when none does
		for _, pre := range k.c.Bricks[i].Prerequisites {
			ok, member := len(pre.AnyOf) == 0, -1
			for _, ref := range pre.AnyOf {
				j, known := k.byRef[ref]
				if !known || can[j] {
					ok = true
					break
				}
				member = j
			}
			if !ok {
				return member
			}
		}
		return -1
	}
	left := make([]int, 0)
	for i := range k.c.Bricks {
		if len(k.c.Bricks[i].Prerequisites) == 0 {
			can[i] = true
		} else {
			left = append(left, i)
		}
	}
	for again := true; again; {
		again = false
		keep := left[:0]
		for _, i := range left {
			if blocked(i) < 0 {
				can[i], again = true, true
			} else {
				keep = append(keep, i)
			}
		}
		left = keep
	}
	seen := map[int]bool{}
	for _, i := range left {
		cycle := walkCycle(i, blocked)
		if seen[cycle[0]] {
			continue
		}
		names := ""
		for _, j := range cycle {
			seen[j] = true
			names += string(k.c.Bricks[j].ID) + " → "
		}
		k.is.Add(&ruleCycle, issue.Pointer("/bricks").Index(cycle[0])+"/prerequisites", names+string(k.c.Bricks[cycle[0]].ID))
	}
}

// walkCycle follows next from i until it comes round, and returns the cycle
// from its lowest index.
func walkCycle(i int, next func(int) int) []int {
	at := map[int]int{}
	var path []int
	for {
		if n, ok := at[i]; ok {
			path = path[n:]
			break
		}
		at[i] = len(path)
		path = append(path, i)
		i = next(i)
	}
	low := 0
	for n := range path {
		if path[n] < path[low] {
			low = n
		}
	}
	return append(append([]int(nil), path[low:]...), path[:low]...)
}

func (k *check) partnerList() {
	used := map[string]int{}
	for i := range k.c.Partners {
		p := &k.c.Partners[i]
		at := issue.Pointer("/partners").Index(i)
		k.is = append(k.is, p.Check().Under(at)...)
		for _, x := range [3][2]string{{"id", p.ID}, {"siret", p.SIRET}, {"uai", p.UAI}} {
			if x[1] == "" || x[0] != "id" && dummy(x[1]) {
				continue
			}
			key := x[0] + " " + x[1]
			if _, again := used[key]; again {
				k.is.Add(&ruleSamePartner, at.Field(x[0]), x[1])
			}
			used[key] = i
		}
	}
}

// roles checks that partners exist and that roles are known.
func (k *check) roles(list []PartnerRole, at issue.Pointer) {
	for i, r := range list {
		if !k.partners[r.Partner] {
			k.is.Add(&ruleUnknownPartner, at.Index(i)+"/partner", r.Partner, k.nearestPartner(r.Partner))
		}
		if !r.Role.Valid() {
			k.is.Add(&ruleUnknownPartner, at.Index(i)+"/role", string(r.Role), nearestWord(string(r.Role), roleWords))
		}
	}
}

func (k *check) nearestPartner(id string) string {
	var words []string
	for i := range k.c.Partners {
		words = append(words, k.c.Partners[i].ID)
	}
	return nearestWord(id, words)
}

var roleWords = []string{string(RoleCoDesign), string(RoleCoProduction), string(RoleDelivery), string(RoleFunding), string(RoleHosting)}

func nearestWord(s string, words []string) string {
	sort.Strings(words)
	best, score := "aucune", 1<<30
	for _, w := range words {
		if d := distance(s, w, score); d < score {
			best, score = w, d
		}
	}
	return best
}

var kindWords = []string{string(PartnerAcademy), string(PartnerEAFC), string(PartnerUniversity), string(PartnerUniversityNetwork),
	string(PartnerOperator), string(PartnerInstitute), string(PartnerPublicServiceSchool), string(PartnerMinistry),
	string(PartnerLocalAuthority), string(PartnerCompany), string(PartnerAssociation), string(PartnerForeignBody)}

// Check returns what is wrong with the partner by itself.
func (p *Partner) Check() issue.Issues {
	var is issue.Issues
	if s := p.SIRET; s != "" {
		if dummy(s) {
			is.Add(&ruleDummy, "/siret", s)
		} else if !ValidSIRET(s) {
			is.Add(&ruleSIRET, "/siret", s)
		}
	}
	if u := p.UAI; u != "" {
		key, ok := UAIKey(u)
		switch {
		case dummy(u):
			is.Add(&ruleDummy, "/uai", u)
		case !ok || len(u) != 8:
			is.Add(&ruleUAI, "/uai", u, issue.Text{FR: "sept chiffres puis une lettre", EN: "seven digits, then a letter"})
		case u[7] != key:
			is.Add(&ruleUAI, "/uai", u, string(rune(key)))
		}
	}
	if !p.Kind.Valid() {
		is.Add(&ruleUnknownPartner, "/kind", string(p.Kind), nearestWord(string(p.Kind), kindWords))
	}
	is.Sort()
	return is
}
