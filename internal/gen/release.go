// SPDX-License-Identifier: Apache-2.0

package gen

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/compat"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/schemas/kit"
)

// frozenDraws is how many documents per kind are drawn for a release, beside
// the examples; the valid ones are kept.
const frozenDraws = 12

// Release freezes what is published today below dir: the schemas and their
// sums as released/VERSION, valid documents and their sums as
// frozen/vMAJOR.MINOR. From then on Guard holds every change against them.
func Release(dir, version string) error {
	parts := strings.Split(version, ".")
	if len(parts) != 3 || !strings.HasPrefix(version, "v") {
		return fmt.Errorf("version %q is not of the form v1.2.0", version)
	}
	released, frozen := map[string][]byte{}, map[string][]byte{}
	for _, i := range schemas.Kinds() {
		src, err := schemas.Source(i.Kind)
		if err != nil {
			continue
		}
		released[string(i.Kind)+".schema.json"] = src
		docs, err := kit.Documents(i.Kind, kit.Options{Drawn: frozenDraws})
		if err != nil {
			return err
		}
		for _, d := range docs {
			if d.Verdict == schemas.VerdictValid {
				frozen[string(i.Kind)+"/"+strings.ReplaceAll(strings.TrimPrefix(d.Name, "valid/"), "/", "-")+".json"] = d.Data
			}
		}
	}
	if err := keepAll(filepath.Join(dir, "released", version), released); err != nil {
		return err
	}
	return keepAll(filepath.Join(dir, "frozen", parts[0]+"."+parts[1]), frozen)
}

// keepAll writes files below dir with the list of their sums.
func keepAll(dir string, files map[string][]byte) error {
	var sums bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(files)) {
		sum := sha256.Sum256(files[name])
		fmt.Fprintf(&sums, "%s  %s\n", hex.EncodeToString(sum[:]), name)
		if err := keep(filepath.Join(dir, filepath.FromSlash(name)), files[name]); err != nil {
			return err
		}
	}
	return keep(filepath.Join(dir, sumsFile), sums.Bytes())
}

const sumsFile = "sha256sums.txt"

// listed returns the files that the list of sums in dir names; one that is
// gone or was changed is nil and told.
func listed(dir string) (files map[string][]byte, broken []string, err error) {
	sums, err := os.ReadFile(filepath.Join(dir, sumsFile))
	if err != nil {
		return nil, nil, err
	}
	files = map[string][]byte{}
	for _, line := range strings.Split(strings.TrimSpace(string(sums)), "\n") {
		want, name, _ := strings.Cut(line, "  ")
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if sum := sha256.Sum256(data); err != nil || hex.EncodeToString(sum[:]) != want {
			broken = append(broken, filepath.Base(dir)+"/"+name+": the released file is gone or was changed")
			data = nil
		}
		files[name] = data
	}
	return files, broken, nil
}

func keep(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

// Guard returns what breaks a promise made by the releases below dir: a
// schema that narrows, a version that does not rise as the change asks, a
// frozen document that is no longer valid, a released file that was touched.
func Guard(dir string, current func(schemas.Kind) ([]byte, error), version func(schemas.Kind) string) ([]string, error) {
	last, err := latest(filepath.Join(dir, "released"))
	if err != nil || last == "" {
		return nil, err
	}
	files, broken, err := listed(filepath.Join(dir, "released", last))
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		kind := schemas.Kind(strings.TrimSuffix(name, ".schema.json"))
		src, err := current(kind)
		if err != nil {
			broken = append(broken, name+": a released schema is gone")
			continue
		}
		if files[name] != nil {
			broken = append(broken, compareRelease(kind, files[name], src, version(kind))...)
		}
	}
	frozen, err := replay(filepath.Join(dir, "frozen"), current)
	return append(broken, frozen...), err
}

func compareRelease(kind schemas.Kind, old, src []byte, now string) []string {
	if bytes.Equal(old, src) {
		return nil
	}
	rep, found := compat.Compare(old, src)
	if len(found) > 0 {
		return []string{fmt.Sprintf("%s: %v", kind, found)}
	}
	var out []string
	for _, c := range rep.Changes {
		if c.Class != compat.ClassWidening {
			out = append(out, fmt.Sprintf("%s: %s %s (%s), witness %s", kind, c.Class, c.Pointer, c.Keyword, c.Witness))
		}
	}
	was := strings.SplitN(commentVersion(old), ".", 3)
	is := strings.SplitN(now, ".", 3)
	if len(was) == 3 && len(is) == 3 && (rep.Bump == compat.BumpMinor && was[1] == is[1] || rep.Bump == compat.BumpPatch && strings.Join(was, ".") == now) {
		out = append(out, fmt.Sprintf("%s: the change asks for a new %s version, it still is %s (internal/gen/versions.go)", kind, rep.Bump, now))
	}
	return out
}

// commentVersion reads the version in $comment: "brick 1.2.0".
func commentVersion(src []byte) string {
	_, rest, _ := strings.Cut(string(src), `"$comment": "`)
	comment, _, _ := strings.Cut(rest, `"`)
	_, v, _ := strings.Cut(comment, " ")
	return v
}

func latest(dir string) (string, error) {
	entries, err := os.ReadDir(dir)
	if os.IsNotExist(err) {
		return "", nil
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	sort.Slice(names, func(i, j int) bool { return natural(names[i]) < natural(names[j]) })
	if len(names) == 0 {
		return "", err
	}
	return names[len(names)-1], err
}

// natural makes v1.10.0 follow v1.9.0.
func natural(v string) string {
	var out []string
	for _, p := range strings.Split(strings.TrimPrefix(v, "v"), ".") {
		out = append(out, fmt.Sprintf("%09s", p))
	}
	return strings.Join(out, ".")
}

// replay judges every frozen document by the schema of today.
func replay(dir string, current func(schemas.Kind) ([]byte, error)) (broken []string, err error) {
	minors, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	compiled := map[string]*schemas.Compiled{}
	for _, minor := range minors {
		files, changed, err := listed(filepath.Join(dir, minor.Name()))
		if err != nil {
			return nil, err
		}
		broken = append(broken, changed...)
		for _, name := range slices.Sorted(maps.Keys(files)) {
			src, err := current(schemas.Kind(path.Dir(name)))
			if err != nil || files[name] == nil {
				continue // told above
			}
			c := compiled[string(src)]
			if c == nil {
				var found issue.Issues
				if c, found = schemas.Compile(src); len(found) > 0 {
					return broken, found
				}
				compiled[string(src)] = c
			}
			if res := c.Validate(files[name]); res.Verdict == schemas.VerdictInvalid {
				broken = append(broken, fmt.Sprintf("%s/%s is no longer valid: %v", minor.Name(), name, res.Issues))
			}
		}
	}
	return broken, nil
}
