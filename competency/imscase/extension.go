// SPDX-License-Identifier: Apache-2.0

package imscase

import (
	"encoding/json"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
)

// extensionName is the member of extensions that holds what is ours.
const extensionName = "briques"

// words is a Text without its main language, which stands in CASE's own
// member. The key "-" says that the main language has no words: what stands
// there is borrowed.
type words map[string]string

func others(t competency.Text, lang string) words {
	if len(t) == 0 {
		return nil
	}
	w := words{}
	for l, s := range t {
		if l != lang {
			w[l] = s
		}
	}
	if t[lang] == "" {
		w["-"] = ""
	}
	if len(w) == 0 {
		return nil
	}
	return w
}

// join is the reverse of others.
func (w words) join(main, lang string) competency.Text {
	t := competency.Text{}
	borrowed := false
	for l, s := range w {
		if l == "-" {
			borrowed = true
		} else {
			t[l] = s
		}
	}
	if main != "" && !borrowed {
		t[lang] = main
	}
	if len(t) == 0 {
		return nil
	}
	return t
}

// documentExt is what CFDocument does not say of a Framework.
type documentExt struct {
	Schema      competency.IRI      `json:"$schema,omitempty"`
	Kind        competency.Kind     `json:"kind"`
	Standing    competency.Standing `json:"standing"`
	Title       words               `json:"title,omitempty"`
	Summary     words               `json:"summary,omitempty"`
	NoPublisher bool                `json:"noPublisher,omitempty"`
	Sources     []competency.Source `json:"sources,omitempty"`
	Scales      []competency.Scale  `json:"scales,omitempty"`
}

// itemExt is what CFItem does not say of an Item.
type itemExt struct {
	Type        competency.ItemType `json:"type"`
	Label       words               `json:"label,omitempty"`
	Statement   words               `json:"statement,omitempty"`
	NoStatement bool                `json:"noStatement,omitempty"`
	Origin      competency.Origin   `json:"origin"`
	Scale       string              `json:"scale,omitempty"`
	Flags       []competency.Flag   `json:"flags,omitempty"`
	ValidMonths int                 `json:"validMonths,omitempty"`
	Phase       competency.Phase    `json:"phase,omitempty"`
	Retired     bool                `json:"retired,omitempty"`
	NoChanged   bool                `json:"noChanged,omitempty"`
	Indicator   *indicatorExt       `json:"indicator,omitempty"`
}

// indicatorExt makes a CFItem an Indicator of an item.
type indicatorExt struct {
	Item     competency.ID            `json:"item"`
	Index    int                      `json:"index"`
	Rank     int                      `json:"rank"`
	Kind     competency.IndicatorKind `json:"kind"`
	Required bool                     `json:"required,omitempty"`
	Origin   competency.Origin        `json:"origin"`
}

// linkExt is what an association or a rubric part does not say. Ours marks
// the association of an indicator with its item, which is no Association.
type linkExt struct {
	NoChanged bool               `json:"noChanged,omitempty"`
	Ours      bool               `json:"ours,omitempty"`
	Scale     *string            `json:"scale,omitempty"` // a rubric made of anchors
	Item      competency.NodeRef `json:"item,omitempty"`
	Title     words              `json:"title,omitempty"`
	Text      words              `json:"text,omitempty"`
	Quality   words              `json:"quality,omitempty"`
	Feedback  words              `json:"feedback,omitempty"`
	Origin    competency.Origin  `json:"origin,omitempty"`
}

// ours returns the extension that belongs to us, filled into v; false when
// there is none or it is spoiled.
func ours(n *node, v any) bool {
	ext := n.get("extensions")
	if ext != nil && ext.kind == strictjson.Array {
		for c := ext.first; c != nil; c = c.next {
			if e := c.get(extensionName); e != nil {
				return !strictjson.Unmarshal(e.append(nil), strictjson.Document, strictjson.Limits{}, v).HasErrors()
			}
		}
		return false
	}
	e := ext.get(extensionName)
	return e != nil && !strictjson.Unmarshal(e.append(nil), strictjson.Document, strictjson.Limits{}, v).HasErrors()
}

// foreign returns the extensions that are not ours as Extra.
func foreign(n *node) competency.Extra {
	ext := n.get("extensions")
	if ext == nil {
		return nil
	}
	if ext.kind == strictjson.Array {
		for c := ext.first; c != nil; c = c.next {
			if c.get(extensionName) == nil && c.first != nil {
				return competency.Extra(c.append(nil))
			}
		}
		return nil
	}
	b := []byte{'{'}
	for c := ext.first; c != nil; c = c.next {
		if c.name == extensionName {
			continue
		}
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = c.append(append(appendText(b, c.name), ':'))
	}
	if len(b) == 1 {
		return nil
	}
	return append(b, '}')
}

// extend gives n the extensions made of ours and of a foreign object.
func (w *writer) extend(n *node, ours any, extra competency.Extra, list bool) {
	data, err := json.Marshal(ours)
	if err != nil {
		return // plain structs of strings and numbers
	}
	if string(data) == "{}" && len(extra) == 0 {
		return
	}
	all := w.object("extensions")
	if len(extra) > 0 {
		for c := w.tree(extra).first; c != nil; {
			next := c.next
			all.add(c)
			c = next
		}
	}
	mine := w.tree(data)
	mine.name = extensionName
	if !list {
		if string(data) != "{}" {
			all.add(mine)
		}
		n.add(all)
		return
	}
	ext := w.array("extensions")
	if all.first != nil {
		all.name = ""
		ext.add(all)
	}
	if string(data) != "{}" {
		ext.add(w.object("").add(mine))
	}
	n.add(ext)
}

// tree reads JSON that is known to be sound.
func (w *writer) tree(data []byte) *node {
	p := parser{arena: w.arena, r: strictjson.NewReader(data, strictjson.Wire, limits), src: string(data), names: map[string]string{}}
	n := p.value("")
	w.arena = p.arena
	return n
}
