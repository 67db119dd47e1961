// SPDX-License-Identifier: Apache-2.0

package cmi5

import (
	"net/url"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/strictxml"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// launchParameters are the five names that cmi5 §8.1 keeps for itself.
var launchParameters = []string{"endpoint", "fetch", "actor", "registration", "activityId"}

// check holds the course against the rules that the XML schema cannot say.
func (d *decoder) check(c *Course) {
	d.iri(d.places[c], c.ID)
	objectives := map[string]bool{}
	for i := range c.Objectives {
		o := &c.Objectives[i]
		d.unique(d.places[o], objectives, o.ID, ruleTwiceObjective)
	}
	blocks, units := map[string]bool{}, map[string]bool{}
	d.walk(c.Nodes, objectives, blocks, units)
}

func (d *decoder) walk(nodes []Node, objectives, blocks, units map[string]bool) {
	for _, n := range nodes {
		switch {
		case n.Block != nil:
			at := d.places[n.Block]
			d.unique(at, blocks, n.Block.ID, ruleTwiceBlock)
			d.known(at, objectives, n.Block.Objectives)
			d.walk(n.Block.Nodes, objectives, blocks, units)
		case n.Unit != nil:
			at := d.places[n.Unit]
			d.unique(at, units, n.Unit.ID, ruleTwiceAU)
			d.known(at, objectives, n.Unit.Objectives)
			d.url(at, n.Unit.URL)
		}
	}
}

func (d *decoder) iri(n *strictxml.Node, id string) {
	if _, given := n.LookupAttr("id"); given && !absoluteIRI(id) {
		d.note(n, ruleIRI, id)
	}
}

func (d *decoder) unique(n *strictxml.Node, seen map[string]bool, id string, twice *issue.Rule) {
	d.iri(n, id)
	if seen[id] && id != "" {
		d.note(n, twice, id)
	}
	seen[id] = true
}

func (d *decoder) known(n *strictxml.Node, objectives map[string]bool, refs []string) {
	for i, ref := range refs {
		if !objectives[ref] {
			d.note(d.places[refPlace{n, i}], ruleObjective, ref)
		}
	}
}

func (d *decoder) url(n *strictxml.Node, s string) {
	at := n.Child("url")
	if at == nil {
		return
	}
	u, err := url.Parse(s)
	if s == "" || err != nil || strings.ContainsAny(s, " \t\r\n<>\"{}|\\^`") || u.Opaque != "" {
		d.note(at, ruleURL, s)
		return
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		d.note(at, ruleURL, s)
		return
	}
	for _, p := range launchParameters {
		if query.Has(p) {
			d.note(at, ruleParameter, p)
		}
	}
}

// absoluteIRI reports whether s is an IRI with a scheme (RFC 3987 §2.2),
// letters beyond ASCII allowed.
func absoluteIRI(s string) bool {
	scheme, rest, found := strings.Cut(s, ":")
	if !found || scheme == "" || rest == "" || strings.ContainsAny(rest, "<>\"{}|\\^`") {
		return false
	}
	for i, c := range []byte(scheme) {
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		if !letter && (i == 0 || c-'0' > 9 && c != '+' && c != '-' && c != '.') {
			return false
		}
	}
	for _, c := range rest {
		if c <= ' ' || c == 0x7f {
			return false
		}
	}
	return true
}

// relative reports whether the URL of a unit leads into its package; path is
// then the name of the file, without query and fragment.
func relative(s string) (path string, ok bool) {
	u, err := url.Parse(s)
	if err != nil || u.IsAbs() || u.Host != "" {
		return "", false
	}
	return strings.TrimPrefix(strings.TrimPrefix(u.Path, "./"), "/"), true
}
