// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"golang.org/x/term"

	"forge.apps.education.fr/eafc/briques/schemas"
)

// input is one file to check, or the standard input ("-").
type input struct {
	path  string
	err   error
	stdin io.Reader
}

func (in input) lines() bool {
	low := strings.ToLower(in.path)
	return strings.HasSuffix(low, ".ndjson") || strings.HasSuffix(low, ".jsonl")
}

func (in input) open() (io.Reader, func(), error) {
	if in.stdin != nil {
		return in.stdin, func() {}, nil
	}
	f, err := os.Open(in.path)
	if err != nil {
		return nil, nil, err
	}
	return f, func() { _ = f.Close() }, nil
}

// read returns the bytes of the input, at most one more than limit.
func (in input) read(limit int64) ([]byte, error) {
	r, shut, err := in.open()
	if err != nil {
		return nil, err
	}
	defer shut()
	return io.ReadAll(io.LimitReader(r, limit+1))
}

// inputsOf expands the arguments: files, patterns with **, folders, "-".
// Without arguments a pipe is read. In folders, files whose kind is neither
// given nor told by their name or content are passed over.
func (a *app) inputsOf(args []string, kindGiven bool) (out []input, err error) {
	if len(args) == 0 {
		if f, ok := a.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
			return nil, exitWith(exitUsage, "%s", a.text("rien à vérifier : donnez un fichier, un dossier ou « - »", "nothing to check: give a file, a folder or “-”"))
		}
		args = []string{"-"}
	}
	for _, arg := range args {
		switch st, err := os.Stat(arg); {
		case arg == "-":
			out = append(out, input{path: "-", stdin: a.in})
		case err == nil && st.IsDir():
			found, left := folder(arg, kindGiven)
			if len(found) == 0 {
				return nil, exitWith(exitUsage, a.text("rien à vérifier dans %s : %d fichier(s) .json dont ni le nom ni le contenu ne dit le genre (--kind)", "nothing to check in %s: %d .json file(s) whose kind neither name nor content tells (--kind)"), arg, left)
			}
			if left > 0 {
				fmt.Fprintf(a.err, a.text("%s : %d fichier(s) .json laissé(s) de côté, ni leur nom ni leur contenu ne dit leur genre\n", "%s: %d .json file(s) left out, neither name nor content tells their kind\n"), arg, left)
			}
			out = append(out, found...)
		case err == nil:
			out = append(out, input{path: arg})
		case strings.ContainsAny(arg, "*?["):
			found := glob(arg)
			if len(found) == 0 {
				return nil, exitWith(exitUsage, a.text("aucun fichier ne répond à %s", "no file matches %s"), arg)
			}
			out = append(out, found...)
		default:
			out = append(out, input{path: arg, err: err})
		}
	}
	return out, nil
}

// folder lists .json and .ndjson files below dir: no links, no dot-folders,
// no node_modules. left counts those of no known kind.
func folder(dir string, kindGiven bool) (out []input, left int) {
	root := dir
	if st, err := os.Lstat(dir); err == nil && st.Mode()&fs.ModeSymlink != 0 {
		root += string(filepath.Separator) // a link that is named is followed
	}
	_ = filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		name := d.Name()
		switch {
		case err != nil:
			out = append(out, input{path: p, err: err})
			return nil
		case d.IsDir() && p != root && hidden(name):
			return filepath.SkipDir
		case d.IsDir() || !d.Type().IsRegular():
			return nil
		}
		in := input{path: p}
		if !strings.HasSuffix(name, ".json") && !in.lines() {
			return nil
		}
		if kindGiven || in.known() {
			out = append(out, in)
		} else {
			left++
		}
		return nil
	})
	return out, left
}

// hidden reports whether folders and patterns pass over a name.
func hidden(name string) bool {
	return name == "node_modules" || len(name) > 1 && name[0] == '.' && name != ".."
}

// known reports whether the name, the first bytes or the members tell a kind;
// of a file of lines, those of its first line.
func (in input) known() bool {
	if _, ok := schemas.KindOfFile(in.path); ok {
		return true
	}
	f, err := os.Open(in.path)
	if err != nil {
		return !errors.Is(err, fs.ErrNotExist)
	}
	defer func() { _ = f.Close() }()
	head := make([]byte, 4096)
	n, _ := io.ReadFull(f, head)
	if strings.Contains(string(head[:n]), schemas.Base+"/schemas/") {
		return true
	}
	data, err := in.read(maxDocument)
	if err != nil {
		return true // told when it is judged
	}
	if in.lines() {
		data, _, _ = bytes.Cut(bytes.TrimSpace(data), newline)
	}
	k, _ := schemas.KindOf(in.path, data)
	return k != ""
}

// glob expands a pattern; ** stands for any number of folders.
func glob(pattern string) []input {
	pattern = filepath.ToSlash(pattern)
	fixed := pattern
	if i := strings.IndexAny(pattern, "*?["); i >= 0 {
		fixed = pattern[:i]
	}
	root := "."
	if i := strings.LastIndexByte(fixed, '/'); i >= 0 {
		root = fixed[:i+1]
	}
	want := strings.Split(strings.TrimPrefix(pattern, "./"), "/")
	var out []input
	_ = filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			out = append(out, input{path: p, err: err})
			return nil
		case d.IsDir() && p != root && hidden(d.Name()) && !slices.Contains(want, d.Name()):
			return filepath.SkipDir
		case !d.Type().IsRegular():
			return nil
		}
		if segments(want, strings.Split(strings.TrimPrefix(filepath.ToSlash(p), "./"), "/")) {
			out = append(out, input{path: p})
		}
		return nil
	})
	sort.Slice(out, func(i, j int) bool { return out[i].path < out[j].path })
	return out
}

func segments(want, got []string) bool {
	for len(want) > 0 {
		if want[0] == "**" {
			for i := 0; i <= len(got); i++ {
				if segments(want[1:], got[i:]) {
					return true
				}
			}
			return false
		}
		if len(got) == 0 {
			return false
		}
		if ok, err := filepath.Match(want[0], got[0]); err != nil || !ok || hidden(got[0]) && want[0][0] == '*' {
			return false
		}
		want, got = want[1:], got[1:]
	}
	return len(got) == 0
}
