// SPDX-License-Identifier: Apache-2.0

package licence

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"sort"
	"strings"
)

// List names the modules that the packages below dir import, tests and tools
// included, with the folder of their source.
func List(dir string) ([]Module, error) {
	cmd := exec.Command("go", "list", "-mod=readonly", "-deps", "-test", "-json=Module", "./...", "tool")
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	text, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w: %s", err, strings.TrimSpace(stderr.String()))
	}
	seen := map[string]bool{}
	var out []Module
	d := json.NewDecoder(bytes.NewReader(text))
	for {
		var p struct {
			Module *struct {
				Path, Version, Dir string
				Main               bool
			}
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		if m := p.Module; m != nil && !m.Main && !seen[m.Path] {
			seen[m.Path] = true
			out = append(out, Module{m.Path, m.Version, m.Dir})
		}
	}
	if len(out) == 0 {
		return nil, errors.New("go list names no module")
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Path < out[j].Path })
	return out, nil
}
