// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"io"
	"strconv"
)

// Encode writes s in the form of RFC 8785 and a line feed.
func (s *ChangeSet) Encode(w io.Writer) error {
	_, err := w.Write(append(s.AppendJSON(nil), '\n'))
	return err
}

// AppendJSON appends what Encode writes, without the line feed.
func (s *ChangeSet) AppendJSON(b []byte) []byte {
	e := &encoder{b: b}
	e.open()
	e.kind(s.Schema)
	mustList(e, "changes", s.Changes, e.change)
	e.version("from", &s.From)
	texts(e, "gone", s.Gone)
	texts(e, "goneScales", s.GoneScales)
	e.must("impact", string(s.Impact))
	mustList(e, "known", s.Known, func(id *ID) { e.b = appendQuoted(e.b, string(*id)) })
	e.name("put")
	e.framework(&s.Put)
	list(e, "routes", s.Routes, e.route)
	e.version("to", &s.To)
	e.close()
	return e.b
}

func (e *encoder) version(name string, v *VersionRef) {
	e.name(name)
	e.open()
	e.may("digest", string(v.Digest))
	e.must("framework", string(v.Framework))
	e.must("version", v.Version)
	e.close()
}

func (e *encoder) change(c *Change) {
	e.open()
	e.text("after", c.After)
	e.text("before", c.Before)
	e.may("code", c.Code)
	e.must("impact", string(c.Impact))
	e.may("is", c.Is)
	e.must("kind", string(c.Kind))
	e.may("member", c.Member)
	e.may("node", string(c.Node))
	e.mayInt("rank", c.Rank)
	e.may("was", c.Was)
	e.close()
}

func (e *encoder) route(r *Route) {
	e.open()
	e.must("fate", string(r.Fate))
	e.must("item", string(r.Item))
	list(e, "ranks", r.Ranks, func(n *int) { e.b = strconv.AppendInt(e.b, int64(*n), 10) })
	texts(e, "to", r.To)
	e.close()
}

// AppendJSON appends l in the form of RFC 8785.
func (l *Loss) AppendJSON(b []byte) []byte {
	e := &encoder{b: b}
	e.open()
	list(e, "candidates", l.Candidates, func(r *Ref) { e.refValue(r) })
	e.name("claim")
	e.claim(&l.Claim)
	e.must("reason", string(l.Reason))
	e.close()
	return e.b
}
