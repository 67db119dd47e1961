// SPDX-License-Identifier: Apache-2.0

// Command write writes schemas/v1. It is run by `go generate ./schemas`.
//
// `go run ./internal/gen/write -release v1.0.0` freezes what is published
// into schemas/testdata.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/gen"
)

func main() {
	dir := "v1"
	if len(os.Args) > 2 && os.Args[1] == "-release" {
		if err := gen.Release(filepath.Join("schemas", "testdata"), os.Args[2]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	if len(os.Args) > 1 {
		dir = os.Args[1]
	}
	if err := run(dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir string) error {
	files, err := gen.Files()
	if err != nil {
		return err
	}
	changed := 0
	for name, data := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if old, err := os.ReadFile(p); err == nil && bytes.Equal(old, data) {
			continue
		}
		changed++
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(p, data, 0o644); err != nil {
			return err
		}
	}
	err = filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(dir, p)
		if _, keep := files[filepath.ToSlash(rel)]; keep || !strings.HasSuffix(p, ".json") {
			return nil
		}
		changed++
		return os.Remove(p)
	})
	fmt.Printf("schemas: %d files, %d changed\n", len(files), changed)
	if err != nil || dir != "v1" {
		return err
	}
	return keepCodes(filepath.Join("..", "internal", "gen", "testdata", "codes.txt"))
}

// keepCodes adds new codes to the list of all that ever were.
func keepCodes(file string) error {
	old, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if text := gen.KeepCodes(string(old)); text != string(old) {
		return os.WriteFile(file, []byte(text), 0o644)
	}
	return nil
}
