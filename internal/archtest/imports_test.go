// SPDX-License-Identifier: Apache-2.0

package archtest_test

import (
	"go/token"
	"os"
	"os/exec"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/archtest"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

func sources(t *testing.T) []*archtest.File {
	t.Helper()
	files, err := archtest.Sources(fixtures.Root(), token.NewFileSet())
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 10 {
		t.Fatalf("only %d Go files found: the walk is broken", len(files))
	}
	return files
}

// room is one row of the import picture: packages at or below dir may import,
// of this module, what is at or below one of ours, and of other modules what
// theirs lists. The longest dir wins.
type room struct {
	dir    string
	ours   []string
	theirs []string
}

var picture = []room{
	{dir: "schemas/issue"},
	{dir: "internal/spoken", ours: []string{"schemas/issue"}},
	{dir: "internal/strictjson", ours: []string{"schemas/issue"}},
	{dir: "internal/strictxml", ours: []string{"internal/spoken", "schemas/issue", "internal/strictjson"}},
	{dir: "internal/ascending"},
	{dir: "internal/jsontree", ours: []string{"schemas/issue", "internal/strictjson"}},
	{dir: "internal/engine", ours: []string{"schemas/issue", "internal/strictjson", "internal/pattern", "internal/subset"}, theirs: []string{"github.com/santhosh-tekuri/jsonschema/v5"}},
	{dir: "internal/safezip", ours: []string{"internal/spoken", "schemas/issue"}},
	{dir: "internal/pattern", ours: []string{"schemas/issue"}},
	{dir: "wasm/view"},
	{dir: "competency", ours: []string{"internal/ascending", "schemas/issue", "internal/strictjson", "internal/pattern"}, theirs: []string{"github.com/google/uuid"}},
	{dir: "competency/frameworks", ours: []string{"competency", "schemas/issue"}},
	{dir: "competency/positioning", ours: []string{"competency", "schemas/issue", "internal/strictjson"}},
	{dir: "competency/portfolio", ours: []string{"competency", "schemas/issue", "internal/strictjson", "internal/safezip"}},
	{dir: "competency/imscase", ours: []string{"competency", "schemas/issue", "internal/strictjson", "internal/safezip"}, theirs: []string{"github.com/google/uuid"}},
	{dir: "competency/moodlecsv", ours: []string{"competency", "schemas/issue", "internal/tabular", "internal/strictjson"}, theirs: []string{"github.com/google/uuid"}},
	{dir: "competency/skos", ours: []string{"competency", "schemas/issue", "internal/strictjson"}, theirs: []string{"github.com/google/uuid"}},
	{dir: "competency/sheet", ours: []string{"competency", "schemas/issue", "internal/tabular", "internal/strictxml"}, theirs: []string{"github.com/google/uuid"}},
	{dir: "internal/tabular", ours: []string{"internal/spoken", "schemas/issue", "internal/safezip"}, theirs: []string{"golang.org/x/text", "github.com/xuri/excelize/v2"}},
	{dir: "catalogue", ours: []string{"internal/ascending", "competency", "schemas/issue", "internal/strictjson", "internal/pattern"}, theirs: []string{"github.com/google/uuid"}},
	{dir: "catalogue/planner", ours: []string{"catalogue", "competency", "competency/positioning", "schemas/issue", "internal/strictjson"}},
	{dir: "catalogue/lheo", ours: []string{"catalogue", "competency", "schemas/issue", "internal/strictxml"}},
	{dir: "catalogue/cmi5", ours: []string{"catalogue", "competency", "schemas/issue", "internal/strictxml", "internal/safezip"}},
	{dir: "catalogue/gaia", ours: []string{"catalogue", "competency", "schemas/issue"}, theirs: []string{"golang.org/x/text"}},
	{dir: "catalogue/magistere", ours: []string{"catalogue", "competency", "schemas/issue"}, theirs: []string{"golang.org/x/text"}},
	{dir: "catalogue/schemaorg", ours: []string{"catalogue", "competency", "schemas/issue"}},
	{dir: "catalogue/sheet", ours: []string{"catalogue", "competency", "schemas/issue", "internal/tabular"}},
	{dir: "catalogue/label", ours: []string{"internal/ascending", "internal/jsontree", "catalogue", "catalogue/planner", "competency", "schemas/issue", "internal/strictjson"}},
	{dir: "catalogue/credential", ours: []string{"internal/jsontree", "catalogue", "catalogue/label", "competency", "schemas/issue", "internal/strictjson"}, theirs: []string{"github.com/go-jose/go-jose/v4", "github.com/google/uuid"}},
	{dir: "catalogue/indicator", ours: []string{"internal/jsontree", "catalogue", "catalogue/label", "competency", "schemas/issue", "internal/strictjson", "internal/tabular"}},
	{dir: "xapi", ours: []string{"internal/spoken", "schemas/issue", "internal/strictjson"}, theirs: []string{"github.com/google/uuid"}},
	{dir: "xapi/profile", ours: []string{"xapi", "competency", "schemas/issue", "internal/strictjson"}},
	{dir: "xapi/client", ours: []string{"xapi", "schemas/issue", "internal/strictjson"}, theirs: []string{"github.com/google/uuid"}},
	{dir: "xapi/privacy", ours: []string{"xapi", "schemas/issue", "internal/strictjson"}},
	{dir: "xapi/lrs", ours: []string{"internal/spoken", "xapi", "schemas/issue", "internal/strictjson"}},
	{dir: "xapi/lrs/sqlstore", ours: []string{"xapi", "schemas/issue"}},
	{dir: "xapi/lrs/lrstest", ours: []string{"xapi", "schemas/issue"}},
	{dir: "xapi/lrs/export", ours: []string{"xapi", "schemas/issue"}, theirs: []string{"github.com/parquet-go/parquet-go"}},
}

// below reports whether path is dir or lies under it.
func below(path, dir string) bool { return path == dir || strings.HasPrefix(path, dir+"/") }

func roomOf(dir string) (room, bool) {
	var best room
	for _, r := range picture {
		if below(dir, r.dir) && len(r.dir) > len(best.dir) {
			best = r
		}
	}
	return best, best.dir != ""
}

// TestImports holds every file that is no test against the picture.
func TestImports(t *testing.T) {
	for _, f := range sources(t) {
		r, ok := roomOf(f.Dir)
		if !ok || f.Test {
			continue
		}
		for _, im := range f.Imports {
			ours, isOurs := strings.CutPrefix(im, archtest.Module+"/")
			allowed := isOurs && below(ours, r.dir)
			switch {
			case isOurs:
				for _, a := range r.ours {
					allowed = allowed || below(ours, a)
				}
			case !strings.Contains(strings.SplitN(im, "/", 2)[0], "."):
				allowed = true // the standard library
			default:
				for _, a := range r.theirs {
					allowed = allowed || below(im, a)
				}
			}
			if !allowed {
				t.Errorf("%s: %s may not import %s", f.Path, r.dir, im)
			}
		}
	}
}

// TestEnginesStayOut: validator, jsonschema and invopop belong to schemas and
// internal/gen; drivers to the command, examples and tests.
func TestEnginesStayOut(t *testing.T) {
	homes := map[string][]string{
		"github.com/go-playground/validator/v10":   {"schemas/check"},
		"github.com/santhosh-tekuri/jsonschema/v5": {"schemas", "internal/engine"},
		"github.com/santhosh-tekuri/jsonschema/v6": {},
		"github.com/invopop/jsonschema":            {"internal/gen"},
		"github.com/spf13/cobra":                   {"cmd/briques", "internal/gen"},
		"modernc.org/sqlite":                       {"cmd/briques", "examples", "internal/bench"},
		"github.com/jackc/pgx/v5":                  {"cmd/briques", "examples", "internal/bench"},
		"github.com/prometheus/client_golang":      {"cmd/briques"},
	}
	for _, f := range sources(t) {
		if f.Test {
			continue
		}
		for _, im := range f.Imports {
			for engine, dirs := range homes {
				if !below(im, engine) {
					continue
				}
				home := false
				for _, d := range dirs {
					home = home || below(f.Dir, d)
				}
				if !home {
					t.Errorf("%s: only %v may import %s", f.Path, dirs, engine)
				}
			}
		}
	}
}

// heavy is what a package that goes into a widget may not link.
var heavy = []string{"fmt", "encoding/json", "reflect", "regexp", "net/url", "time", "html/template", "net/http", "github.com/google/uuid", "embed", "context", "os"}

// lean are the packages that widgets carry.
var lean = []string{"schemas/issue", "internal/strictjson", "competency", "competency/positioning", "catalogue", "catalogue/planner",
	"catalogue/label", "catalogue/indicator", "xapi", "xapi/profile", "wasm/view", "wasm/widget"}

// TestLean asks the go command what each lean package links in a browser.
func TestLean(t *testing.T) {
	for _, p := range lean {
		if m, _ := os.ReadDir(fixtures.Root() + "/" + p); m == nil {
			continue
		}
		cmd := exec.Command("go", "list", "-deps", archtest.Module+"/"+p)
		cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("go list %s: %v\n%s", p, err, out)
			continue
		}
		for _, dep := range strings.Fields(string(out)) {
			for _, h := range heavy {
				if dep == h || strings.HasPrefix(dep, "crypto/") && h == "fmt" {
					t.Errorf("%s links %s in the browser", p, dep)
				}
			}
		}
	}
}

// TestEngineBuilds: the checker of a page links in the browser what its tag
// lets in (//go:build !js || eafc_engine), and a build without it finds no
// program there.
func TestEngineBuilds(t *testing.T) {
	cmd := exec.Command("go", "vet", "-tags", "eafc_engine", archtest.Module+"/wasm/element/verificateur")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
