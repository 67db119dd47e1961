// SPDX-License-Identifier: Apache-2.0

package goapp_test

import (
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/wasm/goapp"
)

func TestScript(t *testing.T) {
	got := goapp.Script("/eafc/v1/loader.js", "sha384-x")
	if got != `<script type="module" src="/eafc/v1/loader.js" integrity="sha384-x" crossorigin></script>` {
		t.Error(got)
	}
	if strings.Contains(goapp.Script("/l.js", ""), "integrity") {
		t.Error("an empty integrity refuses every file")
	}
}
