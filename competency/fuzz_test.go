// SPDX-License-Identifier: Apache-2.0

package competency_test

import (
	"bytes"
	"testing"

	"forge.apps.education.fr/eafc/briques/competency"
)

// FuzzDecode: what is read without a fault is written, and read again, the
// same; what is not never panics, and every issue has a place.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(sound(f)))
	f.Add([]byte(exampleDocument))
	f.Add(newForge(1).framework(6).AppendJSON(nil))
	f.Add([]byte(`{"extra":{"a":[[[[`))
	f.Add([]byte("{\"title\":{\"fr\":\"\xff\"}}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		fw, is := competency.CheckBytes(data)
		for _, i := range is {
			if i.Line < 1 || i.Column < 1 || i.Code == "" || i.Message == "" {
				t.Fatalf("%+v", i)
			}
		}
		fw.Tree()
		if is.HasErrors() {
			return
		}
		once := fw.AppendJSON(nil)
		again, is := competency.Parse(once)
		if len(is) > 0 {
			t.Fatalf("what we write we do not read: %v\n%s", is, once)
		}
		if twice := again.AppendJSON(nil); !bytes.Equal(once, twice) {
			t.Fatalf("not stable:\n%s\n%s", once, twice)
		}
		if again.Digest() != fw.Digest() {
			t.Fatal("the digest changed")
		}
		if set, _ := competency.Diff(fw, again); len(set.Changes) > 0 {
			t.Fatal(set.Changes)
		}
	})
}

// FuzzPositionAndChangeSet: the two other decoders.
func FuzzPositionAndChangeSet(f *testing.F) {
	g := newForge(1)
	fw := g.framework(8)
	p := g.position(fw)
	set, _ := competency.Diff(fw, g.evolve(fw))
	f.Add(p.AppendJSON(nil), set.AppendJSON(nil))
	f.Fuzz(func(t *testing.T, position, changes []byte) {
		p, is := competency.ParsePosition(position)
		sound := !is.HasErrors()
		if sound {
			if again, is := competency.ParsePosition(p.AppendJSON(nil)); len(is) > 0 || !bytes.Equal(again.AppendJSON(nil), p.AppendJSON(nil)) {
				t.Fatal(is)
			}
			p.Check()
		}
		s, is := competency.ParseChangeSet(changes)
		if is.HasErrors() {
			return
		}
		if again, is := competency.ParseChangeSet(s.AppendJSON(nil)); len(is) > 0 || !bytes.Equal(again.AppendJSON(nil), s.AppendJSON(nil)) {
			t.Fatal(is)
		}
		if got, losses := competency.Migrate(*p, *s); len(got.Claims)+len(losses) != len(p.Claims) {
			t.Fatal("a claim vanished")
		}
	})
}
