package pack_test

import (
	"os"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/suite"
)

func TestZZ(t *testing.T) {
	for _, spec := range strings.Fields(os.Getenv("ZZ")) {
		n := weigh(t, func(d widget.Definition) bool {
			switch {
			case spec == "all":
				return true
			case strings.HasPrefix(spec, "-"):
				return d.Package != spec[1:]
			case strings.HasPrefix(spec, "@"):
				return suite.Module(d) == spec[1:]
			}
			return strings.Contains(spec, d.Package)
		})
		t.Logf("%-20s %d", spec, n)
	}
}
