// SPDX-License-Identifier: Apache-2.0

package selfposition_test

import (
	"slices"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// window is the widget of one window of a course.
type window struct {
	widget.Machine
	t *testing.T
	f *competency.Framework
}

func open(t *testing.T) window {
	m, f, _ := start(t, inCourse())
	return window{m, t, f}
}

func (w window) answer(i int, value string) window {
	n := 0
	for _, x := range w.f.Items {
		if x.Type != competency.ItemCompetency {
			continue
		}
		if n == i {
			w.Update(widget.Msg{Name: "choix", Arg: string(x.ID), Value: value})
		}
		n++
	}
	return w
}

func (w window) code() string { c, _ := w.Export("code"); return c }

func (w window) answers() string { return strings.Split(w.code(), "~")[4] }

func (w window) course(how, code, base string) []widget.Effect {
	var o view.Object
	return w.Update(widget.Msg{Name: widget.MsgImport, Doc: parse(w.t, []byte(o.Int("eafc", 1).Strs("kind", "cours", "how", how, "code", code, "base", base).String()))})
}

func (w window) press(what string) []widget.Effect {
	return w.Update(widget.Msg{Name: "ailleurs", Arg: what})
}

func said(effects []widget.Effect, kind widget.EffectKind) bool {
	for _, e := range effects {
		if e.Kind == kind {
			return true
		}
	}
	return false
}

// TestElsewhere: what changed on one side only counts, what changed on both
// is shown with both answers; none is lost.
func TestElsewhere(t *testing.T) {
	base := open(t).answer(0, "1").answer(1, "2").code()
	for name, c := range map[string]struct {
		how         string
		here, there func(window)
		want, other string
		silent      bool
		rows        int
	}{
		"added there":               {how: "ailleurs", here: func(w window) {}, there: func(w window) { w.answer(3, "3") }, want: "12.3........"},
		"changed there":             {how: "ailleurs", here: func(w window) {}, there: func(w window) { w.answer(0, "4") }, want: "42..........", other: "12..........", rows: 1},
		"changed here":              {how: "ailleurs", here: func(w window) { w.answer(0, "4") }, there: func(w window) {}, want: "42..........", silent: true},
		"changed on both sides":     {how: "ailleurs", here: func(w window) { w.answer(0, "4") }, there: func(w window) { w.answer(0, "passe").answer(2, "1") }, want: "421.........", other: "-21.........", rows: 1},
		"the same on both sides":    {how: "ailleurs", here: func(w window) { w.answer(4, "4") }, there: func(w window) { w.answer(4, "4") }, want: "12..4.......", silent: true},
		"erased there":              {how: "ailleurs", here: func(w window) {}, there: func(w window) { w.Update(widget.Msg{Name: widget.MsgErase}) }, want: "............", other: "12..........", rows: 2},
		"erased there, more here":   {how: "ailleurs", here: func(w window) { w.answer(5, "1") }, there: func(w window) { w.Update(widget.Msg{Name: widget.MsgErase}) }, want: ".....1......", other: "12...1......", rows: 2},
		"offered":                   {how: "offre", here: func(w window) {}, there: func(w window) { w.answer(0, "4").answer(3, "3") }, want: "12..........", other: "42.3........", rows: 2},
		"offered, nothing else":     {how: "offre", here: func(w window) { w.answer(2, "2") }, there: func(w window) {}, want: "122.........", silent: true},
		"offered, nothing there":    {how: "offre", here: func(w window) {}, there: func(w window) { w.Update(widget.Msg{Name: widget.MsgErase}) }, want: "12..........", silent: true},
		"before the platform spoke": {how: "reprise", here: func(w window) { w.Update(widget.Msg{Name: widget.MsgErase}); w.answer(0, "4") }, there: func(w window) {}, want: "42..........", other: "12..........", rows: 1},
	} {
		t.Run(name, func(t *testing.T) {
			here, there := open(t), open(t)
			for _, w := range []window{here, there} {
				w.answer(0, "1").answer(1, "2")
			}
			c.here(here)
			c.there(there)
			b := base
			if c.how != "ailleurs" {
				b = ""
			}
			effects := here.course(c.how, there.code(), b)
			if here.answers() != c.want {
				t.Errorf("the answers are %s, want %s", here.answers(), c.want)
			}
			html := whole(here)
			if shown := strings.Contains(html, `id="ailleurs"`); shown == c.silent || said(effects, widget.Announce) == c.silent && c.how != "reprise" {
				t.Errorf("shown: %t, want %t; effects %v", shown, !c.silent, effects)
			}
			if rows := strings.Count(html, "(ici\u00a0: "); rows != c.rows {
				t.Errorf("%d answers are said to differ, want %d", rows, c.rows)
			}
			if c.rows == 0 {
				if here.press("laisser"); strings.Contains(whole(here), `id="ailleurs"`) {
					t.Error("the message does not go")
				}
				return
			}
			file := here.press("fichier")
			if here.answers() != c.want || len(file) != 1 || file[0].Kind != widget.Download || !strings.Contains(file[0].Value, "~"+c.other+`"`) {
				t.Errorf("the file of the other answers: %v", file)
			}
			if effects := here.press("prendre"); here.answers() != c.other || !said(effects, widget.Emit) {
				t.Errorf("taken: %s, want %s; effects %v", here.answers(), c.other, effects)
			}
			if here.press("prendre"); here.answers() != c.want {
				t.Errorf("taken back: %s, want %s", here.answers(), c.want)
			}
			here.press("laisser")
			if strings.Contains(whole(here), `id="ailleurs"`) || here.answers() != c.want {
				t.Error("left as it is, and yet")
			}
		})
	}
}

// TestElsewhereAgain: what comes after is joined to what was said before, as
// long as the person has not seen to it.
func TestElsewhereAgain(t *testing.T) {
	code := func(first string) string { return open(t).answer(0, first).answer(1, "2").code() }
	begun := func() window { return open(t).answer(0, "1").answer(1, "2") }
	rows := func(w window) int { return strings.Count(whole(w), "(ici\u00a0: ") }

	w := begun()
	w.course("ailleurs", code("4"), code("1"))
	w.course("ailleurs", code("3"), code("4"))
	if w.press("prendre"); w.answers() != "12.........." {
		t.Errorf("what was said in this page is forgotten: %s", w.answers())
	}
	w.course("ailleurs", open(t).answer(0, "1").answer(1, "4").code(), code("1"))
	if w.answers() != "14.........." || rows(w) != 1 {
		t.Errorf("once decided, %s, %d answers differ", w.answers(), rows(w))
	}

	w = begun()
	w.course("offre", code("4"), "")
	w.course("ailleurs", code("3"), code("1"))
	if strings.Contains(whole(w), "Rien n’est changé ici") || w.answers() != "32.........." || rows(w) != 1 {
		t.Errorf("an offer that is an offer no more: %s", w.answers())
	}

	w = begun()
	w.course("ailleurs", code("4"), "E1~another")
	if w.answers() != "12.........." || rows(w) != 1 {
		t.Errorf("without the code that both had: %s, %d answers differ", w.answers(), rows(w))
	}
}

// TestElsewhereKeepsTheRest: an example stays with its question, and results
// on screen are those of the answers that count.
func TestElsewhereKeepsTheRest(t *testing.T) {
	all := func(first string) window {
		w := open(t).answer(0, first)
		for i := range 11 {
			w.answer(i+1, "1")
		}
		return w
	}
	w := all("1")
	base := w.code()
	first := slices.IndexFunc(w.f.Items, func(x competency.Item) bool { return x.Type == competency.ItemCompetency })
	note := func(text string) {
		w.Update(widget.Msg{Name: "note", Arg: string(w.f.Items[first].ID), Value: text})
	}
	note("une situation")
	w.Update(widget.Msg{Name: "aller", Arg: "resultats"})
	w.course("ailleurs", all("4").code(), base)
	html := whole(w)
	other := all("4")
	other.Update(widget.Msg{Name: "aller", Arg: "resultats"})
	if shown := payload(t, html); shown != payload(t, whole(other)) {
		t.Errorf("what would be sent is not what counts: %s", shown)
	}
	note("une situation vécue")
	w.press("prendre")
	if file := w.Update(widget.Msg{Name: "telecharger", Arg: "reprise"}); len(file) == 0 || !strings.Contains(file[0].Value, "une situation vécue") {
		t.Errorf("the example is lost: %v", file)
	}
}

// payload is what the page shows before it is sent.
func payload(t *testing.T, html string) string {
	t.Helper()
	_, rest, ok := strings.Cut(html, "<pre")
	shown, _, end := strings.Cut(rest, "</pre>")
	if !ok || !end {
		t.Fatal("no payload on the page")
	}
	return shown
}

// TestElsewhereIsForCourses: outside a course nobody may say so; what cannot
// be read changes nothing.
func TestElsewhereIsForCourses(t *testing.T) {
	other := open(t).answer(0, "3").code()
	m, f, _ := start(t, attributes)
	w := window{m, t, f}
	before := whole(w)
	if effects := w.course("ailleurs", other, ""); len(effects) != 0 || whole(w) != before {
		t.Errorf("no course, and yet: %v", effects)
	}
	w = open(t).answer(1, "1")
	for _, how := range []string{"reprise", "ailleurs", "offre"} {
		w.course(how, "bookmark=4", "x")
		if w.answers() != ".1.........." {
			t.Errorf("%s: %s", how, w.answers())
		}
		if shown := strings.Contains(whole(w), "n’a pas pu être repris"); !shown {
			t.Errorf("%s: nothing is said", how)
		}
	}
}

// TestCodeCut: of a code that a platform has cut, what can be read is taken,
// and what is missing is counted; later, what is missing there is not taken
// for erased.
func TestCodeCut(t *testing.T) {
	full := open(t).answer(0, "1").answer(1, "passe").answer(9, "4").answer(11, "2").code()
	for cut, want := range map[int]string{1: "de 1 compétence, à", 4: "de 4 compétences, à", 12: "de 12 compétences, à"} {
		w := open(t)
		w.course("reprise", full[:len(full)-cut], "")
		if got, want := w.answers(), ("1-.......4.2"[:12-cut] + strings.Repeat(".", cut)); got != want {
			t.Errorf("%d cut: %s, want %s", cut, got, want)
		}
		if !strings.Contains(whole(w), want) {
			t.Errorf("%d cut: %q is not said", cut, want)
		}
	}
	w := open(t)
	w.course("reprise", full, "")
	w.course("ailleurs", full[:len(full)-6], full)
	if w.answers() != "1-.......4.2" {
		t.Errorf("what could not be read is erased: %s", w.answers())
	}
	if w = open(t); w.course("reprise", full[:40], "") == nil || !strings.Contains(whole(w), "n’a pas pu être repris") {
		t.Error("a code without its digest is not refused")
	}
}
