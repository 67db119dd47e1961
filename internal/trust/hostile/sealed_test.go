// SPDX-License-Identifier: Apache-2.0

//go:build linux

package hostile_test

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// sealedEnv makes the tests of this package mark the beginning and the end of
// each reading, so that a trace of the process tells what a reading did.
const sealedEnv = "BRIQUES_HOSTILE_SEALED"

// The marks are looked up and never there.
const (
	beginMark  = "/briques-hostile-begin"
	endMark    = "/briques-hostile-end"
	canaryFile = "/briques-hostile-canary" // opened once between marks: the trace must show it
)

var sealed = os.Getenv(sealedEnv) != ""

// marked runs read between its marks.
func marked(read func()) {
	if sealed {
		_, _ = os.Lstat(beginMark)
		defer func() { _, _ = os.Lstat(endMark) }()
	}
	read()
}

// TestNothingOpened runs the tests of this package under strace: between its
// marks a reading opens no file, makes no socket and writes nothing.
func TestNothingOpened(t *testing.T) {
	if sealed { // the process that is traced
		marked(func() {
			if f, err := os.Open(canaryFile); err == nil {
				f.Close()
			}
		})
		return
	}
	tool, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("NOT RUN: strace is not installed")
	}
	which := "^(TestXML|TestJOSE|TestTurtle|TestMultipart|TestResume|TestJSONOfOthers|TestNothingOpened)$"
	if fixtures.Long() {
		which = "."
	}
	trace := filepath.Join(t.TempDir(), "trace")
	cmd := exec.Command(tool, "-f", "--seccomp-bpf", "-e", "trace=%file,%network,write,pwrite64,writev,sendfile,ftruncate", "-o", trace, os.Args[0], "-test.run", which)
	cmd.Env = append(os.Environ(), sealedEnv+"=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		if strings.Contains(string(out), "ptrace") || strings.Contains(string(out), "PTRACE") {
			t.Skip("NOT RUN: strace may not trace here")
		}
		t.Fatalf("%v\n%s", err, out)
	}
	f, err := os.Open(trace)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	readings, canaries, inputs, inside := 0, 0, 0, false
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		line := sc.Text()
		switch {
		case strings.Contains(line, beginMark):
			inside = true
			readings++
		case strings.Contains(line, endMark):
			inside = false
		case inside && strings.Contains(line, canaryFile):
			canaries++
		case inside && input.MatchString(line):
			inputs++
		case inside && touches(line):
			t.Errorf("during reading %d: %.200s", readings, line)
		}
	}
	if sc.Err() != nil || readings < 500 {
		t.Errorf("%d readings traced, %v", readings, sc.Err())
	}
	if canaries != 1 {
		t.Errorf("the reading that opens a file was seen %d times: the trace sees nothing", canaries)
	}
	t.Logf("%d readings: nothing opened, nothing written (%d looks at the very file that was to be read)", readings, inputs)
}

// input is a look at the file that a reader was given by its path: the readers
// of programs and of databases take one, and may open it for reading only.
var input = regexp.MustCompile(`(?:openat\(AT_FDCWD, "[^"]*/TestBinaries\d+/001/programme", O_RDONLY\|O_CLOEXEC\)|(?:openat|newfstatat)\(AT_FDCWD, "[^"]*/TestDatabases\d+/001/base\.zip", (?:O_RDONLY\|O_CLOEXEC\)|\{))`)

var wake = regexp.MustCompile(`, [18](\)| <unfinished)`)

// touches reports whether a traced call is one of a reading. The runtime wakes
// its threads through a pipe or an event of its own, eight bytes at a time.
func touches(line string) bool {
	_, call, _ := strings.Cut(line, " ")
	call = strings.TrimLeft(call, " ")
	if strings.HasPrefix(call, "write(") {
		return !wake.MatchString(call)
	}
	return !strings.HasPrefix(call, "---") && !strings.HasPrefix(call, "+++") && !strings.HasPrefix(call, "<...")
}
