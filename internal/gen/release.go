// SPDX-License-Identifier: Apache-2.0

package gen

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/compat"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Release freezes what is published today below dir: the schemas and their
// sums as released/VERSION, the valid examples as frozen/vMAJOR.MINOR. From
// then on Guard holds every change against them.
func Release(dir, version string) error {
	parts := strings.Split(version, ".")
	if len(parts) != 3 || !strings.HasPrefix(version, "v") {
		return fmt.Errorf("version %q is not of the form v1.2.0", version)
	}
	var sums bytes.Buffer
	for _, i := range schemas.Kinds() {
		src, err := schemas.Source(i.Kind)
		if err != nil {
			continue
		}
		name := string(i.Kind) + ".schema.json"
		sum := sha256.Sum256(src)
		fmt.Fprintf(&sums, "%s  %s\n", hex.EncodeToString(sum[:]), name)
		if err := keep(filepath.Join(dir, "released", version, name), src); err != nil {
			return err
		}
		for _, e := range schemas.Examples(i.Kind) {
			if e.Valid {
				p := filepath.Join(dir, "frozen", parts[0]+"."+parts[1], string(i.Kind), filepath.Base(e.Name)+".json")
				if err := keep(p, e.Data); err != nil {
					return err
				}
			}
		}
	}
	return keep(filepath.Join(dir, "released", version, "sha256sums.txt"), sums.Bytes())
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
	var broken []string
	last, err := latest(filepath.Join(dir, "released"))
	if err != nil || last == "" {
		return nil, err
	}
	sums, err := os.ReadFile(filepath.Join(dir, "released", last, "sha256sums.txt"))
	if err != nil {
		return nil, err
	}
	for _, line := range strings.Split(strings.TrimSpace(string(sums)), "\n") {
		want, name, _ := strings.Cut(line, "  ")
		old, err := os.ReadFile(filepath.Join(dir, "released", last, name))
		if err != nil {
			return nil, err
		}
		if sum := sha256.Sum256(old); hex.EncodeToString(sum[:]) != want {
			broken = append(broken, last+"/"+name+": the released file was changed")
		}
		kind := schemas.Kind(strings.TrimSuffix(name, ".schema.json"))
		src, err := current(kind)
		if err != nil {
			broken = append(broken, name+": a released schema is gone")
			continue
		}
		broken = append(broken, compareRelease(kind, old, src, version(kind))...)
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
func replay(dir string, current func(schemas.Kind) ([]byte, error)) ([]string, error) {
	var broken []string
	compiled := map[string]*schemas.Compiled{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if os.IsNotExist(err) {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		src, err := current(schemas.Kind(filepath.Base(filepath.Dir(p))))
		if err != nil {
			return nil // told above
		}
		c := compiled[string(src)]
		if c == nil {
			var found issue.Issues
			if c, found = schemas.Compile(src); len(found) > 0 {
				return found
			}
			compiled[string(src)] = c
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		if res := c.Validate(data); res.Verdict == schemas.VerdictInvalid {
			broken = append(broken, fmt.Sprintf("%s is no longer valid: %v", filepath.ToSlash(p), res.Issues))
		}
		return nil
	})
	return broken, err
}
