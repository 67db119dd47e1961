// SPDX-License-Identifier: Apache-2.0

package osv

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
)

// Build asks the go command what the modules in dirs are made of.
type Build struct{ Dirs []string }

// Modules lists every module that go list -m all names in every folder, with
// replacements resolved, and stdlib and toolchain at the version of the go
// command.
func (b Build) Modules() ([]Module, error) {
	seen := map[Module]bool{}
	var out []Module
	add := func(m Module) {
		if !seen[m] {
			seen[m] = true
			out = append(out, m)
		}
	}
	for _, dir := range b.Dirs {
		text, err := run(dir, "list", "-mod=readonly", "-m", "-json", "all")
		if err != nil {
			return nil, err
		}
		type listed struct {
			Path, Version string
			Main          bool
			Replace       *struct{ Path, Version string }
		}
		d := json.NewDecoder(bytes.NewReader(text))
		for {
			var m listed
			if err := d.Decode(&m); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return nil, err
			}
			switch {
			case m.Main:
			case m.Replace != nil && m.Replace.Version == "":
				add(Module{Path: m.Path, Version: m.Version, Folder: true})
			case m.Replace != nil:
				add(Module{Path: m.Replace.Path, Version: m.Replace.Version})
			default:
				add(Module{Path: m.Path, Version: m.Version})
			}
		}
	}
	version, err := run(b.Dirs[0], "env", "GOVERSION")
	if err != nil {
		return nil, err
	}
	v := strings.TrimSpace(string(version))
	if v == "" {
		return nil, errors.New("go env GOVERSION is empty")
	}
	add(Module{Path: "stdlib", Version: v})
	add(Module{Path: "toolchain", Version: v})
	return out, nil
}

// Packages lists every package that the builds import, and the commands of
// the toolchain that make them.
func (b Build) Packages() (map[string]bool, error) {
	out := map[string]bool{}
	for _, dir := range b.Dirs {
		text, err := run(dir, "list", "-mod=readonly", "-deps", "-test", "./...")
		if err != nil {
			return nil, err
		}
		for _, p := range strings.Fields(string(text)) {
			out[p] = true
		}
	}
	if len(out) == 0 {
		return nil, errors.New("go list -deps names no package")
	}
	for _, p := range []string{"cmd/go", "cmd/compile", "cmd/link", "cmd/asm", "cmd/cgo"} {
		out[p] = true
	}
	return out, nil
}

func run(dir string, args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w: %s", strings.Join(args, " "), err, strings.TrimSpace(stderr.String()))
	}
	return out, nil
}
