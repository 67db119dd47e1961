// SPDX-License-Identifier: Apache-2.0

package cmi5

import (
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/strictxml"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// extension is the namespace of the elements of Briques inside a unit.
const extension = "https://forge.apps.education.fr/eafc/briques/cmi5"

// Decode reads a course structure. All faults of the structure are reported
// at once, each with its place; the pointer is the path of the element. The
// course is nil when the text is no XML or its root is another element.
func Decode(data []byte) (*Course, issue.Issues) {
	root, is := strictxml.Parse(data, strictxml.Limits{})
	if root == nil {
		for i := range is {
			at := is[i]
			is[i] = ruleStructure.At("", at)
			is[i].Line, is[i].Column = at.Line, at.Column
		}
		return nil, is
	}
	d := &decoder{}
	if root.Name.Local != "courseStructure" || root.Name.Space != Namespace {
		d.note(root, ruleStructure, issue.Text{FR: "racine <" + root.Name.Local + "> de l'espace « " + root.Name.Space + " », <courseStructure> attendu", EN: "root <" + root.Name.Local + "> of the namespace “" + root.Name.Space + "”, <courseStructure> expected"})
		return nil, d.issues
	}
	c := d.course(root)
	d.check(c)
	d.issues.Sort()
	return c, d.issues
}

type decoder struct {
	issues issue.Issues
	places map[any]*strictxml.Node // where a part of the course stands
}

func (d *decoder) note(n *strictxml.Node, r *issue.Rule, args ...any) {
	is := r.At(issue.Pointer(n.Path()), args...)
	is.Line, is.Column = n.Line, n.Column
	d.issues = append(d.issues, is)
}

// children walks the children of n that are ours, in the order of the schema:
// names lists them, each followed by ? (optional), + (one or more, with its
// neighbours joined by |) or nothing.
func (d *decoder) children(n *strictxml.Node, pattern ...string) {
	i, in := 0, elements(n)
	for _, p := range pattern {
		many, optional := strings.HasSuffix(p, "+"), strings.HasSuffix(p, "?")
		names := strings.Split(strings.TrimRight(p, "+?"), "|")
		count := 0
		for i < len(in) && contains(names, in[i].Name.Local) && (many || count == 0) {
			count++
			i++
		}
		if count == 0 && !optional {
			d.note(n, ruleStructure, issue.Text{FR: "<" + strings.Join(names, "> ou <") + "> attendu dans <" + n.Name.Local + ">", EN: "<" + strings.Join(names, "> or <") + "> expected in <" + n.Name.Local + ">"})
		}
	}
	if i < len(in) {
		d.note(in[i], ruleStructure, "<"+in[i].Name.Local+"> inattendu ici")
	}
	if strings.TrimSpace(n.Text) != "" {
		d.note(n, ruleStructure, issue.Text{FR: "texte inattendu dans <" + n.Name.Local + ">", EN: "unexpected text in <" + n.Name.Local + ">"})
	}
}

// elements returns the children in the namespace of the course.
func elements(n *strictxml.Node) []*strictxml.Node {
	var out []*strictxml.Node
	for _, c := range n.Children {
		if c.Name.Space == Namespace || c.Name.Space == "" {
			out = append(out, c)
		}
	}
	return out
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

// attributes refuses what the schema does not name; required ones must be.
func (d *decoder) attributes(n *strictxml.Node, required string, optional ...string) {
	for _, a := range n.Attrs {
		if a.Name.Space == "" && a.Name.Local != required && !contains(optional, a.Name.Local) {
			d.note(n, ruleStructure, issue.Text{FR: "attribut « " + a.Name.Local + " » inconnu", EN: "attribute “" + a.Name.Local + "” unknown"})
		}
	}
	if _, ok := n.LookupAttr(required); required != "" && !ok {
		d.note(n, ruleStructure, issue.Text{FR: "attribut « " + required + " » manquant", EN: "attribute “" + required + "” missing"})
	}
}

func (d *decoder) course(root *strictxml.Node) *Course {
	d.places = map[any]*strictxml.Node{}
	d.attributes(root, "")
	d.children(root, "course", "objectives?", "au|block+")
	c := &Course{}
	d.places[c] = root
	if n := root.Child("course"); n != nil {
		d.places[c] = n
		d.attributes(n, "id")
		d.children(n, "title", "description")
		c.ID, c.Title, c.Description = n.Attr("id"), d.text(n.Child("title")), d.text(n.Child("description"))
	}
	if n := root.Child("objectives"); n != nil {
		d.attributes(n, "")
		d.children(n, "objective+")
		c.Objectives = make([]Objective, 0, len(n.Children))
		for _, o := range n.All("objective") {
			d.attributes(o, "id")
			if len(elements(o)) != 2 || o.Child("title") == nil || o.Child("description") == nil {
				d.note(o, ruleStructure, issue.Text{FR: "<title> et <description> attendus dans <objective>", EN: "<title> and <description> expected in <objective>"})
			}
			c.Objectives = append(c.Objectives, Objective{o.Attr("id"), d.text(o.Child("title")), d.text(o.Child("description"))})
		}
		for i, o := range n.All("objective") {
			d.places[&c.Objectives[i]] = o
		}
	}
	c.Nodes = d.nodes(root)
	return c
}

func (d *decoder) nodes(n *strictxml.Node) []Node {
	var out []Node
	for _, c := range elements(n) {
		switch c.Name.Local {
		case "au":
			out = append(out, Node{Unit: d.unit(c)})
		case "block":
			out = append(out, Node{Block: d.block(c)})
		}
	}
	return out
}

func (d *decoder) block(n *strictxml.Node) *Block {
	d.attributes(n, "id")
	d.children(n, "title", "description", "objectives?", "au|block+")
	b := &Block{ID: n.Attr("id"), Title: d.text(n.Child("title")), Description: d.text(n.Child("description")), Objectives: d.references(n)}
	d.places[b] = n
	b.Nodes = d.nodes(n)
	return b
}

func (d *decoder) unit(n *strictxml.Node) *Unit {
	d.attributes(n, "id", "moveOn", "masteryScore", "launchMethod", "activityType")
	d.children(n, "title", "description", "objectives?", "url", "launchParameters?", "entitlementKey?")
	u := &Unit{ID: n.Attr("id"), Title: d.text(n.Child("title")), Description: d.text(n.Child("description")), Objectives: d.references(n),
		URL: n.Child("url").Value(), LaunchParameters: n.Child("launchParameters").Value(), EntitlementKey: n.Child("entitlementKey").Value(),
		MoveOn: MoveOnNotApplicable, LaunchMethod: LaunchAnyWindow, ActivityType: n.Attr("activityType")}
	d.places[u] = n
	if v, ok := n.LookupAttr("moveOn"); ok {
		if u.MoveOn = MoveOn(v); !u.MoveOn.Valid() {
			d.note(n, ruleValue, "moveOn", v, "NotApplicable, Passed, Completed, CompletedAndPassed, CompletedOrPassed")
		}
	}
	if v, ok := n.LookupAttr("launchMethod"); ok {
		if u.LaunchMethod = LaunchMethod(v); !u.LaunchMethod.Valid() {
			d.note(n, ruleValue, "launchMethod", v, "AnyWindow, OwnWindow")
		}
	}
	if v, ok := n.LookupAttr("masteryScore"); ok {
		score, valid := masteryScore(v)
		if u.MasteryScore = score; !valid {
			d.note(n, ruleValue, "masteryScore", v, "0…1")
		}
	}
	d.targets(n, u)
	return u
}

// masteryScore reads an xs:decimal between 0 and 1.
func masteryScore(s string) (competency.Decimal, bool) {
	s = strings.TrimPrefix(strings.TrimSpace(s), "+")
	if strings.HasPrefix(s, ".") {
		s = "0" + s
	}
	s = strings.TrimSuffix(s, ".")
	if strings.ContainsAny(s, "eExXpPnNiI_") {
		return "", false
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f < 0 || f > 1 {
		return "", false
	}
	return competency.Decimal(s), true
}

// targets reads the extension elements of Briques.
func (d *decoder) targets(n *strictxml.Node, u *Unit) {
	for _, c := range n.Children {
		if c.Name.Space != extension {
			continue
		}
		switch c.Name.Local {
		case "brick":
			u.Version = c.Attr("version")
		case "target":
			rank, err := strconv.Atoi(c.Attr("rank"))
			ref := competency.Ref{Framework: competency.IRI(c.Attr("framework")), Version: c.Attr("version"), Item: competency.ID(c.Attr("item"))}
			role := c.Attr("role")
			if err != nil || rank < 0 || rank > 12 || !ref.Valid() || role != "aimed" && role != "used" {
				d.note(c, ruleStructure, issue.Text{FR: "cible de Briques illisible", EN: "target of Briques unreadable"})
				continue
			}
			u.Targets = append(u.Targets, Target{ref, rank, role})
		}
	}
}

func (d *decoder) references(n *strictxml.Node) []string {
	list := n.Child("objectives")
	if list == nil {
		return nil
	}
	d.attributes(list, "")
	d.children(list, "objective+")
	var out []string
	for _, o := range list.All("objective") {
		d.attributes(o, "", "idref")
		d.places[refPlace{n, len(out)}] = o
		out = append(out, o.Attr("idref"))
	}
	return out
}

// refPlace names the i-th objective reference of a unit or block.
type refPlace struct {
	owner *strictxml.Node
	i     int
}

func (d *decoder) text(n *strictxml.Node) competency.Text {
	if n == nil {
		return nil
	}
	d.children(n, "langstring+")
	out := competency.Text{}
	for _, l := range n.All("langstring") {
		d.attributes(l, "", "lang")
		lang := l.Attr("lang")
		if len(l.Children) > 0 {
			d.note(l, ruleStructure, issue.Text{FR: "<langstring> ne contient que du texte", EN: "<langstring> holds text only"})
		}
		if _, twice := out[lang]; !twice {
			out[lang] = l.Value()
		}
	}
	return out
}
