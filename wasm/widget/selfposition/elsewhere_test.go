// SPDX-License-Identifier: Apache-2.0

package selfposition_test

import (
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
