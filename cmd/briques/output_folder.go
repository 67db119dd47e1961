// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// writeFolder lets fill write into a folder aside, then puts each file into
// dir. A file there is replaced when it already says the same, when own knows
// it (an earlier run wrote it), or with --force; otherwise nothing is touched.
// It returns the names that it wrote, sorted.
func (a *app) writeFolder(dir string, own func(name string, data []byte) bool, fill func(aside string) error) ([]string, error) {
	if err := a.checkFolder(dir); err != nil {
		return nil, err
	}
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		defer os.Remove(dir) // which succeeds only if nothing could be written into it
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, a.unwritable(dir, err)
	}
	temp, err := os.MkdirTemp(dir, ".briques-")
	if err != nil {
		return nil, a.unwritable(dir, err)
	}
	defer os.RemoveAll(temp)
	if err := fill(temp); err != nil {
		return nil, err
	}
	var names []string
	err = fs.WalkDir(os.DirFS(temp), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return nil, a.unwritable(dir, err)
	}
	if err := a.checkFiles(dir, names, func(name string, data []byte) bool {
		same, err := os.ReadFile(filepath.Join(temp, filepath.FromSlash(name)))
		return err == nil && bytes.Equal(same, data) || own != nil && own(name, data)
	}); err != nil {
		return nil, err
	}
	for _, name := range names {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return nil, a.unwritable(to, err)
		}
		if err := os.Rename(filepath.Join(temp, filepath.FromSlash(name)), to); err != nil {
			return nil, a.unwritable(to, err)
		}
	}
	return names, nil
}

// checkFolder refuses a path that is there and is no folder.
func (a *app) checkFolder(dir string) error {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return exitWith(exitUsage, a.text("%s n'est pas un dossier : rien n'a été écrit", "%s is not a folder: nothing was written"), dir)
	}
	return nil
}

// checkFiles refuses to write names into dir where that would replace a file
// that own does not know, or pass through a link.
func (a *app) checkFiles(dir string, names []string, own func(name string, data []byte) bool) error {
	var clash []string
	for _, name := range names {
		free, err := a.freeIn(dir, name, own)
		if err != nil {
			return err
		}
		if !free {
			clash = append(clash, name)
		}
	}
	if len(clash) == 0 {
		return nil
	}
	slices.Sort(clash)
	shown := strings.Join(clash[:min(3, len(clash))], ", ")
	if len(clash) > 3 {
		shown += ", …"
	}
	return exitWith(exitUsage, a.text("%s contient déjà %s, que cette commande n'a pas écrit ou qui a changé depuis : rien n'a été écrit. Choisissez un autre dossier, ou --force pour remplacer",
		"%s already holds %s, which this command has not written or which has changed since: nothing was written. Choose another folder, or --force to replace"), dir, shown)
}

// freeIn says whether name may be written into dir.
func (a *app) freeIn(dir, name string, own func(name string, data []byte) bool) (bool, error) {
	at := dir
	parts := strings.Split(name, "/")
	for i, part := range parts {
		at = filepath.Join(at, part)
		info, err := os.Lstat(at)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return true, nil
		case err != nil:
			return false, a.unwritable(at, err)
		case info.Mode()&fs.ModeSymlink != 0:
			return false, exitWith(exitUsage, a.text("%s est un lien : rien n'a été écrit. Briques n'écrit pas à travers un lien", "%s is a link: nothing was written. Briques does not write through a link"), at)
		case info.IsDir() != (i < len(parts)-1):
			return false, exitWith(exitUsage, a.text("%s gêne : un dossier et un fichier auraient le même nom ; rien n'a été écrit", "%s is in the way: a folder and a file would have the same name; nothing was written"), at)
		}
	}
	if a.force {
		return true, nil
	}
	data, err := os.ReadFile(at)
	if err != nil {
		return false, a.unwritable(at, err)
	}
	return own(name, data), nil
}

// dropTwins removes the compressed copies of an earlier build that this one
// did not write again: a server would send them in place of the new files.
func dropTwins(dir string, before, written []string) {
	for _, name := range append(before, "sri.json") {
		for _, ext := range []string{".br", ".gz"} {
			if !slices.Contains(written, name+ext) {
				_ = os.Remove(filepath.Join(dir, filepath.FromSlash(name+ext)))
			}
		}
	}
}

// builtBefore knows the files that an earlier "widgets build" wrote into dir
// and that nobody has changed: sri.json lists them with their hashes.
func builtBefore(dir string) (names []string, own func(name string, data []byte) bool) {
	var list struct {
		Version string            `json:"version"`
		Files   map[string]string `json:"files"`
	}
	data, err := os.ReadFile(filepath.Join(dir, "sri.json"))
	if err != nil || json.Unmarshal(data, &list) != nil || list.Version == "" {
		list.Files = nil
	}
	for name := range list.Files {
		if fs.ValidPath(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, func(name string, data []byte) bool {
		if list.Files == nil {
			return false
		}
		plain := strings.TrimSuffix(strings.TrimSuffix(name, ".br"), ".gz")
		want, listed := list.Files[plain]
		if plain == "sri.json" || listed && plain != name {
			return true
		}
		sum := sha512.Sum384(data)
		return listed && want == "sha384-"+base64.StdEncoding.EncodeToString(sum[:])
	}
}
