// SPDX-License-Identifier: Apache-2.0

package cmi5

import (
	"bytes"
	"encoding/xml"
	"io"
	"sort"
	"strconv"

	"forge.apps.education.fr/eafc/briques/competency"
)

// Encode writes the course structure as XML: the same bytes for the same
// course. It does not check; decode the result to do so.
func (c *Course) Encode(w io.Writer) error {
	e := &encoder{}
	e.raw(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<courseStructure xmlns="` + Namespace + `">` + "\n")
	e.raw(`<course id="`)
	e.text(c.ID)
	e.raw(`">` + "\n")
	e.words("title", c.Title)
	e.words("description", c.Description)
	e.raw("</course>\n")
	if len(c.Objectives) > 0 {
		e.raw("<objectives>\n")
		for _, o := range c.Objectives {
			e.raw(`<objective id="`)
			e.text(o.ID)
			e.raw(`">` + "\n")
			e.words("title", o.Title)
			e.words("description", o.Description)
			e.raw("</objective>\n")
		}
		e.raw("</objectives>\n")
	}
	e.nodes(c.Nodes)
	e.raw("</courseStructure>\n")
	_, err := w.Write(e.Bytes())
	return err
}

type encoder struct{ bytes.Buffer }

func (e *encoder) raw(s string) { e.WriteString(s) }

// text writes s escaped; writing to memory does not fail.
func (e *encoder) text(s string) { _ = xml.EscapeText(&e.Buffer, []byte(s)) }

func (e *encoder) attr(name, value string) {
	if value == "" {
		return
	}
	e.raw(" " + name + `="`)
	e.text(value)
	e.raw(`"`)
}

func (e *encoder) element(name, value string) {
	if value == "" {
		return
	}
	e.raw("<" + name + ">")
	e.text(value)
	e.raw("</" + name + ">\n")
}

func (e *encoder) words(name string, t competency.Text) {
	e.raw("<" + name + ">")
	langs := make([]string, 0, len(t))
	for l := range t {
		langs = append(langs, l)
	}
	sort.Strings(langs)
	for _, l := range langs {
		e.raw("<langstring")
		e.attr("lang", l)
		e.raw(">")
		e.text(t[l])
		e.raw("</langstring>")
	}
	e.raw("</" + name + ">\n")
}

func (e *encoder) nodes(nodes []Node) {
	for _, n := range nodes {
		switch {
		case n.Unit != nil:
			e.unit(n.Unit)
		case n.Block != nil:
			e.raw("<block")
			e.attr("id", n.Block.ID)
			e.raw(">\n")
			e.words("title", n.Block.Title)
			e.words("description", n.Block.Description)
			e.references(n.Block.Objectives)
			e.nodes(n.Block.Nodes)
			e.raw("</block>\n")
		}
	}
}

func (e *encoder) references(ids []string) {
	if len(ids) == 0 {
		return
	}
	e.raw("<objectives>")
	for _, id := range ids {
		e.raw("<objective")
		e.attr("idref", id)
		e.raw("/>")
	}
	e.raw("</objectives>\n")
}

func (e *encoder) unit(u *Unit) {
	e.raw("<au")
	e.attr("id", u.ID)
	if u.MoveOn != MoveOnNotApplicable {
		e.attr("moveOn", string(u.MoveOn))
	}
	e.attr("masteryScore", string(u.MasteryScore))
	if u.LaunchMethod != LaunchAnyWindow {
		e.attr("launchMethod", string(u.LaunchMethod))
	}
	e.attr("activityType", u.ActivityType)
	e.raw(">\n")
	e.words("title", u.Title)
	e.words("description", u.Description)
	e.references(u.Objectives)
	e.element("url", u.URL)
	e.element("launchParameters", u.LaunchParameters)
	e.element("entitlementKey", u.EntitlementKey)
	if u.Version != "" {
		e.raw(`<b:brick xmlns:b="` + extension + `"`)
		e.attr("version", u.Version)
		e.raw("/>\n")
	}
	for _, t := range u.Targets {
		e.raw(`<b:target xmlns:b="` + extension + `"`)
		e.attr("framework", string(t.Item.Framework))
		e.attr("version", t.Item.Version)
		e.attr("item", string(t.Item.Item))
		e.attr("rank", strconv.Itoa(t.Rank))
		e.attr("role", t.Role)
		e.raw("/>\n")
	}
	e.raw("</au>\n")
}
