// SPDX-License-Identifier: Apache-2.0

package catalogue

import "sort"

// Partnerships says who works with whom: partners, and for each pair the
// bricks and pathways that both have a part in.
type Partnerships struct {
	Partners []PartnerNode `json:"partners"`
	Links    []PartnerLink `json:"links"`
}

// PartnerNode is one partner and how many bricks and pathways it has a part
// in, by role.
type PartnerNode struct {
	ID     string      `json:"id"`
	Name   string      `json:"name"`
	Kind   PartnerKind `json:"kind"`
	Things int         `json:"things"`
	Roles  []RoleCount `json:"roles"`
}

// RoleCount is how often a partner has a role.
type RoleCount struct {
	Role  Role `json:"role"`
	Count int  `json:"count"`
}

// PartnerLink joins two partners, in the order of their IDs, by the bricks
// and pathways they share.
type PartnerLink struct {
	From   string     `json:"from"`
	To     string     `json:"to"`
	Shared []BrickRef `json:"shared"`
}

// Partnerships returns the graph of partners of the catalogue, by ID.
func (c *Catalogue) Partnerships() Partnerships {
	g := Partnerships{Partners: []PartnerNode{}, Links: []PartnerLink{}}
	node := map[string]int{}
	add := func(p Partner) {
		if _, again := node[p.ID]; !again {
			node[p.ID] = len(g.Partners)
			g.Partners = append(g.Partners, PartnerNode{ID: p.ID, Name: p.Name, Kind: p.Kind, Roles: []RoleCount{}})
		}
	}
	partners := append([]Partner(nil), c.Partners...)
	sort.SliceStable(partners, func(a, b int) bool { return partners[a].ID < partners[b].ID })
	for _, p := range partners {
		add(p)
	}
	link := map[[2]string][]BrickRef{}
	take := func(ref BrickRef, roles []PartnerRole) {
		var here []string
		for _, r := range roles {
			n, ok := node[r.Partner]
			if !ok {
				continue
			}
			g.Partners[n].count(r.Role)
			new := true
			for _, h := range here {
				new = new && h != r.Partner
			}
			if new {
				g.Partners[n].Things++
				here = append(here, r.Partner)
			}
		}
		sort.Strings(here)
		for i := range here {
			for _, other := range here[i+1:] {
				key := [2]string{here[i], other}
				link[key] = append(link[key], ref)
			}
		}
	}
	for i := range c.Bricks {
		take(c.Bricks[i].Ref(), c.Bricks[i].Partners)
	}
	for i := range c.Pathways {
		take(c.Pathways[i].Ref(), c.Pathways[i].Partners)
	}
	for key, shared := range link {
		sort.Slice(shared, func(a, b int) bool { return refBefore(shared[a], shared[b]) })
		g.Links = append(g.Links, PartnerLink{From: key[0], To: key[1], Shared: shared})
	}
	sort.Slice(g.Links, func(a, b int) bool {
		x, y := g.Links[a], g.Links[b]
		return x.From < y.From || x.From == y.From && x.To < y.To
	})
	return g
}

func (n *PartnerNode) count(r Role) {
	for i := range n.Roles {
		if n.Roles[i].Role == r {
			n.Roles[i].Count++
			return
		}
	}
	n.Roles = append(n.Roles, RoleCount{r, 1})
	sort.Slice(n.Roles, func(a, b int) bool { return n.Roles[a].Role < n.Roles[b].Role })
}
