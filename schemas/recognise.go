// SPDX-License-Identifier: Apache-2.0

package schemas

import (
	"slices"
	"strings"
	"sync"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// KindOf finds the kind of the file path: the one that $schema announces, else
// the one that the name of the file does, else the one that Recognise finds.
// A name that the content contradicts does not count: when the document has
// members that the kind of its name does not know, and is by its members of
// another kind, KIND-006 says so. The kind is empty, and nothing is said, of a
// document whose $schema or syntax is wrong: Detect says what is.
func KindOf(path string, data []byte) (Kind, issue.Issues) {
	named, found := Detect("", data)
	if len(found) == 0 {
		return named, nil
	}
	if found[0].Code != ruleNoKind.Code {
		return "", nil
	}
	named, ok := KindOfFile(path)
	if !ok {
		return Recognise(data)
	}
	d, _ := outlineOf(data)
	k := d.exactly()
	if k == "" || k == named {
		return named, nil
	}
	for _, s := range sketches() {
		if s.kind == named && s.list == d.list && s.strangers(d) == 0 {
			return named, nil
		}
	}
	return k, issue.Issues{ruleMisnamed.At("", named.called(), k.called())}
}

// Recognise finds the kind of a document by its members. Our schemas are
// closed, and no two of them accept the same names: a document with every
// required member and no unknown one has one kind, and nothing is said of it.
// A damaged document gets the kind that is the nearest, and KIND-005 says
// which. Where none stands out the kind is empty, and KIND-001 names those
// that are equally near. The data of a JSON text that cannot be read has
// neither kind nor issue.
func Recognise(data []byte) (Kind, issue.Issues) {
	d, ok := outlineOf(data)
	if !ok {
		return "", nil
	}
	if k := d.exactly(); k != "" {
		return k, nil
	}
	k, near := d.nearest()
	if k != "" {
		return k, issue.Issues{ruleTaken.At("", k.called())}
	}
	if d.list {
		d.list = false
		if k = d.exactly(); k == "" {
			k, _ = d.nearest()
		}
		if k != "" {
			return "", issue.Issues{ruleList.At("", k.called())}
		}
	}
	return "", noKind(near)
}

// called names a kind as people and flags do.
func (k Kind) called() issue.Text {
	inf, _ := k.Info()
	return issue.Text{FR: "« " + inf.Title.FR + " » (" + string(k) + ")", EN: "“" + inf.Title.EN + "” (" + string(k) + ")"}
}

// noKind says that the kind is not known, and which are near.
func noKind(near []Kind) issue.Issues {
	var like, give issue.Text
	for i, k := range near {
		t := k.called()
		switch i {
		case 0:
			like = issue.Text{FR: " ; le contenu ressemble à " + t.FR, EN: "; the content is like " + t.EN}
			give = issue.Text{FR: " " + string(k), EN: " " + string(k)}
		default:
			like.FR, like.EN = like.FR+" ou "+t.FR, like.EN+" or "+t.EN
			give.FR, give.EN = give.FR+" ou --kind "+string(k), give.EN+" or --kind "+string(k)
		}
	}
	return issue.Issues{ruleNoKind.At("", like, give)}
}

// sketch is what the root of a schema says of members.
type sketch struct {
	kind     Kind
	list     bool   // an array of such objects
	items    string // of a list: the name of its definition
	required []string
	known    []string
	types    []strictjson.Kind // of known; Invalid where the schema refers to another place
}

// sketches reads the published schemas once.
var sketches = sync.OnceValue(func() []sketch {
	var out []sketch
	for _, i := range kinds {
		src, err := Source(i.Kind)
		if err != nil {
			continue
		}
		s := sketch{kind: i.Kind}
		s.read(strictjson.NewReader(src, strictjson.Wire, large))
		out = append(out, s)
	}
	return out
})

// read reads one schema; of an array, the one that its items lead to.
func (s *sketch) read(r *strictjson.Reader) {
	for r.Enter(); r.More(); {
		switch string(r.Name()) {
		case "required":
			for r.Enter(); r.More(); {
				s.required = append(s.required, string(r.Text()))
			}
		case "properties":
			for r.Enter(); r.More(); {
				s.known = append(s.known, string(r.Name()))
				s.types = append(s.types, typeIn(r))
			}
		case "items":
			for r.Enter(); r.More(); {
				s.list, s.items = true, strings.TrimPrefix(string(r.Text()), "#/$defs/")
			}
		case "$defs":
			for r.Enter(); r.More(); {
				if s.list && string(r.Name()) == s.items {
					s.read(r)
				} else {
					r.Skip()
				}
			}
		default:
			r.Skip()
		}
	}
}

// typeIn returns the type that a schema asks for.
func typeIn(r *strictjson.Reader) (k strictjson.Kind) {
	for r.Enter(); r.More(); {
		if string(r.Name()) != "type" {
			r.Skip()
			continue
		}
		switch string(r.Text()) {
		case "object":
			k = strictjson.Object
		case "array":
			k = strictjson.Array
		case "string":
			k = strictjson.String
		case "integer", "number":
			k = strictjson.Number
		}
	}
	return k
}

// strangers counts the members that the schema does not know.
func (s *sketch) strangers(d outline) int {
	n := 0
	for _, name := range d.names {
		if !slices.Contains(s.known, name) {
			n++
		}
	}
	return n
}

// missing counts the required members that are not there, or are of another
// type.
func (s *sketch) missing(d outline) int {
	n := 0
	for _, name := range s.required {
		i, k := slices.Index(d.names, name), slices.Index(s.known, name)
		if i < 0 || k >= 0 && s.types[k] != strictjson.Invalid && s.types[k] != d.types[i] {
			n++
		}
	}
	return n
}

// absent lists the members that are not there, as people know them.
func (s *sketch) absent(d outline) []candidate {
	var out []candidate
	for _, c := range memberBook()[s.kind] {
		if !slices.Contains(d.names, c.name) {
			out = append(out, c)
		}
	}
	return out
}

// memberBook is the members of every kind with their titles, read when the
// first damaged document comes.
var memberBook = sync.OnceValue(func() map[Kind][]candidate {
	book := map[Kind][]candidate{}
	for _, s := range sketches() {
		titles, at := Titles(s.kind)(), issue.Pointer("/properties")
		if s.list {
			at = issue.Pointer("/$defs").Field(s.items).Field("properties")
		}
		for _, name := range s.known {
			c := candidate{name: name, titles: titleWords(titles[at.Field(name)])}
			c.folded = c.words()
			book[s.kind] = append(book[s.kind], c)
		}
	}
	return book
})

// outline is the members of a document, or of the first element of an array.
// "$schema" is not one: it announces nothing here.
type outline struct {
	list  bool
	names []string
	types []strictjson.Kind
}

// manyNames is more than any of our documents has at its root.
const manyNames = 64

func outlineOf(data []byte) (d outline, ok bool) {
	r := readers.Get().(*strictjson.Reader)
	r.Reset(data, strictjson.Wire, large)
	defer readers.Put(r)
	if d.list = r.Peek() == strictjson.Array; d.list {
		if r.Enter(); !r.More() {
			return d, !r.Failed()
		}
	}
	if r.Peek() != strictjson.Object {
		return d, !r.Failed()
	}
	for r.Enter(); r.More(); r.Skip() {
		if name := r.Name(); string(name) != "$schema" && len(d.names) <= manyNames {
			d.names, d.types = append(d.names, string(name)), append(d.types, r.Peek())
		}
	}
	return d, !r.Failed()
}

// exactly returns the kind that has every required member and no unknown one.
func (d outline) exactly() Kind {
	for _, s := range sketches() {
		if s.list == d.list && s.missing(d) == 0 && s.strangers(d) == 0 {
			return s.kind
		}
	}
	return ""
}

// gap is how far a document is from a kind.
type gap struct {
	missing, required int // a misspelt member does not miss
	known, ours       int // members that are known; with the misspelt
	cost              int // faults to mend
}

// gap measures how far the document is from the kind.
func (s *sketch) gap(d outline) gap {
	g := gap{required: len(s.required), missing: s.missing(d)}
	absent := s.absent(d)
	var repaired []string
	for _, name := range d.names {
		if slices.Contains(s.known, name) {
			g.known++
			g.ours++
			continue
		}
		g.cost++
		if meant := suggest(name, absent); meant != "" {
			g.ours++
			if slices.Contains(s.required, meant) && !slices.Contains(repaired, meant) {
				repaired = append(repaired, meant)
				g.missing--
			}
		}
	}
	g.cost += g.missing
	return g
}

// nearest returns the kind that the fewest faults are away: members that miss
// or are not known, a misspelt one counted once. Only kinds count that have as
// many of the members as miss there or are strange. It must be the only one,
// and half of its required members be there; or only one miss, two others be
// there, and the next kind be two faults farther. Else nearest returns the kinds that are equally near.
func (d outline) nearest() (Kind, []Kind) {
	if len(d.names) == 0 || len(d.names) > manyNames {
		return "", nil
	}
	best, next := 3*manyNames, 3*manyNames
	var near []Kind
	sure, alone := false, false // of the best
	for _, s := range sketches() {
		if s.list != d.list {
			continue
		}
		g := s.gap(d)
		switch {
		case g.ours < g.missing+len(d.names)-g.ours || g.known == 0 && g.missing == g.required:
		case g.cost < best:
			best, next, near = g.cost, best, []Kind{s.kind}
			sure = 2*g.missing <= g.required && (g.missing == 0 || g.ours > 1)
			alone = g.missing <= 1 && g.known > 1
		case g.cost == best:
			near = append(near, s.kind)
			next = best
		default:
			next = min(next, g.cost)
		}
	}
	if len(near) == 1 && (sure || alone && next > best+1) {
		return near[0], nil
	}
	return "", near
}
