// SPDX-License-Identifier: Apache-2.0

package positioning_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/competency/positioning/internal/transcript"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// TestReplay draws random event lists: replaying the saved events gives the
// same state, at any prefix; taking back gives the state before; the code
// resumes to the same answers.
func TestReplay(t *testing.T) {
	lists := fixtures.Count(3000, 100000)
	r := transcript.Random(7)
	var qs []*positioning.Questionnaire
	for i, c := range []positioning.Confirmation{"none", "target", "full", "exhaustive"} {
		qs = append(qs, transcript.Questionnaire(5+4*i, 4+i, c), transcript.Questionnaire(21, 8, c))
	}
	events, refused, undone := 0, 0, 0
	for n := range lists {
		q := qs[n%len(qs)]
		s := positioning.Start(q)
		cut, kept := r.Below(30), positioning.State{}
		for k := range 30 {
			if k == cut {
				kept = s
			}
			e := transcript.Event(q, s, &r)
			next, f := positioning.Apply(q, s, e)
			events++
			switch {
			case f != nil:
				refused++
				if next.Len() != s.Len() {
					t.Fatal("a refused event changed the state")
				}
			case e.Kind == positioning.EventBack:
				undone++
			default:
				back, _ := positioning.Apply(q, next, positioning.Event{Kind: positioning.EventBack})
				if !same(q, back, s) {
					t.Fatalf("list %d: taking %v back gives another state", n, e)
				}
			}
			s = next
		}
		for _, want := range []positioning.State{s, kept} {
			got, is := positioning.Replay(q, positioning.Save(q, want))
			if is != nil || !same(q, got, want) {
				t.Fatalf("list %d: replay differs: %v", n, is)
			}
			got, f := positioning.Resume(q, positioning.Code(q, want))
			if f != nil {
				t.Fatalf("list %d: %s: %v", n, positioning.Code(q, want), f)
			}
			if a, b := positioning.Code(q, got), positioning.Code(q, want); a != b {
				t.Fatalf("list %d: code %s, want %s", n, a, b)
			}
			if a, b := plain(q, got), plain(q, want); a != b {
				t.Fatalf("list %d: resumed\n%s\nwant\n%s", n, a, b)
			}
		}
	}
	t.Logf("%d lists, %d events, %d refused, %d taken back", lists, events, refused, undone)
}

func same(q *positioning.Questionnaire, a, b positioning.State) bool {
	return bytes.Equal(a.AppendText(nil, q), b.AppendText(nil, q))
}

// plain is the transcript without what a code leaves out.
func plain(q *positioning.Questionnaire, s positioning.State) string {
	var out []string
	for _, l := range strings.Split(string(s.AppendText(nil, q)), "\n") {
		l, _, _ = strings.Cut(l, " 00000005-")
		l, _, _ = strings.Cut(l, " settled ")
		out = append(out, l)
	}
	return strings.Join(out, "\n")
}

// TestSameInWebAssembly runs the same random lists in both builds.
func TestSameInWebAssembly(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("NOT RUN: node is not installed")
	}
	runs := fixtures.Count(400, 20000)
	wasm := filepath.Join(t.TempDir(), "write.wasm")
	build := exec.Command("go", "build", "-o", wasm, "./internal/transcript/write")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if msg, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, msg)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	js := filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js")
	got, err := exec.Command(node, "--stack-size=8192", js, wasm, strconv.Itoa(runs)).Output()
	if err != nil {
		t.Fatal(err)
	}
	want := transcript.Append(nil, 42, runs, 60)
	if !bytes.Equal(got, want) {
		t.Fatalf("transcripts differ: %d bytes in WebAssembly, %d in %s", len(got), len(want), runtime.GOARCH)
	}
	t.Logf("%d runs: %d bytes equal", runs, len(got))
}

func BenchmarkApply(b *testing.B) {
	q := transcript.Questionnaire(21, 8, positioning.ConfirmationFull)
	s := positioning.Start(q)
	n := 0
	for b.Loop() {
		step := positioning.Next(q, s)
		e := positioning.Event{Item: step.Item, Rank: step.Rank}
		switch step.Kind {
		case positioning.StepQuestion:
			e.Kind, e.Rank = positioning.EventClaim, n%9
		case positioning.StepPrompt:
			e.Kind, e.Ticks = positioning.EventTick, []int{0}
		default:
			s = positioning.Start(q)
			continue
		}
		s, _ = positioning.Apply(q, s, e)
		n++
	}
}
