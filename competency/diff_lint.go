// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// lint reports what the new version owes to the users of the old one.
func (d *differ) lint() {
	d.lintScales()
	for i := range d.old.Items {
		o := &d.old.Items[i]
		if d.newItems[o.ID] != nil {
			continue
		}
		if n := d.reused[o.ID]; n != nil {
			if len(d.successors()[o.ID]) == 0 {
				d.issues = append(d.issues, changeNewID.At(d.pointer(n.ID)+"/id", o.Code, string(o.ID)))
			}
			continue
		}
		d.issues = append(d.issues, changeRemoved.At("/items", o.name()))
	}
	for i := range d.given.Items {
		n := &d.given.Items[i]
		if !inOrder(d.touched, n.ID) {
			continue
		}
		o := d.oldItems[n.ID]
		p := issue.Pointer("/items").Index(i)
		if newMeaning(o.Wording(), n.Wording()) {
			d.issues = append(d.issues, changeMeaning.At(p, n.name()))
		}
		if o.Changed != "" && n.Changed.Compare(o.Changed) <= 0 {
			dated := *o
			dated.Changed = n.Changed
			if !dated.alike(n) {
				d.issues = append(d.issues, changeStale.At(p+"/changed", n.name()))
			}
		}
	}
	if len(d.set.Changes) == 0 {
		return
	}
	if d.new.Changed.Compare(d.old.Changed) <= 0 {
		d.issues = append(d.issues, changeStale.At("/changed", d.new.Title.In("fr")))
	}
	d.lintVersion()
}

func (d *differ) pointer(id ID) issue.Pointer {
	for i := range d.given.Items {
		if d.given.Items[i].ID == id {
			return issue.Pointer("/items").Index(i)
		}
	}
	return "/items"
}

// lintVersion compares the step of the version with that of the content.
func (d *differ) lintVersion() {
	if !ValidVersion(d.old.Version) || !ValidVersion(d.new.Version) {
		return
	}
	step := 2 // patch
	for _, c := range d.set.Changes {
		switch {
		case c.Impact == ImpactPosition || c.Kind == ChangeRemoved:
			step = 0
		case c.Kind == ChangeAdded || c.Kind == ChangeIndicatorAdded || c.Kind == ChangeAssociated || c.Kind == ChangeRestored:
			step = min(step, 1)
		}
	}
	least := nextVersion(d.old.Version, step)
	if CompareVersions(d.new.Version, least) < 0 {
		why := [...]string{"une position peut changer", "ajout", "texte ou métadonnée"}[step]
		d.issues = append(d.issues, changeVersion.At("/version", d.new.Version, why, least))
	}
}

// nextVersion returns the version one major (0), minor (1) or patch (2) step
// after v.
func nextVersion(v string, step int) string {
	v, _, _ = strings.Cut(v, "+")
	v, pre, _ := strings.Cut(v, "-")
	parts := strings.Split(v, ".")
	n := make([]int, 3)
	for i := range n {
		n[i], _ = strconv.Atoi(parts[i])
	}
	if pre == "" || step < 2 {
		n[step]++
	}
	for i := step + 1; i < 3; i++ {
		n[i] = 0
	}
	return strconv.Itoa(n[0]) + "." + strconv.Itoa(n[1]) + "." + strconv.Itoa(n[2])
}

// newMeaning reports whether, in every language that both texts have, fewer
// than half of the words of four letters or more are shared. Texts without a
// common language or without such words tell nothing.
func newMeaning(a, b Text) bool {
	told := false
	for _, l := range a.Languages() {
		if b[l] == "" {
			continue
		}
		if a[l] == b[l] {
			return false
		}
		x, y := longWords(a[l]), longWords(b[l])
		most := max(len(x), len(y))
		if most == 0 {
			continue
		}
		shared := 0
		for w := range x {
			if y[w] {
				shared++
			}
		}
		if 2*shared >= most {
			return false
		}
		told = true
	}
	return told
}

func longWords(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.Map(unicode.ToLower, s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if utf8.RuneCountInString(w) >= 4 {
			out[w] = true
		}
	}
	return out
}
