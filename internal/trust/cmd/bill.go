// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"os"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/trust/licence"
	"forge.apps.education.fr/eafc/briques/internal/trust/sbom"
)

// bill writes FILE.cdx.json beside each binary or WebAssembly file.
func bill(files []string) int {
	rows, err := licence.Table()
	if err != nil {
		return failed(err)
	}
	ids := map[string]string{}
	for _, r := range rows {
		ids[r.Module] = r.SPDX
	}
	for _, f := range files {
		a, err := read(f)
		if err != nil {
			return failed(err)
		}
		out, err := os.Create(f + ".cdx.json")
		if err != nil {
			return failed(err)
		}
		if err := a.Write(out, ids); err != nil {
			return failed(err)
		}
		if err := out.Close(); err != nil {
			return failed(err)
		}
		fmt.Printf("%s.cdx.json: %d components\n", f, len(a.Parts))
	}
	return 0
}

func read(file string) (sbom.Artefact, error) {
	switch {
	case strings.HasSuffix(file, "verificateur.wasm"):
		return sbom.ReadWASM(file, ".", "./wasm/element/verificateur")
	case strings.HasSuffix(file, ".wasm"):
		return sbom.ReadWASM(file, ".", "./wasm/element/main")
	}
	return sbom.ReadBinary(file)
}

// licences prints the decided licence of every module, or what is wrong.
func licences([]string) int {
	modules, err := licence.List(".")
	if err != nil {
		return failed(err)
	}
	rows, err := licence.Table()
	if err != nil {
		return failed(err)
	}
	faults := licence.Check(modules, rows)
	for _, f := range faults {
		fmt.Println("licence:", f)
	}
	count := map[string]int{}
	for _, r := range rows {
		count[r.SPDX]++
	}
	fmt.Printf("licences: %d modules, %d faults, %v\n", len(modules), len(faults), count)
	if len(faults) > 0 {
		return 1
	}
	return 0
}
