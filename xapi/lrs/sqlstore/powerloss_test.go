// SPDX-License-Identifier: Apache-2.0

package sqlstore_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

// What a disk keeps when the power goes: all that was synced, and of what was
// written since, any part, sectors of 512 bytes whole or not at all. The test
// records a writer's calls, stops at many moments, throws such dice for the
// rest, and opens what is left.

// diskCall is one recorded call.
type diskCall struct {
	kind  string // write, truncate, sync, ack
	file  string
	at    int64
	data  []byte
	ack   int
	start int // how many calls had ended when it began
}

var (
	reCall    = regexp.MustCompile(`^(\d+) +(\w+)\((.*)$`)
	reResumed = regexp.MustCompile(`^(\d+) +<\.\.\. (\w+) resumed>(.*)$`)
)

// record runs a writer under strace and returns its calls.
func record(t *testing.T, level string, count int) []diskCall {
	t.Helper()
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("NOT RUN: strace is not installed")
	}
	dir := t.TempDir()
	log := filepath.Join(dir, "calls")
	cmd := exec.Command(strace, "-f", "-xx", "-s", "70000", "-y", "-e", "trace=pwrite64,write,fsync,fdatasync,ftruncate", "-o", log, os.Args[0], "-test.run", "^$")
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s %d %d %d %s", childEnv, filepath.Join(dir, "traces.db"), 1, count, 1, level))
	if out, err := cmd.CombinedOutput(); err != nil {
		if strings.Contains(string(out), "ptrace") {
			t.Skip("NOT RUN: strace may not trace here")
		}
		t.Fatalf("writer: %v: %s", err, out)
	}
	f, err := os.Open(log)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	return parseCalls(t, f)
}

func parseCalls(t *testing.T, f *os.File) []diskCall {
	t.Helper()
	var out []diskCall
	type begun struct {
		name, args string
		start      int
	}
	open := map[string]begun{}
	r := bufio.NewReaderSize(f, 1<<20)
	for {
		line, err := r.ReadString('\n')
		if line == "" && err != nil {
			return out
		}
		line = strings.TrimSuffix(line, "\n")
		pid, name, args, start := "", "", "", len(out)
		if m := reResumed.FindStringSubmatch(line); m != nil {
			b := open[m[1]]
			delete(open, m[1])
			name, args, start = b.name, b.args+m[3], b.start
		} else if m := reCall.FindStringSubmatch(line); m != nil {
			pid, name, args = m[1], m[2], m[3]
			if i := strings.Index(args, " <unfinished"); i >= 0 {
				open[pid] = begun{name, args[:i], len(out)}
				continue
			}
		} else {
			continue
		}
		if c, ok := callOf(name, args); ok {
			c.start = start
			out = append(out, c)
		}
	}
}

var reFd = regexp.MustCompile(`^(\d+)<([^>]*)>,? ?(.*)$`)

func callOf(name, args string) (diskCall, bool) {
	m := reFd.FindStringSubmatch(args)
	if m == nil || strings.Contains(args, "= -1") {
		return diskCall{}, false
	}
	path := unhexText(m[2])
	file := filepath.Base(path)
	c := diskCall{file: file}
	if name == "write" && m[1] == "1" {
		text := string(hexData(m[3]))
		n, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(text, "ack ")))
		c.kind, c.ack = "ack", n
		return c, err == nil
	}
	if file != "traces.db" && file != "traces.db-wal" {
		return c, false
	}
	end := strings.LastIndex(m[3], ") ")
	if end < 0 {
		end = len(m[3])
	}
	last := m[3][:end]
	tail := last[strings.LastIndex(last, " ")+1:]
	switch name {
	case "pwrite64":
		c.kind, c.data = "write", hexData(m[3])
		c.at, _ = strconv.ParseInt(tail, 10, 64)
	case "ftruncate":
		c.kind = "truncate"
		c.at, _ = strconv.ParseInt(strings.TrimSpace(tail), 10, 64)
	case "fsync", "fdatasync":
		c.kind = "sync"
	default:
		return c, false
	}
	return c, true
}

func unhexText(s string) string {
	if !strings.Contains(s, `\x`) {
		return s
	}
	return string(hexData(`"` + s + `"`))
}

// hexData decodes the first "\x01\x02" of a text.
func hexData(s string) []byte {
	from := strings.IndexByte(s, '"')
	to := strings.IndexByte(s[from+1:], '"')
	if from < 0 || to < 0 {
		return nil
	}
	s = s[from+1 : from+1+to]
	out := make([]byte, 0, len(s)/4)
	for i := 0; i+4 <= len(s); i += 4 {
		v, err := strconv.ParseUint(s[i+2:i+4], 16, 8)
		if err != nil {
			return out
		}
		out = append(out, byte(v))
	}
	return out
}

// disk is what files hold: for sure, and perhaps.
type disk struct {
	sure    map[string][]byte
	pending map[string][]diskCall
	order   map[string][]int // indexes of the pending calls
}

func newDisk() *disk {
	return &disk{sure: map[string][]byte{}, pending: map[string][]diskCall{}, order: map[string][]int{}}
}

func (d *disk) step(i int, c diskCall) {
	switch c.kind {
	case "write", "truncate":
		d.pending[c.file] = append(d.pending[c.file], c)
		d.order[c.file] = append(d.order[c.file], i)
	case "sync":
		var left []diskCall
		var leftAt []int
		content := d.sure[c.file]
		for k, p := range d.pending[c.file] {
			if d.order[c.file][k] < c.start { // had ended when the sync began
				content = applyCall(content, p)
			} else {
				left, leftAt = append(left, p), append(leftAt, d.order[c.file][k])
			}
		}
		d.sure[c.file], d.pending[c.file], d.order[c.file] = content, left, leftAt
	}
}

func applyCall(content []byte, c diskCall) []byte {
	if c.kind == "truncate" {
		if c.at <= int64(len(content)) {
			return content[:c.at:c.at]
		}
		return append(content, make([]byte, c.at-int64(len(content)))...)
	}
	if need := c.at + int64(len(c.data)); need > int64(len(content)) {
		content = append(content, make([]byte, need-int64(len(content)))...)
	}
	copy(content[c.at:], c.data)
	return content
}

// image is one possible state after the power went: dice for every sector of
// what was not synced.
func (d *disk) image(rng *rand.Rand) map[string][]byte {
	out := map[string][]byte{}
	for name := range d.files() {
		content := bytes.Clone(d.sure[name])
		mode := rng.IntN(3) // nothing, everything, or sector by sector
		for _, p := range d.pending[name] {
			switch {
			case mode == 0:
			case mode == 1 || p.kind == "truncate":
				if mode == 1 || rng.IntN(2) == 0 {
					content = applyCall(content, p)
				}
			default:
				for from := 0; from < len(p.data); from += 512 {
					if rng.IntN(2) == 0 {
						to := min(from+512, len(p.data))
						content = applyCall(content, diskCall{kind: "write", at: p.at + int64(from), data: p.data[from:to]})
					}
				}
			}
		}
		out[name] = content
	}
	return out
}

func (d *disk) files() map[string]bool {
	out := map[string]bool{}
	for n := range d.sure {
		out[n] = true
	}
	for n := range d.pending {
		out[n] = true
	}
	return out
}

// lose stops at n moments and returns how many images were corrupt and how
// many lacked an acknowledged statement.
func lose(t *testing.T, calls []diskCall, n int) (corrupt, lost int) {
	t.Helper()
	rng := rand.New(rand.NewPCG(7, 11))
	first := 0
	for i, c := range calls {
		if c.kind == "ack" {
			first = i
			break
		}
	}
	stops := map[int]int{}
	for range n {
		stops[first+rng.IntN(len(calls)-first)]++
	}
	d, acked := newDisk(), []int{}
	for i, c := range calls {
		d.step(i, c)
		if c.kind == "ack" {
			acked = append(acked, c.ack)
		}
		for range stops[i] {
			switch err := survive(t, d.image(rng), acked); {
			case errors.Is(err, errLost):
				lost++
			case err != nil:
				corrupt++
			}
		}
	}
	return corrupt, lost
}

var errLost = errors.New("an acknowledged statement is not there")

// survive opens an image as after a restart and looks for what was promised.
func survive(t *testing.T, files map[string][]byte, acked []int) error {
	t.Helper()
	dir, err := os.MkdirTemp("", "briques-image-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	for name, b := range files {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := openFile(filepath.Join(dir, "traces.db"), sqlstore.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.Check(context.Background()); err != nil {
		return err
	}
	for _, k := range acked {
		if _, err := s.Get(context.Background(), "t", number(k)); errors.Is(err, lrs.ErrNotFound) {
			return errLost
		} else if err != nil {
			return err
		}
	}
	f, err := s.Figures(context.Background(), "t", time.UnixMicro(0))
	if err != nil {
		return err
	}
	found := int64(0)
	for _, v := range f.Verbs {
		found += v.Count
	}
	if found != f.Statements {
		return fmt.Errorf("%d statements, %d found by their verb", f.Statements, found)
	}
	return nil
}

func TestPowerLoss(t *testing.T) {
	images, canary, writes := 10, 0, 40
	if long() {
		images, canary, writes = 1000, 400, 200
	}
	if testing.Short() {
		t.Skip("NOT RUN: -short")
	}
	corrupt, lost := lose(t, record(t, "FULL", writes), images)
	t.Logf("FULL: %d images, %d corrupt, %d with a lost acknowledgement", images, corrupt, lost)
	if corrupt+lost > 0 {
		t.Errorf("FULL: %d corrupt, %d lost in %d images", corrupt, lost, images)
	}
	if !long() {
		return
	}
	for _, level := range []string{"NORMAL", "OFF"} {
		corrupt, lost := lose(t, record(t, level, writes), canary)
		t.Logf("%s (canary): %d images, %d corrupt, %d with a lost acknowledgement", level, canary, corrupt, lost)
		if lost == 0 && corrupt == 0 {
			t.Errorf("%s: nothing lost in %d images: the test sees nothing", level, canary)
		}
	}
}
