// SPDX-License-Identifier: Apache-2.0

package gen_test

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/gen"
	"forge.apps.education.fr/eafc/briques/schemas"
)

// TestGenerated: schemas/v1 is what the types say, byte for byte.
func TestGenerated(t *testing.T) {
	files, err := gen.Files()
	if err != nil {
		t.Fatalf("%v\n\nthen run: go generate ./schemas", err)
	}
	published := schemas.Files()
	var stale []string
	for name, want := range files {
		if got, err := fs.ReadFile(published, name); err != nil || !bytes.Equal(got, want) {
			stale = append(stale, name)
		}
	}
	err = fs.WalkDir(published, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && files[p] == nil {
			stale = append(stale, p+" (nobody writes it)")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(stale) > 0 {
		t.Errorf("schemas/v1 is not what the Go types say. Run: go generate ./schemas\n  %s", strings.Join(stale, "\n  "))
	}
	if dead, _ := gen.Dead(); len(dead) > 0 {
		t.Logf("titles.json: nothing uses %s", strings.Join(dead, ", "))
	}
}
