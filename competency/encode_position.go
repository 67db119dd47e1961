// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"io"
	"strconv"
)

// Encode writes p in the form of RFC 8785, claims in their order, and a line
// feed at the end.
func (p *Position) Encode(w io.Writer) error {
	_, err := w.Write(append(p.AppendJSON(nil), '\n'))
	return err
}

// AppendJSON appends what Encode writes, without the line feed.
func (p *Position) AppendJSON(b []byte) []byte {
	e := encoder{b: b}
	e.open()
	e.kind(p.Schema)
	mustList(&e, "claims", p.Claims, e.claim)
	e.must("digest", string(p.Digest))
	e.must("framework", string(p.Framework))
	e.must("holder", string(p.Holder))
	e.must("version", p.Version)
	e.close()
	return e.b
}

// AppendJSON appends c in the form of RFC 8785.
func (c *Claim) AppendJSON(b []byte) []byte {
	e := encoder{b: b}
	e.claim(c)
	return e.b
}

func (e *encoder) claim(c *Claim) {
	e.open()
	e.must("basis", string(c.Basis))
	e.pointer("checked", c.Checked)
	list(e, "conflicts", c.Conflicts, e.conflict)
	texts(e, "evidence", c.Evidence)
	e.ref("item", &c.Item)
	e.ref("movedFrom", c.MovedFrom)
	e.must("on", string(c.On))
	e.mustInt("rank", c.Rank)
	e.close()
}

func (e *encoder) conflict(c *Conflict) {
	e.open()
	e.must("kind", string(c.Kind))
	list(e, "ranks", c.Ranks, func(n *int) { e.b = strconv.AppendInt(e.b, int64(*n), 10) })
	if s := c.Settled; s != nil {
		e.name("settled")
		e.open()
		e.must("by", s.By)
		e.mustInt("rank", s.Rank)
		e.must("reason", s.Reason)
		e.close()
	}
	e.ref("with", c.With)
	e.close()
}

func (e *encoder) ref(name string, r *Ref) {
	if r == nil {
		return
	}
	e.name(name)
	e.refValue(r)
}

func (e *encoder) refValue(r *Ref) {
	e.open()
	e.must("framework", string(r.Framework))
	e.must("item", string(r.Item))
	e.must("version", r.Version)
	e.close()
}
