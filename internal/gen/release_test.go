// SPDX-License-Identifier: Apache-2.0

package gen_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/internal/gen"
	"forge.apps.education.fr/eafc/briques/schemas"
)

func today(k schemas.Kind) string { return schemas.Versions()[k].Version }

// TestReleases: today's schemas keep the promises of the last release.
func TestReleases(t *testing.T) {
	broken, err := gen.Guard("../../schemas/testdata", schemas.Source, today)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range broken {
		t.Error(b)
	}
	if releases, _ := os.ReadDir("../../schemas/testdata/released"); len(releases) == 0 {
		t.Error("no release is frozen in schemas/testdata")
	}
}

// TestGuard: each broken promise is seen.
func TestGuard(t *testing.T) {
	dir := t.TempDir()
	if err := gen.Release(dir, "v1.0.0"); err != nil {
		t.Fatal(err)
	}
	swap := func(k schemas.Kind, old, new string) func(schemas.Kind) ([]byte, error) {
		return func(x schemas.Kind) ([]byte, error) {
			b, err := schemas.Source(x)
			if x == k {
				changed := bytes.Replace(b, []byte(old), []byte(new), 1)
				if bytes.Equal(changed, b) {
					return nil, errors.New("nothing replaced")
				}
				return changed, err
			}
			return b, err
		}
	}
	for _, c := range []struct {
		name    string
		current func(schemas.Kind) ([]byte, error)
		version string
		want    string
	}{
		{"same", schemas.Source, "1.0.0", ""},
		{"narrower", swap(schemas.KindBrick, `"maximum": 60000`, `"maximum": 59999`), "1.0.0", "brick: narrowing /properties/onSite"},
		{"wider, version kept", swap(schemas.KindBrick, `"maximum": 60000`, `"maximum": 60001`), "1.0.0", "asks for a new minor version"},
		{"wider, version raised", swap(schemas.KindBrick, `"maximum": 60000`, `"maximum": 60001`), "1.1.0", ""},
		{"other words, version kept", swap(schemas.KindBrick, `"Langue"`, `"La langue"`), "1.0.0", "asks for a new patch version"},
		{"frozen refused", swap(schemas.KindPartner, `"eafc",`, `"eafx",`), "1.0.0", "is no longer valid"},
	} {
		broken, err := gen.Guard(dir, c.current, func(schemas.Kind) string { return c.version })
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(broken, "\n"); c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: %s", c.name, got)
		}
	}
	touched := filepath.Join(dir, "released", "v1.0.0", "brick.schema.json")
	b, _ := os.ReadFile(touched)
	if err := os.WriteFile(touched, append(b, ' '), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "frozen", "v1.0", "partner", "minimal.json")); err != nil {
		t.Fatal(err)
	}
	broken, err := gen.Guard(dir, schemas.Source, func(schemas.Kind) string { return "1.0.0" })
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"v1.0.0/brick.schema.json: the released file is gone or was changed", "v1.0/partner/minimal.json: the released file is gone or was changed"}
	if d := cmp.Diff(want, broken); d != "" {
		t.Errorf("a touched release (-want +got):\n%s", d)
	}
}
